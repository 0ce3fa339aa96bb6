"""A sheet of the people of the office: its columns, its template, and each row read or refused by row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from heard.casework.office import StaffRow
from heard.casework.permissions import Role
from heard.importing.dates import NotADate, read_date
from heard.importing.read import read_file
from heard.importing.read_cell import Cell, Refused
from heard.importing.sheet_headings import headings_of
from heard.importing.words import as_text

# Each column, and what it holds. The first five are needed.
COLUMNS: Mapping[str, str] = {
    "sign_in_name": "The name they sign in with: small letters, numbers, dots, hyphens and underscores",
    "full_name": "Their full name",
    "role": "Their role, in the words of the list below or as its code",
    "job": "Their job title. Left empty, it is the role",
    "from": "The day they begin, or move to this post",
    "team": "The team, as in the list of teams",
    "service": "The service, where they belong to no team",
    "leads": "Yes, where they lead the team or service",
    "answers_to": "The sign-in name of whom they answer to",
    "leaves_on": "The first day on which they may do nothing any more. Left empty, they stay",
    "email": "An e-mail address they may also sign in with",
}
NEEDED = ("sign_in_name", "full_name", "role", "from")
YES, NO = frozenset({"yes", "y", "true", "1", "x"}), frozenset({"", "no", "n", "false", "0"})
ROLES = {str(Role(code).label).casefold(): code for code in Role.values} | {
    code: code for code in Role.values
}
MOST_ROWS = 2000
LONGEST = {"sign_in_name": 80, "full_name": 150, "job": 120, "team": 200, "service": 200, "email": 254}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that cannot be read: its row, its column and why, with what to do."""

    row: int
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class StaffSheet:
    """What a sheet of staff holds: the rows that can be read, and each cell that cannot."""

    rows: tuple[StaffRow, ...]
    unreadable: tuple[Unreadable, ...]
    unknown: tuple[str, ...]


def template_csv() -> bytes:
    """An empty sheet of staff with its headings and two invented rows to write over, as CSV."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(COLUMNS)
    write.writerow(
        ["noor.haddad", "Noor Haddad", "Team manager", "Team manager", "2026-12-01", "Name of the team", "", "Yes",
         "pia.lindqvist", "", ""]
    )  # fmt: skip
    write.writerow(
        ["pia.lindqvist", "Pia Lindqvist", "Head of service", "Head of service", "2026-12-01", "",
         "Name of the service", "Yes", "", "", ""]
    )  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def read_staff(path: Path, *, name: str) -> StaffSheet:
    """The first sheet of a file as rows of staff. Raises Refused where it is no such sheet."""
    sheet = read_file(path, name=name)[0]
    top, places, unknown = headings_of(
        sheet, name, known_by=("sign_in_name",), needed=NEEDED, columns=COLUMNS
    )
    rows: list[StaffRow] = []
    wrong: list[Unreadable] = []
    for number, cells in enumerate(sheet.rows[top + 1 :], start=top + 2):
        said = {column: cells[at] if at < len(cells) else None for column, at in places.items()}
        if all(not as_text(cell).strip() for cell in said.values()):
            continue
        if len(rows) + len(wrong) >= MOST_ROWS:
            raise Refused(f"“{name}” holds more than {MOST_ROWS:,} people. Split it into smaller sheets.")
        faults = _faults(number, said)
        wrong += faults
        if not faults:
            rows.append(_staff_row(number, said))
    return StaffSheet(tuple(rows), tuple(wrong), tuple(unknown))


def _faults(number: int, said: Mapping[str, Cell]) -> list[Unreadable]:
    found = [
        Unreadable(number, column, f"It is empty. Fill in column {column}.")
        for column in NEEDED
        if not as_text(said.get(column)).strip() and not _may_be_empty(column, said)
    ]
    for column, check in CHECKS.items():
        why = check(said.get(column))
        if why:
            found.append(Unreadable(number, column, why))
    for column, most in LONGEST.items():
        if len(_text(said.get(column))) > most:
            found.append(Unreadable(number, column, f"It is longer than {most} characters. Shorten it."))
    return found


def _may_be_empty(column: str, said: Mapping[str, Cell]) -> bool:
    """Who only leaves needs no more than their sign-in name and the day."""
    return column != "sign_in_name" and bool(_text(said.get("leaves_on")))


def _why_no_day(cell: Cell) -> str:
    try:
        read_date(cell)
    except NotADate as why:
        return str(why)
    return ""


def _why_no_yes(cell: Cell) -> str:
    said = _text(cell).casefold()
    return "" if said in YES | NO else f"“{_text(cell)}” is neither yes nor no. Write Yes, or leave it empty."


def _why_no_name(cell: Cell) -> str:
    name = _text(cell).lower()
    if all(letter.isascii() and (letter.isalnum() or letter in ".-_@") for letter in name):
        return ""
    return f"“{name}” has other signs than letters, numbers, dots, hyphens and underscores. Write it without."


def _why_no_email(cell: Cell) -> str:
    said = _text(cell)
    before, _, after = said.partition("@")
    good = not said or (before and "." in after and " " not in said)
    return "" if good else f"“{said}” is not an e-mail address. Check it, or leave it empty."


CHECKS = {
    "sign_in_name": _why_no_name,
    "answers_to": _why_no_name,
    "from": _why_no_day,
    "leaves_on": _why_no_day,
    "leads": _why_no_yes,
    "email": _why_no_email,
}


def _staff_row(number: int, said: Mapping[str, Cell]) -> StaffRow:
    leaves = read_date(said.get("leaves_on"))
    role = _text(said.get("role"))
    return StaffRow(
        row=number,
        sign_in_name=_text(said.get("sign_in_name")).lower(),
        full_name=_text(said.get("full_name")),
        role=ROLES.get(role.casefold().replace("'", "’"), role),
        begins_on=read_date(said.get("from")) or leaves or date.max,
        job=_text(said.get("job")),
        team=_text(said.get("team")),
        service=_text(said.get("service")),
        leads=_text(said.get("leads")).casefold() in YES,
        answers_to=_text(said.get("answers_to")).lower(),
        ends_on=leaves,
        email=_text(said.get("email")),
    )


def _text(cell: Cell) -> str:
    return " ".join(as_text(cell).split())
