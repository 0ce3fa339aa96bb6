"""The payments of every case one may see: to approve, to pay, late, and what was paid year by year."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework.looking_at_payments import (
    VIEWS,
    ProposedSeen,
    YearPaid,
    paid_in,
    payment_seen,
    payments_seen,
    years_paid,
)
from heard.casework.payments_approving import approve_payment, refuse_payment
from heard.casework.permissions import Act
from heard.figures.periods import year_label
from heard.figures.rounding import printed_pounds
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm
from heard.web.desk.asking import Asking, ask
from heard.web.desk.beside_frame import address_of, page_number, page_of, show_list
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, show, today

ADDRESS = "/payments/"
NO_DAY = "unknown"


class ApproveForm(ActForm):
    """Nothing is asked: what is approved stands above."""

    def said(self) -> dict[str, Any]:
        return {}


class RefuseForm(ActForm):
    """Why it is not to be paid."""

    because = fields.reason("Why it is refused", help_text="Whoever proposed it reads this.")


@require_GET
@for_those_who_may(Act.SEE_PAYMENTS)
def payments(request: HttpRequest) -> HttpResponseBase:
    """What waits, what is owed, and what was paid in each year."""
    view = request.GET.get("view", "waiting")
    view = view if view in VIEWS else "waiting"
    seen = payments_seen(member_of(request), today=today(), view=view, page=page_number(request))
    facts = {
        "rows": [proposed_shown(one) for one in seen.rows],
        "sentence": sentence(seen.counts),
        "view": VIEWS[view],
        "views": [
            (words, address_of(ADDRESS, view=code), seen.counts[code], code == view)
            for code, words in VIEWS.items()
        ],
        "years": [year_shown(one) for one in years_paid(member_of(request), today=today())],
        "no_day": reverse("payments-of-year", args=[NO_DAY]),
        "reads_cases": seen.reads_cases,
        "page": page_of(seen.total, seen.page),
    }
    return show_list(request, "desk/payments.html", ADDRESS, facts)


@require_GET
@for_those_who_may(Act.SEE_PAYMENTS)
def of_year(request: HttpRequest, year: str) -> HttpResponseBase:
    """The payments made in one financial year, or those whose day nobody recorded."""
    number = int(year) if year.isdecimal() and len(year) == 4 else None
    rows, page, total = paid_in(member_of(request), number, page=page_number(request))
    when = f"in {year_label(number)}" if number is not None else "on a day nobody recorded"
    facts = {
        "when": when,
        "rows": [
            (one, printed_pounds(one.row.amount), spoken_day(one.row.paid_on), one.row.kind) for one in rows
        ],
        "sentence": f"No payments were made {when}." if not total else "",
        "page": page_of(total, page),
    }
    return show_list(request, "desk/payments_year.html", ADDRESS, facts)


@require_GET
@for_those_who_may(Act.SEE_PAYMENTS)
def payment(request: HttpRequest, number: int) -> HttpResponseBase:
    """One proposed payment, and who may answer it."""
    one = payment_seen(member_of(request), number, today=today())
    facts = {"one": one, "shown": proposed_shown(one.seen), "facts": facts_of(one.seen)}
    return show(request, "desk/payment.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.APPROVE_PAYMENTS)
def approve(request: HttpRequest, number: int) -> HttpResponseBase:
    """Approve one."""
    return _answer(request, number, "Approve this payment", ApproveForm, approve_payment, "It is approved.")


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.APPROVE_PAYMENTS)
def refuse(request: HttpRequest, number: int) -> HttpResponseBase:
    """Refuse one, with the reason."""
    return _answer(request, number, "Refuse this payment", RefuseForm, refuse_payment, "It is refused.")


def sentence(counts: Any) -> str:
    """What waits, in a sentence."""
    waiting, owed, late = counts["waiting"], counts["to_pay"], counts["late"]
    first = (
        f"{waiting:,} {'waits' if waiting == 1 else 'wait'} for approval." if waiting else "Nothing waits."
    )
    if not owed:
        return f"{first} Nothing that is approved is still to be paid."
    late_words = "none is late" if not late else f"{late:,} {'is' if late == 1 else 'are'} late"
    return (
        f"{first} {owed:,} approved {'is' if owed == 1 else 'are'} still to be paid, of which {late_words}."
    )


def year_shown(one: YearPaid) -> tuple[str, str, str]:
    """A year in words, what was paid in it in words, and where its payments stand."""
    href = reverse("payments-of-year", args=[one.year])
    if not one.payments:
        return one.words, f"No payments were made in {one.words}.", ""
    many = "payment" if one.payments == 1 else "payments"
    return one.words, f"{one.payments:,} {many}, {printed_pounds(one.amount)} in all", href


def proposed_shown(one: ProposedSeen) -> dict[str, Any]:
    """A proposed payment as a list or a page shows it."""
    parts = [
        (printed_pounds(part.amount), part.words, spoken_day(part.paid_on), part.proof) for part in one.parts
    ]
    return {
        "one": one,
        "amount": printed_pounds(one.row.amount),
        "due": spoken_day(one.due_on),
        "proposed": spoken_day(one.row.proposed_on),
        "answered": spoken_day(one.row.answered_on),
        "by": one.row.answered_by.account.get_full_name() if one.row.answered_by else "",
        "told": spoken_day(one.row.told_on),
        "parts": parts,
    }


def facts_of(one: ProposedSeen) -> list[tuple[str, str]]:
    """What is on record of a proposed payment, for somebody who decides on it."""
    row, shown = one.row, proposed_shown(one)
    asked = row.ombudsman_recommendation
    source = f" ({asked.case.reference})" if asked else ""
    found = [
        ("Amount", shown["amount"]),
        ("Kind", row.kind.label),
        ("Ground", one.ground),
        ("What it is paid for", one.words),
        ("On whose word", f"{row.get_asked_by_display()}{source}"),
        ("Who receives it", ", ".join(filter(None, (row.get_payee_display(), one.payee_words)))),
        ("Proposed", f"{shown['proposed']}, by {row.proposed_by}"),
        ("How it stands", row.get_answer_display()),
        ("Answered", ", by ".join(filter(None, (shown["answered"], shown["by"])))),
        ("Why", row.because),
        (
            "To be paid by",
            f"{shown['due']}{', which has passed' if one.is_late else ''}" if one.due_on else "",
        ),
        ("They were told", ", ".join(filter(None, (shown["told"], row.told_how)))),
    ]
    return [(name, said) for name, said in found if said]


def _answer(
    request: HttpRequest, number: int, title: str, form: type[ActForm], do: Any, done: str
) -> HttpResponseBase:
    one = payment_seen(member_of(request), number, today=today())
    back = reverse("payment", args=[number])
    asking = Asking(
        title=title,
        button=title,
        form=form,
        do=lambda **said: do(number=number, **said),
        done=done,
        back=back,
        template="desk/payment_answer.html",
        facts={"facts": facts_of(one.seen), "shown": proposed_shown(one.seen)},
    )
    return ask(request, asking)
