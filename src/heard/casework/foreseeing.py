"""What an act would change: where the case would stand, which dates would start, stop or move, and who is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from heard.casework.acts import state_of
from heard.casework.duties import MUST_TELL
from heard.casework.letters.kinds import kind_of
from heard.casework.running import Running, running_clocks
from heard.law.procedure import Act, State
from heard.law.working_days import in_words
from heard.representations.models import Representation


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands, and the clocks that run on it."""

    state: State
    clocks: tuple[Running, ...]


@dataclass(frozen=True, slots=True)
class LetterToCome:
    """A letter an act owes: what it may be called, and when none need be sent."""

    titles: tuple[str, ...]
    unless: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an act would do, each part in sentences."""

    stands: str
    days: tuple[str, ...]
    letter: LetterToCome | None


def standing_of(case: Representation, today: date) -> Standing:
    """Where a case stands now, with its clocks."""
    return Standing(state_of(case), tuple(running_clocks(case, today)))


def foreseen(act: Act, before: Standing, after: Standing, case: Representation) -> Foreseen:
    """What changed between two standings of a case."""
    words = after.state.words
    stays = before.state is after.state
    stands = f"The case stays where it is: {words}." if stays else f"The case is then {words}."
    return Foreseen(stands, tuple(_days(before, after)), letter_of(act, case))


def letter_of(act: Act, case: Representation) -> LetterToCome | None:
    """The letter an act owes on this case, or None."""
    duty = MUST_TELL.get(act)
    if duty is None:
        return None
    return LetterToCome(tuple(kind_of(one).words for one in of_its_procedure(duty.kinds, case)), duty.unless)


def of_its_procedure(kinds: Sequence[str], case: Representation) -> Sequence[str]:
    """Of the letters by one of which an act is told, those of the procedure the case is in."""
    own = [one for one in kinds if one.startswith("corporate") == (case.procedure == "corporate")]
    return own or kinds


def _days(before: Standing, after: Standing) -> Iterator[str]:
    was = {one.name: one for one in before.clocks}
    now = {one.name: one for one in after.clocks}
    for name, clock in was.items():
        if name not in now:
            yield f"The clock for “{clock.title}” stops. It was due {_by(clock.due_on)}."
        elif now[name].due_on != clock.due_on:
            yield f"“{clock.title}” moves from {_day(clock.due_on)} to {_day(now[name].due_on)}."
    for name, clock in now.items():
        if name not in was:
            yield f"The clock for “{clock.title}” starts. It is due {_by(clock.due_on)}."


def _by(day: date | None) -> str:
    return f"by {in_words(day)}" if day else "on no set day"


def _day(day: date | None) -> str:
    return in_words(day) if day else "no set day"
