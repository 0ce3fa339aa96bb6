"""Advocacy: told of, wanted or declined, appointed, in touch, ended; a right only where the law gives one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from heard.casework.on_record import listed, terms_of
from heard.casework.parties import Somebody, keep_people, must_say, relation_of, somebody_in
from heard.casework.performing import Doing, NotNow, performing
from heard.law.belongs_to import advocacy_for
from heard.law.conflicts import CaseFacts, PersonFacts, why_not
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.people.models import Term
from heard.representations.models import Advocacy, Appointment, Hold, Party, Representation

PAUSE = "advocate"
RIGHT = "Children Act 1989, section 26A(1) and (2)"


def offer_advocacy(
    *,
    reference: str,
    by: str,
    at: datetime,
    offered_on: date,
    to: int,
    as_a_right: bool | None = None,
) -> Advocacy:
    """Tell somebody of advocacy: a right for a child and a care leaver, information for anybody else (section 26A).

    `to` is the number of a person of the case; whether it is a right follows from what they are to the child. Raises
    NotNow where a right is offered to somebody who has none, or kept from somebody who has it.
    """
    with performing(Act.OFFER_ADVOCACY, reference=reference, by=by, at=at, day=offered_on) as doing:
        entitled = has_the_right(doing.case, to)
        _refuse_wrong_right(doing, to, entitled, as_a_right)
        row = Advocacy(representation=doing.case, offered_on=offered_on, as_a_right=entitled)
        doing.add(row)
        return row


def has_the_right(case: Representation, person: int) -> bool:
    """Whether a person of the case has a right to an advocate: the child, and a care leaver (section 26A)."""
    somebody_in(case, person)
    parts = Party.objects.filter(representation=case, person_id=person)
    return any(_relation_has_it(one) for one in parts)


def accept_advocacy(
    *, reference: str, by: str, at: datetime, answered_on: date, provider: str, referred_on: date | None
) -> Advocacy:
    """Record that advocacy is wanted, and the provider it was asked of on `referred_on`.

    `provider` is a label of the council's advocacy providers. Raises NotNow or NotInTheList.
    """
    with performing(Act.ACCEPT_ADVOCACY, reference=reference, by=by, at=at, day=answered_on) as doing:
        row = _standing(doing)
        term = listed(terms_of(Term.List.ADVOCATE_PROVIDER), provider, "advocacy providers")
        doing.change(row, answer="accepted", answered_on=answered_on, provider=term, referred_on=referred_on)
        doing.change(doing.case, advocate_provider=term)
        return row


def decline_advocacy(*, reference: str, by: str, at: datetime, answered_on: date, because: str) -> Advocacy:
    """Record that advocacy is declined, with the reason they gave. It may be taken up later. Raises NotNow."""
    with performing(Act.DECLINE_ADVOCACY, reference=reference, by=by, at=at, day=answered_on) as doing:
        must_say(because, "the reason they gave, in their words, or that they gave none")
        row = _standing(doing)
        doing.change(row, answer="declined", answered_on=answered_on, declined_because=because.strip())
        return row


def appoint_advocate(
    *,
    reference: str,
    by: str,
    at: datetime,
    appointed_on: date,
    name: str = "",
    person: int | None = None,
    declared: PersonFacts,
) -> Party:
    """Record the advocate, whose conflicts are looked at first; a pause of Stage 1 for finding one ends.

    `declared` is what they have said of themselves. Raises NotNow, which names what stands in the way.
    """
    with performing(Act.APPOINT_ADVOCATE, reference=reference, by=by, at=at, day=appointed_on) as doing:
        known = person if person is not None else _known_by(doing.case, name)
        _refuse_conflict(doing, declared, known)
        party = keep_people(doing, [Somebody(Party.Part.ADVOCATE, name, person=known)])[0]
        doing.change(doing.case, had_advocate=True)
        for pause in Hold.objects.filter(representation=doing.case, basis=PAUSE, until_on=None):
            doing.change(pause, until_on=appointed_on)
        return party


def advocate_first_contact(*, reference: str, by: str, at: datetime, spoke_on: date) -> Advocacy:
    """Record the day the advocate first spoke with the person. Raises NotNow where advocacy was not asked for."""
    with performing(Act.ADVOCATE_FIRST_CONTACT, reference=reference, by=by, at=at, day=spoke_on) as doing:
        row = _wanted(doing)
        if row.first_contact_on is not None:
            raise NotNow(f"The advocate first spoke with them on {in_words(row.first_contact_on)} already.")
        doing.change(row, first_contact_on=spoke_on)
        return row


def end_advocacy(*, reference: str, by: str, at: datetime, ended_on: date, because: str) -> Advocacy:
    """End an advocate's part, with the reason. Raises NotNow."""
    with performing(Act.END_ADVOCACY, reference=reference, by=by, at=at, day=ended_on) as doing:
        must_say(because, "why the advocate's part ends")
        row = _wanted(doing)
        doing.change(row, ended_on=ended_on, declined_because=because.strip())
        return row


def _relation_has_it(party: Party) -> bool:
    if party.part == Party.Part.CHILD:
        return True
    return party.part == Party.Part.COMPLAINANT and advocacy_for(relation_of(party).code) == "right"


def _refuse_wrong_right(doing: Doing, to: int, entitled: bool, said: bool | None) -> None:
    name = somebody_in(doing.case, to).person.name
    if said is True and not entitled:
        raise NotNow(
            f"{name} has no statutory advocate: the right is that of children and care leavers ({RIGHT}). "
            "Information may be given; record it as that."
        )
    if said is False and entitled:
        raise NotNow(f"{name} has a right to an advocate ({RIGHT}). Offer it as a right.")


def _standing(doing: Doing) -> Advocacy:
    row = Advocacy.objects.filter(representation=doing.case, ended_on=None).order_by("-pk").first()
    if row is None:
        raise NotNow(f"Nobody has been told of advocacy in {doing.case.reference}. Record that first.")
    if doing.day < row.offered_on:
        raise NotNow(f"They were told of it on {in_words(row.offered_on)}. Check the day.")
    return row


def _wanted(doing: Doing) -> Advocacy:
    row = _standing(doing)
    if row.answer != "accepted":
        raise NotNow(
            f"Nobody has asked for an advocate in {doing.case.reference}. Record that they want one first."
        )
    return row


def _known_by(case: Representation, name: str) -> int | None:
    """Somebody of this name who already has a part in the case, so that one person is not taken for two."""
    parts = Party.objects.filter(representation=case, person__name__iexact=name.strip())
    return parts.values_list("person_id", flat=True).first()


def _refuse_conflict(doing: Doing, declared: PersonFacts, person: int | None) -> None:
    who = str(person) if person is not None else declared.person
    facts = replace(declared, person=who)
    found = [one for one in why_not("advocate", facts, _parts(doing)) if one.bars]
    if found:
        raise NotNow(
            f"This person cannot be the advocate. {found[0].words} ({found[0].source}) Find another."
        )


def _parts(doing: Doing) -> CaseFacts:
    """Who takes which part in considering the case; the family's own parts are none of these."""
    family = (Party.Part.COMPLAINANT, Party.Part.CHILD, Party.Part.WORKER)
    rows = Party.objects.filter(representation=doing.case).exclude(part__in=family)
    pairs = set(rows.values_list("part", "person_id"))
    pairs |= set(Appointment.objects.filter(representation=doing.case).values_list("part", "person_id"))
    parts: dict[str, tuple[str, ...]] = {}
    for part, person in sorted(pairs):
        parts[part] = (*parts.get(part, ()), str(person))
    return CaseFacts(doing.day, parts)
