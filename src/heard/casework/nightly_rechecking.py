"""What is kept for finding, worked out again: a difference is a fault, unless a re-dating explains it and waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from heard.casework.clocks import CouncilClocks
from heard.casework.comparing import in_chunks
from heard.casework.finding_cases_index import check_searchable, keep_searchable
from heard.casework.nightly_seeing import clocks_running, dates_in_full, is_held, is_open
from heard.casework.nightly_states import why_not_so
from heard.law.working_days import in_words
from heard.representations.models import MovedDate, Representation, Stage


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing about a case that is not as the law and its facts make it. `what`: state or due_on_hint."""

    reference: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A date that a re-dating moves and that nobody has approved yet."""

    reference: str
    redating: int
    stage: str
    was_on: date
    becomes_on: date


Moving = Mapping[int, tuple[int, date, date]]


def waiting_moves() -> Moving:
    """By stage, the move that waits for approval: number of the re-dating, the old day and the new."""
    rows = MovedDate.objects.filter(redating__approved_on=None).order_by("redating_id")
    found = rows.values_list("stage_id", "redating_id", "was_on", "becomes_on")
    return {stage: (number, was, becomes) for stage, number, was, becomes in found.iterator(chunk_size=5000)}


def faults_of(
    cases: Sequence[Representation],
    acts: Mapping[str, Sequence[str]],
    clocks: CouncilClocks,
    moving: Moving,
) -> Iterator[Fault | Waiting]:
    """Every difference between what is kept of these cases and what is worked out again."""
    for case in cases:
        for why in why_not_so(case, acts.get(case.reference, ())):
            yield Fault(case.reference, "state", f"{case.reference}: {why}.")
        for stage in case.stages.all():
            stage.representation = case
            if is_open(stage):
                yield from _hint(case, stage, clocks, moving)


def _hint(
    case: Representation, stage: Stage, clocks: CouncilClocks, moving: Moving
) -> Iterator[Fault | Waiting]:
    by_law, kept = next_by_law(stage, clocks), stage.due_on_hint
    if kept == by_law or (kept is None and (is_held(case) or case.is_history and no_clock(stage, clocks))):
        return
    number, was, becomes = moving.get(stage.pk, (0, None, None))
    if was is not None and becomes is not None and (was, becomes) == (kept, by_law):
        yield Waiting(case.reference, number, stage.stage, was, becomes)
        return
    yield Fault(
        case.reference,
        "due_on_hint",
        f"{case.reference}, {stage.get_stage_display()}: it is kept as due on {_said(kept)}, by law it is "
        f"{_said(by_law)}. If a holiday, a setting or a rule was changed, propose a re-dating; if not, tell whoever "
        "looks after the system: the row was changed by hand.",
    )


def words_mended() -> Iterator[Fault]:
    """Every case whose words to search by are not those of its record. They are made anew: what is searched is no
    record, and the record stands.
    """
    faults = list(check_searchable())
    named = {one.reference for one in faults}
    for some in in_chunks(sorted(named)):
        keep_searchable(Representation.objects.filter(reference__in=some).values_list("pk", flat=True))
    for one in faults:
        yield Fault(
            one.reference,
            "words",
            f"{one.why} They were made anew. If it happens again, a row was changed by hand.",
        )


def next_by_law(stage: Stage, clocks: CouncilClocks) -> date | None:
    """The last day of whatever is to be done next on an open stage; None where no clock runs."""
    clock = next(clocks_running(clocks, stage), None)
    return clock.must_by if clock else None


def no_clock(stage: Stage, clocks: CouncilClocks) -> bool:
    """Whether nothing counts yet, as of a Stage 2 that waits for its statement: what was brought in then has no day."""
    return clocks.next_due(dates_in_full(stage)) is None


def _said(day: date | None) -> str:
    return in_words(day) if day else "no day"
