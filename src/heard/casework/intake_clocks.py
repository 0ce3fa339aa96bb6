"""The stages that acts open, stop and start anew, and the day by which the work list finds them."""

from __future__ import annotations

from datetime import date

from heard.casework.acts import chart_name
from heard.casework.clocks import clocks_of_council
from heard.casework.performing import Doing
from heard.casework.stage_days import set_hint
from heard.law.timeliness import StageDates
from heard.ledger.models import Correction
from heard.representations.models import Decision, Hold, Representation, Stage

# A refusal taken back counts from the true day of receipt; what was asked for again, from the day of asking.
BEGUN_AGAIN, ASKED_AGAIN = ("refusal_ended", "reinstatement"), ("resubmitted", "reinstated")
BEFORE_A_STAGE = ("concern", "informal")


def open_stage(doing: Doing, code: str, started_on: date) -> Stage:
    """Open a stage with its clock from `started_on`.

    A concern that became a complaint goes on as the complaint's Stage 1, so that it is counted once.
    """
    stages = list(Stage.objects.filter(representation=doing.case, stage__in=(code, *BEFORE_A_STAGE)))
    there = next((one for one in stages if one.stage == code), None)
    carried = next((one for one in stages if code == "stage_1" and is_open(one)), None)
    if there is None and carried is None:
        there = Stage(representation=doing.case, stage=code, started_on=started_on)
        doing.add(there)
    elif there is None and carried is not None:
        there = carried
        doing.change(there, stage=code, started_on=started_on)
    assert there is not None
    hint(doing, there)
    return there


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
    """The day Stage 1 counts from: receipt, or the day it was asked for again after a refusal or a withdrawal."""
    rows = Decision.objects.filter(representation=case, about__in=BEGUN_AGAIN, element=None)
    last = rows.order_by("-pk").first()
    return last.decided_on if last is not None and last.answer in ASKED_AGAIN else case.received_on


def waiting_due_day(case: Representation) -> date | None:
    """The last day to answer a complaint that nobody has accepted yet: its clock has run since receipt."""
    if case.state != "received" or chart_name(case) not in ("children_act", "corporate"):
        return None
    dates = StageDates(case.procedure, "stage_1", counts_from(case), acknowledged_on=acknowledged_on(case))
    return None if open_hold(case) else clocks_of_council().next_due(dates)


def acknowledged_on(case: Representation) -> date | None:
    """The day a representation was first acknowledged, whether or not a stage was open then."""
    found = Decision.objects.filter(representation=case, about="acknowledgement")
    return found.order_by("told_on").values_list("told_on", flat=True).first()


def _text(value: object) -> str:
    """A value as it is kept in a correction: nothing for nothing, a day in ISO."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
