"""An answer made ready for those who see figures only: what is shown, what is not and why, and what they may ask."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

from heard.figures.ask import Answer, Cell
from heard.figures.dimensions import DIMENSIONS
from heard.figures.measures import MEASURES
from heard.figures.rounding import printed, printed_percent
from heard.figures.working_out import print_value
from heard.reporting.plain import harmless
from heard.reporting.small_numbers import NOT_OFFERED, Guard, GuardedAnswer, GuardedCell, Question
from heard.web.desk.answer_shown import NO_SHARE, chart_of
from heard.web.desk.asked import Asked
from heard.web.tables import Column, Figure, Row, Table

MOST_OFFERED = 40


def facts_of(guard: Guard, asked: Asked, answer: Answer) -> dict[str, Any]:
    """What the page shows of an answer."""
    made = guard.answer(answer)
    shown = replace(answer, cells=tuple(_cell(*both) for both in zip(made.cells, answer.cells, strict=False)))
    return {
        "total": _total(made),
        "table": _table(asked, made) if asked.by and made.cells else None,
        # Where a number is withheld there is no picture: its largest bar need not be the largest there is.
        "chart": "" if any(cell.mark for cell in made.cells) else chart_of(shown),
        "reasons": made.reasons,
        "offered": offered(guard, asked.measure),
        "guarded": True,
    }


def _cell(guarded: GuardedCell, cell: Cell) -> Cell:
    return replace(cell, value=guarded.value, percent=guarded.percent)


def _total(made: GuardedAnswer) -> dict[str, str]:
    total, unit = made.total, MEASURES[made.answer.measure].unit
    if total.why == NOT_OFFERED and total.mark:
        return {"value": "Not shown", "of": "", "unknown": ""}
    if total.mark or unit in ("records", "pounds"):
        return {"value": total.printed, "of": "", "unknown": ""}
    base = "" if total.base is None else f"of {printed(total.base)}"
    share = "" if total.percent is None else f" ({printed_percent(total.percent)})"
    means = {"working days": "working days on average", "average": "on average"}
    return {"value": total.printed, "of": means.get(unit, f"{base}{share}"), "unknown": ""}


def _table(asked: Asked, made: GuardedAnswer) -> Table:
    """The cells, one a line."""
    heads = [DIMENSIONS[name].title for name in asked.by]
    plain = MEASURES[made.answer.measure].unit in NO_SHARE
    numbers = [
        Column(title, numeric=True) for title in (("Number", "Of") if plain else ("Number", "Of", "Share"))
    ]
    rows: list[Any] = [
        Row([*one.by.values(), _number(asked, made, one), *_beside(made, one)]) for one in made.cells
    ]
    all_ = Row(["All", *[""] * (len(heads) - 1), made.total.printed, *_beside(made, made.total)], total=True)
    split = " and ".join(head.lower() for head in heads)
    caption = f"{made.answer.title} by {split}, {made.answer.period.label}"
    return Table(caption, [*heads, *numbers], [*rows, all_], scroll=True)


def _number(asked: Asked, made: GuardedAnswer, cell: GuardedCell) -> Any:
    if cell.mark:
        return cell.printed
    means = f"{made.answer.title.lower()}, {', '.join(cell.by.values())}"
    return Figure(cell.printed, asked.narrowed(cell.by).address, means)


def _beside(made: GuardedAnswer, cell: GuardedCell) -> list[str]:
    unit = MEASURES[made.answer.measure].unit
    base = (
        ""
        if cell.base is None
        else print_value(made.answer.measure, cell.base)
        if unit == "pounds"
        else printed(cell.base)
    )
    share = "" if cell.percent is None else printed_percent(cell.percent)
    return [base] if unit in NO_SHARE else [base, share]


def offered(guard: Guard, measure: str) -> list[tuple[str, str]]:
    """Questions of a measure that are answered: their words, and where."""
    found = guard.questions.get(measure, ())
    return [(_words(one), _asked(one).address) for one in found[:MOST_OFFERED]]


def _asked(one: Question) -> Asked:
    return Asked(one.measure, one.period, one.by, dict(one.where))


def _words(one: Question) -> str:
    split = " and ".join(DIMENSIONS[name].title.lower() for name in one.by)
    only = "; ".join(" or ".join(labels) for _, labels in one.where)
    parts = [one.period if one.period != "all" else "All years", f"by {split}" if split else "", only]
    return ", ".join(part for part in parts if part)


def as_json(guard: Guard, answer: Answer) -> str:
    """The answer as JSON, with marks in place of what is withheld."""
    return json.dumps(guard.answer(answer).as_dict(), ensure_ascii=False, indent=1)


def as_csv(guard: Guard, answer: Answer) -> str:
    """The answer as CSV, one cell a line, with marks in place of what is withheld."""
    made, out = guard.answer(answer), io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*answer.by, "value", "base", "percent", "mark"])
    for cell in (*made.cells, made.total):
        labels = list(cell.by.values()) or ["All"] * len(answer.by)
        numbers = ["" if one is None else str(one) for one in (cell.value, cell.base, cell.percent)]
        writer.writerow([*map(harmless, labels), *numbers, cell.mark])
    return out.getvalue()
