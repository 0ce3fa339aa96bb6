"""What is due, seen through somebody's eyes, soonest first: found by the day kept for it, judged by law as it is shown.

Of one stage alone, or of what was asked for and has not been opened, the oldest comes first: when one case has gone
wrong, the others it may have gone wrong for are found so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from heard.casework.access_clock import day_asked
from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.casework.looking import PAGE, visible_to
from heard.casework.looking_at_work_acts import NEXT_ACTS, next_act, settled
from heard.casework.looking_at_work_paging import NEW_FIRST, OLDEST, SOONEST, Paging, Places
from heard.casework.looking_at_work_stages import (
    STAGE_LISTS,
    VIEWS,
    Asked,
    Task,
    due,
    in_full,
    looked_up,
    mine,
    task_of,
)
from heard.casework.looking_at_work_things import Things, things_due
from heard.casework.offers_next import possible_on
from heard.casework.permissions import Act, demand
from heard.law.procedure import State
from heard.people.models import Member
from heard.representations.models import Stage

__all__ = ["NEXT_ACTS", "STAGE_LISTS", "VIEWS", "Asked", "Task", "WorkList", "next_act", "work_list"]

QUESTION = {"stage_2_asked": State.STAGE_1_QUESTION.value, "stage_3_asked": State.STAGE_2_QUESTION.value}


@dataclass(frozen=True, slots=True)
class WorkList:
    """A page of what is due, and the counts of the whole: soonest first, or oldest first of one stage."""

    tasks: tuple[Task, ...]
    counts: Mapping[str, int]
    total: int
    page: int
    pages: int
    view: str = "all"


def work_list(
    member: Member | None,
    *,
    today: date,
    page: int = 1,
    view: str = "all",
    who: int | None = None,
    team: str = "",
    kind: str = "",
    colour: str = "",
    stage: str = "",
) -> WorkList:
    """What is due, soonest first, and last what has no date. Raises NotAllowed.

    `view` is one of VIEWS, or empty for one's own where one has any, else everything; `who` the number of a member
    whose cases are meant; `stage` one of STAGE_LISTS: then that alone, the oldest first.
    """
    demand(member, Act.SEE_CASES)
    asked = Asked(view if view in VIEWS else _usual_view(member), who, team, kind, stage)
    clocks = clocks_of_council()
    work = _Work(member, asked, clocks, today, colour)
    return work.page(page)


def _usual_view(member: Member | None) -> str:
    if member is None:
        return "all"
    return "mine" if visible_to(member).filter(mine(member, day_asked(None))).exists() else "all"


class _Work:
    """One asking for the work list: stages are paged by the database, the few other things beside them in hand."""

    def __init__(
        self, member: Member | None, asked: Asked, clocks: CouncilClocks, today: date, colour: str
    ) -> None:
        self.member, self.clocks, self.today, self.colour = member, clocks, today, colour
        self.asked = looked_up(member, asked)
        found = due(member, self.asked)
        self.new_first = asked.view == "unassigned" and not asked.stage
        order = OLDEST if asked.stage else NEW_FIRST if self.new_first else SOONEST
        self.paging = Paging(found, clocks, today, order=order)
        every = self._things()
        self.things = sorted((one for one in every if colour in ("", one.colour)), key=self._place)
        self.counts = Counter(one.colour for one in every)

    def page(self, wanted: int) -> WorkList:
        """One page of it; a page beyond the last is the last."""
        number = max(wanted, 1)
        places = self._places(number)
        counts = Counter(places.counts) + self.counts
        total = counts[self.colour] if self.colour else sum(counts.values())
        pages = max(1, -(-total // PAGE))
        if number > pages:
            number, places = pages, self._places(pages)
        tasks = self._tasks(places.stages, (number - 1) * PAGE)
        return WorkList(tuple(tasks), counts, total, number, pages, self.asked.view)

    def _places(self, number: int) -> Places:
        """The stages of a page. Before it stand at most all the other things: so many stages more are read."""
        first = (number - 1) * PAGE
        return self.paging.between(max(0, first - len(self.things)), first + PAGE, self.colour)

    def _tasks(self, stages: Sequence[int], first: int) -> Sequence[Task]:
        rows = list(in_full(Stage.objects.filter(pk__in=stages))) if stages else []
        start = max(0, first - len(self.things))
        merged = sorted([*self.things, *rows], key=self._place)[first - start : first - start + PAGE]
        return self._settled(
            [one if isinstance(one, Task) else task_of(one, self.clocks, self.today) for one in merged]
        )

    def _settled(self, tasks: Sequence[Task]) -> Sequence[Task]:
        """The rows of a page with what may be done of each now, asked of all their cases at once."""
        waiting = {one.reference for one in tasks if one.what == "clock" and not one.held}
        if self.member is None or not waiting:
            return tasks
        there = possible_on(self.member, waiting, self.clocks, on=self.today)
        return [
            settled(one, there[one.reference]) if one.reference in waiting and one.what == "clock" else one
            for one in tasks
        ]

    def _place(self, one: Task | object) -> tuple[date, str, int]:
        """Where something stands in the list, of a stage by the day kept for finding it."""
        if isinstance(one, Task):
            day = one.since if self.asked.stage else one.due_on or date.max
            return (
                (date.min, day.isoformat(), 0) if self._comes_first(one.is_new) else (day, one.reference, 0)
            )
        case = one.representation  # type: ignore[attr-defined]
        if self.asked.stage:
            return one.started_on, case.reference, 0  # type: ignore[attr-defined]
        day = one.due_on_hint or date.max  # type: ignore[attr-defined]
        first = self._comes_first(case.state == State.RECEIVED)
        return (date.min, day.isoformat(), case.pk) if first else (day, "", case.pk)

    def _comes_first(self, is_new: bool) -> bool:
        return is_new and self.new_first

    def _things(self) -> list[Task]:
        if self.member is None or (self.asked.stage and self.asked.stage not in QUESTION):
            return []
        if not self.asked.stage:
            return things_due(self.member, self.asked, self.clocks, self.today)
        return self._undecided(QUESTION[self.asked.stage])

    def _undecided(self, state: str) -> list[Task]:
        """Words after an answer of which nobody has said yet whether they ask for the next stage."""
        wide = Things(self.member, self.asked, self.clocks, self.today)  # type: ignore[arg-type]
        label = STAGE_LISTS[self.asked.stage]
        return [replace(one, stage=label) for one in wide.of_cases((state,))]
