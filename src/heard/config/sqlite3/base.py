"""A transaction that finds somebody else writing asks again every two milliseconds.

SQLite by itself sleeps longer each time, up to a tenth of a second, and lets whoever comes meanwhile pass: with eight
people sending at once the last of them waited for that and not for the work.
"""

from __future__ import annotations

import time

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

ASKS_AGAIN_AFTER = 0.002
TIMEOUT = 5.0


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's own, with a short and even wait for the right to write."""

    def _start_transaction_under_autocommit(self) -> None:
        timeout = float(self.settings_dict["OPTIONS"].get("timeout", TIMEOUT))
        until = time.monotonic() + timeout
        self._sleep_in_sqlite(0)
        try:
            while not self._has_begun(until):
                time.sleep(ASKS_AGAIN_AFTER)
        finally:
            self._sleep_in_sqlite(timeout)

    def _has_begun(self, until: float) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as why:
            if "locked" not in str(why) or time.monotonic() > until:
                raise
            return False
        return True

    def _sleep_in_sqlite(self, seconds: float) -> None:
        # Single statements outside a transaction still wait as SQLite does.
        self.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
