"""What a stage's clocks do not say by themselves: that it began anew and why, and until when it could be asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from heard.casework.clocks import CouncilClocks
from heard.casework.performing import NotNow
from heard.casework.stage_3_request import answer_received, ask_by
from heard.casework.stage_days import stage_of
from heard.casework.story_clocks import ClockTold, StageTold, stages_told
from heard.casework.story_words import ISO, sentence
from heard.law.working_days import in_words
from heard.ledger.models import Correction
from heard.representations.models import Representation


def stages_in_full(
    case: Representation, corrections: Sequence[Correction], clocks: CouncilClocks, today: date
) -> Iterator[StageTold]:
    """Every stage with its dates and why, and why it began anew or was asked for late where it did or was."""
    for told in stages_told(case, clocks, today):
        code = told.label.lower().replace(" ", "_")
        anew = _anew(code, corrections)
        late = _asked(case) if code == "stage_3" else ""
        notes = [part for part in (told.note, _in_words(anew), late) if part]
        made = tuple(_of_beginning(one, anew) for one in told.clocks)
        yield replace(told, clocks=made, note=" ".join(notes))


def _anew(code: str, corrections: Sequence[Correction]) -> Correction | None:
    """The last time a stage was given another first day."""
    found = [one for one in corrections if one.what.replace(".", "/") == f"{code}/started_on"]
    return next(
        (one for one in reversed(found) if ISO.fullmatch(one.was) and ISO.fullmatch(one.became)), None
    )


def _in_words(anew: Correction | None) -> str:
    if anew is None:
        return ""
    was, became = (in_words(date.fromisoformat(day)) for day in (anew.was, anew.became))
    return f"It first began on {was}. Since then it counts from {became}. {sentence(anew.why)}"


def _of_beginning(clock: ClockTold, anew: Correction | None) -> ClockTold:
    """The clock of a stage that began anew counts from that day, which is not the day of the first event."""
    if anew is None or clock.started_on.isoformat() != anew.became or not clock.why:
        return clock
    first = f"It counts from {in_words(clock.started_on)}, the day it began anew. That day is day 0."
    return replace(clock, why=(first, *clock.why[1:]))


def _asked(case: Representation) -> str:
    """Until when a panel could be asked for as of right, and whether it was (regulation 18)."""
    second, third = stage_of(case, "stage_2"), stage_of(case, "stage_3")
    if second is None or third is None or case.procedure != "children_act":
        return ""
    try:
        received, last = answer_received(second), ask_by(second)
    except NotNow:
        return ""
    if last is None:
        return (
            f"Asked for on {in_words(third.started_on)}; the day of receipt of the answer is not on record."
        )
    late = "late, so it was weighed" if third.started_on > last else "in time"
    return (
        f"The answer of Stage 2 was received on {received.words}. A panel could be asked for until {in_words(last)}, "
        f"20 working days later (SI 2006/1738, regulation 18). It was asked for on {in_words(third.started_on)}: "
        f"{late}."
    )
