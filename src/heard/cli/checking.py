"""`heard check --deploy`: what makes this installation unsafe for real people, and what to do about it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from heard.cli.running import now
from heard.cli.saying import say_json


def add_commands(commands: Any) -> None:
    """check."""
    check = commands.add_parser(
        "check", help="look at every setting that must be safe before real people use it"
    )
    check.add_argument("--deploy", action="store_true", required=True, help="for real people, behind a proxy")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=check_deployment)


def check_deployment(given: argparse.Namespace) -> int:
    """Print each thing with its value, its target and pass or FAIL. Exit 1 while one is not safe. Changes nothing."""
    import django

    django.setup()
    from heard.casework.deploy_checks import deploy_checks

    looked = deploy_checks(now())
    unsafe = [one for one in looked if not one.is_safe]
    if given.json:
        say_json({"safe": not unsafe, "checks": [asdict(one) for one in looked]})
        return 1 if unsafe else 0
    for one in looked:
        print(f"{'pass' if one.is_safe else 'FAIL'}  {one.name}: {one.value} (target: {one.target})")
        if not one.is_safe:
            print(f"      {one.to_do}")
    print(
        f"{len(looked) - len(unsafe)} of {len(looked)} are safe."
        + (" Not for real people yet." if unsafe else "")
    )
    return 1 if unsafe else 0
