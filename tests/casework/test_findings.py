"""Findings: what they differ from explained, an earlier one kept, and one rule that adds them up."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import NOW, at_stage_1, council
from tests.casework.stages import (
    ANSWERED_1,
    DUE_2,
    MIXED,
    adjudicated,
    answered_1,
    both_reports,
    label,
    of,
    somebody,
    stage_row,
)

from heard.casework import findings, stage_1
from heard.casework.findings import PointFound
from heard.casework.new_details import NotInTheList, NotOnRecord
from heard.casework.writing import writing
from heard.outcomes.models import Finding
from heard.representations.models import Decision, Hold

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()


def find(case, step, *found):
    return findings.find(**of(case, found_on=DAY, step=step, found=found))


def test_the_ombudsman_finds_on_a_point_without_owing_anybody_a_reason():
    case = adjudicated()

    find(case, "ombudsman", PointFound(2, "Upheld"))

    row = Finding.objects.get(step="ombudsman")
    assert (row.finding.label, row.found_on) == ("Upheld", DAY)


def test_a_finding_looked_at_again_keeps_what_it_was():
    case = answered_1()

    find(case, "manager", PointFound(2, "Upheld", "A recording was found."))

    assert Finding.objects.get(step="manager", element__number=2).finding.label == "Upheld"
    kept = Decision.objects.get(about="finding_manager")
    assert kept.evidence.startswith("Not upheld")
    assert kept.element.number == 2


@pytest.mark.parametrize(
    ("step", "found", "error", "says"),
    [
        ("referee", PointFound(1, "Upheld"), NotInTheList, "not a step of the procedure"),
        ("ombudsman", PointFound(7, "Upheld"), NotOnRecord, "has no point 7. Its points: 1, 2"),
        (
            "ombudsman",
            PointFound(1, "Rubbish"),
            NotInTheList,
            "“Rubbish” is not among the council's outcomes",
        ),
    ],
)
def test_a_finding_that_cannot_be_is_refused_in_words(step, found, error, says):
    case = answered_1()

    with pytest.raises(error, match=says):
        find(case, step, found)

    assert not Finding.objects.filter(step=step).exists()


def test_a_point_held_for_proceedings_is_owed_no_finding_yet():
    case = at_stage_1()
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(
            Hold(
                representation=case,
                element=case.elements.get(number=2),
                basis="proceedings",
                proceedings="Care proceedings in Ashmere",
                prejudice="The court decides what was said.",
                from_on=date(2026, 4, 8),
            )
        )

    facts = {"sent_on": ANSWERED_1, "manager": somebody("Tom Ashby"), "findings": MIXED[:1]}
    stage_1.answer_stage_1(**of(case, tells_right_to_go_on=True, **facts))

    assert stage_row(case, "stage_1").outcome.label == "Upheld"


def test_the_councils_list_must_have_a_label_for_what_the_points_add_up_to():
    case = at_stage_1()
    label("outcome", "Inconclusive", "no_finding")
    from heard.people.models import Term

    Term.objects.filter(list="outcome", means="partly_upheld").delete()
    facts = {"sent_on": ANSWERED_1, "manager": somebody("Tom Ashby"), "findings": MIXED}

    with pytest.raises(NotInTheList, match="no label for “Partly upheld”"):
        stage_1.answer_stage_1(**of(case, tells_right_to_go_on=True, **facts))


def test_the_adjudication_revises_only_what_it_changes():
    case = both_reports()
    changed = PointFound(2, "Upheld", "The recording shows it, whatever was found before.")
    found_before = [PointFound(one.point, one.finding, one.reason or "As reported.") for one in MIXED]
    findings.find(**of(case, found_on=DUE_2, step="adjudicator", found=found_before))

    findings.find(**of(case, found_on=DUE_2, step="adjudicator", found=[*found_before[:1], changed]))

    kept = Decision.objects.get(about="finding_adjudicator")
    assert (kept.answer, kept.element.number) == ("revised", 2)
    again = {row.element.number: row.reason for row in Finding.objects.filter(step="adjudicator")}
    assert again == {1: found_before[0].reason, 2: changed.reason}


def test_the_same_finding_without_its_reason_keeps_the_reason_it_had():
    case = answered_1()
    was = Finding.objects.get(step="manager", element__number=2)

    find(case, "manager", PointFound(2, "Not upheld", "A reason of the second look."))
    find(case, "manager", PointFound(2, "Not upheld"))

    row = Finding.objects.get(step="manager", element__number=2)
    assert row.reason == "A reason of the second look."
    assert Decision.objects.filter(about="finding_manager").count() == (1 if was.reason != row.reason else 0)
