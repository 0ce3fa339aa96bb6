"""What is open on a case that an act could end, answer or take up again. One question to the database."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from heard.outcomes.models import Action, Remedy
from heard.representations.models import (
    Advocacy,
    Decision,
    Hold,
    Letter,
    OmbudsmanCase,
    OmbudsmanEnquiry,
    OmbudsmanRecommendation,
    ProviderAnswer,
    PublicReport,
    Representation,
)

_OF = OuterRef("pk")


def open_things(case: Representation) -> frozenset[str]:
    """The codes of what is open on a case: a hold, a pause, a freeze, a limit, an advocate, an action, a letter…"""
    asked = {f"is_{name}": Exists(rows) for name, rows in _ROWS.items()}
    found = Representation.objects.filter(pk=case.pk).values(**asked).first() or {}
    return frozenset(name.removeprefix("is_") for name, there in found.items() if there)


def _holds(**said: object) -> QuerySet[Hold]:
    return Hold.objects.filter(representation=_OF, until_on=None, **said)


def _standing(about: str, answer: str) -> QuerySet[Decision]:
    return Decision.objects.filter(representation=_OF, about=about, answer=answer, ended_on=None)


_ROWS: dict[str, QuerySet] = {  # type: ignore[type-arg]
    "hold": _holds(basis="proceedings", element=None),
    "held_point": _holds(basis="proceedings", element__isnull=False),
    "advocate_pause": _holds(basis="advocate"),
    "pause_as_asked": _holds(basis="complainant_asked"),
    "freeze": _standing("freeze", "frozen"),
    "limit": _standing("limit", "limited"),
    "safeguarding": Decision.objects.filter(representation=_OF, about="safeguarding"),
    "acknowledged": Decision.objects.filter(representation=_OF, about="acknowledgement"),
    "advocacy_offered": Advocacy.objects.filter(representation=_OF, answer="", ended_on=None),
    "advocacy": Advocacy.objects.filter(representation=_OF, answer="accepted", ended_on=None),
    "provider": ProviderAnswer.objects.filter(representation=_OF, answered_on=None),
    "action": Action.objects.filter(representation=_OF, done_on=None),
    "remedy": Remedy.objects.filter(representation=_OF, done_on=None),
    "letter": Letter.objects.filter(representation=_OF),
    "ombudsman_case": OmbudsmanCase.objects.filter(about=_OF),
    "ombudsman_enquiry": OmbudsmanEnquiry.objects.filter(case__about=_OF, answered_on=None),
    "ombudsman_recommendation": OmbudsmanRecommendation.objects.filter(case__about=_OF, accepted_on=None),
    "public_report": PublicReport.objects.filter(case__about=_OF, answered_on=None),
}
