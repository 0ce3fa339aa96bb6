"""More time for a stage: before its day passes, with a reason, told, and never past what is allowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.casework.new_details import DoesNotFit
from heard.casework.performing import Doing, NotNow, day_of
from heard.casework.stage_days import clock_of_stage, set_hint
from heard.law.clock import Clock
from heard.law.working_days import in_words
from heard.representations.models import Extension, Stage


@dataclass(frozen=True, slots=True)
class MoreTime:
    """Until when, why, who decided, when the complainant was told, and whether they agreed (no condition)."""

    extended_to: date
    reason: str
    decided_by: str
    told_on: date | None
    was_agreed: bool | None = None


def give_more_time(doing: Doing, stage: Stage, more: MoreTime, *, once: bool = False) -> Extension:
    """Extend a stage on the day of the act. Raises DoesNotFit, or NotNow once its day has passed."""
    what = f"{stage.get_stage_display()} of {doing.case.reference}"
    _said_and_told(what, doing, more)
    clock = clock_of_stage(stage)
    if clock is None or clock.must_by is None:
        raise NotNow(f"{what} has no day to extend.")
    _inside(what, stage, doing.day, more, clock, once)
    row = Extension(
        stage=stage,
        extended_to=more.extended_to,
        reason=more.reason.strip(),
        decided_on=doing.day,
        decided_by=more.decided_by.strip(),
        told_on=more.told_on,
        was_agreed=more.was_agreed,
    )
    doing.add(row)
    set_hint(doing, stage)
    return row


def _said_and_told(what: str, doing: Doing, more: MoreTime) -> None:
    if not more.reason.strip():
        raise DoesNotFit(f"{what} cannot be extended without a reason. Write the reason, then extend it.")
    if not more.decided_by.strip():
        raise DoesNotFit(f"{what} is extended by a person. Name who decided it.")
    if more.told_on is None:
        raise DoesNotFit(
            f"{what} cannot be extended without telling the complainant. Write to them with the reasons and the "
            "new day, and enter the day you did."
        )
    written_on = day_of(doing.line.at)
    if not doing.day <= more.told_on <= written_on:
        raise DoesNotFit(
            f"{what} was extended on {in_words(doing.day)} and this is written on {in_words(written_on)}; "
            f"nobody can have been told of it on {in_words(more.told_on)}. Check the days."
        )


def _inside(what: str, stage: Stage, decided_on: date, more: MoreTime, clock: Clock, once: bool) -> None:
    must_by, latest, basis = clock.must_by, clock.latest_on, clock.due.found.value.basis
    assert must_by is not None
    told = more.told_on or decided_on
    if decided_on > must_by or told > must_by:
        raise NotNow(
            f"{what} had to be extended, and the complainant told, by {in_words(must_by)}. It is late and stays "
            f"late: answer as soon as you can and say why ({basis})."
        )
    if once and stage.extensions.filter(decided_on__gte=stage.started_on).exists():
        raise NotNow(
            f"{what} has been extended once, to {in_words(must_by)}. There is no second time ({basis})."
        )
    if latest is None:
        raise NotNow(f"{what} cannot be extended: its clock has no extension ({basis}).")
    if not must_by < more.extended_to <= latest:
        raise DoesNotFit(
            f"{what} cannot be extended to {in_words(more.extended_to)}, not even by agreement. It is due on "
            f"{in_words(must_by)} and can be extended to {in_words(latest)} at the latest ({basis})."
        )
