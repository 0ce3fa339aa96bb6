"""Somebody leaves, on a day: what they have is shown first, and is somebody else's from then on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework import office
from heard.casework.choosing import name_of
from heard.casework.looking_at_office_person import member_numbered, person_seen
from heard.casework.looking_at_work_people import taker
from heard.casework.permissions import Act, may
from heard.web.desk.people_forms import LeaveForm, typed
from heard.web.desk.wording import spoken_day
from heard.web.fresh import demand_fresh
from heard.web.seeing import by_whom, for_those_who_may, member_of, now, show, today

WRONG = 422


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_STAFF)
def leave(request: HttpRequest, number: int) -> HttpResponseBase:
    """Let somebody leave on a day: what they have is shown first, with who takes it over."""
    member = member_numbered(number)
    form = LeaveForm(typed(request), on=today(), but=member.account.username)
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    if request.method == "POST" and form.is_valid():
        try:
            return _left(request, member, form.cleaned_data)
        except office.NotInOffice as why:
            form.add_error(None, str(why))
    facts = {
        "form": form,
        "seen": person_seen(member_of(request), member, on=today(), at=now()),
        "sees_cases": may(member_of(request), Act.SEE_CASES),
    }
    return show(request, "desk/people_leave.html", facts, status=WRONG if form.errors else 200)


def _left(request: HttpRequest, member: Any, said: dict[str, Any]) -> HttpResponseBase:
    office.staff_leaves(
        member=member,
        by=by_whom(request),
        at=now(),
        leaves_on=said["leaves_on"],
        because=said["because"],
        to=taker(said["to"], today()) if said["to"] else None,
    )
    name, day = name_of(member), spoken_day(said["leaves_on"])
    over = said["leaves_on"] <= today()
    messages.success(
        request,
        f"{name} has left and is signed out everywhere." if over else f"{name} may do nothing from {day} on.",
    )
    return redirect("people-person", member.pk)
