"""The whole invented register up to one day: the same for the same day, and nothing of it real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from heard.casework.history import HistoryContext, HistoryOmbudsman
from heard.importing.demonstration.draft import Draft
from heard.importing.demonstration.further import go_on
from heard.importing.demonstration.open_cases import open_statutory
from heard.importing.demonstration.others import others
from heard.importing.demonstration.outside import context_figures, ombudsman_cases
from heard.importing.demonstration.statutory import closed_complaints
from heard.importing.demonstration.world import World

CLOSED = 378
TO_STAGE_2, TO_STAGE_3 = 11, 4
NOTHING: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class Invented:
    """Everything the demonstration holds, before it is kept."""

    world: World
    complaints: Sequence[Draft]
    compliments: Sequence[Draft]
    ombudsman: Sequence[HistoryOmbudsman]
    context: Sequence[HistoryContext]


def invent(today: date, taken: Mapping[int, int] = NOTHING) -> Invented:
    """Two and a half years of an invented council, with cases open in every state on `today`.

    `taken` says for a year up to which number its references were given out already.
    """
    world = World(today)
    closed = closed_complaints(world, CLOSED)
    go_on(world, closed, to_stage_2=TO_STAGE_2, to_stage_3=TO_STAGE_3)
    every = sorted([*closed, *open_statutory(world), *others(world)], key=lambda one: one.received_on)
    complaints = [one for one in every if one.kind != "compliment"]
    compliments = [one for one in every if one.kind == "compliment"]
    _number(complaints, "CR", taken)
    _number(compliments, "TY", NOTHING)
    ombudsman = ombudsman_cases(world, closed)
    return Invented(world, complaints, compliments, ombudsman, context_figures(today))


def _number(drafts: Sequence[Draft], letters: str, taken: Mapping[int, int]) -> None:
    """Number the cases of each calendar year on from what is taken, in the order in which they came."""
    last = dict(taken)
    for draft in drafts:
        year = draft.received_on.year
        last[year] = last.get(year, 0) + 1
        draft.reference = f"{letters}-{year}-{last[year]:04d}"
