"""Who from outside can see what until when: one page, and from it one leave renewed, ended or let go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import grants as acts
from heard.casework import handing_in, looks
from heard.casework.choosing import name_of
from heard.casework.looking import NotYours
from heard.casework.looking_at_grants import grant_of, leave_seen
from heard.casework.permissions import Act, may
from heard.casework.refused import REFUSALS, in_words
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.desk.wording import spoken_day
from heard.web.forms_look import Form
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422
NO_LEAVE = "We cannot find that. Look at the list of who from outside can see what."
WHAT = {
    "renew": "Let it run longer",
    "end": "End it now",
    "weigh": "The link does not matter here: they may go on",
}


class LeaveForm(Form):
    """What becomes of a leave."""

    what = fields.one_of("What is to be done?")
    until = DateField(
        label="New last day", required=False, help_text="Only if it runs longer. 120 days at most."
    )
    because = fields.reason("Reason", required=False, help_text="Needed to end it, or to let somebody go on.")

    def __init__(self, data: Any = None, *, link_waits: bool) -> None:
        super().__init__(data)
        chosen: Any = self.fields["what"]
        chosen.choices = [(code, words) for code, words in WHAT.items() if code != "weigh" or link_waits]

    def clean(self) -> dict[str, Any]:
        """A longer leave has its day, the others a reason."""
        given = self.cleaned_data
        if given.get("what") == "renew" and not given.get("until") and "until" not in self.errors:
            self.add_error("until", "Enter the new last day")
        if given.get("what") in ("end", "weigh") and not given.get("because"):
            self.add_error("because", "Enter the reason")
        return given


@require_GET
@for_those_who_may(Act.SEE_GRANTS)
def grants(request: HttpRequest) -> HttpResponseBase:
    """Every leave that runs, the soonest end first."""
    member = member_of(request)
    found = leave_seen(member, on=today())
    facts = {
        "leave": [(one, spoken_day(one.row.begins_on), spoken_day(one.row.ends_on)) for one in found],
        "waiting": sum(one.link_waits for one in found),
        "may_change": may(member, Act.GRANT_ACCESS),
    }
    return show(request, "desk/grants.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.GRANT_ACCESS)
def grant(request: HttpRequest, number: int) -> HttpResponseBase:
    """One leave: renewed, ended, or let go on in spite of a declared link."""
    member = member_of(request)
    row = grant_of(member, number, on=today(), at=now())
    if row is None:
        raise NotYours(NO_LEAVE)
    looks.note(member, row.representation.reference, "leave of somebody from outside", now())
    seen = next((one for one in leave_seen(member, on=today()) if one.row.pk == number), None)
    form = LeaveForm(
        request.POST if request.method == "POST" else None, link_waits=bool(seen and seen.link_waits)
    )
    if form.is_bound and form.is_valid():
        try:
            messages.success(request, DO[form.cleaned_data["what"]](request, row, form.cleaned_data))
            return redirect("grants")
        except REFUSALS as why:
            form.add_error(None, in_words(why))
    facts = {
        "form": form,
        "row": row,
        "one": seen,
        "name": name_of(row.member),
        "until": spoken_day(row.ends_on),
    }
    return show(request, "desk/grant.html", facts, status=WRONG if form.is_bound else 200)


def _renewed(request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
    acts.renew_grant(grant=row, until=given["until"], by=member_of(request), at=now(), day=today())
    return f"{name_of(row.member)} may see these papers until {spoken_day(given['until'])}."


def _ended(request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
    acts.end_grant(grant=row, because=given["because"], by=member_of(request), at=now())
    return f"{name_of(row.member)} sees nothing of it any more, from this moment."


def _weighed(request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
    handing_in.weigh_link(grant=row, by=member_of(request), at=now(), because=given["because"])
    return f"{name_of(row.member)} may go on. The papers are open to them."


DO: dict[str, Callable[[HttpRequest, Any, dict[str, Any]], str]] = {
    "renew": _renewed,
    "end": _ended,
    "weigh": _weighed,
}
