"""Complainants beside everybody served: what they said of themselves, and the figures the council typed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from heard.figures.ask import Answer, Cell, ask
from heard.figures.dimensions import plain
from heard.figures.frames import NOT_RECORDED
from heard.figures.periods import Period
from heard.figures.rounding import percent_of, printed, printed_percent
from heard.figures.snapshot import Snapshot
from heard.figures.table_cells import TableCell, TableResult, TableRow
from heard.figures.typed_in import Typed, typed_in
from heard.figures.working_out import counted

NOT_SAID = "I do not want to say"
COLUMNS = ("Complainants", "Complainants %", "All served", "All served %")


def beside_the_cohort(seen: Snapshot, period: Period) -> TableResult:
    """What complainants said of themselves beside all who are served, for each answer and with the share of each.

    A context figure stands beside an answer when its name is the question and the answer: “Ethnicity: White”.
    """
    typed = {plain(name): row for name, row in typed_in(seen, period).items()}
    rows = [row for about in _questions(seen, period) for row in _of_question(seen, about, period, typed)]
    return TableResult(
        "complainants-beside-all-served",
        "Complainants beside all who are served",
        "What those who wanted to said about themselves, beside the children and families served as the council typed "
        "them in. Shares are of those who said; who did not want to say is in neither.",
        COLUMNS,
        tuple(rows),
        period,
        seen.as_at,
        None if rows else "Nobody has said anything about themselves in this period.",
    )


def _questions(seen: Snapshot, period: Period) -> list[str]:
    answer = ask(seen, "said_about_themselves", period=period, by=("about",))
    return [cell.by["about"] for cell in answer.cells if cell.value]


def _of_question(
    seen: Snapshot, about: str, period: Period, typed: Mapping[str, Typed]
) -> Iterable[TableRow]:
    said = ask(seen, "said_about_themselves", period=period, by=("said",), where={"about": (about,)})
    cells = [cell for cell in said.cells if cell.value and cell.by["said"] not in (NOT_SAID, NOT_RECORDED)]
    base = sum(int(cell.value or 0) for cell in cells)
    there = [typed.get(plain(f"{about}: {cell.by['said']}")) for cell in cells]
    whole = sum(float(row["value"]) for row in there if row) if all(there) else None
    for cell, row in zip(cells, there, strict=True):
        first = _share(said, cell, base)
        yield TableRow(
            f"{about}: {cell.by['said']}",
            (first, _as_percent(first), *_served(row, whole, period)),
            note="" if row is None else f"All served: {row['source']}.",
        )


def _share(said: Answer, cell: Cell, base: int) -> TableCell:
    made = counted(said, cell, percent=False)
    return replace(made, base=base, percent=percent_of(made.value or 0, base))


def _as_percent(cell: TableCell) -> TableCell:
    return replace(cell, shows="percent", printed=printed_percent(cell.percent))


def _served(row: Typed | None, whole: float | None, period: Period) -> tuple[TableCell, TableCell]:
    """The figure typed in, and its share where every answer of the question has one."""
    value = None if row is None else float(row["value"])
    percent = None if value is None or not whole else percent_of(value, whole)
    sentence = "Not typed in." if row is None else f"Typed in by the council. Source: {row['source']}."
    cell = TableCell("number", value, printed(value), whole, percent, "", sentence, period, {}, {})
    return cell, replace(cell, shows="percent", printed=printed_percent(percent))
