"""Bands and clocks: the council's own numbers, held against the law before they are kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looking, looking_at_settings
from heard.casework.clocks import council_clocks
from heard.casework.permissions import Act
from heard.casework.redating import redate_for_settings
from heard.casework.redating_looking import what_is_listed
from heard.casework.setting import NotASetting
from heard.law.clock import every_clock
from heard.law.rulebook import Rule, UnknownRule, rule
from heard.reporting.frames import bands_on
from heard.web.desk.settings_forms import BandsForm, BeginsForm, ClockForm
from heard.web.seeing import by_whom, for_those_who_may, now, show, today

PARTS = ("days", "extension_days", "counts_from")
ROOMS = {
    "children_act": "Children Act complaints",
    "corporate": "Corporate complaints",
    "concern": "Concerns",
    "ombudsman": "The Ombudsman",
    "subject_access": "Data protection",
    "data_protection": "Data protection",
    "actions": "Actions",
}


@require_GET
@for_those_who_may(Act.CHANGE_SETTINGS)
def bands(request: HttpRequest) -> HttpResponseBase:
    """The bands of each stage as they stand."""
    edges = bands_on(today())
    rows = [(code, label, edges.get(code, ())) for code, label in looking_at_settings.STAGE_LABELS]
    return show(request, "desk/settings_bands.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def band(request: HttpRequest, stage: str) -> HttpResponseBase:
    """The bands of one stage, set from a day on."""
    title = dict(looking_at_settings.STAGE_LABELS).get(stage)
    if title is None:
        raise looking.NotYours("There is no such stage. The page of bands shows those there are.")
    edges = ",".join(map(str, bands_on(today()).get(stage, ())))
    form = BandsForm(request.POST or None, initial={"value": edges})
    if request.method == "POST" and form.is_valid():
        _keep(request, form, f"bands/{stage}", ["value"])
        if not form.errors:
            messages.success(request, f"The bands of {title} are kept.")
            return redirect("settings-bands")
    facts = {
        "form": form,
        "title": f"Bands of {title}",
        "back": ("settings-bands", "All bands"),
        "before": looking_at_settings.settings_history(f"bands/{stage}"),
        "says": "Keep these bands",
    }
    return show(request, "desk/settings_form.html", facts, status=422 if form.errors else 200)


def _keep(request: HttpRequest, form: BeginsForm, name: str, parts: list[str]) -> str:
    """Keep each part that was said, all or none, and say which dates move; a refusal stands beside its part."""
    said = form.cleaned_data
    named = {name if part == "value" else f"{name}/{part}": part for part in parts}
    try:
        listed = redate_for_settings(
            values={full: said[part] for full, part in named.items()},
            begins_on=said["begins_on"],
            by=by_whom(request),
            at=now(),
            reason=said["reason"],
        )
    except NotASetting as why:
        form.add_error(named[why.name], str(why))
        return ""
    return what_is_listed(listed)


@require_GET
@for_those_who_may(Act.CHANGE_SETTINGS)
def clocks(request: HttpRequest) -> HttpResponseBase:
    """Every clock: what the law allows, and what the council has set."""
    given, _ = council_clocks(today())
    groups: dict[str, list[Any]] = {room: [] for room in ROOMS.values()}
    for line in every_clock(given):
        room = ROOMS.get(line.name.partition("/")[0], "Others")
        groups.setdefault(room, []).append((line, given.get(line.name)))
    shown = [(room, lines) for room, lines in groups.items() if lines]
    return show(request, "desk/settings_clocks.html", {"groups": shown})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def clock(request: HttpRequest, name: str) -> HttpResponseBase:
    """One clock's own numbers. A target looser than the law is refused with both numbers."""
    try:
        the_rule = rule(name)
    except UnknownRule as why:
        raise looking.NotYours("There is no such clock. The page of clocks shows those there are.") from why
    form = ClockForm(
        request.POST or None, initial=_initial(the_rule), local=the_rule.local, counts=_counts(the_rule)
    )
    if request.method == "POST" and form.is_valid():
        said = [part for part in PARTS if form.cleaned_data.get(part)]
        listed = _keep(request, form, f"clock/{name}", said)
        if not form.errors:
            messages.success(request, f"“{the_rule.title}” is kept. {listed}")
            return redirect("settings-clocks")
    facts = {
        "form": form,
        "title": the_rule.title,
        "back": ("settings-clocks", "All clocks"),
        "line": next(line for line in every_clock() if line.name == name),
        "before": [
            row for part in PARTS for row in looking_at_settings.settings_history(f"clock/{name}/{part}")
        ],
        "says": "Keep",
    }
    return show(request, "desk/settings_form.html", facts, status=422 if form.errors else 200)


def _counts(the_rule: Rule) -> list[tuple[str, str]]:
    usual = (the_rule.counts_from_code, _first_up(the_rule.counts_from))
    return [usual, *((code, _first_up(words)) for code, words in the_rule.or_counts_from.items())]


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]


def _initial(the_rule: Rule) -> dict[str, Any]:
    given = council_clocks(today())[0].get(the_rule.name)
    value = the_rule.values[0]
    days, more, counts = tuple(given)[:3] if given else (None, None, "")
    usual = value.value if the_rule.local else ""
    return {
        "days": days if days is not None else usual,
        "extension_days": more if more is not None else "",
        "counts_from": counts or the_rule.counts_from_code,
    }
