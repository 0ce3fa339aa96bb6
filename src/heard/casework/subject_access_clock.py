"""The clock of a request for a file: who asks, what they want, more time; while we wait for them it stands still."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.new_details import DoesNotFit, NotOnRecord, fitting
from heard.casework.on_record import one_of
from heard.casework.performing import NotNow, day_of
from heard.casework.plans import must_be_written
from heard.casework.subject_access_seeing import file_request_for
from heard.casework.writing import writing
from heard.law.file_requests import FileClock, Waited, file_clock
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import FilePause, FileRequest


def show_who_asks(*, member: Member, at: datetime, request: int, shown: str, shown_on: date) -> FileRequest:
    """Record how somebody showed who they are, or that they may act. Raises NotYours, NotNow, DoesNotFit."""
    row = running(member, request, at)
    from_receipt_to_today(row, shown_on, at)
    with writing(
        "show_who_asks", by=member.account.username, at=at, reference=row.reference, done_on=shown_on
    ) as line:
        line.change(
            row,
            identity_shown=must_be_written(shown, "what showed who they are", most=300),
            identity_on=shown_on,
        )
        open_one = row.pauses.filter(basis=FilePause.Basis.IDENTITY, answered_on=None).first()
        if open_one is not None:
            line.change(open_one, answered_on=_after(open_one, shown_on), answer=shown.strip())
    return row


def ask_who_or_what(
    *, member: Member, at: datetime, request: int, basis: str, words: str, asked_on: date, way: str
) -> FilePause:
    """Ask who somebody is, or which information they want: from that day the clock stands still, and they are told so.

    Raises NotYours, NotInTheList, DoesNotFit, and NotNow where the same was asked and is not answered.
    """
    row = running(member, request, at)
    one_of(FilePause.Basis.values, basis, "reason for which the clock stands still")
    from_receipt_to_today(row, asked_on, at)
    if row.pauses.filter(basis=basis, answered_on=None).exists():
        raise NotNow("That was asked already and waits for an answer. Record the answer first.")
    with writing(
        "ask_who_or_what", by=member.account.username, at=at, reference=row.reference, done_on=asked_on
    ) as line:
        pause = FilePause(
            request=row,
            basis=basis,
            words=must_be_written(
                words, "what they were asked, and that the clock stands still until they answer"
            ),
            asked_on=asked_on,
            way=must_be_written(way, "how they were told"),
        )
        line.add(pause)
    return pause


def hear_who_or_what(
    *, member: Member, at: datetime, request: int, pause: int, answer: str, answered_on: date
) -> FilePause:
    """Record the answer to what was asked: the clock goes on. Raises NotYours, NotOnRecord, DoesNotFit."""
    row = running(member, request, at)
    found = row.pauses.filter(pk=pause, answered_on=None).first()
    if found is None:
        raise NotOnRecord("Nothing of that number waits for an answer. Choose it from the request.")
    from_receipt_to_today(row, answered_on, at)
    with writing(
        "hear_who_or_what", by=member.account.username, at=at, reference=row.reference, done_on=answered_on
    ) as line:
        line.change(
            found, answered_on=_after(found, answered_on), answer=must_be_written(answer, "what they said")
        )
        if found.basis == FilePause.Basis.IDENTITY:
            line.change(row, identity_shown=fitting(answer, 300), identity_on=answered_on)
    return found


def give_more_time_for_file(
    *, member: Member, at: datetime, request: int, because: str, told_on: date
) -> FileRequest:
    """Take the longer time that the law gives for what is complex, with the person told within the first month.

    Raises NotYours, NotNow where it was taken already, DoesNotFit where they were told too late.
    """
    row = running(member, request, at)
    if row.extended_on is not None:
        raise NotNow("More time was taken already, and the law gives it once.")
    from_receipt_to_today(row, told_on, at)
    clock = clock_of(row, today=day_of(at))
    if told_on > clock.first_by:
        raise DoesNotFit(
            f"They have to be told by {in_words(clock.first_by)}, the last day of the first month. After it there is "
            "no more time: answer as soon as you can."
        )
    with writing(
        "give_more_time_for_file", by=member.account.username, at=at, reference=row.reference, done_on=told_on
    ) as line:
        why = must_be_written(because, "why the request is complex, as the person was told")
        line.change(row, extended_on=told_on, extended_because=why)
    return row


def clock_of(row: FileRequest, *, today: date) -> FileClock:
    """The clock of a request as it stands. Raises NotInForce or CalendarRunsOut."""
    waited = [Waited(one.basis, one.asked_on, one.answered_on) for one in row.pauses.all()]  # type: ignore[arg-type]
    return file_clock(
        row.received_on,
        waited,
        is_extended=row.extended_on is not None,
        stopped_on=row.ended_on,
        today=today,
    )


def running(member: Member, request: int, at: datetime) -> FileRequest:
    """A request not answered yet, if it is there for this person. Raises NotAllowed, NotYours, NotNow."""
    row = file_request_for(member, request, on=day_of(at))
    if row.ended_on is not None:
        raise NotNow(
            f"{row.reference} ended on {in_words(row.ended_on)}: {row.get_ended_display().lower()}. "
            "What they ask for now is a request of its own."
        )
    return row


def from_receipt_to_today(row: FileRequest, day: date, at: datetime) -> None:
    """Refuse a day before the request came, or to come. Raises DoesNotFit."""
    if not row.received_on <= day <= day_of(at):
        raise DoesNotFit(f"Give a day from {in_words(row.received_on)}, when the request came, until today.")


def _after(pause: FilePause, day: date) -> date:
    if day < pause.asked_on:
        raise DoesNotFit(f"It was asked on {in_words(pause.asked_on)} and cannot have been answered before.")
    return day
