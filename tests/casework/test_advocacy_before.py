"""An advocate asked for before there is a complaint: on record, counted apart, and carried on when one comes."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.living import KAYLA, NOW, WHO, council, fresh, person, received
from tests.casework.stages import acts_of, of

from heard.casework import advocacy
from heard.casework.advocacy_before import (
    AdvocacyCount,
    Asks,
    advocacy_before_complaints,
    advocate_spoke,
    ask_for_advocate,
    end_request_for_advocate,
    refer_to_advocate,
    requests_for_advocates,
    take_up_earlier_advocacy,
)
from heard.casework.audit import verify
from heard.casework.new_details import DoesNotFit, NotInTheList, NotOnRecord
from heard.casework.performing import NotNow
from heard.law.kinds import UnknownCode
from heard.ledger.models import Entry
from heard.representations.models import Advocacy, AdvocacyReferral, Representation

pytestmark = pytest.mark.django_db
ASKED, REFERRED, SPOKE = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)
WORDS = "I want to complain but I do not want to do it by myself."
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture(autouse=True)
def there_is_a_council() -> None:
    council()


def asked(**more) -> AdvocacyReferral:
    facts = {"who": Asks("child", "Kayla Thornbeck"), "asked_on": ASKED, "words": WORDS}
    return ask_for_advocate(**{**facts, **more}, **WHO)


def in_touch() -> AdvocacyReferral:
    row = asked()
    refer_to_advocate(reference=row.reference, referred_on=REFERRED, provider="Open Voice", **WHO)
    return advocate_spoke(reference=row.reference, spoke_on=SPOKE, **WHO)


def test_a_child_who_means_to_complain_has_the_right_before_there_is_any_complaint():
    row = in_touch()

    assert (row.reference, row.as_a_right) == ("ADV-2026-0001", True)
    assert (row.asked_on, row.referred_on, row.first_contact_on) == (ASKED, REFERRED, SPOKE)
    assert Representation.objects.count() == 0
    assert acts_of(row) == ["ask_for_advocate", "refer_to_advocate", "advocate_spoke"]
    assert verify().whole


def test_for_a_parent_it_is_information_and_no_right():
    assert asked(who=Asks("parent", "Malik Thornbeck")).as_a_right is False
    assert asked(who=Asks("care_leaver", "Ade Bello")).as_a_right is True
    with pytest.raises(UnknownCode, match="no relation"):
        asked(who=Asks("neighbour of a friend", "Sam Stranger"))


def test_a_complaint_that_follows_takes_up_the_days_and_the_provider():
    before = in_touch()
    case = received(people=(KAYLA,))
    with pytest.raises(NotNow, match=f"Person {before.person_id} has no part"):
        take_up_earlier_advocacy(**of(case, day=date(2026, 4, 2), earlier=before.reference))
    other = received(people=(KAYLA.__class__("complainant", relation="child", person=before.person_id),))

    row = take_up_earlier_advocacy(**of(other, day=date(2026, 4, 2), earlier=before.reference))

    assert (row.offered_on, row.referred_on, row.first_contact_on) == (ASKED, REFERRED, SPOKE)
    assert fresh(other).advocate_provider.label == "Open Voice"
    before.refresh_from_db()
    assert (before.became, before.became_on) == (other, date(2026, 4, 2))
    advocacy.end_advocacy(**of(other, ended_on=date(2026, 6, 1), because="It is over."))
    assert Advocacy.objects.get().ended_on == date(2026, 6, 1)


def test_what_has_become_a_complaint_or_ended_goes_no_further():
    became, ended = in_touch(), asked()
    case = received(people=(KAYLA.__class__("complainant", relation="child", person=became.person_id),))
    take_up_earlier_advocacy(**of(case, day=date(2026, 4, 2), earlier=became.reference))
    end_request_for_advocate(
        reference=ended.reference, ended_on=SPOKE, because="She changed her mind.", **WHO
    )

    with pytest.raises(NotNow, match=f"go on with {case.reference}"):
        take_up_earlier_advocacy(**of(case, day=date(2026, 4, 3), earlier=became.reference))
    with pytest.raises(NotNow, match="ended on Friday 6 March 2026"):
        advocate_spoke(reference=ended.reference, spoke_on=SPOKE, **WHO)


@pytest.mark.parametrize(
    ("act", "error", "says"),
    [
        (
            lambda ref: advocate_spoke(reference=ref, spoke_on=SPOKE, **WHO),
            NotNow,
            "No provider has been asked",
        ),
        (
            lambda ref: refer_to_advocate(reference=ref, referred_on=REFERRED, provider="Nobody Ltd", **WHO),
            NotInTheList,
            "Nobody Ltd",
        ),
        (
            lambda ref: refer_to_advocate(
                reference=ref, referred_on=date(2026, 3, 1), provider="Open Voice", **WHO
            ),
            DoesNotFit,
            "They asked on Monday 2 March 2026",
        ),
        (
            lambda ref: end_request_for_advocate(reference=ref, ended_on=SPOKE, because=" ", **WHO),
            NotNow,
            "why it ends",
        ),
        (
            lambda ref: advocate_spoke(reference="ADV-2026-0999", spoke_on=SPOKE, **WHO),
            NotOnRecord,
            "no request for an advocate ADV-2026-0999",
        ),
    ],
)
def test_each_step_waits_for_the_one_before_and_a_refusal_writes_nothing(act, error, says):
    row = asked()
    before = Entry.objects.count()

    with pytest.raises(error, match=says):
        act(row.reference)

    assert Entry.objects.count() == before
    row.refresh_from_db()
    assert (row.referred_on, row.first_contact_on, row.ended_on) == (None, None, None)


def test_a_day_that_has_not_come_and_a_person_without_a_name_are_refused():
    with pytest.raises(NotNow, match="has not come yet"):
        asked(asked_on=date(2026, 11, 23))
    with pytest.raises(NotNow, match="the name of whoever asks"):
        asked(who=Asks("child", " "))

    assert AdvocacyReferral.objects.count() == 0


def test_they_are_counted_apart_by_what_became_of_them():
    became, _waiting, ended = in_touch(), asked(who=Asks("parent", "Malik Thornbeck")), asked()
    end_request_for_advocate(reference=ended.reference, ended_on=SPOKE, because="Settled by a call.", **WHO)
    case = received(people=(KAYLA.__class__("complainant", relation="child", person=became.person_id),))
    take_up_earlier_advocacy(**of(case, day=date(2026, 4, 2), earlier=became.reference))

    assert advocacy_before_complaints(*YEAR) == AdvocacyCount(3, 2, 1, 1, 1, 1, 1)
    assert advocacy_before_complaints(date(2025, 1, 1), date(2025, 12, 31)).asked == 0
    assert [row.person.name for row in requests_for_advocates(waiting_only=True)] == ["Malik Thornbeck"]
    assert len(requests_for_advocates()) == 3


def test_two_requests_have_two_numbers_and_complaints_have_their_own():
    assert [asked().reference, asked().reference] == ["ADV-2026-0001", "ADV-2026-0002"]
    assert received().reference == f"CR-{NOW.year}-0001"
    assert person(Representation.objects.get())
