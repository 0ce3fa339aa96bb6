"""The notice to the public: put up from a day, and taken down again."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework import looking_at_settings
from heard.casework.permissions import Act
from heard.casework.public_notice import LONGEST, NAME, NotANotice, notice_on, set_notice
from heard.web.desk.settings_forms import BeginsForm
from heard.web.forms_look import Counted
from heard.web.seeing import by_whom, for_those_who_may, now, show, today


class NoticeForm(BeginsForm):
    """What is said to the public, and from which day."""

    field_order = ["words", "begins_on", "reason"]
    words = forms.CharField(
        label="What do you want to tell the public?",
        help_text="Say what is late or closed, and until when. Leave it empty to take the notice down",
        required=False,
        max_length=LONGEST,
        widget=Counted(attrs={"rows": 3}),
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def notice(request: HttpRequest) -> HttpResponseBase:
    """The notice as it stands, those before it, and another in its place."""
    form = NoticeForm(request.POST or None, initial={"words": notice_on(today())})
    if request.method == "POST" and form.is_valid():
        try:
            set_notice(by=by_whom(request), at=now(), **form.cleaned_data)
        except NotANotice as why:
            form.add_error("words", str(why))
        else:
            messages.success(request, "Kept. Whoever opens the public’s pages sees it from that day.")
            return redirect("settings")
    facts = {
        "form": form,
        "title": "Notice to the public",
        "back": ("settings", "Settings"),
        "before": looking_at_settings.settings_history(NAME),
        "says": "Keep the notice",
    }
    return show(request, "desk/settings_form.html", facts, status=422 if form.errors else 200)
