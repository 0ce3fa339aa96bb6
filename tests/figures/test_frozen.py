"""Tables written down are read back equal, and every cell that says another thing is named."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from heard.figures.frozen import cell_at, differences, digest_of, read_back, written
from heard.figures.periods import financial_year
from heard.figures.table_cells import TableCell, TableResult, TableRow

YEAR = financial_year(2025)


def cell(value, printed: str, **more) -> TableCell:
    plain = {
        "shows": "number",
        "base": 12,
        "percent": None,
        "measure": "received",
        "definition": "Each counts once.",
    }
    return TableCell(
        **plain,
        value=value,
        printed=printed,
        period=YEAR,
        by={"team": "North"},
        where={"stage": ("1", "2")},
        **more,
    )


def a_table(printed: str = "9") -> TableResult:
    money = cell(Decimal("12.50"), "£12.50", parts=(cell(3, "3"), cell(None, "[c]", mark="c")))
    rows = (
        TableRow("North", (cell(9, printed), money)),
        TableRow("All", (cell(9, "9"), money), is_total=True),
    )
    return TableResult(
        "by-team", "By team", "Of each team.", ("Number", "Paid"), rows, YEAR, date(2026, 5, 1)
    )


def test_tables_go_through_text_and_come_back_equal():
    kept = json.loads(json.dumps(written([a_table()])))

    assert read_back(kept) == (a_table(),)
    assert digest_of(kept) == digest_of(written([a_table()]))
    assert digest_of(kept) != digest_of(written([a_table("8")]))


def test_each_cell_that_says_another_thing_is_named_and_no_other():
    assert differences([a_table()], [a_table()]) == ()
    (found,) = differences([a_table()], [a_table("8")])
    assert str(found) == "“By team”, North, Number: was 9, is 8."

    gone = replace(a_table(), rows=a_table().rows[1:])
    assert [one.now for one in differences([a_table()], [gone])] == ["not there", "not there"]
    assert differences([a_table()], [a_table(), replace(a_table("8"), id="another")]) == ()


def test_rows_of_the_same_label_are_held_beside_each_other():
    twice = replace(a_table(), rows=(a_table().rows[0], a_table("8").rows[0]))

    assert [one.was for one in differences([twice], [a_table()]) if one.column == "Number"] == [
        "9, 8",
        "not there",
    ]


def test_a_cell_is_found_by_its_place():
    assert cell_at([a_table()], "by-team", "North", "Number").value == 9
    assert cell_at([a_table()], "by-team", "South", "Number") is None
    assert cell_at([a_table()], "by-team", "North", "Days") is None
