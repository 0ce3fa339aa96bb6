"""The wait a complainant asks for: on record with what shows it, while the days go on counting beside it (R17.8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.clocks import clocks_of_council
from heard.casework.holds import refuse_end_before
from heard.casework.intake_clocks import open_stages
from heard.casework.parties import must_say
from heard.casework.performing import Doing, NotNow, performing
from heard.law.procedure import Act
from heard.representations.models import Hold, Stage

ASKED = "complainant_asked"


@dataclass(frozen=True, slots=True)
class Age:
    """How old a stage is, in working days: as the law counts, and without the pauses shown beside it."""

    working_days: int
    outside_pauses: int
    since_receipt: int


def pause_as_asked(
    *, reference: str, by: str, at: datetime, from_on: date, words: str, evidence: str
) -> Hold:
    """Record that the complainant asked to wait, in their words, with what shows it. The days go on counting.

    A wish of theirs, not a power of the council (Ombudsman: Bristol 22 016 564). Raises NotNow.
    """
    with performing(Act.PAUSE_AS_ASKED, reference=reference, by=by, at=at, day=from_on) as doing:
        must_say(words, "what the complainant said when they asked to wait")
        must_say(evidence, "what shows that they asked: the e-mail, the letter, the call on a day")
        if _pause(doing) is not None:
            raise NotNow(f"{reference} is paused at the complainant's wish already.")
        stages = open_stages(doing.case)
        row = Hold(
            representation=doing.case,
            stage=stages[-1] if stages else None,
            basis=ASKED,
            evidence=f"{words.strip()}\n{evidence.strip()}",
            from_on=from_on,
        )
        doing.add(row)
        return row


def end_pause_as_asked(*, reference: str, by: str, at: datetime, until_on: date) -> Hold:
    """End the wait the complainant asked for. Raises NotNow where there is none."""
    with performing(Act.END_PAUSE_AS_ASKED, reference=reference, by=by, at=at, day=until_on) as doing:
        row = _pause(doing)
        if row is None:
            raise NotNow(f"{reference} is not paused at the complainant's wish.")
        refuse_end_before(row, until_on)
        doing.change(row, until_on=until_on)
        return row


def age_of(stage: Stage, on: date) -> Age:
    """How old a stage is on a day, or was when it ended: what the law counts stands first, pauses only beside it."""
    calendar = clocks_of_council().calendar.by_law
    end = min(day for day in (on, stage.answered_on, stage.withdrawn_on, stage.ended_on) if day)
    counted = calendar.between(stage.started_on, end)
    paused = {
        day
        for row in Hold.objects.filter(stage=stage, basis=ASKED)
        for day in _days(max(row.from_on, stage.started_on), min(row.until_on or end, end))
        if calendar.is_working_day(day)
    }
    received = stage.representation.received_on
    return Age(counted, counted - len(paused), calendar.between(received, end))


def _days(first: date, last: date) -> list[date]:
    return [date.fromordinal(number) for number in range(first.toordinal() + 1, last.toordinal() + 1)]


def _pause(doing: Doing) -> Hold | None:
    return Hold.objects.filter(representation=doing.case, basis=ASKED, until_on=None).first()
