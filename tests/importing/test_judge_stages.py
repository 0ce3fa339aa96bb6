"""Lists of one row a stage: brought together by reference or by link; stated at a stage, nothing invented."""

from datetime import date

import pytest
from tests.importing.sheets import NO_LABELS, TODAY, judged, table

from heard.importing.judge import judge
from heard.importing.mapping import SheetMapping

HEADINGS = "Ref | Stage | Date received | Linked to | Response sent | Outcome | Team | Notes"


def staged(*rows, headings=HEADINGS, **more):
    return judged(table(headings, *rows), as_="complaints", layout="stage_per_row", **more)


def test_rows_of_one_reference_become_the_stages_of_one_case():
    found = staged(
        "A1 | 1 | 01/04/2026 | | 20/04/2026 | Not upheld | North | first",
        "A2 | 1 | 02/04/2026 | | 21/04/2026 | Upheld | South",
        "A1 | 2 | 01/05/2026 | | | | | second",
    )

    assert found.ok
    first, second = found.records
    assert [(one.stage, one.started_on, one.row) for one in first.stages] == [
        ("stage_1", date(2026, 4, 1), 2),
        ("stage_2", date(2026, 5, 1), 4),
    ]
    assert (first.received_on, first.team, first.notes) == (date(2026, 4, 1), "North", "first\nsecond")
    assert second.reference == "A2"


def test_a_chain_of_links_is_one_case_and_each_stage_keeps_its_own_reference():
    found = staged(
        "C-9 | 3 | 01/05/2026 | B-5",
        "A-1 | 1 | 01/02/2026 | | 10/02/2026 | Not upheld | North",
        "b-5 | 2 | 01/03/2026 | a-1 | 20/04/2026 | Partly upheld",
    )

    (case,) = found.records
    assert case.reference == "A-1"
    assert [(one.stage, one.reference) for one in case.stages] == [
        ("stage_1", ""),
        ("stage_2", "b-5"),
        ("stage_3", "C-9"),
    ]
    assert case.earlier_reference == ""


def test_a_link_to_a_case_outside_the_list_is_kept_for_looking_up():
    (case,) = staged("B-5 | 2 | 01/03/2026 | A-1 | 20/04/2026 | Upheld").records

    assert (case.reference, case.earlier_reference) == ("B-5", "A-1")
    assert [one.stage for one in case.stages] == ["stage_2"]


def test_links_that_run_in_a_circle_do_not_hang():
    found = staged("A | 1 | 01/02/2026 | B", "B | 2 | 01/03/2026 | A")

    assert [len(record.stages) for record in found.records] == [2]


@pytest.mark.parametrize(
    ("rows", "row", "why"),
    [
        (["A1 | 1 | 01/04/2026", "A1 | 1 | 02/04/2026"], 3, "already stage 1"),
        (["A1 | 1 | 01/04/2026", "A1 | 2 | 31/03/2026"], 3, "Stage 2 began before stage 1 did, in row 2"),
        (
            ["A1 | 2 | 01/04/2026 | | | | x", "A1 | 1 | 02/04/2026"],
            2,
            "Stage 2 began before stage 1 did, in row 3",
        ),
    ],
)
def test_stages_that_contradict_each_other_are_refused(rows, row, why):
    found = staged(*rows)

    assert [(one.row, why in one.why) for one in found.problems] == [(row, True)]
    assert found.records == ()


def test_a_fault_in_one_stage_keeps_the_whole_case_back():
    found = staged("A1 | 1 | 01/04/2026", "A1 | 2 | soon", "A2 | 1 | 01/04/2026")

    assert found.rows_to_mend == (3,)
    assert [record.reference for record in found.records] == ["A2"]


def test_corporate_and_statutory_stages_stand_side_by_side():
    headings = "Ref | Record type | Date received | Response sent | Outcome"
    found = staged(
        "A1 | Corporate Stage 1 | 01/04/2026 | 10/04/2026 | Not upheld",
        "A1 | Corporate Stage 2 | 01/05/2026",
        "A2 | Stage one | 01/04/2026",
        headings=headings,
    )

    assert [(one.kind, one.procedure, len(one.stages)) for one in found.records] == [
        ("corporate_complaint", "corporate", 2),
        ("statutory_complaint", "children_act", 1),
    ]


def test_a_sheet_quite_unlike_the_others_is_read_by_its_mapping():
    """Other names, other words, one row a stage, the three days of a panel, extensions, links and joint cases."""
    headings = (
        "URN | Line | Step | Clock on | Longer until | Hearing | Findings out"
        " | Clock off | Verdict | Parent URN | With"
    )
    columns = {
        "URN": "reference",
        "Line": "kind",
        "Step": "stage",
        "Clock on": "started_on",
        "Longer until": "extended_to",
        "Hearing": "panel_met_on",
        "Findings out": "report_sent_on",
        "Clock off": "answered_on",
        "Verdict": "outcome",
        "Parent URN": "earlier_reference",
        "With": "joint_with",
    }
    mapping = SheetMapping(
        layout="stage_per_row",
        columns=columns,
        values={"stage": {"Local": "Stage 1", "Enquiry": "Stage 2", "Bench": "Stage 3"}},
        meanings={
            "kind": {"Purple": "statutory_complaint", "Grey": "corporate_complaint"},
            "outcome": {"Yes": "upheld"},
        },
    )
    sheet = table(
        headings,
        "1 | Purple | Local | 01.10.2025 | 30.10.2025 | | | 30.10.2025 | No | | Health trust",
        "2 | Purple | Enquiry | 03.11.2025 | | | | 15.12.2025 | Yes | 1",
        "3 | Purple | Bench | 05.01.2026 | | 02.02.2026 | 06.02.2026 | 20.02.2026 | Yes | 2",
        "4 | Grey | Local | 01.10.2025",
        "5 | Grey | Enquiry | 01.12.2025 | | | | | | 99",
    )
    found = judge(sheet, mapping, NO_LABELS, today=TODAY)

    assert found.ok, [str(problem) for problem in found.problems]
    statutory, corporate, orphan = found.records
    local, enquiry, bench = statutory.stages
    assert (local.extended_to, local.extension_recorded, statutory.joint_with) == (
        date(2025, 10, 30),
        True,
        "Health trust",
    )
    assert (enquiry.started_on, enquiry.outcome) == (date(2025, 11, 3), "Yes")
    assert (bench.panel_met_on, bench.report_sent_on, bench.answered_on) == (
        date(2026, 2, 2),
        date(2026, 2, 6),
        date(2026, 2, 20),
    )
    assert (corporate.procedure, corporate.stages[0].answered_on) == ("corporate", None)
    assert orphan.earlier_reference == "99"
