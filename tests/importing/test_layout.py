"""The list is found in a sheet as people keep it, and every row left out is named with its reason."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.importing.layout import Row, exact_duplicates, find_table, same_row
from heard.importing.read import Refused, Sheet

HEADINGS = ["Ref", "Date received", "Team", "Outcome"]
FIRST = ["CSC/1", "07/04/2016", "South", "Upheld"]
SECOND = ["CSC/2", "08/04/2016", "North", "Not upheld"]


def sheet(*rows):
    return Sheet("Log", [list(row) for row in rows])


def why_ignored(*rows):
    return dict(find_table(sheet(HEADINGS, FIRST, SECOND, *rows)).ignored)


def test_a_plain_list_is_found_as_it_stands():
    table = find_table(sheet(HEADINGS, FIRST, SECOND))

    assert (table.sheet, table.heading_row, table.headings) == ("Log", 1, tuple(HEADINGS))
    assert table.rows == (Row(2, tuple(FIRST)), Row(3, tuple(SECOND)))
    assert table.ignored == ()


def test_headings_are_found_under_titles_and_blank_rows_and_row_numbers_stay_those_of_the_sheet():
    table = find_table(
        sheet(["COMPLAINTS 2016-17"], [], ["Printed", "3 May 2017"], ["", " "], HEADINGS, FIRST, [], SECOND)
    )

    assert table.heading_row == 5
    assert [row.number for row in table.rows] == [6, 8]
    assert table.ignored == ((1, "title"), (2, "blank"), (3, "title"), (4, "blank"), (7, "blank"))


def test_group_headings_above_the_headings_are_taken_for_a_title():
    table = find_table(sheet(["", "Stage 1"], HEADINGS, FIRST, SECOND))

    assert table.heading_row == 2


def test_headings_are_trimmed_and_a_second_of_the_same_name_is_numbered():
    table = find_table(sheet([" Ref ", "Date\nreceived", "Outcome", "outcome", ""], FIRST))

    assert table.headings == ("Ref", "Date received", "Outcome", "outcome (2)")


def test_a_column_without_a_heading_is_named_by_its_letter():
    table = find_table(sheet(["Ref", "", "Outcome"], ["CSC/1", "x", "Upheld"]))

    assert table.headings == ("Ref", "Column B", "Outcome")


def test_years_may_head_columns():
    table = find_table(sheet(["Children", "2019", 2020, "2020/21"], ["Looked after", 300, 310, 320]))

    assert table.headings == ("Children", "2019", "2020", "2020/21")


@pytest.mark.parametrize(
    "total",
    [
        ["TOTAL", "176"],
        ["Total", 2],
        ["Total:", "", "", "2"],
        ["Grand total", 1_234.5],
        ["Sub-total", "£1,200.50"],
        ["Total complaints received", 2],
        ["", "", "Totals", "100%"],
        ["Sum", 2],
        ["Count", 2],
        ["2"],
        [173],
        ["", "", "", 45],
    ],
    ids=repr,
)
def test_a_row_of_totals_is_left_out(total):
    assert why_ignored(total) == {4: "total row"}


@pytest.mark.parametrize(
    "case",
    [
        ["Total Care Ltd", "07/04/2016", "South", "Upheld"],
        ["Total", "07/04/2016", "South", "Upheld"],
        ["Total", date(2016, 4, 7)],
        ["Totally dissatisfied parent"],
        ["CSC/3"],
        ["", "", "", "Upheld"],
        ["", "09/04/2016"],
    ],
    ids=repr,
)
def test_a_row_that_may_be_a_case_is_kept_however_odd(case):
    assert why_ignored(case) == {}


def test_a_lone_reference_is_kept_where_references_are_numbers():
    table = find_table(sheet(HEADINGS, [101, *FIRST[1:]], [102, *SECOND[1:]], [103]))

    assert [row.cells[0] for row in table.rows] == [101, 102, 103]


def test_headings_repeated_for_a_printed_page_and_notes_below_are_left_out():
    ignored = why_ignored(HEADINGS, FIRST, ["Figures are provisional until June."])

    assert ignored == {4: "repeated heading", 6: "nothing but notes"}


def test_cells_beyond_the_headings_are_kept_for_the_judge_and_blank_ones_are_not():
    table = find_table(sheet(HEADINGS, [*FIRST, "spare"], [*SECOND, "", None], ["CSC/3"]))

    assert [len(row.cells) for row in table.rows] == [5, 4, 4]


def test_blank_text_becomes_nothing_and_other_text_keeps_its_spaces():
    table = find_table(sheet(HEADINGS, ["CSC/1", "  ", " South", None]))

    assert table.rows[0].cells == ("CSC/1", None, " South", None)


@pytest.mark.parametrize(
    "rows",
    [
        [FIRST, SECOND],
        [["CSC/1", "South"], ["CSC/2", "North"]],
        [["A letter about this and that"]],
        [["1", "2"], ["3", "4"]],
        [FIRST, SECOND, ["CSC/3", "not known", "South", "Upheld"], ["CSC/4", *FIRST[1:]]],
        [],
    ],
    ids=repr,
)
def test_a_sheet_without_headings_is_refused_and_told_what_to_do(rows):
    with pytest.raises(Refused, match="heading row.*try again"):
        find_table(sheet(*rows))


def test_headings_without_rows_are_refused_and_the_row_named():
    with pytest.raises(Refused, match="headings in row 2 have no rows") as refused:
        find_table(sheet(["Log"], HEADINGS, [], ["Total", 0]))

    assert refused.value.row == 2


def test_a_row_that_repeats_an_earlier_one_is_named_with_it():
    table = find_table(
        sheet(HEADINGS, FIRST, SECOND, [" CSC/1 ", *FIRST[1:]], [], FIRST, ["csc/1", *FIRST[1:]])
    )

    assert exact_duplicates(table) == {4: 2, 6: 2}


def test_rows_can_be_compared_in_another_way():
    one, other = Row(2, ("CSC/1", None)), Row(3, ("csc/1",))

    assert not same_row(one, other)
    assert same_row(one, other, compare=lambda a, b: str(a).lower() == str(b).lower())


CELLS = st.one_of(
    st.none(), st.integers(), st.dates(), st.text(max_size=8), st.sampled_from(["Total", "Ref"])
)


@settings(deadline=None, max_examples=200)
@given(rows=st.lists(st.lists(CELLS, max_size=5), max_size=12))
def test_every_row_of_any_sheet_is_kept_ignored_with_a_reason_or_the_heading(rows):
    try:
        table = find_table(Sheet("", rows))
    except Refused:
        return
    numbers = (
        [row.number for row in table.rows] + [number for number, _ in table.ignored] + [table.heading_row]
    )
    assert sorted(numbers) == list(range(1, len(rows) + 1))
