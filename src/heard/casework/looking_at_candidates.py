"""Who may be named for a part in a case, and who may not and why: people on record, and the law of conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from heard.casework.appointments import parts_in
from heard.casework.choosing import PartSeen, who_may_answer
from heard.law.conflicts import PANEL_PARTS, PART, CaseFacts, Conflict, PersonFacts, why_not
from heard.outcomes.models import KnownTie
from heard.people.models import Member, Person
from heard.representations.models import Appointment, Party, Representation

# The roles in which those from outside, and the senior manager, sign in for a part.
ROLE_OF: dict[str, tuple[str, ...]] = {
    "investigating_officer": (Member.Role.INVESTIGATING_OFFICER,),
    "independent_person": (Member.Role.INDEPENDENT_PERSON,),
    "adjudicator": (Member.Role.ADJUDICATING_OFFICER, Member.Role.DIRECTOR, Member.Role.HEAD_OF_SERVICE),
    "panel_chair": (Member.Role.PANEL_MEMBER,),
    "panellist": (Member.Role.PANEL_MEMBER,),
}
# What somebody on the bench is asked for, by the part in a case.
ON_BENCH = {
    "investigating_officer": "investigates",
    "independent_person": "is_independent_person",
    "panel_chair": "sits_on_panels",
    "panellist": "sits_on_panels",
}
MOST = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on record who could be named for a part, and every reason against them."""

    person: int
    name: str
    against: tuple[Conflict, ...]

    @property
    def is_barred(self) -> bool:
        """Whether law or guidance keeps them out, whatever they declare."""
        return any(one.bars for one in self.against)

    @property
    def why_not(self) -> str:
        """The reasons against them, each with its source."""
        return " ".join(f"{one.words} ({one.source})" for one in self.against)


def candidates(case: Representation, part: str, on: date) -> list[Candidate]:
    """Who may be named for a part, by name: those who had it before, and those who sign in for it.

    Somebody may still declare what bars them: this says only what the record shows. Always the same few statements.
    """
    return candidates_for(case, (part,), on)[part]


def candidates_for(case: Representation, parts: Iterable[str], on: date) -> dict[str, list[Candidate]]:
    """As `candidates`, for each of several parts; what stands in the way on the case is read once."""
    facts, subjects = CaseFacts(on, parts_in(case)), set(_complained_about(case))
    ties = _ties(on)
    return {
        part: [_candidate(number, name, part, facts, subjects, ties) for number, name in _known_for(part)]
        for part in parts
    }


def _known_for(part: str) -> QuerySet[Person, tuple[int, str]]:
    alike = PANEL_PARTS if part in PANEL_PARTS else (part,)
    roles = [role for one in alike for role in ROLE_OF.get(one, ())]
    asked = Q(appointments__part__in=alike) | Q(parts__part__in=alike) | Q(member__role__in=roles)
    if part in ON_BENCH:
        asked |= Q(bench__ended_on=None, **{f"bench__{ON_BENCH[part]}": True})
    return Person.objects.filter(asked).distinct().order_by("name", "pk").values_list("pk", "name")[:MOST]


def staff_and_managers(case: Representation) -> list[tuple[int, str]]:
    """Who may own an action: the people of the office, and the managers of this case."""
    asked = Q(member__isnull=False, member__is_outside=False) | Q(posts__isnull=False)
    here = Q(parts__representation=case, parts__part=Party.Part.MANAGER) | Q(
        pk__in=case.stages.filter(manager__isnull=False).values("manager_id")
    )
    found = Person.objects.filter(asked | here).exclude(pk__in=_complained_about(case))
    found = found.exclude(member__is_outside=True).exclude(member__role=Member.Role.ELECTED_MEMBER)
    return list(found.distinct().order_by("name", "pk").values_list("pk", "name"))


def who_may_answer_again(case: Representation, on: date) -> list[tuple[int, str]]:
    """Who may answer Stage 2 of the council's own procedure: managers and staff, but nobody who had a part before."""
    facts = CaseFacts(on, parts_in(case))
    named = dict([*who_may_answer(case), *staff_and_managers(case)])
    return [
        (number, name)
        for number, name in named.items()
        if not _candidate(number, name, "corporate_answerer", facts, set()).is_barred
    ]


def appointed_at_stage_2(case: Representation) -> list[PartSeen]:
    """Who investigated and who was the independent person, as people of the case."""
    parts = ("investigating_officer", "independent_person")
    rows = Appointment.objects.filter(representation=case, part__in=parts, ended_on=None).select_related(
        "person"
    )
    return [
        PartSeen(one.person_id, one.person.name, PART[one.part].words, one.part)
        for one in rows.order_by("pk")
    ]


def _complained_about(case: Representation) -> Iterable[int]:
    workers = Party.objects.filter(representation=case, part=Party.Part.WORKER)
    return workers.values_list("person_id", flat=True)


def _ties(on: date) -> Mapping[int, Mapping[str, Any]]:
    """What the bench knows of people that the law of conflicts asks about, by person: works or worked for the council.

    To which service does not matter to it; a tie of another kind is shown beside a name and bars nobody by itself.
    """
    found: dict[int, dict[str, Any]] = {}
    rows = KnownTie.objects.filter(who__ended_on=None, kind__in=(KnownTie.Kind.WORKS, KnownTie.Kind.WORKED))
    for person, kind, until in rows.order_by("until_on", "pk").values_list(
        "who__person_id", "kind", "until_on"
    ):
        still = kind == KnownTie.Kind.WORKS and (until is None or until >= on)
        found.setdefault(person, {}).update({"is_officer": True} if still else {"left_employment_on": until})
    return found


def _candidate(
    number: int,
    name: str,
    part: str,
    facts: CaseFacts,
    subjects: set[int],
    ties: Mapping[int, Mapping[str, Any]] | None = None,
) -> Candidate:
    known = PersonFacts(str(number), is_subject=number in subjects, **(ties or {}).get(number, {}))
    return Candidate(number, name, why_not(part, known, facts))
