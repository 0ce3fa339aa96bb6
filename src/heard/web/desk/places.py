"""Teams and services: the list, a new one, another name, and the last day of one in which nothing is left."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import office_places
from heard.casework.council import LabelRefused
from heard.casework.looking import NotYours
from heard.casework.office import NotInOffice
from heard.casework.permissions import Act
from heard.web.desk.people import CHANGED
from heard.web.desk.people_forms import AddPlaceForm, EndPlaceForm, RenamePlaceForm, typed
from heard.web.desk.wording import spoken_day
from heard.web.fresh import demand_fresh
from heard.web.seeing import by_whom, for_those_who_may, member_of, now, show, today

WRONG = 422
KINDS = {"team": "Teams", "service": "Services"}


@require_GET
@for_those_who_may(Act.KEEP_STAFF)
def places(request: HttpRequest) -> HttpResponseBase:
    """Every team and service, with who leads it, how many people it has and the days of its use."""
    lists = [(kind, title, office_places.places_seen(kind, on=today())) for kind, title in KINDS.items()]
    shown = [(kind, title, [(one, _days(one)) for one in rows]) for kind, title, rows in lists]
    return show(request, "desk/places.html", {"lists": shown})


def _days(one: Any) -> str:
    began, ended = spoken_day(one.in_use_from), spoken_day(one.in_use_to)
    if not began and not ended:
        return "Always"
    return " ".join(
        filter(None, (f"from {began}" if began else "", f"until {ended}" if ended else ""))
    ).capitalize()


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_STAFF)
def add(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A new team or service, from a day on."""
    _known(kind)
    form = AddPlaceForm(typed(request), kind=kind, on=today(), initial={"begins_on": today()})
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    if request.method == "POST" and form.is_valid():
        try:
            return _added(request, kind, dict(form.cleaned_data))
        except LabelRefused as why:
            form.add_error("label", str(why))
    lead = "Say who leads it on that person’s own page: they move there, and lead it."
    return _page(request, form, title=f"Add a {kind}", says=f"Add this {kind}", lead=lead)


def _added(request: HttpRequest, kind: str, said: dict[str, Any]) -> HttpResponseBase:
    chosen = said.pop("service", "")
    service: Any = office_places.place_numbered("service", int(chosen)) if chosen else None
    office_places.add_place(kind=kind, **said, service=service, by=by_whom(request), at=now())
    messages.success(request, f"“{said['label']}” is added.")
    return redirect("places")


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_STAFF)
def place(request: HttpRequest, kind: str, number: int) -> HttpResponseBase:
    """One team or service: its name, what was changed of it, and the way to its end."""
    _known(kind)
    there = office_places.place_numbered(kind, number)
    form = RenamePlaceForm(typed(request), initial={"label": there.label})
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    if request.method == "POST" and form.is_valid():
        old, new = there.label, form.cleaned_data["label"]
        facts = {**form.cleaned_data, "by": by_whom(request), "at": now(), "day": today()}
        try:
            office_places.rename_place(place=there, new=facts.pop("label"), **facts)
        except LabelRefused as why:
            form.add_error("label", str(why))
        else:
            messages.success(request, f"“{old}” is now “{new}”.")
            return redirect("places")
    more = {
        "changes": [(CHANGED.get(one.act, one.act), one) for one in office_places.changes_of(there)],
        "end": "" if there.in_use_to else reverse("place-end", args=[kind, number]),
        "lead": f"In use until {spoken_day(there.in_use_to)}." if there.in_use_to else "",
        "kind": kind,
    }
    return _page(request, form, title=there.label, says="Give it this name", **more)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_STAFF)
def end(request: HttpRequest, kind: str, number: int) -> HttpResponseBase:
    """The last day of a team or service; refused while people or open cases are there, and says which."""
    _known(kind)
    there = office_places.place_numbered(kind, number)
    form = EndPlaceForm(typed(request))
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    if request.method == "POST" and form.is_valid():
        try:
            office_places.end_place(place=there, **form.cleaned_data, by=member_of(request), at=now())
        except NotInOffice as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"The last day of {there.label} is {spoken_day(there.in_use_to)}.")
            return redirect("places")
    lead = "Its closed cases and past figures keep it. It cannot end while people or open cases are in it."
    day = form.cleaned_data.get("last_on") if form.is_bound else None
    still = office_places.in_the_way(member_of(request), there, last_on=day or today(), at=now())
    return _page(
        request, form, title=f"{there.label} ends", says="Keep this last day", lead=lead, still=still
    )


def _known(kind: str) -> None:
    if kind not in KINDS:
        raise NotYours("There is no such list. Choose teams or services.")


def _page(request: HttpRequest, form: Any, **more: Any) -> HttpResponseBase:
    facts = {"form": form, "back": (reverse("places"), "Teams and services"), **more}
    return show(request, "desk/people_form.html", facts, status=WRONG if form.errors else 200)
