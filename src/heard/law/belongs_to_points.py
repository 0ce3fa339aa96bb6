"""What may be said of each point of complaint: inside or outside, in time or late, held or not, heard before or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from heard.law.belongs_to_facts import PROCEEDINGS, SCOPE, PointFacts, Proceeding, Question, Reason
from heard.law.deadlines import due
from heard.law.kinds import look_up
from heard.law.working_days import in_words

InTime = Literal["in_time", "late_to_weigh", "late_may_be_taken", "late_may_be_declined", "not_known"]
Holding = Literal["nothing_to_hold_for", "may_be_held", "reason_missing", "proceedings_ended"]
TIME_LIMIT = "children_act/time_limit"
IN_FORCE = date(2006, 9, 1)
REG_6, REG_8, REG_9 = (f"SI 2006/1738, regulation {n}" for n in (6, 8, 9))


@dataclass(frozen=True, slots=True)
class PointAdvice:
    """What the law says of one point. It advises; a named person decides."""

    number: int
    in_scope: bool | None
    elsewhere: bool
    in_time: InTime
    holding: Holding
    heard_before: bool | None
    reasons: tuple[Reason, ...]
    questions: tuple[Question, ...]


def advise_point(point: PointFacts, made_on: date) -> PointAdvice:
    """Advice on one point of a complaint made on `made_on`. Raises UnknownCode for a scope there is none of."""
    in_time = _in_time(point, made_on)
    holding = _holding(point)
    scope = look_up(point.scope, SCOPE, "function") if point.scope else None
    return PointAdvice(
        number=point.number,
        in_scope=None if scope is None else scope.side == "inside",
        elsewhere=scope is not None and scope.side == "elsewhere",
        in_time=in_time,
        holding=holding,
        heard_before=point.fully_considered_before,
        reasons=tuple(_reasons(point, made_on, in_time, holding)),
        questions=tuple(_questions(point, in_time, holding)),
    )


def last_day(arose_on: date) -> date:
    """The last day to complain of what arose on `arose_on`: a calendar year, to the same date."""
    last = due(TIME_LIMIT, arose_on, on_version=max(arose_on, IN_FORCE)).due_on
    assert last is not None, "the time limit is a year, and so has a day"
    return last


def _in_time(point: PointFacts, made_on: date) -> InTime:
    if point.arose_on is None or point.arose_on > made_on:
        return "not_known"
    if made_on <= last_day(point.arose_on):
        return "in_time"
    limbs = (point.reasonable_not_earlier, point.still_considerable)
    if None in limbs:
        return "late_to_weigh"
    return "late_may_be_taken" if all(limbs) else "late_may_be_declined"


def _holding(point: PointFacts) -> Holding:
    going_on = [one for one in point.proceedings if one.ended_on is None]
    if not point.proceedings:
        return "nothing_to_hold_for"
    if not going_on:
        return "proceedings_ended"
    return "may_be_held" if any(_complete(one) for one in going_on) else "reason_missing"


def _complete(proceeding: Proceeding) -> bool:
    return (
        proceeding.kind in PROCEEDINGS
        and bool(proceeding.named.strip())
        and bool(proceeding.prejudice.strip())
    )


def _reasons(point: PointFacts, made_on: date, in_time: InTime, holding: Holding) -> Iterator[Reason]:
    if point.scope:
        scope = look_up(point.scope, SCOPE, "function")
        yield Reason(f"scope_{scope.side}", f"{scope.words}: {scope.meaning}.", scope.source, scope.certain)
    yield from _time_reasons(point, made_on, in_time)
    yield from _hold_reasons(point, holding)
    if point.fully_considered_before:
        words = "It was fully considered before, and the authority need not consider the same again."
        yield Reason("heard_before", words, REG_6, certain=False)


def _time_reasons(point: PointFacts, made_on: date, in_time: InTime) -> Iterator[Reason]:
    if point.arose_on is None or in_time == "not_known":
        return
    arose, until = in_words(point.arose_on), in_words(last_day(point.arose_on))
    if in_time == "in_time":
        yield Reason("in_time", f"Its grounds arose on {arose}: complaining until {until} is in time.", REG_9)
        return
    late = f"Its grounds arose on {arose}; the year ended on {until} and it was made on {in_words(made_on)}."
    yield Reason("late", late, REG_9)
    both = "A late point may be taken where it was not reasonable to expect it earlier and it can still be considered "
    yield Reason("both_limbs", both + "effectively and fairly. Both are weighed and recorded.", REG_9)
    if in_time == "late_may_be_declined":
        words = (
            "One of the two is answered no, so it may be declined; refusing by rote is fault "
            "(West Sussex 20 006 409)."
        )
        yield Reason("may_be_declined", words, REG_9)


def _hold_reasons(point: PointFacts, holding: Holding) -> Iterator[Reason]:
    if holding == "may_be_held":
        words = (
            "Considering it might prejudice the named proceedings, so this point may be held; the others by their own "
            "reasons only."
        )
        yield Reason("may_be_held", words, REG_8)
    if holding == "proceedings_ended":
        words = "The proceedings have ended: on asking within a year of their end it must be considered."
        yield Reason("proceedings_ended", words, REG_8, certain=False)
    if holding == "reason_missing":
        words = "That there are proceedings is no reason by itself: only prejudice to named proceedings is."
        yield Reason("no_automatic_stop", words, REG_8)


def _questions(point: PointFacts, in_time: InTime, holding: Holding) -> Iterator[Question]:
    where = f"point {point.number}"
    if not point.scope:
        yield Question("scope", f"Which function of the council is {where} about?")
    if in_time == "not_known":
        yield Question(
            "arose_on", f"On which day did the grounds of {where} arise, no later than the complaint?"
        )
    if in_time == "late_to_weigh":
        if point.reasonable_not_earlier is None:
            yield Question("limb_reasonable", f"Was it reasonable to expect {where} earlier, and why not?")
        if point.still_considerable is None:
            yield Question("limb_considerable", f"Can {where} still be considered effectively and fairly?")
    if holding == "reason_missing":
        yield Question(
            "prejudice",
            f"Which proceedings, by name, would considering {where} prejudice, and how? If none, it is not held.",
        )
    if point.fully_considered_before is None:
        yield Question("heard_before", f"Was {where} fully considered before, and where is the answer?")
