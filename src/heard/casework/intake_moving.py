"""Moving to another procedure, either way: the true day of receipt stays, and the complainant is told which and why."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.acts import KIND_OF, PROCEDURES, procedure_on_record
from heard.casework.deciding import Decided, keep_decision
from heard.casework.intake_clocks import (
    carry_on_as_stage_1,
    counts_from,
    end_open_stages,
    hint,
    is_open,
    note_change,
    open_stages,
    start_anew,
)
from heard.casework.intake_receiving import kind_term
from heard.casework.performing import Doing, performing
from heard.law.procedure import Act, State
from heard.representations.models import Decision, Stage

FIRST_MADE = "A complaint counts from the day it was first made, whatever it was called then."
FOUND_WRONG = "It was begun under another procedure; the clock counts from the true day, never from today."


def move_to_children_act(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    function: str,
    reason: str,
    decided_by: str,
    told_on: date,
) -> Decision:
    """Find that the Children Act procedure applies: it goes on under that from its true day of receipt.

    `function` names what is complained of, in words or by a code of `heard.law.belongs_to.SCOPES`. Raises NotNow.
    """
    with performing(Act.MOVE_TO_CHILDREN_ACT, reference=reference, by=by, at=at, day=decided_on) as doing:
        return _move(doing, function, reason, decided_by, told_on)


def move_to_corporate(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    function: str,
    reason: str,
    decided_by: str,
    told_on: date,
) -> Decision:
    """Find that the council's own procedure applies, before any answer; what was begun is finished. Raises NotNow."""
    with performing(Act.MOVE_TO_CORPORATE, reference=reference, by=by, at=at, day=decided_on) as doing:
        return _move(doing, function, reason, decided_by, told_on)


def move_to_duty_matter(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    kind_label: str,
    reason: str,
    decided_by: str,
    told_on: date,
) -> Decision:
    """Treat it as correspondence of a type, because it asks for no answer to dissatisfaction; they may say otherwise.

    `kind_label` is a duty matter of the council's list. Raises NotInTheList or NotNow.
    """
    with performing(Act.MOVE_TO_DUTY_MATTER, reference=reference, by=by, at=at, day=decided_on) as doing:
        doing.change(doing.case, kind_term=kind_term("duty_matter", kind_label))
        return _move(doing, kind_label, reason, decided_by, told_on)


def _move(doing: Doing, function: str, reason: str, decided_by: str, told_on: date) -> Decision:
    """Note what it was, let its stages go on under the other procedure, and keep who decided and told."""
    kind = KIND_OF[doing.move.procedure]
    note_change(doing, "kind", doing.case.kind, kind, reason)
    doing.change(doing.case, procedure=procedure_on_record(doing.move.procedure), kind=kind)
    if doing.move.procedure in PROCEDURES:
        carry_on_as_stage_1(doing, FIRST_MADE)
    else:
        end_open_stages(doing, "moved_elsewhere")
    _true_first_day(doing)
    _take_back_an_answer(doing)
    for stage in open_stages(doing.case):
        hint(doing, stage)
    decided = Decided(doing.move.procedure, reason, decided_by, evidence=function, told_on=told_on)
    return keep_decision(doing, "procedure", decided)


def _true_first_day(doing: Doing) -> None:
    """An open Stage 1 counts from receipt, or from when it was asked for again: a late discovery moves it back (T8)."""
    stage = Stage.objects.filter(representation=doing.case, stage="stage_1").first()
    began = counts_from(doing.case)
    if stage is not None and is_open(stage) and stage.started_on > began:
        start_anew(doing, stage, began, FOUND_WRONG)


def _take_back_an_answer(doing: Doing) -> None:
    """The council's own Stage 2 answers nothing under regulation 17: that stage is still owed, from its request."""
    if doing.move.after is not State.STAGE_2_STATEMENT:
        return
    stage = doing.stage("stage_2")
    if stage.answered_on is not None:
        note_change(doing, "stage_2/answered_on", stage.answered_on, None, FOUND_WRONG)
        doing.change(stage, answered_on=None)
    if stage.ended_on is not None:
        doing.change(stage, ended_on=None, ended_because="")
