"""Lists as complaints officers really keep them: each comes in rightly, or is refused in words that help."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.importing.sheets import council, judged, table

from heard.importing.judgement import Judgement
from heard.importing.layout import Table, find_table
from heard.importing.preview import preview
from heard.importing.read import Sheet
from heard.importing.suggest import suggest


def found_in(*rows: list[Any], name: str = "Log") -> Table:
    """The list that is found in a sheet of these rows."""
    return find_table(Sheet(name, [list(row) for row in rows]))


def columns_of(sheet: Table) -> dict[str, str]:
    """What each column is taken to mean."""
    return dict(suggest(sheet, council()).mapping.columns)


# Headings on two lines

PLAIN = ["Ref", "Complainant type", "Team", "Nature of complaint"]
GROUPS = ["Stage 1", None, None, None, "Stage 2", None, None, None, "Comments"]
UNDER = ["Received", "Due", "Responded", "Outcome"]
ONE = ["FC/1", "Parent", "Duty", "Delay", "03/04/2025", "17/04/2025", "15/04/2025", "Upheld"]
TWO = [
    *["FC/2", "Parent", "Duty", "Delay", "07/04/2025", "23/04/2025", "20/05/2025", "Not upheld"],
    *["02/06/2025", "07/07/2025", "30/07/2025", "Partly upheld", "Sent twice"],
]
STAGES_APART = {
    "Stage 1 Received": "received_on",
    "Stage 1 Due": "due_on",
    "Stage 1 Responded": "answered_on",
    "Stage 1 Outcome": "outcome",
    "Stage 2 Received": "stage_2.started_on",
    "Stage 2 Due": "stage_2.due_on",
    "Stage 2 Responded": "stage_2.answered_on",
    "Stage 2 Outcome": "stage_2.outcome",
    "Comments": "notes",
}


def merged() -> Table:
    """Plain headings merged downwards, "Stage 1" merged over its four."""
    return found_in(
        ["Fenwick Council"],
        ["Complaints register"],
        [],
        [*PLAIN, *GROUPS],
        [None] * 4 + UNDER * 2,
        ONE,
        TWO,
    )


def banded() -> Table:
    """Every heading on the lower line, "Stage 1" and "Stage 2" on a line of their own above."""
    return found_in(
        [None] * 4 + GROUPS[:-1],
        [*PLAIN, *UNDER, *UNDER, "Comments"],
        ONE,
        TWO,
    )


@pytest.mark.parametrize("made", [merged, banded])
def test_headings_on_two_lines_tell_the_stages_apart(made):
    sheet = made()

    assert {name: meaning for name, meaning in columns_of(sheet).items() if name not in PLAIN} == STAGES_APART
    first, second = judged(sheet).records
    assert [stage.stage for stage in first.stages] == ["stage_1"]
    assert [(one.stage, one.started_on, one.answered_on, one.outcome) for one in second.stages] == [
        ("stage_1", date(2025, 4, 7), date(2025, 5, 20), "Not upheld"),
        ("stage_2", date(2025, 6, 2), date(2025, 7, 30), "Partly upheld"),
    ]


def test_the_upper_line_of_the_headings_is_not_called_a_title():
    assert merged().ignored == ((1, "title"), (2, "title"), (3, "blank"))
    assert banded().ignored == ()


def test_a_title_right_above_the_headings_is_no_line_of_them():
    sheet = found_in(["Complaints 2025-26"], ["Ref", "Received", "Outcome"], ["A1", "03/04/2025", ""])

    assert sheet.headings == ("Ref", "Received", "Outcome")
    assert sheet.ignored == ((1, "title"),)


def test_a_first_row_of_words_alone_is_a_case_and_no_second_line_of_headings():
    sheet = found_in(["Ref", None, "Outcome"], ["CSC/A", "x", "Upheld"], ["CSC/B", "y", "Upheld"])

    assert sheet.headings == ("Ref", "Column B", "Outcome")
    assert len(sheet.rows) == 2


# Two columns of days that mean nearly the same

CLOSING = "Ref | Date received | Date closed | Date response sent | Status | Outcome"


def test_the_day_of_closing_is_not_taken_for_the_day_of_the_answer_whichever_comes_first():
    sheet = table(CLOSING, "W2 | 01/04/2025 | 20/04/2025 | 14/04/2025 | Closed | Upheld")

    assert columns_of(sheet)["Date response sent"] == "answered_on"
    assert columns_of(sheet)["Date closed"] == "closed_on"
    (record,) = judged(sheet).records
    assert record.stages[0].answered_on == date(2025, 4, 14)
    assert record.other == {"Date closed": "2025-04-20"}


@pytest.mark.parametrize("ending", ["Closed | W/D", "Withdrawn | ", "Closed | Complaint withdrawn"])
def test_a_case_withdrawn_without_an_answer_was_withdrawn_when_it_was_closed(ending):
    (record,) = judged(table(CLOSING, f"W1 | 01/04/2025 | 08/04/2025 |  | {ending}")).records

    assert (record.stages[0].answered_on, record.stages[0].withdrawn_on) == (None, date(2025, 4, 8))


def test_a_closed_case_without_an_answer_is_not_said_to_be_answered_when_it_was_closed():
    (problem,) = judged(table(CLOSING, "W3 | 01/04/2025 | 08/04/2025 |  | Closed | Upheld")).problems

    assert problem.column == "Date response sent"


def test_a_day_of_closing_alone_is_still_the_day_of_the_answer():
    sheet = table("Ref | Date received | Date closed | Outcome", "A | 01/04/2025 | 08/04/2025 | Upheld")

    assert columns_of(sheet)["Date closed"] == "answered_on"


def test_the_day_received_is_the_column_that_says_so_best():
    sheet = table("Ref | Date recorded | Date received", "A | 09/04/2025 | 01/04/2025")

    assert columns_of(sheet)["Date received"] == "received_on"
    assert "Date recorded" not in columns_of(sheet)


# American dates


def test_a_column_that_could_be_read_either_way_is_refused_beside_one_that_is_american():
    sheet = table(
        "Ref | Date received | Target date", "A | 04/03/2025 | 04/17/2025", "B | 05/06/2025 | 05/20/2025"
    )

    (problem,) = [one for one in judged(sheet).problems if one.column == "Date received"]
    assert "“Target date” is month-first" in problem.why
    assert "rows 2 and 3" in problem.why


def test_a_column_that_shows_itself_to_be_day_first_stands_beside_an_american_one():
    sheet = table(
        "Ref | Date received | Target date", "A | 14/03/2025 | 04/17/2025", "B | 05/06/2025 | 05/20/2025"
    )

    assert [record.received_on for record in judged(sheet).records] == [date(2025, 3, 14), date(2025, 6, 5)]


def test_real_dates_among_american_ones_are_said_to_be_turned_round_perhaps():
    sheet = table("Ref | Date received", ("A", date(2025, 3, 4)), ("B", "04/25/2025"))

    assert "turned round" in judged(sheet, as_="complaints").problems[0].why


# What a sheet leaves unsaid


def said_of(found: Judgement) -> str:
    """Everything the person is told before the list is kept."""
    return "\n".join(preview(found).sentences)


SMALL = "Ref | Date received | Date responded | Outcome"


def test_it_is_said_when_nothing_tells_the_kind_or_the_stage():
    told = said_of(judged(table(SMALL, "A | 01/04/2025 | 08/04/2025 | Upheld")))

    assert "No column says what kind of feedback a row is. Each was taken for a statutory complaint." in told
    assert "No column says the stage. Each complaint was taken for Stage 1." in told


def test_a_kind_that_a_person_gave_is_not_said_to_be_taken_for_granted():
    found = judged(
        table(SMALL, "A | 01/04/2025 | 08/04/2025 | Upheld"), settings={"default_kind": "corporate_complaint"}
    )

    assert found.records[0].kind == "corporate_complaint"
    assert "taken for a" not in said_of(found)


@pytest.mark.parametrize(
    ("name", "kind", "stage"),
    [
        ("Stage 2", "statutory_complaint", "stage_2"),
        ("Corporate stage 2 25-26", "corporate_complaint", "stage_2"),
        ("Non-statutory", "corporate_complaint", "stage_1"),
        ("Stage 1 and stage 2", "statutory_complaint", "stage_1"),
        ("Statutory & corporate", "statutory_complaint", "stage_1"),
        ("Concerns", "concern", "concern"),
    ],
)
def test_the_name_of_a_sheet_tells_what_its_columns_do_not(name, kind, stage):
    found = judged(table(SMALL, "A | 01/04/2025 | 08/04/2025 | Upheld", name=name))

    assert (found.records[0].kind, found.records[0].stages[0].stage) == (kind, stage)
    assert f"taken for a {kind.replace('_', ' ')}" in said_of(found)


def test_rows_that_name_no_kind_are_named():
    sheet = table(
        "Ref | Type | Stage | Date received", "A | Corporate | 1 | 01/04/2025", "B |  | 1 | 02/04/2025"
    )

    assert "“Type” names no kind in row 3: taken for a statutory complaint." in said_of(judged(sheet))


def test_it_is_said_when_no_column_is_the_reference():
    assert "No column is known to be the reference" in said_of(
        judged(table("No. | Date received | Outcome", "1 | 01/04/2025 | "))
    )


def test_a_column_that_is_missed_is_looked_for_among_those_without_a_meaning():
    (problem,) = judged(
        table("Ref | Day of first contact | Shoe size | Outcome", "A | 01/04/2025 | 9 | "), as_="complaints"
    ).problems

    assert "Without a meaning are: “Day of first contact”, “Shoe size”." in problem.next
    assert "read as a list of complaints" in problem.next
