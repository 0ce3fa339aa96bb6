"""Setting a council's own numbers, each checked against the law before it is kept."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.clocks import council_clocks
from heard.casework.council import change_setting, in_one_transaction
from heard.casework.letters.arriving import check_assumed_days
from heard.casework.nightly_ladder import CHASERS, LOOKS_KEPT, PROMISED, QUIET, NotALadder, set_night
from heard.casework.payments_set import DEFAULTS as MONEY
from heard.casework.payments_set import NotAnAmount, check_money
from heard.casework.small_numbers import SETTING as SMALL_NUMBERS
from heard.casework.small_numbers import NotAThreshold, check_threshold
from heard.law.clock import LooserThanTheLaw, NotInForce, UnknownRule, due
from heard.law.clock import NotASetting as NotSettable
from heard.representations.models import STAGES

BANDED = tuple(code for code, _ in STAGES)
ASSUMED = "post/assumed_days/"
PLAIN = ("corporate/stages",)
NIGHT = (CHASERS, QUIET, LOOKS_KEPT, PROMISED)
CLOCK_PARTS = ("days", "extension_days", "counts_from")


class NotASetting(Exception):
    """There is no such setting, or the value does not fit it; the message says what would. `name` is the setting."""

    name = ""


def set_value(*, name: str, value: str, begins_on: date, by: str, at: datetime, reason: str = "") -> None:
    """Set a band's edges (`bands/stage_1` = 10,20), a clock's number (`clock/concern/answer/days` = 5), or what the
    night goes by (`night/chasers`). The one way to set anything.

    Raises NotASetting; a target looser than the law is refused with both numbers.
    """
    room, _, rest = name.partition("/")
    if room == "night":
        _set_night(name, value, begins_on, by, at, reason)
        return
    if room == "bands":
        _check_bands(rest, value)
    elif room == "clock":
        _check_clock_words(rest, value)
    elif name in MONEY:
        _check_money(name, value)
    elif name.startswith(ASSUMED):
        _check_post(name.removeprefix(ASSUMED), value)
    elif name == SMALL_NUMBERS:
        _check_threshold(value)
    elif name not in PLAIN:
        there_are = ", ".join(
            ("bands/STAGE", "clock/CLOCK/{days,…}", f"{ASSUMED}WAY", *PLAIN, SMALL_NUMBERS, *NIGHT, *MONEY)
        )
        raise NotASetting(f"There is no setting “{name}”. There are: {there_are}.")
    elif not value.strip().isdigit():
        raise NotASetting(f"“{value}” is not a whole number. Write one.")
    with in_one_transaction():
        change_setting(name=name, value=value.strip(), begins_on=begins_on, by=by, at=at, reason=reason)
        if room == "clock":
            _try_clock(rest.rpartition("/")[0], begins_on)


def _set_night(name: str, value: str, begins_on: date, by: str, at: datetime, reason: str) -> None:
    try:
        set_night(name=name, value=value, begins_on=begins_on, by=by, at=at, reason=reason)
    except NotALadder as why:
        raise NotASetting(str(why)) from why


def _check_bands(stage: str, value: str) -> None:
    if stage.rpartition("/")[2] not in BANDED:
        raise NotASetting(f"There is no stage “{stage}”. There are: {', '.join(BANDED)}.")
    try:
        edges = [int(edge) for edge in value.split(",")]
    except ValueError as why:
        raise NotASetting(f"“{value}” is not a list of working days. Write them like this: 10,20") from why
    if edges != sorted(set(edges)) or edges[0] < 0:
        raise NotASetting(f"“{value}” must rise from edge to edge. Write them like this: 10,20")


def _check_clock_words(rest: str, value: str) -> None:
    part = rest.rpartition("/")[2]
    if part not in CLOCK_PARTS:
        raise NotASetting(f"A clock has {', '.join(CLOCK_PARTS)}. There is no “{part}”.")
    if part != "counts_from" and not value.strip().isdigit():
        raise NotASetting(f"“{value}” is not a number of days. Write a whole number.")


def _check_post(way: str, value: str) -> None:
    try:
        check_assumed_days(way, value)
    except ValueError as why:
        raise NotASetting(str(why)) from why


def _check_money(name: str, value: str) -> None:
    try:
        check_money(name, value.strip())
    except NotAnAmount as why:
        raise NotASetting(str(why)) from why


def _check_threshold(value: str) -> None:
    try:
        check_threshold(value)
    except NotAThreshold as why:
        raise NotASetting(str(why)) from why


def _try_clock(clock: str, begins_on: date) -> None:
    """The law has the last word: a looser target is refused, and nothing is kept."""
    settings, calendar = council_clocks(begins_on)
    try:
        due(clock, begins_on, settings=settings, calendar=calendar)
    except (LooserThanTheLaw, NotSettable, NotInForce, UnknownRule) as why:
        raise NotASetting(str(why)) from why
