"""Complaints about how personal data was handled: the list with its clock, each complaint, and its steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import data_complaints as acts
from heard.casework.days_left import DaysLeft
from heard.casework.permissions import Act
from heard.casework.subject_access import running_requests
from heard.casework.subject_access_seeing import data_complaint_for, data_complaints
from heard.web.desk import subject_access_forms as forms
from heard.web.desk.acts.form import ActForm
from heard.web.desk.asking import Asking, ask
from heard.web.desk.beside_frame import day_shown, show_list
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, show, today

ADDRESS = "/data-complaints/"
STEPS: dict[str, tuple[str, str, type[ActForm], Callable[..., object], str]] = {
    "acknowledge": ("Acknowledge it", "Record it", forms.AcknowledgeForm, acts.acknowledge_data_complaint,
                    "They were told that we have it, and its clock has stopped."),
    "say": ("Say what was done", "Record it", forms.StepForm, acts.say_of_data_complaint, "It is on record."),
    "outcome": ("Tell the outcome", "Record the outcome", forms.OutcomeForm, acts.tell_data_outcome,
                "The outcome is on record."),
}  # fmt: skip


@require_GET
@for_those_who_may(Act.ANSWER_FILES)
def every(request: HttpRequest) -> HttpResponseBase:
    """Every complaint about data, those to acknowledge first, and how they were answered."""
    rows = list(data_complaints(member_of(request), on=today()))
    left = DaysLeft(today())
    seen = [(row, *_day(row, left), spoken_day(row.received_on)) for row in rows]
    seen.sort(key=lambda one: (bool(one[0].outcome), one[0].acknowledged_on is not None, one[0].received_on))
    facts = {"rows": seen, "counted": acts.counted(rows, today=today())}
    return show_list(request, "desk/data_complaints.html", ADDRESS, facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ANSWER_FILES)
def new(request: HttpRequest) -> HttpResponseBase:
    """Put a complaint about data on record."""
    requests = running_requests(member_of(request), on=today())
    asking = Asking(
        title="Log a complaint about data",
        button="Log the complaint",
        form=forms.data_complaint_form([(one.pk, one.reference) for one in requests]),
        do=acts.log_data_complaint,
        done="The complaint is on record. Tell them within 30 days that we have it.",
        back=ADDRESS,
    )
    return ask(request, asking)


@require_GET
@for_those_who_may(Act.ANSWER_FILES)
def one(request: HttpRequest, number: int) -> HttpResponseBase:
    """One complaint about data with its clock and what became of it."""
    row = data_complaint_for(member_of(request), number, on=today())
    clock = acts.clock_of_complaint(row)
    day, standing = _day(row, DaysLeft(today()))
    facts = {
        "row": row,
        "day": day,
        "standing": standing,
        "received": spoken_day(row.received_on),
        "acknowledged": spoken_day(row.acknowledged_on),
        "told": spoken_day(row.told_on),
        "why": clock.why() if clock else [],
        "steps": _steps(row),
    }
    return show(request, "desk/data_complaint.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ANSWER_FILES)
def step(request: HttpRequest, number: int, step: str) -> HttpResponseBase:
    """One step of a complaint about data."""
    row = data_complaint_for(member_of(request), number, on=today())
    if step not in STEPS:
        raise Http404
    title, button, form, do, done = STEPS[step]
    asking = Asking(
        title=title,
        button=button,
        form=form,
        do=partial(do, complaint=number),
        done=done,
        back=reverse("data-complaint", args=[number]),
        facts={"above": row.reference},
    )
    return ask(request, asking)


def _day(row: Any, left: DaysLeft) -> tuple[Any, str]:
    """How the day of its acknowledgement stands, and the complaint in words."""
    if row.outcome:
        return None, str(row.get_outcome_display())
    if row.acknowledged_on is not None:
        return None, "Being looked into: tell the outcome without undue delay"
    clock = acts.clock_of_complaint(row)
    if clock is None or clock.must_by is None:
        return None, "Came before there was a clock: acknowledge it"
    return day_shown(left.of(clock.must_by)), "Acknowledge it"


def _steps(row: Any) -> list[tuple[str, str]]:
    if row.outcome:
        return []
    there = [*(["acknowledge"] if row.acknowledged_on is None else []), "say", "outcome"]
    return [(STEPS[one][0], reverse("data-complaint-step", args=[row.pk, one])) for one in there]
