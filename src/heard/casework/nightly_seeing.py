"""What there is to notice about one open case tonight: judged by law from its facts, nothing written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from heard.casework.acts import PROCEDURES, chart_name
from heard.casework.clocks import CouncilClocks
from heard.casework.clocks_of_type import clock_of_type
from heard.casework.intake_clocks import first_day
from heard.casework.looking import dates_of
from heard.casework.nightly_ladder import Rung, reached
from heard.casework.timetable import still_to_do
from heard.law.clock import Clock, NotInForce, start_clock
from heard.law.procedure import State
from heard.law.timeliness import StageDates
from heard.representations.models import Representation, Stage

STAGE_2, STATEMENT = "children_act/stage_2/answer", "children_act/stage_2/statement"
RIGHT_TO_GO_ON = ("children_act/stage_1/answer", "corporate/stage_1/answer")
# Where the council has answered and the next word is the complainant's, nobody is asked to act.
THEIR_TURN = frozenset(
    {
        State.STAGE_1_RESOLVED,
        State.STAGE_1_ANSWERED,
        State.STAGE_2_ANSWERED,
        State.STAGE_3_ANSWERED,
        State.REFERRED_EARLY,
        State.ANSWERED,
        State.THANKED,
        State.SHARED,
    }
)
ORDER = {"concern": 0, "informal": 0, "enquiry": 0, "other": 0, "stage_1": 1, "stage_2": 2, "stage_3": 3}


@dataclass(frozen=True, slots=True)
class Noticed:
    """One thing noticed: what, about which clock and day, and who is to be told. `stage` is None for a whole case."""

    reference: str
    case: int
    stage: int | None
    what: str
    about_on: date
    for_role: str
    clock: str = ""

    @property
    def once(self) -> tuple[object, ...]:
        """What makes it the same notice another night."""
        if self.stage is None:
            return self.case, self.what, self.about_on
        return self.stage, self.what, self.clock, self.about_on


@dataclass(frozen=True)
class Night:
    """What the whole night shares: its day, the council's clocks, its ladder and its quiet days."""

    on: date
    clocks: CouncilClocks
    ladder: tuple[Rung, ...]
    quiet_days: int


def seen_tonight(night: Night, case: Representation, last_act_on: date | None) -> Iterator[Noticed]:
    """Everything to notice about one open case. `last_act_on` is the day on which the last act was recorded."""
    if is_held(case):
        return
    for clock in clocks_waiting(night.clocks, case):
        yield from _of_clock(night, case, None, clock)
    for stage in running_stages(case):
        for clock in clocks_running(night.clocks, stage):
            yield from _of_clock(night, case, stage, clock)
        yield from _beside(night, case, stage)
        yield from _statement(night, case, stage)
    yield from _quiet(night, case, last_act_on)


def is_held(case: Representation) -> bool:
    """Whether the whole of it is held for proceedings: then no clock runs and nobody is chased."""
    return any(
        hold.basis == "proceedings" and hold.element_id is None and hold.until_on is None
        for hold in case.holds.all()
    )


def running_stages(case: Representation) -> Sequence[Stage]:
    """The open stages on which the office must act: once a later stage is on record, the earlier one is over."""
    stages = list(case.stages.all())
    last = max((ORDER[stage.stage] for stage in stages if stage.ended_on is None), default=0)
    for stage in stages:
        stage.representation = case
    return [stage for stage in stages if is_open(stage) and ORDER[stage.stage] == last]


def is_open(stage: Stage) -> bool:
    """Whether a stage has been neither answered nor withdrawn, nor ended in another way."""
    return stage.answered_on is None and stage.withdrawn_on is None and stage.ended_on is None


def dates_in_full(stage: Stage) -> StageDates:
    """What the law needs to know of a stage, with the day on which the panel's recommendations were received."""
    panel = getattr(stage, "panel", None) if stage.stage == "stage_3" else None
    dates = dates_of(stage)
    return replace(dates, recommendations_received_on=panel.recommendations_received_on) if panel else dates


def clocks_running(clocks: CouncilClocks, stage: Stage) -> Iterator[Clock]:
    """The clocks by which something is still to be done: to acknowledge, and to answer.

    A Stage 2 without the agreed statement it would count from goes by the day of its request meanwhile.
    """
    yield from _clocks_of(clocks, dates_in_full(stage))


def clocks_waiting(clocks: CouncilClocks, case: Representation) -> Iterator[Clock]:
    """The clocks that no stage carries: of a complaint nobody has accepted yet, which run since receipt all the same;
    and of a duty matter by its type.
    """
    by_type = clock_of_type(case, clocks)
    if by_type is not None:
        yield by_type
    if case.state != State.RECEIVED or chart_name(case) not in PROCEDURES:
        return
    if any(is_open(stage) or is_formal(stage) and stage.ended_on is None for stage in case.stages.all()):
        return
    decisions = list(case.decisions.all())
    told = [one.told_on for one in decisions if one.about == "acknowledgement" and one.told_on]
    began = first_day(case, decisions)
    dates = StageDates(case.procedure, "stage_1", began, acknowledged_on=min(told, default=None))
    yield from _clocks_of(clocks, dates)


def is_formal(stage: Stage) -> bool:
    """Whether it is a stage of a complaint: what was settled before, as a concern, leaves Stage 1 still to be begun."""
    return ORDER[stage.stage] > 0


def _clocks_of(clocks: CouncilClocks, dates: StageDates) -> Iterator[Clock]:
    try:
        found = [None if dates.acknowledged_on else clocks.acknowledgement(dates), clocks.clock(dates)]
        if not any(found) and (dates.procedure, dates.stage) == ("children_act", "stage_2"):
            found = [_from_request(clocks, dates)]
    except NotInForce:
        return
    yield from (clock for clock in found if clock is not None)


def _from_request(clocks: CouncilClocks, dates: StageDates) -> Clock:
    return start_clock(
        STAGE_2,
        dates.started_on,
        settings=clocks.on(dates.started_on),
        calendar=clocks.calendar,
        extended_to=dates.extended_to,
    )


def _of_clock(night: Night, case: Representation, stage: Stage | None, clock: Clock) -> Iterator[Noticed]:
    if clock.must_by is None:
        return
    colour = clock.colour(night.on)
    if colour != "fine":
        yield _notice(case, stage, f"turned_{colour}", clock.must_by, "handler", clock.name)
    for rung in reached(night.ladder, clock.left(night.on) or 0, night.on > clock.must_by):
        yield _notice(case, stage, rung.code, clock.must_by, rung.role, clock.name)
    if colour == "late" and clock.name in RIGHT_TO_GO_ON and (stage is None or stage.right_told_on is None):
        yield _notice(case, stage, "right_to_go_on", clock.must_by, "manager", clock.name)


def _beside(night: Night, case: Representation, stage: Stage) -> Iterator[Noticed]:
    """What settings and guidance want of a stage beside its answer: colours, and chasers short of the director.

    A day of guidance raises no case to the director, who sees what is raised.
    """
    by_law = {clock.name for clock in clocks_running(night.clocks, stage)}
    for clock in still_to_do(stage, night.clocks):
        if clock.name not in by_law:
            yield from (one for one in _of_clock(night, case, stage, clock) if one.for_role != "director")


def _statement(night: Night, case: Representation, stage: Stage) -> Iterator[Noticed]:
    """Stage 2: the statement of complaint is not agreed by day 10, while the time of Stage 2 runs."""
    if (case.procedure, stage.stage) != ("children_act", "stage_2") or stage.statement_agreed_on:
        return
    try:
        alert_on = start_clock(STATEMENT, stage.started_on).due.alert_on
    except NotInForce:
        return
    if alert_on is not None and night.on >= alert_on:
        yield _notice(case, stage, "statement_not_agreed", alert_on, "manager", STATEMENT)


def _quiet(night: Night, case: Representation, last_act_on: date | None) -> Iterator[Noticed]:
    """Nothing done for the council's number of working days, while it is the council's turn (regulation 10(c))."""
    if last_act_on is None or last_act_on > night.on or State(case.state) in THEIR_TURN:
        return
    if night.clocks.calendar.between(last_act_on, night.on) >= night.quiet_days:
        yield Noticed(case.reference, case.pk, None, "no_act", last_act_on, "manager")


def _notice(
    case: Representation, stage: Stage | None, what: str, about_on: date, for_role: str, clock: str
) -> Noticed:
    return Noticed(case.reference, case.pk, stage.pk if stage else None, what, about_on, for_role, clock)
