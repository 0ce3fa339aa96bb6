"""Doing every act of the live cases in the order of its day, through the acts an office does, each letter with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from heard.casework.performing_checked import vouching
from heard.importing.demonstration_live.letters import answer_for
from heard.importing.demonstration_live.plan import Plan, Step

OPENS_AT, BETWEEN = time(8, 30), timedelta(minutes=3)
LATELY = 7  # working days before today from which letters are written here


@dataclass
class Running:
    """Does the acts, each at an instant of its own day and none before the one done last."""

    plan: Plan
    at: datetime
    _drafts: int = 0
    _last: datetime = field(default=datetime.min.replace(tzinfo=UTC))

    def all(self) -> int:
        """Do every act. Returns how many there were."""
        steps = self.plan.in_order()
        for step in steps:
            self.one(step)
        return len(steps)

    def one(self, step: Step) -> None:
        """Do one act, and write the letter it owes."""
        # An invented past is nobody's act today, so nobody's right to do it is asked.
        with vouching(step.by, None):
            self._do(step, self._instant(step.day))

    def _do(self, step: Step, at: datetime) -> None:
        if not step.live.reference:
            step.live.reference = step.act(**step.all_facts(), by=step.by, at=at).reference
            return
        step.act(reference=step.live.reference, by=step.by, at=at, **step.all_facts())
        self._drafts = answer_for(step, at, self._drafts, lately=step.day >= self.plan.ago(LATELY))

    def _instant(self, day: date) -> datetime:
        """An instant of a day: three minutes after the last, and never after now."""
        opens = datetime.combine(day, OPENS_AT, UTC)
        self._last = min(max(opens, self._last + BETWEEN), self.at)
        return self._last
