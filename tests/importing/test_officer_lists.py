"""Lists as complaints officers really keep them: each comes in rightly, or is refused in words that help."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from tests.importing.sheets import TODAY, council, judged, table

from heard.importing.judgement import Judgement
from heard.importing.layout import Table, find_table
from heard.importing.preview import preview
from heard.importing.read import Refused, Sheet
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
