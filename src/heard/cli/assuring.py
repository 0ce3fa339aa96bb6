"""`heard assure`: the fast set of the controls on an installation as it stands, a line each. Changes nothing."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from heard.cli.law import today
from heard.cli.running import now
from heard.cli.saying import Refusal, say_json


def add_commands(commands: Any) -> None:
    """assure."""
    assure = commands.add_parser(
        "assure", help="ask every control that can be asked of an installation as it stands"
    )
    outside = "held to what lies outside"
    assure.add_argument("--checkpoints", type=Path, metavar="FOLDER", help=f"the ledger is {outside}")
    assure.add_argument("--signed-by", default="", metavar="KEY", help="whom to believe of checkpoints")
    assure.add_argument("--backup", type=Path, metavar="FILE", help="another backup than the last")
    assure.add_argument(
        "--key", type=Path, metavar="FILE", help="the secret key: all of the backup is opened"
    )
    assure.add_argument("--logs", type=Path, metavar="FOLDER", help="look for secrets in these logs")
    assure.add_argument("--json", action="store_true")
    assure.set_defaults(run=assure_installation)


def assure_installation(given: argparse.Namespace) -> int:
    """Print each control with its value, its target and pass or FAIL. Exit 1 while one fails."""
    for place in (given.checkpoints, given.backup, given.key, given.logs):
        if place is not None and not place.exists():
            raise Refusal([f"There is no {place}. Name what is there."], usage=True)
    import django

    django.setup()
    from heard.casework.assurance import Asked, assure

    asked = Asked(today(), now(), given.checkpoints, given.signed_by, given.backup, given.key, given.logs)
    looked = assure(asked)
    failed = [one for one in looked if not one.is_safe]
    if given.json:
        say_json({"holds": not failed, "controls": [asdict(one) for one in looked]})
        return 1 if failed else 0
    width = max(len(one.name) for one in looked)
    for one in looked:
        print(f"{one.name:{width}}  {one.value}  {one.target}  {'pass' if one.is_safe else 'FAIL'}")
        if not one.is_safe:
            print(f"{'':{width}}  {one.to_do}")
    print(f"{len(looked) - len(failed)} of {len(looked)} controls hold.")
    return 1 if failed else 0
