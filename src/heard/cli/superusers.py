"""Accounts that somebody marked as superusers past the office: found, and ended."""

from __future__ import annotations

import argparse
from typing import Any

from heard.cli.running import BY, now, open_database
from heard.cli.saying import Refusal, say_json


def add_commands(commands: Any) -> None:
    """superusers."""
    found = commands.add_parser("superusers", help="find accounts marked as superuser, which nobody is to be")
    found.add_argument("--end", action="store_true", help="take the mark from each of them")
    found.add_argument("--json", action="store_true")
    found.set_defaults(run=find_superusers)


def find_superusers(given: argparse.Namespace) -> int:
    """Name every account marked as superuser or staff, or take the mark from each. Exit 1 while there is one."""
    open_database()
    from heard.casework.superusers import end_superusers, superusers

    ended = end_superusers(by=BY, at=now()) if given.end else []
    if there := superusers():
        raise Refusal(refused(there), superusers=there)
    if given.json:
        say_json({"superusers": [], "ended": ended})
    else:
        print(
            f"Ended: {', '.join(ended)}. They sign in as before." if ended else "No account is a superuser."
        )
    return 0


def refused(there: list[str]) -> list[str]:
    """Why an installation with superusers is not sound, and what to do."""
    return [
        f"{name} is marked as a superuser or staff of the framework beneath, which no page of Heard does. "
        "Ask who did it, and take the mark away: heard superusers --end"
        for name in there
    ]
