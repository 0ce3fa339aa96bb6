"""A risk is referred at once, a change may wait or not with its reason, and a limit on contact bars no complaint."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import DUE, WHO, at_stage_1, council, received

from heard.casework import safety
from heard.casework.performing import NotNow
from heard.ledger.models import Entry
from heard.representations.models import Decision, Stage

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 3)
WHY = {"reason": "She said that she is afraid.", "decided_by": "Amina Odell"}


@pytest.fixture
def case():
    council()
    return at_stage_1()


def refer(case, **more):
    facts = {"told_on": DAY, "told": "The front door team, taken by Leah Stone", **WHY, **more}
    return safety.refer_to_safeguarding(reference=case.reference, **facts, **WHO)


def freeze(case, **more):
    facts = {
        "decided_on": DAY,
        "change": "Moving Kayla to another school",
        "is_frozen": True,
        "with_service": "Head of Service",
        "told_on": DAY,
        **WHY,
        **more,
    }
    return safety.decide_freeze(reference=case.reference, **facts, **WHO)


def limit(case, **more):
    facts = {
        "decided_on": DAY,
        "limit": "One call a week to one officer",
        "review_on": date(2026, 7, 3),
        "told_on": DAY,
        **WHY,
        **more,
    }
    return safety.limit_contact(reference=case.reference, **facts, **WHO)


def test_a_risk_is_referred_with_whom_was_told_and_the_clock_runs_on(case):
    row = refer(case)

    assert (row.answer, row.evidence) == (
        "referred_and_goes_on",
        "Told: The front door team, taken by Leah Stone",
    )
    assert Stage.objects.get().due_on_hint == DUE


def test_it_waits_only_where_somebody_says_why_and_the_wait_ends(case):
    row = refer(case, waits_because="The police ask that nobody speaks with the worker yet.")
    assert row.answer == "referred_and_waits"
    assert Stage.objects.get().due_on_hint == DUE

    safety.end_wait_for_safeguarding(reference=case.reference, day=date(2026, 4, 9), **WHY, **WHO)

    row.refresh_from_db()
    assert row.ended_on == date(2026, 4, 9)
    with pytest.raises(NotNow, match="There is no wait for safeguarding"):
        safety.end_wait_for_safeguarding(reference=case.reference, day=date(2026, 4, 9), **WHY, **WHO)


def test_a_referral_says_who_was_told(case):
    with pytest.raises(NotNow, match="This needs who was told"):
        refer(case, told=" ")
    assert not Decision.objects.filter(about="safeguarding").exists()


@pytest.mark.parametrize(("is_frozen", "answer"), [(True, "frozen"), (False, "not_frozen")])
def test_a_freeze_is_decided_with_the_service_and_its_reason_is_kept_either_way(case, is_frozen, answer):
    row = freeze(case, is_frozen=is_frozen)

    assert (row.answer, row.reason) == (answer, "She said that she is afraid.")
    assert "Decided with: Head of Service" in row.evidence


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"change": " "}, "what was to change"),
        ({"with_service": ""}, "whom of the service was asked"),
        ({"reason": " "}, "A decision says why"),
        ({"review_on": DAY}, "must be looked at again after that"),
    ],
)
def test_a_freeze_is_whole_or_refused(case, more, words):
    before = Entry.objects.count()
    with pytest.raises(NotNow, match=words):
        freeze(case, **more)
    assert Entry.objects.count() == before


def test_a_freeze_ends_once(case):
    freeze(case)
    end = {"day": date(2026, 4, 20), "told_on": date(2026, 4, 20), **WHY, **WHO}
    safety.end_freeze(reference=case.reference, **end)

    with pytest.raises(NotNow, match="There is no freeze"):
        safety.end_freeze(reference=case.reference, **end)


def test_a_limit_has_a_day_of_review_and_is_looked_at_again_and_ended(case):
    with pytest.raises(NotNow, match="Choose a later day"):
        limit(case, review_on=DAY)
    limit(case)
    assert [one.representation for one in safety.limits_to_review(date(2026, 7, 3))] == [case]
    assert safety.limits_to_review(date(2026, 7, 2)) == []

    again = {"reviewed_on": date(2026, 7, 3), "review_on": date(2026, 10, 2), "told_on": date(2026, 7, 3)}
    safety.review_limit(reference=case.reference, **again, **WHY, **WHO)
    assert [one.review_on for one in safety.limits_to_review(date(2026, 12, 1))] == [date(2026, 10, 2)]

    day = date(2026, 10, 2)
    safety.end_limit(reference=case.reference, day=day, told_on=day, **WHY, **WHO)
    assert safety.limits_to_review(date(2026, 12, 1)) == []
    with pytest.raises(NotNow, match="There is no limit on contact"):
        safety.end_limit(reference=case.reference, day=day, told_on=day, **WHY, **WHO)


def test_a_limit_on_contact_is_no_bar_to_a_new_complaint(case):
    limit(case)
    same = case.parties.get(part="complainant").person_id
    from heard.casework.intake import Somebody

    new = received(people=(Somebody("complainant", relation="parent", person=same),))

    assert new.state == "received"
    assert new.reference != case.reference
