"""One cell at a time: what it says, or why it cannot be read and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from heard.importing.dates import NotADate, read_date
from heard.importing.fields import Field
from heard.importing.judge_money import read_money
from heard.importing.judgement import Problem
from heard.importing.meanings import meaning_of
from heard.importing.words import as_text, as_told, says_nothing

# An answer not sent yet is often written where its day would stand.
NOT_YET = frozenset(
    {
        *(
            "open",
            "ongoing",
            "on-going",
            "outstanding",
            "pending",
            "not yet",
            "awaited",
            "awaiting",
            "in progress",
        ),
        *(
            "awaiting response",
            "response awaited",
            "not yet due",
            "not due",
            "no response yet",
            "not yet sent",
        ),
        *("still open", "on hold", "not applicable", "to follow", "under investigation", "case open", "live"),
    }
)
LONGEST = {
    "reference": 80,
    "earlier_reference": 80,
    "about_reference": 80,
    "complainant_name": 200,
    "manager": 200,
    "joint_with": 200,
    "name": 100,
    "source": 300,
}
LONGEST_LABEL = 200
MOST = Decimal(10) ** 12
MAY_BE_AHEAD = frozenset({"extended_to", "as_at"})


@dataclass(frozen=True, slots=True)
class BadCell:
    """Why a cell cannot be read, and what to do next."""

    why: str
    next: str

    def at(self, row: int, column: str, cell: object) -> Problem:
        """The problem it makes in its place."""
        return Problem(row, column, as_text(cell), self.why, self.next)


Reader = Callable[[Any], Any]


def reader_for(field: Field, today: date | None, answers: Mapping[str, str]) -> Reader:
    """How the cells of a column with this meaning are read. Labels are read elsewhere, from the whole column.

    `answers` are what a person has said of words that stand where yes or no is expected.
    """
    if field.holds == "yes_no":
        return lambda cell: read_yes_no(answers.get(as_text(cell), cell))
    if field.name in LONGEST:
        return lambda cell: not_too_long(as_text(cell), LONGEST[field.name])
    if field.holds == "day":
        return lambda cell: read_day(cell, None if field.name in MAY_BE_AHEAD else today)
    return _READERS[field.holds]


def not_too_long(text: str, most: int) -> str | BadCell:
    """The text, or why it cannot be kept where only so many characters fit."""
    if len(text) <= most:
        return text
    return BadCell(
        f"It has {len(text):,} characters, and {most} fit here.",
        "Shorten it, and put longer words in the notes.",
    )


def read_day(cell: Any, today: date | None) -> date | BadCell | None:
    """A day in the world, day first; None where the cell is blank or says it has not happened yet."""
    if isinstance(cell, str) and (says_nothing(cell.strip()) or cell.strip().lower() in NOT_YET):
        return None
    try:
        day = read_date(cell)
    except NotADate as error:
        why, _, then = error.why.partition(". ")
        return BadCell(f"It {why.rstrip('.')}.", then or "Write the day first, such as 07/04/2016.")
    if day is not None and today is not None and day > today:
        return BadCell(
            f"It is after today, {today.day} {today:%B %Y}.",
            "Correct the year, or leave the cell blank until it has happened.",
        )
    return day


def read_yes_no(cell: Any) -> bool | BadCell | None:
    """Yes or no as a council writes it; None where blank or not known."""
    text = as_text(cell)
    if says_nothing(text) and text.lower() != "none":
        return None
    means = meaning_of("yes_no", text)
    if means:
        return {"yes": True, "no": False}.get(means)
    return BadCell(
        "Only yes or no can stand here.",
        f"Write Y or N, leave it blank, or say in the mapping under [values.yes_no] what “{text}” means.",
    )


def _read_claimed_day(cell: Any) -> str:
    """The sheet's own due day: as a day where it is one, else exactly as said."""
    try:
        day = read_date(cell)
    except NotADate:
        return as_text(cell)
    return day.isoformat() if day else ""


def _read_claimed_yes_no(cell: Any) -> str:
    text = as_text(cell)
    means = meaning_of("yes_no", text)
    return means if means in ("yes", "no") else text


def _read_number(cell: Any) -> Decimal | BadCell | None:
    text = as_text(cell)
    if says_nothing(text):
        return None
    try:
        number = Decimal(text.replace(",", "").removeprefix("£").removesuffix("%").strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        return BadCell("It is not a number.", "Write the figure alone, such as 2,376 or 4.9.")
    if abs(number) >= MOST or number != round(number, 2):
        return BadCell(
            "It is too large, or too fine, to be kept.", "Write at most two figures after the point."
        )
    return number


def _read_money(cell: Any) -> Any:
    try:
        return read_money(cell)
    except ValueError as error:
        return BadCell(str(error), "Write pounds, such as £250 or £52.50; two sums as £100 + £13.")


def _read_status(cell: Any) -> str:
    return meaning_of("status", as_text(cell))


_READERS: dict[str, Reader] = {
    "text": as_text,
    "words": as_told,
    "yes_no": read_yes_no,
    "claimed": as_text,
    "claimed_day": _read_claimed_day,
    "claimed_yes_no": _read_claimed_yes_no,
    "number": _read_number,
    "money": _read_money,
    "status": _read_status,
}
