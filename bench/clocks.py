"""Set the clock wrong in every way, in other time zones and on the nights on which it changes: due days stay the same.

    ./drills clocks [--timelines 5000] [--naive]

The same timelines are worked out in processes whose clock is three hours off either way, 400 days ahead, ten days
behind or at the two nights of the year, each in three time zones. Then acts are recorded while the clock goes forward
and back: the ledger keeps their order and proves whole, and an alarm is given from five seconds on, also where the
database's clock is right and ours is not. With `--naive` the day is that of Greenwich and not that of England in
summer: the control, in which due days differ.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from killing import asked, faults, told
from visitors import tables

CLOCKS = ("+0", "+3h", "-3h", "+400d", "-10d", "@2027-03-28 00:59:58", "@2026-10-25 00:59:58")
ZONES = ("UTC", "Europe/London", "America/New_York")
TIMELINES = """
import hashlib, random, sys
from datetime import UTC, date, datetime, timedelta
import django; django.setup()
from heard.casework.performing import day_of
from heard.law.clock import due
from heard.law.rulebook import NotInForce
draw, naive, said = random.Random(1), sys.argv[2] == "naive", []
CLOCKS = ["children_act/stage_1/answer", "children_act/stage_1/acknowledge", "corporate/stage_1/answer",
          "children_act/stage_3/panel"]
for number in range(int(sys.argv[1])):
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=draw.randrange(60 * 24 * 700))
    if number % 4 == 0:  # around the two nights, minute by minute
        night = datetime(2026, 3, 28, 23, tzinfo=UTC) if number % 8 else datetime(2026, 10, 24, 22, tzinfo=UTC)
        at = night + timedelta(minutes=draw.randrange(240))
    day = at.date() if naive else day_of(at)
    for clock in CLOCKS:
        try:
            said.append(due(clock, day).due_on)
        except NotInForce as why:
            said.append(type(why).__name__)
print(hashlib.sha256(repr(said).encode()).hexdigest(), sum(not isinstance(one, str) for one in said))
"""
RECORDED = """
from datetime import UTC, datetime
import django; django.setup()
from heard.casework.clock_off import what_is_wrong
from heard.casework.writing import writing
from heard.people.models import Service
at = datetime.now(UTC)
alarm = bool(what_is_wrong(at))
with writing("test_rows", by="drill", at=at) as line:
    line.add(Service(label=f"Service {at}"))
print(alarm)
"""


def under(clock: str, zone: str, program: str, *words: str) -> str:
    """What a program says whose clock shows something else."""
    faked = [] if clock == "+0" else ["faketime", "-f", clock]
    done = subprocess.run(
        [*faked, sys.executable, "-c", program, *words],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    return done.stdout.strip()


def main() -> int:
    """Set clocks wrong, and compare. Ends with 1 where it did not go as it has to."""
    given = asked(__doc__, "naive", timelines=5000)
    how = "naive" if given.control else "law"
    with tables() as database:
        from heard.ledger.models import Entry

        said = {
            (clock, zone): under(clock, zone, TIMELINES, str(given.timelines), how)
            for clock in CLOCKS
            for zone in ZONES
        }
        right = under("+0", "Europe/London", TIMELINES, str(given.timelines), "law")
        found: dict[str, Any] = {
            "due days in each": right.split()[1],
            "clocks and zones": len(said),
            "of them with another due day": sum(one != right for one in said.values()),
        }
        # The first clock that runs fast is ahead of nobody but the database; what it wrote is ahead of the next.
        fast = database == "PostgreSQL"
        wanted = [("+0", False), ("+3h", fast), ("-3h", True), ("+4s", False), ("+60s", fast), ("+0", True)]
        alarms = [under(clock, "UTC", RECORDED) == "True" for clock, _ in wanted]
        found["acts recorded while the clock went forward and back"] = Entry.objects.count()
        found["alarms not as they should be"] = sum(
            alarm is not due for alarm, (_, due) in zip(alarms, wanted, strict=True)
        )
        order = list(Entry.objects.order_by("sequence").values_list("sequence", flat=True))
        found["not in the order in which they were done"] = int(order != list(range(1, len(order) + 1)))
        found["faults found by audit verify"] = faults()
    harm = tuple(found)[2:3] if given.control else (*tuple(found)[2:3], *tuple(found)[4:])
    title = f"{database}: {given.timelines:,} timelines under each clock."
    return told(title, found, harm=harm, control=given.control)


if __name__ == "__main__":
    sys.exit(main())
