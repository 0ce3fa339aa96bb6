"""Every stage of a case: its dates, what the law says of them, and where the council's own list says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from heard.casework.claims import disagreements
from heard.casework.clocks import CouncilClocks, SeparateClock, Verdict, clocks_of_council
from heard.casework.looking import dates_of
from heard.representations.models import Representation, Stage


@dataclass(frozen=True)
class StageSeen:
    """One stage: the row, why its date is what it is, what the law says, and where the list says otherwise."""

    row: Stage
    label: str
    why: tuple[str, ...]
    verdict: Verdict
    disagreements: tuple[str, ...]
    separate: tuple[SeparateClock, ...]

    @property
    def is_open(self) -> bool:
        """Whether the stage has ended in no way yet."""
        return not (self.row.answered_on or self.row.withdrawn_on or self.row.ended_on)


def stages_of(case: Representation) -> list[StageSeen]:
    """The stages of a case in the order in which they began."""
    clocks = clocks_of_council()
    rows = case.stages.select_related("outcome", "manager", "panel").prefetch_related("extensions")
    return [_seen(row, case, clocks) for row in rows]


def _seen(row: Stage, of: Representation, clocks: CouncilClocks) -> StageSeen:
    row.representation = of
    dates = dates_of(row)
    clock = clocks.clock(dates)
    verdict = clocks.judge(dates, row.withdrawn_on)
    return StageSeen(
        row=row,
        label=row.get_stage_display(),
        why=tuple(clock.why()) if clock else (),
        verdict=verdict,
        disagreements=tuple(disagreements(row, verdict)),
        separate=tuple(clocks.stage_3(dates)) if row.stage == "stage_3" else (),
    )
