"""What is looked at to find the traces of a case: its rows, its lines in the ledger and its corrections, read once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.casework.commitments import key_of
from heard.casework.performing import day_of
from heard.casework.stage_days import dates_on_record
from heard.casework.story_facts import Tables
from heard.law.clock import Clock, NotInForce
from heard.law.working_days import WorkingCalendar
from heard.ledger.models import Correction, Entry, Salt
from heard.people.models import CouncilSetting
from heard.representations.models import Decision, Extension, Hold, Letter, Link, Representation, Stage


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that somebody who looks into a case should see: which move it could be, when, and what shows it.

    A trace accuses nobody. Most have a good reason, which stands beside them; none is hidden.
    """

    move: str
    on: date
    what: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """One value that was put right: its name (stage_1/answered_on), both values as text, and when."""

    what: str
    was: str
    became: str
    on: date

    def days(self) -> tuple[date, date] | None:
        """Both values as days, where both are."""
        try:
            return date.fromisoformat(self.was), date.fromisoformat(self.became)
        except ValueError:
            return None


def salts_of(lines: Sequence[int]) -> Mapping[int, str]:
    """The salts of lines of the ledger."""
    return dict(Salt.objects.filter(entry_id__in=lines).values_list("entry_id", "value"))


class Looked:
    """One case as it is looked into. Everything is read when it is first asked for, and once."""

    def __init__(self, case: Representation, tables: Tables | None = None) -> None:
        self.case, self.tables = case, tables

    @cached_property
    def clocks(self) -> CouncilClocks:
        """The council's clocks as they are now."""
        return clocks_of_council()

    @property
    def calendar(self) -> WorkingCalendar:
        """The calendar of the law."""
        return self.clocks.calendar.by_law

    @cached_property
    def stages(self) -> Sequence[Stage]:
        """Its stages."""
        return list(self.case.stages.select_related("representation").prefetch_related("extensions"))

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """Its lines in the ledger, in order."""
        return list(Entry.objects.filter(reference=self.case.reference).order_by("sequence"))

    @cached_property
    def salts(self) -> Mapping[int, str]:
        """The salt of each of these lines."""
        return salts_of([one.sequence for one in self.entries])

    @cached_property
    def numbers(self) -> Sequence[CouncilSetting]:
        """The council's own numbers, in order."""
        return list(CouncilSetting.objects.filter(name__startswith="clock/").order_by("begins_on", "pk"))

    @cached_property
    def corrections(self) -> Sequence[Corrected]:
        """What was put right, in order; a sheet and a person name the same value the same way here."""
        rows = Correction.objects.filter(reference=self.case.reference).order_by("pk")
        return [Corrected(one.what.replace(".", "/"), one.was, one.became, day_of(one.at)) for one in rows]

    @cached_property
    def decisions(self) -> Sequence[Decision]:
        """What was decided."""
        return list(self.case.decisions.select_related("element"))

    @cached_property
    def holds(self) -> Sequence[Hold]:
        """When it waited, and why."""
        return list(self.case.holds.select_related("element"))

    @cached_property
    def letters(self) -> Sequence[Letter]:
        """Its letters, with what is known of their sending."""
        return list(self.case.letters.select_related("posting"))

    @cached_property
    def links(self) -> Sequence[Link]:
        """The cases it is linked with, either way."""
        rows = Link.objects.filter(one=self.case) | Link.objects.filter(other=self.case)
        return list(rows.select_related("one", "other").order_by("pk"))

    def extensions(self) -> Iterator[tuple[Stage, Extension]]:
        """Each time a stage was given more time."""
        for stage in self.stages:
            for one in stage.extensions.all():
                yield stage, one

    def clock(self, stage: Stage) -> Clock | None:
        """The clock a stage is answered by; None where there is none, or it was not in force."""
        try:
            return self.clocks.clock(dates_on_record(stage))
        except NotInForce:
            return None

    def acts(self, *names: str) -> Iterator[Entry]:
        """Its lines of these acts."""
        return (entry for entry in self.entries if entry.act in names)

    def recorded_on(self, row: Any) -> date | None:
        """The day on which a row was first written down."""
        key = key_of(row)
        found = next((one for one in self.entries if key in json.loads(one.said).get("rows", {})), None)
        return day_of(found.at) if found else None
