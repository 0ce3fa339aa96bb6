"""The languages of the public's pages: which are on, every word of each, and who has checked them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import door_words, languages, looking_at_council
from heard.casework.permissions import Act
from heard.web.dates_look import DateField
from heard.web.forms_look import Form
from heard.web.seeing import by_whom, for_those_who_may, now, show, today

OFF = "off"


class CheckedForm(Form):
    """Who checked the words, and when. `fingerprint` is that of the words that were shown."""

    reviewed_by = forms.CharField(label="Who checked every word?", max_length=150)
    who_they_are = forms.CharField(
        label="How do they know the language, and children?",
        help_text="Such as: interpreter for this council since 2019, works with young people",
        max_length=200,
    )
    reviewed_on = DateField(label="On which day did they finish?")
    fingerprint = forms.CharField(widget=forms.HiddenInput)

    def clean_reviewed_on(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["reviewed_on"]
        if day and day > today():
            raise forms.ValidationError("The day on which they finished cannot lie ahead")
        return day


class TakeOffForm(Form):
    """Why a language is taken off."""

    reason = forms.CharField(label="Why is it taken off?", max_length=500)


@require_GET
@for_those_who_may(Act.CHANGE_SETTINGS)
def listed(request: HttpRequest) -> HttpResponseBase:
    """Every language we have words in: on or off, and why."""
    facts = {
        "rows": languages.standings(),
        "changes": looking_at_council.changes("review_language", "take_language_off"),
    }
    return show(request, "desk/settings_languages.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def language(request: HttpRequest, code: str) -> HttpResponseBase:
    """Every word of one language beside the English, and putting on record that somebody has checked them."""
    if code not in languages.KNOWN:
        return redirect("settings-languages")
    there = languages.standing(code)
    taking = OFF in request.POST
    checked = CheckedForm(
        request.POST if request.method == "POST" and not taking else None,
        initial={"fingerprint": there.fingerprint},
    )
    off = TakeOffForm(request.POST if taking else None, prefix="off")
    form = off if taking else checked
    if request.method == "POST" and _done(form, lambda: _do(request, code, form)):
        messages.success(request, _said(there.language.name, taking))
        return redirect("settings-languages")
    facts = {
        "form": form,
        "checked": checked,
        "off": off,
        "there": there,
        "said": door_words.everything_said(code),
        "before": languages.reviews_of(code),
    }
    return show(request, "desk/settings_language.html", facts, status=422 if form.errors else 200)


def _done(form: Form, act: Callable[[], None]) -> bool:
    if not form.is_valid():
        return False
    try:
        act()
    except languages.LanguageRefused as why:
        form.add_error(None, str(why))
        return False
    return True


def _do(request: HttpRequest, code: str, form: Form) -> None:
    said = {**form.cleaned_data, "code": code, "by": by_whom(request), "at": now()}
    if isinstance(form, TakeOffForm):
        languages.take_language_off(**said)
    else:
        languages.review_language(**said)


def _said(name: str, taking: bool) -> str:
    if taking:
        return f"{name} is off. The public’s pages do not offer it any more."
    return f"{name} is on. The public’s pages offer it from now on, as long as no word changes."
