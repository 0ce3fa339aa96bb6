"""Events that bear on figures: marked, corrected, ended, reviewed by another person, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.on_record import listed, one_of, services
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import Act, demand
from heard.casework.plans import must_be_written
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import PROCEDURES, MarkedEvent

Kind = MarkedEvent.Kind
UNREAD = {"reviewed_by": "", "reviewed_on": None}


def mark_event(
    *,
    member: Member,
    at: datetime,
    title: str,
    words: str,
    kind: str,
    begins_on: date,
    ends_on: date | None = None,
    service: str = "",
    procedure: str = "",
) -> MarkedEvent:
    """Mark an event that bears on figures, from its first day on. Another person reviews it.

    `service` is a label, `procedure` a code; blank touches all. Raises NotAllowed, NotInTheList, DoesNotFit.
    """
    demand(member, Act.CHANGE_SETTINGS)
    facts = _facts(title, words, kind, begins_on, ends_on, service, procedure)
    row = MarkedEvent(**facts, marked_by=member.account.username)
    with writing("mark_event", by=member.account.username, at=at, done_on=begins_on, kind=kind) as line:
        line.add(row)
    return row


def correct_event(
    *,
    member: Member,
    at: datetime,
    event: int,
    title: str,
    words: str,
    kind: str,
    begins_on: date,
    ends_on: date | None = None,
    service: str = "",
    procedure: str = "",
) -> MarkedEvent:
    """Put right what an event says. It waits for a review again. Raises NotAllowed, NotOnRecord, DoesNotFit."""
    demand(member, Act.CHANGE_SETTINGS)
    row = event_numbered(event)
    facts = _facts(title, words, kind, begins_on, ends_on, service, procedure)
    with writing("correct_event", by=member.account.username, at=at, done_on=begins_on) as line:
        line.change(row, **facts, **UNREAD, marked_by=member.account.username)
    return row


def end_event(*, member: Member, at: datetime, event: int, ends_on: date) -> MarkedEvent:
    """Say on which day an event was over. It waits for a review again. Raises NotAllowed, NotOnRecord, DoesNotFit."""
    demand(member, Act.CHANGE_SETTINGS)
    row = event_numbered(event)
    if row.ends_on is not None:
        raise NotNow(
            f"“{row.title}” was over on {in_words(row.ends_on)} already. Correct it if that is wrong."
        )
    _must_follow(row.begins_on, ends_on)
    with writing("end_event", by=member.account.username, at=at, done_on=ends_on) as line:
        line.change(row, ends_on=ends_on, **UNREAD, marked_by=member.account.username)
    return row


def review_event(*, member: Member, at: datetime, event: int) -> MarkedEvent:
    """Say that an event stands as it happened, with its days: by another person than marked it.

    Raises NotAllowed, NotOnRecord, NotNow.
    """
    demand(member, Act.RELEASE_REPORT_WORDS)
    row = event_numbered(event)
    if row.reviewed_on is not None:
        raise NotNow(f"“{row.title}” was reviewed on {in_words(row.reviewed_on)} already.")
    if row.marked_by == member.account.username:
        raise NotNow("You marked this event, or changed it last. Ask somebody else to review it.")
    day = day_of(at)
    with writing("review_event", by=member.account.username, at=at, done_on=day) as line:
        line.change(row, reviewed_by=member.account.username, reviewed_on=day)
    return row


def take_back_event(*, member: Member, at: datetime, event: int, because: str) -> MarkedEvent:
    """Take an event back that was marked in error: it stays on record and shows on no figure.

    Raises NotAllowed, NotOnRecord, NotNow.
    """
    demand(member, Act.CHANGE_SETTINGS)
    row = event_numbered(event)
    with writing("take_back_event", by=member.account.username, at=at, done_on=day_of(at)) as line:
        line.change(row, taken_back_because=must_be_written(because, "why it was marked in error"))
    return row


def event_numbered(number: int) -> MarkedEvent:
    """The event of this number that stands. Raises NotOnRecord."""
    row = MarkedEvent.objects.select_related("service").filter(pk=number, taken_back_because="").first()
    if row is None:
        raise NotOnRecord("There is no such event, or it was taken back. Choose it from the list of events.")
    return row


def events_marked() -> Sequence[MarkedEvent]:
    """Every event that stands, the latest first."""
    return list(MarkedEvent.objects.filter(taken_back_because="").select_related("service"))


def _facts(
    title: str, words: str, kind: str, begins_on: date, ends_on: date | None, service: str, procedure: str
) -> dict[str, object]:
    one_of(Kind.values, kind, "kind of event")
    one_of(["", *dict(PROCEDURES)], procedure, "procedure")
    _must_follow(begins_on, ends_on)
    return {
        "title": must_be_written(title, "what the event is called"),
        "words": must_be_written(words, "what happened"),
        "kind": kind,
        "begins_on": begins_on,
        "ends_on": ends_on,
        "service": listed(services(), service, "services") if service else None,
        "procedure": procedure,
    }


def _must_follow(begins_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < begins_on:
        raise DoesNotFit(
            f"It began on {in_words(begins_on)} and cannot be over on {in_words(ends_on)}. Check both days."
        )
