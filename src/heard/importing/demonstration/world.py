"""What all invented cases share: the chance, the days on which things are received, and those who work on many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from heard.importing.demonstration.cast import person
from heard.importing.demonstration.draw import Draw, back, worked_days
from heard.importing.demonstration.place import TEAMS, DemoTeam
from heard.importing.demonstration.telling import Told

SEED = "Thistlemere"
HISTORY = timedelta(days=913)
OLD_SHEET = 75  # days
QUIET_NOW = 23  # working days before today in which only a few quick answers and the open cases fall
MONTHS = {
    1: 1.1,
    2: 1.15,
    3: 1.2,
    4: 0.8,
    5: 1.0,
    6: 1.05,
    7: 0.95,
    8: 0.6,
    9: 1.05,
    10: 1.15,
    11: 1.2,
    12: 0.7,
}
COMES_BY = {
    "Email": 47.0,
    "Online form": 22.0,
    "Telephone": 17.0,
    "Letter": 7.0,
    "In person": 4.0,
    "Not known": 3.0,
}
ANY_DAY = ("Email", "Online form")


@dataclass
class World:
    """The invented council as chance has it, up to one day."""

    today: date
    draw: Draw = field(default_factory=lambda: Draw(SEED))
    told: Told = field(default_factory=Told)
    days: Mapping[date, float] = field(init=False)
    investigators: Sequence[str] = field(init=False)
    independents: Sequence[str] = field(init=False)
    panellists: Sequence[str] = field(init=False)
    advocates: Sequence[str] = field(init=False)
    workers: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        days = worked_days(first_day(self.today), back(self.today, QUIET_NOW))
        self.days = {day: MONTHS[day.month] * (1.8 if self.is_busy(day) else 1.0) for day in days}
        pool = [person(self.draw) for _ in range(36)]
        self.investigators, self.independents = pool[:6], pool[6:12]
        self.panellists, self.advocates, self.workers = pool[12:20], pool[20:24], pool[24:]

    @property
    def extensions_from(self) -> date:
        """The day from which the council's sheet had a column for extensions. Before it, nobody can say."""
        return first_day(self.today) + timedelta(days=OLD_SHEET)

    @property
    def last(self) -> date:
        """The last day on which anything was finished: the working day before today."""
        return back(self.today - timedelta(days=1), 1)

    def is_busy(self, day: date) -> bool:
        """Whether a day lies in the one busy quarter of the year before."""
        middle = self.today - timedelta(days=300)
        return (day.year, (day.month - 1) // 3) == (middle.year, (middle.month - 1) // 3)

    def received(self, channel: str = "") -> date:
        """A day on which something was received; what is written may come at a weekend."""
        day = self.draw.weighted(self.days)
        at_weekend = channel in ANY_DAY and day.weekday() == 4 and self.draw.chance(0.3)
        return day + timedelta(days=self.draw.whole(1, 2)) if at_weekend else day

    def channel(self) -> str:
        """How something came."""
        return self.draw.weighted(COMES_BY)

    def team(self) -> DemoTeam:
        """The team something is about."""
        return TEAMS[self.draw.weighted({place: float(team.weight) for place, team in enumerate(TEAMS)})]

    def slowness(self, team: DemoTeam, day: date) -> float:
        """How much likelier a late answer is: some teams are slow, and everybody was in the busy quarter."""
        return team.slow * (2.2 if self.is_busy(day) else 1.0)


def first_day(today: date) -> date:
    """Two and a half years before, or the start of the last two whole financial years if that is earlier."""
    year = today.year if today >= date(today.year, 4, 1) else today.year - 1
    return min(today - HISTORY, date(year - 2, 4, 1))
