"""Live cases as they are written down here: what is done on each, so many working days before or after today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from inspect import signature
from typing import Any

from heard.casework.intake import receive
from heard.casework.new_details import NewElement
from heard.casework.parties import Somebody
from heard.importing.demonstration.instead import instead
from heard.importing.demonstration_live.people import AMINA, BEA_SIGNS_IN
from heard.law.working_days import ENGLAND
from heard.people.models import Person
from heard.representations.models import Party, Representation

AnAct = Callable[..., Any]
FARTHEST = 330  # working days before today
# How far the letter of an act has come; or it is told together with the next act of that day.
SENT, WAITING, A_DRAFT, TOGETHER = "sent", "waiting", "a draft", "together"
MARK = "Invented for the demonstration."
# Who does what an act asks a name for, unless a case says otherwise.
BY_NAME = ("decided_by", "accepted_by", "settled_by", "answered_by", "thanked_by", "shared_by")


@dataclass
class Live:
    """One live case: its name in this telling, and its reference once it has been received."""

    name: str
    reference: str = ""

    def person(self, part: str = "complainant") -> int:
        """The number of the first person with a part in it."""
        rows = Party.objects.filter(representation__reference=self.reference, part=part)
        return int(rows.order_by("pk").values_list("person_id", flat=True)[0])

    def case(self) -> Representation:
        """It as it stands on record."""
        return Representation.objects.get(reference=self.reference)


@dataclass(frozen=True)
class Step:
    """One act of one case on its day. Facts that are functions are asked when the act is done, of the case."""

    live: Live
    day: date
    act: AnAct
    facts: Mapping[str, Any]
    by: str
    letter: Mapping[str, Any]
    leaves: str

    def all_facts(self) -> dict[str, Any]:
        """Every fact the act is given: what was said, what is asked of the case now, and the usual names and days."""
        names = asked_by(self.act)
        usual: dict[str, Any] = {name: AMINA for name in BY_NAME if name in names}
        usual |= {"told_on": self.day} if "told_on" in names else {}
        said = {name: one(self.live) if callable(one) else one for name, one in self.facts.items()}
        facts = instead({**usual, **said})
        return {**facts, **({} if self.act is receive else {day_name(self.act): self.day})}


@dataclass
class Plan:
    """Every live case and every act on it, from one day's point of view."""

    today: date
    steps: list[Step] = field(default_factory=list)
    live: dict[str, Live] = field(default_factory=dict)
    _days: list[date] = field(default_factory=list)

    def __post_init__(self) -> None:
        day = ENGLAND.next_working_day(self.today)
        while len(self._days) <= FARTHEST:
            if ENGLAND.is_working_day(day):
                self._days.append(day)
            day -= timedelta(days=1)

    def ago(self, working_days: int) -> date:
        """The working day so many working days before today, and never a day that has not come."""
        return min(self._days[working_days], self.today)

    def ahead(self, working_days: int) -> date:
        """The day so many working days after today."""
        return ENGLAND.after(self.today, working_days)

    def after(self, ago: int, working_days: int) -> date:
        """The day so many working days after the day that lies `ago` working days back."""
        return ENGLAND.after(self.ago(ago), working_days)

    def case(self, name: str) -> Telling:
        """Begin to tell of a case."""
        self.live[name] = Live(name)
        return Telling(self, self.live[name])

    def first_instant(self) -> datetime:
        """An instant two days before the first act: the council was there before anybody complained."""
        first = min(step.day for step in self.steps)
        return datetime.combine(first - timedelta(days=2), time(8, 0), UTC)

    def in_order(self) -> list[Step]:
        """Every act by its day; those of one day in the order in which they were told."""
        return sorted(self.steps, key=lambda step: step.day)


@dataclass
class Telling:
    """The telling of one case, act after act."""

    plan: Plan
    live: Live

    def on(
        self,
        ago: int,
        act: AnAct,
        *,
        by: str = BEA_SIGNS_IN,
        letter: Mapping[str, Any] | None = None,
        leaves: str = SENT,
        **facts: Any,
    ) -> Telling:
        """Do an act so many working days ago. `letter` is what the letter it owes must be given, and `leaves` how far
        that letter has come.
        """
        self.plan.steps.append(Step(self.live, self.plan.ago(ago), act, facts, by, letter or {}, leaves))
        return self

    def joins(self, ago: int, part: str, *names: str) -> Telling:
        """Somebody of the office, or somebody from outside, takes a part in the case."""
        from heard.casework.parties import add_party

        for name in names:
            self.on(ago, add_party, somebody=lambda live, name=name: somebody(part, name))
        return self


def somebody(part: str, name: str) -> Somebody:
    """Somebody with a part, who is one person in every case in which they have one."""
    name = instead(name)
    known = Person.objects.filter(name=name).order_by("pk").values_list("pk", flat=True).first()
    return Somebody(part, name, person=known)


def points(day: date, said: Iterable[tuple[str, str]]) -> tuple[NewElement, ...]:
    """Points of complaint, each with what would put it right, that arose a month before a day."""
    arose = day - timedelta(days=30)
    return tuple(NewElement(words, outcome_wanted=wanted, arose_on=arose) for words, wanted in said)


@cache
def asked_by(act: AnAct) -> Mapping[str, str]:
    """What an act asks for: each name with the kind of thing it is, in order."""
    return {name: str(one.annotation) for name, one in signature(act).parameters.items()}


def day_name(act: AnAct) -> str:
    """What an act calls the day on which it is done: the first day it asks for."""
    return next(name for name, kind in asked_by(act).items() if kind == "date")
