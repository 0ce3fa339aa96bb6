"""What the night keeps in order beside the cases: looks are bound, and what nobody needs any more is thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from heard.casework import browsers, codes, doorsteps, drafts, guesses, jobs, looks, ways_back


@dataclass(frozen=True, slots=True)
class Kept:
    """What was put in order: looks bound, drafts, browsers, guesses, the door, codes made ahead."""

    looks_bound: int
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
        drafts_gone=drafts.drop_old(at=at),
        browsers_gone=browsers.forget_old(at=at) + browsers.forget_leavers(on=on),
        guesses_gone=guesses.forget_old(at=at),
        left_at_the_door=doorsteps.drop_old(at=at) + ways_back.drop_old(at=at),
        codes_made=codes.make_ready(),
    )
