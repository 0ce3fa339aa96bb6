"""Somebody is away, or is back. Whoever keeps the people says so of anybody, and everybody of themselves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heard.casework import office
from heard.casework.choosing import name_of
from heard.casework.looking_at_office_person import absence_of, absences_of, member_numbered
from heard.casework.permissions import Act
from heard.web.desk.people_forms import AwayForm, BackForm, typed
from heard.web.desk.wording import spoken_day
from heard.web.fresh import demand_fresh
from heard.web.seeing import by_whom, for_those_who_may, member_of, now, show, today

WRONG = 422
NOT_WHY = "Nobody is asked why. Whoever stands in sees what is given to {whom} for these days."


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_STAFF)
def away(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say that somebody is away, and who stands in."""
    member = member_numbered(number)
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    title, home = f"{name_of(member)} is away", reverse("people-person", args=[number])
    return _away(
        request, member, home, title=title, back=(home, name_of(member)), lead=NOT_WHY.format(whom="them")
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.COVER)
def own(request: HttpRequest) -> HttpResponseBase:
    """One's own days away: those on record, and some more."""
    member, home = member_of(request), reverse("own-away")
    there = [(one, in_days(one)) for one in absences_of(member) if is_open(one)]
    facts = {"back": (reverse("own-sign-in"), "Your name"), "lead": NOT_WHY.format(whom="you"), "own": there}
    return _away(request, member, home, title="Your days away", **facts)


def _away(request: HttpRequest, member: Any, home: str, **facts: Any) -> HttpResponseBase:
    form = AwayForm(typed(request), on=today(), but=member.pk, initial={"begins_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, member, form.cleaned_data)
        except office.NotInOffice as why:
            form.add_error(None, str(why))
        else:
            return redirect(home)
    facts |= {"form": form, "says": "Keep these days"}
    return show(request, "desk/people_form.html", facts, status=WRONG if form.errors else 200)


def _keep(request: HttpRequest, member: Any, said: dict[str, Any]) -> None:
    deputy = member_numbered(int(said["deputy"])) if said["deputy"] else None
    days = {"begins_on": said["begins_on"], "last_on": said["last_on"]}
    office.set_absence(member=member, deputy=deputy, by=by_whom(request), at=now(), **days)
    stands_in = f"{name_of(deputy)} stands in" if deputy else "Nobody stands in"
    begins = spoken_day(said["begins_on"])
    messages.success(request, f"{name_of(member)} is away from {begins}. {stands_in}.")


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_STAFF)
def back(request: HttpRequest, number: int, absence: int) -> HttpResponseBase:
    """Say which was the last day away. A day before the first takes the days away altogether."""
    member = member_numbered(number)
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    return _back(
        request, member, absence, reverse("people-person", args=[number]), f"{name_of(member)} is back"
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.COVER)
def own_back(request: HttpRequest, absence: int) -> HttpResponseBase:
    """Say which was one's own last day away."""
    return _back(request, member_of(request), absence, reverse("own-away"), "You are back")


def _back(request: HttpRequest, member: Any, number: int, home: str, title: str) -> HttpResponseBase:
    there = absence_of(member, number)
    form = BackForm(typed(request), initial={"last_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            said = form.cleaned_data["last_on"]
            office.end_absence(absence=there, last_on=said, by=by_whom(request), at=now())
        except office.NotInOffice as why:
            form.add_error("last_on", str(why))
        else:
            messages.success(request, f"Kept. {name_of(member)} is here again from the next day.")
            return redirect(home)
    began = spoken_day(there.begins_on)
    facts = {
        "form": form,
        "title": f"{title}, away from {began}",
        "back": (home, "Back"),
        "lead": f"Away from {began}. A day before that takes these days away altogether.",
        "says": "Keep this day",
    }
    return show(request, "desk/people_form.html", facts, status=WRONG if form.errors else 200)


def in_days(one: Any) -> str:
    """Days away in words: from when to when, and who stands in."""
    until = f" to {spoken_day(one.last_on) or 'a day not known yet'}" if one.last_on != one.begins_on else ""
    stands_in = f"{one.deputy} stands in" if one.deputy else "Nobody stands in"
    return f"{spoken_day(one.begins_on)}{until}. {stands_in}."


def is_open(one: Any) -> bool:
    """Whether days away are not over yet."""
    return one.last_on is None or one.last_on >= today()
