"""`heard …`: the same words at the command line as on the pages.

Exit 0: done. Exit 1: refused, with reasons. Exit 2: wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from heard.casework.log_lines import keep_faults_wordless
from heard.cli import (
    assuring,
    bringing_in,
    checking,
    checkpoints,
    counting,
    data_map,
    file_requests,
    files,
    keeping,
    keys,
    law,
    mail,
    night,
    posting,
    procedure,
    running,
    superusers,
    upgrading,
    words,
)
from heard.cli.saying import Refusal, say_refusal


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    if arguments is None and os.environ.get("HEARD_DEBUG") != "1":
        keep_faults_wordless()
    parser = _parser()
    given = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heard.config.settings")
    try:
        return int(given.run(given))
    except Refusal as why:
        return say_refusal(why, as_json=getattr(given, "json", False))
    except BrokenPipeError:
        # Somebody stopped reading (`heard due --list | head`): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="heard", description="Hear children and families about children's social care."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for room in (
        assuring,
        running,
        bringing_in,
        checking,
        checkpoints,
        counting,
        data_map,
        file_requests,
        files,
        keeping,
        keys,
        law,
        night,
        posting,
        mail,
        procedure,
        superusers,
        upgrading,
        words,
    ):
        room.add_commands(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
