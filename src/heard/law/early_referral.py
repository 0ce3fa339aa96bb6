"""Sending a complaint to the Ombudsman without a panel: when every criterion is shown and the complainant agrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from heard.law.findings import finding
from heard.law.kinds import Meaning, by_code

SOURCE = "Getting the Best from Complaints (wording unverified); Ombudsman: South Gloucestershire 21 007 738"


class NotToBeReferredEarly(ValueError):
    """Something is missing; the message names each criterion. The right to a panel stands."""


@dataclass(frozen=True, slots=True)
class Criterion(Meaning):
    """One thing that must be shown. `evidence` says what is to be put on record for it."""

    evidence: str = ""
    source: str = SOURCE
    certain: bool = False


CRITERIA = (
    Criterion("robust_report", "A robust Stage 2 report", "both reports are in and answer every point",
              "both reports, and who looked them over"),
    Criterion("complete_adjudication", "A complete adjudication", "every point decided, each action with owner and day",
              "the adjudication letter"),
    Criterion("upheld", "All points upheld, or all significant ones about service to the child",
              "one significant point not upheld is enough to keep the panel", "the finding on each point"),
    Criterion("action_plan", "A clear action plan", "what is done, by whom, by when", "the plan"),
    Criterion("outcomes_met", "Most or all of the outcomes wanted will be met",
              "set against what the complainant asked for", "each outcome wanted, and what is done about it"),
    Criterion("complainant_agrees", "The complainant agrees", "asked with the right to a panel in plain words",
              "their own words, and the day"),
)  # fmt: skip
CRITERION = by_code(CRITERIA)


@dataclass(frozen=True, slots=True)
class PointFinding:
    """The adjudicated finding of one point, and whether it is significant to the service the child had."""

    number: int
    finding: str
    significant: bool = True


def missing(evidence: Mapping[str, str], points: tuple[PointFinding, ...]) -> tuple[Criterion, ...]:
    """The criteria not shown. The findings themselves are looked at: a tick cannot stand for them."""
    bare = {one.code for one in CRITERIA if not evidence.get(one.code, "").strip()}
    if not all_significant_upheld(points):
        bare.add("upheld")
    return tuple(one for one in CRITERIA if one.code in bare)


def all_significant_upheld(points: tuple[PointFinding, ...]) -> bool:
    """Whether every point, or every significant one, was upheld. No points, or none significant: no."""
    weighed = [one for one in points if one.significant]
    return bool(weighed) and all(finding(one.finding).code == "upheld" for one in weighed)


def check_early_referral(evidence: Mapping[str, str], points: tuple[PointFinding, ...]) -> None:
    """Pass when every criterion is shown. Raises NotToBeReferredEarly, naming each that is not."""
    lacking = missing(evidence, points)
    if lacking:
        named = "; ".join(f"{one.words} ({one.evidence})" for one in lacking)
        raise NotToBeReferredEarly(
            f"Cannot refer early to the Ombudsman: not shown are {named}. The right to a panel stands: arrange it."
        )
