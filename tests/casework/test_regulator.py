"""A regulator may be told at any time: the complainant hears of it, and what passed is on record."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import council, fresh, person, received
from tests.casework.stages import acts_of, adjudicated, answered_1, of, recommended, stage_row

from heard.casework import regulator
from heard.casework.new_details import NotInTheList
from heard.casework.performing import NotNow
from heard.ledger.models import Entry
from heard.representations.models import ContactAttempt, RegulatorContact

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 15)
CAME = {"told_on": DAY, "who": "complainant", "way": "e-mail", "words": "Malik told Ofsted of the placement."}


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()


@pytest.mark.parametrize("place", [received, answered_1, adjudicated, recommended])
def test_wherever_a_case_stands_a_regulator_may_be_told_and_nothing_of_ours_moves(place):
    case = place()
    before, hints = fresh(case).state, [one.due_on_hint for one in case.stages.order_by("pk")]

    regulator.tell_of_regulator(**of(case, told_on=DAY, person=person(case), way="letter"))
    regulator.record_regulator(**of(case, **CAME))

    assert fresh(case).state == before
    assert [one.due_on_hint for one in case.stages.order_by("pk")] == hints
    assert acts_of(case)[-2:] == ["tell_of_regulator", "record_regulator"]


def test_that_they_were_told_of_it_stands_among_the_contacts():
    case = received()

    regulator.tell_of_regulator(**of(case, told_on=DAY, person=person(case), way="telephone"))

    row = ContactAttempt.objects.get()
    assert (row.reached, row.tried_on, row.words) == (
        True,
        DAY,
        "Told that they may tell Ofsted at any time.",
    )


@pytest.mark.parametrize(
    ("more", "error", "says"),
    [
        ({"who": "journalist"}, NotInTheList, "“journalist” is not a side"),
        ({"words": " "}, NotNow, "what the regulator was told or asked"),
        ({"way": ""}, NotNow, "by which way"),
        ({"regulator": " "}, NotNow, "the name of the regulator"),
    ],
)
def test_what_passed_is_on_record_whole_or_not_at_all(more, error, says):
    case = received()
    before = Entry.objects.count()

    with pytest.raises(error, match=says):
        regulator.record_regulator(**of(case, **{**CAME, **more}))

    assert (RegulatorContact.objects.count(), Entry.objects.count()) == (0, before)


def test_it_may_be_the_council_or_the_regulator_that_speaks_first():
    case = answered_1()

    for who in ("council", "regulator"):
        regulator.record_regulator(**of(case, **{**CAME, "who": who, "regulator": "Social Work England"}))

    assert [row.who for row in RegulatorContact.objects.all()] == ["council", "regulator"]
    assert stage_row(case, "stage_1").answered_on is not None
