"""The one door: an act is asked of the chart, written with its ledger line, and moves the case, or nothing is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.timezone import get_default_timezone

from heard.casework import acts
from heard.casework.council import setting
from heard.casework.leaving import leave_drafts
from heard.casework.performing_checked import refuse_who_may_not, vouching
from heard.casework.writing import Line, one_act, write_entries
from heard.law.procedure import Act, Chart, Move, chart_for
from heard.law.working_days import in_words
from heard.representations.models import Hold, Representation, Stage


class NotNow(Exception):
    """The act cannot be done on this case as it stands; the message says why and what can be done."""


class NoSuchCase(Exception):
    """There is no case of that reference."""


@dataclass
class Doing:
    """An act being done: the case, its move, and the line under which rows are written."""

    case: Representation
    move: Move
    line: Line
    day: date

    def add(self, row: models.Model) -> None:
        """Keep a new row."""
        self.line.add(row)

    def change(self, row: models.Model, **values: Any) -> None:
        """Give a row new values. Raises NotNow where something would end before it began, or in two ways."""
        _refuse_end_before_start(row, values)
        _refuse_two_endings(row, values)
        self.line.change(row, **values)

    def stage(self, code: str) -> Stage:
        """The stage of this case. Raises NotNow."""
        found = Stage.objects.filter(representation=self.case, stage=code).first()
        if found is None:
            raise NotNow(f"{self.case.reference} has no {code.replace('_', ' ')} on record.")
        return found


@contextmanager
def performing(act: Act, *, reference: str, by: str, at: datetime, day: date, **said: Any) -> Iterator[Doing]:
    """Do one act on one case: lock it, ask the chart, write, move it and note it in the ledger, all or nothing.

    `day` is the day in the world, `at` the instant of recording. Raises NoSuchCase, NotNow, or NotInTheChart; and
    NotYours or NotAllowed where `by` is the sign-in name of a member who may not.
    """
    with one_act():
        case = Representation.objects.select_for_update().filter(reference=reference).first()
        if case is None:
            raise NoSuchCase(f"There is no case {reference}. Check the number.")
        _refuse_impossible_day(case, day, at)
        refuse_who_may_not(by, act, case, on=day_of(at))
        move = chart_of(case).move(acts.state_of(case), act)
        _refuse_while_held(case, act)
        line = Line(act.value, by, at, reference, day, {"basis": move.basis, **said})
        with vouching(by, None):
            yield Doing(case, move, line, day)
        acts.go(case, move, line)
        leave_drafts(act, case, line, day=day, today=day_of(at), basis=move.basis)
        write_entries([line])


def chart_of(case: Representation, stages: int | None = None) -> Chart:
    """The chart a case moves by, of the day it was received; the council's own has one stage or two by its setting.

    `stages` is what the setting says, where it is known.
    """
    name = acts.chart_name(case)
    if stages is None:
        stages = int(setting("corporate/stages", case.received_on, "2")) if name == "corporate" else 2
    return chart_for(name, case.received_on, stages=stages)


def day_of(at: datetime) -> date:
    """The day it is here at an instant: just after midnight in summer it is already tomorrow by our clocks."""
    return at.astimezone(get_default_timezone()).date()


def _refuse_impossible_day(case: Representation, day: date, at: datetime) -> None:
    if day > day_of(at):
        raise NotNow(f"{in_words(day)} has not come yet. Give the day on which it happened.")
    if day < case.received_on:
        raise NotNow(
            f"{case.reference} was received on {in_words(case.received_on)}; nothing was done on it before. "
            f"You gave {in_words(day)}. Give the day on which it happened, or correct the day of receipt first."
        )


def _refuse_end_before_start(row: models.Model, values: dict[str, Any]) -> None:
    """A stage may have begun later than the case: by a decision on interest, a request, or anew after a hold."""
    if isinstance(row, Stage):
        began, what = values.get("started_on") or row.started_on, row.get_stage_display()
        ended = [values.get("answered_on"), values.get("withdrawn_on")]
    elif isinstance(row, Hold):
        began, ended, what = row.from_on, [values.get("until_on")], "The hold"
    else:
        return
    too_soon = next((day for day in ended if day is not None and day < began), None)
    if too_soon is not None:
        raise NotNow(
            f"{what} began on {in_words(began)} and cannot have ended on {in_words(too_soon)}. Check the day."
        )


def _refuse_two_endings(row: models.Model, values: dict[str, Any]) -> None:
    """A stage that was withdrawn, passed by or declined has not been answered too."""
    if not isinstance(row, Stage) or values.get("answered_on") is None:
        return
    other = values.get("withdrawn_on", row.withdrawn_on) or values.get("ended_on", row.ended_on)
    if other is not None:
        raise NotNow(
            f"{row.get_stage_display()} ended on {in_words(other)} without an answer, so it cannot have been answered. "
            "If it was answered, correct how it ended first."
        )


def _refuse_while_held(case: Representation, act: Act) -> None:
    if act in acts.WHILE_HELD:
        return
    hold = Hold.objects.filter(representation=case, element=None, basis="proceedings", until_on=None).first()
    if hold is not None:
        raise NotNow(
            f"{case.reference} is held for proceedings since {in_words(hold.from_on)}. "
            "Resume it first, or hold only the points that the proceedings concern."
        )
