"""Whether the clocks agree: this machine's, the database's, and that of whoever wrote the last line of the ledger.

No due day hangs on it, because days are counted from days on record. What does is when a thing was recorded.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from heard.ledger.models import Entry

MOST_SECONDS = 5.0
DATABASE_SAYS = "SELECT clock_timestamp()"


def seconds_off(at: datetime) -> float:
    """By how many seconds clocks disagree, at the most: ours with the database's, or with a ledger that is ahead of us.

    The last is what a clock that was set back leaves behind. `at` is now, by this machine.
    """
    off = [0.0]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(DATABASE_SAYS)
            off.append(abs((cursor.fetchone()[0] - at).total_seconds()))
    last = Entry.objects.order_by("-sequence").values_list("at", flat=True).first()
    if last is not None:
        off.append((last - at).total_seconds())
    return max(off)


def what_is_wrong(at: datetime) -> str:
    """What to do where the clocks disagree by more than five seconds; nothing where they agree."""
    off = seconds_off(at)
    if off <= MOST_SECONDS:
        return ""
    return (
        f"The clocks of this machine, of the database and of the ledger's last line are {off:,.0f} seconds apart. Let "
        "every machine keep its time by the network (chrony or systemd-timesyncd). Due days are not touched by it."
    )
