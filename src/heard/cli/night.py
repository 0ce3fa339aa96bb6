"""`heard night`, `heard redate`, `heard story`: the night, dates that a change moves, and a case told whole."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING, Any

from heard.cli.law import day, today
from heard.cli.running import BY, now, open_database
from heard.cli.saying import columns, in_words, say_json

if TYPE_CHECKING:
    from heard.casework.nightly import NightDone


def add_commands(commands: Any) -> None:
    """night."""
    night = commands.add_parser("night", help="turn colours, chase dates, and work out every open case again")
    night.add_argument("--on", metavar="DATE", help="the day that has come (today, unless given)")
    night.add_argument("--json", action="store_true")
    night.set_defaults(run=do_the_night)


def do_the_night(given: argparse.Namespace) -> int:
    """Do the work of a night. Safe to run twice. Exit 1 names each case that is not as law and facts make it."""
    open_database()
    from heard.casework.nightly import night

    done = night(on=day(given.on, "--on") if given.on else today(), by=BY, at=now())
    if given.json:
        say_json(_told(done))
    else:
        _say(done)
    return 0 if done.is_sound else 1


def _told(done: NightDone) -> dict[str, Any]:
    names = ("reference", "what", "clock", "about_on", "for_role")
    moved = ("reference", "redating", "stage", "was_on", "becomes_on")
    return {
        "sound": done.is_sound,
        "on": done.on,
        "cases": done.cases,
        "noticed": [{name: getattr(one, name) for name in names} for one in done.noticed],
        "waiting": [{name: getattr(one, name) for name in moved} for one in done.waiting],
        "faults": [{"reference": one.reference, "what": one.what, "why": one.why} for one in done.faults],
    }


def _say(done: NightDone) -> None:
    print(f"{in_words(done.on)}: {done.cases:,} open cases looked at, {len(done.noticed):,} things noticed.")
    counts = Counter((one.what, one.for_role) for one in done.noticed)
    if counts:
        rows = [
            (what.replace("_", " "), role, f"{number:,}") for (what, role), number in sorted(counts.items())
        ]
        print(columns(rows, ("What", "For", "Number")))
    for number, moved in sorted(Counter(one.redating for one in done.waiting).items()):
        print(f"Re-dating {number} waits for approval: {moved:,} dates move. heard redate approve {number}")
    for fault in done.faults:
        print(f"FAULT {fault.why}")
