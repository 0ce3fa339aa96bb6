"""What the council says of itself, each on a page of its own: details, colours, logo, help numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import council_details, looking, looking_at_council
from heard.casework.colours import BRAND, LINKS
from heard.casework.permissions import Act
from heard.web import theme
from heard.web.desk.settings_council_forms import (
    ColoursForm,
    DetailsForm,
    HelpNumberForm,
    LogoForm,
    TakeDownForm,
)
from heard.web.forms_look import Form
from heard.web.seeing import by_whom, for_those_who_may, now, show

KEPT = "The council’s facts are kept."
NOTHING = "Nothing was changed."
DETAILS = ("name", "contact", "address", "exit_address")
COLOURS = ("theme", "links")


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def details(request: HttpRequest) -> HttpResponseBase:
    """The council's name, contact, postal address and exit address."""
    form = DetailsForm(request.POST or None, initial=_there(*DETAILS))
    if request.method == "POST" and form.is_valid():
        changed = council_details.change_council(by=by_whom(request), at=now(), **form.cleaned_data)
        messages.success(request, KEPT if changed else NOTHING)
        return redirect("settings-council")
    changes = looking_at_council.changes("change_council", of=DETAILS)
    facts = {"form": form, "title": "The council", "says": "Keep", "changes": changes}
    return _page(request, "desk/settings_council.html", facts, form)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def colours(request: HttpRequest) -> HttpResponseBase:
    """The colours: each use with its contrast, a preview, and keeping them."""
    sent = request.POST.copy()
    if "offer" in sent:  # the darker colour that was offered beside a field takes its place
        name, _, colour = str(sent["offer"]).partition("=")
        sent[name] = colour
    form = ColoursForm(sent or None, initial=_there(*COLOURS))
    if request.method == "POST" and form.is_valid() and "keep" in sent:
        changed = council_details.change_council(by=by_whom(request), at=now(), **form.cleaned_data)
        messages.success(request, "The colours are kept." if changed else NOTHING)
        return redirect("settings-colours")
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else _there(*COLOURS)
    facts = {
        "form": form,
        "uses": _uses(chosen),
        "preview": form.is_bound and form.is_valid(),
        "style": f"{reverse('settings-colours-style')}?{urlencode({k: chosen[k] for k in ('theme', 'links')})}",
        "changes": looking_at_council.changes("change_council", of=COLOURS),
    }
    return _page(request, "desk/settings_colours.html", facts, form)


@require_GET
@for_those_who_may(Act.CHANGE_SETTINGS)
def colours_style(request: HttpRequest) -> HttpResponseBase:
    """The style sheet of a preview. A colour that could not be kept is not shown either."""
    asked = {name: request.GET.get(name, "") for name in COLOURS}
    try:
        style = theme.theme_css(asked["theme"], asked["links"], where=".heard-preview")
    except ValueError:
        style = ""
    return HttpResponse(style, content_type="text/css")


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def logo(request: HttpRequest) -> HttpResponseBase:
    """The logo: seen, put up or taken down."""
    taking = "take-down" in request.POST
    sent = request.method == "POST"
    form = LogoForm(request.POST, request.FILES) if sent and not taking else LogoForm()
    down = TakeDownForm(request.POST if sent and taking else None, prefix="down")
    done = _taken_down(request, down) if taking else sent and _put_up(request, form)
    if done:
        return redirect("settings-logo")
    wrong = down if down.errors else form
    facts = {
        "form": wrong,
        "up": form,
        "down": down,
        "changes": looking_at_council.changes("put_up_logo", "take_down_logo"),
    }
    return _page(request, "desk/settings_logo.html", facts, wrong)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def numbers(request: HttpRequest) -> HttpResponseBase:
    """The help numbers, and adding one."""
    form = HelpNumberForm(request.POST or None)
    if request.method == "POST" and _done(form, lambda: _add(request, form)):
        messages.success(request, f"“{form.cleaned_data['label']}” is on the list.")
        return redirect("settings-numbers")
    changes = looking_at_council.changes("add_help_number", "change_help_number", "remove_help_number")
    facts = {"form": form, "numbers": looking_at_council.help_numbers(), "changes": changes}
    return _page(request, "desk/settings_numbers.html", facts, form)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def number(request: HttpRequest, number: int) -> HttpResponseBase:
    """One help number: changed, or taken off the list."""
    there = looking_at_council.help_number(number)
    before = {name: getattr(there, name) for name in ("label", "number", "hours")}
    taking = "take-off" in request.POST
    form = HelpNumberForm(request.POST if request.method == "POST" and not taking else None, initial=before)
    down = TakeDownForm(request.POST if taking else None, prefix="down")
    if taking and _done(down, lambda: _remove(request, number, down)):
        messages.success(request, f"“{there.label}” is off the list.")
        return redirect("settings-numbers")
    if form.is_bound and _done(form, lambda: _change(request, number, form)):
        messages.success(request, f"“{form.cleaned_data['label']}” is kept.")
        return redirect("settings-numbers")
    wrong = down if down.errors else form
    facts = {"form": wrong, "up": form, "down": down, "title": there.label}
    return _page(request, "desk/settings_number.html", facts, wrong)


def _there(*names: str) -> dict[str, Any]:
    there = looking.council()
    assert there is not None, "nobody is signed in where there is no council"
    return {name: getattr(there, name) for name in names}


def _page(request: HttpRequest, template: str, facts: dict[str, Any], form: Form) -> HttpResponseBase:
    return show(request, template, facts, status=422 if form.errors else 200)


def _uses(chosen: Mapping[str, str]) -> list[tuple[str, str, float, bool]]:
    """Each use of each colour with its contrast, as the page's table shows it."""
    pairs = [(use, chosen["theme"]) for use in BRAND] + [(use, chosen["links"]) for use in LINKS]
    return [(use.what, f"{use.ratio(colour):.2f}", use.least, use.holds(colour)) for use, colour in pairs]


def _done(form: Form, act: Callable[[], None]) -> bool:
    """Whether the act was done; what it refuses stands beside its field."""
    if not form.is_valid():
        return False
    try:
        act()
    except council_details.DetailsRefused as why:
        form.add_error(why.about if why.about in form.fields else None, str(why))
        return False
    return True


def _put_up(request: HttpRequest, form: LogoForm) -> bool:
    def act() -> None:
        said = form.cleaned_data
        council_details.put_up_logo(
            picture=said["picture"].read(), by=by_whom(request), at=now(), reason=said["reason"]
        )
        messages.success(request, "The logo stands on every page now.")

    return _done(form, act)


def _taken_down(request: HttpRequest, form: TakeDownForm) -> bool:
    def act() -> None:
        council_details.take_down_logo(by=by_whom(request), at=now(), reason=form.cleaned_data["reason"])
        messages.success(request, "The logo is taken down.")

    return _done(form, act)


def _add(request: HttpRequest, form: HelpNumberForm) -> None:
    council_details.add_help_number(by=by_whom(request), at=now(), **form.cleaned_data)


def _change(request: HttpRequest, number: int, form: HelpNumberForm) -> None:
    council_details.change_help_number(number_id=number, by=by_whom(request), at=now(), **form.cleaned_data)


def _remove(request: HttpRequest, number: int, form: TakeDownForm) -> None:
    council_details.remove_help_number(number_id=number, by=by_whom(request), at=now(), **form.cleaned_data)
