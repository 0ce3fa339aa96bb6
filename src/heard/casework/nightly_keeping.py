"""What the night keeps in order beside the cases: looks are bound, and what nobody needs any more is thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from heard.casework import browsers, codes, doorsteps, drafts, guesses, jobs, looks, ways_back
from heard.casework.nightly_ladder import looks_kept_on


@dataclass(frozen=True, slots=True)
class Kept:
    """What was put in order: looks bound and past their period, drafts, browsers, guesses, the door, codes ahead."""

    looks_bound: int
    looks_gone: int
    drafts_gone: int
    browsers_gone: int
    guesses_gone: int
    left_at_the_door: int
    codes_made: int


def keep_in_order(*, on: date, at: datetime) -> Kept:
    """Put in order what is no part of the record. Done twice, the second time finds nothing."""
    jobs.once_more(at=at)
    batch = looks.bind(at)
    return Kept(
        looks_bound=batch.looks if batch else 0,
        looks_gone=looks.prune(at - timedelta(days=looks_kept_on(on)), at),
        drafts_gone=drafts.drop_old(at=at),
        browsers_gone=browsers.forget_old(at=at) + browsers.forget_leavers(on=on),
        guesses_gone=guesses.forget_old(at=at),
        left_at_the_door=doorsteps.drop_old(at=at) + ways_back.drop_old(at=at),
        codes_made=codes.make_ready(),
    )
