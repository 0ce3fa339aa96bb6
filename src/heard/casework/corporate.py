"""The council's own procedure at Stage 2: weighed where its policy says so, and answered by somebody else.

Stage 1 is answered, extended and resolved as in `stage_1`; requests, late ones too, come by `going_on`; `stage_2`
acknowledges, extends and accepts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from heard.casework.appointments import fit_to_answer
from heard.casework.deciding import Decided, keep_decision
from heard.casework.findings import (
    Outcome,
    PointFound,
    Step,
    answer_every_point,
    code_of,
    findings_so_far,
    keep_outcome,
)
from heard.casework.going_on import begin_on_request
from heard.casework.late_requests import must_be_told
from heard.casework.new_details import DoesNotFit, NewRemedy
from heard.casework.performing import NotNow, performing
from heard.casework.promises import Agreed, keep_actions, keep_remedies
from heard.casework.stage_days import DECLINED, end_stage, refuse_before, set_hint
from heard.law.findings import must_say_why
from heard.law.procedure import Act, State
from heard.outcomes.models import Finding
from heard.representations.models import Decision, Representation, Stage

WEIGHED = "weighed_stage_2"


def weigh_request_for_stage_2(
    *, reference: str, by: str, at: datetime, asked_on: date, words: str, named_stage: str = ""
) -> Stage:
    """Take a request in time for the council's Stage 2 to a decision on its merits, where its policy asks for grounds.

    The days count all the same. In the Children Act procedure there is no gate of merits. Raises NotNow.
    """
    refuse_statutory(reference)
    with performing(Act.WEIGH_STAGE_2, reference=reference, by=by, at=at, day=asked_on) as doing:
        return begin_on_request(doing, "stage_2", asked_on, words, named_stage)


def open_weighed_stage_2(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    decided_by: str,
    reason: str,
    told_on: date | None = None,
) -> Decision:
    """Open Stage 2 of the council's own procedure after weighing the request; its days have counted since it came."""
    with performing(Act.OPEN_WEIGHED_STAGE_2, reference=reference, by=by, at=at, day=decided_on) as doing:
        must_be_told(doing, told_on)
        return keep_decision(doing, WEIGHED, Decided("opened", reason, decided_by, told_on=told_on))


def refuse_corporate_stage_2(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    decided_by: str,
    reason: str,
    tells_of_ombudsman: bool,
    told_on: date | None,
) -> Decision:
    """Decline Stage 2 of the council's own procedure, weighed or late, with the reason, and tell of the Ombudsman.

    Raises NotNow for a statutory complaint; DoesNotFit where the Ombudsman or the day of telling is left out.
    """
    act = (
        Act.REFUSE_STAGE_2
        if refuse_statutory(reference) == State.STAGE_2_DECIDING
        else Act.DECLINE_WEIGHED_STAGE_2
    )
    with performing(act, reference=reference, by=by, at=at, day=decided_on) as doing:
        if not tells_of_ombudsman or told_on is None:
            raise DoesNotFit(
                "A refusal is told in writing, with how to go to the Ombudsman. Write it and enter the day it was sent."
            )
        must_be_told(doing, told_on)
        evidence = "The letter tells how to go to the Ombudsman."
        decided = Decided("refused", reason, decided_by, ground="merits", evidence=evidence, told_on=told_on)
        late = doing.move.before is State.STAGE_2_DECIDING
        row = keep_decision(doing, "late_request_stage_2" if late else WEIGHED, decided)
        end_stage(doing, doing.stage("stage_2"), DECLINED, on=decided_on)
        return row


def answer_corporate_stage_2(
    *,
    reference: str,
    by: str,
    at: datetime,
    sent_on: date,
    manager: int,
    findings: Sequence[PointFound],
    tells_of_ombudsman: bool,
    outcome: Outcome | None = None,
    actions: Sequence[Agreed] = (),
    put_right: Sequence[NewRemedy] = (),
) -> Stage:
    """Send the council's final answer, by somebody other than who answered Stage 1, with how to go to the Ombudsman.

    To differ from Stage 1 on a point needs a reason. Sending it stops the clock. Raises NotThisPerson or DoesNotFit.
    """
    with performing(Act.ANSWER_STAGE_2, reference=reference, by=by, at=at, day=sent_on) as doing:
        if not tells_of_ombudsman:
            raise DoesNotFit("The final answer must tell how to go to the Ombudsman. Add it, then send it.")
        stage = doing.stage("stage_2")
        refuse_before(stage, sent_on, None, "its answer")
        who = fit_to_answer(doing, "corporate_answerer", manager)
        found = answer_every_point(doing, Step.REVIEWER, findings)
        _refuse_unexplained(found)
        keep_outcome(doing, stage, found, outcome)
        done = [*keep_actions(doing, stage, actions), *keep_remedies(doing, put_right)]
        doing.change(stage, answered_on=sent_on, right_told_on=sent_on, manager=who, with_action=bool(done))
        set_hint(doing, stage)
        return stage


def _refuse_unexplained(found: Sequence[Finding]) -> None:
    for one in found:
        before = findings_so_far(one.element).get("manager")
        if before and must_say_why(before, code_of(one.finding)) and not one.reason:
            raise DoesNotFit(
                f"Point {one.element.number}: “{one.finding.label}” differs from the Stage 1 answer. Write the reason."
            )


def refuse_statutory(reference: str) -> str:
    """Where a case of the council's own procedure stands. Raises NotNow for a statutory one, which is not weighed."""
    case = Representation.objects.filter(reference=reference).first()
    if case is not None and case.procedure == "children_act":
        raise NotNow(
            f"{reference} goes by the Children Act procedure, in which a request is not weighed on its "
            "merits (Ombudsman: Redbridge 20 001 669). Take it as a request, or as a late one."
        )
    return case.state if case is not None else ""
