"""Themes: the list with its counts, one theme with its cases, and suggestions for a person to accept or reject."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heard.casework import choosing, themes
from heard.casework.looking_at_themes import (
    CaseOfTheme,
    suggestion_seen,
    suggestions_seen,
    theme_seen,
    themes_seen,
)
from heard.casework.permissions import Act, may
from heard.casework.refused import REFUSALS, in_words
from heard.casework.themes_reading import look_again
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Known
from heard.web.desk.beside_frame import address_of, page_number, page_of, show_list
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, now, show, today

ADDRESS, WAITING = "/themes/", "/themes/suggestions/"
WRONG, LONGEST_NUMBER = 422, 9


class ThemeForm(ActForm):
    """What a theme is called, and what it means."""

    name = fields.line(
        "What the theme is called", help_text="A few plain words that fit every case of it.", most=120
    )
    words = fields.words("What it means", required=False, rows=3)


class PutForm(ActForm):
    """One more case."""

    reference = fields.line("Number of the case", most=80)


class EndForm(ActForm):
    """Why it ends."""

    because = fields.reason("Why it ends", help_text="No figure counts it from now on.")


@require_GET
@for_those_who_may(Act.SEE_CASES)
def theme_list(request: HttpRequest) -> HttpResponseBase:
    """The themes over the cases one may see, of one service or one year where asked."""
    member, services = member_of(request), choosing.services()
    service = request.GET.get("service", "")
    service = service if service in services else ""
    said = request.GET.get("year", "")
    year = int(said) if said.isdecimal() and len(said) == 4 else 0
    seen = themes_seen(member, service=service, year=year)
    asked = str(year or "")
    facts = {
        "seen": seen,
        "services": [("every service", address_of(ADDRESS, year=asked), not service)]
        + [(one, address_of(ADDRESS, service=one, year=asked), one == service) for one in services],
        "years": [("every year", address_of(ADDRESS, service=service), not year)]
        + [
            (words, address_of(ADDRESS, service=service, year=str(key)), key == year)
            for key, words in seen.years
        ],
        "keeps": may(member, Act.KEEP_THEMES),
    }
    return show_list(request, "desk/themes.html", ADDRESS, facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def theme(request: HttpRequest, number: int) -> HttpResponseBase:
    """One theme: its cases, by service and time, what was learnt and done; and what may be changed of it."""
    member, do = member_of(request), request.POST.get("do", "")
    seen = theme_seen(member, number, page=page_number(request))
    known = Known(None, member, today())
    begin = {"name": seen.line.name, "words": seen.line.words}
    forms: dict[str, ActForm] = {
        "put": PutForm(request.POST if do == "put" else None, known=known),
        "take-out": PutForm(request.POST if do == "take-out" else None, known=known),
        "change": ThemeForm(request.POST if do == "change" else None, known=known, initial=begin),
        "end": EndForm(request.POST if do == "end" else None, known=known),
    }
    done = _sent(request, forms.get(do), CHANGES.get(do), theme=number) if request.method == "POST" else None
    if done is not None:
        return redirect("themes") if do == "end" else redirect("theme-one", number=number)
    facts = {
        "seen": seen,
        "cases": _cases(seen.cases),
        "done": [(words, spoken_day(day)) for words, day in seen.done],
        "page": page_of(seen.line.cases, seen.page),
        "keeps": may(member, Act.KEEP_THEMES),
        "form": forms.get(do, forms["put"]),
        **{name.replace("-", "_"): form for name, form in forms.items()},
    }
    return show(request, "desk/theme.html", facts, status=WRONG if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_THEMES)
def theme_new(request: HttpRequest) -> HttpResponseBase:
    """A theme in one's own words."""
    form = ThemeForm(request.POST or None, known=Known(None, member_of(request), today()))
    made = _sent(request, form, (themes.begin_theme, "The theme is on record. Put cases into it."))
    if made is not None:
        return redirect("theme-one", number=made.pk)
    return show(
        request, "desk/theme_new.html", {"form": form}, status=WRONG if request.method == "POST" else 200
    )


@require_GET
@for_those_who_may(Act.KEEP_THEMES)
def suggestions(request: HttpRequest) -> HttpResponseBase:
    """What the last reading of the words suggests, as far as whoever looks may be shown it."""
    return show(request, "desk/theme_suggestions.html", {"rows": suggestions_seen(member_of(request))})


@require_POST
@for_those_who_may(Act.KEEP_THEMES)
def read_now(request: HttpRequest) -> HttpResponseBase:
    """Read the words again, now."""
    done = look_again(by=member_of(request), at=now())
    messages.success(request, f"{done.cases:,} cases were read. {done.why_not}".strip())
    return redirect("theme-suggestions")


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_THEMES)
def suggestion(request: HttpRequest, number: int) -> HttpResponseBase:
    """One suggestion with the cases that one reads: make a theme of it with these, or say that it is none."""
    member = member_of(request)
    seen = suggestion_seen(member, number)
    known, do = Known(None, member, today()), request.POST.get("do", "")
    begin = {"name": seen.line.theme or seen.line.name, "words": seen.line.words}
    form = ThemeForm(request.POST if do == "accept" else None, known=known, initial=begin)
    if do == "reject":
        themes.reject_suggestion(number=number, by=member, at=now())
        messages.success(request, "It is no theme, and is not suggested again.")
        return redirect("theme-suggestions")
    chosen = [
        int(one) for one in request.POST.getlist("case") if one.isdecimal() and len(one) <= LONGEST_NUMBER
    ]
    accept = (themes.accept_suggestion, f"{len(chosen)} cases stand in the theme.")
    made = _sent(request, form, accept, number=number, cases=chosen) if do == "accept" else None
    if made is not None:
        return redirect("theme-one", number=made.pk)
    rows = [(one, day, one.number in chosen or not form.is_bound) for one, day in _cases(seen.cases)]
    facts = {"seen": seen, "cases": rows, "form": form}
    return show(request, "desk/theme_suggestion.html", facts, status=WRONG if form.is_bound else 200)


CHANGES: dict[str, tuple[Callable[..., Any], str]] = {
    "put": (themes.put_into_theme, "The case stands in the theme."),
    "take-out": (themes.take_out_of_theme, "The case was taken out."),
    "change": (themes.change_theme, "The theme was changed."),
    "end": (themes.end_theme, "The theme has ended."),
}


def _sent(
    request: HttpRequest, form: ActForm | None, what: tuple[Callable[..., Any], str] | None, **more: Any
) -> Any:
    """What became of a form that was sent and can be done; None where it has to be shown again."""
    if form is None or what is None or not form.is_bound or not form.is_valid():
        return None
    do, words = what
    try:
        done = do(**form.said(), **more, by=member_of(request), at=now())
    except REFUSALS as why:
        form.add_error(None, in_words(why))
        return None
    messages.success(request, words)
    return done or True


def _cases(rows: tuple[CaseOfTheme, ...]) -> list[tuple[CaseOfTheme, str]]:
    return [(one, spoken_day(one.received_on)) for one in rows]
