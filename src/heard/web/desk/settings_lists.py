"""The council's lists of labels, what each means to every council, and the days it is in use."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looking, looking_at_settings
from heard.casework.council import change_label
from heard.casework.permissions import Act
from heard.importing.meanings import meanings_of
from heard.web.desk.settings_forms import LabelForm
from heard.web.seeing import by_whom, for_those_who_may, now, show


@require_GET
@for_those_who_may(Act.CHANGE_SETTINGS)
def lists(request: HttpRequest) -> HttpResponseBase:
    """Every list the council keeps."""
    return show(request, "desk/settings_lists.html", {"lists": looking_at_settings.lists()})


@require_GET
@for_those_who_may(Act.CHANGE_SETTINGS)
def labels(request: HttpRequest, name: str) -> HttpResponseBase:
    """The labels of one list in printed order."""
    facts = {
        "title": looking_at_settings.title_of_list(name),
        "code": name,
        "labels": looking_at_settings.labels_of(name),
        "is_place": looking_at_settings.is_place(name),
        "has_meanings": bool(meanings_of(name)),
    }
    return show(request, "desk/settings_labels.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def label(request: HttpRequest, name: str, number: int) -> HttpResponseBase:
    """One label. Its own words stay: figures of past years print it."""
    title = looking_at_settings.title_of_list(name)
    there = looking_at_settings.label_of(name, number)
    meanings = list(meanings_of(name))
    before = _as_it_stands(there)
    form = LabelForm(request.POST or None, initial=before, list_=name, meanings=meanings)
    if request.method == "POST" and form.is_valid():
        _keep(request, name, there, form.cleaned_data)
        messages.success(request, f"“{there.label}” is kept.")
        return redirect("settings-list", name=name)
    facts = {
        "form": form,
        "title": there.label,
        "lead": f"A label of the list “{title}”. Its own words stay as they are, because past figures print them. "
        "To stop using it, give the last day on which it was in use.",
        "back": ("settings-list", title, name),
        "says": "Keep",
    }
    return show(request, "desk/settings_form.html", facts, status=422 if form.errors else 200)


def _as_it_stands(there: Any) -> dict[str, Any]:
    names = ("means", "child_label", "in_use_from", "in_use_to", "position")
    before = {name: getattr(there, name) for name in names if hasattr(there, name)}
    return before | {"service": str(getattr(there, "service_id", "") or "")}


def _keep(request: HttpRequest, list_: str, there: Any, said: dict[str, Any]) -> None:
    values = dict(said)
    if "service" in values:
        chosen = values.pop("service")
        values["service"] = next((one for one in looking.services() if str(one.pk) == chosen), None)
    change_label(list_=list_, label=there.label, by=by_whom(request), at=now(), **values)
