"""How days, clocks and acts are said on a page."""

from __future__ import annotations

from datetime import date

ACTS = {
    "record_history": "Brought in from the council’s own list",
    "change_history": "Changed by a later version of the council’s list",
    "remove_history": "Taken out: the later version of the list no longer has it",
    "restore_history": "Brought back when an import was undone",
    "undo_import": "Taken back when an import was undone",
}


def spoken_day(day: date | None) -> str:
    """A day as a page says it: Friday 4 December 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}" if day else ""


def short_day(day: date | None) -> str:
    """A day in a table: 4 Dec 2026."""
    return f"{day.day} {day:%b %Y}" if day else ""


def how_soon(colour: str, left: int | None, due_on: date | None) -> tuple[str, str]:
    """The shape and the words of a clock: ("late", "3 working days late")."""
    if due_on is None or left is None:
        return "none", "No date"
    if colour == "late":  # no working day may have gone by since: a due day on Friday is past on Saturday
        return "late", f"{-left:,} working {_days(-left)} late" if left < 0 else "Late"
    if colour == "today":
        return "soon", "Due today"
    return colour, f"{left:,} working {_days(left)} left"


def _days(number: int) -> str:
    return "day" if number == 1 else "days"


def unbroken(words: str) -> str:
    """Words in which “Stage 1” is never parted at the end of a line."""
    return words.replace("Stage ", "Stage\N{NO-BREAK SPACE}")


def act_in_words(act: str) -> str:
    """An act of the ledger as a person would say it."""
    return ACTS.get(act, act.replace("_", " ").capitalize())
