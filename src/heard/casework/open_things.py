"""What is open on a case that an act could end, answer or take up again. One question to the database."""

from __future__ import annotations

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from heard.outcomes.models import Action, Remedy
from heard.representations.models import (
    Advocacy,
    AdvocacyReferral,
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


# Telling somebody that what was promised is done is kept as a decision that names the action.
WAS_TOLD = Exists(
    Decision.objects.filter(
        about="action",
        answer="told",
        ground=Concat(Value("action/"), Cast(OuterRef("pk"), CharField()), output_field=CharField()),
    )
)
_ROWS: dict[str, QuerySet] = {  # type: ignore[type-arg]
    "hold": _holds(basis="proceedings", element=None),
    "held_point": _holds(basis="proceedings", element__isnull=False),
    "advocate_pause": _holds(basis="advocate"),
    "pause_as_asked": _holds(basis="complainant_asked"),
    "freeze": _standing("freeze", "frozen"),
    "limit": _standing("limit", "limited"),
    "safeguarding_wait": _standing("safeguarding", "referred_and_waits"),
    "must_not_know": _standing("must_not_know", "stands"),
    "safeguarding": Decision.objects.filter(representation=_OF, about="safeguarding"),
    "acknowledged": Decision.objects.filter(representation=_OF, about="acknowledgement"),
    "advocacy_offered": Advocacy.objects.filter(representation=_OF, answer="", ended_on=None),
    "advocacy": Advocacy.objects.filter(representation=_OF, answer="accepted", ended_on=None),
    "provider": ProviderAnswer.objects.filter(representation=_OF, answered_on=None),
    "action": Action.objects.filter(representation=_OF, done_on=None),
    "action_not_told": Action.objects.filter(representation=_OF, done_on__isnull=False).exclude(WAS_TOLD),
    "remedy": Remedy.objects.filter(representation=_OF, done_on=None),
    "letter": Letter.objects.filter(representation=_OF),
    "ombudsman_case": OmbudsmanCase.objects.filter(about=_OF),
    "ombudsman_enquiry": OmbudsmanEnquiry.objects.filter(case__about=_OF, answered_on=None),
    "proof_sent": OmbudsmanRecommendation.objects.filter(
        case__about=_OF, accepted_on=None, proof_sent_on__isnull=False
    ),
    "earlier_advocacy": AdvocacyReferral.objects.filter(
        became=None, ended_on=None, person__parts__representation=_OF
    ),
    "unconfirmed_withdrawal": Decision.objects.filter(representation=_OF, about="withdrawal", told_on=None),
    "ombudsman_recommendation": OmbudsmanRecommendation.objects.filter(case__about=_OF, accepted_on=None),
    "public_report": PublicReport.objects.filter(case__about=_OF, answered_on=None),
}
