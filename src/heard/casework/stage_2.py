"""Stage 2 as it runs: acknowledged, extended to 65 working days in all, and a late request for it decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from heard.casework.extending import MoreTime, give_more_time
from heard.casework.late_requests import accept_late, refuse_late
from heard.casework.new_details import DoesNotFit
from heard.casework.performing import NotNow, performing
from heard.casework.stage_days import set_hint
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import Decision, Extension, Stage


def acknowledge_stage_2(*, reference: str, by: str, at: datetime, acknowledged_on: date) -> Stage:
    """Acknowledge the request for Stage 2. In the Children Act procedure no clock moves; in the council's own the
    answer counts from here, unless its setting counts from receipt. Raises NotNow where it was acknowledged before.
    """
    act = Act.ACKNOWLEDGE_STAGE_2
    with performing(act, reference=reference, by=by, at=at, day=acknowledged_on) as doing:
        stage = doing.stage("stage_2")
        if stage.acknowledged_on:
            raise NotNow(f"It was acknowledged on {in_words(stage.acknowledged_on)}; the first day stands.")
        if acknowledged_on < stage.started_on:
            raise DoesNotFit(f"The request came on {in_words(stage.started_on)}. Check the day.")
        doing.change(stage, acknowledged_on=acknowledged_on)
        set_hint(doing, stage)
        return stage


def extend_stage_2(*, reference: str, by: str, at: datetime, decided_on: date, more: MoreTime) -> Extension:
    """Extend Stage 2 to no more than 65 working days in all from its start, before its day passes (regulation 17).

    The complainant is told in writing of the reasons and the new day. Nothing allows a later day, not even agreement.
    Raises DoesNotFit, or NotNow once the day has passed.
    """
    until = more.extended_to.isoformat()
    with performing(Act.EXTEND_STAGE_2, reference=reference, by=by, at=at, day=decided_on, to=until) as doing:
        return give_more_time(doing, doing.stage("stage_2"), more)


def accept_stage_2(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    decided_by: str,
    reason: str,
    told_on: date | None = None,
) -> Decision:
    """Accept a late request for Stage 2; the days have counted since it reached the council."""
    with performing(Act.ACCEPT_STAGE_2, reference=reference, by=by, at=at, day=decided_on) as doing:
        return accept_late(doing, "stage_2", reason, decided_by, told_on)


def refuse_stage_2(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    decided_by: str,
    seconded_by: str,
    ground: str,
    reason: str,
    evidence: Mapping[str, str],
    letter: Mapping[str, str],
    told_on: date | None,
) -> Decision:
    """Refuse a late request for the statutory Stage 2 for a lawful reason, with its evidence and a second person.

    `ground` is a code of law.refusals; `evidence` and `letter` hold words by its codes. That nobody replied, that
    no form was used or that the outcome cannot be had is no reason.
    Raises UnlawfulRefusal, EvidenceMissing or DoesNotFit.
    """
    with performing(Act.REFUSE_STAGE_2, reference=reference, by=by, at=at, day=decided_on) as doing:
        if doing.case.procedure == "corporate":
            raise NotNow(
                "A request in the council's own procedure is refused on its merits, under Corporate."
            )
        said = {**evidence, "reason": reason, "decided_by": decided_by, "decided_on": decided_on.isoformat()}
        return refuse_late(doing, "stage_2", ground, said, letter, seconded_by, told_on)
