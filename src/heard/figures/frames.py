"""The frames that figures are counted over, and the columns of each. Nothing else is known to this room.

Text columns hold the label as the council prints it; a blank is the words "Not recorded".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import narwhals as nw
import polars as pl

NOT_RECORDED = "Not recorded"
OPEN = "Open"

type_of = {
    "text": pl.String,
    "code": pl.String,
    "day": pl.Date,
    "whole": pl.Int64,
    "flag": pl.Int8,
    "number": pl.Float64,
}

_WHO_AND_WHERE = dict.fromkeys(
    ("channel", "complainant", "advocate", "advocate_provider", "team", "service"), "text"
)
_STAGE = {
    "ref": "code",
    "stage_ref": "code",
    "kind": "text",
    "kind_code": "code",
    "procedure": "text",
    "stage": "text",
    "stage_code": "code",
    **_WHO_AND_WHERE,
    "started_on": "day",
    "due_on": "day",
}

COLUMNS: dict[str, dict[str, str]] = {
    "representations": {
        "ref": "code",
        "kind": "text",
        "kind_code": "code",
        "procedure": "text",
        "stage": "text",
        "started_on": "day",
        **_WHO_AND_WHERE,
        "with_action": "flag",
    },
    "stages": {
        **_STAGE,
        "latest_on": "day",
        "extended_to": "day",
        "concluded_on": "day",
        "how_concluded": "code",
        "working_days": "whole",
        "timeliness": "text",
        "outcome": "text",
        "outcome_code": "code",
        "with_action": "flag",
    },
    "clocks": {**_STAGE, "clock": "text", "stopped_on": "day", "met": "flag"},
    "natures": {"ref": "code", "nature": "text"},
    "compliment_categories": {"ref": "code", "category": "text"},
    "payments": {
        "ref": "code",
        "started_on": "day",
        "paid_on": "day",
        "amount_pence": "whole",
        "payment_kind": "text",
        "payment_ground": "text",
        "asked_by": "text",
        "kind": "text",
        "procedure": "text",
        "team": "text",
        "service": "text",
    },
    "remedies": {
        "ref": "code",
        "started_on": "day",
        "remedy": "text",
        "kind": "text",
        "procedure": "text",
        "team": "text",
        "service": "text",
    },
    "costs": {
        "ref": "code",
        "started_on": "day",
        "stage": "text",
        "stage_code": "code",
        "cost_kind": "text",
        "amount_pence": "whole",
        "kind": "text",
        "procedure": "text",
        "team": "text",
        "service": "text",
    },
    "ombudsman": {
        "ref": "code",
        "started_on": "day",
        "service": "text",
        "investigated": "flag",
        "decision": "text",
        "decided_on": "day",
    },
    "compliments": {
        "ref": "code",
        "started_on": "day",
        "service": "text",
        "team": "text",
        "complainant": "text",
        "channel": "text",
    },
    "report_words": {
        "ref": "code",
        "started_on": "day",
        "use": "code",
        "printed": "text",
        "service": "text",
        "team": "text",
    },
    "themed": {
        "ref": "code",
        "started_on": "day",
        "theme": "text",
        "kind": "text",
        "kind_code": "code",
        "service": "text",
        "team": "text",
        "upheld": "flag",
    },
    "plan_lines": {
        "ref": "code",
        "started_on": "day",
        "plan": "text",
        "line": "text",
        "line_kind": "text",
        "line_standing": "text",
        "service": "text",
    },
    "matters": {
        "ref": "code",
        "started_on": "day",
        "matter": "text",
        "matter_kind": "text",
        "with_whom": "text",
        "answered": "flag",
        "answered_in_words": "text",
        "service": "text",
    },
    "learned": {"ref": "code", "started_on": "day", "service": "text", "came_from": "text", "shared": "flag"},
    "spread": {"ref": "code", "started_on": "day", "way": "text", "service": "text"},
    "ombudsman_asked": {
        "ref": "code",
        "started_on": "day",
        "service": "text",
        "done": "flag",
        "in_time": "flag",
    },
    "ombudsman_standing": {"ref": "code", "started_on": "day", "service": "text", "stands": "text"},
    "ombudsman_refusals": {"ref": "code", "started_on": "day", "service": "text", "word_on_refusal": "text"},
    "lessons": {"ref": "code", "started_on": "day", "service": "text", "lesson": "text"},
    "recommended": {
        "ref": "code",
        "started_on": "day",
        "kind": "text",
        "procedure": "text",
        "team": "text",
        "service": "text",
        "stage": "text",
        "stage_code": "code",
        "answer": "text",
        "answer_code": "code",
        "recommended_by": "text",
        "followed": "code",
    },
    "trained": {"ref": "code", "started_on": "day", "session": "text"},
    "context": {"name": "text", "value": "number", "as_at": "day", "source": "text", "taken_on": "day"},
}


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
    context: Any = _none_of("context")
    labels: Mapping[str, Sequence[str]] = field(default_factory=dict)
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    bands: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def named(self, name: str) -> nw.DataFrame[Any] | nw.LazyFrame[Any]:
        """One frame, ready to be asked whatever its engine."""
        found: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(getattr(self, name), pass_through=False)
        return found
