"""Looks to go over: what struck and what was drawn by lot, and the verdict of somebody unconnected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework.looking import NotYours
from heard.casework.performing import NotNow
from heard.casework.permissions import Act, NotAllowed
from heard.casework.refused import REFUSALS, in_words
from heard.casework.watching_kinds import SAMPLE
from heard.casework.watching_over import (
    ToGoOver,
    go_over_looks,
    gone_over,
    how_they_ended,
    one_to_go_over,
    to_go_over,
    waiting_for_others,
)
from heard.web.desk.acts import fields
from heard.web.desk.beside_frame import page_number, page_of, show_list
from heard.web.desk.wording import spoken_day
from heard.web.forms_look import Form
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422
VERDICTS = [("justified", "Justified"), ("not_justified", "Not justified"), ("breach", "A breach")]
LISTED, LATELY = 50, 10
YEAR = timedelta(days=365)


class VerdictForm(Form):
    """What going over it found."""

    verdict = fields.one_of("Was it right to look?", VERDICTS)
    words = fields.reason("Why", help_text="What you asked, whom, and what they said. No family’s name.")


class TogetherForm(Form):
    """Looks drawn by lot that something on record explains, gone over together."""

    numbers = forms.TypedMultipleChoiceField(
        label="Which were right",
        coerce=int,
        widget=fields.Checkboxes(),
        error_messages={"required": "Choose those that were right"},
    )
    words = fields.line(
        "Why", help_text="For example: each has the case, and what was opened fits.", most=300
    )

    def __init__(self, *given: Any, rows: Sequence[ToGoOver], **more: Any) -> None:
        super().__init__(*given, **more)
        field: Any = self.fields["numbers"]
        field.choices = [(one.row.pk, f"{one.name}, {one.row.reference}: {one.row.link}") for one in rows]


@require_GET
@for_those_who_may(Act.GO_OVER_LOOKS)
def looks(request: HttpRequest) -> HttpResponseBase:
    """What waits: what struck first, then what was drawn by lot and nothing explains; and what was found lately."""
    member, on = member_of(request), today()
    waiting = to_go_over(member, on=on)
    single = [one for one in waiting if not _together(one)]
    page = page_of(len(single), page_number(request))
    facts = {
        "page": page,
        "rows": [
            (one, spoken_day(one.row.due_on)) for one in single[page.start_index() - 1 : page.end_index()]
        ]
        if single
        else [],
        "waiting": len(waiting),
        "late": sum(one.late for one in waiting),
        "together": len(waiting) - len(single),
        "others": waiting_for_others(member, on=on),
        "lately": gone_over(member, most=LATELY, on=on),
        "ended": how_they_ended(on - YEAR),
    }
    return show_list(request, "desk/watching.html", "/watching/looks/", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.GO_OVER_LOOKS)
def together(request: HttpRequest) -> HttpResponseBase:
    """What was drawn by lot and something on record explains: gone over together, those left out one by one."""
    member, on = member_of(request), today()
    rows = [one for one in to_go_over(member, on=on, sample=True) if _together(one)][:LISTED]
    form = TogetherForm(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            done = go_over_looks(verdict="justified", by=member, at=now(), **form.cleaned_data)
        except (*REFUSALS, NotAllowed) as why:
            form.add_error(None, in_words(why))
        else:
            messages.success(request, f"{len(done)} gone over, and on record.")
            return redirect("looks-to-go-over")
    facts = {"form": form, "rows": rows}
    return show(request, "desk/watching_together.html", facts, status=WRONG if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.GO_OVER_LOOKS)
def one(request: HttpRequest, number: int) -> HttpResponseBase:
    """One of them: what was seen, why it may be innocent, what to ask; and the verdict."""
    member, on = member_of(request), today()
    try:
        found = one_to_go_over(member, number, on=on)
    except NotNow as why:
        raise NotYours(str(why)) from why
    form = VerdictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            go_over_looks(numbers=[number], by=member, at=now(), **form.cleaned_data)
        except (*REFUSALS, NotAllowed) as why:
            form.add_error(None, in_words(why))
        else:
            return _told(request, form.cleaned_data["verdict"])
    facts = {
        "form": form,
        "one": found,
        "due": spoken_day(found.row.due_on),
        "drawn": found.row.pattern == SAMPLE,
    }
    return show(request, "desk/watching_one.html", facts, status=WRONG if form.errors else 200)


def _told(request: HttpRequest, verdict: str) -> HttpResponseBase:
    if verdict == "breach":
        messages.warning(
            request,
            "On record as a breach. Its clock of 72 hours counts from when you knew: record it among the breaches now.",
        )
    else:
        messages.success(request, "Gone over, and on record.")
    return redirect("looks-to-go-over")


def _together(one: ToGoOver) -> bool:
    return one.row.pattern == SAMPLE and bool(one.row.link)
