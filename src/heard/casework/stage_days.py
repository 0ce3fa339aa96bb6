"""The days of a stage: what is due next, what is shown beside the count, and both readings of when Stage 2 began."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from django.db.models import Q

from heard.casework.clocks import CouncilClocks, clocks_of_council
from heard.casework.council import setting
from heard.casework.looking import dates_of
from heard.casework.new_details import DoesNotFit
from heard.casework.performing import Doing, NotNow
from heard.law.clock import Clock, HoldBasis, Setting, start_clock
from heard.law.clock import Hold as HeldTime
from heard.law.rulebook import rule
from heard.law.timeliness import StageDates, counted_from
from heard.law.working_days import in_words
from heard.ledger.models import Correction
from heard.representations.models import Hold, Panel, Representation, Stage

STAGE_2 = "children_act/stage_2/answer"
SKIPPED, PASSED_BY, DECLINED, REFERRED_EARLY = "skipped", "passed_by", "declined", "referred_early"
LAPSED = "lapsed"
AGAIN = (DECLINED, REFERRED_EARLY, LAPSED)


@dataclass(frozen=True, slots=True)
class BothReadings:
    """The Stage 2 clock counted from the request and from the agreed statement, and which of the two alerts."""

    from_request: Clock
    from_statement: Clock | None
    alerts_from: str


def dates_on_record(stage: Stage) -> StageDates:
    """What the law needs to know of a stage, with the day the panel's recommendations were received."""
    if stage.stage != "stage_3":  # No other has a panel.
        return dates_of(stage)
    panel = Panel.objects.filter(stage=stage).first()
    received = panel.recommendations_received_on if panel else None
    return replace(dates_of(stage), recommendations_received_on=received)


def clock_of_stage(stage: Stage) -> Clock | None:
    """The clock this stage is answered by, with its holds beside it. Where Stage 2 has no agreed statement to
    count from yet, that from the request: a stage is never without its days for want of one.
    """
    clocks, dates = clocks_of_council(), dates_on_record(stage)
    clock = clocks.clock(dates)
    if clock is None and (dates.procedure, dates.stage) == ("children_act", "stage_2"):
        clock = _reading(clocks, dates, "request")
    return replace(clock, holds=_held_times(stage)) if clock else None


def both_readings(stage: Stage) -> BothReadings:
    """Both due days of a statutory Stage 2. Which one alerts is the council's own dated setting."""
    clocks, dates = clocks_of_council(), dates_on_record(stage)
    given = setting(f"clock/{STAGE_2}/counts_from", dates.started_on)
    return BothReadings(
        _reading(clocks, dates, "request"),
        _reading(clocks, dates, "statement") if dates.statement_agreed_on else None,
        given or rule(STAGE_2).counts_from_code,
    )


def set_hint(doing: Doing, stage: Stage) -> None:
    """Work out again by when the stage needs something next; a stage that is over needs nothing."""
    doing.change(stage, due_on_hint=_next_due(stage))


def begin_stage(doing: Doing, code: str, started_on: date) -> Stage:
    """Open a stage of the case on a day, or again where it was declined before. Raises NotNow."""
    there = Stage.objects.filter(representation=doing.case, stage=code).first()
    if there is None:
        there = Stage(representation=doing.case, stage=code, started_on=started_on)
        doing.add(there)
    elif there.ended_because in AGAIN:
        _begin_again(doing, there, started_on)
    else:
        words, began = there.get_stage_display(), in_words(there.started_on)
        raise NotNow(f"{doing.case.reference} already has {words}, begun on {began}. Go on with that one.")
    set_hint(doing, there)
    return there


def refuse_before(stage: Stage, day: date, since: date | None, what: str) -> None:
    """Refuse a day before what it follows on: the start of the stage, or a later step of it. Raises DoesNotFit."""
    last = max(filter(None, (stage.started_on, since)))
    if day < last:
        name = f"{stage.get_stage_display()} of {stage.representation.reference}"
        raise DoesNotFit(
            f"{name}: {what} cannot be of {in_words(day)}, before {in_words(last)}. Check the day."
        )


def end_stage(doing: Doing, stage: Stage, because: str, *, on: date) -> None:
    """Record that a stage is over without an answer of its own, and why: skipped, passed by or declined."""
    doing.change(stage, ended_on=on, ended_because=because, due_on_hint=None)


def stage_of(case: Representation, code: str) -> Stage | None:
    """A stage of a case, if it has it."""
    return Stage.objects.filter(representation=case, stage=code).first()


def corporate_stages(case: Representation) -> int:
    """How many stages the council's own procedure had on the day the case was received: one or two."""
    return int(setting("corporate/stages", case.received_on, "2"))


def _begin_again(doing: Doing, stage: Stage, started_on: date) -> None:
    """A stage declined or referred before starts afresh; the days of the first time stay beside it (T8)."""
    was = {
        "started_on": stage.started_on,
        "acknowledged_on": stage.acknowledged_on,
        "ended_on": stage.ended_on,
    }
    for name, day in was.items():
        if day is not None:
            doing.add(_note(doing, f"{stage.stage}/{name}", day, stage.ended_because))
    doing.change(stage, started_on=started_on, acknowledged_on=None, ended_on=None, ended_because="")
    panel = Panel.objects.filter(stage=stage).first()
    if panel is not None:
        days = {name: getattr(panel, name) for name in ("acknowledged_on", "meets_on", "papers_sent_on")}
        for name, day in days.items():
            if day is not None:
                doing.add(_note(doing, f"{stage.stage}/panel/{name}", day, REFERRED_EARLY))
        doing.change(panel, **dict.fromkeys(days), later_at_their_wish="")


def _note(doing: Doing, what: str, was: date, why: str) -> Correction:
    return Correction(
        at=doing.line.at,
        by=doing.line.by,
        reference=doing.case.reference,
        what=what,
        was=was.isoformat(),
        became="",
        why=f"Begun again after it was {why.replace('_', ' ')}.",
    )


def _next_due(stage: Stage) -> date | None:
    if stage.answered_on or stage.withdrawn_on or stage.ended_on:
        return None
    due = clocks_of_council().next_due(dates_on_record(stage))
    clock = None if due else clock_of_stage(stage)
    return due or (clock.must_by if clock else None)


def _reading(clocks: CouncilClocks, dates: StageDates, code: str) -> Clock:
    """The clock by one reading, whichever the council goes by; its reasons name the event it counts from."""
    given = clocks.on(dates.started_on)
    own = Setting(*given[STAGE_2]) if STAGE_2 in given else Setting()
    return start_clock(
        STAGE_2,
        counted_from(code, dates) or dates.started_on,
        settings={**given, STAGE_2: own._replace(counts_from=code)},
        calendar=clocks.calendar,
        extended_to=dates.extended_to,
        stopped_on=dates.answered_on,
    )


def _held_times(stage: Stage) -> tuple[HeldTime, ...]:
    """The holds of the stage and of the whole case; one of a single point leaves the stage's clock as it is."""
    rows = Hold.objects.filter(
        Q(stage=stage) | Q(stage=None), representation=stage.representation, element=None
    )
    return tuple(HeldTime(row.from_on, row.until_on, cast(HoldBasis, row.basis)) for row in rows)
