"""`heard due`: every clock, and what is due when."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from heard.cli.saying import Refusal, columns, in_words, say_json
from heard.law.clock import (
    CalendarRunsOut,
    LooserThanTheLaw,
    NotASetting,
    NotInForce,
    Settings,
    UnknownRule,
    due,
    every_clock,
)
from heard.law.working_days import ENGLAND, WorkingCalendar


def add_commands(commands: Any) -> None:
    """due."""
    parser = commands.add_parser("due", help="when something is due, and why")
    parser.add_argument("clock", nargs="?", metavar="CLOCK", help="for example children_act/stage_1/answer")
    parser.add_argument("--from", dest="start", metavar="DATE", help="the day of the start event, day 0")
    parser.add_argument("--on-version", metavar="DATE", help="use the rule in force on this day")
    parser.add_argument("--list", action="store_true", help="every clock: start, length, extension, source")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=say_due)


def say_due(given: argparse.Namespace) -> int:
    """Say what is due, or list every clock."""
    if given.list:
        return _list(_of_this_council(today())[0], given.json)
    if not given.clock or not given.start:
        raise Refusal(
            ["Say which clock and from when: heard due CLOCK --from DATE. Or: heard due --list."], usage=True
        )
    start = day(given.start, "--from")
    version = day(given.on_version, "--on-version") if given.on_version else None
    settings, calendar = _of_this_council(version or start)
    try:
        found = due(given.clock, start, on_version=version, settings=settings, calendar=calendar)
    except UnknownRule as why:
        raise Refusal([str(why)], usage=True) from why
    except (NotInForce, CalendarRunsOut, LooserThanTheLaw, NotASetting) as why:
        raise Refusal([str(why)]) from why
    if given.json:
        say_json({**found.as_plain(), "from": start})
        return 0
    print(f"Due: {in_words(found.due_on) if found.due_on else 'no day, because there is no number'}")
    if found.latest_on:
        print(f"Latest, with every extension: {in_words(found.latest_on)}")
    for reason in found.reasons:
        print(f"- {reason}")
    return 0


def today() -> date:
    """The day it is in the council's country."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def _list(settings: Settings, as_json: bool) -> int:
    clocks = every_clock(settings)
    if as_json:
        say_json([{**asdict(one), "clock": one.name} for one in clocks])
        return 0
    rows = [(one.name, one.length, one.extension, one.source_read) for one in clocks]
    print(columns(rows, ("Clock", "Length", "Extension", "Source read")))
    for one in clocks:
        print(
            f"\n{one.name}\n  Starts: {one.starts}. Stops: {one.stops}.\n  Source: {one.source} {one.href}".rstrip()
        )
    return 0


def day(said: str, where: str) -> date:
    """A day as typed at the command line: 2026-12-04, or day first. Anything else is wrong usage."""
    from heard.importing.dates import NotADate, read_date

    try:
        found = read_date(said)
    except NotADate as why:
        raise Refusal([f"{where}: {why} Write a date like 2026-12-04."], usage=True) from why
    if found is None:
        raise Refusal([f"{where}: a date is missing. Write a date like 2026-12-04."], usage=True)
    return found


def _of_this_council(on: date) -> tuple[Settings, WorkingCalendar]:
    """This council's own numbers and added days, where an installation stands here; else the rule book's."""
    import django

    django.setup()
    from heard.casework import clocks

    return clocks.council_clocks(on) if clocks.there_is_an_installation() else ({}, ENGLAND)
