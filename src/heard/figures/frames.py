"""The frames that figures are counted over. Which columns each has stands in `columns.py`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import narwhals as nw
import polars as pl

from heard.figures.columns import COLUMNS, type_of

__all__ = ["COLUMNS", "NOT_RECORDED", "OPEN", "Frames", "frame", "frame_of_rows", "type_of"]

NOT_RECORDED = "Not recorded"
OPEN = "Open"


def frame(name: str, columns: Mapping[str, Sequence[Any]]) -> pl.DataFrame:
    """The frame called `name` from whole columns; a column left out is blank throughout."""
    height = max((len(values) for values in columns.values()), default=0)
    wanted = {column: columns.get(column, [None] * height) for column in COLUMNS[name]}
    return pl.DataFrame(wanted, schema=_schema(name))


def frame_of_rows(name: str, rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """The frame called `name` from rows; a column a row leaves out is blank."""
    return pl.DataFrame(
        [[row.get(column) for column in COLUMNS[name]] for row in rows], schema=_schema(name), orient="row"
    )


def _schema(name: str) -> dict[str, Any]:
    return {column: type_of[kind] for column, kind in COLUMNS[name].items()}


def _none_of(name: str) -> Any:
    return field(default_factory=partial(frame, name, {}))


@dataclass(frozen=True)
class Frames:
    """All the frames of one council. Each may be of any engine Narwhals speaks; Polars is the embedded one.

    `labels` are a dimension's labels in the order the council prints them, and give the cells of nought.
    `meanings` say what a label means in the words every council shares: complainant "Young person" is
    `child`. `bands` are the upper edges, in working days, of a stage's bands: `{"stage_1": (10, 20)}`. The
    edges of one procedure alone are written `"corporate/stage_1"`.
    """

    representations: Any = _none_of("representations")
    stages: Any = _none_of("stages")
    clocks: Any = _none_of("clocks")
    natures: Any = _none_of("natures")
    compliment_categories: Any = _none_of("compliment_categories")
    payments: Any = _none_of("payments")
    remedies: Any = _none_of("remedies")
    costs: Any = _none_of("costs")
    ombudsman: Any = _none_of("ombudsman")
    compliments: Any = _none_of("compliments")
    report_words: Any = _none_of("report_words")
    themed: Any = _none_of("themed")
    plan_lines: Any = _none_of("plan_lines")
    matters: Any = _none_of("matters")
    learned: Any = _none_of("learned")
    spread: Any = _none_of("spread")
    ombudsman_asked: Any = _none_of("ombudsman_asked")
    ombudsman_standing: Any = _none_of("ombudsman_standing")
    ombudsman_refusals: Any = _none_of("ombudsman_refusals")
    lessons: Any = _none_of("lessons")
    recommended: Any = _none_of("recommended")
    trained: Any = _none_of("trained")
    points: Any = _none_of("points")
    findings: Any = _none_of("findings")
    appointing: Any = _none_of("appointing")
    late_reasons: Any = _none_of("late_reasons")
    workers: Any = _none_of("workers")
    about_people: Any = _none_of("about_people")
    advocacy: Any = _none_of("advocacy")
    corrections: Any = _none_of("corrections")
    backlog: Any = _none_of("backlog")
    officers: Any = _none_of("officers")
    context: Any = _none_of("context")
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    bands: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def named(self, name: str) -> nw.DataFrame[Any] | nw.LazyFrame[Any]:
        """One frame, ready to be asked whatever its engine."""
        found: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(getattr(self, name), pass_through=False)
        return found
