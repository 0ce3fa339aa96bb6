"""The tables of the annual report: built, and opened again to the cases behind any number."""

from __future__ import annotations

from datetime import date

from heard.figures.annual import ANNUAL_TABLES
from heard.figures.annual_cohort import beside_the_cohort
from heard.figures.annual_people import complaints_team
from heard.figures.ask import Answer, ask
from heard.figures.building import table
from heard.figures.context import context_table
from heard.figures.frames import Frames
from heard.figures.periods import Period, period
from heard.figures.snapshot import Snapshot, snapshot
from heard.figures.table_cells import TableCell, TableResult, TableRow


def annual_tables(
    frames: Frames | Snapshot, within: str | Period, as_at: date | None = None
) -> list[TableResult]:
    """Every table of the annual report of a period, as known on a day. One that is empty says so in a sentence.

    Raises UnknownPeriod.
    """
    seen, asked = snapshot(frames, as_at), period(within)
    made_apart = (beside_the_cohort, complaints_team, context_table)
    return [
        *(table(seen, spec, asked) for spec in ANNUAL_TABLES),
        *(make(seen, asked) for make in made_apart),
    ]


def ask_again(frames: Frames | Snapshot, cell: TableCell, as_at: date | None = None) -> Answer | None:
    """The answer a printed number came from, with its cases. None for a figure the council typed in."""
    if not cell.measure:
        return None
    return ask(frames, cell.measure, period=cell.period, where=cell.filters, as_at=as_at, cases=True)


def cases_of(frames: Frames | Snapshot, cell: TableCell, as_at: date | None = None) -> tuple[str, ...]:
    """The references behind a printed number: of a change the later year's, of a sum those of all its parts."""
    if cell.shows == "sum":
        return tuple(ref for part in cell.parts for ref in cases_of(frames, part, as_at))
    answer = ask_again(frames, cell, as_at)
    return answer.total.cases if answer else ()


__all__ = ["TableCell", "TableResult", "TableRow", "annual_tables", "ask_again", "cases_of"]
