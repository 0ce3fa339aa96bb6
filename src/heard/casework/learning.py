"""What the council learns from a case: why it happened, what is different from now on, and who hears of it."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.new_details import DoesNotFit
from heard.casework.on_record import listed, services
from heard.casework.performing import day_of, performing
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.outcomes.models import LearningPoint


def learn(
    *,
    reference: str,
    by: str,
    at: datetime,
    learned_on: date,
    words: str,
    service: str = "",
    cause: str = "",
    shared_by: str = "",
    shared_on: date | None = None,
) -> LearningPoint:
    """Record what the council learns from a case, its cause, and with whom that was shared and when.

    Raises DoesNotFit without words or for a day of sharing that cannot be, NotInTheList for a service.
    """
    with performing(Act.RECORD_LEARNING, reference=reference, by=by, at=at, day=learned_on) as doing:
        if not words.strip():
            raise DoesNotFit("Nothing is written of what was learned. Write it, then record it.")
        if shared_on is not None and not learned_on <= shared_on <= day_of(at):
            raise DoesNotFit(
                f"It was learnt on {in_words(learned_on)} and is shared between that day and today. Check both days."
            )
        where = listed(services(), service, "services") if service else None
        row = LearningPoint(
            representation=doing.case,
            service=where,
            words="\n".join(filter(None, (words.strip(), f"Why: {cause.strip()}" if cause.strip() else ""))),
            shared_by=shared_by.strip(),
            learned_on=learned_on,
            shared_on=shared_on,
        )
        doing.add(row)
        return row
