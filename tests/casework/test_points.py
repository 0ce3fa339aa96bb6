"""Each point keeps its own words and its own year; a late one is weighed by itself."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import OLD, WHO, at_stage_1, council, received

from heard.casework import points
from heard.casework.new_details import NewElement
from heard.casework.performing import NotNow
from heard.casework.points import Weighed
from heard.law.procedure import NotInTheChart
from heard.representations.models import Decision, Element

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 7)
WEIGHED = Weighed(True, "She was in care elsewhere.", False, "One worker has left; the file is here.")


@pytest.fixture(autouse=True)
def _council():
    council()


def add(case, point, **more):
    return points.add_point(reference=case.reference, day=DAY, point=point, **more, **WHO)


def test_a_point_is_added_in_their_own_words_beside_the_agreed_ones():
    case = at_stage_1()

    row = add(case, NewElement("They lie!!", "Inaccurate record", "A corrected record", date(2026, 4, 1)))

    assert (row.number, row.words, row.agreed_words) == (3, "They lie!!", "Inaccurate record")
    assert not Decision.objects.filter(element=row).exists()


def test_a_late_point_added_to_a_complaint_that_goes_on_is_weighed_at_once():
    case = at_stage_1()
    with pytest.raises(NotNow, match="Weigh both limbs of regulation 9 for this point"):
        add(case, OLD)
    assert Element.objects.count() == 2

    row = add(case, OLD, weighed=WEIGHED)

    kept = Decision.objects.get(element=row)
    assert kept.about == "time_limit"
    assert "Can still be considered effectively and fairly: no." in kept.evidence


def test_a_late_point_added_before_acceptance_waits_for_the_decision():
    case = received()

    assert add(case, OLD).number == 3
    assert not Decision.objects.exists()


def test_the_year_ends_on_the_same_date_a_year_later():
    case = at_stage_1()
    on_the_day, a_day_late = (NewElement("So.", arose_on=date(2025, 4, day)) for day in (7, 6))

    assert add(case, on_the_day).number == 3
    with pytest.raises(NotNow, match="its year ended on Monday 6 April 2026"):
        add(case, a_day_late)


def test_a_point_is_not_added_once_a_stage_is_answered_and_never_without_words():
    case = at_stage_1()
    with pytest.raises(NotNow, match="Point 3 has no words"):
        add(case, NewElement(" "))
    type(case).objects.filter(pk=case.pk).update(state="stage_1_answered")
    with pytest.raises(NotInTheChart, match="Cannot add a point of complaint"):
        add(case, NewElement("So."))
    assert Element.objects.count() == 2
