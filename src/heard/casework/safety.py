"""Safety first: a risk is referred at once, a change may wait, and a limit on contact is looked at again."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.deciding import Decided, keep_decision
from heard.casework.parties import must_say
from heard.casework.performing import Doing, NotNow, performing
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import Decision

WAITS = "referred_and_waits"
NAMES = {"safeguarding": "wait for safeguarding", "freeze": "freeze", "limit": "limit on contact"}


def refer_to_safeguarding(
    *,
    reference: str,
    by: str,
    at: datetime,
    told_on: date,
    told: str,
    reason: str,
    decided_by: str,
    waits_because: str = "",
) -> Decision:
    """Refer a risk at once to those who protect children: who was told, on which day and why.

    The complaint goes on. Where somebody decides that it waits, `waits_because` says why; the days go on counting and
    the wait is shown beside them, as no rule stops a clock for it. Raises NotNow.
    """
    with performing(Act.REFER_TO_SAFEGUARDING, reference=reference, by=by, at=at, day=told_on) as doing:
        must_say(told, "who was told: the team, and the person who took it")
        waits = waits_because.strip()
        kept = f"Told: {told}" + (f"\nIt waits because: {waits}" if waits else "")
        answer = WAITS if waits else "referred_and_goes_on"
        decided = Decided(answer, reason, decided_by, evidence=kept, told_on=told_on)
        return keep_decision(doing, "safeguarding", decided)


def end_wait_for_safeguarding(
    *, reference: str, by: str, at: datetime, day: date, reason: str, decided_by: str
) -> Decision:
    """End the wait that was decided for the sake of safeguarding. Raises NotNow where there is none."""
    with performing(Act.REFER_TO_SAFEGUARDING, reference=reference, by=by, at=at, day=day) as doing:
        doing.change(_standing(doing, "safeguarding", WAITS, day), ended_on=day)
        return keep_decision(doing, "safeguarding", Decided("wait_ended", reason, decided_by))


def decide_freeze(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    change: str,
    is_frozen: bool,
    reason: str,
    decided_by: str,
    with_service: str,
    told_on: date,
    review_on: date | None = None,
) -> Decision:
    """Decide whether a change of plan, placement or service that is complained of waits, with the reason either way.

    `change` is what was to change; `with_service` is whom of the service the complaints manager asked. Raises NotNow.
    """
    with performing(Act.DECIDE_FREEZE, reference=reference, by=by, at=at, day=decided_on) as doing:
        must_say(change, "what was to change: the plan, the placement or the service")
        must_say(with_service, "whom of the service was asked: the decision is taken with them")
        _refuse_past(review_on, decided_on)
        kept = f"The change: {change}\nDecided with: {with_service}"
        answer = "frozen" if is_frozen else "not_frozen"
        decided = Decided(answer, reason, decided_by, "", kept, told_on, review_on)
        return keep_decision(doing, "freeze", decided)


def end_freeze(
    *, reference: str, by: str, at: datetime, day: date, reason: str, decided_by: str, told_on: date
) -> Decision:
    """End a freeze, with the reason. Raises NotNow where nothing is frozen."""
    with performing(Act.END_FREEZE, reference=reference, by=by, at=at, day=day) as doing:
        row = _standing(doing, "freeze", "frozen", day)
        doing.change(row, ended_on=day)
        return keep_decision(doing, "freeze", Decided("ended", reason, decided_by, told_on=told_on))


def limit_contact(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    limit: str,
    reason: str,
    decided_by: str,
    review_on: date,
    told_on: date,
) -> Decision:
    """Limit how somebody reaches the council, with the reason and the day it is looked at again.

    It is never a bar to a new complaint, and never a reason to refuse one. Raises NotNow.
    """
    with performing(Act.LIMIT_CONTACT, reference=reference, by=by, at=at, day=decided_on) as doing:
        must_say(limit, "what the limit is: one named officer, e-mail only, one call a week")
        _refuse_past(review_on, decided_on)
        decided = Decided("limited", reason, decided_by, "", limit, told_on, review_on)
        return keep_decision(doing, "limit", decided)


def review_limit(
    *,
    reference: str,
    by: str,
    at: datetime,
    reviewed_on: date,
    reason: str,
    decided_by: str,
    review_on: date,
    told_on: date,
) -> Decision:
    """Look at a limit on contact again and set the next day for it. Raises NotNow where there is no limit."""
    with performing(Act.REVIEW_LIMIT, reference=reference, by=by, at=at, day=reviewed_on) as doing:
        row = _standing(doing, "limit", "limited", reviewed_on)
        _refuse_past(review_on, reviewed_on)
        doing.change(row, ended_on=reviewed_on)
        decided = Decided("limited", reason, decided_by, "", row.evidence, told_on, review_on)
        return keep_decision(doing, "limit", decided)


def end_limit(
    *, reference: str, by: str, at: datetime, day: date, reason: str, decided_by: str, told_on: date
) -> Decision:
    """End a limit on contact; they are told. Raises NotNow where there is none."""
    with performing(Act.END_LIMIT, reference=reference, by=by, at=at, day=day) as doing:
        doing.change(_standing(doing, "limit", "limited", day), ended_on=day)
        return keep_decision(doing, "limit", Decided("ended", reason, decided_by, told_on=told_on))


def limits_to_review(on: date) -> list[Decision]:
    """The limits and freezes whose day to be looked at again has come, longest past first."""
    rows = Decision.objects.filter(about__in=("limit", "freeze"), ended_on=None, review_on__lte=on)
    return list(rows.select_related("representation").order_by("review_on", "pk"))


def _standing(doing: Doing, about: str, answer: str, day: date) -> Decision:
    rows = Decision.objects.filter(representation=doing.case, about=about, answer=answer, ended_on=None)
    row = rows.order_by("-pk").first()
    if row is None:
        raise NotNow(f"There is no {NAMES[about]} on {doing.case.reference} to end or look at again.")
    if day < row.decided_on:
        raise NotNow(f"It was decided on {in_words(row.decided_on)}. Check the day.")
    return row


def _refuse_past(review_on: date | None, decided_on: date) -> None:
    if review_on is not None and review_on <= decided_on:
        raise NotNow(
            f"It was decided on {in_words(decided_on)} and must be looked at again after that. Choose a later day."
        )
