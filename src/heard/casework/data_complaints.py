"""Complaints about how personal data was handled: acknowledged within 30 days, answered without undue delay.

A complaint about children's social care may hold one; then both are on record, each with its own clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.access_seeing import visible
from heard.casework.intake_references import next_reference
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.on_record import one_of
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import Act, demand
from heard.casework.plans import must_be_written
from heard.casework.subject_access_seeing import data_complaint_for, file_request_for
from heard.casework.writing import writing
from heard.law.clock import Clock, start_clock
from heard.law.rulebook import NotInForce
from heard.law.working_days import in_words
from heard.people.models import Member, Person
from heard.representations.models import DataComplaint

CLOCK = "data_protection/acknowledge"
Outcome = DataComplaint.Outcome


@dataclass(frozen=True, slots=True)
class NewDataComplaint:
    """A complaint about data as it came: who complains (on record, or by name), what they say, and what it is about."""

    words: str
    way: str
    received_on: date
    person: int | None = None
    name: str = ""
    case_reference: str = ""
    file_request: int | None = None


def log_data_complaint(*, member: Member, at: datetime, new: NewDataComplaint) -> DataComplaint:
    """Put a complaint about data on record, on its day. Raises NotAllowed, NotOnRecord, NotYours, DoesNotFit."""
    demand(member, Act.ANSWER_FILES)
    if new.received_on > day_of(at):
        raise DoesNotFit(f"{in_words(new.received_on)} has not come yet. Give the day on which it came.")
    by, reference = member.account.username, new.case_reference.strip()
    if reference and not visible(member, day_of(at)).filter(reference=reference).exists():
        raise NotOnRecord(f"There is no case {reference}. Check the number, or leave it empty.")
    asked = file_request_for(member, new.file_request, on=day_of(at)) if new.file_request else None
    with writing("log_data_complaint", by=by, at=at, done_on=new.received_on) as line:
        person = _person(new)
        if person.pk is None:
            line.add(person)
        row = DataComplaint(
            reference=next_reference(new.received_on.year, "DATA", DataComplaint),
            person=person,
            words=must_be_written(new.words, "what they complain about"),
            way=must_be_written(new.way, "how it came", most=40),
            received_on=new.received_on,
            case_reference=reference,
            file_request=asked,
            recorded_by=by,
            recorded_at=at,
        )
        line.add(row)
        line.reference = row.reference
    return row


def acknowledge_data_complaint(
    *, member: Member, at: datetime, complaint: int, told_on: date, way: str
) -> DataComplaint:
    """Record that they were told that we have their complaint. Raises NotAllowed, NotYours, NotNow, DoesNotFit."""
    row = _open(member, complaint, at)
    if row.acknowledged_on is not None:
        raise NotNow(f"It was acknowledged on {in_words(row.acknowledged_on)}.")
    _within(row, told_on, at)
    with writing(
        "acknowledge_data_complaint",
        by=member.account.username,
        at=at,
        reference=row.reference,
        done_on=told_on,
    ) as line:
        line.change(
            row, acknowledged_on=told_on, acknowledged_way=must_be_written(way, "how they were told", most=40)
        )
    return row


def say_of_data_complaint(*, member: Member, at: datetime, complaint: int, words: str) -> DataComplaint:
    """Add what was done to look into it, with the day and by whom. Raises NotAllowed, NotYours, NotNow, DoesNotFit."""
    row = _open(member, complaint, at)
    step = f"{in_words(day_of(at))}, {member.account.username}: {must_be_written(words, 'what was done')}"
    with writing("say_of_data_complaint", by=member.account.username, at=at, reference=row.reference) as line:
        line.change(row, steps="\n".join(one for one in (row.steps, step) if one))
    return row


def tell_data_outcome(
    *, member: Member, at: datetime, complaint: int, outcome: str, words: str, told_on: date
) -> DataComplaint:
    """Record the outcome as the person was told it, with their right to go to the Information Commissioner.

    Raises NotAllowed, NotYours, NotInTheList, DoesNotFit, and NotNow where it was never acknowledged.
    """
    row = _open(member, complaint, at)
    one_of(Outcome.values, outcome, "outcome")
    if row.acknowledged_on is None and outcome != Outcome.WITHDRAWN:
        raise NotNow("Nobody has told them that we have their complaint. Record that first.")
    _within(row, told_on, at)
    with writing(
        "tell_data_outcome", by=member.account.username, at=at, reference=row.reference, done_on=told_on
    ) as line:
        line.change(
            row,
            outcome=outcome,
            outcome_words=must_be_written(words, "what was found and what was done, as they were told"),
            told_on=told_on,
            decided_by=member.account.username,
        )
    return row


def clock_of_complaint(row: DataComplaint) -> Clock | None:
    """The clock of an acknowledgement; None for what came before the law asked for one."""
    try:
        return start_clock(CLOCK, row.received_on, stopped_on=row.acknowledged_on)
    except NotInForce:
        return None


@dataclass(frozen=True, slots=True)
class DataComplaintsCounted:
    """Complaints about data in numbers: how many came, were acknowledged in time or late, wait, and their outcomes."""

    received: int
    in_time: int
    late: int
    waiting: int
    outcomes: tuple[tuple[str, int], ...]


def counted(rows: Iterable[DataComplaint], *, today: date) -> DataComplaintsCounted:
    """These complaints counted as they stand on a day. One that came before there was a clock is in no share."""
    there = list(rows)
    met = [clock.met(today) for row in there if (clock := clock_of_complaint(row)) is not None]
    said = [(str(label), sum(1 for row in there if row.outcome == code)) for code, label in Outcome.choices]
    return DataComplaintsCounted(
        received=len(there),
        in_time=met.count(True),
        late=met.count(False),
        waiting=sum(1 for row in there if not row.outcome),
        outcomes=tuple(said),
    )


def _person(new: NewDataComplaint) -> Person:
    if new.person is None:
        return Person(name=must_be_written(new.name, "the name of who complains", most=200))
    found = Person.objects.filter(pk=new.person).first()
    if found is None:
        raise NotOnRecord("Nobody of that number is on record. Search for them by name first.")
    return found


def _open(member: Member, complaint: int, at: datetime) -> DataComplaint:
    row = data_complaint_for(member, complaint, on=day_of(at))
    if row.outcome:
        raise NotNow(
            f"{row.reference} was answered on {in_words(row.told_on)}." if row.told_on else "It ended."
        )
    return row


def _within(row: DataComplaint, day: date, at: datetime) -> None:
    if not row.received_on <= day <= day_of(at):
        raise DoesNotFit(f"Give a day from {in_words(row.received_on)}, when it came, until today.")
