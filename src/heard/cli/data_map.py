"""`heard data-map`: what each table holds of people, how long it is kept, and what erases it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from heard.cli.law import today
from heard.cli.saying import Refusal, columns


def add_commands(commands: Any) -> None:
    """data-map."""
    parser = commands.add_parser(
        "data-map", help="what each table holds of people, how long, and what erases it"
    )
    parser.add_argument("--json", action="store_true", help="every table with its columns, as JSON")
    parser.add_argument("--write", type=Path, metavar="PAGE.md", help="write the map as a page")
    parser.add_argument("--check", type=Path, metavar="PAGE.md", help="refuse if that page is out of date")
    parser.add_argument(
        "--papers", type=Path, metavar="FOLDER",
        help="begin an impact assessment, a record of processing and an appropriate policy document",
    )  # fmt: skip
    parser.add_argument("--council", default="This council", metavar="NAME", help="whose papers they are")
    parser.set_defaults(run=say_data_map)


def say_data_map(given: argparse.Namespace) -> int:
    """Print the map, write its page, or hold a page against it."""
    import django

    django.setup()  # the tables are asked, and no database
    from heard.casework.data_map import data_map, data_map_page

    if given.papers:
        return _write_papers(given.papers, given.council)
    if given.check:
        if not given.check.is_file() or given.check.read_text(encoding="utf-8") != data_map_page():
            raise Refusal(
                [f"{given.check} is out of date. Write it anew: heard data-map --write {given.check}"]
            )
        print(f"{given.check} is what the tables say.")
    elif given.write:
        if not given.write.parent.is_dir():
            raise Refusal(
                [f"{given.write.parent} is no folder. Make it, or name another place for the page."]
            )
        given.write.write_text(data_map_page(), encoding="utf-8")
        print(f"Wrote {given.write}.")
    elif given.json:
        print(json.dumps([one.as_dict() for one in data_map()], ensure_ascii=False, indent=1))
    else:
        rows = [
            (f"{one.room}.{one.table}", one.pii, one.retention)
            for one in data_map()
            if one.holds_personal_data
        ]
        print(columns(rows, ("Table", "Of people", "Kept")))
    return 0


def _write_papers(folder: Path, council: str) -> int:
    """Nothing that is there already is written over: it may hold what the council wrote into it."""
    from heard.casework.governance_papers import governance_papers

    papers = governance_papers(council, today())
    folder.mkdir(parents=True, exist_ok=True)
    there = [name for name in papers if (folder / name).exists()]
    if there:
        raise Refusal(
            [f"{', '.join(there)} lie in {folder} already. Name another folder, or move them away."]
        )
    for name, words in papers.items():
        (folder / name).write_text(words, encoding="utf-8")
    print(f"Wrote {', '.join(papers)} into {folder}. What stands after “Council:” is yours to write.")
    return 0
