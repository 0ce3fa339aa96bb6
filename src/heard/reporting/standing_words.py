"""The words that stand in every report whatever its figures: its title, what it covers and how to read it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.dateformat import format as written

from heard.casework.marked import TRAINING

if TYPE_CHECKING:
    from heard.reporting.annual import AnnualReport

HOW_TO_READ = "How to read these figures"
MEANINGS = "What each number means"
MARKS_HEADING = "Marks in the tables"
MEASURES_HEADING = "What is counted"
HOW_ROUNDED = (
    "Percentages say what they are a share of. Halves are rounded up. Averages are in working days: the day of the "
    "start is day 0, and weekends and the bank holidays of England and Wales do not count."
)


def heading_of(report: AnnualReport) -> str:
    """The report's own title, or the standing one."""
    return (
        report.title or f"Children’s social care: representations, complaints and compliments {report.period}"
    )


def opening_of(report: AnnualReport) -> tuple[str, ...]:
    """What stands under the title: whose report it is, what it covers, and as at which day."""
    whose = f"{report.council} ({TRAINING})" if report.is_demo else report.council
    covers = (
        f"This report covers {_day(report.first)} to {_day(report.last)}."
        if report.first and report.last
        else "This report covers everything on record."
    )
    figures = (
        f"{covers} Figures are as they stood on {written(report.as_at, 'l j F Y')}. A case belongs to the period in "
        "which its stage’s clock started, even when it was answered later."
    )
    author = f"Written by {report.author}." if report.author else ""
    return tuple(words for words in (whose, author, figures, *_release(report)) if words)


def _release(report: AnnualReport) -> tuple[str, ...]:
    made = report.released
    if made is None:
        return ()
    told = f"Report {made.id}, edition {made.edition}, released on {_moment(made.at)} by {made.by}."
    numbers = "1 number is" if made.hidden == 1 else f"{made.hidden:,} numbers are"
    why = f"so that nobody can be recognised by a number below {made.threshold}."
    hidden = f"{numbers} held back and printed as [c], {why}" if made.hidden else ""
    return tuple(words for words in (told, made.changes, hidden) if words)


def open_cases_of(report: AnnualReport) -> str:
    """How many stages of the period are still open, or nothing where none is."""
    if report.still_open is None:
        return (
            "How many stages that started in this period are still open is withheld: the number is too small."
        )
    if not report.still_open:
        return ""
    if report.still_open == 1:
        return (
            "1 stage that started in this period is still open. It is shown as open, and these figures will change as "
            "answers are sent."
        )
    return (
        f"{report.still_open:,} stages that started in this period are still open. They are shown as open, and these "
        "figures will change as answers are sent."
    )


def closing_of(report: AnnualReport) -> tuple[str, ...]:
    """What stands at the end: how numbers are rounded, when the file was made, and what proves it whole."""
    asked = f" Questions: {report.contact}." if report.contact else ""
    made = f"Made on {_moment(report.made_at)} by Heard.{asked}"
    proof = report.released
    if proof is None:
        return (HOW_ROUNDED, made)
    proved = (
        f"Release {proof.id} is entry {proof.entry} of the ledger; rule book {proof.rule_book}; "
        f"fingerprint {proof.digest}."
    )
    return (HOW_ROUNDED, made, proved)


def _day(day: date) -> str:
    return written(day, "j F Y")


def _moment(at: datetime) -> str:
    return written(at, "l j F Y, H:i")
