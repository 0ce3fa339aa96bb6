"""“I know this family”: anybody says so at any time, nobody asks why, and it acts at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework.looking import NotYours
from heard.casework.permissions import Act
from heard.casework.walls import declare_interest, record_tie
from heard.web.desk.acts import fields
from heard.web.forms_look import Form
from heard.web.seeing import by_whom, for_those_who_may, member_of, now, show, today

KEPT = "It is on record. What is about them, now or later, is not shown to you any more."
CASE_KEPT = "It is on record, and you will not see that case any more."


class DeclareForm(Form):
    """A case by its number, or people by name or address."""

    case = fields.line(
        "Number of the case", required=False, help_text="If you have one open, or know its number."
    )
    name = fields.line("Whom you know", required=False, help_text="Full name. One person at a time.")
    address = fields.line("Where they live, if you share a home", required=False, most=300)

    def clean(self) -> dict[str, Any]:
        """At least one of them."""
        if not any(self.cleaned_data.get(name) for name in self.fields):
            self.add_error("name", "Enter the number of the case, or whom you know")
        return self.cleaned_data


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.DECLARE_INTEREST)
def declare(request: HttpRequest) -> HttpResponseBase:
    """Say that one knows a family or has an interest in a case."""
    form = DeclareForm(request.POST) if request.method == "POST" else DeclareForm(initial=_began(request))
    if form.is_bound and form.is_valid():
        try:
            messages.success(request, _declared(request, form.cleaned_data))
            return redirect("home")
        except NotYours as why:
            form.add_error("case", str(why))
    status = 422 if form.is_bound else 200
    return show(request, "desk/declaring.html", {"form": form}, status=status)


def _declared(request: HttpRequest, given: dict[str, Any]) -> str:
    member, at, day = member_of(request), now(), today()
    if given["case"]:
        declare_interest(reference=given["case"].strip(), member=member, at=at, day=day)
    if given["name"] or given["address"]:
        by = by_whom(request)
        record_tie(member=member, by=by, at=at, day=day, name=given["name"], address=given["address"])
        return KEPT
    return CASE_KEPT


def _began(request: HttpRequest) -> dict[str, str]:
    return {"case": request.GET.get("case", "")[:120]}
