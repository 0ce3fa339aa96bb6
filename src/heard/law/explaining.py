"""Why a day is what it is: sentences an officer could read out to a complainant, each with its citation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from heard.law import strict_yaml
from heard.law.reckoning import Reckoning, counted_to, counts_on
from heard.law.rulebook import lengthy
from heard.law.working_days import SATURDAY, WorkingCalendar, in_words

TEMPORARY_RULES = Path(__file__).parent / "temporary_rules.yaml"
SOURCE_READ_WORDS = {
    "full": "The wording of the source was read in full.",
    "restated": "The source was read as others restate it, not in the instrument itself.",
    "unverified": "The source has not been read: this is unverified and rests on general knowledge.",
}
NO_ROLL = "The day stands even when it is a weekend or a bank holiday."


def sentences(found: Reckoning) -> list[str]:
    """The whole reasoning for one clock, from its start to its cautions."""
    return [*_start(found), *_length(found), *_extension(found), *_targets(found), *_standing(found)]


def cautions(found: Reckoning) -> list[str]:
    """What a careful officer would say besides: temporary rules that stood beside this clock."""
    last = found.latest_on or found.due_on or found.alert_on or found.started_on
    return [
        f"Caution, unverified: {rule['says']} ({rule['basis']}; {rule['href']})."
        for rule in _temporary_rules()
        if found.rule.name.startswith(rule["clocks"])
        and found.started_on <= rule["until"]
        and last >= rule["from"]
    ]


@cache
def _temporary_rules() -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = strict_yaml.read(TEMPORARY_RULES)
    return rules


def _start(found: Reckoning) -> Iterator[str]:
    day = in_words(found.started_on)
    back = " back" if found.rule.counts_back else ""
    yield f"It counts{back} from {day}, {found.terms.counts_from}. That day is day 0."
    if found.terms.unit == "working_days" and _why_closed(
        found.started_on, counts_on(found.rule, found.calendar)
    ):
        law = "" if found.rule.local else ": nothing in law lets it be taken as received later"
        yield f"{day} is no working day, but stays day 0{law}."


def _length(found: Reckoning) -> Iterator[str]:
    terms, value = found.terms, found.value
    if found.due_on is None or terms.allowed is None:
        yield f"There is no number of days: {value.says}. Source: {_source(found)}."
        return
    given = "recommended" if value.advisory else "allowed"
    yield (
        f"The last day is {in_words(found.due_on)}: {lengthy(terms.allowed, terms.unit)} "
        f"{'is' if terms.allowed == 1 else 'are'} {given}. Source: {_source(found)}."
    )
    if found.rule.counts_back:
        yield from _skipped(found, found.due_on, found.started_on - timedelta(days=1), "")
        return
    yield from _skipped(found, found.started_on, found.due_on, "")
    yield from _moved(found, terms.allowed, found.due_on)


def _extension(found: Reckoning) -> Iterator[str]:
    if found.due_on is None or found.value.advisory:
        return
    if found.latest_on is None or found.terms.up_to is None:
        yield "No extension exists."
        return
    yield (
        f"It can be extended to {lengthy(found.terms.up_to, found.terms.unit)} in all, to "
        f"{in_words(found.latest_on)} at the latest. That needs {found.value.extension_needs}."
    )
    yield from _skipped(found, found.due_on, found.latest_on, " in the extension")
    yield from _moved(found, found.terms.up_to, found.latest_on)


def _targets(found: Reckoning) -> Iterator[str]:
    if found.target_on and found.terms.target:
        unit = "working_days" if found.terms.unit == "none" else found.terms.unit
        yield (
            f"The council's own target is {lengthy(found.terms.target, unit)}, to {in_words(found.target_on)}. "
            "It is not law."
        )
    if found.alert_on and found.value.alert_after:
        yield (
            f"An internal alert falls on day {found.value.alert_after}, {in_words(found.alert_on)}. It is not law."
        )


def _standing(found: Reckoning) -> Iterator[str]:
    """How much weight the answer bears, and what follows when it is missed."""
    if found.value.advisory:
        yield "This is a recommendation and not a limit."
    if found.rule.local:
        yield "This is a setting of the council and not law."
    if found.version_of != found.started_on:
        yield f"The rule used is the one in force on {in_words(found.version_of)}."
    yield f"If it is missed: {found.rule.if_missed}."
    yield from found.rule.notes
    yield SOURCE_READ_WORDS[found.value.source_read]
    yield from cautions(found)


def _source(found: Reckoning) -> str:
    return f"{found.value.basis} ({found.value.href})"


def _why_closed(day: date, calendar: WorkingCalendar) -> str:
    return "" if calendar.is_working_day(day) else calendar.named.get(day, f"{day:%A}")


def _skipped(found: Reckoning, after: date, until: date, where: str) -> Iterator[str]:
    """Name each day that was passed over: holidays by name, weekends by date."""
    if found.terms.unit != "working_days":
        return
    skipped = counts_on(found.rule, found.calendar).skipped(after, until)
    holidays = [f"{in_words(day)} ({why})" for day, why in skipped if day.weekday() < SATURDAY]
    if holidays:
        yield f"Not counted{where}, as not working days: {_listed(holidays)}."
    weekends = [day for day, _ in skipped if day.weekday() >= SATURDAY]
    if weekends:
        yield f"Not counted{where}, as Saturdays and Sundays: {_listed(_by_month(weekends))}."
    closed = [in_words(day) for day in sorted(found.calendar.added) if after < day <= until]
    if closed and not found.rule.local:
        yield f"The council is closed on {_listed(closed)}, but in law such a day counts."


def _moved(found: Reckoning, number: int, end: date) -> Iterator[str]:
    """Calendar lengths: say how the same date was found, and whether it moved."""
    unit = found.terms.unit
    if unit == "working_days":
        return
    plain = counted_to(found.started_on, number, unit, found.calendar)
    if unit != "calendar_days" and plain.day != found.started_on.day:
        sure = "" if found.value.rolls_to_working_day else " That the month's end is meant is unverified."
        missing = f"{found.started_on.day} {plain:%B} {plain.year}"
        yield f"There is no {missing}, so the time ends with the month, on {in_words(plain)}.{sure}"
    if not found.value.rolls_to_working_day:
        yield NO_ROLL
    elif end != plain:
        why = _why_closed(plain, counts_on(found.rule, found.calendar))
        named = "" if plain.weekday() >= SATURDAY else f" ({why})"
        yield f"{in_words(plain)}{named} is not a working day, so it moves to {in_words(end)}."


def _by_month(days: Iterable[date]) -> list[str]:
    """Dates gathered under their month: “12, 13, 19 and 20 April 2025”."""
    months: dict[str, list[str]] = {}
    for day in days:
        months.setdefault(f"{day:%B} {day.year}", []).append(str(day.day))
    return [f"{_listed(days)} {month}" for month, days in months.items()]


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
