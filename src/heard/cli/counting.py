"""`heard figures`, `heard tables`, `heard report`, `heard settings`: the numbers, and the report they make."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heard.cli import report_words, reports
from heard.cli.law import day, today
from heard.cli.running import BY, now, open_database
from heard.cli.saying import Refusal, columns, say_json
from heard.reporting.formats import FORMATS, UnknownFormat

if TYPE_CHECKING:
    from heard.figures.frames import Frames


def add_commands(commands: Any) -> None:
    """figures, tables, report, settings."""
    figures = commands.add_parser("figures", help="one figure, split and narrowed as asked")
    figures.add_argument("measure", nargs="?", metavar="MEASURE")
    figures.add_argument("--list", action="store_true", help="measures, dimensions and what each means")
    figures.add_argument("--period", default="all", help="2020-21, 2020-21 Q3, 2020-11, FROM..TO or all")
    figures.add_argument("--by", default="", metavar="DIM[,DIM]")
    figures.add_argument("--where", action="append", default=[], metavar="DIM=VALUE")
    figures.add_argument("--as-at", metavar="DATE", help="as it was known on this day")
    figures.add_argument("--cases", action="store_true", help="list the cases behind each number")
    figures.add_argument("--json", action="store_true")
    figures.add_argument(
        "--write", type=Path, metavar="PAGE.md", help="write the page of what every figure means"
    )
    figures.set_defaults(run=say_figures)
    tables = commands.add_parser("tables", help="every table of the annual report")
    tables.add_argument("--period", required=True)
    tables.add_argument("--as-at", metavar="DATE")
    tables.add_argument("--json", action="store_true")
    tables.set_defaults(run=say_tables)
    made = commands.add_parser("report", help="make, check and verify reports")
    kinds = made.add_subparsers(dest="what", required=True, metavar="WHAT")
    reports.add_reports(kinds)
    report_words.add_check_words(kinds)
    report = kinds.add_parser("annual", help="make the annual report")
    report.add_argument("--period", required=True)
    report.add_argument("--out", required=True, type=Path, metavar="DIR")
    report.add_argument("--format", help=f"{','.join(FORMATS)}; all of them unless you say which")
    report.add_argument("--as-at", metavar="DATE")
    report.add_argument("--json", action="store_true")
    report.set_defaults(run=make_report)
    settings = commands.add_parser("settings", help="show the council's settings, or set one from a day on")
    settings.add_argument("name", nargs="?", help="for example bands/stage_1")
    settings.add_argument("value", nargs="?", help="for example 10,20")
    settings.add_argument("--from", dest="begins", metavar="DATE", default="2006-09-01")
    settings.add_argument("--json", action="store_true")
    settings.set_defaults(run=settle)


def frames() -> Frames:
    """The council's frames as they stand."""
    from heard.reporting.frames import frames_of_council

    return frames_of_council(today=today())


def _asked_day(said: str | None) -> date | None:
    return day(said, "--as-at") if said else None


def say_figures(given: argparse.Namespace) -> int:
    """Answer for one figure."""
    from heard.figures.ask import ask
    from heard.reporting.questions import WRONG_QUESTIONS

    if given.write:
        return _write_dictionary(given.write)
    if given.list:
        return _list_figures(given.json)
    if not given.measure:
        raise Refusal(["Say which measure: heard figures MEASURE. Or: heard figures --list."], usage=True)
    open_database()
    try:
        answer = ask(
            frames(),
            given.measure,
            period=given.period,
            by=[one for one in given.by.split(",") if one],
            where=_where(given.where),
            as_at=_asked_day(given.as_at),
            cases=given.cases,
        )
    except WRONG_QUESTIONS as why:
        raise Refusal([str(why)], usage=True) from why
    if given.json:
        say_json(answer.as_dict(cases=given.cases))
        return 0
    print(answer.definition)
    print(f"Period: {answer.period.label}\n")
    _say_cells(answer, given.cases)
    return 0


def _say_cells(answer: Any, cases: bool) -> None:
    from heard.figures.rounding import printed

    rows = []
    for cell in answer.cells:
        percent = "" if cell.percent is None else f"{printed(cell.percent, 1)}%"
        value = "–" if cell.value is None else printed(cell.value, 2).removesuffix(".00")
        rows.append(
            (*cell.by.values(), value, str(cell.base), percent, " ".join(cell.cases) if cases else "")
        )
    print(columns(rows, (*answer.by, "value", "of", "share", "cases" if cases else "")))


def _where(given: list[str]) -> dict[str, list[str]]:
    where: dict[str, list[str]] = {}
    for one in given:
        name, equals, label = one.partition("=")
        if not equals:
            raise Refusal([f"“{one}” does not say what equals what. Write --where stage=1."], usage=True)
        where.setdefault(name.strip(), []).append(label.strip())
    return where


def _list_figures(as_json: bool) -> int:
    from heard.figures.dimensions import DIMENSIONS
    from heard.figures.measures import MEASURES

    if as_json:
        say_json(
            {
                "measures": [
                    {"name": one.name, "title": one.title, "definition": one.definition}
                    for one in MEASURES.values()
                ],
                "dimensions": [
                    {"name": one.name, "definition": one.definition} for one in DIMENSIONS.values()
                ],
            }
        )
        return 0
    print("Measures")
    for one in MEASURES.values():
        print(f"  {one.name}\n    {one.definition}")
    print("\nDimensions")
    for dimension in DIMENSIONS.values():
        print(f"  {dimension.name}\n    {dimension.definition}")
    return 0


def _write_dictionary(page: Path) -> int:
    from heard.figures.dictionary import dictionary_page

    if not page.parent.is_dir():
        raise Refusal([f"{page.parent} is no folder. Make it, or name another place for the page."])
    page.write_text(dictionary_page(), encoding="utf-8")
    print(f"Wrote {page}.")
    return 0


def _tables(given: argparse.Namespace) -> Any:
    from heard.figures.tables import annual_tables
    from heard.reporting.questions import WRONG_QUESTIONS

    open_database()
    try:
        return annual_tables(frames(), given.period, as_at=_asked_day(given.as_at))
    except WRONG_QUESTIONS as why:
        raise Refusal([str(why)], usage=True) from why


def say_tables(given: argparse.Namespace) -> int:
    """Print every table of the annual report."""
    from heard.reporting.plain import table_as_text, tables_as_plain

    tables = _tables(given)
    if given.json:
        say_json({"period": given.period, "tables": tables_as_plain(tables)})
        return 0
    for table in tables:
        print(table_as_text(table), end="\n\n")
    return 0


def make_report(given: argparse.Namespace) -> int:
    """Make the annual report in each format asked for."""
    formats = _formats(given.format)
    open_database()
    from heard.reporting.annual import DoesNotReconcile
    from heard.reporting.files import write_annual_report
    from heard.reporting.questions import WRONG_QUESTIONS

    try:
        made = write_annual_report(
            given.out,
            frames=frames(),
            period=given.period,
            formats=formats,
            today=today(),
            at=now(),
            as_at=_asked_day(given.as_at),
        )
    except WRONG_QUESTIONS as why:
        raise Refusal([str(why)], usage=True) from why
    except DoesNotReconcile as why:
        raise Refusal(list(why.reasons)) from why
    if given.json:
        say_json({"done": True, "files": [str(one) for one in made]})
    else:
        print("\n".join(f"Wrote {one}" for one in made))
    return 0


def _formats(asked: str | None) -> list[str]:
    """The formats asked for, or all that this machine can make."""
    from heard.reporting.pdf import CannotSetPdf, can_set_pdf

    formats = [one.strip() for one in asked.split(",") if one.strip()] if asked else list(FORMATS)
    unknown = [one for one in formats if one not in FORMATS]
    if unknown:
        raise Refusal([str(UnknownFormat(unknown[0]))], usage=True)
    if "pdf" not in formats or can_set_pdf():
        return formats
    if asked:
        raise Refusal([str(CannotSetPdf())])
    print(CannotSetPdf(), file=sys.stderr)
    return [one for one in formats if one != "pdf"]


def settle(given: argparse.Namespace) -> int:
    """Show the settings, or set one from a day on."""
    open_database()
    from heard.casework.council import settings_on
    from heard.casework.setting import NotASetting, set_value

    if given.name is None or given.value is None:
        rows = sorted(settings_on(today()).items())
        if given.json:
            say_json(dict(rows))
        else:
            print(
                columns(rows, ("Setting", "Value"))
                if rows
                else "Nothing is set: every value is the usual one."
            )
        return 0
    try:
        set_value(name=given.name, value=given.value, begins_on=day(given.begins, "--from"), by=BY, at=now())
    except NotASetting as why:
        raise Refusal([str(why)]) from why
    if given.json:
        say_json({"done": True})
    else:
        print(f"{given.name} is {given.value} from {given.begins}.")
    return 0
