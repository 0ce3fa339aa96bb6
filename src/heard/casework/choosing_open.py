"""What a form offers to choose from of what is open on a case: promises, remedies, held points, the Ombudsman's asks.

Each is a list of (what the function takes, its words).
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from heard.casework.access import Eyes
from heard.casework.access_assigning import LOOKS_IN, could_have
from heard.casework.acts import state_of
from heard.casework.choosing import name_of
from heard.casework.holds import held_points
from heard.casework.looking import visible_to
from heard.casework.looking_at_candidates import staff_and_managers
from heard.casework.parties import complainants
from heard.casework.performing import chart_of
from heard.casework.points import live_points, points_of
from heard.law.procedure import PROCEDURE_OF_KIND, Act
from heard.law.working_days import in_words
from heard.outcomes.models import Action, Remedy
from heard.people.models import Contact, Member, Person
from heard.representations.models import (
    KINDS,
    AdvocacyReferral,
    Decision,
    Element,
    OmbudsmanCase,
    OmbudsmanEnquiry,
    OmbudsmanRecommendation,
    Party,
    Representation,
)

Choices = list[tuple[int, str]]
SAFE = {True: "safe", False: "do not use", None: "nobody has asked whether it is safe"}
SHORT = 80
ASKING = frozenset({Act.ASK_FOR_STAGE_2, Act.ASK_FOR_STAGE_3})


def points_held(case: Representation) -> Choices:
    """The points held for proceedings, by number."""
    held = held_points(case)
    return [_point(one) for one in points_of(case) if one.pk in held]


def points_going_on(case: Representation) -> Choices:
    """The points neither refused nor held, by number."""
    held = held_points(case)
    return [_point(one) for one in live_points(case) if one.pk not in held]


def points_to_take_out(case: Representation) -> Choices:
    """Every point of a case, by number."""
    return [_point(one) for one in points_of(case)]


def kinds() -> list[tuple[str, str]]:
    """The kinds of representation that have a procedure of their own, in words."""
    return [(code, words) for code, words in KINDS if code in PROCEDURE_OF_KIND]


def complaining(case: Representation) -> Choices:
    """Those who complain, by their number."""
    return [(one.person_id, one.person.name) for one in complainants(case)]


def everybody(case: Representation) -> Choices:
    """Everybody with a part in a case, each once, with their parts."""
    rows = Party.objects.filter(representation=case).select_related("person").order_by("pk")
    parts: dict[int, list[str]] = {}
    names = {}
    for one in rows:
        names[one.person_id] = one.person.name
        parts.setdefault(one.person_id, []).append(one.get_part_display().lower())
    return [(number, f"{names[number]} ({', '.join(said)})") for number, said in parts.items()]


def owners(case: Representation) -> Choices:
    """Who may own a promise: people of the office and managers of the case; never whoever is complained about."""
    return staff_and_managers(case)


def may_be_given(case: Representation, on: date) -> list[tuple[str, str]]:
    """Those of the office to whom the case may be given: the name they sign in by, and who they are."""
    rows = could_have(case, on).exclude(role__in=LOOKS_IN).select_related("account")
    rows = rows.order_by("account__first_name", "pk")
    return [(one.account.get_username(), f"{name_of(one)}, {one.get_role_display().lower()}") for one in rows]


def may_go_on(case: Representation) -> bool:
    """Whether there is a stage for which somebody may still ask, from where the case stands."""
    return any(move.act in ASKING for move in chart_of(case).allowed(state_of(case)))


def was_reviewed(case: Representation) -> bool:
    """Whether what was withdrawn was reviewed inside the council."""
    return Decision.objects.filter(representation=case, about="review_of_withdrawn").exists()


def actions_to_do(case: Representation) -> Choices:
    """The agreed actions that are not done, the soonest first."""
    rows = Action.objects.filter(representation=case, done_on=None).select_related("owner")
    return [(one.pk, f"{_short(one.words)} ({one.owner.name}, by {in_words(one.due_on)})") for one in rows]


def actions_done(case: Representation) -> Choices:
    """The agreed actions that are done, the latest first."""
    rows = Action.objects.filter(representation=case, done_on__isnull=False).order_by("-done_on", "-pk")
    return [(one.pk, _short(one.words)) for one in rows]


def remedies_to_give(case: Representation) -> Choices:
    """The remedies offered and not given yet."""
    rows = Remedy.objects.filter(representation=case, done_on=None).select_related("kind").order_by("pk")
    return [(one.pk, _short(": ".join(filter(None, (one.kind.label, one.words))))) for one in rows]


def ombudsman_cases(case: Representation) -> list[tuple[str, str]]:
    """The Ombudsman's cases about a case, by the Ombudsman's own number."""
    rows = OmbudsmanCase.objects.filter(about=case).order_by("received_on", "pk")
    return [(one.reference, f"{one.reference}, received {in_words(one.received_on)}") for one in rows]


def ombudsman_cases_beside(member: Member, case: Representation) -> list[tuple[str, str]]:
    """Other Ombudsman cases still undecided, about cases that this person may see."""
    rows = OmbudsmanCase.objects.filter(decided_on=None, about__in=visible_to(member)).exclude(about=case)
    found = rows.select_related("about").order_by("received_on", "pk")
    return [(one.reference, f"{one.reference}, about {one.about}") for one in found]


def enquiries_to_answer(case: Representation) -> Choices:
    """The Ombudsman's enquiries without an answer, the soonest first."""
    rows = OmbudsmanEnquiry.objects.filter(case__about=case, answered_on=None).order_by("answer_by", "pk")
    return [(one.pk, f"{_short(one.asked)} (by {in_words(one.answer_by)})") for one in rows]


def recommendations_to_prove(case: Representation) -> Choices:
    """The Ombudsman's recommendations whose proof has not been accepted."""
    rows = OmbudsmanRecommendation.objects.filter(case__about=case, accepted_on=None)
    return [(one.pk, f"{_short(one.words)} (by {in_words(one.due_on)})") for one in rows]


def recommendations_proved(case: Representation) -> Choices:
    """Those of which the proof was sent and waits for the Ombudsman's word."""
    rows = OmbudsmanRecommendation.objects.filter(
        case__about=case, accepted_on=None, proof_sent_on__isnull=False
    )
    return [(one.pk, _short(one.words)) for one in rows]


def reports_to_answer(case: Representation) -> list[tuple[str, str]]:
    """The Ombudsman's cases of which a public report waits for the members' answer."""
    rows = OmbudsmanCase.objects.filter(about=case, public_report__answered_on=None)
    rows = rows.exclude(public_report=None).select_related("public_report")
    return [(one.reference, f"{one.reference}, report of {in_words(_report_day(one))}") for one in rows]


def earlier_requests(case: Representation) -> list[tuple[str, str]]:
    """Requests for an advocate by the people of a case from before it, that became nothing yet."""
    people = Party.objects.filter(representation=case).values("person_id")
    rows = AdvocacyReferral.objects.filter(became=None, ended_on=None, person_id__in=people)
    return [(one.reference, f"{one.reference}: {one.person.name}, asked on {in_words(one.asked_on)}")
            for one in rows.select_related("person")]  # fmt: skip


def known_ways(eyes: Eyes, case: Representation) -> list[str]:
    """The ways to reach the family of a case, the safe ones first, each saying whether it may be used.

    Nothing for those whose role does not write to families.
    """
    if "contacts" not in eyes.parts:
        return []
    rows = (
        Contact.objects.filter(person__in=_family(case)).select_related("person").order_by("person_id", "pk")
    )
    order = sorted(rows, key=lambda one: {True: 0, None: 1, False: 2}[one.is_safe])
    return [f"{one.person.name}, {one.way} {one.value}: {SAFE[one.is_safe]}" for one in order]


def _family(case: Representation) -> QuerySet[Person]:
    parts = (Party.Part.COMPLAINANT, Party.Part.CHILD, Party.Part.ADVOCATE)
    return Person.objects.filter(Q(parts__representation=case, parts__part__in=parts)).distinct()


def _point(one: Element) -> tuple[int, str]:
    return one.number, f"Point {one.number}: {_short(one.agreed_words or one.words)}"


def _short(words: str) -> str:
    return words if len(words) <= SHORT else f"{words[: SHORT - 1].rstrip()}…"


def _report_day(one: OmbudsmanCase) -> date:
    return one.public_report.received_on
