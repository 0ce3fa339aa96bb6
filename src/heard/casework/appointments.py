"""Who is appointed to which part: declarations first, conflicts looked at, and no change of person moves a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from heard.casework.appointments_giving import give_as_appointed, take_back_as_ended
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.performing import Doing, NotNow, performing
from heard.law.conflicts import PART, CaseFacts, Conflict, PersonFacts, why_not
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.people.models import Person
from heard.representations.models import Appointment, Party, Representation, Stage

INVESTIGATOR, INDEPENDENT, ADJUDICATOR = "investigating_officer", "independent_person", "adjudicator"
ANSWERED_BY = {"stage_1": "manager", "stage_2": "corporate_answerer"}


class NotThisPerson(Exception):
    """Somebody may not take a part because of who they are; the message gives each reason with its source."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody for a part: their number, what they declared and on which day, and why they all the same."""

    person: int
    declared: PersonFacts
    declared_on: date | None
    because: str = ""


def appoint_investigator(
    *, reference: str, by: str, at: datetime, appointed_on: date, named: Named
) -> Appointment:
    """Appoint the investigating officer of Stage 2, who has declared. Raises NotThisPerson, NotNow or DoesNotFit."""
    with performing(Act.APPOINT_INVESTIGATOR, reference=reference, by=by, at=at, day=appointed_on) as doing:
        return _appoint_first(doing, INVESTIGATOR, named)


def change_investigator(
    *, reference: str, by: str, at: datetime, changed_on: date, named: Named, reason: str
) -> Appointment:
    """Appoint another investigating officer, with the reason. The days neither pause nor start again."""
    with performing(Act.CHANGE_INVESTIGATOR, reference=reference, by=by, at=at, day=changed_on) as doing:
        return _change(doing, INVESTIGATOR, named, reason)


def appoint_independent_person(
    *, reference: str, by: str, at: datetime, appointed_on: date, named: Named
) -> Appointment:
    """Appoint the independent person (regulation 17(2)): no member, officer, nor spouse or civil partner of one.

    Raises NotThisPerson, NotNow or DoesNotFit.
    """
    act = Act.APPOINT_INDEPENDENT_PERSON
    with performing(act, reference=reference, by=by, at=at, day=appointed_on) as doing:
        return _appoint_first(doing, INDEPENDENT, named)


def change_independent_person(
    *, reference: str, by: str, at: datetime, changed_on: date, named: Named, reason: str
) -> Appointment:
    """Appoint another independent person, with the reason. The days neither pause nor start again."""
    act = Act.CHANGE_INDEPENDENT_PERSON
    with performing(act, reference=reference, by=by, at=at, day=changed_on) as doing:
        return _change(doing, INDEPENDENT, named, reason)


def appoint_adjudicator(
    *, reference: str, by: str, at: datetime, appointed_on: date, named: Named
) -> Appointment:
    """Name the senior manager who will adjudicate; naming another ends the first one's part."""
    with performing(Act.APPOINT_ADJUDICATOR, reference=reference, by=by, at=at, day=appointed_on) as doing:
        stage = doing.stage("stage_2")
        there = in_part(stage, ADJUDICATOR)
        if there is not None:
            end_appointment(doing, there, "Another adjudicating officer was named.")
        return keep_appointment(doing, stage, ADJUDICATOR, named)


def in_part(stage: Stage, part: str) -> Appointment | None:
    """Who has a part in a stage now."""
    found = Appointment.objects.select_related("person").filter(stage=stage, part=part, ended_on=None)
    return found.order_by("-appointed_on", "-pk").first()


def must_be_appointed(stage: Stage, part: str) -> Appointment:
    """Who has a part in a stage now. Raises NotNow where nobody has."""
    found = in_part(stage, part)
    if found is None:
        words = PART[part].words.lower()
        raise NotNow(f"{stage.representation.reference} has no {words}. Appoint one first.")
    return found


def keep_appointment(doing: Doing, stage: Stage, part: str, named: Named) -> Appointment:
    """Appoint somebody under the act being done, or refuse. Raises NotThisPerson, DoesNotFit or NotOnRecord."""
    person = person_numbered(named.person)
    _refuse_undeclared(person, part, named, doing.day)
    refuse_conflicts(doing, part, person, named.declared, named.because)
    row = Appointment(
        representation=doing.case,
        stage=stage,
        person=person,
        part=part,
        appointed_on=doing.day,
        declared_on=named.declared_on,
        declared=declared_words(named.declared),
        appointed_because=named.because.strip(),
    )
    doing.add(row)
    give_as_appointed(doing, person, part)
    return row


def end_appointment(doing: Doing, row: Appointment, because: str) -> None:
    """End somebody's part under the act being done, and take back the case that came with it."""
    doing.change(row, ended_on=doing.day, ended_because=because)
    take_back_as_ended(doing, row.person_id, row.part, because)


def fit_to_answer(doing: Doing, part: str, number: int) -> Person:
    """Somebody who may answer a stage: not the person complained about. Raises NotThisPerson or NotOnRecord."""
    person = person_numbered(number)
    refuse_conflicts(doing, part, person, PersonFacts(str(number)), "")
    return person


def refuse_conflicts(doing: Doing, part: str, person: Person, declared: PersonFacts, because: str) -> None:
    """Refuse somebody whom law or guidance keeps out of a part. Raises NotThisPerson, with each reason."""
    facts = replace(
        declared,
        person=str(person.pk),
        is_subject=declared.is_subject or _is_complained_about(doing.case, person),
    )
    against = why_not(part, facts, CaseFacts(doing.day, parts_in(doing.case)))
    barring = [one for one in against if one.bars]
    if barring:
        raise NotThisPerson(
            f"{person.name} cannot be the {PART[part].words.lower()}: {_in_words(barring)} Choose somebody else."
        )
    if against and not because.strip():
        raise NotThisPerson(
            f"{person.name} can be the {PART[part].words.lower()} only for a written reason: {_in_words(against)} "
            "Write why nobody else can, or choose somebody else."
        )


def parts_in(case: Representation) -> Mapping[str, tuple[str, ...]]:
    """Everybody's parts in a case, by code: what a person had before stays theirs."""
    had = [(one.part, one.person_id) for one in Appointment.objects.filter(representation=case)]
    had += [(one.part, one.person_id) for one in Party.objects.filter(representation=case, part__in=PART)]
    for stage in Stage.objects.filter(representation=case, manager__isnull=False, stage__in=ANSWERED_BY):
        if stage.stage == "stage_1" or case.procedure == "corporate":
            had.append((ANSWERED_BY[stage.stage], stage.manager_id or 0))
    return {part: tuple({str(person) for one, person in had if one == part}) for part, _ in had}


def declared_words(declared: PersonFacts) -> str:
    """A declaration as it is kept: each question with its answer."""
    asked = [one.name for one in fields(declared) if one.name not in ("person", "not_declared")]
    return "; ".join(f"{name.replace('_', ' ')}: {_said(getattr(declared, name))}" for name in asked)


def person_numbered(number: int) -> Person:
    """Somebody known by their number. Raises NotOnRecord."""
    person = Person.objects.filter(pk=number).first()
    if person is None:
        raise NotOnRecord(f"There is no person number {number}. Add them to the case first.")
    return person


def _appoint_first(doing: Doing, part: str, named: Named) -> Appointment:
    stage = doing.stage("stage_2")
    there = in_part(stage, part)
    if there is not None:
        raise NotNow(
            f"{there.person.name} is the {PART[part].words.lower()} already. To appoint another, change them, "
            "with the reason."
        )
    return keep_appointment(doing, stage, part, named)


def _change(doing: Doing, part: str, named: Named, reason: str) -> Appointment:
    stage = doing.stage("stage_2")
    there = must_be_appointed(stage, part)
    if not reason.strip():
        raise DoesNotFit(f"Say why {there.person.name} is replaced. The days of the stage stay as they are.")
    if doing.day < there.appointed_on:
        raise DoesNotFit(
            f"They were appointed on {in_words(there.appointed_on)}. Check the day of the change."
        )
    end_appointment(doing, there, reason.strip())
    return keep_appointment(doing, stage, part, named)


def _refuse_undeclared(person: Person, part: str, named: Named, day: date) -> None:
    if named.declared_on is None or named.declared.not_declared or named.declared_on > day:
        raise DoesNotFit(
            f"{person.name} has not declared, by the day of appointment, whether they have an interest. Ask for "
            f"the declaration, then appoint them as {PART[part].words.lower()}."
        )


def _is_complained_about(case: Representation, person: Person) -> bool:
    return Party.objects.filter(representation=case, person=person, part=Party.Part.WORKER).exists()


def _in_words(conflicts: list[Conflict] | tuple[Conflict, ...]) -> str:
    return " ".join(f"{one.words} ({one.source})" for one in conflicts) + "."


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value else "none"
