"""Requests to correct, restrict or erase: logged, sure of who asks, given more time, decided with reasons, answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from heard.casework.access_seeing import visible
from heard.casework.data_rights_letters import letter_of
from heard.casework.data_rights_reasons import BY_CODE
from heard.casework.intake_references import next_reference
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.on_record import one_of
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.plans import must_be_written
from heard.casework.writing import writing
from heard.law.clock import Clock, start_clock
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import (
    DataDecision,
    DataReason,
    DataRequest,
    DataRequestCase,
    Party,
    Representation,
)

RULE = "data_protection/answer_rights"
NO_REQUEST = "There is no such request. Choose it from the list of requests."
Answer = DataDecision.Answer


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request as it came: what is asked, of whose record (found by one case), who asks for whom, and their words."""

    kind: str
    case: str
    person: int
    asked_by: str
    asks_as: str
    received_on: date
    words: str
    reply_to: str


def log_request(*, member: Member, at: datetime, new: NewRequest) -> DataRequest:
    """Put a request on record. It is about every case in which the person has a part and that this member sees.

    Raises NotAllowed, DoesNotFit, NotOnRecord where no such person stands in the case.
    """
    demand(member, Act.KEEP_DATA_RIGHTS)
    one_of(DataRequest.Kind.values, new.kind, "kind of request")
    one_of(DataRequest.AsksAs.values, new.asks_as, "way of asking")
    _has_come(new.received_on, at)
    cases = _cases_of(member, new, day_of(at))
    with transaction.atomic():
        reference = next_reference(day_of(at).year, "DR", DataRequest)
        row = DataRequest(
            reference=reference,
            kind=new.kind,
            person_id=new.person,
            asked_by=must_be_written(new.asked_by, "who asks", most=200),
            asks_as=new.asks_as,
            received_on=new.received_on,
            words=must_be_written(new.words, "what they ask, in their own words"),
            reply_to=must_be_written(new.reply_to, "where they want to be answered", most=300),
        )
        by = member.account.username
        with writing(
            "log_data_request", by=by, at=at, reference=reference, done_on=new.received_on, kind=new.kind
        ) as line:
            line.add(row)
            for case in cases:
                line.add(DataRequestCase(request=row, representation=case))
    return row


def doubt_who_asks(*, member: Member, at: datetime, request: DataRequest, asked_on: date) -> None:
    """Record that whoever asks was asked to show who they are; the month then counts from the day that is settled."""
    demand(member, Act.KEEP_DATA_RIGHTS)
    _must_be_open(request)
    _has_come(asked_on, at)
    if asked_on < request.received_on:
        raise DoesNotFit(f"It was received on {in_words(request.received_on)}. Give that day or a later one.")
    if request.identity_asked_on is not None:
        raise DoesNotFit(f"They were asked on {in_words(request.identity_asked_on)} already.")
    _keep("doubt_who_asks", member, at, request, asked_on, identity_asked_on=asked_on)


def settle_who_asks(*, member: Member, at: datetime, request: DataRequest, known_on: date) -> None:
    """Record the day on which it was settled who asks, or that they may. Raises DoesNotFit where nobody doubted it."""
    demand(member, Act.KEEP_DATA_RIGHTS)
    _must_be_open(request)
    _has_come(known_on, at)
    if request.identity_asked_on is None:
        raise DoesNotFit("Nobody has asked them to show who they are.")
    if request.identity_known_on is not None:
        raise DoesNotFit(f"It was settled on {in_words(request.identity_known_on)} already.")
    if known_on < request.identity_asked_on:
        raise DoesNotFit(f"They were asked on {in_words(request.identity_asked_on)}. Check the day.")
    _keep("settle_who_asks", member, at, request, known_on, identity_known_on=known_on)


def give_more_time(
    *, member: Member, at: datetime, request: DataRequest, told_on: date, because: str
) -> None:
    """Take up to two months more for a request that is complex, the person told why within the first month.

    Raises DoesNotFit where the first month was over when they were told: no time can be given then.
    """
    demand(member, Act.KEEP_DATA_RIGHTS)
    _must_be_open(request)
    _has_come(told_on, at)
    if request.extended_told_on is not None:
        raise DoesNotFit(f"They were told of more time on {in_words(request.extended_told_on)} already.")
    due_on = clock_of(request).due_on
    if due_on is not None and told_on > due_on:
        raise DoesNotFit(
            f"The month was over on {in_words(due_on)}, and more time has to be told within it. Answer now."
        )
    if told_on < request.received_on:
        raise DoesNotFit(f"It was received on {in_words(request.received_on)}. Check the day.")
    why = must_be_written(because, "why it takes longer", most=500)
    _keep(
        "tell_more_time_for_data",
        member,
        at,
        request,
        told_on,
        extended_told_on=told_on,
        extended_because=why,
    )


def decide_request(
    *,
    member: Member,
    at: datetime,
    request: DataRequest,
    answer: str,
    decided_on: date,
    words: str,
    reasons: Sequence[str] = (),
) -> DataDecision:
    """Decide on a request: granted, in part or refused, with the reasons in law, and the letter that says so.

    Raises DoesNotFit where a refusal gives no reason, a reason is none against such a request, or who asks is in doubt.
    """
    demand(member, Act.KEEP_DATA_RIGHTS)
    one_of(Answer.values, answer, "answer")
    _has_come(decided_on, at)
    _must_be_open(request)
    _refuse_decision(request, answer, decided_on, tuple(reasons))
    said = must_be_written(words, "what will be done and what not, as the letter is to say it")
    name = member.account.get_full_name() or member.account.username
    row = DataDecision(
        request=request,
        answer=answer,
        decided_on=decided_on,
        decided_by=name,
        words=said,
        letter=letter_of(request, answer, said, reasons, decided_on),
    )
    by = member.account.username
    with writing(
        "decide_data_request", by=by, at=at, reference=request.reference, done_on=decided_on, answer=answer
    ) as line:
        line.add(row)
        for code in reasons:
            line.add(DataReason(decision=row, code=code))
    return row


def send_answer(*, member: Member, at: datetime, request: DataRequest, sent_on: date) -> None:
    """Record the day on which the letter went out: that stops the clock. Raises DoesNotFit where nothing is decided."""
    demand(member, Act.KEEP_DATA_RIGHTS)
    _has_come(sent_on, at)
    decided = decision_of(request)
    if decided is None:
        raise DoesNotFit("Nothing is decided yet. Decide on the request first.")
    if request.sent_on is not None:
        raise DoesNotFit(f"The answer went out on {in_words(request.sent_on)} already.")
    if sent_on < decided.decided_on:
        raise DoesNotFit(f"It was decided on {in_words(decided.decided_on)}. Give that day or a later one.")
    _keep("send_data_answer", member, at, request, sent_on, sent_on=sent_on)


def decision_of(request: DataRequest) -> DataDecision | None:
    """What was decided on a request, or None."""
    return DataDecision.objects.filter(request=request).first()


def clock_of(request: DataRequest) -> Clock:
    """The month of a request: from receipt, or from the day it was settled who asks; with more time where told."""
    return start_clock(RULE, request.identity_known_on or request.received_on)


def due_day(request: DataRequest) -> date:
    """The last day for the answer, with the more time that the person was told of in time."""
    clock = clock_of(request)
    found = clock.latest_on if request.extended_told_on else clock.due_on
    return found or clock.started_on


def request_for(member: Member, reference: str, *, on: date) -> DataRequest:
    """A request through somebody's eyes: none that touches a case they do not see. Raises NotAllowed, NotOnRecord."""
    demand(member, Act.KEEP_DATA_RIGHTS)
    row = DataRequest.objects.select_related("person").filter(reference=reference).first()
    if row is None or not _sees_all(member, row, on):
        raise NotOnRecord(NO_REQUEST)
    return row


def cases_of(request: DataRequest) -> list[Representation]:
    """The cases that a request is about and that are still there."""
    found = Representation.objects.filter(data_requests__request=request)
    return list(found.order_by("received_on", "pk"))


def must_be_granted(request: DataRequest, kind: str) -> None:
    """Let go on what is done because a request of this kind was granted, at least in part. Raises DoesNotFit."""
    decided = decision_of(request)
    if request.kind != kind or decided is None or decided.answer == Answer.REFUSED:
        asked = str(DataRequest.Kind(kind).label).lower()
        raise DoesNotFit(f"{request.reference} was not granted as a request to {asked}. Decide on it first.")


def _sees_all(member: Member, row: DataRequest, on: date) -> bool:
    ties = DataRequestCase.objects.filter(request=row)
    return not ties.exclude(representation__in=visible(member, on)).exists()


def _cases_of(member: Member, new: NewRequest, on: date) -> list[Representation]:
    seen = visible(member, on)
    found = seen.filter(
        pk__in=Party.objects.filter(person_id=new.person).values("representation_id")
    ).order_by("received_on", "pk")
    cases = list(found)
    if new.case not in {one.reference for one in cases}:
        raise NotOnRecord(f"Nobody of this number stands in {new.case}. Choose the person from the case.")
    return cases


def _refuse_decision(request: DataRequest, answer: str, decided_on: date, reasons: tuple[str, ...]) -> None:
    if decision_of(request) is not None:
        raise DoesNotFit(f"{request.reference} is decided already. A new request can be logged.")
    if request.identity_asked_on is not None and request.identity_known_on is None:
        raise DoesNotFit("It is not settled who asks. Record that first; only then can it be decided.")
    if decided_on < request.received_on:
        raise DoesNotFit(f"It was received on {in_words(request.received_on)}. Check the day.")
    wrong = [one for one in reasons if one not in BY_CODE or request.kind not in BY_CODE[one].kinds]
    if wrong:
        raise DoesNotFit(f"“{', '.join(wrong)}” is no reason in law against such a request.")
    if answer != Answer.GRANTED and not reasons:
        raise DoesNotFit("Give at least one reason in law: the letter has to say why.")
    if answer == Answer.GRANTED and reasons:
        raise DoesNotFit("It is granted in full, so there is no reason against it. Take the reasons out.")


def _must_be_open(request: DataRequest) -> None:
    if request.sent_on is not None:
        raise DoesNotFit(f"{request.reference} was answered on {in_words(request.sent_on)}.")


def _has_come(day: date, at: datetime) -> None:
    if day > day_of(at):
        raise DoesNotFit(f"{in_words(day)} has not come yet. Give the day on which it happened.")


def _keep(act: str, member: Member, at: datetime, request: DataRequest, day: date, **values: object) -> None:
    by = member.account.username
    with writing(act, by=by, at=at, reference=request.reference, done_on=day) as line:
        line.change(request, **values)
