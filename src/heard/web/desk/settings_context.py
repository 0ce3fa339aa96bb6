"""Context figures, typed in by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework import looking_at_settings
from heard.casework.context import (
    AlreadyThere,
    add_context_figure,
    change_context_figure,
    context_figures,
)
from heard.casework.permissions import Act
from heard.web.desk.settings_forms import ContextForm, CorrectContextForm
from heard.web.seeing import by_whom, for_those_who_may, now, show


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def figures(request: HttpRequest) -> HttpResponseBase:
    """The figures on record, and adding one."""
    form = ContextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_context_figure(**form.cleaned_data, by=by_whom(request), at=now())
        except AlreadyThere as why:
            form.add_error("as_at", str(why))
        else:
            return _kept(request, form.cleaned_data["name"])
    facts: dict[str, Any] = {"form": form, "figures": context_figures()}
    return show(request, "desk/settings_context.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def figure(request: HttpRequest, number: int) -> HttpResponseBase:
    """One figure, given another value or source."""
    there = looking_at_settings.context_figure(number)
    form = CorrectContextForm(request.POST or None, initial={"value": there.value, "source": there.source})
    if request.method == "POST" and form.is_valid():
        change_context_figure(number, **form.cleaned_data, by=by_whom(request), at=now())
        return _kept(request, there.name)
    facts = {
        "form": form,
        "title": f"{there.name}, {there.as_at.day} {there.as_at:%B %Y}",
        "back": ("settings-context", "Context figures"),
        "says": "Keep this figure",
    }
    return show(request, "desk/settings_form.html", facts, status=422 if form.errors else 200)


def _kept(request: HttpRequest, name: str) -> HttpResponseBase:
    messages.success(request, f"“{name}” is kept.")
    return redirect("settings-context")
