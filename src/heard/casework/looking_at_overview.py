"""What the overview of a case says besides its head: what it is about, what belongs with it, what puts it right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from heard.casework.case_facts import Facts
from heard.casework.looking import visible_to
from heard.outcomes.models import LearningPoint, Payment, Recommendation, Remedy
from heard.people.models import Member
from heard.representations.models import (
    Link,
    OmbudsmanCase,
    Representation,
    RepresentationNature,
    UnmappedFact,
)

Row = TypeVar("Row", bound=Model)
WHY = {
    "split": "Split from it",
    "joined": "Joined",
    "same_matter": "The same matter",
    "joint": "Joint with a body",
}


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview says. `linked` are the cases that belong with it: (reference, why) each, once."""

    natures: tuple[RepresentationNature, ...]
    unmapped: tuple[UnmappedFact, ...]
    payments: tuple[Payment, ...]
    remedies: tuple[Remedy, ...]
    recommendations: tuple[Recommendation, ...]
    learning: tuple[LearningPoint, ...]
    ombudsman_cases: tuple[OmbudsmanCase, ...]
    linked: tuple[tuple[str, str], ...]


def overview_of(member: Member, facts: Facts) -> Overview:
    """Read what the overview says of a case; what is not there is not asked for."""
    case = facts.case

    def of_it(code: str, rows: QuerySet[Row]) -> tuple[Row, ...]:
        return tuple(rows) if code in facts.there else ()

    return Overview(
        natures=of_it("has_natures", case.natures.select_related("term").order_by("position")),
        unmapped=of_it("has_unmapped", case.unmapped.all()),
        payments=of_it("has_payments", case.payments.select_related("kind").prefetch_related("parts")),
        remedies=of_it("has_remedies", case.remedies.select_related("kind").order_by("pk")),
        recommendations=of_it(
            "has_recommendations", case.recommendations.select_related("service", "owner").order_by("pk")
        ),
        learning=of_it("has_learning", case.learning.select_related("service").order_by("pk")),
        ombudsman_cases=of_it(
            "ombudsman_case",
            case.ombudsman_cases.select_related("decision").order_by("received_on", "pk"),
        ),
        linked=tuple(_linked_cases(member, facts)),
    )


def _linked_cases(member: Member, facts: Facts) -> list[tuple[str, str]]:
    """The cases that belong with this one, of those this person may see."""
    found = list(_linked(facts))
    if not found:
        return []
    seen = set(
        visible_to(member).filter(reference__in=[one for one, _ in found]).values_list("reference", flat=True)
    )
    return list(dict.fromkeys((one, why) for one, why in found if one in seen))


def _linked(facts: Facts) -> Iterator[tuple[str, str]]:
    case = facts.case
    if "has_links" in facts.there:
        links = Link.objects.filter(Q(one=case) | Q(other=case)).select_related("one", "other")
        for link in links.order_by("pk"):
            other = link.other if link.one_id == case.pk else link.one
            why = link.because.replace("_", " ").capitalize().replace(" mp ", " MP ")
            yield other.reference, WHY.get(link.because, why)
    if case.earlier is not None:
        yield case.earlier.reference, "Earlier"
    if "has_later" in facts.there:
        for later in Representation.objects.filter(earlier=case).order_by("received_on", "pk"):
            yield later.reference, "Later"
