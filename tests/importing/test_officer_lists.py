"""Lists as complaints officers really keep them: each comes in rightly, or is refused in words that help."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from tests.cli.speaking import heard
from tests.importing.sheets import TODAY, council, judged, table

from heard.casework.council import listed_labels
from heard.importing.bring_in import Look, keep, look, reasons_against
from heard.importing.judgement import Judgement
from heard.importing.layout import Table, find_table
from heard.importing.preview import preview
from heard.importing.read import Sheet
from heard.importing.suggest import suggest
from heard.people.models import Council
from heard.representations.models import Representation


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


# Workbooks of several sheets


def workbook(folder: Path, **sheets: list[list[Any]]) -> Path:
    """An XLSX file with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.save(folder / "log.xlsx")
    return folder / "log.xlsx"


def looked_at(file: Path, **more: Any) -> list[Look]:
    """Every list of a file, judged."""
    return look(file, today=TODAY, **more)


def kept(file: Path, **more: Any) -> None:
    """Bring in every list of a file, into a council that is made if there is none."""
    if not Council.objects.exists():
        heard("init", "--council", "Fenwick")
    for one in looked_at(file, **more):
        assert one.can_be_kept, reasons_against(one)
        keep(one, by="Amina", at=NOW)


HEAD = ["Ref", "Date received", "Team", "Date responded", "Outcome"]
APRIL = [
    HEAD,
    ["A1", date(2025, 4, 2), "Duty", date(2025, 4, 10), "Upheld"],
    ["A2", date(2025, 4, 9), "Duty"],
]
MAY = [HEAD, ["A3", date(2025, 5, 2), "duty", date(2025, 5, 12), "UPHELD"]]
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_a_sheet_that_is_left_out_of_a_workbook_is_named_with_the_reason(tmp_path):
    file = workbook(
        tmp_path,
        Read_me=[["Complaints"], ["One sheet a month"]],
        Apr_25=APRIL,
        May_25=MAY,
        Jun_25=[HEAD],
        Summary=[["Month", "Complaints"], ["April", 2], ["May", 1]],
    )

    looks = looked_at(file)

    assert [one.table.sheet for one in looks] == ["Apr 25", "May 25"]
    told = said_of(looks[0].judgement)
    assert "Sheet “Apr 25”: 2 rows read: 2 cases to keep." in told
    assert "The sheet “Read me” was left out. No heading row was found" in told
    assert "The sheet “Jun 25” was left out. The headings in row 1 have no rows below them." in told
    assert "The sheet “Summary” was left out: no day stands in it" in told


@pytest.mark.django_db
def test_spellings_of_one_sheet_are_those_of_the_next(tmp_path):
    kept(workbook(tmp_path, Apr_25=APRIL, May_25=MAY))

    assert {(one.list, one.text) for one in listed_labels() if one.list in ("team", "outcome")} == {
        ("team", "Duty"),
        ("outcome", "Upheld"),
    }


@pytest.mark.django_db
def test_a_reference_that_says_something_else_on_the_next_sheet_is_refused_by_name(tmp_path):
    carried = [*MAY, ["A2", date(2025, 4, 9), "Duty", date(2025, 5, 20), "Upheld"]]

    _, may = looked_at(workbook(tmp_path, Apr_25=APRIL, May_25=carried))

    assert not may.can_be_kept
    assert str(may.judgement.problems[0]).startswith(
        "Sheet “May 25”, row 3 says “A2”. The sheet “Apr 25” has the same reference in row 3"
    )


@pytest.mark.django_db
def test_a_reference_that_says_the_same_on_the_next_sheet_is_one_case(tmp_path):
    file = workbook(tmp_path, Apr_25=APRIL, May_25=[*MAY, ["A2", date(2025, 4, 9), "Duty"]])

    kept(file)

    assert Representation.objects.count() == 3


@pytest.mark.django_db
def test_a_mapping_for_complaints_is_not_laid_on_the_sheet_of_compliments(tmp_path):
    thanks = [["Date received", "From", "Team", "Category"], [date(2025, 4, 3), "Parent", "Duty", "Support"]]
    file = workbook(tmp_path, Log=APRIL, Compliments=thanks)
    first, _ = looked_at(file)

    complaints, compliments = looked_at(file, mapping=first.mapping)

    assert (complaints.mapping.as_, compliments.mapping.as_) == ("complaints", "compliments")
    assert [one.kind for one in compliments.judgement.records] == ["compliment"]


# Numbers that begin again each year


def list_of(folder: Path, year: int, team: str) -> Path:
    folder.mkdir()
    rows = [[1, date(year, 4, 5), team, date(year, 4, 12), "Upheld"], ["2 ", date(year, 5, 5), team]]
    return workbook(folder, Log=[HEAD, *rows])


@pytest.mark.django_db
def test_the_same_number_in_another_year_is_not_written_over_the_first_case(tmp_path):
    kept(list_of(tmp_path / "2023", 2023, "Duty"))

    (again,) = looked_at(list_of(tmp_path / "2024", 2024, "North"))

    assert not again.can_be_kept
    reason = reasons_against(again)[0]
    assert reason.startswith("Row 2, 1: A case with this reference is kept already.")
    assert "2023-04-05" in reason


@pytest.mark.django_db
def test_a_year_put_right_in_a_later_version_is_a_change_and_no_other_case(tmp_path):
    rows = [[f"A{day}", date(2025, 1, day), "Duty"] for day in (6, 7, 8)]
    kept(workbook(tmp_path, Log=[HEAD, *rows, ["A9", date(2024, 1, 9), "Duty"]]))

    kept(workbook(tmp_path, Log=[HEAD, *rows, ["A9", date(2025, 1, 9), "Duty"]]))

    assert Representation.objects.get(reference="A9").received_on == date(2025, 1, 9)


@pytest.mark.django_db
def test_a_whole_list_of_another_year_is_not_written_over_the_first_though_nothing_but_days_differs(tmp_path):
    kept(list_of(tmp_path / "2023", 2023, "Duty"))

    (again,) = looked_at(list_of(tmp_path / "2024", 2024, "Duty"))

    assert len(reasons_against(again)) == 2


# Several categories in one cell

CATEGORIES = "Ref | Date received | Category"


def natures_of(*cells: str, **more: Any) -> tuple[list[tuple[str, ...]], str]:
    """What each of these cells was read as, and everything that is told."""
    rows = [(f"K{number}", "01/04/2025", cell) for number, cell in enumerate(cells)]
    found = judged(table(CATEGORIES, *rows), as_="complaints", **more)
    assert not found.questions
    return [record.natures for record in found.records], said_of(found)


@pytest.mark.parametrize("cell", ["Delay / Staff attitude", "Delay/staff attitude", "Delay, Staff Attitude"])
def test_categories_in_one_cell_are_told_apart_where_each_stands_alone_elsewhere(cell):
    natures, told = natures_of("Delay", "Staff attitude", "Staff attitude", cell)

    assert natures == [("Delay",), ("Staff attitude",), ("Staff attitude",), ("Delay", "Staff attitude")]
    assert f"“{cell}” as “Delay” and" in told


def test_a_category_whose_name_has_a_stroke_stays_one():
    natures, told = natures_of("Delay", "Assessment/Planning")

    assert natures == [("Delay",), ("Assessment/Planning",)]
    assert "several" not in told


def test_a_category_that_a_person_says_is_one_stays_one():
    both = "Delay/Contact"

    natures, _ = natures_of(
        "Delay", "Contact", both, values={"nature": {both: both, "Delay": "Delay", "Contact": "Contact"}}
    )

    assert natures[2] == (both,)


# Words that councils use


@pytest.mark.parametrize(
    ("word", "means"),
    [
        ("Substantiated", "upheld"),
        ("Partially substantiated", "partly_upheld"),
        ("Upheld in part", "partly_upheld"),
        ("Not Substantiated", "not_upheld"),
        ("Unsubstantiated", "not_upheld"),
        ("Resolved – no finding", "no_finding"),
        ("Explanation given", ""),
    ],
)
def test_an_outcome_means_what_everybody_means_by_it_or_is_said_not_to_be_known(word, means):
    found = judged(table(SMALL, f"A | 01/04/2025 | 08/04/2025 | {word}"))

    assert found.new_labels["outcome"] == ((word, 1, means),)
    assert ("is not known: counted under its own words" in said_of(found)) is (not means)


def test_spellings_brought_together_by_their_meaning_are_told():
    rows = [
        f"A{number} | 01/04/2025 | 08/04/2025 | {word}"
        for number, word in enumerate(["Upheld", "Upheld", "Substantiated"])
    ]

    assert "Read as meaning the same: “Substantiated” as “Upheld” (1)." in said_of(
        judged(table(SMALL, *rows))
    )


@pytest.mark.parametrize(
    "word",
    ["TBC", "awaiting", "-", "n/a", "Awaiting response", "Not yet due", "On hold", "Still open", "To follow"],
)
def test_a_word_where_the_day_of_the_answer_would_stand_means_open(word):
    (record,) = judged(table(SMALL, f"A | 01/04/2025 | {word} | ")).records

    assert (record.stages[0].answered_on, record.stages[0].outcome) == (None, "")


@pytest.mark.parametrize("word", ["tbc 3/10", "due 12/10/2025", "w/c 05/05/25", "1 May"])
def test_half_a_date_is_not_taken_for_open_or_for_a_date(word):
    (problem,) = judged(table(SMALL, f"A | 01/04/2025 | {word} | ")).problems

    assert (problem.row, problem.column, problem.said) == (2, "Date responded", word)


TRACKER = (
    "Ref no. | Date rec | Ack sent | 10 WD date | 20 WD date | Ext agreed? Y/N | Date ext agreed to | Date resp sent | "
    "Days | RAG | Outcome | Resp. officer"
)


def test_the_short_headings_of_a_tracker_are_known():
    row = "T2 | 01/04/2025 | 02/04/2025 | 15/04/2025 | 01/05/2025 | Y | 01/05/2025 | 30/04/2025 | 19 | Amber"
    row += " | Upheld | C Dean"

    (record,) = judged(table(TRACKER, row)).records

    (stage,) = record.stages
    assert (stage.acknowledged_on, stage.answered_on) == (date(2025, 4, 2), date(2025, 4, 30))
    assert (stage.extended, stage.extended_to, stage.manager) == (True, date(2025, 5, 1), "C Dean")
    assert (stage.claimed_due_on, stage.claimed_due_on_latest, stage.claimed_working_days) == (
        "2025-04-15",
        "2025-05-01",
        "19",
    )
    assert record.other == {"RAG": "Amber"}


def test_columns_without_a_heading_that_hold_nothing_are_not_spoken_of():
    sheet = found_in(
        ["Ref", None, "Date rec'd", None, "Outcome"],
        ["B1", None, "01/04/2025", None, None],
        ["B2", None, "02/04/2025", "x"],
    )

    found = judged(sheet)

    assert found.unmapped == ("Column D",)
    assert found.records[1].other == {"Column D": "x"}


# Compliments


def test_compliments_that_say_the_same_are_one_and_it_is_said_how_to_tell_them_apart():
    rows = ["02/04/2025 | J Bloggs | Parent | Duty | Thank you"] * 2
    sheet = table("Date of compliment | Praise for | Given by | Team | What they said", *rows)

    found = judged(sheet)

    assert (found.as_, len(found.records), found.duplicates) == ("compliments", 1, ((3, 2),))
    assert "give each a reference of its own" in said_of(found)
    assert found.records[0].words == "Thank you"
    assert found.records[0].other == {"Praise for": "J Bloggs"}


# What is told of a child and of the workers


def test_columns_about_the_child_and_the_worker_are_kept_with_the_case_word_for_word():
    about = "Child name | DOB | Gender | Ethnicity | Ward | Social worker | Agency worker Y/N"
    sheet = table(
        f"Unique ref | {about} | Date received",
        "Q1 | Zed E | 04/03/2012 | M | White British | North | P Lane | Y | 01/04/2025",
    )

    (record,) = judged(sheet).records

    assert record.other == dict(
        zip(
            about.split(" | "),
            ["Zed E", "04/03/2012", "M", "White British", "North", "P Lane", "Y"],
            strict=True,
        )
    )


def test_nothing_silly_is_asked_of_columns_that_have_no_place_of_their_own():
    about = "Child name | DOB | Gender | Ethnicity | Ward | Social worker | RAG | Complainant address"
    sheet = table(
        f"Ref | {about} | Date received",
        "Q1 | Zed | 04/03/2012 | M | W | North | P | Green | 1 High St | 01/04/2025",
    )

    assert suggest(sheet, council()).questions == ()


# Context figures


@pytest.mark.parametrize(
    "sheet",
    [
        table("Measure | 2022-23 | 2023-24 | Source", "Children in need | 2376 | 2410 | Census"),
        table("Indicator | Year | Number | Source", "Children in need | 2023-24 | 2410 | Census"),
        table("Cohort | 2023 | 2024 | 2025", "Looked after | 601 | 622 | 640"),
    ],
)
def test_figures_by_year_are_refused_in_words_that_say_how_to_write_them(sheet):
    found = judged(sheet)

    assert (found.as_, found.records) == ("context", ())
    assert any("one row a figure and a day" in problem.next for problem in found.problems)


def test_figures_each_with_its_day_are_context_whatever_the_name_is_called():
    found = judged(table("Cohort | As at | Number | Source", "Looked after | 31/03/2024 | 622 | Census"))

    assert (found.as_, len(found.records)) == ("context", 1)


# The Ombudsman's list

OMBUDSMAN = "LGSCO reference | Date of enquiry | Decision date | Final decision | Remedy amount"


def test_an_ombudsman_list_says_that_its_sums_are_not_counted_among_payments():
    row = "25 1 | 02/04/2025 | 01/07/2025 | Upheld - maladministration & injustice | £250"

    found = judged(table(OMBUDSMAN, row))

    (record,) = found.records
    assert (record.investigated, record.other) == (True, {"Remedy amount": "£250"})
    assert "The sums in “Remedy amount” are kept" in said_of(found)


def test_an_ombudsman_list_of_decisions_alone_is_refused_and_says_which_day_it_lacks():
    found = judged(table("LGSCO reference | Decided | Decision", "25 1 | 01/07/2025 | Upheld"))

    assert [problem.why for problem in found.problems] == [
        "No column of this sheet is known to say the day it was received."
    ]


# Procedures side by side


def test_a_stage_called_by_a_councils_own_word_is_asked_and_answered():
    rows = (
        "C-1 | Statutory | S1 | 01/04/2025 | 14/04/2025 | Upheld",
        "C-2 | Corporate | Stg 1 | 03/04/2025 | 16/04/2025 | Not upheld",
        "C-2 | Corporate | Review | 06/05/2025 | 02/06/2025 | Upheld",
    )
    sheet = table("Case No | Procedure | Stage | Received | Closed | Outcome", *rows)

    (problem,) = judged(sheet).problems
    assert "“Review” = “Stage 2”" in problem.next
    found = judged(sheet, values={"stage": {"Review": "Stage 2"}})
    assert [(one.procedure, [stage.stage for stage in one.stages]) for one in found.records] == [
        ("children_act", ["stage_1"]),
        ("corporate", ["stage_1", "stage_2"]),
    ]
