"""Who is reminded of a date, and when: the council's ladder of chasers, and for how long a case may lie still."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from heard.casework.council import change_setting, setting

ROLES = ("handler", "manager", "director")
# Whoever owes a promise and the head of the service are reminded of promises too. The names as a ladder writes them.
PROMISED_ROLES: Mapping[str, str] = {
    "owner": "owner",
    **dict(zip(ROLES[:2], ROLES[:2], strict=True)),
    "head": "head_of_service",
    "director": "director",
}
CHASERS, QUIET, LOOKS_KEPT = "night/chasers", "night/quiet_days", "night/looks_kept_days"
PROMISED = "night/promise_chasers"
DEFAULTS: Mapping[str, str] = {
    CHASERS: "-3 handler, 0 handler, 1 manager, 5 director",
    QUIET: "10",
    LOOKS_KEPT: "2190",
    PROMISED: "-3 owner, 0 owner, 0 handler, 1 manager, 3 head, 5 director",
}
RUNG = re.compile(r"(-?\d{1,3}) ([a-z]+)")
MOST_DAYS = 250
LOOKS_KEPT_AT_LEAST, LOOKS_KEPT_AT_MOST = 365, 36_500


class NotALadder(ValueError):
    """What was written is no ladder of chasers, or no number of days; the message says how to write one."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One chaser: so many working days after the date (before it, where below zero), and who is reminded."""

    days: int
    role: str

    @property
    def code(self) -> str:
        """How a notice names this chaser: chase_handler_3_before."""
        side = (
            "on_the_day" if self.days == 0 else f"{abs(self.days)}_{'after' if self.days > 0 else 'before'}"
        )
        return f"chase_{self.role}_{side}"


def reached(ladder: Sequence[Rung], left: int, passed: bool) -> Iterator[Rung]:
    """The chasers due today, with so many working days left (below zero once it is late).

    Before the date only the latest, as the earlier ones are out of date; after it every one, so that nobody is
    passed over by a night that was missed.
    """
    if passed:
        yield from (rung for rung in ladder if rung.days > 0 and left <= -rung.days)
        return
    near = [rung for rung in ladder if rung.days <= 0 and left <= -rung.days]
    yield from (rung for rung in near if rung.days == near[-1].days)


def read_ladder(said: str, name: str = CHASERS) -> tuple[Rung, ...]:
    """A ladder as a council writes it: `-3 handler, 0 handler, 1 manager, 5 director`. Raises NotALadder.

    `name` is the setting it is: the ladder of promises (`night/promise_chasers`) knows an owner and a head as well.
    """
    known = tuple(PROMISED_ROLES) if name == PROMISED else ROLES
    found = [RUNG.fullmatch(one.strip()) for one in said.split(",")]
    rungs = [Rung(int(one[1]), one[2]) for one in found if one and one[2] in known]
    if len(rungs) < len(found) or len({rung.code for rung in rungs}) < len(rungs):
        raise NotALadder(
            f"“{said}” is no ladder of chasers. Write working days and who is reminded, each once, days before the "
            f"date with a minus: {DEFAULTS[name]}. There are: {', '.join(known)}."
        )
    return tuple(sorted(rungs, key=lambda rung: (rung.days, rung.role)))


def read_quiet_days(said: str) -> int:
    """After how many working days without an act a case is named (regulation 10(c)). Raises NotALadder."""
    if not said.strip().isdigit() or not 1 <= int(said) <= MOST_DAYS:
        raise NotALadder(
            f"“{said}” is no number of working days. Write a whole number from 1 to {MOST_DAYS}."
        )
    return int(said)


def read_looks_kept(said: str) -> int:
    """For how many days it stays on record who looked at a case: a year at least. Raises NotALadder."""
    days = int(said) if said.strip().isdigit() else 0
    if not LOOKS_KEPT_AT_LEAST <= days <= LOOKS_KEPT_AT_MOST:
        raise NotALadder(
            f"“{said}” is no number of days to keep who looked. Write a whole number from {LOOKS_KEPT_AT_LEAST} to "
            f"{LOOKS_KEPT_AT_MOST}."
        )
    return days


def ladder_on(day: date) -> tuple[Rung, ...]:
    """The council's ladder in force on a day, or the usual one."""
    return read_ladder(setting(CHASERS, day, DEFAULTS[CHASERS]))


def promised_ladder_on(day: date) -> tuple[Rung, ...]:
    """The council's ladder for promises in force on a day, or the usual one."""
    return read_ladder(setting(PROMISED, day, DEFAULTS[PROMISED]), PROMISED)


def quiet_days_on(day: date) -> int:
    """The council's number in force on a day, or 10 working days."""
    return read_quiet_days(setting(QUIET, day, DEFAULTS[QUIET]))


def looks_kept_on(day: date) -> int:
    """The council's number in force on a day, or six years."""
    return read_looks_kept(setting(LOOKS_KEPT, day, DEFAULTS[LOOKS_KEPT]))


def set_night(*, name: str, value: str, begins_on: date, by: str, at: datetime, reason: str = "") -> None:
    """Set a ladder (`night/chasers`, `night/promise_chasers`), the quiet days (`night/quiet_days`) or for how many days
    looks are kept (`night/looks_kept_days`) from a day on. Raises NotALadder.
    """
    readers: Mapping[str, Callable[[str], object]] = {
        CHASERS: read_ladder,
        QUIET: read_quiet_days,
        LOOKS_KEPT: read_looks_kept,
        PROMISED: partial(read_ladder, name=PROMISED),
    }
    if name not in readers:
        raise NotALadder(f"There is no setting “{name}”. There are: {', '.join(readers)}.")
    readers[name](value)
    change_setting(name=name, value=value.strip(), begins_on=begins_on, by=by, at=at, reason=reason)
