"""What a chart is: a table of moves, each with its act, where from, where to, and on what authority."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from heard.law.procedure_acts import Act
from heard.law.procedure_states import ENDED, State


class NotInTheChart(ValueError):
    """The procedure has no such act from where the representation stands."""


class MovedTwice(ValueError):
    """A chart says two different things of one act from one state."""


@dataclass(frozen=True, slots=True)
class Move:
    """One act from one state. `says` is what it does in an officer's words, with what it needs.

    `starts` and `stops` name clocks of the rule book. Where a council may choose what a clock counts from, the clock
    is named on each act it could start with, and `event` is the code of that choice (see `starts_clock`).
    `procedure` is the procedure it goes on under, where that changes.
    """

    act: Act
    before: State
    after: State
    basis: str
    says: str
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    event: str = ""
    procedure: str = ""

    @property
    def stays(self) -> bool:
        """Whether the representation stands afterwards where it stood before."""
        return self.before == self.after and not self.procedure

    def starts_clock(self, name: str, counts_from_code: str) -> bool:
        """Whether this act is day 0 of a clock that counts from `counts_from_code` (the rule's, or the setting)."""
        return name in self.starts and (
            not self.event or not counts_from_code or self.event == counts_from_code
        )


@dataclass(frozen=True)
class Chart:
    """One procedure in one period: every lawful move. `noun` is what people call the thing it moves."""

    name: str
    title: str
    since: date
    moves: tuple[Move, ...]
    noun: str = "complaint"

    def __post_init__(self) -> None:
        """Refuse a chart that says two things of one act from one state."""
        seen: set[tuple[State, Act]] = set()
        for move in self.moves:
            if (move.before, move.act) in seen:
                raise MovedTwice(f"The chart “{self.name}” moves {move.before} by {move.act} twice.")
            seen.add((move.before, move.act))

    @cached_property
    def states(self) -> tuple[State, ...]:
        """Every state of this procedure, in the order of the list of states."""
        here = {state for move in self.moves if not move.procedure for state in (move.before, move.after)}
        here |= {move.before for move in self.moves}
        return tuple(state for state in State if state in here)

    @cached_property
    def ends(self) -> frozenset[State]:
        """The states in which nothing more is owed, though something may still be asked."""
        return ENDED & frozenset(self.states)

    @cached_property
    def anytime(self) -> frozenset[Act]:
        """The acts that may be done wherever it stands and change nothing about that."""
        live = [state for state in self.states if state is not State.NEW]
        return frozenset(
            act for act in Act if all((found := self._by.get((state, act))) and found.stays for state in live)
        )

    @cached_property
    def _by(self) -> dict[tuple[State, Act], Move]:
        return {(move.before, move.act): move for move in self.moves}

    def move(self, before: State, act: Act) -> Move:
        """The move by `act` from `before`. Raises NotInTheChart, listing what may be done from there."""
        found = self._by.get((before, act))
        if found is None:
            raise NotInTheChart(
                f"Cannot {act.words}: the {self.noun} is {before.words}. {self._from_here(before)}"
            )
        return found

    def allowed(self, before: State) -> tuple[Move, ...]:
        """Every move from `before`, those that carry it on first."""
        return self._from.get(before, ())

    @cached_property
    def _from(self) -> dict[State, tuple[Move, ...]]:
        found: dict[State, list[Move]] = {}
        for move in sorted(self.moves, key=lambda move: move.stays):
            found.setdefault(move.before, []).append(move)
        return {before: tuple(moves) for before, moves in found.items()}

    @cached_property
    def usual(self) -> frozenset[Act]:
        """The acts that may be done at every open state and change nothing about it: holds, letters, contacts."""
        live = [s for s in self.states if s not in ENDED and s not in (State.NEW, State.HISTORY_OPEN)]
        return frozenset(
            act for act in Act if all((found := self._by.get((state, act))) and found.stays for state in live)
        )

    def _from_here(self, before: State) -> str:
        own = [move.act.words for move in self.allowed(before) if move.act not in self.usual]
        return f"From here: {', '.join(own)}." if own else "From here nothing more can be done."


def at_each(
    states: Iterable[State],
    act: Act,
    basis: str,
    says: str,
    *,
    starts: tuple[str, ...] = (),
    stops: tuple[str, ...] = (),
    event: str = "",
) -> tuple[Move, ...]:
    """The same act from each of `states`, leaving it where it stands."""
    return tuple(Move(act, state, state, basis, says, starts, stops, event) for state in states)


def from_each(
    states: Iterable[State],
    act: Act,
    after: State,
    basis: str,
    says: str,
    *,
    starts: tuple[str, ...] = (),
    stops: tuple[str, ...] = (),
    event: str = "",
) -> tuple[Move, ...]:
    """The same act from each of `states`, all leading to `after`."""
    return tuple(Move(act, state, after, basis, says, starts, stops, event) for state in states)
