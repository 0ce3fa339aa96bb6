"""The money of one case: what is proposed, what was paid to the family, and what it cost to consider."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.looking_at_costs import costs_of_case
from heard.casework.looking_at_payments import payments_on_case, proposed_on_case
from heard.casework.permissions import Act, ChartAct
from heard.figures.rounding import printed_pounds
from heard.web.desk.case_frame import links_of, opened
from heard.web.desk.payments import facts_of, proposed_shown
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, today

OF_MONEY = (
    ChartAct.PROPOSE_PAYMENT,
    ChartAct.RECORD_PAYMENT,
    ChartAct.TELL_OF_PAYMENT,
    ChartAct.WITHDRAW_PAYMENT,
    ChartAct.RECORD_COST,
    ChartAct.TAKE_BACK_COST,
    ChartAct.SPARE_STAGE_2,
)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def money(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Payments and costs of a case, with what can be done about them."""
    frame = opened(request, reference, "money")
    costs = costs_of_case(frame.case)
    offered = {one.act: one for one in frame.head.offered if one.allowed}
    facts = {
        "proposed": [
            {**proposed_shown(one), "facts": facts_of(one)}
            for one in proposed_on_case(frame.case, today=today())
        ],
        "paid": [payment_shown(one) for one in payments_on_case(frame.case)],
        "costs": [_cost(one) for one in costs.rows],
        "totals": [
            *((f"{words} in all", printed_pounds(amount)) for words, amount in costs.stages),
            ("Paid to the family", printed_pounds(costs.paid)),
            ("Together", printed_pounds(costs.total + costs.paid)),
        ],
        "links": [
            link
            for act in OF_MONEY
            if act in offered
            for link in links_of(offered[act], frame.case.reference)
        ],
    }
    return frame.show("money", "desk/case_money_page.html", facts)


def payment_shown(payment: Any) -> tuple[str, str, str, str]:
    """A payment that was made: its amount, kind, what it was for with its parts, and the day."""
    split = "; ".join(f"{printed_pounds(one.amount)} {one.words}".strip() for one in payment.parts.all())
    about = "; ".join(one for one in (payment.detail, split) if one)
    kind = payment.kind.label if payment.kind else ""
    return printed_pounds(payment.amount), kind, about, spoken_day(payment.paid_on)


def _cost(one: Any) -> dict[str, Any]:
    whom = " ".join(filter(None, (one.person.name if one.person else "", one.paid_to)))
    return {
        "row": one,
        "amount": printed_pounds(one.amount),
        "stage": one.stage.get_stage_display(),
        "whom": whom,
        "day": spoken_day(one.incurred_on),
        "back": spoken_day(one.taken_back_on),
    }
