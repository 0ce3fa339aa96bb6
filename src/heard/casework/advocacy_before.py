"""An advocate asked for before there is a complaint: the right is theirs who mean to complain (section 26A).

It stands under a reference of its own, such as ADV-2026-0007, and is counted apart from what people have said. Where a
complaint follows, its days go on with the complaint.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from heard.casework.intake_references import next_reference
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.on_record import listed, terms_of
from heard.casework.parties import must_say, somebody_in
from heard.casework.performing import NotNow, day_of, performing
from heard.casework.writing import Line, writing
from heard.law.belongs_to import advocacy_for
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.people.models import Person, Term
from heard.representations.models import Advocacy, AdvocacyReferral


@dataclass(frozen=True, slots=True)
class Asks:
    """Who asks for an advocate, by number or by name, and what they are to the child: a code of the relations."""

    relation: str
    name: str = ""
    person: int | None = None
    born_on: date | None = None


@dataclass(frozen=True, slots=True)
class AdvocacyCount:
    """How many asked for an advocate before complaining, and what became of it."""

    asked: int
    as_a_right: int
    referred: int
    in_contact: int
    became_a_complaint: int
    ended: int
    waiting: int


def ask_for_advocate(*, who: Asks, asked_on: date, words: str, by: str, at: datetime) -> AdvocacyReferral:
    """Put on record that somebody asks for an advocate who means to complain, and whether it is their right.

    A right for a child and a care leaver; for anybody else what may be offered is information. Raises NotNow, or
    UnknownCode for no such relation.
    """
    entitled = advocacy_for(who.relation) == "right"
    if asked_on > day_of(at):
        raise NotNow(f"{in_words(asked_on)} has not come yet. Give the day on which they asked.")
    with transaction.atomic():
        number = next_reference(day_of(at).year, "ADV", AdvocacyReferral)
        with writing("ask_for_advocate", by=by, at=at, reference=number, done_on=asked_on) as line:
            row = AdvocacyReferral(
                reference=number,
                person=_person(line, who),
                relation=who.relation,
                as_a_right=entitled,
                asked_on=asked_on,
                words=words.strip(),
            )
            line.add(row)
            return row


def refer_to_advocate(
    *, reference: str, referred_on: date, provider: str, by: str, at: datetime
) -> AdvocacyReferral:
    """Record the provider that was asked for an advocate, and on which day. Raises NotInTheList or DoesNotFit."""
    with writing("refer_to_advocate", by=by, at=at, reference=reference, done_on=referred_on) as line:
        row = _open(reference, referred_on, at)
        if row.referred_on is not None:
            raise NotNow(
                f"A provider was asked on {in_words(row.referred_on)} already. End this one to begin anew."
            )
        term = listed(terms_of(Term.List.ADVOCATE_PROVIDER), provider, "advocacy providers")
        line.change(row, provider=term, referred_on=referred_on)
        return row


def advocate_spoke(*, reference: str, spoke_on: date, by: str, at: datetime) -> AdvocacyReferral:
    """Record the day the advocate first spoke with them. Raises NotNow where no provider has been asked."""
    with writing("advocate_spoke", by=by, at=at, reference=reference, done_on=spoke_on) as line:
        row = _open(reference, spoke_on, at)
        if row.referred_on is None:
            raise NotNow(f"No provider has been asked for {reference}. Record who was asked, and when.")
        if row.first_contact_on is not None:
            raise NotNow(f"The advocate first spoke with them on {in_words(row.first_contact_on)} already.")
        if spoke_on < row.referred_on:
            raise DoesNotFit(f"The provider was asked on {in_words(row.referred_on)}. Check the day.")
        line.change(row, first_contact_on=spoke_on)
        return row


def end_request_for_advocate(
    *, reference: str, ended_on: date, because: str, by: str, at: datetime
) -> AdvocacyReferral:
    """End a request from which no complaint came, with the reason. Whoever asked may ask again. Raises NotNow."""
    must_say(because, "why it ends: what they said, or what came of it")
    with writing("end_request_for_advocate", by=by, at=at, reference=reference, done_on=ended_on) as line:
        row = _open(reference, ended_on, at)
        line.change(row, ended_on=ended_on, ended_because=because.strip())
        return row


def take_up_earlier_advocacy(*, reference: str, by: str, at: datetime, day: date, earlier: str) -> Advocacy:
    """Take up in a case the advocacy that was asked for before it; its days stay as they were.

    `earlier` is the reference of that request. Whoever asked has to have a part in the case. Raises NotNow or
    NotOnRecord.
    """
    act = Act.TAKE_UP_EARLIER_ADVOCACY
    with performing(act, reference=reference, by=by, at=at, day=day, earlier=earlier) as doing:
        before = _open(earlier, day, at)
        somebody_in(doing.case, before.person_id)
        row = Advocacy(
            representation=doing.case,
            offered_on=before.asked_on,
            as_a_right=before.as_a_right,
            answer="accepted",
            answered_on=before.asked_on,
            provider=before.provider,
            referred_on=before.referred_on,
            first_contact_on=before.first_contact_on,
        )
        doing.add(row)
        doing.change(before, became=doing.case, became_on=day)
        if before.provider is not None:
            doing.change(doing.case, advocate_provider=before.provider)
        return row


def requests_for_advocates(*, waiting_only: bool = False) -> list[AdvocacyReferral]:
    """Those who asked for an advocate before complaining, the longest waiting first."""
    rows = AdvocacyReferral.objects.select_related("person", "provider", "became")
    return list(rows.filter(became=None, ended_on=None) if waiting_only else rows)


def advocacy_before_complaints(from_on: date, to_on: date) -> AdvocacyCount:
    """How many asked from one day to another, both included; never among complaints or their advocates."""
    rows = AdvocacyReferral.objects.filter(asked_on__range=(from_on, to_on))
    over = Q(became__isnull=False) | Q(ended_on__isnull=False)
    return AdvocacyCount(
        asked=rows.count(),
        as_a_right=rows.filter(as_a_right=True).count(),
        referred=rows.filter(referred_on__isnull=False).count(),
        in_contact=rows.filter(first_contact_on__isnull=False).count(),
        became_a_complaint=rows.filter(became__isnull=False).count(),
        ended=rows.filter(ended_on__isnull=False).count(),
        waiting=rows.exclude(over).count(),
    )


def _open(reference: str, day: date, at: datetime) -> AdvocacyReferral:
    row = AdvocacyReferral.objects.select_for_update(of=("self",)).filter(reference=reference).first()
    if row is None:
        raise NotOnRecord(f"There is no request for an advocate {reference}. Check the number.")
    if row.became is not None:
        raise NotNow(
            f"{reference} is a complaint since {in_words(row.became_on or day)}: go on with {row.became}."
        )
    if row.ended_on is not None:
        raise NotNow(f"{reference} ended on {in_words(row.ended_on)}. Put a new request on record.")
    if not row.asked_on <= day <= day_of(at):
        raise DoesNotFit(
            f"They asked on {in_words(row.asked_on)}, and {in_words(day)} does not fit. Check the day."
        )
    return row


def _person(line: Line, who: Asks) -> Person:
    if who.person is not None:
        known = Person.objects.filter(pk=who.person).first()
        if known is None:
            raise NotNow(f"There is no person number {who.person}. Put them on record by name.")
        return known
    must_say(who.name, "the name of whoever asks")
    person = Person(name=who.name.strip(), born_on=who.born_on)
    line.add(person)
    return person
