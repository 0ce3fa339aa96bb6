"""A report whose tables disagree is found out, whichever number is wrong."""

from __future__ import annotations

import os
import random
from dataclasses import replace

import pytest
from tests.figures.council import small_council

from heard.figures.reconcile import CHECKS, reconcile
from heard.figures.tables import annual_tables


@pytest.fixture(scope="module")
def tables():
    return annual_tables(small_council(), "2020-21")


def planted(tables, table_id, label, column, **wrong):
    """The tables with one cell changed, as a slip of the hand would."""
    return [
        _with_wrong_cell(table, label, column, wrong) if table.id == table_id else table for table in tables
    ]


def _with_wrong_cell(table, label, column, wrong):
    rows = [
        replace(
            row,
            cells=tuple(
                replace(cell, **wrong) if (row.label, place) == (label, column) else cell
                for place, cell in enumerate(row.cells)
            ),
        )
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))


def test_the_tables_of_one_set_of_records_agree(tables):
    assert reconcile(tables) == []


@pytest.mark.parametrize(
    ("check", "table", "label", "column", "wrong"),
    [
        ("parts add up", "stage-1-by-team", "South", 0, {"value": 4}),
        ("parts add up", "feedback", "Total", 0, {"value": 12}),
        ("parts add up", "compensation", "Total", 1, {"value": 1000}),
        ("same number everywhere", "key-figures", "Complaints received", 0, {"value": 8}),
        ("same number everywhere", "series", "2020/21", 1, {"value": 8}),
        ("percentages hold", "stage-1-by-team", "South", 1, {"percent": 101.0}),
        ("percentages hold", "by-nature", "Staff", 1, {"percent": 30.0}),
        ("shares fill the whole", "timescales", "Stage 1: Over 20 working days", 0, {"value": 3}),
        ("printed as rounded", "by-nature", "Staff", 1, {"printed": "28.5%"}),
        ("worked out right", "key-figures", "Complaints received", 2, {"printed": "+599.0%"}),
        ("worked out right", "escalation", "2020/21", 2, {"percent": 20.0}),
        ("averages rest on counts", "average-working-days", "Stage 1", 1, {"base": 4}),
        ("stages are accounted for", "in-time", "Stage 1", 8, {"value": 2}),
        ("stages are accounted for", "in-time", "Stage 1", 6, {"value": 0}),
    ],
)
def test_a_wrong_cell_is_found_by_the_check_that_looks_for_it(tables, check, table, label, column, wrong):
    found = reconcile(planted(tables, table, label, column, **wrong))

    assert check in {one.check for one in found}
    assert any((one.table, one.row) == (table, label) for one in found) or check in (
        "parts add up",
        "same number everywhere",
        "shares fill the whole",
        "stages are accounted for",
    )


def test_every_check_has_been_seen_to_find_something(tables):
    tried = test_a_wrong_cell_is_found_by_the_check_that_looks_for_it.pytestmark[0].args[1]

    assert {row[0] for row in tried} == {check.name for check in CHECKS}


def counted_places(tables):
    return [
        (table.id, row.label, place, cell.value)
        for table in tables
        for row in table.rows
        for place, cell in enumerate(row.cells)
        if cell.shows == "number" and cell.measure and isinstance(cell.value, int)
    ]


def test_a_changed_number_anywhere_in_the_report_is_found(tables):
    places = counted_places(tables)
    tried = places if os.environ.get("HEARD_FULL") else random.Random(1989).sample(places, 120)

    missed = [
        (table, row, place)
        for table, row, place, value in tried
        if not reconcile(planted(tables, table, row, place, value=value + 1))
    ]

    assert missed == []


def test_a_disagreement_says_where_and_what_in_words(tables):
    found = reconcile(planted(tables, "stage-1-by-team", "South", 0, value=4))

    assert str(found[0]).startswith("Table “stage-1-by-team”, row “Total”, column “2020/21”: The rows add up")
    assert any(
        one.words == "The rows add up to 7, and the total says 6."
        and (one.table, one.row, one.column) == ("stage-1-by-team", "Total", "2020/21")
        for one in found
    )
