"""The payments somebody may see: what waits for approval, what is approved and not yet paid, what was paid, by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Sum

from heard.casework.access_seeing import visible
from heard.casework.looking import PAGE
from heard.casework.new_details import NotOnRecord
from heard.casework.payments_approving import (
    NO_SUCH_PAYMENT,
    cases_of_payments,
    reads_no_case,
    why_not_answer,
)
from heard.casework.payments_set import days_to_pay
from heard.casework.permissions import Act, demand
from heard.figures.periods import financial_year, year_key, year_label
from heard.law.remedies import GROUND
from heard.outcomes.models import Payment, ProposedPart, ProposedPayment
from heard.people.models import Member
from heard.representations.models import Representation

VIEWS = {
    "waiting": "Waiting for approval",
    "to_pay": "Approved, not yet paid",
    "late": "Late to be paid",
    "refused": "Refused or taken back",
}
YEARS_SHOWN = 8
Answer = ProposedPayment.Answer


@dataclass(frozen=True, slots=True)
class ProposedSeen:
    """One proposed payment. Whoever reads no case is given no words of it: `words` and `payee_words` are empty then.

    `due_on` is the last day on which it is in time to be paid by the council's own number of days; None before it is
    approved and once it is paid.
    """

    row: ProposedPayment
    ground: str
    words: str
    payee_words: str
    due_on: date | None
    is_late: bool
    parts: tuple[ProposedPart, ...]

    @property
    def paid(self) -> Decimal:
        """What was paid of it, in pounds."""
        return sum((one.amount for one in self.parts if one.paid_on), Decimal())


@dataclass(frozen=True, slots=True)
class PaymentsSeen:
    """A page of proposed payments, how many there are in each view, and whether the reader reads the cases."""

    rows: tuple[ProposedSeen, ...]
    counts: Mapping[str, int]
    page: int
    total: int
    reads_cases: bool


@dataclass(frozen=True, slots=True)
class YearPaid:
    """What was paid in one financial year: how many payments and how much, in pounds."""

    year: int
    words: str
    payments: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PaidSeen:
    """One payment that was made: to which case it belongs, whether the reader may open that, and on whose word."""

    row: Payment
    asked_by: str
    opens: bool


@dataclass(frozen=True, slots=True)
class OneSeen:
    """One proposed payment on its page: whether the reader may open its case, and why they may not answer it."""

    seen: ProposedSeen
    opens: bool
    why_not: str
    why_not_refuse: str


def payments_seen(member: Member, *, today: date, view: str = "waiting", page: int = 1) -> PaymentsSeen:
    """The proposed payments somebody may see, the oldest first. Raises NotAllowed."""
    demand(member, Act.SEE_PAYMENTS)
    every = ProposedPayment.objects.filter(representation__in=cases_of_payments(member))
    days = days_to_pay(today)
    views = _views(every, today - days)
    counts = {name: one.count() for name, one in views.items()}
    found, total = views.get(view, every.filter(answer=Answer.WAITING)), counts.get(view, counts["waiting"])
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    rows = _whole(found)[(page - 1) * PAGE : page * PAGE]
    words = not reads_no_case(member)
    return PaymentsSeen(tuple(_seen(row, today, days, words) for row in rows), counts, page, total, words)


def payment_seen(member: Member, number: int, *, today: date) -> OneSeen:
    """One proposed payment. Raises NotAllowed, or NotOnRecord where it is not there for them."""
    demand(member, Act.SEE_PAYMENTS)
    row = _whole(ProposedPayment.objects.filter(representation__in=cases_of_payments(member))).filter(
        pk=number
    )
    found = row.first()
    if found is None:
        raise NotOnRecord(NO_SUCH_PAYMENT)
    answered = "" if found.answer == Answer.WAITING else f"It is {found.get_answer_display().lower()}."
    return OneSeen(
        _seen(found, today, days_to_pay(today), not reads_no_case(member)),
        opens=visible(member).filter(pk=found.representation_id).exists(),
        why_not=answered or why_not_answer(member, found, on=today),
        why_not_refuse=answered or why_not_answer(member, found, on=today, approves=False),
    )


def proposed_on_case(case: Representation, *, today: date) -> tuple[ProposedSeen, ...]:
    """What was proposed to be paid on a case, the earliest first, for whoever sees its money."""
    days = days_to_pay(today)
    return tuple(_seen(row, today, days, True) for row in _whole(case.proposed_payments.all()))


def payments_on_case(case: Representation) -> tuple[Payment, ...]:
    """What was paid on a case, with the parts of each, for whoever sees its money."""
    return tuple(case.payments.select_related("kind").prefetch_related("parts"))


def years_paid(member: Member, *, today: date) -> tuple[YearPaid, ...]:
    """What was paid in each financial year, the latest first; a year in which nothing was paid is among them.

    They go back to the first case the reader may see, and no further than eight years. Raises NotAllowed.
    """
    demand(member, Act.SEE_PAYMENTS)
    cases = cases_of_payments(member)
    began = cases.aggregate(first=Min("received_on"))["first"]
    latest = year_key(today)
    first = max(latest - YEARS_SHOWN + 1, year_key(began)) if began else latest
    amounts = _paid_by_year(cases, financial_year(first).first or today)
    return tuple(_year(year, amounts) for year in range(latest, first - 1, -1))


def paid_in(member: Member, year: int | None, *, page: int = 1) -> tuple[tuple[PaidSeen, ...], int, int]:
    """A page of the payments made in a financial year (without one, those whose day nobody recorded), its number, all.

    Raises NotAllowed.
    """
    demand(member, Act.SEE_PAYMENTS)
    every = Payment.objects.filter(representation__in=cases_of_payments(member))
    found = every.filter(_in_year(year)).distinct() if year is not None else every.filter(paid_on=None)
    total = found.count()
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    opens = Exists(visible(member).filter(pk=OuterRef("representation_id")).order_by())
    rows = found.select_related("kind", "representation", "proposed").annotate(opens=opens)
    some = rows.order_by("paid_on", "pk")[(page - 1) * PAGE : page * PAGE]
    return tuple(_paid(one) for one in some), page, total


def _views(every: QuerySet[ProposedPayment], before: date) -> dict[str, QuerySet[ProposedPayment]]:
    owing = Exists(ProposedPart.objects.filter(proposed=OuterRef("pk"), paid_on=None))
    to_pay = every.filter(owing, answer=Answer.APPROVED)
    return {
        "waiting": every.filter(answer=Answer.WAITING),
        "to_pay": to_pay,
        "late": to_pay.filter(answered_on__lt=before),
        "refused": every.filter(answer__in=(Answer.REFUSED, Answer.WITHDRAWN)),
    }


def _whole(rows: QuerySet[ProposedPayment]) -> QuerySet[ProposedPayment]:
    beside = (
        "representation",
        "kind",
        "answered_by__account",
        "ombudsman_recommendation__case",
        "recommendation",
    )
    return rows.select_related(*beside).prefetch_related("parts").order_by("proposed_on", "pk")


def _seen(row: ProposedPayment, today: date, days: timedelta, words: bool) -> ProposedSeen:
    parts = tuple(row.parts.all())
    owing = row.answer == Answer.APPROVED and any(one.paid_on is None for one in parts)
    due = row.answered_on + days if owing and row.answered_on else None
    return ProposedSeen(
        row=row,
        ground=GROUND[row.ground].words if row.ground in GROUND else row.ground,
        words=row.words if words else "",
        payee_words=row.payee_words if words else "",
        due_on=due,
        is_late=due is not None and today > due,
        parts=parts,
    )


def _in_year(year: int) -> Q:
    """Payments of which something was paid in a year: by the days of their parts where they have their own."""
    period = financial_year(year)
    within = (period.first, period.last)
    return Q(proposed__isnull=True, paid_on__range=within) | Q(proposed__parts__paid_on__range=within)


def _paid_by_year(cases: QuerySet[Representation], since: date) -> dict[int, tuple[int, Decimal]]:
    """By financial year, how many payments had something paid and how much: each part on its own day."""
    whole = Payment.objects.filter(representation__in=cases, proposed=None, paid_on__gte=since)
    parts = ProposedPart.objects.filter(proposed__representation__in=cases, paid_on__gte=since)
    made: dict[int, tuple[int, Decimal]] = {}
    counted: set[tuple[int, int]] = set()
    for paid_on, times, amount in (
        whole.order_by().values_list("paid_on").annotate(Count("pk"), Sum("amount"))
    ):
        if paid_on is not None:
            _add(made, year_key(paid_on), times, amount)
    for part_on, number, amount in parts.order_by().values_list("paid_on", "proposed_id", "amount"):
        if part_on is not None:
            key = (year_key(part_on), number)
            _add(made, key[0], 0 if key in counted else 1, amount)
            counted.add(key)
    return made


def _add(made: dict[int, tuple[int, Decimal]], year: int, times: int, amount: Decimal) -> None:
    there, so_far = made.get(year, (0, Decimal()))
    made[year] = (there + times, so_far + amount)


def _year(year: int, amounts: Mapping[int, tuple[int, Decimal]]) -> YearPaid:
    payments, amount = amounts.get(year, (0, Decimal()))
    return YearPaid(year, year_label(year), payments, amount)


def _paid(row: Payment) -> PaidSeen:
    proposed = getattr(row, "proposed", None)
    return PaidSeen(row, proposed.get_asked_by_display() if proposed else "", row.opens)  # type: ignore[attr-defined]
