"""What a measure is: a name, the sentence that defines it, the frame it counts, and which rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import narwhals as nw

IN_TIME = ("In time", "In time, extended")
LATE = "Late"
TIME_NOT_KNOWN = ("Extension not known", "Start not known")
NOT_ANSWERED = "Not answered"
NO_LIMIT = "No limit"
TIMELINESS = (*IN_TIME, LATE, *TIME_NOT_KNOWN, NO_LIMIT, NOT_ANSWERED)

Unit = Literal["records", "share", "working days", "average", "rate", "pounds"]
MEANS = ("working days", "average")


@dataclass(frozen=True)
class Measure:
    """One number we can count.

    `among` says which rows count at all. A share counts the rows of those that are `counted`, and its base
    is them all; an average takes `summed` over them. `unknown` are the rows about which the record does not
    say; they stay in the base unless `base_is_known_only`. `concluded_only`: an open stage can never be
    among them. A rate sets the rows beside a figure the council typed in (`beside`), for every `per` of it.
    `restricted`: only for those entitled, counted and never opened to cases.
    """

    name: str
    title: str
    definition: str
    frame: str
    among: nw.Expr | None = None
    counted: nw.Expr | None = None
    summed: str | None = None
    unknown: nw.Expr | None = None
    unit: Unit = "records"
    dated_by: str = "started_on"
    concluded_only: bool = False
    base_is_known_only: bool = False
    per: int = 1
    beside: str = ""
    restricted: bool = False

    @property
    def is_mean(self) -> bool:
        """Whether it is a mean over records, which has no percentage."""
        return self.unit in MEANS

    @property
    def base(self) -> str:
        """What a percentage of this measure is a share of, in words."""
        return {
            "share": "the records of the same cell about which this could be said",
            "working days": "the number of stages the average is taken over",
            "average": "the number of records the average is taken over",
            "rate": "the figure typed in by the council, with its day and source in the table of context",
            "pounds": "the total paid under the same filter and period",
        }.get(self.unit, "the total of this measure under the same filter and period")
