"""The film in British Sign Language: where it is, from which day."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework import looking_at_settings
from heard.casework.council_details import DetailsRefused
from heard.casework.permissions import Act
from heard.casework.sign_language import NAME, film_on, set_film
from heard.web.desk.settings_forms import BeginsForm
from heard.web.seeing import by_whom, for_those_who_may, now, show, today


class FilmForm(BeginsForm):
    """Where the film is."""

    field_order = ["address", "begins_on", "reason"]
    address = forms.CharField(
        label="Where is the film?",
        help_text=(
            "A page that begins with https:// and shows nothing but the film, with its words in writing. "
            "Leave it empty to take the film off"
        ),
        required=False,
        max_length=200,
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def film(request: HttpRequest) -> HttpResponseBase:
    """The film as it stands, those before it, and another in its place."""
    form = FilmForm(request.POST or None, initial={"address": film_on(today())})
    if request.method == "POST" and form.is_valid():
        try:
            set_film(by=by_whom(request), at=now(), **form.cleaned_data)
        except DetailsRefused as why:
            form.add_error("address", str(why))
        else:
            messages.success(request, "Kept. The first page for children leads to the film from that day.")
            return redirect("settings-languages")
    facts = {
        "form": form,
        "title": "Film in British Sign Language",
        "back": ("settings-languages", "Languages"),
        "before": looking_at_settings.settings_history(NAME),
        "says": "Keep this film",
    }
    return show(request, "desk/settings_form.html", facts, status=422 if form.errors else 200)
