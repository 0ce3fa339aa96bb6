"""A wait the complainant asks for is shown beside the count and never instead of it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import DUE, WHO, at_stage_1, council

from heard.casework import holds_pausing
from heard.casework.performing import NotNow
from heard.representations.models import Hold, Stage

pytestmark = pytest.mark.django_db
FROM, UNTIL = date(2026, 4, 8), date(2026, 4, 15)
ASKED = {"words": "Please wait until my records come.", "evidence": "E-mail of 8 April"}


@pytest.fixture
def case():
    council()
    return at_stage_1()


def pause(case, **more):
    return holds_pausing.pause_as_asked(reference=case.reference, **{"from_on": FROM, **ASKED, **more}, **WHO)


def test_the_days_go_on_counting_and_the_pause_is_shown_beside_them(case):
    row = pause(case)
    holds_pausing.end_pause_as_asked(reference=case.reference, until_on=UNTIL, **WHO)

    stage = Stage.objects.get()
    age = holds_pausing.age_of(stage, DUE)
    assert (age.working_days, age.outside_pauses, age.since_receipt) == (10, 5, 10)
    assert stage.due_on_hint == DUE
    assert row.basis == "complainant_asked"


def test_an_age_ends_with_its_stage(case):
    Stage.objects.update(answered_on=date(2026, 4, 8))

    assert holds_pausing.age_of(Stage.objects.get(), date(2026, 9, 1)).working_days == 3


@pytest.mark.parametrize("left_out", ["words", "evidence"])
def test_a_pause_has_their_words_and_what_shows_them(case, left_out):
    with pytest.raises(NotNow, match="This needs what"):
        pause(case, **{left_out: " "})
    assert not Hold.objects.exists()


def test_a_pause_is_not_doubled_ended_twice_or_ended_before_it_began(case):
    with pytest.raises(NotNow, match="is not paused"):
        holds_pausing.end_pause_as_asked(reference=case.reference, until_on=UNTIL, **WHO)
    pause(case)
    with pytest.raises(NotNow, match="is paused at the complainant's wish already"):
        pause(case)
    with pytest.raises(NotNow, match="cannot have ended before"):
        holds_pausing.end_pause_as_asked(reference=case.reference, until_on=date(2026, 4, 7), **WHO)
    assert Hold.objects.get().until_on is None
