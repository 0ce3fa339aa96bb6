"""Training that complaints show is needed, sent to those who plan it; and sessions held, who came, what they said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from heard.casework.appointments import person_numbered
from heard.casework.identities import must_tell_nobody
from heard.casework.learning import cases_read
from heard.casework.learning_read import learning_numbered
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.on_record import listed, services
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.outcomes.models import TrainingAttendance, TrainingFeedback, TrainingNeed, TrainingSession
from heard.people.models import Member


def raise_training_need(
    *,
    member: Member,
    at: datetime,
    words: str,
    service: str = "",
    learning: int | None = None,
    case: str = "",
    sent_on: date | None = None,
    sent_to: str = "",
) -> TrainingNeed:
    """Say which training a case or a learning point shows is needed, and to whom that was sent, if it was.

    Raises NotAllowed, NotInTheList, NotOnRecord or DoesNotFit.
    """
    demand(member, Act.KEEP_LEARNING)
    if not words.strip():
        raise DoesNotFit("Say what people need to be trained in.")
    must_tell_nobody((words,), in_house=True)
    _fit_sending(sent_on, sent_to, day_of(at))
    found = cases_read(member, [case])
    row = TrainingNeed(
        words=words.strip(),
        service=listed(services(), service, "services") if service else None,
        learning=learning_numbered(member, learning) if learning else None,
        representation=found[0] if found else None,
        raised_on=day_of(at),
        raised_by=member.account.username,
        sent_on=sent_on,
        sent_to=sent_to.strip(),
    )
    with writing("raise_training_need", by=member.account.username, at=at, done_on=day_of(at)) as line:
        line.add(row)
    return row


def send_training_need(
    *, member: Member, at: datetime, need: int, sent_on: date, sent_to: str
) -> TrainingNeed:
    """Record that workforce development was told of a need. Raises NotAllowed, NotOnRecord, DoesNotFit."""
    demand(member, Act.KEEP_LEARNING)
    row = _need(need)
    if row.sent_on is not None:
        raise DoesNotFit(f"It was sent to {row.sent_to} on {in_words(row.sent_on)}.")
    _fit_sending(sent_on, sent_to, day_of(at))
    with writing("send_training_need", by=member.account.username, at=at, done_on=sent_on) as line:
        line.change(row, sent_on=sent_on, sent_to=sent_to.strip())
    return row


def answer_training_need(
    *, member: Member, at: datetime, need: int, answered_on: date, answer: str
) -> TrainingNeed:
    """Record what workforce development answered. Raises NotAllowed, NotOnRecord, DoesNotFit before it was sent."""
    demand(member, Act.KEEP_LEARNING)
    row = _need(need)
    if row.sent_on is None:
        raise DoesNotFit("Nobody was told of it yet. Record to whom it was sent first.")
    if not answer.strip():
        raise DoesNotFit("Write what they answered.")
    if not row.sent_on <= answered_on <= day_of(at):
        raise DoesNotFit(
            f"It was sent on {in_words(row.sent_on)}: it is answered between that day and today. Check the day."
        )
    must_tell_nobody((answer,), in_house=True)
    with writing("answer_training_need", by=member.account.username, at=at, done_on=answered_on) as line:
        line.change(row, answered_on=answered_on, answer=answer.strip())
    return row


def record_training(
    *,
    member: Member,
    at: datetime,
    title: str,
    held_on: date,
    held_by: str,
    attended: int,
    who: Sequence[int] = (),
    on_complaints: bool = True,
    need: int | None = None,
) -> TrainingSession:
    """Record a session that was held: on what, by whom, how many came, and who where that is noted.

    Raises NotAllowed, NotOnRecord, or DoesNotFit where more are named than came.
    """
    demand(member, Act.KEEP_LEARNING)
    if not title.strip() or not held_by.strip():
        raise DoesNotFit("Say what the session was on and who held it.")
    if held_on > day_of(at):
        raise DoesNotFit(f"{in_words(held_on)} has not come yet. Record a session once it was held.")
    people = [person_numbered(one) for one in dict.fromkeys(who)]
    if len(people) > attended:
        raise DoesNotFit(f"{len(people)} people are named and only {attended} came. Check both.")
    row = TrainingSession(
        title=title.strip(),
        held_on=held_on,
        held_by=held_by.strip(),
        attended=attended,
        on_complaints=on_complaints,
        need=_need(need) if need else None,
    )
    with writing("record_training", by=member.account.username, at=at, done_on=held_on) as line:
        line.add(row)
        for person in people:
            line.add(TrainingAttendance(session=row, person=person, noted_on=day_of(at)))
    return row


def record_training_feedback(
    *, member: Member, at: datetime, session: int, score: int | None = None, words: str = ""
) -> TrainingFeedback:
    """Record what one person said of a session, without their name: a score from 1 to 5, words, or both.

    Raises NotAllowed, NotOnRecord, or DoesNotFit where it says nothing or more answered than came.
    """
    demand(member, Act.KEEP_LEARNING)
    there = TrainingSession.objects.filter(pk=session).first()
    if there is None:
        raise NotOnRecord(f"There is no session {session}. See the sessions that were held.")
    if score is None and not words.strip():
        raise DoesNotFit("Give a score, words, or both.")
    if score is not None and not 1 <= score <= 5:
        raise DoesNotFit("A score is from 1 (of no use) to 5 (of great use).")
    if there.feedback.count() >= there.attended:
        raise DoesNotFit(f"All {there.attended} who came have answered.")
    row = TrainingFeedback(session=there, score=score, words=words.strip())
    with writing("record_training_feedback", by=member.account.username, at=at, session=there.pk) as line:
        line.add(row)
    return row


def _need(number: int) -> TrainingNeed:
    row = TrainingNeed.objects.filter(pk=number).first()
    if row is None:
        raise NotOnRecord(f"There is no training need {number}. See those that were raised.")
    return row


def _fit_sending(sent_on: date | None, sent_to: str, today: date) -> None:
    if (sent_on is None) != (not sent_to.strip()):
        raise DoesNotFit("Give both to whom it was sent and on which day, or neither.")
    if sent_on is not None and sent_on > today:
        raise DoesNotFit(f"{in_words(sent_on)} has not come yet. Give the day on which it was sent.")
