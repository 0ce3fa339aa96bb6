"""What the council sets about money: limits for approving, days to pay, and what the saving of a Stage 2 rests on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework.looking_at_settings import settings_history
from heard.casework.payments_set import ASSUMES, DAYS, LIMIT, NO_LIMIT, SHARE, money_settings
from heard.casework.permissions import Act
from heard.casework.setting import NotASetting, set_value
from heard.web.desk.settings_forms import BeginsForm
from heard.web.seeing import by_whom, for_those_who_may, now, show, today

POUNDS = f"In pounds, such as 500; “{NO_LIMIT}” for no limit, 0 to approve nothing."
# The end of the address, the setting, its title and what is written there.
SETTINGS = (
    ("manager", f"{LIMIT}complaints_manager", "The most a complaints manager may approve", POUNDS),
    ("director", f"{LIMIT}director", "The most the director may approve", POUNDS),
    ("finance", f"{LIMIT}finance_approver", "The most a finance approver may approve", POUNDS),
    ("days", DAYS, "Days in which an approved payment is made", "Days of the calendar, from its approval."),
    ("share", SHARE, "Spared Stage 2s that count as a saving", "How many in every 100 would have gone on."),
    ("assumption", ASSUMES, "What the saving of a Stage 2 assumes", "It stands beside every saving, word for word."),
)  # fmt: skip


class MoneyForm(BeginsForm):
    """One of them, from a day on."""

    field_order = ["value", "begins_on", "reason"]
    value = forms.CharField(label="What holds", max_length=200)


@require_GET
@for_those_who_may(Act.CHANGE_SETTINGS)
def money(request: HttpRequest) -> HttpResponseBase:
    """Everything set about money, as it holds today."""
    there = money_settings(today())
    rows = [(slug, title, there[name]) for slug, name, title, _ in SETTINGS]
    return show(request, "desk/settings_money.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def money_one(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One of them, set from a day on."""
    found = next((one for one in SETTINGS if one[0] == slug), None)
    if found is None:
        raise Http404
    _, name, title, hint = found
    form = MoneyForm(request.POST or None, initial={"value": money_settings(today())[name]})
    form.fields["value"].label, form.fields["value"].help_text = title, hint
    if request.method == "POST" and form.is_valid() and _keep(request, form, name):
        messages.success(request, "It is kept.")
        return redirect("settings-money")
    facts: dict[str, Any] = {
        "form": form,
        "title": title,
        "says": "Keep it",
        "back": ("settings-money", "Payments and costs"),
        "before": settings_history(name),
    }
    return show(request, "desk/settings_form.html", facts, status=422 if form.errors else 200)


def _keep(request: HttpRequest, form: MoneyForm, name: str) -> bool:
    given = form.cleaned_data
    try:
        set_value(name=name, value=given["value"], begins_on=given["begins_on"], reason=given["reason"],
                  by=by_whom(request), at=now())  # fmt: skip
    except NotASetting as why:
        form.add_error("value", str(why))
        return False
    return True
