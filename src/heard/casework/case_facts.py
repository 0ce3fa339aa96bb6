"""What is on record of one case, read once and given on to everything that asks about it."""

from __future__ import annotations

from dataclasses import dataclass

from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.casework.open_things import open_things
from heard.representations.models import Hold, Representation, Stage


@dataclass(frozen=True, slots=True)
class Facts:
    """A case with its stages in the order in which they began, its holds, the council's clocks, and what is open on it.

    `there` is what `open_things` says. After anything is written these are old: read them again.
    """

    case: Representation
    clocks: CouncilClocks
    stages: tuple[Stage, ...]
    holds: tuple[Hold, ...]
    there: frozenset[str]

    @property
    def open_stages(self) -> tuple[Stage, ...]:
        """The stages that have ended in no way yet."""
        return tuple(one for one in self.stages if not (one.answered_on or one.withdrawn_on or one.ended_on))


def facts_of(case: Representation) -> Facts:
    """Read a case: at most five statements, whatever its length."""
    there = open_things(case)
    stages = tuple(case.stages.select_related("panel").prefetch_related("extensions"))
    for one in stages:
        one.representation = case
    holds = tuple(case.holds.select_related("element")) if "has_holds" in there else ()
    return Facts(case, clocks_of_council(), stages, holds, there)
