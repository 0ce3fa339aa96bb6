"""Who is signed in is kept on the server, one row a browser, so that a browser can be signed out from afar."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

BEGAN, SEEN, DEVICE = "began", "seen", "device"


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with the account and the two times on the row."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The table."""
        from heard.people.models import SignedIn

        return SignedIn

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row for what is known of a browser."""
        row: Any = super().create_model_instance(data)
        row.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.began_at, row.seen_at = _instant(data.get(BEGAN)), _instant(data.get(SEEN))
        row.device = str(data.get(DEVICE, ""))[:60]
        return row


def _instant(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
