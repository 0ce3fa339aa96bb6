"""What is released lets nobody work out a small number, and every number it shows is the true one."""

from __future__ import annotations

import json

import pytest
from tests.figures.made_councils import AS_AT, INSIDE, LATEST, made_council
from tests.figures.releases import (
    betrayed,
    how_many_small,
    pair,
    primary_only,
    released,
    two_a_line,
    worked_out,
)

from heard.figures import suppression
from heard.figures.frozen import written
from heard.figures.suppression import MARK, WITHHELD, exposed, suppress
from heard.figures.tables import annual_tables

PAIRS = (0, 1, 2, 11)


def true_tables(seed: int, most: int = 90):
    return annual_tables(made_council(seed, most=most), LATEST, AS_AT)


@pytest.fixture(scope="module")
def true():
    return true_tables(1)


@pytest.fixture(scope="module")
def out(true):
    return suppress(true, inside=INSIDE)


def cells_by_place(tables):
    return {
        (table.id, row.label, place): cell
        for table in tables
        for row in table.rows
        for place, cell in enumerate(row.cells)
    }


def test_an_attacker_with_every_printed_table_works_out_no_small_number(true, out):
    other = true_tables(2, most=160)

    assert worked_out(true, out.tables) == []
    assert worked_out(other, suppress(other, inside=INSIDE).tables) == []
    assert how_many_small(true) > 50


def test_withholding_the_small_numbers_alone_or_two_a_line_is_not_enough(true):
    """The controls: the same attack on what is usually done."""
    assert len(worked_out(true, primary_only(true))) > 5
    assert len(worked_out(true, two_a_line(true))) > 5


def test_the_audit_of_the_product_sees_what_the_attacker_sees(true, out):
    assert exposed(true, out.tables, inside=INSIDE) == ()
    assert exposed(true, primary_only(true), inside=INSIDE)


def test_with_a_threshold_of_one_every_figure_is_the_true_one(true):
    off = suppress(true, threshold=1)

    assert off.tables == tuple(true)
    assert off.hidden == ()


def test_every_number_shown_is_the_true_one_and_nothing_small_is_shown(true, out):
    now, was = cells_by_place(out.tables), cells_by_place(true)
    kept = {place: cell for place, cell in now.items() if cell.mark != MARK}

    assert len(kept) > len(now) / 3
    for place, cell in kept.items():
        assert (cell.value, cell.printed) == (was[place].value, was[place].printed)
        assert cell.percent in (None, was[place].percent)
        assert cell.base in (None, was[place].base)


def test_a_withheld_cell_holds_nothing_that_tells_its_number(out):
    withheld = [cell for cell in cells_by_place(out.tables).values() if cell.mark == MARK]

    assert {cell.printed for cell in withheld} == {WITHHELD}
    assert {(cell.value, cell.base, cell.percent, cell.not_known) for cell in withheld} == {(None,) * 4}
    small = {"value", "base", "not_known"}
    found = [json.loads(json.dumps(one)) for one in written(out.tables)]
    counted = [
        cell
        for table in found
        for row in table["rows"]
        for cell in row["cells"]
        if cell["measure"] == "received"
    ]
    assert not [cell for cell in counted for name in small if cell[name] in (1, 2, 3, 4)]


def test_whoever_signs_off_sees_how_many_are_withheld_and_why(true, out):
    place = {(one.table, one.row, one.column) for one in out.hidden}
    marked = [cell for cell in cells_by_place(out.tables).values() if cell.mark == MARK]

    assert min(out.counts.values()) > 0
    assert str(len(out.hidden)) in out.words
    assert len(place) <= len(out.hidden)
    assert len(marked) <= len(out.hidden)
    assert {one.was for one in out.hidden if one.reason == "primary"} & {"1", "2", "3", "4"}


def test_a_row_withheld_does_not_stand_where_its_size_would_put_it(true, out):
    for table in out.tables:
        rows = [row for row in table.rows if not row.is_total and row.label != "Not recorded"]
        was = [row.label for one in true if one.id == table.id for row in one.rows]
        hidden = [row.label for row in rows if row.cells[0].mark]
        if table.id.endswith("by-team") and hidden:
            assert [row.label for row in rows][-len(hidden) :] == sorted(hidden), was


@pytest.mark.parametrize("seed", PAIRS)
def test_two_releases_together_betray_nothing_that_each_withholds(seed):
    one = pair(seed)
    first, second = released(one)

    assert betrayed(one, first.tables, second.tables) == []


def test_without_what_was_published_before_the_second_release_betrays_the_first():
    """The control: the same pairs, the second release knowing nothing of the first."""
    found = []
    for seed in PAIRS[1:]:
        one = pair(seed)
        first, second = released(one, with_ledger=False)
        found += betrayed(one, first.tables, second.tables)

    assert len(found) > 5


def test_the_same_figures_are_withheld_the_same_way_every_time(true, out):
    assert suppress(true, inside=INSIDE) == out


def test_a_total_withheld_in_both_releases_may_have_been_corrected_too(monkeypatch):
    """What was put right made of a withheld total another number, and parts shown before told of it."""
    one = pair(548)
    first, second = released(one)
    assert betrayed(one, first.tables, second.tables) == []

    everything = suppression.known
    monkeypatch.setattr(
        suppression, "known", lambda *said, **kept: everything(*said, **{**kept, "unsure": ()})
    )
    first, second = released(one)
    assert betrayed(one, first.tables, second.tables) != []
