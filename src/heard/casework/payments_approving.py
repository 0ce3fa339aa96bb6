"""Approving what somebody else proposed to pay: never one's own, never past one's limit; the case need not be read."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import readable, restricted, walled_off, works_here
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.payments_set import limit_of
from heard.casework.performing import day_of, performing
from heard.casework.performing_checked import vouching
from heard.casework.permissions import Act, ChartAct, Level, NotAllowed, Scope, demand, right_of
from heard.casework.who_may import may_do
from heard.outcomes.models import ProposedPayment
from heard.people.models import Member
from heard.representations.models import Party, Representation

Answer = ProposedPayment.Answer
NO_SUCH_PAYMENT = "There is no payment of this number. See the list of payments."


def approve_payment(*, number: int, member: Member, at: datetime) -> ProposedPayment:
    """Approve what somebody else proposed. Raises NotOnRecord, DoesNotFit where it is answered, or NotAllowed."""
    return _answer(number, member, at, ChartAct.APPROVE_PAYMENT, Answer.APPROVED, "")


def refuse_payment(*, number: int, member: Member, at: datetime, because: str) -> ProposedPayment:
    """Refuse what somebody else proposed, with the reason. Raises as approving does, and DoesNotFit without one."""
    if not because.strip():
        raise DoesNotFit("Say why it is refused, so that whoever proposed it can mend it.")
    return _answer(number, member, at, ChartAct.REFUSE_PAYMENT, Answer.REFUSED, because.strip())


def cases_of_payments(member: Member) -> QuerySet[Representation]:
    """The cases of which somebody sees the payments: those they read in full.

    Whoever only approves sees them of every case, without its story, but of none behind a wall of theirs and of none
    that is kept to those who have it.
    """
    right = right_of(member, Act.SEE_PAYMENTS)
    if right is None:
        return Representation.objects.none()
    if right.scope is not Scope.OWN:
        return readable(member, level=Level.S3)
    day = day_asked(None)
    if not works_here(member, day).exists():
        return Representation.objects.none()
    kept_away = restricted(day).union(walled_off(member, day), all=True)
    return Representation.objects.exclude(pk__in=kept_away)


def reads_no_case(member: Member) -> bool:
    """Whether somebody sees payments alone: amount, kind and ground, and nothing of what the case is about."""
    right = right_of(member, Act.SEE_PAYMENTS)
    return right is not None and right.scope is Scope.OWN


def why_not_answer(member: Member, row: ProposedPayment, *, on: date, approves: bool = True) -> str:
    """Why this person may not approve this payment on a day, or refuse it; nothing where they may.

    A limit is for approving: to refuse there is none.
    """
    right = right_of(member, Act.APPROVE_PAYMENTS)
    if right is None:
        return "Your role does not approve payments."
    if row.proposed_by == member.account.get_username():
        return "You proposed it yourself: somebody else has to approve it."
    if Party.objects.filter(representation_id=row.representation_id, person__member=member.pk).exists():
        return "You have a part in this case. Somebody else has to approve it."
    ruling = may_do(member, ChartAct.APPROVE_PAYMENT, row.representation, on=on)
    if right.scope is not Scope.OWN and not ruling.allowed:
        return ruling.why
    most = limit_of(member.role, on)
    if approves and most is not None and row.amount > most:
        return (
            f"You may approve up to £{most:,.2f}, and this is £{row.amount:,.2f}. Somebody with more has to."
        )
    return ""


def _answer(
    number: int, member: Member, at: datetime, act: ChartAct, answer: str, because: str
) -> ProposedPayment:
    demand(member, Act.APPROVE_PAYMENTS)
    by, on = member.account.get_username(), day_of(at)
    with transaction.atomic():
        rows = ProposedPayment.objects.select_for_update(of=("self",)).select_related("representation")
        row = rows.filter(pk=number, representation__in=cases_of_payments(member)).first()
        if row is None:
            raise NotOnRecord(NO_SUCH_PAYMENT)
        if row.answer != Answer.WAITING:
            raise DoesNotFit(f"It is {row.get_answer_display().lower()} already. See the payment.")
        if why := why_not_answer(member, row, on=on, approves=answer == Answer.APPROVED):
            raise NotAllowed(why)
        with (
            vouching(by, act),
            performing(act, reference=row.representation.reference, by=by, at=at, day=on) as doing,
        ):
            doing.change(row, answer=answer, answered_on=on, answered_by=member, because=because)
    return row
