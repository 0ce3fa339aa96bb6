"""How long a case is kept: the lines of a schedule it falls under, the day its time is over, and why.

No statute sets a period for complaint files, so the council signs a schedule off. Nothing here erases anything: the day
on which a time is over is the day from which somebody looks, and no more.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from heard.law.working_days import in_words

START = Path(__file__).parent / "retention_start.toml"
# A complaint may be taken to the Ombudsman for twelve months (Local Government Act 1974, section 26B): no line ends
# before that, whatever it counts from.
AFTER_CLOSURE = 12
GROWN_UP = 18
STATUTORY = "statutory_complaint"


class Trigger(StrEnum):
    """What a period counts from."""

    CLOSURE = "closure"
    CHILD_BIRTH = "child_birth"
    ADOPTION = "adoption"
    LAST_CONTACT = "last_contact"
    WORKER_BIRTH = "worker_birth"
    DECISION = "decision"
    LEAVING = "leaving"
    EVENT = "event"

    @property
    def words(self) -> str:
        """The same in words, after “from”."""
        return TRIGGER_WORDS[self]


TRIGGER_WORDS = {
    Trigger.CLOSURE: "the end of the last stage, or of the Ombudsman’s case",
    Trigger.CHILD_BIRTH: "the child’s birth",
    Trigger.ADOPTION: "the adoption order",
    Trigger.LAST_CONTACT: "the last contact",
    Trigger.WORKER_BIRTH: "the birth of the member of staff",
    Trigger.DECISION: "the decision not to take it up",
    Trigger.LEAVING: "the day they left",
    Trigger.EVENT: "the day it happened",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a schedule. No `length` means for good."""

    code: str
    title: str
    trigger: Trigger
    length: int | None
    unit: str
    reason: str
    basis: str
    owner: str
    review_months: int = 12
    until_age: int | None = None
    after_death: int | None = None

    @property
    def period(self) -> str:
        """The period in words: 6 years, or until the child’s 25th birthday if that is later."""
        if self.length is None:
            return "for good"
        said = _time(self.length, self.unit)
        if self.until_age:
            said += f", or until the child’s {ordinal(self.until_age)} birthday if that is later"
        if self.after_death:
            said += f"; {self.after_death} years from the death of somebody who died before {GROWN_UP}"
        return said


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case on the day it is asked about. None, or an empty code, is what nobody has said."""

    kind: str
    is_open: bool
    closed_on: date | None = None
    still_open: str = ""
    was_looked_after: bool | None = None
    was_adopted: bool | None = None
    was_protected: bool | None = None
    has_worker: bool = False
    allegation: str = ""
    not_taken_up: bool | None = False
    child_born_on: date | None = None
    child_died_on: date | None = None
    adopted_on: date | None = None
    last_contact_on: date | None = None
    worker_born_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One line that a case falls under, the day it ends by it, and the sum in words."""

    code: str
    ends_on: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """When the time of a case is over, by which lines, and what must be said first. No day where it is not known."""

    over_on: date | None
    code: str = ""
    reasons: tuple[Reason, ...] = ()
    unknown: tuple[str, ...] = ()
    open_because: str = ""

    def is_over(self, on: date) -> bool:
        """Whether its time is over on a day: from the day itself on."""
        return self.over_on is not None and self.over_on <= on


def judge(facts: Facts, schedule: Mapping[str, Line]) -> Judgement:
    """When the time of a case is over. Where several lines apply the longest holds; what nobody said is asked for."""
    if facts.is_open or facts.closed_on is None:
        return Judgement(None, open_because=facts.still_open or "It is open.")
    codes, unknown = _lines_of(facts)
    missing = [code for code in codes if code not in schedule]
    if missing:
        unknown.append(f"The council has signed off no line “{missing[0]}” yet.")
        return Judgement(None, unknown=tuple(unknown))
    found = [_reason(schedule[code], facts, unknown) for code in codes]
    reasons = tuple(one for one in found if one is not None)
    if unknown or any(one.ends_on is None for one in reasons):
        return Judgement(None, reasons=reasons, unknown=tuple(dict.fromkeys(unknown)))
    last = max(reasons, key=lambda one: one.ends_on or date.min)
    return Judgement(last.ends_on, last.code, reasons)


@cache
def start_schedule() -> Mapping[str, Line]:
    """The schedule we suggest to begin with. It is nobody’s until a council signs it off."""
    rows: list[dict[str, Any]] = tomllib.loads(START.read_text("utf-8"))["line"]
    return {
        row["code"]: Line(**{**row, "trigger": Trigger(row["trigger"]), "length": row.get("length")})
        for row in rows
    }


def later(day: date, length: int, unit: str) -> date:
    """So many days, months or years after a day. What would be 29 February in a common year is 1 March."""
    if unit == "days":
        return day + timedelta(days=length)
    months = day.year * 12 + day.month - 1 + (length * 12 if unit == "years" else length)
    year, month = divmod(months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = first_of_next - timedelta(days=1)
    return last.replace(day=day.day) if day.day <= last.day else first_of_next


def ordinal(number: int) -> str:
    """25th, 21st, 102nd."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _time(length: int, unit: str) -> str:
    return f"{length} {unit if length != 1 else unit.rstrip('s')}"


def _lines_of(facts: Facts) -> tuple[list[str], list[str]]:
    """The lines a case falls under, and the questions that nobody has answered."""
    unknown: list[str] = []
    if facts.not_taken_up is None:
        unknown.append("Was this anonymous report taken up?")
    codes = ["anonymous"] if facts.not_taken_up else _by_kind(facts, unknown)
    if facts.has_worker and not facts.allegation:
        unknown.append("Was there an allegation about a member of staff, and what became of it?")
    if facts.allegation in ("substantiated", "unsubstantiated"):
        codes.append("allegation")
    if facts.allegation in ("unfounded", "malicious"):
        codes.append("allegation_unfounded")
    return codes, unknown


def _by_kind(facts: Facts, unknown: list[str]) -> list[str]:
    if facts.kind != STATUTORY:
        return ["other"]
    asked = (
        (facts.was_looked_after, "looked_after", "Is or was the child looked after?"),
        (facts.was_adopted, "adopted", "Was the child adopted?"),
        (facts.was_protected, "protected", "Is or was there a child protection plan?"),
    )
    unknown += [question for said, _, question in asked if said is None]
    codes = [code for said, code, _ in asked if said]
    in_care = facts.was_looked_after or facts.was_adopted
    return codes if in_care else ["statutory", *codes]


def _reason(line: Line, facts: Facts, unknown: list[str]) -> Reason | None:
    if line.length is None:
        return Reason(line.code, None, f"{line.title}: {line.period}.")
    began = _began(line, facts)
    if began is None:
        unknown.append(f"What day was {line.trigger.words}? “{line.title}” counts from it.")
        return None
    steps = list(_steps(line, facts, began, unknown))
    if not steps:
        return None
    ends, words = max(steps, key=lambda one: one[0])
    return Reason(line.code, ends, f"{line.title}: {words}.")


def _began(line: Line, facts: Facts) -> date | None:
    return {
        Trigger.CLOSURE: facts.closed_on,
        Trigger.DECISION: facts.closed_on,
        Trigger.CHILD_BIRTH: facts.child_born_on,
        Trigger.ADOPTION: facts.adopted_on,
        Trigger.LAST_CONTACT: facts.last_contact_on,
        Trigger.WORKER_BIRTH: facts.worker_born_on,
    }.get(line.trigger)


def _steps(line: Line, facts: Facts, began: date, unknown: list[str]) -> Iterator[tuple[date, str]]:
    """Every day that counts for a line, of which the latest holds."""
    died = facts.child_died_on
    if (
        line.after_death
        and died
        and facts.child_born_on
        and died < later(facts.child_born_on, GROWN_UP, "years")
    ):
        yield (
            later(died, line.after_death, "years"),
            f"{line.after_death} years from the death on {in_words(died)}",
        )
    else:
        ends = later(began, line.length or 0, line.unit)
        yield ends, f"{_time(line.length or 0, line.unit)} from {line.trigger.words}, {in_words(began)}"
    if line.until_age:
        if facts.child_born_on is None:
            unknown.append(f"When was the child born? “{line.title}” lasts until a birthday.")
            return
        birthday = later(facts.child_born_on, line.until_age, "years")
        yield birthday, f"the child’s {ordinal(line.until_age)} birthday"
    if facts.closed_on is not None:
        end = later(facts.closed_on, AFTER_CLOSURE, "months")
        yield (
            end,
            f"twelve months from the end, {in_words(facts.closed_on)}, in which the Ombudsman may be asked",
        )
