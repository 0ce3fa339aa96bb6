"""A panel as its pages show it: who sits, its days and clocks, its room, and its bundles, in a few statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.casework.clocks import clocks_of_council
from heard.casework.stage_3_panel import sitting
from heard.casework.stage_days import dates_on_record
from heard.casework.timetable import clocks_beside
from heard.law.rulebook import NotInForce, rule
from heard.representations.models import (
    Appointment,
    Bundle,
    Panel,
    PanelArrangement,
    Party,
    Representation,
    Stage,
)

MEETS = "children_act/stage_3/panel"
REPORT, RESPONSE = "children_act/stage_3/report", "children_act/stage_3/response"


@dataclass(frozen=True, slots=True)
class DayOfPanel:
    """One clock of a panel: what by when, from which day, on what basis, and the day that stopped it."""

    name: str
    title: str
    started_on: date | None
    due_on: date | None
    stopped_on: date | None
    basis: str


@dataclass(frozen=True)
class PanelSeen:
    """The panel of a Stage 3; each part is None or empty until there is one."""

    stage: Stage | None
    row: Panel | None
    arrangement: PanelArrangement | None
    sitting: tuple[Appointment, ...]
    bundles: tuple[Bundle, ...]
    has_advocate: bool
    days: tuple[DayOfPanel, ...]

    @property
    def frozen(self) -> tuple[Bundle, ...]:
        """The bundles that are frozen, the newest last."""
        return tuple(one for one in self.bundles if one.frozen_at is not None)

    @property
    def bundle_titles(self) -> tuple[str, ...]:
        """The titles of the papers of the newest bundle, in order."""
        if not self.bundles:
            return ()
        return tuple(one.document.title for one in self.bundles[-1].papers.all())

    @property
    def must_meet_by(self) -> date | None:
        """The last day on which the panel may meet in time."""
        return self._day(MEETS)

    @property
    def report_by(self) -> date | None:
        """The day by which its report is due, once it met."""
        return self._day(REPORT)

    @property
    def answer_by(self) -> date | None:
        """The day by which the final answer is due, once it recommended."""
        return self._day(RESPONSE)

    def _day(self, name: str) -> date | None:
        return next((one.due_on for one in self.days if one.name == name), None)


def panel_seen(case: Representation, today: date) -> PanelSeen:
    """The panel of a case. `today` is the day from whose point of view its clocks are asked."""
    stage = (
        Stage.objects.select_related("representation")
        .prefetch_related("extensions")
        .filter(representation=case, stage="stage_3")
        .first()
    )
    helped = Party.objects.filter(representation=case, part=Party.Part.ADVOCATE).exists()
    if stage is None:
        return PanelSeen(None, None, None, (), (), helped, ())
    row = Panel.objects.select_related("arrangement").filter(stage=stage).first()
    bundles = Bundle.objects.filter(stage=stage).prefetch_related("papers__document").order_by("version")
    return PanelSeen(
        stage,
        row,
        getattr(row, "arrangement", None) if row else None,
        tuple(sitting(stage)),
        tuple(bundles),
        helped,
        tuple(_days(stage)),
    )


def _days(stage: Stage) -> list[DayOfPanel]:
    """The clocks in law of a Stage 3, then those of guidance and settings, each from its own day."""
    council, dates = clocks_of_council(), dates_on_record(stage)
    try:
        main = list(council.stage_3(dates))
    except NotInForce:
        main = []
    found = [_day(one.name, one.label, one.started_on, one.due_on, one.stopped_on) for one in main]
    for beside in clocks_beside(stage, council):
        title = rule(beside.name).title
        found.append(_day(beside.name, title, beside.started_on, beside.must_by, beside.stopped_on))
    return found


def _day(
    name: str, title: str, started_on: date | None, due_on: date | None, stopped_on: date | None
) -> DayOfPanel:
    basis = rule(name).on(started_on).basis if started_on else ""
    return DayOfPanel(name, title, started_on, due_on, stopped_on, basis)
