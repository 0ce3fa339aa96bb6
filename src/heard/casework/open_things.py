"""What is open on a case that an act could end, answer or take up again. One question to the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from heard.outcomes.models import (
    Action,
    Cost,
    FollowUp,
    LearningPoint,
    Payment,
    ProposedPart,
    ProposedPayment,
    Recommendation,
    Remedy,
)
from heard.representations.models import (
    Advocacy,
    AdvocacyReferral,
    Appointment,
    Bundle,
    Decision,
    Disputed,
    Hold,
    Letter,
    Link,
    OmbudsmanCase,
    OmbudsmanDraft,
    OmbudsmanEnquiry,
    OmbudsmanExtension,
    OmbudsmanRecommendation,
    Panel,
    ProviderAnswer,
    PublicReport,
    Representation,
    RepresentationNature,
    RestrictedUse,
    SecondPerson,
    Stage,
    UnmappedFact,
)

_OF = OuterRef("pk")


def open_things(case: Representation) -> frozenset[str]:
    """The codes of what is open on a case: a hold, a pause, a freeze, a limit, an advocate, an action, a letter…

    Those that begin with `has_` say what is on record of it at all, so that what is not there need not be read.
    """
    names, statement, given = _statement(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, (*given, case.pk))
        found = cursor.fetchone() or ()
    return frozenset(name for name, there in zip(names, found, strict=False) if there)


def open_things_of(cases: Iterable[int], codes: Iterable[str]) -> Mapping[int, frozenset[str]]:
    """As `open_things`, of several cases at once and of these codes alone, by the number of each case."""
    asked = {f"is_{name}": Exists(_ROWS[name]) for name in codes}
    rows: Any = Representation.objects.order_by().filter(pk__in=list(cases)).values("pk", **asked)
    return {row["pk"]: frozenset(name.removeprefix("is_") for name in asked if row[name]) for row in rows}


@cache
def _statement(vendor: str) -> tuple[tuple[str, ...], str, tuple[Any, ...]]:
    """The question, put into SQL once: doing so anew for each case costs more than the answer."""
    rows = {**_ROWS, **_KEPT}
    asked = {f"is_{name}": Exists(found) for name, found in rows.items()}
    statement, given = Representation.objects.order_by().filter(pk=0).values(**asked).query.sql_with_params()
    return tuple(rows), statement, tuple(given[:-1])  # The last is the number of the case.


def _holds(**said: object) -> QuerySet[Hold]:
    return Hold.objects.filter(representation=_OF, until_on=None, **said)


def _standing(about: str, answer: str) -> QuerySet[Decision]:
    return Decision.objects.filter(representation=_OF, about=about, answer=answer, ended_on=None)


def _appointed(part: str) -> QuerySet[Appointment]:
    return Appointment.objects.filter(representation=_OF, part=part, ended_on=None)


def _proposed(**said: object) -> QuerySet[ProposedPayment]:
    return ProposedPayment.objects.filter(representation=_OF, **said)


_STAGES = Stage.objects.filter(representation=_OF)
_IF_CHANGED = FollowUp.objects.filter(representation=_OF)
_PANELS = Panel.objects.filter(stage__representation=_OF)
# Telling somebody that what was promised is done is kept as a decision that names the action.
WAS_TOLD = Exists(
    Decision.objects.filter(
        about="action",
        answer="told",
        ended_on=None,
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
    "action_done": Action.objects.filter(representation=_OF, done_on__isnull=False),
    "if_changed": _IF_CHANGED.filter(answered_on=None),
    "if_changed_to_ask": _IF_CHANGED.filter(answered_on=None, asked_on=None, person__isnull=False),
    "if_changed_no": _IF_CHANGED.filter(answer__in=("no", "partly"), decided_on=None),
    "remedy": Remedy.objects.filter(representation=_OF, done_on=None),
    "payment_waiting": _proposed(answer="waiting"),
    "payment_unpaid": _proposed(answer__in=("waiting", "approved"), payment=None),
    "payment_to_pay": ProposedPart.objects.filter(
        proposed__representation=_OF, proposed__answer="approved", paid_on=None
    ),
    "payment_not_told": _proposed(answer="approved", told_on=None),
    "stage_that_costs": _STAGES.filter(stage__in=("stage_2", "stage_3")),
    "cost": Cost.objects.filter(representation=_OF, taken_back_on=None),
    "letter": Letter.objects.filter(representation=_OF),
    "ombudsman_case": OmbudsmanCase.objects.filter(about=_OF),
    "ombudsman_enquiry": OmbudsmanEnquiry.objects.filter(case__about=_OF, answered_on=None),
    "due_to_ombudsman": OmbudsmanCase.objects.filter(about=_OF).filter(
        Exists(OmbudsmanEnquiry.objects.filter(case=OuterRef("pk"), answered_on=None))
        | Exists(OmbudsmanDraft.objects.filter(case=OuterRef("pk"), commented_on=None))
        | Exists(OmbudsmanRecommendation.objects.filter(case=OuterRef("pk"), accepted_on=None))
    ),
    "time_asked_of_ombudsman": OmbudsmanExtension.objects.filter(answer="waiting").filter(
        Q(enquiry__case__about=_OF) | Q(draft__case__about=_OF) | Q(recommendation__case__about=_OF)
    ),
    "ombudsman_draft": OmbudsmanDraft.objects.filter(case__about=_OF, commented_on=None),
    "ombudsman_decision": OmbudsmanCase.objects.filter(about=_OF, decided_on__isnull=False),
    "ombudsman_copy": Bundle.objects.filter(ombudsman_case__about=_OF, frozen_at__isnull=False),
    "proof_sent": OmbudsmanRecommendation.objects.filter(
        case__about=_OF, accepted_on=None, proof_sent_on__isnull=False
    ),
    "earlier_advocacy": AdvocacyReferral.objects.filter(
        became=None, ended_on=None, person__parts__representation=_OF
    ),
    "unconfirmed_withdrawal": Decision.objects.filter(representation=_OF, about="withdrawal", told_on=None),
    "ombudsman_recommendation": OmbudsmanRecommendation.objects.filter(case__about=_OF, accepted_on=None),
    "public_report": PublicReport.objects.filter(case__about=_OF, answered_on=None),
    "investigator": _appointed("investigating_officer"),
    "independent_person": _appointed("independent_person"),
    "adjudicator": _appointed("adjudicator"),
    "stage_2_acknowledged": _STAGES.filter(stage="stage_2", acknowledged_on__isnull=False),
    "statement": _STAGES.filter(stage="stage_2", statement_sent_on__isnull=False),
    "stage_3_acknowledged": _PANELS.filter(acknowledged_on__isnull=False),
    "panel_day": _PANELS.filter(meets_on__isnull=False),
    "panel_papers": _PANELS.filter(papers_sent_on__isnull=False),
}
_KEPT: dict[str, QuerySet] = {  # type: ignore[type-arg]
    "has_holds": Hold.objects.filter(representation=_OF),
    "has_asked": SecondPerson.objects.filter(
        reference=OuterRef("reference"),
        answer__in=(SecondPerson.Answer.WAITING, SecondPerson.Answer.APPROVED, SecondPerson.Answer.REFUSED),
    ),
    "has_natures": RepresentationNature.objects.filter(representation=_OF),
    "has_unmapped": UnmappedFact.objects.filter(representation=_OF),
    "has_payments": Payment.objects.filter(representation=_OF),
    "has_proposed": _proposed(),
    "has_costs": Cost.objects.filter(representation=_OF),
    "has_actions": Action.objects.filter(representation=_OF),
    "has_remedies": Remedy.objects.filter(representation=_OF),
    "has_recommendations": Recommendation.objects.filter(representation=_OF),
    "has_learning": LearningPoint.objects.filter(representation=_OF),
    "has_links": Link.objects.filter(Q(one=_OF) | Q(other=_OF)),
    "has_disputed": Disputed.objects.filter(representation=_OF, ended_on=None),
    "has_use_restricted": RestrictedUse.objects.filter(representation=_OF, ended_on=None),
    "has_later": Representation.objects.filter(earlier=_OF),
}
