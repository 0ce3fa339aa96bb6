"""The people of the office: planned moves, leaving later, what a leaver had, and days away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.casework import offices
from tests.casework.offices import NOW, TODAY, TOMORROW

from heard.casework import four_eyes, office
from heard.casework.audit import verify
from heard.casework.nightly import night
from heard.casework.office_agreed import do_as_agreed, role_asked, roles_asked
from heard.casework.office_moving import content_of
from heard.people.models import OfficeChange
from heard.representations.models import Assignment, Grant

pytestmark = pytest.mark.django_db
SAYS = {"by": "amina", "at": NOW}


@pytest.fixture
def made(db):
    return offices.an_office()


def test_the_night_takes_up_a_planned_move_and_a_plan_that_was_changed_never_happens(made):
    member = made["team_manager"]
    north, south, east = (made.teams[one] for one in ("North", "South", "East"))
    office.move_staff(member=member, moves_on=TOMORROW, post=office.Post("x", team=south), **SAYS)
    office.move_staff(member=member, moves_on=TOMORROW, post=office.Post("y", team=east), **SAYS)

    assert made["team_manager"].team == north
    night(on=TOMORROW, by="night", at=NOW)

    assert made["team_manager"].team == east
    held = office.people_of(TOMORROW).filter(person=member.person)
    assert [post.job for post in held] == ["y"]
    assert verify().whole


def test_who_leaves_later_keeps_papers_granted_until_the_day_before(made):
    member, case = made["advocate"], offices.a_case(made)
    given = offices.grant(case, member, offices.paper(case), by=made["complaints_manager"])

    office.staff_leaves(member=member, leaves_on=TODAY + timedelta(days=5), **SAYS)

    there = Grant.objects.get(pk=given.pk)
    assert (there.ended_at, there.ends_on) == (None, TODAY + timedelta(days=4))


def test_what_a_leaver_had_goes_to_who_is_named_only_where_it_suits_their_role(made):
    case, manager = offices.a_case(made), made["team_manager"]
    offices.give(case, manager, "responder")
    offices.give(case, made["legal"], "legal")

    office.staff_leaves(member=manager, leaves_on=TODAY, to=made["complaints_officer"], **SAYS)
    office.staff_leaves(member=made["legal"], leaves_on=TODAY, **SAYS)

    has = {one.part: one.member for one in Assignment.objects.filter(representation=case, ends_on=None)}
    assert has == {"responder": made["head_of_service"]}


@pytest.mark.parametrize("who", ["legal", "advocate"])
def test_who_takes_over_is_another_who_still_works_here(made, who):
    office.staff_leaves(member=made["advocate"], leaves_on=TODAY, **SAYS)

    with pytest.raises(office.NotInOffice, match="Choose somebody"):
        office.staff_leaves(member=made["legal"], leaves_on=TODAY, to=made[who], **SAYS)

    assert made["legal"].ends_on is None


def test_a_move_before_they_began_or_after_they_left_is_refused(made):
    office.staff_leaves(member=made["legal"], leaves_on=TOMORROW, **SAYS)

    for day in (offices.BEGAN - timedelta(days=1), TOMORROW):
        with pytest.raises(office.NotInOffice, match="Check the day|earlier day"):
            office.move_staff(member=made["legal"], moves_on=day, post=office.Post("x"), **SAYS)


def test_a_role_is_given_as_it_was_agreed_and_nothing_else_with_that_agreement(made):
    officer, manager = made["complaints_officer"], made["complaints_manager"]
    post = office.Post("Deputy manager", service=made.services["Our care"], leads=True)
    content = content_of("complaints_manager", post, TODAY, because="Cover")
    name = officer.account.username
    asked = office.ask_for_role(
        sign_in_name=name, role="complaints_manager", by=manager, at=NOW, more=content
    )
    four_eyes.approve(number=asked.pk, by=made["information_governance"], at=NOW)
    other = office.Post("Deputy manager", service=made.services["Assessment"], leads=True)

    with pytest.raises(four_eyes.NotAgreed, match="not what would be done now"):
        office.move_staff(
            member=officer, moves_on=TODAY, post=other, role="complaints_manager", because="Cover",
            agreed=asked.pk, **SAYS,
        )  # fmt: skip
    assert [(one.name, one.is_agreed) for one in roles_asked()] == [(name, True)]
    assert ("Why", "Cover") in role_asked(asked.pk).content
    member, is_new = do_as_agreed(number=asked.pk, **SAYS)

    assert (member.role, is_new) == ("complaints_manager", False)
    assert OfficeChange.objects.get(member=member).because == "Cover"
    assert roles_asked() == []
    assert verify().whole
