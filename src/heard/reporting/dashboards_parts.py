"""What several dashboards share: the numbers everybody asks for first, their targets, and usual columns."""

from __future__ import annotations

from heard.figures.snapshot import OVERDUE
from heard.figures.table_specs import COMPLAINT, Column
from heard.reporting.dashboards_kinds import NumberSpec

FORMAL = ("stage_1", "stage_2", "stage_3")
AT_STAGES = {**COMPLAINT, "stage": FORMAL}
EVERY_ONE = "Target: every one. The law, or the council’s own procedure, gives each a limit."
NO_TARGET = "No target: more may be good news or bad."
CHILD = {"complainant": ("child",)}
UPHELD = {"outcome": ("upheld", "partly_upheld")}

RECEIVED = NumberSpec(
    "Complaints received",
    "received",
    COMPLAINT,
    over="received",
    target=f"Of everything said to us but compliments. {NO_TARGET}",
    about="complaints",
    by_count=True,
)
IN_TIME = NumberSpec("Answered in time", "in_time", AT_STAGES, target=EVERY_ONE, about="in_time")
UPHELD_NUMBER = NumberSpec(
    "Upheld, whole or in part",
    "outcomes",
    {**AT_STAGES, **UPHELD},
    over="answered",
    over_where=AT_STAGES,
    target=f"Of the answers sent. {NO_TARGET}",
    about="upheld",
)
LATE_NOW = NumberSpec(
    "Open and past their day",
    "open",
    {**AT_STAGES, "overdue": (OVERDUE,)},
    over="open",
    over_where=AT_STAGES,
    target="Target: none of those open.",
    about="late",
    stands=True,
    before="late_at_month_end",
)
TWO = (Column("{period}"), Column("{period}", years_before=1))
SHARE = (Column("{period}", "percent"), Column("{period}", "percent", years_before=1))
