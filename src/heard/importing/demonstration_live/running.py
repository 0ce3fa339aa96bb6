"""Doing every act of the live cases in the order of its day, through the acts an office does, each letter with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from heard.casework.letters import kinds_owed, write_letter
from heard.casework.post import mark_sent
from heard.importing.demonstration_live.plan import Plan, Step
from heard.law.procedure import Act
from heard.ledger.models import Entry
from heard.representations.models import Posting, Representation

OPENS_AT, BETWEEN = time(8, 30), timedelta(minutes=3)


@dataclass
class Running:
    """Does the acts, each at an instant of its own day and none before the one done last."""

    plan: Plan
    at: datetime
    _last: datetime = field(default=datetime.min.replace(tzinfo=UTC))

    def all(self) -> int:
        """Do every act. Returns how many there were."""
        steps = self.plan.in_order()
        for step in steps:
            self.one(step)
        return len(steps)

    def one(self, step: Step) -> None:
        """Do one act, and write the letter it owes."""
        at = self._instant(step.day)
        if not step.live.reference:
            step.live.reference = step.act(**step.all_facts(), by=step.by, at=at).reference
            return
        step.act(reference=step.live.reference, by=step.by, at=at, **step.all_facts())
        if step.letter is not None:
            self._letter(step, at, step.letter)

    def _instant(self, day: date) -> datetime:
        """An instant of a day: three minutes after the last, and never after now."""
        opens = datetime.combine(day, OPENS_AT, UTC)
        self._last = min(max(opens, self._last + BETWEEN), self.at)
        return self._last

    def _letter(self, step: Step, at: datetime, given: Mapping[str, Any]) -> None:
        kind = _kind_owed(step.live.reference)
        if kind is None:
            return
        facts = {name: one(step.live) if callable(one) else one for name, one in given.items()}
        letter = write_letter(reference=step.live.reference, kind=kind, by=step.by, at=at, **facts)
        way = Posting.objects.values_list("way", flat=True).get(letter=letter)
        if not step.waits:
            mark_sent(letter=letter.pk, way=way or "post", sent_on=step.day, by=step.by, at=at)


def _kind_owed(reference: str) -> str | None:
    """The letter that the act done last owes, in the words of the case's procedure."""
    act = Entry.objects.filter(reference=reference).order_by("-sequence").values_list("act", flat=True)[0]
    kinds = kinds_owed(Act(act))
    if len(kinds) < 2:
        return kinds[0] if kinds else None
    case = Representation.objects.get(reference=reference)
    corporate = case.procedure == "corporate"
    return next((one for one in kinds if one.startswith("corporate") == corporate), kinds[0])


Family = Callable[[Plan], None]
