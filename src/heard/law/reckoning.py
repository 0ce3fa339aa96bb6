"""From a start day and a length to a last day, and everything that was used on the way."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from heard.law.local_settings import Terms
from heard.law.rulebook import Rule, RuleValue, Unit, lengthy
from heard.law.working_days import CalendarRunsOut, WorkingCalendar, in_words


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One clock's days, with the rule, the numbers and the calendar they came from.

    `due_on` is the last day; `latest_on` the last day with every extension (None where none exists); `target_on` the
    council's own tighter day; `alert_on` an internal prompt that is never law.
    """

    rule: Rule
    value: RuleValue
    terms: Terms
    calendar: WorkingCalendar
    started_on: date
    due_on: date | None
    latest_on: date | None
    target_on: date | None
    alert_on: date | None
    version_of: date


def same_date_after(start: date, months: int) -> date:
    """The same date so many months on; where that month is too short, its last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def counted_to(start: date, number: int, unit: Unit, calendar: WorkingCalendar) -> date:
    """The day that is so many of `unit` after `start`, before any move to a working day."""
    if unit == "working_days":
        return calendar.after(start, number)
    try:
        if unit == "calendar_days":
            return start + timedelta(days=number)
        if unit == "hours":
            return start + timedelta(hours=number)
        return same_date_after(start, number if unit == "months" else 12 * number)
    except (OverflowError, ValueError) as why:
        raise CalendarRunsOut(
            f"{lengthy(number, unit)} after {in_words(start)} lies past the last day a calendar knows, "
            f"{in_words(date.max)}. Check the year of that date: it may be a slip of the keys."
        ) from why


def last_day(
    start: date, number: int | None, unit: Unit, rolls: bool, calendar: WorkingCalendar
) -> date | None:
    """The last day for the act, or None where there is no number to count."""
    if number is None:
        return None
    if unit == "none":
        return calendar.after(start, number)
    end = counted_to(start, number, unit, calendar)
    return calendar.next_working_day(end) if rolls else end


def counts_on(rule: Rule, calendar: WorkingCalendar) -> WorkingCalendar:
    """The law counts on the law's calendar, a setting of the council on the council's."""
    return calendar if rule.local else calendar.by_law


def due_and_latest(
    rule: Rule, value: RuleValue, terms: Terms, start: date, calendar: WorkingCalendar
) -> tuple[date | None, date | None]:
    """The last day, and the last day with every extension."""
    unit, rolls, on = terms.unit, value.rolls_to_working_day, counts_on(rule, calendar)
    if rule.counts_back:
        return (on.before(start, terms.allowed) if terms.allowed is not None else None), None
    return last_day(start, terms.allowed, unit, rolls, on), last_day(start, terms.up_to, unit, rolls, on)


def reckon(
    rule: Rule, value: RuleValue, terms: Terms, start: date, version_of: date, calendar: WorkingCalendar
) -> Reckoning:
    """Work out every day of one clock."""
    due_on, latest_on = due_and_latest(rule, value, terms, start, calendar)
    on = counts_on(rule, calendar)
    return Reckoning(
        rule=rule,
        value=value,
        terms=terms,
        calendar=calendar,
        started_on=start,
        due_on=due_on,
        latest_on=latest_on,
        target_on=_target(rule, terms, start, on),
        alert_on=last_day(start, value.alert_after, "none", False, on),
        version_of=version_of,
    )


def _target(rule: Rule, terms: Terms, start: date, on: WorkingCalendar) -> date | None:
    """The council's own tighter day: nearer the start, or further ahead of what it counts back from."""
    if rule.counts_back and terms.target is not None:
        return on.before(start, terms.target)
    return last_day(start, terms.target, terms.unit, False, on)
