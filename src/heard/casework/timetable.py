"""The clocks beside a stage's own: to acknowledge it, and the timetable of guidance for a panel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.law.clock import Clock, NotInForce, start_clock
from heard.representations.models import Panel, Stage

# Each clock with the day it counts from and the day that stops it.
Dated = tuple[str, date | None, date | None]
ACKNOWLEDGED = {
    ("children_act", "stage_1"): "children_act/stage_1/acknowledge",
    ("children_act", "stage_2"): "children_act/stage_2/acknowledge",
    ("corporate", "stage_1"): "corporate/stage_1/acknowledge",
    ("corporate", "stage_2"): "corporate/stage_2/acknowledge",
    ("none", "enquiry"): "enquiry/acknowledge",
}


def clocks_beside(stage: Stage, clocks: CouncilClocks | None = None) -> list[Clock]:
    """The clocks of settings and guidance that run beside the time of a stage, each with the day that stopped it."""
    council = clocks or clocks_of_council()
    return list(_run(council, stage.started_on, dated_beside(stage)))


def still_to_do(stage: Stage, clocks: CouncilClocks | None = None) -> list[Clock]:
    """Those beside a stage that nothing has stopped, the soonest first; none once the stage is over."""
    if stage.answered_on or stage.withdrawn_on or stage.ended_on:
        return []
    waiting = [one for one in clocks_beside(stage, clocks) if one.stopped_on is None]
    return sorted(waiting, key=lambda one: one.due_on or date.max)


def dated_beside(stage: Stage) -> Iterator[Dated]:
    """Which clocks run beside a stage, from when, and what stopped each.

    Of what was brought in from before nothing says whether it was acknowledged, so nothing is made of it; a panel
    arranged here has its timetable.
    """
    history, place = stage.representation.is_history, (stage.representation.procedure, stage.stage)
    if place in ACKNOWLEDGED and not history:
        yield ACKNOWLEDGED[place], stage.started_on, stage.acknowledged_on
    panel = getattr(stage, "panel", None) if place == ("children_act", "stage_3") else None
    if place == ("children_act", "stage_3") and (panel is not None or not history):
        yield from _of_panel(stage, panel or Panel(stage=stage))


def _of_panel(stage: Stage, panel: Panel) -> Iterator[Dated]:
    """Once the panel has met, what guidance wanted before it is over, done or not."""
    room, met_on = "children_act/stage_3", stage.panel_met_on
    yield f"{room}/acknowledge", stage.started_on, panel.acknowledged_on or met_on
    yield f"{room}/arrange", stage.started_on, panel.agreed_with_chair_on or met_on
    yield f"{room}/papers", panel.meets_on, panel.papers_sent_on or met_on


def _run(clocks: CouncilClocks, began: date, dated: Iterator[Dated]) -> Iterator[Clock]:
    for name, start, stopped_on in dated:
        if start is None:
            continue
        try:
            yield start_clock(
                name, start, settings=clocks.on(began), calendar=clocks.calendar, stopped_on=stopped_on
            )
        except NotInForce:
            continue
