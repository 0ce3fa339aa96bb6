"""The promises on one's own page: say that one is done or not, and after some months whether it changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from heard.casework import my_page as pages
from heard.casework import my_promises as mine_of
from heard.casework.codes import Reader
from heard.casework.my_page_acts import LONGEST
from heard.casework.performing import NotNow
from heard.web.forms_look import Counted, Form, Radios
from heard.web.public.my_page import for_whoever_came_back
from heard.web.seeing import now, show, today

SAID = (("done", _("Yes, it is done")), ("not_done", _("No, it is not done")))
CHANGED = (
    ("yes", _("Yes")),
    ("partly", _("A bit")),
    ("no", _("No")),
    ("cannot_tell", _("I cannot tell")),
)


class SaidForm(Form):
    """Done or not, and words where there are any."""

    said = forms.ChoiceField(
        label=_("Is it done?"),
        choices=SAID,
        widget=Radios,
        error_messages={"required": _("Choose if it is done")},
    )
    words = forms.CharField(
        label=_("Is there anything we should know?"),
        help_text=_("You do not have to write anything"),
        required=False,
        max_length=LONGEST,
        widget=Counted(attrs={"rows": 4}),
    )


class ChangedForm(Form):
    """Whether it changed, and words where there are any."""

    answer = forms.ChoiceField(
        label=_("Did it change?"),
        choices=CHANGED,
        widget=Radios,
        error_messages={"required": _("Choose if it changed")},
    )
    words = forms.CharField(
        label=_("Is there anything we should know?"),
        help_text=_("You do not have to write anything"),
        required=False,
        max_length=LONGEST,
        widget=Counted(attrs={"rows": 4}),
    )


@require_http_methods(["GET", "POST"])
@for_whoever_came_back
def promise(request: HttpRequest, reader: Reader, mine: pages.MyPage, number: int) -> HttpResponseBase:
    """Say whether one promise is done."""
    one = next((one for one in mine_of.my_promises(reader, on=today()) if one.number == number), None)
    form = SaidForm(request.POST or None)
    if one is None:
        return redirect("my-page")
    if request.method == "POST" and form.is_valid():
        return _done(request, mine_of.say_of_mine, reader=reader, promise=number, **form.cleaned_data)
    facts = {"mine": mine, "child": mine.is_child, "one": one, "form": form}
    return show(request, "public/my_page_promise.html", facts, status=_status(form))


@require_http_methods(["GET", "POST"])
@for_whoever_came_back
def changed(request: HttpRequest, reader: Reader, mine: pages.MyPage, number: int) -> HttpResponseBase:
    """Say whether it changed."""
    one = next((one for one in mine_of.my_questions(reader, on=today()) if one.number == number), None)
    form = ChangedForm(request.POST or None)
    if one is None:
        return redirect("my-page")
    if request.method == "POST" and form.is_valid():
        return _done(request, mine_of.answer_mine, reader=reader, question=number, **form.cleaned_data)
    facts = {"mine": mine, "child": mine.is_child, "one": one, "form": form}
    return show(request, "public/my_page_changed.html", facts, status=_status(form))


def _done(request: HttpRequest, do: Any, **said: Any) -> HttpResponseBase:
    try:
        do(at=now(), **said)
    except NotNow as why:
        messages.success(request, str(why))
    else:
        messages.success(request, gettext("Thank you. We have what you told us."))
    return redirect("my-page")


def _status(form: Form) -> int:
    return 422 if form.is_bound and form.errors else 200
