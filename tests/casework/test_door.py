"""What somebody tells us at the public's door: on record at once, once, and with a way back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.act_pages import office

from heard.casework import codes
from heard.casework.audit import verify
from heard.casework.door import SECRET_NAME, NotTold, SentBefore, Told, take_in
from heard.casework.parties import Somebody
from heard.casework.performing import NotNow
from heard.people.models import Member, Person
from heard.representations.models import (
    Assignment,
    Code,
    Decision,
    Notice,
    ReadyCode,
    Representation,
    Telling,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 16, 40, tzinfo=UTC)


# On SQLite, savepoints not counted; on PostgreSQL two more, which take their turn for the number and for the ledger.
STATEMENTS = 30


def told(**more):
    said = {
        "door": "child",
        "kind": "statutory_complaint",
        "once": "first",
        "words": "Nobody told me I was moving.",
        "people": (Somebody("complainant", SECRET_NAME, "child"),),
        "wants_code": True,
        "is_secret": True,
    }
    return Told(**{**said, **more})


@pytest.fixture
def members(db):
    return office()


def test_what_a_child_tells_us_is_on_record_with_its_clock_and_a_way_back(members):
    taken = take_in(told(feelings=("sad", "angry"), better="Ask me first.", needs="Read it to me"), at=AT)
    case = Representation.objects.get(reference=taken.reference)

    assert (case.words, case.received_on, case.state) == (
        "Nobody told me I was moving.",
        date(2026, 11, 20),
        "received",
    )
    assert taken.answer_by == date(2026, 12, 4)
    assert taken.read_by == date(2026, 11, 24)
    assert Telling.objects.get(representation=case).feelings == ["sad", "angry"]
    assert {one.about for one in Decision.objects.filter(representation=case)} >= {
        "acknowledgement",
        "adjustment",
    }
    assert codes.reader_of(codes.in_groups(taken.code)).case == case.pk
    assert verify().whole


def test_the_same_form_sent_again_does_nothing_twice(members):
    first = take_in(told(), at=AT)
    with pytest.raises(SentBefore) as why:
        take_in(told(), at=AT)

    assert why.value.reference == first.reference
    assert Representation.objects.count() == 1


def test_that_somebody_is_not_safe_is_told_to_the_complaints_manager_the_same_minute(members):
    taken = take_in(told(says_unsafe=True, wants_advocate=True), at=AT)

    told_of = Notice.objects.filter(representation__reference=taken.reference)
    assert {(one.what, one.for_role) for one in told_of} >= {
        ("says_unsafe", "complaints_manager"),
        ("wants_advocate", "complaints_manager"),
    }


def test_a_case_is_not_given_on_before_we_know_who_must_not_know(members):
    from heard.casework.access_assigning import give_case

    taken = take_in(told(not_told=(NotTold("My social worker", "It makes it worse"),)), at=AT)
    named = {"reference": taken.reference, "by": "complaints-manager", "at": AT, "day": AT.date()}
    give = {"to": members["team_manager"], "part": "responder"}

    with pytest.raises(NotNow, match="My social worker"):
        give_case(**named, **give)

    Decision.objects.filter(about="must_not_know").update(ended_on=AT.date())
    give_case(**named, **give)
    assert Assignment.objects.filter(member=members["team_manager"]).exists()


def test_somebody_of_the_office_who_is_named_is_kept_out_at_once(members):
    person = Person.objects.create(name="Tom Farrow")
    Member.objects.filter(pk=members["team_manager"].pk).update(person=person)
    taken = take_in(told(not_told=(NotTold("tom  farrow"),)), at=AT)

    walls = Representation.objects.get(reference=taken.reference).walls.values_list("person_id", flat=True)
    assert list(walls) == [person.pk]


def test_a_code_that_was_never_given_opens_nothing_and_costs_the_same(members, django_assert_num_queries):
    taken = take_in(told(), at=AT)
    for typed, opens in ((taken.code, True), ("1234 5678 9012 3456", False), ("", False), ("½²", False)):
        with django_assert_num_queries(1):
            assert (codes.reader_of(typed) is not None) is opens


def test_a_code_made_ahead_lies_sealed_until_it_is_given_and_its_figures_are_gone_after(members):
    assert codes.make_ready(3) == 3
    assert codes.make_ready(3) == 0
    ready = ReadyCode.objects.order_by("pk")[0]
    taken = take_in(told(), at=AT)

    assert not ReadyCode.objects.filter(pk=ready.pk).exists()
    assert Code.objects.get().digest == ready.digest
    assert taken.code not in f"{ready.tag}{ready.digest}{ready.sealed}"
    assert verify().whole


def test_sending_asks_little_of_the_database_and_no_more_the_more_was_sent(members):
    codes.make_ready(4)
    asked = []
    for number in range(4):
        with CaptureQueriesContext(connection) as statements:
            take_in(told(once=f"sent {number}"), at=AT)
        asked.append(sum("SAVEPOINT" not in one["sql"] for one in statements))

    most = STATEMENTS + (2 if connection.vendor == "postgresql" else 0)
    assert max(asked) <= most, asked
    assert len(set(asked[1:])) == 1


def test_whoever_works_with_somebody_complained_about_still_does_not_own_the_case(members):
    manager = members["complaints_manager"]
    Member.objects.filter(pk=manager.pk).update(person=Person.objects.create(name="Amina Rahman"))
    about = Somebody("worker", "Amina Rahman")
    first, second = take_in(told(), at=AT), take_in(told(once="b", people=(*told().people, about)), at=AT)

    owners = dict(
        Assignment.objects.filter(part="owner", ends_on=None).values_list(
            "representation__reference", "member_id"
        )
    )
    assert manager.pk != owners[second.reference]
    assert first.reference in owners
