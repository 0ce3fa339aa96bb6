"""A sheet of other councils' figures: its columns, its template, and each row read or refused by row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from heard.casework.other_councils import NewFigure
from heard.figures.other_councils import COMPARED
from heard.figures.periods import UnknownPeriod, financial_year, period, year_key
from heard.importing.dates import NotADate, read_date
from heard.importing.read import read_file
from heard.importing.read_cell import Cell, Refused
from heard.importing.sheet_headings import headings_of
from heard.importing.words import as_text

COLUMNS: Mapping[str, str] = {
    "council": "The name of the council that published it",
    "what": "What it counts, in the words of the list below",
    "year": "The financial year, such as 2024-25",
    "count": "How many, as a whole number",
    "of_how_many": "Of how many: answers for a share, children for a rate. Left empty, it is shown and not judged",
    "source": "Where it was published: the report or the data set, and its date",
    "address": "Its address on the web",
    "definition": "How that council defines it, where it says so",
    "defined_otherwise": "Yes, where that is otherwise than ours",
    "warning": "What its publisher warns of, such as rounding or a change of recording",
    "looked_up_on": "The day it was looked up",
}
NEEDED = ("council", "what", "year", "count", "source", "looked_up_on")
LONGEST = {"council": 120, "source": 300, "address": 400, "definition": 500, "warning": 500}
# What publishers write where there is no number: suppressed, not available, not applicable, unreliable, near nought.
MARKS = frozenset({"c", "x", "z", "u", "low", "[c]", "[x]", "[z]", "[u]", ":", "*", "..", "-"})
YES, NO = frozenset({"yes", "y", "true", "1"}), frozenset({"", "no", "n", "false", "0"})
WHATS = {one.title.casefold(): code for code, one in COMPARED.items()} | {code: code for code in COMPARED}
MOST_ROWS = 2000
MOST = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that cannot be read: its row, its column, and why, with what to do."""

    row: int
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class OtherCouncilsSheet:
    """What a sheet holds: each row that can be read with its number, and each cell that cannot."""

    rows: tuple[tuple[int, NewFigure], ...]
    unreadable: tuple[Unreadable, ...]
    unknown: tuple[str, ...]


def template_csv() -> bytes:
    """An empty sheet with its headings and two invented rows to write over, as CSV."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(COLUMNS)
    write.writerow(
        ["Thistlemere", "Stage 1 answered in time", "2024-25", "61", "80", "Annual report, September 2025", "", "",
         "No", "", "2026-01-15"]
    )  # fmt: skip
    write.writerow(
        ["Thistlemere", "Complaints received", "2024-25", "97", "48210", "Annual report, September 2025", "",
         "Counts concerns too", "Yes", "Changed its form in 2024", "2026-01-15"]
    )  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def read_other_councils(path: Path, *, name: str) -> OtherCouncilsSheet:
    """The first sheet of a file as rows of figures. Raises Refused where it is no such sheet."""
    sheet = read_file(path, name=name)[0]
    top, places, unknown = headings_of(
        sheet, name, known_by=("council", "what"), needed=NEEDED, columns=COLUMNS
    )
    rows: list[tuple[int, NewFigure]] = []
    wrong: list[Unreadable] = []
    for number, cells in enumerate(sheet.rows[top + 1 :], start=top + 2):
        said = {
            column: as_text(cells[at]).strip() if at < len(cells) else "" for column, at in places.items()
        }
        if not any(said.values()):
            continue
        if len(rows) + len(wrong) >= MOST_ROWS:
            raise Refused(f"“{name}” holds more than {MOST_ROWS:,} rows. Split it into smaller sheets.")
        day = cells[places["looked_up_on"]] if places["looked_up_on"] < len(cells) else None
        faults = _faults(number, said, day)
        wrong += faults
        if not faults:
            rows.append((number, _figure(said, read_date(day))))
    return OtherCouncilsSheet(tuple(rows), tuple(wrong), tuple(unknown))


def _faults(number: int, said: Mapping[str, str], day: Cell) -> list[Unreadable]:
    found = [
        Unreadable(number, column, f"It is empty. Fill in column {column}.")
        for column in NEEDED
        if not said.get(column)
    ]
    for column, check in CHECKS.items():
        if said.get(column) and (why := check(said[column])):
            found.append(Unreadable(number, column, why))
    if said.get("looked_up_on") and (why := _why_no_day(day)):
        found.append(Unreadable(number, "looked_up_on", why))
    return found + [
        Unreadable(number, column, f"It is longer than {most} characters. Shorten it.")
        for column, most in LONGEST.items()
        if len(said.get(column, "")) > most
    ]


def _why_no_day(cell: Cell) -> str:
    try:
        read_date(cell)
    except NotADate as why:
        return str(why)
    return ""


def _why_no_year(said: str) -> str:
    return "" if _year(said) else f"“{said}” is no financial year. Write it as 2024-25."


def _year(said: str) -> int | None:
    try:
        found = period(said)
    except UnknownPeriod:
        return None
    start = year_key(found.first) if found.first else None
    return start if start is not None and financial_year(start) == found else None


def _why_no_what(said: str) -> str:
    titles = "; ".join(one.title for one in COMPARED.values())
    return "" if said.casefold() in WHATS else f"“{said}” is not compared. Write one of: {titles}."


def _why_no_count(said: str) -> str:
    if said.casefold() in MARKS:
        return f"“{said}” says that there is no number. Leave the row out: nothing is made up for it."
    return "" if _whole(said) is not None else f"“{said}” is no whole number from 0 up, such as 1234."


def _why_no_yes(said: str) -> str:
    return (
        ""
        if said.casefold() in YES | NO
        else f"“{said}” is neither yes nor no. Write Yes, or leave it empty."
    )


def _why_no_address(said: str) -> str:
    return (
        "" if said.startswith(("https://", "http://")) else f"“{said}” is no address. It begins with https://"
    )


CHECKS: Mapping[str, Callable[[str], str]] = {
    "what": _why_no_what,
    "year": _why_no_year,
    "count": _why_no_count,
    "of_how_many": _why_no_count,
    "defined_otherwise": _why_no_yes,
    "address": _why_no_address,
}


def _whole(said: str) -> int | None:
    plain = said.replace(",", "").removesuffix(".0")
    return int(plain) if plain.isascii() and plain.isdigit() and int(plain) <= MOST else None


def _figure(said: Mapping[str, str], looked_up_on: date | None) -> NewFigure:
    assert looked_up_on is not None  # noqa: S101  # an empty or wrong day was refused above
    return NewFigure(
        council=said["council"],
        what=WHATS[said["what"].casefold()],
        year=_year(said["year"]) or 0,
        count=_whole(said["count"]) or 0,
        source=said["source"],
        taken_on=looked_up_on,
        base=_whole(said.get("of_how_many", "")),
        address=said.get("address", ""),
        definition=said.get("definition", ""),
        is_defined_otherwise=said.get("defined_otherwise", "").casefold() in YES,
        warning=said.get("warning", ""),
    )
