"""What those may see who are let see figures and no case behind them: elected members, analysts, auditors.

They can put any question, and from enough answers anybody could be picked out: all complaints less those of every
other team, all of a label less those of it in another month. So there is a fixed set of numbers for them: the tables of
the annual report and of the dashboards for the last years, taken together as one release. Small ones are withheld, and
others until an attack finds none (`figures.suppression`). Every page and file answers from that set. A question outside
it is not answered, however it is put, and the same number is withheld wherever it stands.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import Any

from heard.casework.looking import members
from heard.casework.looking_at_reports import newest_of_figures
from heard.casework.permissions import MAY, Act, may
from heard.casework.small_numbers import is_on_record, services_of_teams, threshold_on
from heard.figures.ask import Answer, Cell
from heard.figures.measures import MEASURES
from heard.figures.snapshot import Snapshot
from heard.figures.suppression import suppress
from heard.figures.suppression_found import MARK, WITHHELD
from heard.figures.suppression_numbers import Number, base_of, numbers_in, told_by
from heard.figures.suppression_printing import printed_without
from heard.figures.table_cells import TableCell, TableResult
from heard.figures.tables import cases_of
from heard.figures.working_out import counted, print_value
from heard.reporting.cached import snapshot_now, worked_out
from heard.reporting.small_numbers_set import every_table

# Whoever has one of these has the cases themselves, or answers for the release.
TRUE_FIGURES = (Act.OPEN_FIGURES, Act.WRITE_REPORTS, Act.RELEASE_REPORTS)
SMALL = "A number printed as [c] is withheld: it is small, or with it a small number could be worked out."
NOT_OFFERED = (
    "This question is not among those your role is answered. With any number of questions put in any way, somebody "
    "could be picked out by taking one answer from another, so there is a fixed set of them."
)
MOVED = (
    "A number that has changed in the last minutes is shown when the next set of numbers has been worked out."
)
ONE_DAY = (
    "Your role sees figures as they are known today. As they were known on another day they are not shown: the "
    "difference between two days tells of the few people in between. The complaints manager can say how a figure has "
    "changed."
)
# A set of numbers that was safe stays so: it is worked out anew after so many seconds if something was written.
KEPT_FOR = 900.0
# The next set is worked out so long after the last: whoever asks meanwhile is shown the last.
MADE_AFTER = 600.0
WHOM_TO_ASK = "The complaints manager has the true figures and can say what may be told."


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is answered: over which period, split and narrowed how."""

    measure: str
    period: str
    by: tuple[str, ...]
    where: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class GuardedCell:
    """One number of an answer, or a mark in its place and the sentence that says why."""

    by: dict[str, str]
    value: Any
    base: Any
    percent: float | None
    printed: str
    mark: str = ""
    why: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        told = {"by": self.by, "value": self.value, "base": self.base, "percent": self.percent}
        plain = {name: float(one) if hasattr(one, "as_tuple") else one for name, one in told.items()}
        return {**plain, "mark": self.mark, "why": self.why}


@dataclass(frozen=True, slots=True)
class GuardedAnswer:
    """An answer as it is shown: the cells and their total, each with its number or without."""

    answer: Answer
    cells: tuple[GuardedCell, ...]
    total: GuardedCell

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why some of it is not shown, and whom to ask; nothing where all of it is."""
        found = tuple(dict.fromkeys(cell.why for cell in (*self.cells, self.total) if cell.why))
        return (*found, WHOM_TO_ASK) if found else ()

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        plain = self.answer.as_dict()
        return plain | {"cells": [cell.as_dict() for cell in self.cells], "total": self.total.as_dict()}


@dataclass(frozen=True)
class Guard:
    """The numbers that may be shown under one state of the council, with what they are, and all that are withheld."""

    shown: Mapping[Number, float]
    withheld: frozenset[Number]
    questions: Mapping[str, tuple[Question, ...]]

    def tables(self, tables: Sequence[TableResult]) -> tuple[TableResult, ...]:
        """The tables with only what may be shown in them."""
        told = numbers_in(cell for table in tables for row in table.rows for cell in row.cells)
        hidden = {number for number, value in told.items() if not self._may_show(number, value)}
        return printed_without(tables, hidden, set())[0]

    def answer(self, answer: Answer) -> GuardedAnswer:
        """The answer to a question with only what may be shown in it."""
        total, each = self._cell(answer, answer.total), [self._cell(answer, cell) for cell in answer.cells]
        if all(cell.why == NOT_OFFERED for cell in each):
            # That there is a row would tell that there is somebody in it.
            return GuardedAnswer(answer, (), replace(total, why=NOT_OFFERED) if answer.by else total)
        noughts = {id(one): cell for one, cell in zip(each, answer.cells, strict=True) if cell.value == 0}
        return GuardedAnswer(
            answer, tuple(self._nought(answer, noughts.get(id(one)), one) for one in each), total
        )

    def _nought(self, answer: Answer, cell: Cell | None, made: GuardedCell) -> GuardedCell:
        """A label that nobody has is left out of the tables of the set: it is nought there."""
        if cell is None or made.why != NOT_OFFERED:
            return made
        return GuardedCell(cell.by, cell.value, None, None, print_value(answer.measure, cell.value))

    def _may_show(self, number: Number, value: float | None) -> bool:
        # A number that moved since the set was worked out waits for the next.
        return value is not None and self.shown.get(number) == value

    def _cell(self, answer: Answer, cell: Cell) -> GuardedCell:
        told = told_by(counted(answer, cell, percent=False))
        if not all(self._may_show(number, value) for number, value in told.items()):
            why = (
                SMALL if self.withheld & set(told) else MOVED if set(told) <= set(self.shown) else NOT_OFFERED
            )
            return GuardedCell(cell.by, None, None, None, WITHHELD, MARK, why)
        shown = GuardedCell(
            cell.by, cell.value, cell.base, cell.percent, print_value(answer.measure, cell.value)
        )
        return shown if self._base_may_show(answer, cell) else replace(shown, base=None, percent=None)

    def _base_may_show(self, answer: Answer, cell: Cell) -> bool:
        made, measure = counted(answer, cell, percent=False), MEASURES[answer.measure]
        base = None if cell.base is None else float(cell.base)
        return not told_by(made) or measure.unit == "rate" or self._may_show(base_of(made, measure), base)


def sees_true_figures(member: Any) -> bool:
    """Whether somebody's role is shown figures as they are."""
    return any(may(member, act) for act in TRUE_FIGURES)


def guard_for(member: Any, *, today: date) -> Guard | None:
    """What stands between somebody and the figures; None for those entitled to see them as they are."""
    return None if sees_true_figures(member) else guard_now(today)


def guard_now(today: date) -> Guard | None:
    """The guard as the council stands, or as it stood minutes ago; None where the council withholds nothing."""
    asked, newest = _asked(today), newest_of_figures()
    _looked[:] = [time.monotonic()]
    kept = _kept.get("guard")
    if kept is None or not kept.still_holds(asked, newest):
        kept = _made(asked, newest, KEPT_FOR)
    return kept.guard


def make_ahead(today: date) -> None:
    """Work the set out before anybody asks: the first one, and the next while the last still holds and is asked for.

    Whoever comes first after a start, or when the set is old, would wait for it. Nothing is worked out where nobody's
    role is shown such a set.
    """
    if not anybody_is_guarded():
        return
    asked, newest = _asked(today), newest_of_figures()
    kept = _kept.get("guard")
    is_asked_for = bool(_looked) and time.monotonic() - _looked[0] < KEPT_FOR
    if (
        kept is None
        or kept.asked != asked
        or (is_asked_for and not kept.still_holds(asked, newest, MADE_AFTER))
    ):
        _made(asked, newest, MADE_AFTER)


def anybody_is_guarded() -> bool:
    """Whether somebody may sign in whose role sees figures and none as they are."""
    roles = [role for role, acts in MAY.items() if Act.SEE_FIGURES in acts and not acts & set(TRUE_FIGURES)]
    return members().filter(role__in=roles, account__is_active=True).exists()


def _asked(today: date) -> Asked:
    return (today, threshold_on(today), tuple(sorted(services_of_teams().items())))


def _made(asked: Asked, newest: str, seconds: float) -> _Kept:
    """A new set, unless one that holds was made while we waited for our turn."""
    with _lock:
        kept = _kept.get("guard")
        if kept is None or not kept.still_holds(asked, newest, seconds):
            # Kept with the state it is of, where the dashboards look for it.
            made = worked_out(snapshot_now(asked[0], asked[0]), guard_on, *asked)
            kept = _kept["guard"] = _Kept(asked, newest, time.monotonic(), made)
        return kept


Asked = tuple[date, int, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class _Kept:
    asked: Asked
    newest: str
    at: float
    guard: Guard | None

    def still_holds(self, asked: Asked, newest: str, seconds: float = KEPT_FOR) -> bool:
        """Whether it is of this council still and as asked, and says what stands there or did not long ago."""
        if asked != self.asked:
            return False
        return newest == self.newest or (time.monotonic() - self.at <= seconds and is_on_record(self.newest))


_lock = Lock()
_looked: list[float] = []
_kept: dict[str, _Kept] = {}


def guard_on(
    seen: Snapshot, today: date, threshold: int, inside: tuple[tuple[str, str], ...]
) -> Guard | None:
    """The guard of one state of the council."""
    if threshold <= 1:
        return None
    tables = tuple(every_table(seen, today))
    out = suppress(
        tables,
        threshold=threshold,
        inside=dict(inside),
        behind=lambda cell: len(cases_of(seen, cell, seen.as_at)),
    )
    told = numbers_in(_cells(out.tables))
    shown = {number: value for number, value in told.items() if value is not None}
    return Guard(shown, frozenset(numbers_in(_cells(tables))) - set(shown), _questions(out.tables))


def _cells(tables: Iterable[TableResult]) -> Iterator[TableCell]:
    return (cell for table in tables for row in table.rows for cell in row.cells)


def _questions(tables: Sequence[TableResult]) -> dict[str, tuple[Question, ...]]:
    """The questions of which at least one number is shown, of each measure."""
    found: dict[str, dict[Question, None]] = {}
    for cell in _cells(tables):
        if cell.shows in ("number", "percent") and cell.measure and cell.mark != MARK:
            where = tuple(sorted((name, tuple(labels)) for name, labels in cell.where.items()))
            asked = Question(cell.measure, cell.period.label, tuple(cell.by), where)
            found.setdefault(cell.measure, {})[asked] = None
    return {measure: tuple(questions) for measure, questions in found.items()}
