"""The list for the weekly meeting: every open stage by team with its colour, and nothing but the shell of a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from heard.casework.clocks import clocks_of_council
from heard.casework.looking_at_work_stages import COLOURS, Asked, Task, due, rows_of, task_of
from heard.casework.permissions import Act, demand
from heard.law.clock import Colour
from heard.people.models import Member

MOST = 1000
HEADINGS = ("Team", "How it stands", "Due", "Working days left", "Case", "Kind", "Stage", "Next act", "With")
WORDS = {"late": "Late", "today": "Due today", "soon": "Due soon", "fine": "Later"}


@dataclass(frozen=True, slots=True)
class TeamForMeeting:
    """One team's open stages, the soonest first, and how many of each colour."""

    team: str
    tasks: tuple[Task, ...]

    def count(self, colour: Colour) -> int:
        """How many have a colour."""
        return sum(task.colour == colour for task in self.tasks)

    @property
    def counts(self) -> dict[str, int]:
        """How many of each colour."""
        return {colour: self.count(colour) for colour in COLOURS}


@dataclass(frozen=True, slots=True)
class ForMeeting:
    """The list of a meeting; `cut` says that there are more than it shows, and that a team has to be chosen."""

    teams: tuple[TeamForMeeting, ...]
    cut: bool


def for_meeting(member: Member | None, *, today: date, view: str = "all", team: str = "") -> ForMeeting:
    """Every open stage this person may see, by team. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    clocks, asked = clocks_of_council(), Asked(view=view, team=team)
    rows = rows_of(due(member, asked), 0, MOST + 1)
    tasks = [task_of(row, clocks, today) for row in rows[:MOST]]
    tasks.sort(key=lambda one: (one.team.casefold(), one.due_on or date.max, one.reference))
    return ForMeeting(tuple(_by_team(tasks)), cut=len(rows) > MOST)


def rows_for_file(found: ForMeeting) -> Iterator[Sequence[str]]:
    """The list as rows of a file."""
    for team in found.teams:
        for one in team.tasks:
            yield (
                team.team, WORDS[one.colour] if one.due_on else "No date", one.due_on.isoformat() if one.due_on else "",
                "" if one.left is None else str(one.left), one.reference, one.kind, one.stage, one.next_act, one.holder,
            )  # fmt: skip


def _by_team(tasks: Sequence[Task]) -> Iterator[TeamForMeeting]:
    for team in dict.fromkeys(one.team for one in tasks):
        yield TeamForMeeting(team or "No team recorded", tuple(one for one in tasks if one.team == team))
