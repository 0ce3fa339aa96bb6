"""The clocks that run on a case now: what each is for, its days, and whether law or the council sets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from heard.casework.case_facts import Facts, facts_of
from heard.casework.clocks import CouncilClocks
from heard.casework.clocks_of_type import clock_of_type
from heard.casework.intake_clocks import days_from_receipt, waits_to_be_accepted
from heard.casework.looking import dates_of
from heard.casework.looking_at_work_acts import next_act
from heard.law.clock import Clock, Colour, HoldBasis
from heard.law.clock import Hold as HeldTime
from heard.law.rulebook import NotInForce
from heard.law.timeliness import StageDates
from heard.representations.models import Hold, Representation, Stage


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs: `name` is the rule's, `title` what is to be done by it, `target_on` the council's own day."""

    name: str
    stage: str
    title: str
    started_on: date
    due_on: date | None
    latest_on: date | None
    target_on: date | None
    extended: bool
    local: bool
    used: int
    left: int | None
    colour: Colour
    held_since: date | None
    why: tuple[str, ...]
    clock: Clock


def running_clocks(case: Representation, today: date) -> Iterator[Running]:
    """Every clock that runs on the open stages of a case."""
    return clocks_running(facts_of(case), today)


def clocks_running(facts: Facts, today: date) -> Iterator[Running]:
    """As `running_clocks`, of what was read of a case already."""
    case, clocks = facts.case, facts.clocks
    if not case.is_open:
        return
    held = [one for one in facts.holds if one.element_id is None]
    by_type = clock_of_type(case, clocks)
    if by_type is not None:
        yield _running("", replace(by_type, holds=tuple(map(_held, held))), today)
    if not facts.open_stages and waits_to_be_accepted(case):
        # It has run since receipt, before there is a stage.
        yield from _clocks(days_from_receipt(case), clocks, held, today)
    for stage in facts.open_stages:
        of_it = [one for one in held if one.stage_id in (None, stage.pk)]
        yield from _clocks_of_stage(stage, clocks, of_it, today)


def _clocks_of_stage(
    stage: Stage, clocks: CouncilClocks, holds: Iterable[Hold], today: date
) -> Iterator[Running]:
    """The clocks that run on one open stage: to acknowledge it where that is still owed, and to answer it."""
    return _clocks(dates_of(stage), clocks, holds, today)


def _clocks(
    dates: StageDates, clocks: CouncilClocks, holds: Iterable[Hold], today: date
) -> Iterator[Running]:
    try:
        found = (
            clocks.acknowledgement(dates) if dates.acknowledged_on is None else None,
            clocks.clock(dates),
        )
    except NotInForce:
        return
    for clock in found:
        if clock is not None and clock.stopped_on is None:
            yield _running(dates.stage, replace(clock, holds=tuple(map(_held, holds))), today)


def _held(row: Hold) -> HeldTime:
    return HeldTime(row.from_on, row.until_on, cast(HoldBasis, row.basis))


def _running(stage: str, clock: Clock, today: date) -> Running:
    return Running(
        name=clock.name,
        stage=stage,
        title=next_act(stage, clock),
        started_on=clock.started_on,
        due_on=clock.must_by,
        latest_on=clock.latest_on,
        target_on=clock.local_target,
        extended=clock.extended_to is not None,
        local=clock.due.found.rule.local,
        used=clock.used(today),
        left=clock.left(today),
        colour=clock.colour(today),
        held_since=clock.held_from(today),
        why=tuple(clock.why()),
        clock=clock,
    )
