"""Looks to go over: the night picks out what strikes and a share of the rest; somebody unconnected says what it was."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from math import ceil
from random import SystemRandom

from heard.casework.watching_kinds import SAMPLE, Found, Opened, Watched
from heard.casework.watching_links import LONDON
from heard.casework.watching_patterns import PATTERNS, Pattern, struck
from heard.casework.watching_reading import watched_until
from heard.casework.writing import writing
from heard.law.working_days import ENGLAND
from heard.ledger.models import LookToGoOver

ALARM_WITHIN, SAMPLE_WITHIN = 5, 10  # working days
NOT_AGAIN, NOT_AGAIN_IF_JUSTIFIED = timedelta(days=28), timedelta(days=90)
SHARE = 10  # of a hundred
CASES_LISTED = 60
Chosen = Callable[[Sequence[Found], int], Sequence[Found]]


def find_looks_to_go_over(
    *,
    on: date,
    by: str,
    at: datetime,
    patterns: Mapping[str, Pattern] = PATTERNS,
    chosen: Chosen | None = None,
) -> list[LookToGoOver]:
    """Pick out what strikes in the looks of the seven days before `on`, and once a week a tenth of the ordinary ones.

    What was picked out in the last four weeks is not again, nor in ninety days what was found justified. Run twice, the
    second time writes nothing.
    """
    watched = watched_until(datetime.combine(on, time(), LONDON))
    found = _not_again(struck(watched, patterns), on)
    found += _sample(watched, found, on, chosen or SystemRandom().sample)
    if not found:
        return []
    rows = [_row(one, on) for one in found]
    with writing("find_looks_to_go_over", by=by, at=at, done_on=on, found=len(rows)) as line:
        for row in LookToGoOver.objects.bulk_create(rows, batch_size=500):
            line.note(row)
    return rows


def share_of_week(opened: Iterable[Opened], apart: Collection[tuple[str, str]]) -> list[Found]:
    """Each case that somebody opened in the week and that did not strike, once, as it may be drawn for the sample."""
    cases: dict[tuple[str, str], list[Opened]] = {}
    for one in opened:
        if one.known and not one.refused and (one.by, one.reference) not in apart:
            cases.setdefault((one.by, one.reference), []).append(one)
    return [
        Found(
            pattern=SAMPLE,
            by=by,
            role=opens[-1].role,
            reference=reference,
            cases=(reference,),
            why="Drawn by lot, one in ten of the cases that were opened in the week and did not strike.",
            first_at=opens[0].first_at,
            last_at=opens[-1].last_at,
            looks=sum(one.looks for one in opens),
            link=next((one.link for one in opens if one.link), ""),
        )
        for (by, reference), opens in cases.items()
    ]


def _sample(watched: Watched, struck_now: Sequence[Found], on: date, chosen: Chosen) -> list[Found]:
    """A tenth of the week's ordinary openings, drawn once a week: by the first night after its Sunday."""
    monday = on - timedelta(days=on.weekday())
    if LookToGoOver.objects.filter(pattern=SAMPLE, found_on__gte=monday).exists():
        return []
    apart = {(one.by, case) for one in struck_now for case in one.cases}
    there = share_of_week(watched.opened, apart)
    return sorted(chosen(there, ceil(len(there) * SHARE / 100)), key=lambda one: (one.by, one.reference))


def _not_again(found: Iterable[Found], on: date) -> list[Found]:
    earlier = LookToGoOver.objects.filter(found_on__gt=on - NOT_AGAIN_IF_JUSTIFIED, found_on__lte=on)
    known = {
        (pattern, by, reference)
        for pattern, by, reference, day, verdict in earlier.exclude(pattern=SAMPLE).values_list(
            "pattern", "by", "reference", "found_on", "verdict"
        )
        if verdict == LookToGoOver.Verdict.JUSTIFIED or day > on - NOT_AGAIN
    }
    new = {(one.pattern, one.by, one.reference): one for one in found}
    return [one for key, one in new.items() if key not in known]


def _row(one: Found, on: date) -> LookToGoOver:
    within = SAMPLE_WITHIN if one.pattern == SAMPLE else ALARM_WITHIN
    return LookToGoOver(
        pattern=one.pattern,
        by=one.by,
        role=one.role,
        reference=one.reference,
        cases="\n".join(one.cases[:CASES_LISTED]),
        why=one.why,
        first_at=one.first_at,
        last_at=one.last_at,
        looks=one.looks,
        link=one.link,
        found_on=on,
        due_on=ENGLAND.after(on, within),
    )


def overdue_looks(on: date) -> int:
    """How many looks to go over are past their day: shown where they are listed, and to whoever watches the numbers."""
    return LookToGoOver.objects.filter(verdict="", due_on__lt=on).count()


__all__ = ["find_looks_to_go_over", "overdue_looks", "share_of_week"]
