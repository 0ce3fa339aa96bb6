"""Intake: what reached the council is put on record, acknowledged, told which procedure, and accepted.

Receiving itself is in `intake_receiving`, sufficient interest in `intake_interest`, refusing in `intake_refusing`,
moving to another procedure in `intake_moving`, and mending the record in `intake_correcting`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from heard.casework.deciding import Decided, keep_decision
from heard.casework.intake_clocks import acknowledged_on as first_acknowledged
from heard.casework.intake_clocks import counts_from, hint, open_stage, open_stages
from heard.casework.intake_receiving import Said, receive, receiving
from heard.casework.parties import Somebody, Way, complainants, must_say, relation_of
from heard.casework.performing import Doing, NotNow, performing
from heard.casework.points import Weighed, weigh_late_points
from heard.law.kinds import PROCEDURE, look_up
from heard.law.procedure import Act
from heard.representations.models import Decision, Representation, Stage

__all__ = [
    "Said",
    "Somebody",
    "Way",
    "accept",
    "acknowledge",
    "receive",
    "receiving",
    "start_stage_1",
    "tell_procedure",
]
NOBODY: Mapping[int, Weighed] = {}


def acknowledge(*, reference: str, by: str, at: datetime, sent_on: date, way: str) -> Decision:
    """Record the acknowledgement, with details of the procedure, help and advocacy (regulation 11).

    It leaves every clock of law alone; by default a corporate answer counts from it. Raises NotNow.
    """
    with performing(Act.ACKNOWLEDGE, reference=reference, by=by, at=at, day=sent_on) as doing:
        must_say(way, "how it was acknowledged: by letter, e-mail, telephone, or in person")
        for stage in open_stages(doing.case):
            if stage.stage in ("stage_1", "enquiry") and stage.acknowledged_on is None:
                doing.change(stage, acknowledged_on=sent_on)
                hint(doing, stage)
        return keep_decision(doing, "acknowledgement", Decided("sent", way, by, told_on=sent_on))


def tell_procedure(
    *, reference: str, by: str, at: datetime, told_on: date, procedure: str, why: str, decided_by: str
) -> Decision:
    """Record that the complainant was told which procedure is used and why (law catalogue, R3.3). Raises NotNow."""
    look_up(procedure, PROCEDURE, "procedure")
    with performing(Act.TELL_PROCEDURE, reference=reference, by=by, at=at, day=told_on) as doing:
        if procedure != doing.case.procedure:
            used = PROCEDURE[doing.case.procedure].words
            raise NotNow(
                f"{reference} goes by this: {used}. Tell them of that one, or move it to the other first."
            )
        return keep_decision(doing, "procedure", Decided(procedure, why, decided_by, told_on=told_on))


def accept(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    reason: str,
    decided_by: str,
    late: Mapping[int, Weighed] = NOBODY,
) -> Stage:
    """Take a complaint into Stage 1: a named officer decides that the procedure fits; its clock has run since receipt.

    `late` holds, by the number of the point, how each point made after its year was weighed: both limbs (regulation
    9). Raises NotNow where a point is late and not weighed, or where interest has to be decided first.
    """
    with performing(Act.ACCEPT, reference=reference, by=by, at=at, day=decided_on) as doing:
        _refuse_before_interest(doing)
        keep_decision(doing, "eligibility", Decided("accepted", reason, decided_by))
        weigh_late_points(doing, late, decided_by=decided_by)
        return start_stage_1(doing, counts_from(doing.case))


def start_stage_1(doing: Doing, day: date) -> Stage:
    """Open Stage 1 with its clock from `day`, and the acknowledgement that was sent before it opened."""
    stage = open_stage(doing, "stage_1", day)
    told = first_acknowledged(doing.case)
    if told is not None and stage.acknowledged_on is None:
        doing.change(stage, acknowledged_on=told)
        hint(doing, stage)
    return stage


def _refuse_before_interest(doing: Doing) -> None:
    """In the Children Act procedure somebody on no list in law waits for the decision on interest (regulation 12)."""
    if doing.case.procedure != "children_act":
        return
    people = complainants(doing.case)
    rights = {relation_of(one).right for one in people}
    if not people or rights == {"not_known"}:
        raise NotNow(
            f"Nobody has said who complains in {doing.case.reference}, or what they are to the child. "
            "Add the complainant with what they are to the child, then accept it."
        )
    if rights <= {"interest_needed", "not_known"} and not _interest_is_sufficient(doing.case):
        raise NotNow(
            f"{people[0].person.name} is on no list in law: decide first whether they have sufficient interest in "
            "the child's welfare (regulation 12). Stage 1 counts from that decision."
        )


def _interest_is_sufficient(case: Representation) -> bool:
    last = Decision.objects.filter(representation=case, about="interest").order_by("-pk").first()
    return last is not None and last.answer == "sufficient"
