"""`heard files`: scan what waits for the virus scan, make the copies that people open, and say how it stands."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from heard.cli.one_at_a_time import one_at_a_time
from heard.cli.running import BY, now, open_database
from heard.cli.saying import say_json

if TYPE_CHECKING:
    from heard.casework.arriving_files import Readied


def add_commands(commands: Any) -> None:
    """files."""
    files = commands.add_parser(
        "files", help="scan and make ready the files that came; to be run each minute where a scanner is set"
    )
    files.add_argument("--json", action="store_true")
    files.set_defaults(run=make_files_ready)


@one_at_a_time("files")
def make_files_ready(given: argparse.Namespace) -> int:
    """Make ready what waits. Exit 1 where the scanner does not answer, or where something failed five times."""
    open_database()
    from heard.casework.arriving_files import make_ready
    from heard.casework.sweeping_files import drop_halves
    from heard.casework.virus_scanner import has_scanner
    from heard.files.opening import not_given_up

    done, left = make_ready(by=BY, at=now()), not_given_up()
    drop_halves(at=now())
    if given.json:
        say_json({**asdict(done), "scanner": has_scanner(), "not_given_up": list(left)})
    else:
        _say(done, has_scanner(), left)
    return 0 if done.scanner_answers and not done.parked else 1


def _say(done: Readied, scanner: bool, left: tuple[str, ...]) -> None:
    from heard.files.confined import in_words

    if not scanner:
        print("Files are not scanned: this installation has no scanner (HEARD_CLAMAV).")
    elif not done.scanner_answers:
        print("The virus scanner does not answer. Files are taken, and nobody can open them until it does.")
    print(
        f"{done.scanned:,} scanned, {done.found:,} held back for a virus, {done.copied:,} made ready, "
        f"{done.broken:,} that cannot be opened, {done.waiting:,} waiting."
    )
    if done.parked:
        from heard.casework.jobs import parked

        for one in parked():
            print(f"FAULT {one.job} {one.about} failed five times, last with {one.error or 'a crash'}. "
                  "It is tried again each night.")  # fmt: skip
    if left:
        print(f"While it opens a file from outside, this machine does not shut off {in_words(left)}.")
