"""Judging a list of complaints: records, rows to mend, and questions."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.importing.sheets import CASES, NO_LABELS, TODAY, case_list, council, judged, table

from heard.casework.history import KINDS, PROCEDURES, STAGES
from heard.importing.fields import LAYOUTS, LIST_KINDS, field_names
from heard.importing.judge import judge
from heard.importing.labels import Label
from heard.importing.layout import Row, Table
from heard.importing.mapping import SheetMapping, load_mapping
from heard.importing.preview import preview
from heard.importing.refused_rows import refused_csv
from heard.importing.suggest import suggest

LISTS = ["coventry_2016-17", "nelc_2019-20", "nelc_2020-21"]


def without_rows(records):
    return [
        replace(record, row=0, stages=tuple(replace(stage, row=0) for stage in record.stages))
        for record in records
    ]


def messy(name):
    return judge(
        case_list(f"{name}_complaints_messy.csv"),
        load_mapping(CASES / f"{name}_complaints_messy.toml"),
        NO_LABELS,
        today=TODAY,
    )


@pytest.mark.parametrize(
    "name", sorted(path.name for path in CASES.glob("*-*_*.csv") if "messy" not in path.name)
)
def test_a_clean_list_needs_neither_mending_nor_answers(name):
    found = judged(case_list(name))

    assert (found.problems, found.questions, found.duplicates, found.unmapped) == ((), (), (), ())
    assert len(found.records) == found.rows_read


@pytest.mark.parametrize("name", LISTS)
def test_a_hand_kept_list_with_a_persons_answers_equals_the_clean_one(name):
    clean, mended = judged(case_list(f"{name}_complaints.csv")), messy(name)

    assert mended.ok
    assert without_rows(mended.records) == without_rows(clean.records)
    assert mended.new_labels == clean.new_labels


@pytest.mark.parametrize("name", LISTS)
def test_a_hand_kept_list_without_answers_asks_and_does_not_guess(name):
    found = judged(case_list(f"{name}_complaints_messy.csv"))

    assert not found.ok
    assert found.questions
    assert found.problems == ()
    assert all(question.rows and question.suggestions and question.why for question in found.questions)


@pytest.mark.parametrize("name", LISTS)
def test_what_is_left_out_of_a_hand_kept_list_is_said_with_its_reason(name):
    found = messy(name)

    assert {why for _, why in found.ignored} == {"title", "blank", "total row"}
    assert len(found.duplicates) == 3
    assert all(row > of for row, of in found.duplicates)


@pytest.mark.parametrize("name", LISTS)
def test_every_record_is_of_a_known_kind_procedure_and_stage(name):
    for record in messy(name).records:
        assert record.kind in KINDS
        assert record.procedure in PROCEDURES
        assert all(stage.stage in STAGES for stage in record.stages)


def test_a_case_that_stands_at_stage_3_tells_nothing_of_its_earlier_stages():
    record = next(
        one for one in judged(case_list("coventry_2016-17_complaints.csv")).records if one.row == 10
    )

    assert [stage.stage for stage in record.stages] == ["stage_3"]
    assert record.notes == "Stages 1 and 2 answered in 2015/16"


def test_later_stages_in_columns_become_stages_of_the_case():
    records = judged(case_list("nelc_2019-20_complaints.csv")).records
    stages = next(record.stages for record in records if record.reference == "CSC19-0022")

    assert [(one.stage, one.started_on, one.answered_on) for one in stages] == [
        ("stage_1", date(2019, 5, 12), date(2019, 6, 28)),
        ("stage_2", date(2019, 7, 8), date(2019, 10, 23)),
    ]
    assert (stages[1].claimed_working_days, stages[1].claimed_band) == ("76", "Outside of 65 days")
    assert not stages[0].extension_recorded


def test_what_the_sheet_claims_is_kept_as_it_says():
    record = judged(case_list("coventry_2016-17_complaints.csv")).records[0]
    stage = record.stages[0]

    assert (stage.claimed_working_days, stage.claimed_due_on, stage.claimed_in_time) == (
        "9",
        "2016-04-21",
        "yes",
    )
    assert stage.extension_recorded
    assert record.kind_label == "Formal statutory"


HEADINGS = (
    "Ref | Type | Date received | Stage | Stage start | Response sent"
    " | Outcome | Extended to | Team | Advocate | Status"
)


def one(row, headings=HEADINGS, **more):
    found = judged(table(headings, row), as_="complaints", **more)
    assert found.problems == (), [str(problem) for problem in found.problems]
    return found.records[0]


def problems(row, headings=HEADINGS, **more):
    return judged(table(headings, row), as_="complaints", **more).problems


@pytest.mark.parametrize(
    ("kind", "stage", "told"),
    [
        ("Formal statutory", "1", ("statutory_complaint", "children_act", "stage_1")),
        ("Corporate", "2", ("corporate_complaint", "corporate", "stage_2")),
        ("Corporate Stage 2", "", ("corporate_complaint", "corporate", "stage_2")),
        ("Stage one", "", ("statutory_complaint", "children_act", "stage_1")),
        ("Statutory", "Panel", ("statutory_complaint", "children_act", "stage_3")),
        ("Informal", "", ("informal_complaint", "none", "informal")),
        ("", "Informal", ("informal_complaint", "none", "informal")),
        ("Concern", "Concern", ("concern", "none", "concern")),
        ("MP enquiry", "", ("mp_enquiry", "none", "other")),
    ],
)
def test_kind_procedure_and_stage_are_told_by_the_councils_words(kind, stage, told):
    record = one(f"A1 | {kind} | 01/04/2026 | {stage}")

    assert (record.kind, record.procedure, record.stages[0].stage) == told


def test_a_comment_or_compliment_among_complaints_has_no_stage():
    assert one("A1 | Comment | 01/04/2026").stages == ()
    assert one("A1 | Compliment | 01/04/2026").kind == "compliment"


def test_a_withdrawn_complaint_ends_on_the_day_it_was_closed_and_has_no_answer():
    stage = one("A1 | Statutory | 01/04/2026 | 1 | 01/04/2026 | 20/04/2026 | w/drawn").stages[0]

    assert (stage.answered_on, stage.withdrawn_on, stage.outcome) == (None, date(2026, 4, 20), "w/drawn")


@pytest.mark.parametrize("outcome", ["", "Open", "ongoing"])
@pytest.mark.parametrize("answered", ["", "ongoing", "n/a"])
def test_an_open_complaint_has_neither_answer_nor_outcome(outcome, answered):
    stage = one(f"A1 | Statutory | 01/04/2026 | 1 | 01/04/2026 | {answered} | {outcome}").stages[0]

    assert (stage.answered_on, stage.withdrawn_on, stage.outcome) == (None, None, "")


def test_an_extension_is_on_record_only_where_the_sheet_has_a_place_for_it():
    assert one("A1 | Statutory | 01/04/2026 | 1").stages[0].extension_recorded
    assert not one("A1 | 01/04/2026", "Ref | Date received | Outcome").stages[0].extension_recorded
    yes = one("A1 | 01/04/2026 | Y", "Ref | Date received | Extension agreed").stages[0]
    assert (yes.extension_recorded, yes.extended, yes.extended_to) == (True, True, None)


def test_columns_without_a_meaning_are_kept_as_they_stand_and_a_column_left_out_is_not():
    headings = "Ref | Date received | Outcome | Ward | Shoe size"
    found = judged(table(headings, "A1 | 01/04/2026 | | Riverside | 9"), as_="complaints")
    mapping = suggest(table(headings, "A1 | 01/04/2026"), NO_LABELS, as_="complaints").mapping
    less = judge(
        table(headings, "A1 | 01/04/2026 | | Riverside | 9"),
        replace(mapping, columns={**mapping.columns, "Ward": "ignore"}),
        NO_LABELS,
    )

    assert found.records[0].other == {"Ward": "Riverside", "Shoe size": "9"}
    assert found.unmapped == ("Ward", "Shoe size")
    assert less.records[0].other == {"Shoe size": "9"}


def test_several_categories_come_from_several_columns_and_from_one_cell():
    headings = "Ref | Date received | Category 1 | Category 2 | Outcome"
    record = judged(
        table(
            headings,
            ("A1", "01/04/2026", "Delay; Conduct | Finance", "delay", None),
            ("A2", "01/04/2026", "Delay", None, None),
        ),
        as_="complaints",
    ).records[0]

    assert record.natures == ("Delay", "Conduct", "Finance")


def test_payments_are_kept_with_their_parts_and_what_they_were_for():
    records = judged(case_list("coventry_2016-17_complaints.csv")).records
    paid = [payment for record in records for payment in record.payments]
    by_amount = {payment.amount: payment for payment in paid}

    assert sum(payment.amount for payment in paid) == Decimal("6250.50")
    assert {payment.kind for payment in paid} == {payment.detail for payment in paid}
    assert by_amount[Decimal(2375)].parts == (
        (Decimal(1875), "Settlement costing"),
        (Decimal(500), "premium service fee"),
    )
    assert by_amount[Decimal(113)].parts == (
        (Decimal(100), "towards carpet"),
        (Decimal(13), "towards travel"),
    )
    assert by_amount[Decimal(250)].detail == "Nursery funding"


BAD = {
    "a day that does not exist": (
        "A1 | Statutory | 31/04/2026 | 1",
        "Date received",
        "31/04/2026",
        "not a day that exists",
    ),
    "words for a day": ("A1 | Statutory | soon | 1", "Date received", "soon", "not a date"),
    "a day still to come": ("A1 | Statutory | 01/04/2027 | 1", "Date received", "01/04/2027", "after today"),
    "no day at all": ("A1 | Statutory | | 1", "Date received", "", "no day on which it was received"),
    "no reference": (" | Statutory | 01/04/2026 | 1", "Ref", "", "no reference"),
    "a stage nobody knows": ("A1 | Statutory | 01/04/2026 | Review", "Stage", "Review", "No stage is known"),
    "no stage": ("A1 | Statutory | 01/04/2026 | ", "Stage", "", "does not say its stage"),
    "kind and stage at odds": (
        "A1 | Statutory | 01/04/2026 | Informal",
        "Stage",
        "Informal",
        "has no informal",
    ),
    "answered before it began": (
        "A1 | Statutory | 01/04/2026 | 1 | 01/04/2026 | 31/03/2026",
        "Response sent",
        "31/03/2026",
        "answered before it began",
    ),
    "withdrawn before it began": (
        "A1 | Statutory | 01/04/2026 | 1 | | 31/03/2026 | w/d",
        "Response sent",
        "31/03/2026",
        "withdrawn before it began",
    ),
    "withdrawn without a day": (
        "A1 | Statutory | 01/04/2026 | 1 | | | w/d",
        "Response sent",
        "",
        "no day says when",
    ),
    "an outcome without a day": (
        "A1 | Statutory | 01/04/2026 | 1 | | | Upheld",
        "Response sent",
        "",
        "no day on which it was answered",
    ),
    "closed without a day": (
        "A1 | Statutory | 01/04/2026 | 1 | | | | | | | Closed",
        "Response sent",
        "",
        "no day on which it was answered",
    ),
    "open and answered": (
        "A1 | Statutory | 01/04/2026 | 1 | | 20/04/2026 | Open",
        "Outcome",
        "Open",
        "and yet it has a day",
    ),
    "extended to before it began": (
        "A1 | Statutory | 01/04/2026 | 1 | | | | 31/03/2026",
        "Extended to",
        "31/03/2026",
        "before the stage began",
    ),
    "neither yes nor no": (
        "A1 | Statutory | 01/04/2026 | 1 | | | | | | perhaps",
        "Advocate",
        "perhaps",
        "Only yes or no",
    ),
}


@pytest.mark.parametrize(("row", "column", "said", "why"), BAD.values(), ids=BAD.keys())
def test_a_row_that_cannot_be_right_says_where_what_why_and_what_next(row, column, said, why):
    columns = dict(
        zip(
            (one.strip() for one in HEADINGS.split("|")),
            (
                "reference",
                "kind",
                "received_on",
                "stage",
                "started_on",
                "answered_on",
                "outcome",
                "extended_to",
                "team",
                "advocate",
                "status",
            ),
            strict=True,
        )
    )
    found = judge(table(HEADINGS, row), SheetMapping(columns=columns), NO_LABELS, today=TODAY)

    assert not found.ok
    assert found.records == ()
    assert [(one.column, one.said) for one in found.problems if why in one.why] == [(column, said)]
    assert all(one.row and one.next for one in found.problems)


def test_without_todays_date_a_day_to_come_is_let_be():
    sheet = table("Ref | Date received | Outcome", "A1 | 01/04/2027")

    assert judge(sheet, suggest(sheet, NO_LABELS, as_="complaints").mapping, NO_LABELS).ok


def test_judging_goes_on_and_finds_every_fault_of_every_row():
    found = judged(
        table(
            HEADINGS,
            "A1 | Statutory | soon | 9 | 32/04/2026",
            "A2 | Statutory | 01/04/2026 | 1",
            "A3 | Statutory | 32/04/2026 | 1",
        ),
        as_="complaints",
    )

    assert found.rows_to_mend == (2, 4)
    assert len([one for one in found.problems if one.row == 2]) == 3
    assert [record.reference for record in found.records] == ["A2"]


def test_the_same_reference_with_other_content_is_refused_and_an_exact_copy_is_left_out():
    found = judged(
        table(
            HEADINGS,
            "A1 | Statutory | 01/04/2026 | 1",
            "A1 | Statutory | 01/04/2026 | 1",
            "a1 | Statutory | 02/04/2026 | 1",
        ),
        as_="complaints",
        layout="case_per_row",
    )

    assert found.duplicates == ((3, 2),)
    assert [(one.row, one.column) for one in found.problems] == [(4, "Ref")]
    assert "Row 2 has the same reference" in found.problems[0].why


def test_a_row_with_more_cells_than_headings_is_refused():
    found = judged(
        table("Ref | Date received | Outcome", ("A1", "01/04/2026", None, "Upheld")), as_="complaints"
    )

    assert "more cells than there are headings" in found.problems[0].why
    assert found.problems[0].said == "Upheld"


STAGED = (
    "Ref | Date received | Response sent | Stage 1 outcome"
    " | Stage 2 requested | Stage 2 responded | Stage 2 outcome | Stage 3 requested"
)


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ("A1 | 01/04/2026 | 20/04/2026 | Upheld | 31/03/2026", "Stage 2 requested", "began before stage 1"),
        (
            "A1 | 01/04/2026 | 20/04/2026 | Upheld | | 03/05/2026",
            "Stage 2 requested",
            "no day on which it was asked for",
        ),
        (
            "A1 | 01/04/2026 | 20/04/2026 | Upheld | 01/05/2026 | 30/04/2026",
            "Stage 2 responded",
            "answered before it began",
        ),
        (
            "A1 | 01/04/2026 | 20/04/2026 | Upheld | 01/05/2026 | | Upheld",
            "Stage 2 responded",
            "no day on which it was answered",
        ),
        (
            "A1 | 01/04/2026 | 20/04/2026 | Upheld | 01/05/2026 | | | 02/04/2026",
            "Stage 3 requested",
            "began before stage 2",
        ),
    ],
)
def test_later_stages_are_held_against_the_earlier(row, column, why):
    found = problems(row, STAGED)

    assert [one.column for one in found] == [column]
    assert why in found[0].why


def test_two_columns_of_one_meaning_are_refused_with_their_names():
    found = judge(
        table("Ref | In | Received", "A1 | 01/04/2026 | 01/04/2026"),
        SheetMapping(columns={"In": "received_on", "Received": "received_on"}),
        NO_LABELS,
    )

    assert "“In” and “Received”" in found.problems[0].why
    assert found.records == ()


def test_a_sheet_without_a_day_of_receipt_is_refused_at_its_headings():
    found = judged(table("Ref | Outcome", "A1 | Upheld"), as_="complaints")

    assert [(one.row, "received" in one.why) for one in found.problems] == [(1, True)]


def test_a_column_the_mapping_names_and_the_sheet_lacks_is_noted():
    mapping = SheetMapping(columns={"Ref": "reference", "date  RECEIVED": "received_on", "Ward": "team"})
    found = judge(table("Ref | Date received", "A1 | 01/04/2026"), mapping, NO_LABELS)

    assert found.ok
    assert found.notes == ("The mapping names columns that this sheet does not have: Ward.",)


def test_real_date_cells_day_numbers_and_truth_values_are_read():
    sheet = table(
        "Ref | Date received | Advocate used | Response sent",
        ("A1", datetime(2016, 4, 7), True, 42507),  # noqa: DTZ001 — a sheet's cell has no zone
        (7.0, date(2016, 4, 8), "n", None),
    )
    first, second = judged(sheet, as_="complaints").records

    assert (first.received_on, first.advocate, first.stages[0].answered_on) == (
        date(2016, 4, 7),
        True,
        date(2016, 5, 17),
    )
    assert (second.reference, second.advocate) == ("7", False)


def test_without_a_reference_column_the_same_row_gets_the_same_reference_at_every_reading():
    sheet = table("Date received | Team | Outcome", "01/04/2026 | North", "01/04/2026 | South")
    again = table("Date received | Team | Outcome", "01/04/2026 |  South ", "01/04/2026 | North")
    first, second = (
        {r.team: r.reference for r in judged(one, as_="complaints").records} for one in (sheet, again)
    )

    assert first == second
    assert len(set(first.values())) == 2


def test_a_kind_nobody_knows_is_asked_and_a_person_can_say_what_it_means():
    sheet = table(
        "Ref | Type | Date received | Outcome",
        "A1 | Grumble | 01/04/2026",
        "A2 | Concern | 01/04/2026",
        "A3 | Concern | 02/04/2026",
    )
    columns = {"Ref": "reference", "Type": "kind", "Date received": "received_on"}
    asked = judge(sheet, SheetMapping(columns=columns), NO_LABELS)
    told = judge(sheet, SheetMapping(columns=columns, meanings={"kind": {"Grumble": "comment"}}), NO_LABELS)

    assert [(one.list, one.spelling, one.rows) for one in asked.questions] == [("kind", "Grumble", (2,))]
    assert told.ok
    assert (told.records[0].kind, told.records[0].kind_label) == ("comment", "Grumble")


def test_a_stage_word_of_the_councils_own_is_answered_in_the_mapping():
    columns = {"Ref": "reference", "Stage": "stage", "Date received": "received_on"}
    sheet = table("Ref | Stage | Date received", "A1 | Review | 01/04/2026")

    found = judge(sheet, SheetMapping(columns=columns, values={"stage": {"Review": "Stage 2"}}), NO_LABELS)

    assert found.records[0].stages[0].stage == "stage_2"


def test_a_day_far_from_the_period_the_sheet_states_is_noted_and_not_refused():
    sheet = table(
        "Ref | Date received | Outcome", "A1 | 01/04/2016", "A2 | 01/04/2006", name="complaints 2016-17"
    )
    found = judged(sheet, as_="complaints")

    assert found.ok
    assert "2016-17" in found.notes[0]
    assert "row 3" in found.notes[0]


def test_labels_in_use_give_their_print_to_what_means_the_same():
    found = judged(case_list("nelc_2019-20_complaints.csv"), council(outcome=["Partly upheld"]))

    assert {stage.outcome for record in found.records for stage in record.stages} >= {
        "Partly upheld",
        "Upheld",
    }
    assert "Partially upheld" not in {stage.outcome for record in found.records for stage in record.stages}


def test_a_month_first_day_refuses_its_whole_column_and_the_rest_is_judged_still():
    found = judged(
        table(
            HEADINGS,
            "A1 | Statutory | 04/25/2026 | 1",
            "A2 | Statutory | 04/05/2026 | 9",
            "A3 | Statutory | x | 1",
        ),
        as_="complaints",
    )

    assert not found.ok
    assert "“Date received” looks month-first" in found.problems[0].why
    assert "row 3 could mean either" in found.problems[0].why
    assert found.rows_to_mend == (1, 2, 3, 4)


def test_where_later_stages_have_columns_the_stage_says_only_how_far_the_case_has_come():
    headings = "Ref | Date received | Current stage | Response sent | Outcome | Stage 2 requested | Stage 2 responded"
    found = judged(
        table(
            headings,
            "A1 | 01/04/2026 | Stage 2 | 20/04/2026 | Upheld | 01/05/2026",
            "A2 | 01/04/2026 | Stage 1 | 20/04/2026 | Upheld",
            "A3 | 01/04/2026 | Stage 2 | 20/04/2026 | Upheld",
        ),
        as_="complaints",
    )

    assert [[stage.stage for stage in record.stages] for record in found.records] == [
        ["stage_1", "stage_2"],
        ["stage_1"],
    ]
    assert [(one.row, one.column) for one in found.problems] == [(4, "Current stage")]


@pytest.mark.parametrize(
    ("heading", "meaning", "length"),
    [
        ("Ref", "reference", 81),
        ("Team", "team", 201),
        ("Type", "kind", 201),
        ("Who", "complainant_name", 201),
    ],
)
def test_what_is_too_long_to_be_kept_is_refused_by_row_and_column(heading, meaning, length):
    columns = {"N": "reference", "Date received": "received_on"} | {heading: meaning}
    sheet = table(f"{'' if meaning == 'reference' else 'N | '}Date received | {heading}", "")
    row = ("01/04/2026", "x" * length) if meaning == "reference" else ("A1", "01/04/2026", "x" * length)
    if meaning == "reference":
        columns.pop("N")
    found = judge(
        replace(sheet, rows=(replace(sheet.rows[0], cells=row),)), SheetMapping(columns=columns), NO_LABELS
    )

    assert [(one.row, one.column) for one in found.problems if "characters" in one.why] == [(2, heading)]


def test_a_word_of_the_councils_own_for_yes_or_no_is_answered_in_the_mapping():
    columns = {"Ref": "reference", "Date received": "received_on", "Advocate": "advocate"}
    sheet = table("Ref | Date received | Advocate", "A1 | 01/04/2026 | Declined")
    found = judge(sheet, SheetMapping(columns=columns, values={"yes_no": {"Declined": "no"}}), NO_LABELS)

    assert found.records[0].advocate is False


def test_a_kind_answered_by_its_code_keeps_the_councils_word():
    columns = {"Ref": "reference", "Date received": "received_on", "Type": "kind"}
    sheet = table("Ref | Date received | Type", "A1 | 01/04/2026 | Rep")
    found = judge(sheet, SheetMapping(columns=columns, values={"kind": {"Rep": "comment"}}), NO_LABELS)

    assert (found.records[0].kind, found.records[0].kind_label) == ("comment", "Rep")
    assert found.new_labels["kind"] == (("Rep", 1, "comment"),)


def test_every_label_in_a_record_is_in_use_or_new():
    """What keeps the records needs each of their labels by its list."""
    headings = "Ref | Type | Date received | Category | Compensation | Outcome"
    made = table(
        headings, "A1 | Compliment | 01/04/2026 | Good work", "A2 | Statutory | 01/04/2026 | Delay | £5"
    )
    for sheet in [made, *(case_list(path.name) for path in CASES.glob("*-*_*.csv"))]:
        found = judged(sheet)
        new = {(name, label) for name, labels in found.new_labels.items() for label, _, _ in labels}
        asked = {
            (question.list, spelling) for question in found.questions for spelling in [question.spelling]
        }

        assert used(found.records) <= new | asked


def used(records):
    pairs = set()
    for record in records:
        for name in ("channel", "complainant", "advocate_provider", "team", "service", "decision"):
            pairs.add((name, getattr(record, name, "")))
        pairs.add(("kind", getattr(record, "kind_label", "")))
        nature = "category" if getattr(record, "kind", "") == "compliment" else "nature"
        pairs |= {(nature, label) for label in getattr(record, "natures", ())}
        pairs |= {("outcome", stage.outcome) for stage in getattr(record, "stages", ())}
        pairs |= {("payment_kind", payment.kind) for payment in getattr(record, "payments", ())}
    return {pair for pair in pairs if pair[1]}


@pytest.mark.parametrize("council_name", ["coventry", "nelc"])
def test_a_councils_clean_lists_one_after_another_need_no_answers(council_name):
    labels = {}
    for path in sorted(CASES.glob(f"{council_name}_*.csv")):
        if "messy" not in path.name:
            found = judged(case_list(path.name), council(**labels))
            assert (path.name, found.questions) == (path.name, ())
            for name, new in found.new_labels.items():
                labels.setdefault(name, []).extend(Label(text, means) for text, _, means in new)
            assert judged(case_list(path.name), council(**labels)).records == found.records


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(
        ["1", "Stage 2", "Upheld", "w/d", "Open", "Y", "07/04/2016", "£5 + £2", "A1", "A2", "Concern"]
    ),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.times(),
    st.datetimes(),
)


@given(data=st.data(), list_kind=st.sampled_from(LIST_KINDS), layout=st.sampled_from(LAYOUTS))
@settings(deadline=None, max_examples=250)
def test_whatever_stands_in_the_cells_each_row_is_kept_or_has_its_reason(data, list_kind, layout):
    names = data.draw(st.lists(st.sampled_from(field_names(list_kind)), min_size=1, unique=True))
    rows = data.draw(st.lists(st.tuples(*[CELLS for _ in names]), min_size=1, max_size=6))
    sheet = Table("", 1, tuple(names), tuple(Row(n, cells) for n, cells in enumerate(rows, 2)), ())
    mapping = SheetMapping(list_kind, layout, {name: name for name in names})

    found = judge(sheet, mapping, NO_LABELS, today=TODAY)
    suggest(sheet, NO_LABELS)

    kept = {stage.row for record in found.records for stage in getattr(record, "stages", ())}
    kept |= {record.row for record in found.records}
    accounted = kept | set(found.rows_to_mend) | {row for row, _ in found.duplicates}
    held_back = layout == "stage_per_row" or 1 in found.rows_to_mend
    assert held_back or accounted >= {row.number for row in sheet.rows}
    assert refused_csv(sheet, found)
    assert preview(found).counts["rows_read"] == len(rows)
