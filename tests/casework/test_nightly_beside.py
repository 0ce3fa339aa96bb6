"""Beside looking at cases the night builds walls, gives what nobody has, reminds who must look, and puts in order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.casework import living, offices
from tests.casework.making import complaint, kept, stage
from tests.casework.offices import NOW, TODAY

from heard.casework import (
    audit,
    breaking_glass,
    guesses,
    intake,
    looks,
    nightly,
    nightly_rechecking,
    walls_sweep,
)
from heard.casework.access import can
from heard.casework.nightly import night
from heard.casework.nightly_ladder import LOOKS_KEPT, NotALadder, set_night
from heard.casework.nightly_looking import notices_seen
from heard.casework.parties import Somebody
from heard.casework.permissions import Act
from heard.casework.undoing import undo_import
from heard.casework.writing import writing
from heard.ledger.models import Draft, Entry, Look
from heard.people.models import FailedGuess, Person, Tie
from heard.representations.models import Assignment, Notice, Party, Representation, SearchedWords, Wall

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return offices.an_office()


def tonight(days: int = 0):
    return night(on=TODAY + timedelta(days), by="night", at=NOW + timedelta(days))


def told(done) -> set[tuple[str, str]]:
    return {(one.what, one.for_role) for one in done.noticed if not one.clock}


# Nothing is ownerless


def test_what_comes_in_has_an_owner_from_the_first(made):
    by_office = intake.receive(said=living.said(), by="complaints-manager", at=NOW)
    by_desk = intake.receive(said=living.said(), by="contact-centre", at=NOW)

    owners = {row.representation_id: row.member.role for row in Assignment.objects.filter(part="owner")}
    assert owners == {by_office.pk: "complaints_manager", by_desk.pk: "complaints_officer"}


def test_what_is_about_whoever_records_it_is_given_to_somebody_else(made):
    about = living.said(
        people=(living.MALIK, Somebody("worker", person=made["complaints_officer"].person_id))
    )

    case = intake.receive(said=about, by="complaints-officer", at=NOW)

    assert [row.member.role for row in Assignment.objects.filter(representation=case)] == [
        "complaints_manager"
    ]


def test_a_case_that_nobody_has_is_given_to_somebody_at_night(made):
    case = offices.a_case(made)

    done = tonight()

    given = Assignment.objects.get(representation=case)
    assert (done.beside.given, given.part, given.member.role) == (1, "owner", "complaints_officer")
    assert tonight().beside.given == 0
    assert audit.verify().whole


def test_who_has_left_does_not_have_it_any_more(made):
    case = living.at_stage_1(team="North")
    owner = Assignment.objects.get(representation=case, part="owner").member
    with writing("test_rows", by="amina", at=NOW) as line:
        line.change(owner.account, is_active=False)

    tonight()

    assert (
        Assignment.objects.filter(representation=case, part="owner", ends_on=None)
        .exclude(member=owner)
        .exists()
    )


def test_where_nobody_can_have_it_that_is_told_once(made):
    offices.a_case(made)
    with writing("test_rows", by="amina", at=NOW) as line:
        for member in made.members.values():
            line.change(member.account, is_active=False)

    first, second = tonight(), tonight(1)

    assert ("nobody_for_owner", "information_governance") in told(first)
    assert "nobody_for_owner" not in {what for what, _ in told(second)}


def test_what_is_given_from_a_later_day_on_is_not_given_again(made):
    living.at_stage_1(team="North")

    assert tonight(-30).beside.given == 0


def test_without_the_giving_it_stays_with_nobody(made, monkeypatch):
    case = offices.a_case(made)
    monkeypatch.setattr(nightly, "give_what_nobody_has", lambda **_: (0, []))

    tonight()

    assert not Assignment.objects.filter(representation=case).exists()


def test_what_was_brought_in_and_nobody_took_up_is_given_to_nobody(made):
    kept(complaint("H1", stages=(stage(),)))

    assert tonight().beside.given == 0


# Walls for what came in many at once


def brought_in(name: str, part: str = "worker") -> Representation:
    """A case brought in from a list before there was a sweep, and a part in it that no page asked walls about."""
    kept(complaint("H1", complainant_name="Sam Stranger"))
    case = Representation.objects.get(reference="H1")
    with writing("test_rows", by="amina", at=NOW) as line:
        person = Person(name=name)
        line.add(person)
        line.add(Party(representation=case, person=person, part=part))
    return case


def sees(member, case) -> bool:
    return can(member, Act.SEE_CASES, case, on=TODAY).allowed


def test_somebody_complained_about_in_a_list_is_kept_out_from_the_night_on(made):
    officer = made["complaints_officer"]
    case = brought_in("complaints OFFICER marl")
    assert sees(officer, case)

    assert tonight().beside.walls == 1

    assert not sees(officer, case)
    assert tonight().beside.walls == 0
    assert audit.verify().whole


def test_a_tie_recorded_by_name_keeps_out_of_what_was_brought_in(made):
    officer = made["complaints_officer"]
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Tie(person=officer.person, name="Malik Thornbeck", begins_on=TODAY))
    case = brought_in("Malik Thornbeck", "complainant")

    tonight()

    assert not sees(officer, case)
    assert sees(made["complaints_manager"], case)


def test_a_wall_ended_as_a_mistake_is_not_built_again(made):
    case = brought_in("Complaints Officer Marl")
    tonight()
    with writing("test_rows", by="amina", at=NOW) as line:
        line.change(
            Wall.objects.get(representation=case), ended_on=TODAY, ended_because="Another of the name."
        )

    assert tonight().beside.walls == 0
    assert sees(made["complaints_officer"], case)


def test_without_the_sweep_they_see_it(made, monkeypatch):
    case = brought_in("Complaints Officer Marl")
    monkeypatch.setattr(nightly, "sweep_walls", lambda **_: 0)

    tonight()

    assert sees(made["complaints_officer"], case)


def test_the_sweep_asks_as_little_of_forty_cases_as_of_four(made, django_assert_max_num_queries):
    kept(*[complaint(f"H{n}", complainant_name=f"Nobody {n}") for n in range(40)])

    with django_assert_max_num_queries(6) as asked:
        walls_sweep.sweep_walls(by="night", at=NOW, day=TODAY)

    assert 0 < len(asked) <= 6


def test_a_list_that_names_family_of_staff_is_kept_from_them_at_once_and_can_still_be_undone(made):
    officer = made["complaints_officer"]
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Tie(person=officer.person, name="Malik Thornbeck", begins_on=TODAY))
    run, _ = kept(complaint("H2"))
    case = Representation.objects.get(reference="H2")
    tonight()

    assert not sees(officer, case)

    undo_import(run.number, by="amina", at=NOW)

    assert not Representation.objects.filter(reference="H2").exists()
    assert audit.verify().whole


# Who must look


def test_the_manager_is_told_before_leave_of_somebody_from_outside_ends(made):
    case = offices.a_case(made)
    offices.grant(
        case,
        made["advocate"],
        offices.paper(case),
        by=made["complaints_manager"],
        ends_on=TODAY + timedelta(19),
    )

    before, ten, again, three = tonight(4), tonight(5), tonight(6), tonight(17)

    def grants(done):
        return {what.rpartition("_")[2] for what, role in told(done) if what.startswith("grant_")}

    assert [grants(one) for one in (before, ten, again, three)] == [set(), {"10"}, set(), {"3"}]


def test_an_emergency_opening_unreviewed_for_five_days_is_told_to_the_manager(made):
    case = offices.a_case(made)
    breaking_glass.break_glass(
        reference=case.reference,
        member=made["safeguarding"],
        reason="safety",
        words=offices.REASON,
        at=NOW,
        fresh=True,
    )

    assert not [what for what, _ in told(tonight(5)) if what.startswith("glass")]
    assert [role for what, role in told(tonight(6)) if what.endswith("_unreviewed")] == ["complaints_manager"]


def test_a_lifted_wall_is_looked_at_again_every_thirty_days(made):
    case = offices.a_case(made)
    offices.complain_about(case, made["complaints_officer"])
    with writing("test_rows", by="amina", at=NOW) as line:
        line.change(
            Wall.objects.get(representation=case, source="subject"),
            lifted_from=TODAY, lifted_until=TODAY + timedelta(100), lifted_because="x", lifted_by="a",
            lifting_seconded_by="b",
        )  # fmt: skip

    reminded = [
        day for day in (0, 29, 30, 31, 60) if any(what.endswith("_lifted") for what, _ in told(tonight(day)))
    ]

    assert reminded == [30, 60]


def test_what_is_told_to_one_role_is_not_read_by_another(made):
    case = offices.a_case(made)
    with writing("test_rows", by="amina", at=NOW, reference=case.reference) as line:
        line.add(
            Notice(
                representation=case, what="wall_1_lifted", about_on=TODAY, seen_on=TODAY,
                for_role="information_governance",
            )
        )  # fmt: skip

    assert notices_seen(made["information_governance"]).total == 1
    assert notices_seen(made["complaints_officer"]).total == 0


# Put in order


def test_what_nobody_needs_any_more_is_thrown_away(made):
    Draft.objects.create(by="amina", page="/x/", words="{}", at=NOW - timedelta(days=31))
    Draft.objects.create(by="amina", page="/y/", words="{}", at=NOW - timedelta(days=29))
    guesses.note([guesses.of_name("amina")], at=NOW - timedelta(hours=2))

    kept_in_order = tonight().beside.kept

    assert (kept_in_order.drafts_gone, kept_in_order.guesses_gone) == (1, 1)
    assert (Draft.objects.count(), FailedGuess.objects.count()) == (1, 0)


def test_looks_are_bound_each_night_and_pruned_after_their_period(made):
    officer = made["complaints_officer"]
    set_night(name=LOOKS_KEPT, value="365", begins_on=TODAY, by="amina", at=NOW)
    looks.note(officer, "C1", "case", NOW)

    first, year = tonight(), tonight(367)

    assert (first.beside.kept.looks_bound, first.beside.short.looks) == (1, 0)
    assert (year.beside.short.looks, Look.objects.count()) == (1, 0)
    assert looks.verify().whole


def test_looks_are_never_kept_for_less_than_a_year(made):
    with pytest.raises(NotALadder, match="365"):
        set_night(name=LOOKS_KEPT, value="30", begins_on=TODAY, by="amina", at=NOW)


def test_the_check_of_the_ledger_walks_the_looks_too(made):
    looks.note(made["complaints_officer"], "C1", "case", NOW)
    tonight()
    assert audit.verify().whole

    Look.objects.update(reference="C2")

    assert [one.kind for one in audit.verify().faults] == ["looks"]


# The words to search by


def test_words_that_are_not_those_of_the_record_are_a_fault_and_made_anew(made):
    case = offices.a_case(made)
    SearchedWords.objects.filter(pk=case.pk).update(level_2="something else")

    first, second = tonight(), tonight()

    assert [(one.reference, one.what) for one in first.faults] == [(case.reference, "words")]
    assert "They were made anew" in first.faults[0].why
    assert second.is_sound


def test_without_the_check_nobody_notices(made, monkeypatch):
    case = offices.a_case(made)
    SearchedWords.objects.filter(pk=case.pk).update(level_2="something else")
    monkeypatch.setattr(nightly_rechecking, "check_searchable", lambda: iter(()))

    assert tonight().is_sound


def test_a_second_night_writes_nothing(made):
    offices.a_case(made)
    tonight()
    entries = Entry.objects.count()

    tonight()

    assert Entry.objects.count() == entries
