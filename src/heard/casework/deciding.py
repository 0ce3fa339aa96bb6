"""A decision of a named person: never a machine's, always with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.casework.performing import Doing, NotNow, day_of
from heard.law.working_days import in_words
from heard.representations.models import Decision, Element


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody decided and why. `ground` is the lawful reason where something was declined."""

    answer: str
    reason: str
    decided_by: str
    ground: str = ""
    evidence: str = ""
    told_on: date | None = None
    review_on: date | None = None


def refuse_untold(doing: Doing, told_on: date | None) -> None:
    """Refuse a day of telling that is before the act, or has not come. Raises NotNow."""
    if told_on is not None and told_on < doing.day:
        raise NotNow(
            f"They cannot have been told on {in_words(told_on)}: it was decided on {in_words(doing.day)}."
        )
    if told_on is not None and told_on > day_of(doing.line.at):
        raise NotNow(f"{in_words(told_on)} has not come yet. Give the day on which they were told.")


def keep_decision(doing: Doing, about: str, decided: Decided, *, element: Element | None = None) -> Decision:
    """Keep a decision under the act being done. Raises NotNow without a person or a reason, or told on no day."""
    if not decided.reason.strip():
        raise NotNow("A decision says why. Write the reason, then decide.")
    if not decided.decided_by.strip():
        raise NotNow("A decision is a person's. Name who decided, then decide.")
    refuse_untold(doing, decided.told_on)
    row = Decision(
        representation=doing.case,
        element=element,
        about=about,
        answer=decided.answer,
        ground=decided.ground,
        reason=decided.reason.strip(),
        evidence=decided.evidence.strip(),
        decided_by=decided.decided_by.strip(),
        decided_on=doing.day,
        told_on=decided.told_on,
        review_on=decided.review_on,
    )
    doing.add(row)
    return row
