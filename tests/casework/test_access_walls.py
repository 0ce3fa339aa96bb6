"""Walls are built when they are needed, lifted by two alone, and leave no case with nobody."""

from __future__ import annotations

import os
import random
from datetime import timedelta

import pytest
from tests.casework import living, offices
from tests.casework.offices import NOW, TODAY, TOMORROW

from heard.casework import four_eyes, office, walls
from heard.casework.access_assigning import NotToThem, assigned, give_case, owner_of
from heard.casework.contacts import add_way
from heard.casework.linking import join, split
from heard.casework.looking import NotYours, visible_to
from heard.casework.parties import Somebody, Way, add_party, assign
from heard.casework.permissions import NotAllowed, Role
from heard.casework.writing import writing
from heard.people.models import Member
from heard.representations.models import Assignment, Notice, Representation, Wall

pytestmark = pytest.mark.django_db
OTHERS = Somebody("complainant", "Amber Nobody", "parent")
SAYS = {"by": "amina", "at": NOW, "day": TODAY}


@pytest.fixture
def made():
    return offices.an_office()


def sees(member, case, on=TODAY) -> bool:
    return visible_to(member, on).filter(pk=case.pk).exists()


def stands(case) -> set[tuple[str, str]]:
    """Who is kept out of a case, and why."""
    return {
        (wall.person.name, wall.source) for wall in Wall.objects.filter(representation=case, ended_on=None)
    }


# Where walls come from


def test_whoever_declares_an_interest_loses_the_family_whole_and_is_asked_nothing(made):
    member, case, other = (
        made["complaints_officer"],
        offices.a_case(made),
        offices.a_case(made, people=(OTHERS,)),
    )
    child = Somebody("complainant", relation="parent", person=living.person(case))
    again = offices.a_case(made, people=(child,))
    assert all(sees(member, one) for one in (case, again, other))

    walls.declare_interest(reference=case.reference, member=member, at=NOW, day=TODAY)

    assert [sees(member, one) for one in (case, again, other)] == [False, False, True]
    later = offices.a_case(made, people=(child,))
    assert not sees(member, later)


def test_nobody_learns_by_declaring_that_a_case_exists(made):
    member, walled = made["complaints_officer"], offices.a_case(made)
    offices.complain_about(walled, member)

    answers = []
    for reference in (walled.reference, "C-NEVER"):
        with pytest.raises(NotYours) as why:
            walls.declare_interest(reference=reference, member=member, at=NOW, day=TODAY)
        answers.append(str(why.value))

    assert answers[0] == answers[1]


@pytest.mark.parametrize("tie", [{"name": "malik  thornbeck"}, {"address": "4, Invented Row"}, {"to": True}])
def test_staff_tied_to_the_family_by_the_staff_record_are_kept_out(made, tie):
    member, case = made["complaints_officer"], offices.a_case(made)
    person = living.person(case)
    add_way(reference=case.reference, person=person, way=Way("post", "4 Invented Row"), **SAYS)
    assert sees(member, case)

    walls.record_tie(member=member, **SAYS, **({"to": person} if "to" in tie else tie))

    assert not sees(member, case)


def test_an_address_said_later_keeps_out_staff_who_live_there(made):
    member, case = made["complaints_officer"], offices.a_case(made)
    walls.record_tie(member=member, address="4 INVENTED ROW", **SAYS)
    assert sees(member, case)

    add_way(reference=case.reference, person=living.person(case), way=Way("post", "4, invented row"), **SAYS)

    assert not sees(member, case)


def test_a_member_of_staff_who_complains_does_not_read_their_own_case(made):
    member, case = made["complaints_officer"], offices.a_case(made)

    add_party(reference=case.reference, somebody=Somebody("complainant", person=member.person_id), **SAYS)

    assert not sees(member, case)


def test_who_decided_the_matter_is_kept_out_once_named(made):
    manager, case = made["complaints_manager"], offices.a_case(made)

    walls.name_decision_maker(
        reference=case.reference,
        person=made["director"].person_id,
        by=manager,
        at=NOW,
        day=TODAY,
        because="Placed her",
    )

    assert not sees(made["director"], case)


def test_the_line_above_is_walled_level_by_level_by_the_complaints_manager_alone(made):
    case, subject = offices.a_case(made), made["team_manager"]
    offices.complain_about(case, subject)
    assert Notice.objects.filter(representation=case, what="walls_in_the_line").exists()
    assert sees(made["head_of_service"], case)
    facts = {"reference": case.reference, "subject": subject.person_id, "levels": 1, "at": NOW, "day": TODAY}
    with pytest.raises(NotAllowed):
        walls.wall_off_line(by=made["complaints_officer"], because="x", **facts)

    walled = walls.wall_off_line(by=made["complaints_manager"], because="She set the plan", **facts)

    assert walled == (made["head_of_service"].person_id,)
    assert not sees(made["head_of_service"], case)
    assert sees(made["director"], case)


def test_what_is_taken_out_of_a_case_or_joined_to_it_has_its_walls(made):
    case, other = offices.a_case(made), offices.a_case(made)
    offices.complain_about(case, made["team_manager"])
    walls.name_decision_maker(
        reference=case.reference, person=made["director"].person_id, by=made["complaints_manager"],
        at=NOW, day=TODAY, because="Placed her",
    )  # fmt: skip
    there = stands(case)
    join(reference=other.reference, into=case.reference, decided_on=TODAY, told_on=TODAY, by="amina", at=NOW,
         reason="The same matter", decided_by="Amina")  # fmt: skip

    assert stands(other) >= there
    assert len(there) == 2
    _, new = split_off(case)
    assert stands(new) >= there


def split_off(case):
    before = set(Representation.objects.values_list("pk", flat=True))
    first = case.elements.order_by("number").first()
    split(
        reference=case.reference, points=[first.number], kind="corporate_complaint", decided_on=TODAY, told_on=TODAY,
        by="amina", at=NOW, reason="Another procedure", decided_by="Amina",
    )  # fmt: skip
    return case, Representation.objects.exclude(pk__in=before).get()


# T06: lifting


def lifting(made, **more):
    case, walled = offices.a_case(made), made["complaints_officer"]
    offices.complain_about(case, walled)
    wall = Wall.objects.get(representation=case, person=walled.person_id)
    return {
        "wall": wall,
        "from_on": TODAY,
        "until": TOMORROW,
        "because": "She must hand it over.",
        "at": NOW,
        **more,
    }


def test_two_persons_lift_a_wall_until_a_day_and_then_it_stands_again(made):
    said = lifting(made)
    manager, governance = made["complaints_manager"], made["information_governance"]
    asked = walls.ask_to_lift(by=manager, **said)
    four_eyes.approve(number=asked.pk, by=governance, at=NOW)

    walls.lift_wall(agreed=asked.pk, by=manager, **said)

    case, walled = said["wall"].representation, made["complaints_officer"]
    assert [sees(walled, case, TODAY + timedelta(n)) for n in (-1, 0, 1, 2)] == [False, True, True, False]
    assert list(walls.to_review(TODAY)) == [said["wall"]]
    with pytest.raises(four_eyes.NotAgreed, match="once"):
        walls.lift_wall(agreed=asked.pk, by=manager, **said)


@pytest.mark.parametrize("first", [str(role) for role in Role])
def test_nobody_lifts_a_wall_alone_or_without_information_governance(made, first):
    said = lifting(made)
    done = 0
    for second in Role:
        if Role.INFORMATION_GOVERNANCE in (first, second) and first != second:
            continue
        try:
            asked = walls.ask_to_lift(by=made[first], **said)
            four_eyes.approve(number=asked.pk, by=made[str(second)], at=NOW)
            walls.lift_wall(agreed=asked.pk, by=made[first], **said)
            done += 1
        except (NotAllowed, four_eyes.NotAgreed):
            continue

    assert done == 0


def test_without_the_second_person_one_would_be_enough(made, monkeypatch):
    said, manager = lifting(made), made["complaints_manager"]
    asked = walls.ask_to_lift(by=manager, **said)
    monkeypatch.setattr(four_eyes, "_must_be_another", lambda *_: None)
    with pytest.raises(Exception, match="nobody_approves_what_they_asked|CHECK|check"):
        four_eyes.approve(number=asked.pk, by=manager, at=NOW)


def test_who_has_a_part_in_the_case_or_stands_above_who_is_walled_lifts_nothing(made):
    said, manager = lifting(made), made["complaints_manager"]
    governance, case = made["information_governance"], said["wall"].representation
    asked = walls.ask_to_lift(by=manager, **said)
    offices.give(case, governance, "governance")

    with pytest.raises(NotAllowed, match="part in this case"):
        four_eyes.approve(number=asked.pk, by=governance, at=NOW)
    offices.give(case, manager)
    with pytest.raises(NotAllowed, match="part in this case"):
        walls.ask_to_lift(by=manager, **said)


def test_content_changed_after_it_was_agreed_voids_the_agreement(made):
    said, manager = lifting(made), made["complaints_manager"]
    asked = walls.ask_to_lift(by=manager, **said)
    four_eyes.approve(number=asked.pk, by=made["information_governance"], at=NOW)

    for change in ({"until": TOMORROW + timedelta(1)}, {"because": "Another reason"}):
        with pytest.raises(four_eyes.NotAgreed, match="not what would be done now"):
            walls.lift_wall(agreed=asked.pk, by=manager, **{**said, **change})

    assert Wall.objects.get(pk=said["wall"].pk).lifted_from is None


def test_a_walled_second_person_is_not_even_told_that_something_waits(made):
    case, manager = offices.a_case(made), made["complaints_manager"]
    asked = four_eyes.ask(
        act="correct", reference=case.reference, content={"received_on": TODAY}, by=manager, at=NOW
    )
    officer = made["complaints_officer"]
    assert list(four_eyes.waiting_for(officer, on=TODAY)) == [asked]

    offices.complain_about(case, officer)

    assert list(four_eyes.waiting_for(officer, on=TODAY)) == []
    with pytest.raises(four_eyes.NotAgreed, match="^Nothing of this number waits"):
        four_eyes.approve(number=asked.pk, by=officer, at=NOW)
    assert list(four_eyes.waiting_for(manager, on=TODAY)) == []


def test_a_wall_for_somebody_else_of_the_same_name_is_ended_by_two(made):
    said, manager = lifting(made), made["complaints_manager"]
    facts = {"wall": said["wall"], "at": NOW, "because": "Another person of that name works in North."}
    asked = walls.ask_to_end(by=manager, **facts)
    four_eyes.approve(number=asked.pk, by=made["information_governance"], at=NOW)

    walls.end_wall(agreed=asked.pk, by=manager, day=TODAY, **facts)

    assert sees(made["complaints_officer"], said["wall"].representation)


# T16: roles


@pytest.mark.parametrize("role", sorted(office.POWERFUL))
def test_a_powerful_role_is_given_by_two(made, role):
    facts = {
        "sign_in_name": "noor", "full_name": "Noor Haddad", "role": role, "by": "administrator", "at": NOW,
        "begins_on": TODAY,
    }  # fmt: skip
    with pytest.raises(four_eyes.NotAgreed):
        office.add_staff(**facts)
    asked = office.ask_for_role(sign_in_name="noor", role=role, by=made["administrator"], at=NOW)
    with pytest.raises(four_eyes.NotAgreed):
        office.add_staff(**facts, agreed=asked.pk)
    four_eyes.approve(number=asked.pk, by=made["complaints_manager"], at=NOW)

    assert office.add_staff(**facts, agreed=asked.pk).role == role


@pytest.mark.parametrize("role", [str(role) for role in Role if role != "complaints_officer"])
def test_nobody_gives_themselves_another_role(made, role):
    me = made["complaints_officer"]
    with pytest.raises(office.NotInOffice, match="themselves"):
        office.move_staff(
            member=me, by=me.account.username, at=NOW, moves_on=TODAY, post=office.Post("x"), role=role
        )

    assert made["complaints_officer"].role == "complaints_officer"


def test_an_agreement_for_one_role_or_person_is_none_for_another(made):
    asked = office.ask_for_role(sign_in_name="noor", role="director", by=made["administrator"], at=NOW)
    four_eyes.approve(number=asked.pk, by=made["complaints_manager"], at=NOW)
    facts = {"full_name": "Noor", "by": "administrator", "at": NOW, "begins_on": TODAY, "agreed": asked.pk}

    for name, role in (("noor", "administrator"), ("sam", "director")):
        with pytest.raises(four_eyes.NotAgreed):
            office.add_staff(sign_in_name=name, role=role, **facts)

    assert not Member.objects.filter(account__username__in=("noor", "sam")).exists()


# Giving cases, and who takes them on


def test_a_case_given_by_name_is_theirs_from_that_day(made):
    case = offices.a_case(made)

    assign(
        reference=case.reference, to="Team Manager Marl", reason="It is her team.", decided_by="Amina", **SAYS
    )

    [row] = assigned(case, TODAY)
    assert (row.member, row.part, row.begins_on) == (made["team_manager"], "responder", TODAY)


def test_a_case_is_not_given_to_who_is_kept_out_or_has_left_or_is_from_outside(made):
    case = offices.a_case(made)
    offices.complain_about(case, made["team_manager"])
    office.staff_leaves(member=made["complaints_officer"], by="amina", at=NOW, leaves_on=TODAY)

    for role in ("team_manager", "complaints_officer", "advocate", "post_room"):
        with pytest.raises(NotToThem, match="^This case cannot be given to them. Choose somebody else.$"):
            give_case(reference=case.reference, to=made[role], part="owner", **SAYS)

    assert not Assignment.objects.exists()


def test_an_owner_takes_over_from_the_last_one(made):
    case = offices.a_case(made)
    give_case(reference=case.reference, to=made["complaints_officer"], part="owner", **SAYS)

    give_case(reference=case.reference, to=made["complaints_manager"], part="owner", **SAYS)

    assert owner_of(case, TODAY) == made["complaints_manager"]
    assert assigned(case, TODAY).count() == 1


def test_what_somebody_had_goes_to_the_configured_alternate_with_an_alert(made):
    case, manager = offices.a_case(made), made["complaints_manager"]
    second = offices.staff("Second", "complaints_officer")
    third = offices.staff("Third", "complaints_officer")
    walls.set_alternate(
        name="access/alternate/owner", sign_in_name="Third", begins_on=TODAY, by=manager, at=NOW
    )
    offices.give(case, made["complaints_officer"])

    offices.complain_about(case, made["complaints_officer"])

    assert owner_of(case, TODAY) == third != second
    assert Notice.objects.filter(representation=case, what="taken_on_owner").exists()


@pytest.mark.parametrize(
    ("about", "goes_to"),
    [("complaints_manager", "director"), ("director", "legal"), ("administrator", "complaints_manager")],
)
def test_a_complaint_about_whoever_keeps_the_office_has_its_own_route(made, about, goes_to):
    case = offices.a_case(made)
    offices.give(case, made["complaints_officer"])

    offices.complain_about(case, made[about])

    assert owner_of(case, TODAY) == made[goes_to]


def test_the_councils_own_route_comes_first(made):
    case = offices.a_case(made)
    walls.set_alternate(
        name="access/route/complaints_manager", sign_in_name="legal", begins_on=TODAY,
        by=made["complaints_manager"], at=NOW,
    )  # fmt: skip

    offices.complain_about(case, made["complaints_manager"])

    assert owner_of(case, TODAY) == made["legal"]


def test_an_alternate_is_a_known_setting_and_somebody_who_works_here(made):
    manager = made["complaints_manager"]
    for name, who in (("access/alternate/owner", "nobody"), ("access/alternate/chair", "legal")):
        with pytest.raises(walls.NoSuchAlternate):
            walls.set_alternate(name=name, sign_in_name=who, begins_on=TODAY, by=manager, at=NOW)


@pytest.mark.parametrize("seed", range(400 if os.environ.get("HEARD_FULL") else 25))
def test_whoever_is_walled_every_needed_part_is_filled_by_somebody_who_may_or_raised(seed):
    chance = random.Random(seed)
    living.council()
    made = offices.Office()
    roles = [str(role) for role in Role]
    people = [offices.staff(f"p{n}", chance.choice(roles)) for n in range(chance.randint(0, 9))]
    for member in people:
        if chance.random() < 0.3:
            office.set_absence(
                member=member, deputy=chance.choice([one for one in people if one != member] or [None]),
                begins_on=TODAY, last_on=None, by="amina", at=NOW,
            )  # fmt: skip
    case = offices.a_case(made, team="")
    for member in chance.sample(people, k=min(len(people), chance.randint(0, 4))):
        offices.complain_about(case, member)

    with writing("test_rows", by="amina", at=NOW, reference=case.reference) as line:
        filled = walls.fill_roles(line, living.fresh(case), TODAY)

    assert {one.part for one in filled} == {"owner", "responder"}
    for one in filled:
        raised = Notice.objects.filter(representation=case, what=f"nobody_for_{one.part}").exists()
        assert (one.member is None) == one.raised == raised
        assert one.member is None or sees(one.member, case)
    shut = set(Wall.objects.filter(representation=case).values_list("person_id", flat=True))
    fit = [
        one
        for one in people
        if one.person_id not in shut and one.role in ("complaints_officer", "complaints_manager")
    ]
    assert not fit or next(one for one in filled if one.part == "owner").member is not None


def test_without_routing_a_case_would_have_nobody(made, monkeypatch):
    case = offices.a_case(made)
    offices.give(case, made["complaints_officer"])
    monkeypatch.setattr("heard.casework.walls_building.route_around", lambda *_: None)

    offices.complain_about(case, made["complaints_officer"])

    assert owner_of(case, TODAY) == made["complaints_officer"]
    assert not sees(made["complaints_officer"], case)
