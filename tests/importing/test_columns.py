"""What a column means, told by its heading and what stands in it."""

import pytest
from tests.importing.sheets import CASES, NO_LABELS, case_list, table

from heard.importing.columns import guess
from heard.importing.fields import CATALOGUE, field_named, field_names, title_of
from heard.importing.mapping import SheetMapping
from heard.importing.suggest import completed, suggest

LATER_HEADINGS = {
    "Stage 2 requested": "stage_2.started_on",
    "Stage 2 responded": "stage_2.answered_on",
    "Stage 2 days": "stage_2.working_days",
    "Stage 2 timescale": "stage_2.band",
    "Stage 2 outcome": "stage_2.outcome",
    "Stage 3 requested": "stage_3.started_on",
    "S2 response date": "stage_2.answered_on",
    "Stage Two Outcome": "stage_2.outcome",
    "Stg 2 due date": "stage_2.due_on",
    "Stage 2 - extended to": "stage_2.extended_to",
    "Stage 2 extension agreed (Y/N)": "stage_2.extended",
    "Stage 2 statement of complaint agreed": "stage_2.statement_agreed_on",
    "Stage 2 investigating officer": "stage_2.manager",
    "Stage 3 panel date": "stage_3.panel_met_on",
    "Stage 3 panel report sent": "stage_3.report_sent_on",
    "Stage 3 response": "stage_3.answered_on",
    "Date requested Stage 2": "stage_2.started_on",
    "Stage 1 outcome": "outcome",
    "Stage 1 timescale": "band",
    "Stage 1 response date": "answered_on",
}


@pytest.mark.parametrize(("heading", "meaning"), LATER_HEADINGS.items())
def test_a_heading_that_names_a_stage_means_that_stage(heading, meaning):
    assert guess(heading, "complaints").field == meaning


@pytest.mark.parametrize(
    ("heading", "meaning"),
    {
        "Case Ref.": "reference",
        "DATE RECEIVED (dd/mm/yyyy)": "received_on",
        "Method": "channel",
        "Relationship to child": "complainant",
        "Advocate (Y/N)": "advocate",
        "Category 2": "nature",
        "Nature of complaint": "nature",
        "Responding manager": "manager",
        "Response sent": "answered_on",
        "Extended to": "extended_to",
        "Outcome (upheld?)": "outcome",
        "Action / improvement identified": "with_action",
        "In time (Y/N)": "in_time",
        "Compensation": "payment_amount",
        "Linked to": "earlier_reference",
        "Joint with": "joint_with",
        "Date withdrawn": "withdrawn_on",
        "10 day target": "due_on",
    }.items(),
)
def test_headings_of_real_sheets_are_known(heading, meaning):
    found = guess(heading, "complaints")

    assert (found.field, found.sure) == (meaning, "certain")


def test_a_mistyped_heading_is_taken_and_one_that_is_merely_alike_is_asked():
    mistyped = guess("Date recieved", "complaints")
    alike = guess("Outcome letter reviewer", "complaints")

    assert (mistyped.field, mistyped.sure) == ("received_on", "likely")
    assert alike.sure in ("perhaps", "none")


def test_a_heading_nobody_knows_has_no_meaning():
    assert guess("Favourite colour", "complaints").field == ""


def test_a_column_headed_complainant_that_holds_kinds_of_people_is_not_taken_for_names():
    names = guess("Complainant", "complaints", ["Quinn Elmbourne", "Remy Withymead"])
    kinds = guess("Complainant", "complaints", ["Parent", "Grandparent", "Young person", "Ruth"])

    assert (names.field, kinds.field) == ("complainant_name", "complainant")


def test_an_extension_column_of_yes_and_no_says_only_whether():
    assert guess("Extension", "complaints", ["Y", "N", "N"]).field == "extended"
    assert guess("Extension", "complaints", ["26/05/2016"]).field == "extended_to"


def test_an_advocate_column_of_names_says_who_and_not_whether():
    assert guess("Advocate", "complaints", ["Barnardo's", "Coram Voice"]).field == "advocate_provider"


def test_a_column_headed_as_a_day_that_holds_words_is_asked_about_and_not_taken():
    found = guess("Closed", "complaints", ["yes", "no", "yes"])

    assert (found.field, found.sure) == ("answered_on", "perhaps")
    assert "yes" in found.why


def test_no_heading_is_known_to_mean_two_things_in_one_list():
    for list_kind, fields in CATALOGUE.items():
        seen = {}
        for field in fields.values():
            for heading in field.headings:
                assert seen.setdefault(heading, field.name) == field.name, (list_kind, heading)


def test_every_meaning_has_a_title_a_person_can_read():
    for list_kind in CATALOGUE:
        for name in field_names(list_kind):
            assert title_of(list_kind, name)
    assert title_of("complaints", "stage_2.started_on") == "the day the stage began (stage 2)"
    with pytest.raises(KeyError):
        field_named("complaints", "stage_2.team")


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.glob("*-*_*.csv")))
def test_every_column_of_the_councils_lists_is_told_without_asking(name):
    found = suggest(case_list(name), NO_LABELS)

    assert found.questions == ()
    assert [column.heading for column in found.columns if not column.field] == []
    assert found.mapping.as_ in name
    assert found.mapping.layout == "case_per_row"


def test_two_targets_are_the_due_day_and_the_latest_due_day():
    columns = suggest(case_list("nelc_2019-20_complaints.csv"), NO_LABELS).mapping.columns

    assert (columns["10 day target"], columns["20 day target"]) == ("due_on", "due_on_latest")


def test_of_two_columns_that_mean_the_same_one_is_taken_and_the_other_asked():
    found = suggest(
        table("Ref | Date received | Received date | Outcome", "1 | 01/04/2026 | 02/04/2026 | Upheld"),
        NO_LABELS,
    )

    assert list(found.mapping.columns.values()).count("received_on") == 1
    assert any("Received date" in question for question in found.questions)


@pytest.mark.parametrize(
    ("headings", "rows", "layout"),
    [
        (
            "Ref | Stage | Date received | Linked to | Outcome",
            ["A1 | 1 | 01/04/2026", "A2 | 2 | 01/05/2026 | A1"],
            "stage_per_row",
        ),
        (
            "Ref | Stage | Date received | Outcome",
            ["A1 | 1 | 01/04/2026", "A1 | 2 | 01/05/2026"],
            "stage_per_row",
        ),
        (
            "Ref | Stage | Date received | Outcome",
            ["A1 | 1 | 01/04/2026", "A1 | 1 | 01/04/2026"],
            "case_per_row",
        ),
        (
            "Ref | Stage | Date received | Outcome",
            ["A1 | 1 | 01/04/2026", "A2 | 3 | 01/05/2026"],
            "case_per_row",
        ),
        (
            "Ref | Date received | Linked to | Stage 2 requested",
            ["A1 | 01/04/2026 | | 03/06/2026"],
            "case_per_row",
        ),
    ],
)
def test_the_layout_is_told_from_links_and_from_references_that_come_again(headings, rows, layout):
    assert suggest(table(headings, *rows), NO_LABELS, as_="complaints").mapping.layout == layout


@pytest.mark.parametrize(
    ("headings", "row", "list_kind"),
    [
        ("Figure | Value | As at | Source", "Children in need | 3570 | 31/03/2017 | DfE", "context"),
        (
            "LGSCO ref | Date received | Service area | Decision",
            "19 000 351 | 31/05/2019 | | Upheld",
            "ombudsman",
        ),
        ("Ref | Date received | From | Category", "1 | 27/09/2016 | Judge | Good child focus", "compliments"),
        (
            "Ref | Date received | Outcome | LGSCO ref | Response sent | Stage",
            "1 | 27/09/2016 | Upheld",
            "complaints",
        ),
        ("Ref | Type | Date received", "1 | Concern | 27/09/2016", "complaints"),
    ],
)
def test_the_kind_of_list_is_told_from_its_headings(headings, row, list_kind):
    assert suggest(table(headings, row), NO_LABELS).mapping.as_ == list_kind


def test_a_person_who_says_which_list_it_is_is_believed():
    sheet = table("Ref | Date received | From | Category", "1 | 27/09/2016 | Judge | Good child focus")

    assert suggest(sheet, NO_LABELS, as_="complaints").mapping.as_ == "complaints"


def test_a_mapping_that_says_nothing_of_columns_takes_those_the_sheet_suggests():
    sheet = table("LGSCO ref | Date received | Decision", "19 1 | 01/04/2019 | Prem")
    found = suggest(sheet, NO_LABELS)
    answers = SheetMapping(values={"decision": {"Prem": "Premature"}})
    whole = SheetMapping(columns={"LGSCO ref": "reference"})

    assert completed(answers, found).columns == found.mapping.columns
    assert (completed(answers, found).as_, completed(answers, found).values) == ("ombudsman", answers.values)
    assert completed(whole, found) is whole
