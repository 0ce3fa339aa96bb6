"""Did it change? One question three and six months after a promise was kept or something learnt, to each side."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from heard.casework.deciding import Decided, keep_decision
from heard.casework.messages import LONGEST, NotPlain, how_plain
from heard.casework.messages import WAYS as BY_MESSAGE
from heard.casework.new_details import DoesNotFit, NotOnRecord, fitting
from heard.casework.on_record import one_of
from heard.casework.parties import must_say
from heard.casework.performing import Doing, NotNow, performing
from heard.casework.promises import Agreed, keep_actions
from heard.casework.promises_told import open_again
from heard.casework.walls_routing import alert
from heard.casework.writing import writing
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.outcomes.models import Action, FollowUp, LearningPoint, PromiseTold
from heard.people.models import Contact, Person
from heard.representations.models import Message, Party, Representation

AFTER = (3, 6)
# A question that nobody put within half a year of its day is not put any more: a list brought in asks nobody anything.
STILL_PUT = timedelta(days=184)
BATCH = 500
DID_NOT = "it_did_not_change"
QUESTION = "We said we would do this: “{}” Did it change?"
ASKED_BY = {**BY_MESSAGE, "letter": "letter", "telephone": "telephone", "in person": "in person"}
DONE_BY_NOW = (FollowUp.Answer.NO, FollowUp.Answer.PARTLY)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months on, or the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def put_questions(*, on: date, by: str, at: datetime) -> int:
    """Put the questions whose day has come by a night: of each kept promise, and of what was learnt.

    Run again it finds nothing. Returns how many were put.
    """
    return sum(_keep(rows, on, by, at) for rows in (*_of_promises(on), *_of_learning(on)))


def ask_if_changed(
    *,
    reference: str,
    by: str,
    at: datetime,
    asked_on: date,
    question: int,
    way: str,
    value: str = "",
    words: str = "",
    although: str = "",
) -> FollowUp:
    """Ask somebody a promise was made to whether it changed, by a way that is safe for them.

    What is sent stands among the messages word for word; their own page asks by itself. Raises NotNow, NotOnRecord.
    """
    with performing(Act.ASK_IF_CHANGED, reference=reference, by=by, at=at, day=asked_on) as doing:
        row = _open(doing, question)
        if row.person is None:
            raise NotNow("This question is for the service. Record its answer instead.")
        one_of(list(ASKED_BY), way, "way to ask")
        _must_be_safe(row.person, way, value)
        if way in BY_MESSAGE:
            doing.add(_message(doing, row.person, row, way, value, words, although))
        doing.change(row, asked_on=asked_on, way=way)
        return row


def answer_if_changed(
    *,
    reference: str,
    by: str,
    at: datetime,
    answered_on: date,
    question: int,
    answer: str,
    words: str = "",
    answered_by: str = "",
    way: str = "",
) -> FollowUp:
    """Record whether it changed, as the person or the service says: yes, partly, no, cannot_tell, with their words.

    A “no” or “partly” waits until somebody decides what follows. Raises NotNow, NotOnRecord, NotInTheList.
    """
    with performing(Act.ANSWER_IF_CHANGED, reference=reference, by=by, at=at, day=answered_on) as doing:
        row = _open(doing, question)
        one_of(FollowUp.Answer.values, answer, "answer")
        if answered_on < row.due_on:
            raise DoesNotFit(f"It is asked on {in_words(row.due_on)}, not before. Check the day.")
        said = {"answer": answer, "words": words.strip()[:LONGEST], "answered_on": answered_on}
        doing.change(row, **said, answered_by=fitting(answered_by, 150) or by, way=way or row.way)
        if answer in DONE_BY_NOW:
            alert(doing.line, doing.case, DID_NOT, doing.day, "handler")
        return row


def decide_if_changed(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    question: int,
    decided: str,
    reason: str,
    decided_by: str,
    promise: Agreed | None = None,
) -> FollowUp:
    """Decide what follows where it did not change: the promise is open again, a new one is made, or nothing, and why.

    Raises NotNow, NotOnRecord, DoesNotFit, NotInTheList.
    """
    with performing(Act.DECIDE_IF_CHANGED, reference=reference, by=by, at=at, day=decided_on) as doing:
        row = _found(doing.case, question)
        if row.answer not in DONE_BY_NOW or row.decided_on is not None:
            raise NotNow("There is nothing to decide on this answer. Choose one that says no or partly.")
        one_of(FollowUp.Decided.values, decided, "thing to follow")
        keep_decision(doing, "if_changed", Decided(decided, reason, decided_by, f"question/{row.pk}"))
        if decided == FollowUp.Decided.NEW_PROMISE:
            if promise is None:
                raise DoesNotFit("A new promise has words, an owner and a day. Write them.")
            keep_actions(doing, None, [promise])
        if decided == FollowUp.Decided.REOPENED:
            if row.action is None:
                raise DoesNotFit("What was learnt cannot be opened again. Make a new promise.")
            if row.action.done_on is not None:
                open_again(doing, row.action, reason)
        doing.change(row, decided=decided, decided_on=decided_on, reason=reason.strip())
        return row


def questions_of(case: Representation) -> list[FollowUp]:
    """Every question put on a case, the soonest first, with what it is about and to whom."""
    rows = FollowUp.objects.filter(representation=case)
    return list(rows.select_related("action", "learning", "person"))


def about(row: FollowUp) -> str:
    """What a question is about, in the office's words."""
    return row.action.words if row.action else row.learning.words if row.learning else ""


def _of_promises(on: date) -> Iterator[list[FollowUp]]:
    for months in AFTER:
        done = Action.objects.filter(
            done_on__isnull=False, done_on__gt=_earliest(on, months), done_on__lte=on
        )
        rows = done.filter(representation__is_history=False).order_by("pk")
        for some in _lots(rows):
            told: dict[int, list[int]] = {}
            for action, person in PromiseTold.objects.filter(action__in=some).values_list(
                "action_id", "person_id"
            ):
                told.setdefault(action, []).append(person)
            first = _first_to_complain(one.representation_id for one in some if one.pk not in told)
            yield [
                FollowUp(representation_id=one.representation_id, action=one, person_id=whom, months=months,
                         since_on=one.done_on, due_on=months_after(one.done_on, months))
                for one in some
                if one.done_on and months_after(one.done_on, months) <= on
                for whom in (None, *told.get(one.pk, first.get(one.representation_id, [])))
            ]  # fmt: skip


def _of_learning(on: date) -> Iterator[list[FollowUp]]:
    """Of what was learnt the service is asked: a family was told of no promise."""
    for months in AFTER:
        rows = LearningPoint.objects.filter(learned_on__gt=_earliest(on, months), learned_on__lte=on)
        for some in _lots(rows.filter(representation__is_history=False).order_by("pk")):
            yield [
                FollowUp(representation_id=one.representation_id, learning=one, months=months,
                         since_on=one.learned_on, due_on=months_after(one.learned_on, months))
                for one in some
                if one.learned_on and one.representation_id and months_after(one.learned_on, months) <= on
            ]  # fmt: skip


def _earliest(on: date, months: int) -> date:
    return on - STILL_PUT - timedelta(days=31 * months)


def _lots(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    last = 0
    while some := list(rows.filter(pk__gt=last)[:BATCH]):
        last = some[-1].pk
        yield some


def _first_to_complain(cases: Iterable[int]) -> dict[int, list[int]]:
    rows = Party.objects.filter(representation__in=list(cases), part=Party.Part.COMPLAINANT).order_by("-pk")
    return {case: [person] for case, person in rows.values_list("representation_id", "person_id")}


def _keep(rows: Sequence[FollowUp], on: date, by: str, at: datetime) -> int:
    there = set(
        FollowUp.objects.filter(representation__in={one.representation_id for one in rows}).values_list(
            "action_id", "learning_id", "person_id", "months", "since_on"
        )
    )
    new = [
        one
        for one in rows
        if one.due_on > on - STILL_PUT
        and (one.action_id, one.learning_id, one.person_id, one.months, one.since_on) not in there
    ]
    if not new:
        return 0
    with writing("ask_at_three_and_six_months", by=by, at=at, done_on=on, put=len(new)) as line:
        for row in FollowUp.objects.bulk_create(new, batch_size=BATCH):
            line.note(row)
    return len(new)


def _found(case: Representation, number: int) -> FollowUp:
    rows = FollowUp.objects.filter(representation=case, pk=number).select_related(
        "action", "person", "learning"
    )
    row = rows.first()
    if row is None:
        raise NotOnRecord(f"{case.reference} has no question number {number}.")
    return row


def _open(doing: Doing, number: int) -> FollowUp:
    row = _found(doing.case, number)
    if row.answered_on is not None:
        raise NotNow(f"It was answered on {in_words(row.answered_on)}.")
    return row


def _must_be_safe(who: Person, way: str, value: str) -> None:
    unsafe = Contact.objects.filter(person=who, is_safe=False)
    same = unsafe.filter(value=value.strip()) if value.strip() else unsafe.filter(way__iexact=ASKED_BY[way])
    if same.exists():
        raise NotNow(f"{who.name} said that this way is not safe. Choose another, or ask them which is.")


def _message(
    doing: Doing, who: Person, row: FollowUp, way: str, value: str, words: str, although: str
) -> Message:
    """The question as it is sent: in the words in which they were told of the promise, where there are any."""
    told = PromiseTold.objects.filter(action=row.action_id, person=who).first() if row.action_id else None
    said = words.strip() or (QUESTION.format(told.words) if told else "")
    must_say(said, "the question in words for them, as the promise was never put in words for them")
    if not how_plain(who.pk, said, on=doing.day).is_plain and not although.strip():
        raise NotPlain(
            "The question is hard to read for them. Write it in plainer words, or say why it stays."
        )
    return Message(
        representation=doing.case, person=who, direction=Message.Direction.OUT, way=way, value=fitting(value, 300),
        words=said[:LONGEST], although=fitting(although, 500), said_on=doing.day, by=doing.line.by, at=doing.line.at,
    )  # fmt: skip
