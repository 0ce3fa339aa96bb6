"""The stages that acts open, stop and start anew, and the day by which the work list finds them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from heard.casework.acts import chart_name
from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.casework.performing import Doing
from heard.casework.stage_days import set_hint
from heard.law.timeliness import StageDates
from heard.ledger.models import Correction
from heard.representations.models import Decision, Hold, Representation, Stage

# A refusal taken back counts from the true day of receipt; what was asked for again, from the day of asking.
BEGUN_AGAIN = ("refusal_ended", "reinstatement", "proceedings")
ASKED_AGAIN = ("resubmitted", "reinstated", "taken_up_again")
BEFORE_A_STAGE = ("concern", "informal", "enquiry")


def open_stage(doing: Doing, code: str, started_on: date) -> Stage:
    """Open a stage with its clock from `started_on`, again where it ended without an answer before."""
    there = Stage.objects.filter(representation=doing.case, stage=code).first()
    if there is None:
        there = Stage(representation=doing.case, stage=code, started_on=started_on)
        doing.add(there)
    elif there.ended_on is not None:
        _begin_again(doing, there, started_on)
    hint(doing, there)
    return there


def carry_on_as_stage_1(doing: Doing, why: str) -> None:
    """A concern taken as a complaint is its Stage 1 at once, from the day it was first made, and is counted once."""
    stages = list(Stage.objects.filter(representation=doing.case))
    carried = next((one for one in stages if one.stage in BEFORE_A_STAGE and is_open(one)), None)
    if carried is None or any(one.stage == "stage_1" for one in stages):
        return
    note_change(doing, "stage", carried.stage, "stage_1", why)
    told = acknowledged_on(doing.case)
    doing.change(carried, stage="stage_1", acknowledged_on=told)
    start_anew(doing, carried, counts_from(doing.case), why)


def end_open_stages(doing: Doing, because: str) -> None:
    """End what is open without an answer: it waits for another decision, or goes no further. It may begin again."""
    for stage in open_stages(doing.case):
        doing.change(stage, ended_on=doing.day, ended_because=because, due_on_hint=None)


def is_open(stage: Stage) -> bool:
    """Whether a stage still waits for its answer."""
    return stage.answered_on is None and stage.withdrawn_on is None and stage.ended_on is None


def open_stages(case: Representation) -> list[Stage]:
    """The stages of a case that still wait for an answer, in order."""
    return [one for one in Stage.objects.filter(representation=case) if is_open(one)]


def open_hold(case: Representation) -> Hold | None:
    """The hold of the whole for proceedings, while it lasts."""
    return Hold.objects.filter(representation=case, element=None, basis="proceedings", until_on=None).first()


def hint(doing: Doing, stage: Stage) -> None:
    """Keep the day by which a stage is found. While it is held for proceedings, and once it is over, there is none."""
    stage.representation = doing.case
    if is_open(stage) and open_hold(doing.case) is None:
        set_hint(doing, stage)
    elif stage.due_on_hint is not None:
        doing.change(stage, due_on_hint=None)


def start_anew(doing: Doing, stage: Stage, day: date, why: str) -> None:
    """Give a stage a new clock from `day`. The first start stays on record beside it (AMB-5)."""
    if stage.started_on != day:
        note_change(doing, f"{stage.stage}/started_on", stage.started_on, day, why)
        doing.change(stage, started_on=day)
    hint(doing, stage)


def note_change(doing: Doing, what: str, was: object, became: object, why: str) -> None:
    """Keep what a value was beside what it became, and why. History is never rewritten (T8)."""
    doing.add(
        Correction(
            at=doing.line.at,
            by=doing.line.by,
            reference=doing.case.reference,
            what=what[:80],
            was=_text(was),
            became=_text(became),
            why=why[:500],
        )
    )


def counts_from(case: Representation) -> date:
    """The day Stage 1 counts from: receipt, or that of asking again after a refusal, a withdrawal or proceedings."""
    return first_day(case, Decision.objects.filter(representation=case, about__in=BEGUN_AGAIN).order_by("pk"))


def first_day(case: Representation, decisions: Iterable[Decision]) -> date:
    """The day Stage 1 counts from by these decisions, in their order."""
    began = case.received_on
    for one in decisions:
        if one.about not in BEGUN_AGAIN or one.element_id is not None:
            continue
        if one.answer in ASKED_AGAIN:
            began = one.decided_on
        elif one.answer == "taken_back":
            began = case.received_on
    return began


def waiting_due_day(case: Representation, clocks: CouncilClocks | None = None) -> date | None:
    """The last day to answer a complaint that nobody has accepted yet: its clock has run since receipt."""
    if not waits_to_be_accepted(case) or open_hold(case):
        return None
    return (clocks or clocks_of_council()).next_due(days_from_receipt(case))


def due_day_from_receipt(
    case: Representation, clocks: CouncilClocks, acknowledged_on: date | None
) -> date | None:
    """As `waiting_due_day`, for what is put on record this moment: nothing was decided on it and it is not held."""
    if not waits_to_be_accepted(case):
        return None
    return clocks.next_due(
        StageDates(case.procedure, "stage_1", case.received_on, acknowledged_on=acknowledged_on)
    )


def waits_to_be_accepted(case: Representation) -> bool:
    """Whether it is a complaint that came in and has not been accepted: no stage is open, and its clock runs."""
    return case.state == "received" and chart_name(case) in ("children_act", "corporate")


def days_from_receipt(case: Representation) -> StageDates:
    """What the law needs to know of a complaint that waits to be accepted: Stage 1 counts already."""
    decided = Decision.objects.filter(representation=case, about__in=(*BEGUN_AGAIN, "acknowledgement"))
    rows = list(decided.order_by("pk"))
    told = [one.told_on for one in rows if one.about == "acknowledgement" and one.told_on]
    return StageDates(
        case.procedure, "stage_1", first_day(case, rows), acknowledged_on=min(told, default=None)
    )


def acknowledged_on(case: Representation) -> date | None:
    """The day a representation was first acknowledged, whether or not a stage was open then."""
    found = Decision.objects.filter(representation=case, about="acknowledgement")
    return found.order_by("told_on").values_list("told_on", flat=True).first()


def _begin_again(doing: Doing, stage: Stage, started_on: date) -> None:
    why = f"Begun again after it was {stage.ended_because.replace('_', ' ')}."
    note_change(doing, f"{stage.stage}/ended_on", stage.ended_on, None, why)
    if stage.started_on != started_on:
        note_change(doing, f"{stage.stage}/started_on", stage.started_on, started_on, why)
    doing.change(stage, started_on=started_on, ended_on=None, ended_because="")


def _text(value: object) -> str:
    """A value as it is kept in a correction: nothing for nothing, a day in ISO."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
