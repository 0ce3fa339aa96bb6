"""From which number on a count may be released: the council's own threshold, from a day on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework.looking_at_settings import settings_history
from heard.casework.permissions import Act
from heard.casework.setting import NotASetting, set_value
from heard.casework.small_numbers import SETTING, threshold_on
from heard.web.desk.settings_forms import SHORT, BeginsForm
from heard.web.seeing import by_whom, for_those_who_may, now, show, today


class ThresholdForm(BeginsForm):
    """The smallest count that is released, from a day on."""

    field_order = ["value", "begins_on", "reason"]
    value = forms.CharField(
        label="The smallest count that is released",
        help_text="With 5, counts of 1 to 4 are printed as [c] in reports that are released and for those who see "
        "figures only; other numbers are withheld with them, so that none can be worked out. Nought is shown. "
        "1 withholds nothing",
        widget=forms.TextInput(attrs={**SHORT, "inputmode": "numeric"}),
        max_length=20,
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def threshold(request: HttpRequest) -> HttpResponseBase:
    """The threshold as it holds, and another from a day on."""
    form = ThresholdForm(request.POST or None, initial={"value": str(threshold_on(today()))})
    if request.method == "POST" and form.is_valid() and _keep(request, form):
        messages.success(request, "It is kept.")
        return redirect("settings")
    facts: dict[str, Any] = {
        "form": form,
        "title": "Small numbers",
        "says": "Keep it",
        "back": ("settings", "Settings"),
        "before": settings_history(SETTING),
    }
    return show(request, "desk/settings_form.html", facts, status=422 if form.errors else 200)


def _keep(request: HttpRequest, form: ThresholdForm) -> bool:
    given = form.cleaned_data
    try:
        set_value(name=SETTING, value=given["value"], begins_on=given["begins_on"], reason=given["reason"],
                  by=by_whom(request), at=now())  # fmt: skip
    except NotASetting as why:
        form.add_error("value", str(why))
        return False
    return True
