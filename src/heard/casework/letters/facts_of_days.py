"""Fields that are days: each is on record or worked out by the clocks, and none can be typed into a letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from heard.casework.letters.about import About
from heard.casework.letters.arriving import assumed_arrival, received_for
from heard.casework.letters.reasons import withdrawn_on
from heard.law.clock import Clock, NotInForce
from heard.representations.models import Decision, Extension, Hold, Panel, Stage

DayOf = Callable[[About], date | None]


def _clock(about: About) -> Clock | None:
    try:
        return about.clocks.clock(about.dates)
    except NotInForce:
        return None


def answer_by(about: About) -> date | None:
    """The last day for the answer as things stand, with any extension given."""
    clock = _clock(about)
    return clock.must_by if clock else None


def answer_due_on(about: About) -> date | None:
    """The last day for the answer without more time."""
    clock = _clock(about)
    return clock.due_on if clock else None


def answer_latest_on(about: About) -> date | None:
    """The last day for the answer with all the time that may be given, where that is later."""
    clock = _clock(about)
    if clock is None or clock.latest_on is None or clock.latest_on == clock.must_by:
        return None
    return clock.latest_on


def expected_on(about: About) -> date:
    """The day this letter is assumed to reach its reader."""
    return assumed_arrival(about.way, about.on).day or about.on


def ask_for_stage_2_by(about: About) -> date | None:
    """Until when it helps to ask for Stage 2: the guidance's number from the arrival of the answer. No limit."""
    if about.case.procedure != "children_act":
        return None
    return about.due("children_act/stage_2/request_prompt", expected_on(about))


def ask_for_stage_3_by(about: About) -> date | None:
    """The last day to ask for a panel: 20 working days from the arrival of the Stage 2 answer."""
    return about.due("children_act/stage_3/request", expected_on(about))


def panel_may_be_asked_for_by(about: About) -> date | None:
    """Until when a panel may be asked for: 20 working days from receipt of the Stage 2 answer, once it was sent."""
    stage = _stage(about, "stage_2")
    if about.case.procedure != "children_act" or stage is None or stage.answered_on is None:
        return None
    last = about.due("children_act/stage_3/request", received_for(stage).day)
    return last if last and last >= about.on else None


def extended_to(about: About) -> date | None:
    """The day to which the stage has more time."""
    rows = Extension.objects.filter(stage=about.stage).order_by("-extended_to")
    return rows.values_list("extended_to", flat=True).first()


def _stage(about: About, code: str) -> Stage | None:
    return Stage.objects.filter(representation=about.case, stage=code).first()


def _panel(about: About) -> Panel | None:
    return Panel.objects.filter(stage__representation=about.case, stage__stage="stage_3").first()


def panel_by(about: About) -> date | None:
    """The last day for the panel to meet: 30 working days from receipt of the request."""
    stage = _stage(about, "stage_3")
    return about.due("children_act/stage_3/panel", stage.started_on if stage else None)


def meets_on(about: About) -> date | None:
    """The day set for the panel."""
    panel = _panel(about)
    return panel.meets_on if panel else None


def report_by(about: About) -> date | None:
    """The last day for the panel's report: from the day it met, or is to meet."""
    stage = _stage(about, "stage_3")
    met = (stage.panel_met_on if stage else None) or meets_on(about)
    return about.due("children_act/stage_3/report", met)


def response_by(about: About) -> date | None:
    """The last day for the final response: 15 working days from receipt of the panel's recommendations."""
    panel = _panel(about)
    return about.due("children_act/stage_3/response", panel.recommendations_received_on if panel else None)


def review_on(about: About) -> date | None:
    """The day on which the newest decision is looked at again."""
    rows = Decision.objects.filter(representation=about.case, review_on__isnull=False).order_by("-pk")
    return rows.values_list("review_on", flat=True).first()


def held_from_on(about: About) -> date | None:
    """The day from which it is held."""
    rows = Hold.objects.filter(representation=about.case).order_by("-pk")
    return rows.values_list("from_on", flat=True).first()


def asked_on(about: About) -> date | None:
    """The day the request for this stage reached the council."""
    return about.stage.started_on if about.stage else None


def resubmit_by(about: About) -> date | None:
    """A year from the end of the proceedings, where their end is on record."""
    ended = about.given.get("ended_on")
    if not isinstance(ended, date):
        return None
    try:
        return ended.replace(year=ended.year + 1)
    except ValueError:
        return date(ended.year + 1, 2, 28)


DAYS: Mapping[str, DayOf] = {
    "issued_on": lambda about: about.on,
    "received_on": lambda about: about.case.received_on,
    "answer_by": answer_by,
    "answer_due_on": answer_due_on,
    "answer_latest_on": answer_latest_on,
    "expected_on": expected_on,
    "ask_for_stage_2_by": ask_for_stage_2_by,
    "ask_for_stage_3_by": ask_for_stage_3_by,
    "panel_may_be_asked_for_by": panel_may_be_asked_for_by,
    "extended_to": extended_to,
    "panel_by": panel_by,
    "meets_on": meets_on,
    "report_by": report_by,
    "response_by": response_by,
    "review_on": review_on,
    "held_from_on": held_from_on,
    "asked_on": asked_on,
    "resubmit_by": resubmit_by,
    "withdrawn_on": withdrawn_on,
    "answered_on": lambda about: about.stage.answered_on if about.stage else None,
}
