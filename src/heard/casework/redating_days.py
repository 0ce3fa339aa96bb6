"""The next due day of every open stage at once: the same days as one by one, for a hundred thousand in a moment."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import Case, F, Q, Value, When

from heard.casework.clocks import CouncilClocks
from heard.law.clock import Setting, Settings, due_days, start_clock
from heard.law.local_settings import terms_of
from heard.law.reckoning import counts_on
from heard.law.rulebook import rule
from heard.law.timeliness import PANEL, REPORT, RESPONSE, StageDates, clock_of, not_before_it_began
from heard.law.timeliness import counted_from as event_day
from heard.law.working_days import WorkingCalendar
from heard.representations.models import Extension, Panel, Stage

STAGE_2 = "children_act/stage_2/answer"
FIRST_DAY = ("receipt", "request")  # what a stage begins with
ACKNOWLEDGE = {stage: f"corporate/{stage}/acknowledge" for stage in ("stage_1", "stage_2")}
_COLUMNS = {
    "procedure": "representation__procedure",
    "stage": "counts_as",
    "started_on": "started_on",
    "acknowledged_on": "acknowledged_on",
    "statement_agreed_on": "statement_agreed_on",
    "panel_met_on": "panel_met_on",
    "report_sent_on": "report_sent_on",
}
Counted = tuple[str, date]  # a clock's name, and its day 0


@dataclass(frozen=True, slots=True)
class OpenStage:
    """One open stage as it is read in bulk: where it is kept, its case, its days, and the day kept for finding it."""

    number: int
    reference: str
    dates: StageDates
    hint: date | None


@dataclass(frozen=True, slots=True)
class Moved:
    """One open stage whose next day is another: which clock, the old day and the new."""

    place: int
    clock: str
    was: date | None
    becomes: date | None


def open_stages() -> list[OpenStage]:
    """Every open stage with its days, the same as `looking.dates_of` gives one by one: three questions in all."""
    given = Q(decided_on=None) | Q(decided_on__gte=F("stage__started_on"))
    extensions = Extension.objects.filter(given).order_by("extended_to")
    extended = dict(extensions.values_list("stage_id", "extended_to"))
    received = dict(
        Panel.objects.exclude(recommendations_received_on=None).values_list(
            "stage_id", "recommendations_received_on"
        )
    )
    rows = Stage.objects.filter(answered_on=None, withdrawn_on=None, ended_on=None).order_by("pk")
    live_informal = Q(stage="informal", representation__is_history=False)
    rows = rows.annotate(counts_as=Case(When(live_informal, then=Value("concern")), default=F("stage")))
    found = rows.values_list("pk", "representation__reference", "due_on_hint", *_COLUMNS.values())
    return [
        OpenStage(
            number,
            reference,
            StageDates(
                **dict(zip(_COLUMNS, days, strict=True)),
                extended_to=extended.get(number),
                recommendations_received_on=received.get(number),
            ),
            hint,
        )
        for number, reference, hint, *days in found.iterator(chunk_size=5000)
    ]


def moved_between(every: Sequence[StageDates], before: CouncilClocks, after: CouncilClocks) -> list[Moved]:
    """Each stage whose next day is another by `after` than by `before`; `place` is its place in the column."""
    then = counted_from(every, after)
    columns = set_out(every, then, after)
    if before.eras == after.eras:
        now, was = then, last_days(columns, len(every), before)
    else:
        now = counted_from(every, before)
        was = last_days(set_out(every, now, before), len(every), before)
    becomes = last_days(columns, len(every), after)
    return [
        Moved(place, (then[place] or now[place] or ("", date.min))[0], old, new)
        for place, (old, new) in enumerate(zip(was, becomes, strict=True))
        if old != new
    ]


def next_days(every: Sequence[StageDates], clocks: CouncilClocks) -> list[date | None]:
    """The last day of whatever is to be done next on each open stage; None where no clock runs."""
    return last_days(set_out(every, counted_from(every, clocks), clocks), len(every), clocks)


def counted_from(every: Sequence[StageDates], clocks: CouncilClocks) -> list[Counted | None]:
    """The clock that runs on each open stage, and the day it counts from."""
    start_of = _starts(clocks)
    return [_counted(dates, start_of) for dates in every]


def _counted(dates: StageDates, start_of: Callable[[str, StageDates], date | None]) -> Counted | None:
    procedure, stage = dates.procedure, dates.stage
    if stage == "stage_3":
        return _stage_3(dates) if procedure == "children_act" else None
    if procedure == "corporate" and stage in ACKNOWLEDGE and dates.acknowledged_on is None:
        return ACKNOWLEDGE[stage], dates.started_on
    name = clock_of(procedure, stage)
    if name is None:
        return None
    start = start_of(name, dates)
    if start is None and name == STAGE_2:
        start = dates.started_on  # until there is an agreed statement to count from
    return (name, start) if start is not None else None


def _stage_3(dates: StageDates) -> Counted:
    received = dates.recommendations_received_on or dates.report_sent_on
    if start := not_before_it_began(dates, received):
        return RESPONSE, start
    met_on = not_before_it_began(dates, dates.panel_met_on)
    return (REPORT, met_on) if met_on else (PANEL, dates.started_on)


def _era_of(clocks: CouncilClocks) -> Callable[[date], int]:
    """Which of the council's eras of numbers a day lies in, by its place in their order."""
    return partial(bisect_right, [begins_on for begins_on, _ in clocks.eras])


def _starts(clocks: CouncilClocks) -> Callable[[str, StageDates], date | None]:
    """Which of a stage's days its clock counts from, by the rule and the council's setting of that time."""
    known: dict[tuple[str, int], str] = {}
    era_of = _era_of(clocks)

    def start_of(name: str, dates: StageDates) -> date | None:
        place = (name, era_of(dates.started_on) if clocks.eras else 0)
        code = known.get(place)
        if code is None:
            given = clocks.on(dates.started_on).get(name)
            code = known[place] = (Setting(*given).counts_from if given else "") or rule(
                name
            ).counts_from_code
        return dates.started_on if code in FIRST_DAY else event_day(code, dates)

    return start_of


@dataclass(frozen=True, slots=True)
class Column:
    """The stages by one clock in one era of the council's numbers: their places, day 0 of each, and more time given."""

    name: str
    since: date
    places: list[int]
    starts: list[date]
    extended: list[date | None]


def set_out(
    every: Sequence[StageDates], counted: Sequence[Counted | None], clocks: CouncilClocks
) -> list[Column]:
    """The stages set out in columns, the council's eras of numbers apart, without those the rule was not there for.

    One pass in the open, without a call for each stage: it is most of what a re-dating costs.
    """
    columns: dict[tuple[str, int], Column] = {}
    began = [begins_on for begins_on, _ in clocks.eras]
    for place, one in enumerate(counted):
        if one is None:
            continue
        name, start = one
        key = (name, bisect_right(began, start) if began else 0)
        column = columns.get(key)
        if column is None:
            column = columns[key] = Column(name, rule(name).values[-1].since, [], [], [])
        dates, since = every[place], column.since
        # In force on day 0 and, where a setting chooses that day, on the day the stage began.
        if start >= since and (dates.started_on >= since or dates.stage == "stage_3"):
            column.places.append(place)
            column.starts.append(start)
            column.extended.append(dates.extended_to)
    return list(columns.values())


def last_days(columns: Iterable[Column], size: int, clocks: CouncilClocks) -> list[date | None]:
    """The last day of each stage, at its place among so many."""
    found: list[date | None] = [None] * size
    for column in columns:
        for place, day in zip(column.places, _column(column, clocks), strict=True):
            found[place] = day
    return found


def _column(column: Column, clocks: CouncilClocks) -> Iterable[date | None]:
    name, starts = column.name, column.starts
    if not starts:
        return ()
    settings, calendar = clocks.on(starts[0]), clocks.calendar
    dues = due_days(name, starts, settings=settings, calendar=calendar)
    if not any(column.extended) or name in ACKNOWLEDGE.values() or name in (PANEL, REPORT, RESPONSE):
        return dues
    return _with_extensions(name, starts, dues, column.extended, settings, calendar)


def _with_extensions(
    name: str,
    starts: Sequence[date],
    dues: Sequence[date | None],
    extended: Sequence[date | None],
    settings: Settings,
    calendar: WorkingCalendar,
) -> Iterator[date | None]:
    """With more time given, the day moves to it, and never past what is allowed."""
    the_rule = rule(name)
    terms = terms_of(the_rule, the_rule.on(max(starts)), settings)
    in_one_version = the_rule.on(min(starts)) == the_rule.on(max(starts))
    on = counts_on(the_rule, calendar)
    for start, due_on, until in zip(starts, dues, extended, strict=True):
        if until is None or due_on is None:
            yield due_on
        elif in_one_version and terms.unit == "working_days" and terms.up_to is not None:
            yield min(max(until, due_on), on.after(start, terms.up_to))
        else:
            yield start_clock(name, start, settings=settings, calendar=calendar, extended_to=until).must_by
