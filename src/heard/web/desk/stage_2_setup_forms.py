"""Two things about somebody appointed: what they may see until when, and the contract they work by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heard.casework import grants, panel_arrangements
from heard.casework.bundles_for import BundleFor
from heard.casework.grants import Leave, usual_end
from heard.casework.looking_at_setup import Seat, seats_of
from heard.casework.permissions import Act
from heard.casework.refused import REFUSALS, in_words
from heard.law.conflicts import PANEL_PARTS, PART
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.desk.case_frame import CaseFrame, opened
from heard.web.forms_look import Form
from heard.web.seeing import by_whom, for_those_who_may, member_of, now, today

ALL_PARTS = ("investigating_officer", "independent_person", "adjudicator", *PANEL_PARTS)
WRONG = 422
Filled = Callable[[dict[str, Any]], str]


class AccessForm(Form):
    """Named papers until a day."""

    papers = fields.several("Papers they may see", help_text="They see these and no other.")
    basis = fields.line("Basis", help_text="For example: investigates under regulation 17.", most=500)
    undertaking_on = DateField(label="Day they signed the undertaking to keep it confidential")
    identity_checked_by = fields.line("Who checked that they are who they say")
    begins_on = DateField(label="First day")
    ends_on = DateField(label="Last day")

    def __init__(self, data: Any = None, *, frame: CaseFrame) -> None:
        day = today()
        last = usual_end(frame.case, day)
        super().__init__(data, initial={"begins_on": day, "ends_on": last})
        self.rows = list(BundleFor(frame.case).to_pick(frame.member, at=now()))
        chosen: Any = self.fields["papers"]
        chosen.choices = [(str(one.pk), one.title) for one in self.rows]
        self.fields[
            "ends_on"
        ].help_text = (
            "Ten working days after the report is expected, unless you choose another; 120 days at most."
        )


class ContractForm(Form):
    """The contract of somebody from outside."""

    signed_on = DateField(label="Day it was signed")
    terms = fields.words("Terms", help_text="What was agreed: the work, the pay, confidentiality.", rows=5)
    report_due_on = DateField(label="Day their report is due", required=False)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.GRANT_ACCESS)
def access(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """Let somebody appointed see named papers of this case until a day."""
    frame, seat = _found(request, reference, number)
    member = seat.member
    if member is None:
        raise Http404
    form = AccessForm(request.POST if request.method == "POST" else None, frame=frame)

    def give(given: dict[str, Any]) -> str:
        chosen = [one for one in form.rows if str(one.pk) in given["papers"]]
        leave = Leave(given["basis"], given["undertaking_on"], given["identity_checked_by"])
        grants.give_grant(reference=reference, to=member, papers=chosen, leave=leave, begins_on=given["begins_on"],
                          ends_on=given["ends_on"], by=member_of(request), at=now())  # fmt: skip
        return f"{seat.row.person.name} may see what you chose until {given['ends_on']:%-d %B %Y}."

    return _asked(
        frame, seat, form, give, f"What {seat.row.person.name} may see", "Let them see these papers"
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.GRANT_ACCESS)
def contract(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """Record the contract of somebody appointed."""
    frame, seat = _found(request, reference, number)
    there = seat.contract
    began = {n: getattr(there, n) for n in ("signed_on", "terms", "report_due_on")} if there else {}
    form = ContractForm(request.POST if request.method == "POST" else None, initial=began)

    def keep(given: dict[str, Any]) -> str:
        panel_arrangements.record_contract(
            reference=reference, appointment=number, by=by_whom(request), at=now(), **given
        )
        return f"The contract of {seat.row.person.name} is on record."

    return _asked(frame, seat, form, keep, f"Contract of {seat.row.person.name}", "Keep the contract")


def _found(request: HttpRequest, reference: str, number: int) -> tuple[CaseFrame, Seat]:
    frame = opened(request, reference, "parties")
    seat = next((one for one in seats_of(frame.case, ALL_PARTS, today()) if one.row.pk == number), None)
    if seat is None:
        raise Http404
    return frame, seat


def _asked(frame: CaseFrame, seat: Seat, form: Any, do: Filled, title: str, button: str) -> HttpResponseBase:
    name = "case-panel" if seat.row.part in PANEL_PARTS else "case-stage-2"
    back = reverse(name, args=[frame.case.reference])
    if form.is_bound and form.is_valid():
        try:
            messages.success(frame.request, do(form.cleaned_data))
            return redirect(back)
        except REFUSALS as why:
            form.add_error(None, in_words(why))
    facts = {
        "form": form,
        "heading": title,
        "button": button,
        "back": back,
        "seat": seat,
        "part": PART[seat.row.part].words,
    }
    answer = frame.show(title, "desk/stage_2_setup_form.html", facts)
    answer.status_code = WRONG if form.is_bound else 200
    return answer
