"""What the overview of a case says besides its head: what it is about, what belongs with it, what puts it right."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch, Q, prefetch_related_objects

from heard.casework.looking import visible_to
from heard.outcomes.models import LearningPoint, Payment, Recommendation, Remedy
from heard.people.models import Member
from heard.representations.models import Link, OmbudsmanCase, Representation, RepresentationNature

FILLED = (
    Prefetch("natures", RepresentationNature.objects.select_related("term").order_by("position")),
    "unmapped",
    Prefetch("payments", Payment.objects.select_related("kind").prefetch_related("parts")),
    Prefetch("remedies", Remedy.objects.select_related("kind").order_by("pk")),
    Prefetch("recommendations", Recommendation.objects.select_related("service", "owner").order_by("pk")),
    Prefetch("learning", LearningPoint.objects.select_related("service").order_by("pk")),
    Prefetch(
        "ombudsman_cases", OmbudsmanCase.objects.select_related("decision").order_by("received_on", "pk")
    ),
)
WHY = {
    "split": "Split from it",
    "joined": "Joined",
    "same_matter": "The same matter",
    "joint": "Joint with a body",
}


def fill_overview(case: Representation) -> None:
    """Read everything the overview says of a case at once, onto its row."""
    prefetch_related_objects([case], *FILLED)


def linked_cases(member: Member, case: Representation) -> list[tuple[str, str]]:
    """The cases that belong with this one, of those this person may see: the reference and why, each once."""
    found = list(_linked(case))
    seen = set(
        visible_to(member).filter(reference__in=[one for one, _ in found]).values_list("reference", flat=True)
    )
    return list(dict.fromkeys((one, why) for one, why in found if one in seen))


def _linked(case: Representation) -> Iterator[tuple[str, str]]:
    links = Link.objects.filter(Q(one=case) | Q(other=case)).select_related("one", "other").order_by("pk")
    for link in links:
        other = link.other if link.one_id == case.pk else link.one
        yield (
            other.reference,
            WHY.get(link.because, link.because.replace("_", " ").capitalize().replace(" mp ", " MP ")),
        )
    if case.earlier is not None:
        yield case.earlier.reference, "Earlier"
    for later in Representation.objects.filter(earlier=case).order_by("received_on", "pk"):
        yield later.reference, "Later"
