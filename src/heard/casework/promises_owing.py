"""Everything owed, of three kinds, and which service owes it and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from heard.outcomes.models import Action, Remedy, Source
from heard.people.models import Service, Team
from heard.representations.models import OmbudsmanRecommendation, Representation

Rows = QuerySet[Any, Any]
REMEDY = "remedy"
# Under which name each kind holds the case it is about, and the day on which it was kept.
CASE_OF = {"action": "representation", REMEDY: "representation", "ombudsman": "case__about"}
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


def owing_called(label: str) -> Owing:
    """The service of a label with its teams; nothing where there is none."""
    return owing_of(Service.objects.filter(label=label).order_by().values_list("pk", flat=True))


def of_service(kind: str, owing: Owing) -> Q:
    """The rows of a kind that services owe: their own service, else that of the case, else that of the case's team."""
    of_case = Q(service_id__in=owing.services) | Q(service_id__isnull=True, team_id__in=owing.teams)
    cases = Representation.objects.order_by().filter(of_case).values("pk")
    by_case = Q(**{f"{CASE_OF[kind]}__in": cases})
    own = {"action": "service_id", REMEDY: "", "ombudsman": "case__service_id"}[kind]
    if not own:
        return by_case
    return Q(**{f"{own}__in": owing.services}) | (Q(**{f"{own}__isnull": True}) & by_case)


def by_service(kind: str, rows: Rows) -> Rows:
    """The rows of a kind, each with the label of the service that owes it as `owing`; empty where there is none."""
    case = CASE_OF[kind]
    own = {"action": ("service__label",), REMEDY: (), "ombudsman": ("case__service__label",)}[kind]
    label = Coalesce(*own, f"{case}__service__label", f"{case}__team__service__label", Value(""))
    found: Rows = rows.annotate(owing=label)
    return found


def of_source(kind: str, source: str) -> Q:
    """The rows of a kind that come from somebody; where that was not said, from whoever reports at the stage."""
    if kind != "action":
        return Q() if source == {REMEDY: REMEDY, "ombudsman": Source.OMBUDSMAN.value}[kind] else Q(pk__in=())
    asked_at = {Source.INVESTIGATOR.value: "stage_2", Source.PANEL.value: "stage_3"}.get(source)
    by_stage = Q(source="", recommendation__stage__stage=asked_at) if asked_at else Q(pk__in=())
    return Q(source=source) | by_stage
