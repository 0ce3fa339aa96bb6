"""Why: the reason each kind of letter gives, found in the decision, hold or words that the act kept."""

from __future__ import annotations

from collections.abc import Mapping

from heard.casework.letters.about import About
from heard.representations.models import Dissatisfaction, Extension, Hold

# For each kind of letter, what the decision it tells of is about. Other kinds are given their reason by the act.
DECIDED_ABOUT: Mapping[str, tuple[str, ...]] = {
    "which_procedure": ("procedure",),
    "interest_decision_yes": ("interest",),
    "interest_decision_no": ("interest",),
    "refusal": ("eligibility", "refusal"),
    "point_refused": ("refusal",),
    "late_request_refused": ("late_request_stage_2", "late_request_stage_3"),
    "lapsed": ("lapse",),
    "early_referral": ("early_referral",),
    "freeze_decision": ("freeze",),
    "limits_on_contact": ("limit_on_contact", "limits_on_contact", "limit"),
    "limits_ended": ("limit_on_contact", "limits_on_contact", "limit"),
    "closed": ("close", "closing", "closure"),
    "reopened": ("reopen", "reopening"),
}
WAITING = {"advocate_pause": "advocate", "pause_as_asked": "complainant_asked"}


def reason(about: About) -> str | None:
    """The reason on record for what this letter tells, or nothing where the act has to give it."""
    if about.kind in WAITING:
        return _of_wait(about)
    if about.kind == "not_a_request":
        return _of_words(about)
    rows = about.case.decisions.filter(about__in=DECIDED_ABOUT.get(about.kind, ()))
    if about.point is not None:
        rows = rows.filter(element__number=about.point)
    last = rows.order_by("-pk").first()
    return last.reason if last else None


def _of_wait(about: About) -> str | None:
    rows = Hold.objects.filter(representation=about.case, basis=WAITING[about.kind]).order_by("-pk")
    return rows.values_list("evidence", flat=True).first()


def _of_words(about: About) -> str | None:
    rows = Dissatisfaction.objects.filter(representation=about.case, is_request=False).order_by("-pk")
    return rows.values_list("reason", flat=True).first()


def extension_reason(about: About) -> str | None:
    """Why the stage has more time."""
    rows = Extension.objects.filter(stage=about.stage).order_by("-extended_to")
    return rows.values_list("reason", flat=True).first()
