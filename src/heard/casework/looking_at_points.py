"""The points of a case as a page shows them: words, wordings, findings, and whether one is held or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from heard.law.belongs_to_points import last_day
from heard.outcomes.models import Finding
from heard.representations.models import Decision, Element, Hold, Representation, Wording


@dataclass(frozen=True)
class PointSeen:
    """One point: its row, the last day it could be made, how it stands, its findings in order, and its wordings."""

    row: Element
    in_time_until: date | None
    standing: str
    findings: tuple[Finding, ...]
    wordings: tuple[Wording, ...]


def points_seen(case: Representation) -> list[PointSeen]:
    """Every point of a case with its findings."""
    rows = Element.objects.filter(representation=case).prefetch_related(
        Prefetch("findings", Finding.objects.select_related("finding").order_by("found_on", "pk")),
        Prefetch("wordings", Wording.objects.order_by("since", "pk")),
        Prefetch("holds", Hold.objects.filter(until_on=None)),
        Prefetch("decisions", Decision.objects.filter(about="refusal").order_by("pk")),
    )
    under_the_act = case.procedure == "children_act"
    return [_seen(row, under_the_act) for row in rows]


def _seen(row: Element, under_the_act: bool) -> PointSeen:
    until = last_day(row.arose_on) if row.arose_on and under_the_act else None
    holds, refusals = list(row.holds.all()), list(row.decisions.all())
    return PointSeen(
        row, until, _standing(holds, refusals), tuple(row.findings.all()), tuple(row.wordings.all())
    )


def _standing(holds: Sequence[Hold], refusals: Sequence[Decision]) -> str:
    if refusals and refusals[-1].answer == "refused":
        return "Refused"
    return "Held for proceedings" if holds else ""
