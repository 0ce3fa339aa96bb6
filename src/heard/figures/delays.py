"""Where late steps lost their time, and whether it is the same place in case after case.

A stage is walked in parts: from the request to the appointment, from there to the agreed statement, and so on. A part's
usual length is the middle of those in stages that were in time. A late stage lost its time in the part that took the
most beyond its usual length. Where half or more of the late ones lost it in the same part, that is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

FEWEST = 3  # as many late stages with the same delay, before it is called one that repeats
SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Walked:
    """One stage: its step, whether it was late, and its parts in order with the working days each took.

    `waits_in` is the part in which an open one now stands; such a stage is never counted as late or in time.
    """

    step: str
    is_late: bool
    parts: tuple[tuple[str, int], ...]
    waits_in: str = ""


@dataclass(frozen=True, slots=True)
class Delay:
    """One part in which case after case loses its time: in `cases` of `late` late stages; days here and as usual."""

    step: str
    part: str
    cases: int
    late: int
    usual: float
    here: float
    waiting_there: int

    @property
    def words(self) -> str:
        """The delay in two sentences."""
        waiting = {
            0: "No open case waits there now.",
            1: "1 open case waits there now.",
        }.get(self.waiting_there, f"{self.waiting_there} open cases wait there now.")
        return (
            f"{self.cases} of {self.late} late at {self.step} lost most of their time {self.part}: "
            f"{_days(self.here)} in the middle, where those in time took {_days(self.usual)}. {waiting}"
        )


def repeated_delays(walked: Iterable[Walked]) -> tuple[Delay, ...]:
    """The delays that repeat across cases, the commonest first; none where the late ones lost time here and there."""
    by_step: dict[str, list[Walked]] = {}
    for one in walked:
        by_step.setdefault(one.step, []).append(one)
    found = [delay for step, stages in by_step.items() for delay in _of_step(step, stages)]
    return tuple(sorted(found, key=lambda one: (-one.cases, one.step, one.part)))


def _of_step(step: str, stages: Sequence[Walked]) -> list[Delay]:
    over = [one for one in stages if not one.waits_in and one.parts]
    usual = _usual([one for one in over if not one.is_late])
    late = [one for one in over if one.is_late]
    worst = [(part, days) for one in late if (lost := _lost_most(one, usual)) for part, days in [lost]]
    counted = Counter(part for part, _ in worst)
    return [
        Delay(
            step,
            part,
            cases,
            len(late),
            usual[part],
            median(days for one, days in worst if one == part),
            sum(one.waits_in == part for one in stages),
        )
        for part, cases in counted.items()
        if cases >= FEWEST and cases >= SHARE * len(late)
    ]


def _usual(in_time: Sequence[Walked]) -> dict[str, float]:
    lengths: dict[str, list[int]] = {}
    for one in in_time:
        for part, days in one.parts:
            lengths.setdefault(part, []).append(days)
    return {part: median(days) for part, days in lengths.items() if len(days) >= FEWEST}


def _lost_most(one: Walked, usual: dict[str, float]) -> tuple[str, int] | None:
    """The part that took the most beyond its usual length; none where no part did, or its usual length is not known."""
    beyond = [(days - usual[part], part, days) for part, days in one.parts if part in usual]
    most = max(beyond, default=None)
    return (most[1], most[2]) if most is not None and most[0] > 0 else None


def _days(number: float) -> str:
    shown = f"{number:g}"
    return f"{shown} working day{'' if shown == '1' else 's'}"
