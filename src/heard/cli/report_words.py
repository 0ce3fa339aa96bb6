"""`heard report check-words`: the words of a report in a text file, held against the council's own figures."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heard.cli.law import today
from heard.cli.running import open_database
from heard.cli.saying import Refusal, say_json

if TYPE_CHECKING:
    from heard.figures.claims import Flag
    from heard.figures.periods import Period


def add_check_words(kinds: Any) -> None:
    """check-words."""
    check = kinds.add_parser(
        "check-words", help="hold the words of a text file against the figures of a period"
    )
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--period", required=True, help="2020-21, 2020-21 Q3, 2020-11 or FROM..TO")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=check_words)


def check_words(given: argparse.Namespace) -> int:
    """Say what the figures do not bear out, with its line; exit 1 where there is anything."""
    text = _text_of(given.file)
    open_database()
    from heard.casework.reports_checking import limits_of_law
    from heard.figures.claims import NoSuchFigure, check
    from heard.figures.tables import annual_tables
    from heard.reporting.frames import frames_of_council
    from heard.reporting.questions import WRONG_QUESTIONS

    try:
        tables = annual_tables(frames_of_council(today=today()), given.period)
        flags = check(text, tables, limits=limits_of_law(), breaks=_breaks(tables[0].period))
    except WRONG_QUESTIONS as why:
        raise Refusal([str(why)], usage=True) from why
    except NoSuchFigure as why:
        raise Refusal([str(why)]) from why
    if given.json:
        say_json({"flags": [_plain(one, text) for one in flags]})
        return 1 if flags else 0
    if flags:
        raise Refusal([_said(one, text, given.file.name) for one in flags])
    print("Every number and comparison in these words is borne out by the figures.")
    return 0


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except FileNotFoundError as why:
        raise Refusal([f"There is no file “{file}”."], usage=True) from why
    except (UnicodeDecodeError, IsADirectoryError, PermissionError) as why:
        raise Refusal(
            [f"“{file}” could not be read as text. Save the words as plain text (UTF-8) and try again."],
            usage=True,
        ) from why


def _breaks(period: Period) -> tuple[str, ...]:
    """The period itself where an event on record breaks its series from the year before."""
    from heard.figures.events import break_between
    from heard.reporting.events import events_on_record

    return (period.label,) if break_between(events_on_record(), period.earlier(1), period) else ()


def _line(flag: Flag, text: str) -> int:
    return text.count("\n", 0, flag.start) + 1


def _said(flag: Flag, text: str, name: str) -> str:
    nearest = f" Nearest: {flag.nearest}." if flag.nearest else ""
    return f"{name}, line {_line(flag, text)}: “{flag.said}” ({flag.kind}). {flag.words}{nearest}"


def _plain(flag: Flag, text: str) -> dict[str, str | int]:
    return {
        "line": _line(flag, text),
        "said": flag.said,
        "kind": flag.kind,
        "words": flag.words,
        "nearest": flag.nearest,
    }
