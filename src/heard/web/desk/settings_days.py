"""Days on which the council is closed beyond the bank holidays."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework.holidays import NotAdded, added_holidays
from heard.casework.looking_at_days import dates_that_would_move
from heard.casework.permissions import Act
from heard.casework.redating import redate_for_holiday
from heard.casework.redating_looking import what_is_listed
from heard.law.working_days import CalendarRunsOut
from heard.web.desk.settings_forms import HolidayForm
from heard.web.seeing import by_whom, for_those_who_may, now, show

SHOWN = 20


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def days(request: HttpRequest) -> HttpResponseBase:
    """The days added, and adding one: first how many cases' dates would move, then the act."""
    form = HolidayForm(request.POST or None)
    facts: dict[str, Any] = {"form": form, "days": added_holidays()}
    if request.method == "POST" and form.is_valid():
        try:
            moves = dates_that_would_move(form.cleaned_data["day"], form.cleaned_data["title"])
            if request.POST.get("sure") == "yes":
                return _add(request, form)
        except (NotAdded, CalendarRunsOut) as why:
            form.add_error("day", str(why))
        else:
            facts |= {"moves": moves, "shown": moves[:SHOWN]}
            return show(request, "desk/settings_day_check.html", facts)
    return show(request, "desk/settings_days.html", facts, status=422 if form.errors else 200)


def _add(request: HttpRequest, form: HolidayForm) -> HttpResponseBase:
    listed = redate_for_holiday(**form.cleaned_data, by=by_whom(request), at=now())
    messages.success(request, f"The day is added. {what_is_listed(listed)}")
    return redirect("settings-days")
