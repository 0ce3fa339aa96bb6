"""Somebody leaves, is away, or is back: each on a day, and what they had is somebody's all the while."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heard.casework import office
from heard.casework.choosing import name_of
from heard.casework.looking_at_office_person import absence_of, member_numbered, person_seen
from heard.casework.looking_at_work_people import taker
from heard.casework.permissions import Act, may
from heard.web.desk.people_forms import AwayForm, BackForm, LeaveForm, typed
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


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_STAFF)
def away(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say that somebody is away, and who stands in."""
    member = member_numbered(number)
    form = AwayForm(typed(request), on=today(), but=number, initial={"begins_on": today()})
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    if request.method == "POST" and form.is_valid():
        try:
            return _is_away(request, member, form.cleaned_data)
        except office.NotInOffice as why:
            form.add_error(None, str(why))
    facts = {
        "form": form,
        "title": f"{name_of(member)} is away",
        "back": (reverse("people-person", args=[number]), name_of(member)),
        "lead": "Nobody is asked why. Whoever stands in sees what is given to them for these days.",
        "says": "Keep these days",
    }
    return show(request, "desk/people_form.html", facts, status=WRONG if form.errors else 200)


def _is_away(request: HttpRequest, member: Any, said: dict[str, Any]) -> HttpResponseBase:
    deputy = member_numbered(int(said["deputy"])) if said["deputy"] else None
    office.set_absence(
        member=member,
        deputy=deputy,
        begins_on=said["begins_on"],
        last_on=said["last_on"],
        by=by_whom(request),
        at=now(),
    )
    stands_in = f"{name_of(deputy)} stands in" if deputy else "Nobody stands in"
    messages.success(request, f"{name_of(member)} is away from {spoken_day(said['begins_on'])}. {stands_in}.")
    return redirect("people-person", member.pk)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_STAFF)
def back(request: HttpRequest, number: int, absence: int) -> HttpResponseBase:
    """Say which was the last day away. One that has not begun can be ended before it began: then it never was."""
    member = member_numbered(number)
    there = absence_of(member, absence)
    form = BackForm(typed(request), initial={"last_on": today()})
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    if request.method == "POST" and form.is_valid():
        try:
            office.end_absence(
                absence=there, last_on=form.cleaned_data["last_on"], by=by_whom(request), at=now()
            )
        except office.NotInOffice as why:
            form.add_error("last_on", str(why))
        else:
            messages.success(request, f"Kept. {name_of(member)} is here again from the next day.")
            return redirect("people-person", number)
    facts = {
        "form": form,
        "title": f"{name_of(member)} is back, away from {spoken_day(there.begins_on)}",
        "back": (reverse("people-person", args=[number]), name_of(member)),
        "lead": f"Away from {spoken_day(there.begins_on)}. A day before that takes these days away altogether.",
        "says": "Keep this day",
    }
    return show(request, "desk/people_form.html", facts, status=WRONG if form.errors else 200)
