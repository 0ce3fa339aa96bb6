"""Asking a manager for their answer to one case: what is asked, by when, and an address that says nothing by itself."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db.models import Q, QuerySet

from heard.casework.access import NO_SUCH_CASE, demand_can
from heard.casework.access_assigning import Part, could_have, give_case
from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import given_to
from heard.casework.looking import NotYours, visible_to
from heard.casework.new_details import fitting
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import TABLE, Act, ChartAct, NotAllowed, Scope, may
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.people.models import Member
from heard.representations.models import AnswerAsked, HandedIn, Representation

ANSWERING = (ChartAct.ANSWER_STAGE_1, ChartAct.ANSWER)


def _answers_what_is_given(role: str) -> bool:
    right = TABLE[role].get(ChartAct.ANSWER_STAGE_1)
    return right is not None and right.scope is Scope.ASSIGNED


MANAGERS = tuple(str(role) for role in TABLE if _answers_what_is_given(role))


def who_can_be_asked(case: Representation, on: date) -> list[Member]:
    """The managers who can be asked for an answer to a case: those to whom it can be given, by name."""
    found = could_have(case, on).filter(role__in=MANAGERS).select_related("account", "team")
    return sorted(found, key=lambda one: one.account.first_name)


def ask_for_answer(
    *, reference: str, to: Member, words: str, answer_by: date, by: Member, at: datetime, day: date
) -> AnswerAsked:
    """Ask a manager for their answer by a day; the case is given to them if it is not theirs yet.

    Raises NotYours, NotAllowed, NotNow, NotToThem.
    """
    case = visible_to(by, day, at).filter(reference=reference).first()
    if case is None:
        raise NotYours(NO_SUCH_CASE)
    demand_can(by, ChartAct.ASSIGN, case, on=day, part="assignments", at=at)
    if answer_by < day:
        raise NotNow("The day for the answer is over. Give today or a day to come.")
    if to.role not in MANAGERS:
        raise NotNow("Only a manager who answers complaints can be asked. Choose another.")
    if _open(case).filter(member=to).exists():
        raise NotNow("This manager was asked already. End that first, or wait for the answer.")
    who = by.account.get_username()
    if not given_to(to, day_asked(day)).filter(representation=case).exists():
        give_case(reference=reference, to=to, part=Part.RESPONDER, by=who, at=at, day=day)
    row = AnswerAsked(
        representation=case,
        member=to,
        address=secrets.token_urlsafe(16),
        words=words.strip(),
        asked_by=who,
        asked_on=day,
        answer_by=answer_by,
    )
    with writing("ask_for_answer", by=who, at=at, reference=reference, done_on=day) as line:
        line.add(row)
    return row


def end_asking(*, row: AnswerAsked, by: Member, at: datetime, day: date, because: str) -> AnswerAsked:
    """Stop asking a manager, with the reason. Raises NotNow, NotAllowed, NotYours."""
    demand_can(by, ChartAct.ASSIGN, row.representation, on=day, part="assignments", at=at)
    if not because.strip():
        raise NotNow("Say why the answer is not wanted any more.")
    if row.ended_on is not None:
        raise NotNow("This was ended already.")
    who, reference = by.account.get_username(), row.representation.reference
    with writing("end_asking", by=who, at=at, reference=reference, done_on=day) as line:
        line.change(row, ended_on=day, ended_because=fitting(because, 500))
    return row


def asking_at(member: Member, address: str, *, at: datetime) -> AnswerAsked:
    """What was asked under an address, for the one who was asked and still has the case.

    Raises NotYours for everybody else, as for an address that was never given out.
    """
    day = day_of(at)
    row = _rows().filter(address=address, member=member).first()
    seen = row is not None and visible_to(member, day, at).filter(pk=row.representation_id).exists()
    if row is None or not seen:
        raise NotYours("We cannot find that page. Check the address, or ask the complaints team.")
    demand_answer(member, row.representation, at=at)
    return row


def demand_answer(member: Member, case: Representation, *, at: datetime) -> None:
    """Refuse whoever may not answer this case any more. Raises NotYours, NotAllowed."""
    act = next((one for one in ANSWERING if may(member, one)), None)
    if act is None:
        raise NotAllowed("You cannot answer a complaint in your role.")
    demand_can(member, act, case, on=day_of(at), part="points", at=at, fresh=True)


def asked_of(member: Member, *, on: date, at: datetime) -> list[AnswerAsked]:
    """What a manager is asked now, the soonest first; of cases that are there for them."""
    rows = _rows().filter(member=member, ended_on=None, representation__in=visible_to(member, on, at))
    return list(rows.order_by("answer_by", "pk"))


def asked_by_the_office(member: Member, *, on: date, at: datetime) -> list[AnswerAsked]:
    """What managers were asked and have not been told is settled, the soonest first, of the cases this person sees."""
    if not may(member, ChartAct.ASSIGN):
        return []
    rows = _rows().filter(ended_on=None, representation__in=visible_to(member, on, at))
    taken = HandedIn.objects.filter(asked__isnull=False, standing=HandedIn.Standing.TAKEN_UP)
    return list(rows.exclude(pk__in=taken.values("asked_id")).order_by("answer_by", "pk"))


def asked_on_case(case: Representation) -> list[AnswerAsked]:
    """Every asking on a case, the newest first, each with what was handed in."""
    return list(_rows().filter(representation=case).order_by("-asked_on", "-pk"))


def handed_in_on(case: Representation) -> list[HandedIn]:
    """Everything handed in on a case, the newest first."""
    rows = HandedIn.objects.filter(representation=case).select_related("member__account", "representation")
    return list(rows.order_by("-handed_in_at", "-pk"))


def to_check_on(case: Representation) -> list[HandedIn]:
    """What was handed in on a case and nobody has looked at yet, the oldest first."""
    rows = HandedIn.objects.filter(representation=case, standing=HandedIn.Standing.WAITING)
    return list(rows.select_related("member__account").order_by("handed_in_at", "pk"))


def own_last(member: Member, case: Representation, what: str) -> HandedIn | None:
    """What somebody handed in last of a kind on a case."""
    return HandedIn.objects.filter(representation=case, member=member, what=what).order_by("-pk").first()


def last_of(row: AnswerAsked) -> HandedIn | None:
    """What was last handed in to an asking."""
    return max(row.handed_in.all(), key=lambda one: one.pk, default=None)


def in_time_words(row: AnswerAsked) -> str:
    """What is asked by when, in a sentence."""
    return f"Answer by {in_words(row.answer_by)}."


def _rows() -> QuerySet[AnswerAsked]:
    rows = AnswerAsked.objects.select_related("representation", "member__account")
    return rows.prefetch_related("handed_in")


def _open(case: Representation) -> QuerySet[AnswerAsked]:
    taken = HandedIn.objects.filter(Q(asked__representation=case), standing=HandedIn.Standing.TAKEN_UP)
    return AnswerAsked.objects.filter(representation=case, ended_on=None).exclude(
        pk__in=taken.values("asked_id")
    )


SEE = Act.SEE_CASES
