"""What every report says of its figures, in words: open cases, the day, definitions, records and their changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from heard.figures.events import statement
from heard.figures.periods import Period
from heard.figures.snapshot import Snapshot
from heard.figures.table_cells import TableResult
from heard.law.working_days import in_words
from heard.reporting.dashboards_kinds import Looked
from heard.reporting.data_quality import BY_NAME, Found, found
from heard.reporting.events import events_on_record

COUNTED = (
    "A case belongs to the period in which its stage’s clock started, even when it was answered later. A share says "
    "what it is a share of. Days are working days of England and Wales."
)
DEFINED = (
    "What each number counts is said at the end, under “What each number means”. The same definitions are used on "
    "every page, in every table and in every year."
)
SMALL = (
    "A number so small that somebody could be known by it is held back and printed as [c]. So is any number from which "
    "it could be worked out."
)


def statements_of(
    tables: Sequence[TableResult], period: Period, as_at: date, *, seen: Snapshot, threshold: int
) -> tuple[tuple[str, str], ...]:
    """The statements of a report of a period, as known on a day, each with its heading.

    `threshold` is the count from which on a number is told.
    """
    records = _records(found(seen, Looked(period, as_at)), threshold)
    return (*_statements(tables, period, as_at), ("What the records lack", records))


def _records(found_: Sequence[Found], threshold: int) -> str:
    """What is missing in the records or cannot be, as so many of so many; a small number is told as fewer than."""
    said = []
    for one in found_:
        check, number = BY_NAME[one.name], len(one.refs)
        if check.kind != "late" and number and one.base >= threshold:
            told = f"fewer than {threshold}" if number < threshold else f"{number:,}"
            said.append(f"{check.title}: {told} of {one.base:,}.")
    return " ".join(said) or "No record of the period lacks what these figures are counted by."


def _statements(tables: Sequence[TableResult], period: Period, as_at: date) -> Iterator[tuple[str, str]]:
    yield "The day of these figures", f"All figures are as they were known on {in_words(as_at)}."
    if _any_open(tables):
        yield (
            "Cases still open",
            "Some stages that started in this period were still open on that day. They are shown as open. The figures "
            "will change as answers are sent, and a later report may print others.",
        )
    yield "How cases are counted", COUNTED
    yield "Definitions", DEFINED
    yield "Small numbers", SMALL
    if period.first and period.last:
        said = statement(events_on_record(), period.first, period.last)
        yield "Changes that bear on the figures", " ".join(said)


def _any_open(tables: Sequence[TableResult]) -> bool:
    table = next((one for one in tables if one.id == "open-cases"), None)
    total = next((row for row in table.rows if row.is_total), None) if table else None
    return bool(total and total.cells[0].value)
