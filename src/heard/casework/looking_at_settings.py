"""What the council has set, as the settings pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from heard.casework.council import PLACES
from heard.casework.looking import NotYours
from heard.people.models import CouncilSetting, Service, Team, Term
from heard.representations.models import STAGES, ContextFigure

LISTS = (
    *((str(code), str(label)) for code, label in Term.List.choices),
    ("team", "Team"),
    ("service", "Service"),
)
STAGE_LABELS = tuple((code, label) for code, label in STAGES if code != "other")
Labelled = Term | Team | Service


@dataclass(frozen=True, slots=True)
class ListSeen:
    """One of the council's lists: its code, its name and how many labels it has."""

    code: str
    title: str
    labels: int


def lists() -> list[ListSeen]:
    """Every list the council keeps."""
    counted = dict(Term.objects.values_list("list").annotate(Count("pk")).order_by())
    counted |= {"team": Team.objects.count(), "service": Service.objects.count()}
    return [ListSeen(code, title, counted.get(code, 0)) for code, title in LISTS]


def title_of_list(code: str) -> str:
    """The name of a list. Raises NotYours."""
    title = dict(LISTS).get(code)
    if title is None:
        raise NotYours("There is no such list. The page of lists shows those there are.")
    return title


def labels_of(code: str) -> Sequence[Labelled]:
    """The labels of a list in printed order."""
    if code == "team":
        return list(Team.objects.select_related("service"))
    if code == "service":
        return list(Service.objects.all())
    return list(Term.objects.filter(list=code).select_related("merged_into"))


def label_of(code: str, number: int) -> Labelled:
    """One label of a list. Raises NotYours."""
    found = next((one for one in labels_of(code) if one.pk == number), None)
    if found is None:
        raise NotYours("There is no such label. The list shows those there are.")
    return found


def term_of(code: str, number: int) -> Term:
    """One label of a list whose labels can be merged; teams and services cannot. Raises NotYours."""
    found = label_of(code, number)
    if not isinstance(found, Term):
        raise NotYours("A team or service is not merged. Give it the last day on which it was in use.")
    return found


def is_place(code: str) -> bool:
    """Whether a list is of teams or services, which have no words for children."""
    return code in PLACES


def settings_history(name: str) -> QuerySet[CouncilSetting]:
    """Every value a setting has had, latest first."""
    return CouncilSetting.objects.filter(name=name).order_by("-begins_on")


def settings_in_force(on: date) -> dict[str, CouncilSetting]:
    """Every setting in force on a day, by name."""
    return {row.name: row for row in CouncilSetting.objects.filter(begins_on__lte=on).order_by("begins_on")}


def context_figure(number: int) -> ContextFigure:
    """One typed-in figure. Raises NotYours."""
    found = ContextFigure.objects.filter(pk=number).first()
    if found is None:
        raise NotYours("There is no such figure. The list shows those there are.")
    return found
