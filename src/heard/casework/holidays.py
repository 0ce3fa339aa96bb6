"""Days the council itself is closed. They move its own clocks; the clocks of the law stay as they are."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet

from heard.casework.writing import writing
from heard.law.working_days import ENGLAND
from heard.people.models import AddedHoliday


class NotAdded(Exception):
    """The day cannot be added, and why."""


def added_holidays() -> QuerySet[AddedHoliday]:
    """The days the council has added, by date."""
    return AddedHoliday.objects.order_by("day")


def add_holiday(*, day: date, title: str, source: str, by: str, at: datetime) -> AddedHoliday:
    """Add a day on which the council is closed. Raises NotAdded."""
    if AddedHoliday.objects.filter(day=day).exists():
        raise NotAdded(f"{day:%d %B %Y} is on the list already.")
    if not ENGLAND.is_working_day(day):
        raise NotAdded(f"{day:%d %B %Y} is not a working day as it is: nothing would change.")
    with writing("add_holiday", by=by, at=at, done_on=day) as line:
        added = AddedHoliday(day=day, title=title, source=source)
        line.add(added)
    return added
