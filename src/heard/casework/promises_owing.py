"""Everything owed, of three kinds, and which service owes it and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from heard.outcomes.models import Action, Remedy, Source
from heard.people.models import Team
from heard.representations.models import OmbudsmanRecommendation

Rows = QuerySet[Any, Any]
REMEDY = "remedy"
# Under which name each kind holds the case it is about, and the day on which it was kept.
CASE_OF = {"action": "representation", REMEDY: "representation", "ombudsman": "case__about"}
# Where each kind says which service owes it, the first that says so before the others; else the team of the case does.
OWING = {
    "action": ("service", "representation__service"),
    REMEDY: ("representation__service",),
    "ombudsman": ("service", "case__service", "case__about__service"),
}
KEPT_ON = {"action": "done_on", REMEDY: "done_on", "ombudsman": "accepted_on"}


def rows_of() -> Mapping[str, Rows]:
    """Everything owed, by kind: agreed actions, remedies with a day, and recommendations of the Ombudsman."""
    return {
        "action": Action.objects.order_by(),
        REMEDY: Remedy.objects.order_by().filter(due_on__isnull=False),
        "ombudsman": OmbudsmanRecommendation.objects.order_by(),
    }


@dataclass(frozen=True, slots=True)
class Owing:
    """Services that owe something, and their teams, by number."""

    services: tuple[int, ...]
    teams: tuple[int, ...]


def owing_of(services: Iterable[int]) -> Owing:
    """Services with the teams in them."""
    those = tuple(services)
    teams = Team.objects.filter(service_id__in=those).order_by() if those else Team.objects.none()
    return Owing(those, tuple(teams.values_list("pk", flat=True)))


def of_service(kind: str, owing: Owing) -> Q:
    """The rows of a kind that services owe: their own service, else that of the case, else that of the case's team."""
    found = Q(**{f"{CASE_OF[kind]}__team_id__in": owing.teams})
    for own in reversed(OWING[kind]):
        found = Q(**{f"{own}_id__in": owing.services}) | (Q(**{f"{own}_id__isnull": True}) & found)
    return found


def owing_places(kind: str) -> tuple[str, ...]:
    """Where a row of a kind holds the number of the service that owes it: the first that is there before the others."""
    return (*(f"{own}_id" for own in OWING[kind]), f"{CASE_OF[kind]}__team__service_id")


def by_service(kind: str, rows: Rows) -> Rows:
    """The rows of a kind, each with the label of the service that owes it as `owing`; empty where there is none."""
    label = Coalesce(
        *(f"{own}__label" for own in OWING[kind]), f"{CASE_OF[kind]}__team__service__label", Value("")
    )
    found: Rows = rows.annotate(owing=label)
    return found


def of_source(kind: str, source: str) -> Q:
    """The rows of a kind that come from somebody; where that was not said, from whoever reports at the stage."""
    if kind != "action":
        return Q() if source == {REMEDY: REMEDY, "ombudsman": Source.OMBUDSMAN.value}[kind] else Q(pk__in=())
    asked_at = {Source.INVESTIGATOR.value: "stage_2", Source.PANEL.value: "stage_3"}.get(source)
    by_stage = Q(source="", recommendation__stage__stage=asked_at) if asked_at else Q(pk__in=())
    return Q(source=source) | by_stage
