"""Traces beside the case: its calendar, the council's numbers, the server's clock, and rows changed by hand."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models

from heard.casework.commitments import fingerprint, key_of
from heard.casework.gaming_looking import Looked, Trace, salts_of
from heard.casework.performing import day_of
from heard.casework.story_facts import rows_of_case
from heard.casework.writing import GONE
from heard.law.clock import Clock
from heard.law.rulebook import rule
from heard.law.working_days import in_words
from heard.ledger.models import Entry
from heard.people.models import AddedHoliday


def holiday_added(looked: Looked) -> Iterator[Trace]:
    """A day on which the council closed, inside the time of a clock that counts by the council's calendar."""
    for clock in _clocks(looked):
        if not clock.due.found.rule.local or clock.must_by is None:
            continue
        for one in AddedHoliday.objects.filter(day__gt=clock.started_on, day__lte=clock.must_by):
            said = f"{one.title} on {in_words(one.day)} lies inside “{clock.due.found.rule.title}” and moves its day."
            yield Trace("holiday_added", one.day, said)


def target_raised(looked: Looked) -> Iterator[Trace]:
    """A number of the council's own that gives a clock of this case more days than the one before, or was set late."""
    for clock in _clocks(looked):
        rows = [one for one in looked.numbers if one.name.startswith(f"clock/{clock.name}/")]
        before: dict[str, int] = _usual(clock)
        for row in rows:
            part = row.name.rpartition("/")[2]
            if row.begins_on > clock.started_on or not row.value.isdigit():
                continue
            if int(row.value) > before.get(part, 0):
                title, name = clock.due.found.rule.title, part.replace("_", " ")
                said = f"“{title}” was given {row.value} {name}, from {before.get(part, 0)}."
                yield Trace("target_raised", row.begins_on, said)
            before[part] = int(row.value)
            written = _written(key_of(row))
            if written is not None and day_of(written) > clock.started_on:
                said = f"A number that holds from {in_words(row.begins_on)} was set on {in_words(day_of(written))}."
                yield Trace("target_raised", day_of(written), said)


def _usual(clock: Clock) -> dict[str, int]:
    value = rule(clock.name).on(clock.started_on)
    days = value.value or 0
    return {"days": days, "extension_days": (value.up_to or days) - days}


def _written(key: str) -> datetime | None:
    # A line about the council names no case; without that the whole ledger would be read.
    entry = Entry.objects.filter(reference="", said__contains=f'"{key}"').order_by("-sequence").first()
    return entry.at if entry else None


def _clocks(looked: Looked) -> Iterator[Clock]:
    for stage in looked.stages:
        clock = looked.clock(stage)
        if clock is not None:
            yield clock


def clock_set_back(looked: Looked) -> Iterator[Trace]:
    """A line of the ledger recorded at an earlier instant than the line before it."""
    numbers = [entry.sequence for entry in looked.entries]
    rows = Entry.objects.filter(sequence__in=[number - 1 for number in numbers])
    before = dict(rows.values_list("sequence", "at"))
    for entry in looked.entries:
        at = before.get(entry.sequence - 1)
        if at is not None and entry.at < at:
            said = (
                f"Line {entry.sequence} was recorded at {_instant(entry.at)}, after a line of {_instant(at)}: the "
                "server's clock was set back, or an act was dated back."
            )
            yield Trace("clock_set_back", day_of(entry.at), said)


def _instant(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}"


def changed_by_hand(looked: Looked) -> Iterator[Trace]:
    """A row of the case that is not as the ledger left it, that no line wrote, or that is gone without a line."""
    last, there = _last_lines(looked), set()
    for row in rows_of_case(looked.case, looked.tables):
        key = key_of(row)
        there.add(key)
        # An act on another case may have written it since.
        if not _as_left(row, last.get(key), looked.salts) and not _left_elsewhere(row):
            said = f"A row ({row._meta.verbose_name} {row.pk}) is not as the ledger left it."
            yield Trace("changed_by_hand", _last_day(looked), said)
    not_told = [key for key, (_, kept) in last.items() if kept != GONE and key not in there]
    for key in _missing(not_told):
        if (_elsewhere(key) or (0, GONE))[1] != GONE:
            label, _, number = key.partition(":")
            said = f"A row ({label} {number}) was taken out without a line in the ledger."
            yield Trace("changed_by_hand", _last_day(looked), said)


def _last_lines(looked: Looked) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for entry in looked.entries:
        for key, print_ in json.loads(entry.said).get("rows", {}).items():
            found[key] = (entry.sequence, print_)
    return found


def _elsewhere(key: str) -> tuple[int, str] | None:
    """The last line anywhere that wrote this row: an act on another case may have."""
    entry = Entry.objects.filter(said__contains=f'"{key}":').order_by("-sequence").first()
    return (entry.sequence, json.loads(entry.said)["rows"][key]) if entry else None


def _as_left(row: models.Model, line: tuple[int, str] | None, salts: Mapping[int, str]) -> bool:
    """Whether a row has the fingerprint that a line kept; a salt emptied by erasure says nothing any more."""
    if line is None:
        return False
    salt = salts.get(line[0])
    return salt == "" or (salt is not None and fingerprint(row, salt) == line[1])


def _left_elsewhere(row: models.Model) -> bool:
    line = _elsewhere(key_of(row))
    return _as_left(row, line, salts_of([line[0]])) if line else False


def _missing(keys: Iterable[str]) -> Iterator[str]:
    """Those of these rows that are not there. One statement a table."""
    by_table: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        label, _, number = key.partition(":")
        by_table[label].append(number)
    for label, numbers in by_table.items():
        rows: Any = apps.get_model(label)._default_manager.filter(pk__in=numbers)
        there = {str(number) for number in rows.values_list("pk", flat=True)}
        yield from (f"{label}:{number}" for number in numbers if number not in there)


def _last_day(looked: Looked) -> date:
    """The day of the last line: what was changed by hand says no day of its own."""
    return day_of(looked.entries[-1].at) if looked.entries else looked.case.received_on
