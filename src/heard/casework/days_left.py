"""How a day that somebody promised or asked for stands today: late, today, soon or fine, in working days by law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.law.clock import SOON, Colour


@dataclass(frozen=True, slots=True)
class DayStanding:
    """A day, its colour today, and the working days left (below zero: late by so many)."""

    due_on: date
    colour: Colour
    left: int


class DaysLeft:
    """Days set against today, by the council's calendar, which is read once."""

    def __init__(self, today: date, clocks: CouncilClocks | None = None) -> None:
        self.today, self.calendar = today, (clocks or clocks_of_council()).calendar

    def of(self, due_on: date) -> DayStanding:
        """How a day stands."""
        if due_on < self.today:
            return DayStanding(due_on, "late", -self.calendar.between(due_on, self.today))
        if due_on == self.today:
            return DayStanding(due_on, "today", 0)
        left = self.calendar.between(self.today, due_on)
        return DayStanding(due_on, "soon" if left <= SOON else "fine", left)
