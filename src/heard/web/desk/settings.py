"""The settings: what a council decides for itself, each on a small page of its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looking
from heard.casework.council import change_council
from heard.casework.permissions import Act
from heard.web.desk.settings_forms import CouncilForm
from heard.web.seeing import by_whom, for_those_who_may, now, show

PAGES = (
    ("settings-council", "The council", "Its name, contact and colour"),
    ("settings-members", "Members", "Who may sign in, in which role, and links to choose a password"),
    ("settings-lists", "Lists", "Labels, what they mean to every council, teams and services"),
    ("settings-bands", "Bands", "The bands of working days in the report"),
    ("settings-clocks", "Clocks", "The council’s own targets, beside what the law allows"),
    ("settings-days", "Days closed", "Days the council is closed beside the bank holidays"),
    ("letter-templates", "Letters", "The words of each letter for each reader, and how hard they read"),
    (
        "settings-context",
        "Context figures",
        "Children served, open cases, population: figures typed in by hand",
    ),
)


@require_GET
@for_those_who_may(Act.CHANGE_SETTINGS)
def index(request: HttpRequest) -> HttpResponseBase:
    """Every settings page."""
    return show(request, "desk/settings.html", {"pages": PAGES})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def council(request: HttpRequest) -> HttpResponseBase:
    """The council's name, contact and colour."""
    there = looking.council()
    assert there is not None, "nobody is signed in where there is no council"
    before = {"name": there.name, "contact": there.contact, "theme": there.theme}
    form = CouncilForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        changed = {name: value for name, value in form.cleaned_data.items() if value != before[name]}
        if changed:
            change_council(by=by_whom(request), at=now(), **changed)
        messages.success(request, "The council’s facts are kept." if changed else "Nothing was changed.")
        return redirect("settings-council")
    facts = {"form": form, "title": "The council", "says": "Keep"}
    return show(request, "desk/settings_form.html", facts, status=422 if form.errors else 200)
