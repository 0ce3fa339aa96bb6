"""Whoever sees figures and no case cannot pick anybody out, however they ask, and has their own questions answered."""

from __future__ import annotations

import random
from datetime import date

import pytest
from tests.figures.made_councils import INSIDE, frames_of, records_of
from tests.reporting.tracking import Tracker, unguarded

from heard.figures.ask import ask
from heard.figures.snapshot import snapshot
from heard.figures.suppression import MARK
from heard.figures.tables import annual_tables
from heard.reporting import small_numbers_set
from heard.reporting.small_numbers import NOT_OFFERED, SMALL, WHOM_TO_ASK, guard_on

DAY = date(2024, 3, 20)
QUERIES, TARGETS = 600, 60


@pytest.fixture(scope="module")
def rows():
    return records_of(1)


@pytest.fixture(scope="module")
def seen(rows):
    return snapshot(frames_of(rows), DAY)


@pytest.fixture(scope="module")
def guard(seen):
    with pytest.MonkeyPatch.context() as all_years:
        all_years.setattr(small_numbers_set, "YEARS", 3)
        return guard_on(seen, DAY, 5, tuple(sorted(INSIDE.items())))


def tracked(seen, rows, shows):
    """How many targets many questions pick out, and how many numbers they were told."""
    lot = random.Random(7)
    targets = lot.sample([one for one in rows["representations"] if one["started_on"].year > 2021], TARGETS)
    tracker = Tracker(seen, shows, lot)
    for number in range(QUERIES):
        tracker.ask(targets[number % TARGETS])
    return len(tracker.isolated(targets)), tracker.shown


def test_hundreds_of_questions_about_known_people_pick_out_nobody(seen, rows, guard):
    def guarded(answer):
        made = guard.answer(answer)
        return [(cell.by, cell.value, cell.base) for cell in (*made.cells, made.total)]

    isolated, shown = tracked(seen, rows, guarded)

    assert isolated == 0
    assert shown > 20


def test_the_same_questions_without_the_guard_pick_out_nearly_everybody(seen, rows):
    """The control."""
    assert tracked(seen, rows, unguarded)[0] > TARGETS * 0.9


@pytest.mark.parametrize(
    ("measure", "by"),
    [
        ("received", ()),
        ("received", ("service",)),
        ("in_time", ()),
        ("stage_started", ("stage",)),
        ("outcomes", ()),
    ],
)
def test_what_members_ask_of_a_year_is_answered(seen, guard, measure, by):
    answer = ask(seen, measure, period="2022-23", by=by)
    made = guard.answer(answer)

    assert made.total.value == answer.total.value
    assert [cell.value for cell in made.cells if not cell.mark] == [
        cell.value for cell, one in zip(answer.cells, made.cells, strict=True) if not one.mark
    ]
    assert not by or any(not cell.mark for cell in made.cells)


def test_what_is_not_shown_says_why_and_whom_to_ask(seen, guard):
    small = guard.answer(
        ask(seen, "received", period="2022-23", by=["complainant"], where={"kind": ["complaint"]})
    )
    other = guard.answer(
        ask(seen, "received", period="2022-06", where={"team": ["North"], "channel": ["Letter"]})
    )

    assert {cell.why for cell in small.cells if cell.mark} <= {SMALL, NOT_OFFERED}
    assert other.reasons == (NOT_OFFERED, WHOM_TO_ASK)
    assert other.as_dict()["total"] == {
        "by": {},
        "value": None,
        "base": None,
        "percent": None,
        "mark": "c",
        "why": NOT_OFFERED,
    }


def test_the_annual_report_shows_them_the_same_numbers_and_nothing_small(seen, guard):
    true = annual_tables(seen, "2022-23", as_at=DAY)
    made = guard.tables(true)
    pairs = [
        (now, was)
        for table, other in zip(made, true, strict=True)
        for row in table.rows
        if other.row(row.label)
        for now, was in zip(row.cells, other.row(row.label).cells, strict=True)
    ]
    shown = [(now, was) for now, was in pairs if now.mark != MARK]

    assert len(shown) > len(pairs) / 4
    assert all((now.value, now.printed) == (was.value, was.printed) for now, was in shown)
    assert not [
        now
        for now, _ in shown
        if now.measure == "received" and now.shows == "number" and now.value in (1, 2, 3, 4)
    ]


def test_a_council_that_withholds_nothing_has_no_guard(seen):
    assert guard_on(seen, DAY, 1, ()) is None
