"""Early referral to the Ombudsman, without a panel: every criterion shown and the complainant's agreement."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from heard.casework.deciding import Decided, keep_decision
from heard.casework.findings import findings_so_far, points_to_answer
from heard.casework.performing import Doing, performing
from heard.casework.stage_days import REFERRED_EARLY, begin_stage, end_stage, stage_of
from heard.law.early_referral import CRITERION, PointFinding, check_early_referral
from heard.law.procedure import Act
from heard.representations.models import Decision, Stage


def refer_early(
    *,
    reference: str,
    by: str,
    at: datetime,
    referred_on: date,
    decided_by: str,
    reason: str,
    evidence: Mapping[str, str],
    not_significant: Collection[int] = (),
) -> Decision:
    """Refer to the Ombudsman without a panel. `evidence` holds words for each criterion of law.early_referral.

    The adjudicated findings are looked at themselves; `not_significant` are the points that are not significant to the
    service the child had. Raises NotToBeReferredEarly, naming each criterion not shown: the right to a panel stands.
    """
    with performing(Act.REFER_EARLY, reference=reference, by=by, at=at, day=referred_on) as doing:
        check_early_referral(evidence, _adjudicated(doing, not_significant))
        words = "\n".join(f"{CRITERION[key].words}: {evidence[key].strip()}" for key in CRITERION)
        third = stage_of(doing.case, "stage_3")
        if third is not None:
            end_stage(doing, third, REFERRED_EARLY, on=referred_on)
        return keep_decision(doing, "early_referral", Decided("referred", reason, decided_by, evidence=words))


def return_from_ombudsman(*, reference: str, by: str, at: datetime, returned_on: date) -> Stage:
    """Take back what the Ombudsman sends back for a panel after all; its 30 working days count from this day."""
    with performing(Act.RETURN_FROM_OMBUDSMAN, reference=reference, by=by, at=at, day=returned_on) as doing:
        return begin_stage(doing, "stage_3", returned_on)


def _adjudicated(doing: Doing, not_significant: Collection[int]) -> tuple[PointFinding, ...]:
    return tuple(
        PointFinding(
            point.number,
            findings_so_far(point).get("adjudicator", "open"),
            point.number not in not_significant,
        )
        for point in points_to_answer(doing.case)
    )
