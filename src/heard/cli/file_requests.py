"""`heard file-search`: the papers of every case searched for somebody whose file is asked for, which takes long."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from heard.cli.running import now, open_database
from heard.cli.saying import Refusal, say_json


def add_commands(commands: Any) -> None:
    """file-search."""
    search = commands.add_parser(
        "file-search", help="collect a file again and search the papers of every case for its person"
    )
    search.add_argument("reference", help="the number of the request, such as FILE-2026-0001")
    search.add_argument(
        "--as", dest="member", required=True, metavar="NAME", help="who collects, by sign-in name"
    )
    search.add_argument("--json", action="store_true")
    search.set_defaults(run=search_every_paper)


def search_every_paper(given: argparse.Namespace) -> int:
    """Collect a file with the papers of every case read. Exit 1 where it cannot be, with the reason."""
    open_database()
    from heard.casework.looking import NotYours
    from heard.casework.permissions import NotAllowed
    from heard.casework.refused import REFUSALS, in_words
    from heard.casework.subject_access_collecting import collect_named

    try:
        found = collect_named(reference=given.reference, sign_in_name=given.member, at=now())
    except (*REFUSALS, NotAllowed, NotYours) as why:
        raise Refusal([in_words(why)], usage=False) from why
    if given.json:
        say_json(asdict(found))
    else:
        print(
            f"{given.reference}: {found.cases} cases of theirs, {found.mentioned_in} that mention them, "
            f"{found.papers} papers and letters, {found.new} pieces that are new."
        )
    return 0
