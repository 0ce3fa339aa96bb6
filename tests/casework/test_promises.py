"""Promises: an action has an owner and a day, changes leave a trace, and nothing is done without proof."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.casework.living import council
from tests.casework.stages import MIXED, answered_1, investigating, of, somebody

from heard.casework import learning, promises, stage_2_reports
from heard.casework.looking_at_findings import asked_of_council
from heard.casework.new_details import DoesNotFit, NewRemedy, NotInTheList, NotOnRecord
from heard.casework.performing import NotNow
from heard.casework.promises import Agreed
from heard.ledger.models import Entry
from heard.outcomes.models import Action, LearningPoint, Recommendation, Remedy
from heard.representations.models import Decision

pytestmark = pytest.mark.django_db
AGREED_ON, DUE = date(2026, 4, 20), date(2026, 5, 29)


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()


def agreed(case, **more):
    action = Agreed("Train the duty team.", somebody("Tom Ashby"), DUE)
    return promises.agree_action(**of(case, agreed_on=AGREED_ON, action=action, stage="stage_1", **more))


@pytest.mark.parametrize(
    ("words", "owner", "due_on", "says"),
    [
        ("Train the duty team.", None, DUE, "has not an owner"),
        ("Train the duty team.", 1, None, "has not a day"),
        (" ", 1, DUE, "says what will be done"),
        ("Train the duty team.", 1, date(2026, 4, 1), "before it is agreed"),
    ],
)
def test_an_action_without_words_owner_or_a_day_to_come_is_refused(words, owner, due_on, says):
    case = answered_1()
    before = Entry.objects.count()

    with pytest.raises(DoesNotFit, match=says):
        promises.agree_action(**of(case, agreed_on=AGREED_ON, action=Agreed(words, owner, due_on)))

    assert (Action.objects.count(), Entry.objects.count()) == (0, before)


def test_an_owner_who_is_not_on_record_is_refused():
    case = answered_1()

    with pytest.raises(NotOnRecord, match="no person number 999999"):
        promises.agree_action(**of(case, agreed_on=AGREED_ON, action=Agreed("Train.", 999999, DUE)))


def test_an_action_is_varied_with_a_reason_and_what_it_was_stays():
    case = answered_1()
    row = agreed(case)
    vary = {
        "varied_on": date(2026, 5, 20),
        "action": row.pk,
        "decided_by": "Amina Odell",
        "reason": "He is ill.",
    }

    with pytest.raises(DoesNotFit, match="Nothing changes"):
        promises.vary_action(**of(case, **vary))
    promises.vary_action(**of(case, due_on=date(2026, 6, 30), owner=somebody("Dana Holt"), **vary))

    row.refresh_from_db()
    assert (row.due_on, row.owner.name) == (date(2026, 6, 30), "Dana Holt")
    assert "Tom Ashby, by Friday 29 May 2026" in Decision.objects.get(about="action").evidence


def test_an_action_is_done_once_somebody_accepts_its_proof():
    case = answered_1()
    row = agreed(case)
    done = {"done_on": date(2026, 5, 28), "action": row.pk, "accepted_by": "Amina Odell"}

    with pytest.raises(DoesNotFit, match="accepts its evidence"):
        promises.complete_action(**of(case, proof=" ", **done))
    promises.complete_action(**of(case, proof="List of who attended", **done))
    with pytest.raises(DoesNotFit, match="was done on Thursday 28 May 2026"):
        promises.complete_action(**of(case, proof="Again", **done))

    row.refresh_from_db()
    assert (row.done_on, row.proof_accepted_by) == (date(2026, 5, 28), "Amina Odell")


def test_the_database_takes_no_action_as_done_without_proof():
    agreed(answered_1())

    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.update(done_on=DUE)


def test_an_action_of_another_case_is_not_this_cases():
    row, other = agreed(answered_1()), answered_1()

    with pytest.raises(NotOnRecord, match=f"has no action number {row.pk}"):
        promises.complete_action(
            **of(other, done_on=DUE, action=row.pk, proof="A list", accepted_by="Amina Odell")
        )


def test_a_remedy_is_offered_from_the_councils_list_and_given_once():
    case = answered_1()

    with pytest.raises(NotInTheList, match="not among the council's remedies"):
        promises.offer_remedy(**of(case, offered_on=AGREED_ON, remedy=NewRemedy("Flowers")))
    row = promises.offer_remedy(**of(case, offered_on=AGREED_ON, remedy=NewRemedy("Apology", "In person")))
    given = {"given_on": date(2026, 4, 28), "remedy": row.pk}
    promises.give_remedy(**of(case, **given))
    with pytest.raises(DoesNotFit, match="It was given on Tuesday 28 April 2026"):
        promises.give_remedy(**of(case, **given))

    assert Remedy.objects.get().done_on == date(2026, 4, 28)
    with pytest.raises(NotOnRecord, match="no remedy number 0"):
        promises.give_remedy(**of(case, given_on=AGREED_ON, remedy=0))


def test_what_is_learned_is_written_with_the_case():
    case = answered_1()

    with pytest.raises(DoesNotFit, match="Nothing is written"):
        learning.learn(**of(case, learned_on=AGREED_ON, words=" "))
    learning.learn(**of(case, learned_on=AGREED_ON, words="Ring back the same day."))

    assert LearningPoint.objects.get().representation_id == case.pk


def test_a_recommendation_names_its_point_and_is_about_the_whole_where_it_names_none():
    case = investigating()
    report = {"received_on": date(2026, 6, 1), "findings": MIXED}

    with pytest.raises(NotNow, match="has no point 9"):
        stage_2_reports.receive_investigator_report(**of(case, recommendations=("Point 9: Ring.",), **report))
    assert not Recommendation.objects.exists()
    asked = ("point 2: Train the team.", "Point out the rules to all.", "Write within a week.")
    stage_2_reports.receive_investigator_report(**of(case, recommendations=asked, **report))

    kept = [(one.element and one.element.number, one.words) for one in Recommendation.objects.order_by("pk")]
    assert kept == [(2, "Train the team."), (None, asked[1]), (None, asked[2])]
    assert [one.stage for one in asked_of_council(case)] == ["Stage 2, point 2", "Stage 2", "Stage 2"]
