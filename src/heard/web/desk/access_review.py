"""The review of access: who can do what, gone over once a quarter, each kept or ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework.access_review import AccessLine, access_on, review_access
from heard.casework.looking import NotYours
from heard.casework.office import NotInOffice
from heard.casework.permissions import Act, NotAllowed
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts import fields
from heard.web.desk.beside_frame import show_list
from heard.web.desk.wording import spoken_day
from heard.web.forms_look import Form
from heard.web.fresh import demand_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422
VERDICTS = [("kept", "They keep it"), ("ended", "It ends today")]
HINTS = {"ended": "They are signed out everywhere, and what they have is given to somebody else."}


class KeepForm(Form):
    """Those who keep their access, ticked in the list."""

    numbers = forms.TypedMultipleChoiceField(
        label="Who keeps their access",
        coerce=int,
        widget=fields.Checkboxes(),
        error_messages={"required": "Choose who keeps their access"},
    )

    def __init__(self, *given: Any, lines: Sequence[AccessLine], **more: Any) -> None:
        super().__init__(*given, **more)
        field: Any = self.fields["numbers"]
        field.choices = [(one.number, _in_a_line(one)) for one in lines]


class OneForm(Form):
    """One member: kept or ended."""

    verdict = fields.one_of("What becomes of their access?", VERDICTS, hints=HINTS)
    words = fields.line("Why", help_text="Needed where it ends.", required=False, most=500)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.REVIEW_ACCESS)
def access(request: HttpRequest) -> HttpResponseBase:
    """Who has which access, and who was gone over in the quarter; those nothing strikes about are kept together."""
    member = member_of(request)
    seen = access_on(member, on=today())
    plain = [one for one in seen.lines if _plain(one, member)]
    form = KeepForm(request.POST or None, lines=plain)
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            for number in form.cleaned_data["numbers"]:
                review_access(number=number, verdict="kept", words="", by=member, at=now())
        messages.success(request, f"{len(form.cleaned_data['numbers'])} kept, and on record with your name.")
        return redirect("access-review")
    facts = {
        "seen": seen,
        "due": spoken_day(seen.due_on),
        "quarter": spoken_day(seen.quarter),
        "form": form if plain else None,
        "me": member.pk,
    }
    return show_list(
        request, "desk/access_review.html", "/watching/access/", facts, status=WRONG if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.REVIEW_ACCESS)
def one(request: HttpRequest, number: int) -> HttpResponseBase:
    """One member’s access, and whether they keep it."""
    member = member_of(request)
    line = next((one for one in access_on(member, on=today()).lines if one.number == number), None)
    if line is None or number == member.pk:
        raise NotYours("Nobody of this number waits for you to go over. See the list.")
    form = OneForm(request.POST or None)
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    if request.method == "POST" and form.is_valid():
        try:
            row = review_access(number=number, by=member, at=now(), **form.cleaned_data)
        except (*REFUSALS, NotAllowed, NotInOffice) as why:
            form.add_error("words", in_words(why))
        else:
            ended = row.verdict == "ended"
            messages.success(request, f"{line.name}: {'ended' if ended else 'kept'}, and on record.")
            return redirect("access-review")
    facts = {"form": form, "line": line}
    return show(request, "desk/access_review_one.html", facts, status=WRONG if form.errors else 200)


def _plain(one: AccessLine, member: Any) -> bool:
    return one.reviewed is None and not one.strikes and one.number != member.pk


def _in_a_line(one: AccessLine) -> str:
    return f"{one.name}, {one.member.get_role_display().lower()}"
