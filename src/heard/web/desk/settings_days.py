"""Working days: a date to try, and the days on which the council is closed beyond the bank holidays."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework.holidays import NotAdded, added_holidays
from heard.casework.looking_at_days import Counted, count_working_days, dates_that_would_move
from heard.casework.permissions import Act
from heard.casework.redating import redate_for_holiday
from heard.casework.redating_looking import what_is_listed
from heard.law.working_days import CalendarRunsOut
from heard.web.desk.settings_forms import CountForm, HolidayForm
from heard.web.seeing import by_whom, for_those_who_may, now, show

SHOWN = 20


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def days(request: HttpRequest) -> HttpResponseBase:
    """The days added, and adding one: first how many cases' dates would move, then the act."""
    form = HolidayForm(request.POST or None)
    counting = CountForm(request.GET if "days" in request.GET else None)
    counted = _counted(counting)
    facts: dict[str, Any] = {"form": form, "counting": counting, "counted": counted, "days": added_holidays()}
    if counting.errors:
        facts["form"] = counting
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
    facts["adding"] = form
    return show(request, "desk/settings_days.html", facts, status=422 if facts["form"].errors else 200)


def _counted(form: CountForm) -> Counted | None:
    """What was asked to be counted; a year whose bank holidays nobody has loaded is refused beside its field."""
    if not form.is_bound or not form.is_valid():
        return None
    said = form.cleaned_data
    try:
        return count_working_days(said["start"], said["days"], as_the_council=said["calendar"] == "council")
    except CalendarRunsOut as why:
        form.add_error("start", str(why))
        return None


def _add(request: HttpRequest, form: HolidayForm) -> HttpResponseBase:
    listed = redate_for_holiday(**form.cleaned_data, by=by_whom(request), at=now())
    messages.success(request, f"The day is added. {what_is_listed(listed)}")
    return redirect("settings-days")
