"""A large council's pages are answered with what was read last, say so, and have what is new soon after."""

from __future__ import annotations

from datetime import date
from time import monotonic

import pytest

from heard.figures.frames import Frames, frame
from heard.reporting import cached, reading_ahead
from heard.reporting.cached import FEW_CASES, frames_now, read_now, snapshot_lately, snapshot_now, worked_out

TODAY = date(2026, 11, 22)


class Council:
    """A made-up council whose ledger and tables are a number each."""

    def __init__(self, cases: int) -> None:
        self.digest, self.cases, self.reads = "a", cases, 0

    def frames(self, *, today: date) -> Frames:
        self.reads += 1
        refs = [f"C{number}" for number in range(self.cases)]
        return Frames(representations=frame("representations", {"ref": refs}))


@pytest.fixture
def council(request, monkeypatch):
    made = Council(request.param)
    monkeypatch.setattr(cached, "frames_of_council", made.frames)
    for module in (cached, reading_ahead):
        monkeypatch.setattr(module, "newest_digest", lambda: made.digest)
    monkeypatch.setattr(cached, "_kept", [])
    return made


large = pytest.mark.parametrize("council", [FEW_CASES + 1], indirect=True)
small = pytest.mark.parametrize("council", [3], indirect=True)


def cases_in(seen) -> int:
    return len(seen.frames["representations"])


@large
def test_who_opens_a_page_after_a_change_gets_what_was_read_last_and_is_told_so(council):
    asked: list[date] = []
    first = snapshot_lately(TODAY, None, read_anew=asked.append)
    council.digest, council.cases = "b", FEW_CASES + 2
    second = snapshot_lately(TODAY, None, read_anew=asked.append)

    assert (first.is_newest, second.is_newest) == (True, False)
    assert second.snapshot is first.snapshot
    assert second.seconds_ago >= first.seconds_ago >= 0
    assert (council.reads, asked) == (1, [TODAY])


@large
def test_what_was_asked_of_the_old_state_is_worked_out_of_the_new_one_before_it_is_shown(council):
    made: list[int] = []

    def counted(seen, less):
        made.append(cases_in(seen))
        return cases_in(seen) - less

    seen = snapshot_lately(TODAY, TODAY, read_anew=print).snapshot
    assert [worked_out(seen, counted, 1), worked_out(seen, counted, 1)] == [FEW_CASES] * 2
    council.digest, council.cases = "b", FEW_CASES + 9
    read_now(TODAY)

    assert made == [FEW_CASES + 1, FEW_CASES + 9]
    newer = snapshot_lately(TODAY, TODAY, read_anew=print)
    assert newer.is_newest
    assert worked_out(newer.snapshot, counted, 1) == FEW_CASES + 8
    assert len(made) == 2


@small
def test_a_small_council_is_never_late_and_never_read_ahead(council):
    snapshot_lately(TODAY, None, read_anew=print)
    council.digest, council.cases = "b", 5
    assert reading_ahead.read_if_due(TODAY) == 0.0
    lately = snapshot_lately(TODAY, None, read_anew=pytest.fail)

    assert (lately.is_newest, cases_in(lately.snapshot), council.reads) == (True, 5, 2)


@large
def test_a_page_that_must_show_what_was_just_written_waits_for_it(council):
    frames_now(TODAY)
    council.digest, council.cases = "b", FEW_CASES + 5

    assert cases_in(snapshot_now(TODAY)) == FEW_CASES + 5


@large
def test_reading_ahead_reads_once_a_change_and_then_rests(council, monkeypatch):
    slept: list[float] = []
    monkeypatch.setattr(reading_ahead.time, "sleep", slept.append)
    reading_ahead.read_if_due(TODAY)
    reading_ahead.read_if_due(TODAY)
    council.digest = "b"
    reading_ahead.read_if_due(TODAY)
    assert council.reads == 2

    reading_ahead._ahead.looked_at = monotonic()
    reading_ahead.rest(10.0)
    reading_ahead.rest(0.1)
    assert slept == [40.0, 5.0]
