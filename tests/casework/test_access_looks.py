"""Every look is one short row; batches bind them, so that an edit or a gap is found, and old ones can be pruned."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework import offices
from tests.casework.offices import NOW, TODAY

from heard.casework import looks, office
from heard.casework.audit import verify
from heard.casework.permissions import NotAllowed
from heard.ledger.models import Entry, Look, LookBatch

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return offices.an_office()


def looked(made, times: int = 6) -> None:
    """Some looks on as many days, bound three at a time."""
    for number in range(times):
        looks.note(
            made["complaints_officer"], "CR-1", "words", NOW + timedelta(days=number), refused=number % 2 == 1
        )
        if number % 3 == 2:
            looks.bind(NOW + timedelta(days=number))


def test_a_look_is_one_insert_and_no_line_of_the_ledger(made):
    before, member = Entry.objects.count(), made["complaints_officer"]

    with CaptureQueriesContext(connection) as asked:
        looks.note(member, "CR-1", "words", NOW)

    assert len(asked) == 1
    assert Entry.objects.count() == before
    assert verify().whole


def test_who_looked_and_who_was_refused_is_told_to_those_who_may_know(made):
    looked(made, 2)

    found = [
        (row.by, row.role, row.what, row.refused)
        for row in looks.who_looked(made["complaints_manager"], "CR-1")
    ]

    who = ("complaints-officer", "complaints_officer", "words")
    assert found == [(*who, True), (*who, False)]
    with pytest.raises(NotAllowed):
        looks.who_looked(made["complaints_officer"], "CR-1")


def test_every_so_many_looks_are_bound_without_waiting_for_the_night(made, monkeypatch):
    monkeypatch.setattr(looks, "EVERY", 1)

    looks.note(made["complaints_officer"], "CR-1", "words", NOW)

    assert LookBatch.objects.count() == 1
    assert not Look.objects.filter(batch=None).exists()


def test_looks_that_were_left_alone_are_whole(made):
    looked(made, 7)

    verdict = looks.verify()

    assert verdict.whole
    assert (verdict.batches, verdict.looks, verdict.not_bound) == (2, 6, 1)
    assert looks.bind(NOW) is not None
    assert looks.bind(NOW) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("by", "x"), ("role", "x"), ("reference", "CR-2"), ("what", "x"), ("refused", True), ("at", NOW)],
)
def test_a_look_edited_by_hand_is_found(made, field, value):
    looked(made)
    row = Look.objects.order_by("pk")[4 if field == "at" else 2]

    Look.objects.filter(pk=row.pk).update(**{field: value})

    assert [fault for fault in looks.verify().faults if "not as it was bound" in fault]


def test_a_look_taken_out_or_put_in_and_a_batch_taken_out_are_found(made):
    looked(made)
    first = Look.objects.order_by("pk")[0]
    batch = first.batch
    first.delete()
    assert looks.verify().faults == ("Batch 1 had 3 looks and has 2.",)

    first.pk = None
    first.batch = batch
    first.save()
    assert not looks.verify().whole

    Look.objects.filter(batch=batch).delete()
    LookBatch.objects.filter(pk=1).delete()
    assert "Batch 1 of the looks is missing." in looks.verify().faults


def test_a_batch_that_does_not_follow_is_found(made):
    looked(made)

    LookBatch.objects.filter(pk=2).update(previous="f" * 64)

    assert "Batch 2 of the looks does not follow from the one before." in looks.verify().faults


def test_old_looks_are_pruned_by_whole_batches_and_the_chain_stays(made):
    looked(made)

    gone = looks.prune(NOW + timedelta(days=4), NOW)

    assert gone == 3
    assert looks.verify().whole
    assert Look.objects.count() == 3
    looks.note(None, "CR-1", "words", NOW, refused=True)
    Look.objects.filter(batch=None).update(batch=1)
    assert looks.verify().faults == ("Batch 1 was pruned and has looks again.",)


def test_without_digests_an_edit_would_go_unseen(made, monkeypatch):
    monkeypatch.setattr(looks, "_digest", lambda *_: "same")
    looked(made)

    Look.objects.update(by="x")

    assert looks.verify().whole


# The people of the office


def row(number: int, name: str, role: str, **more) -> office.StaffRow:
    return office.StaffRow(number, name, f"{name.title()} Marl", role, offices.BEGAN, **more)


def test_the_line_above_somebody_runs_from_post_to_post_and_ends(made):
    worker = offices.staff(
        "Worker", "team_manager", post=office.Post("Social worker", team=made.teams["North"])
    )

    with CaptureQueriesContext(connection) as asked:
        above = office.line_above(worker.person_id, TODAY)

    assert above == (made["team_manager"].person_id, made["head_of_service"].person_id)
    assert len(asked) == 1
    assert office.manager_of_team(made.teams["North"], TODAY) == made["team_manager"].person
    assert office.manager_of_team(made.teams["South"], TODAY) is None


def test_a_line_that_runs_in_a_ring_ends_all_the_same(made):
    one = offices.staff("One", "legal", post=office.Post("x", answers_to=made["legal"].person_id))
    office.move_staff(
        member=made["legal"],
        by="amina",
        at=NOW,
        moves_on=TODAY,
        post=office.Post("y", answers_to=one.person_id),
    )

    assert office.line_above(one.person_id, TODAY) == (made["legal"].person_id,)


def test_somebody_moved_holds_the_new_post_from_that_day_and_the_old_until_the_day_before(made):
    member = made["team_manager"]
    office.move_staff(
        member=member,
        by="amina",
        at=NOW,
        moves_on=TODAY,
        post=office.Post("Lead", team=made.teams["East"], leads=True),
    )

    assert office.manager_of_team(made.teams["North"], TODAY - timedelta(1)) == member.person
    assert office.manager_of_team(made.teams["North"], TODAY) is None
    assert office.manager_of_team(made.teams["East"], TODAY) == member.person
    assert made["team_manager"].team == made.teams["East"]


def test_a_sheet_of_staff_adds_moves_joins_lines_and_refuses_by_row(made):
    rows = [
        row(2, "noor", "team_manager", job="Team manager", team="South", leads=True, answers_to="pia"),
        row(3, "pia", "head_of_service", job="Head", service="Assessment", leads=True),
        row(4, "team-manager", "team_manager", job="Team manager", team="East", leads=True),
        row(5, "sam", "chief", job="x"),
        row(6, "kim", "legal", team="Nowhere"),
        row(7, "lou", "director"),
        row(8, "uma", "legal", answers_to="nobody"),
    ]

    loaded = office.load_office(rows, by="amina", at=NOW)

    assert loaded.added == ["noor", "pia", "uma"]
    assert loaded.moved == ["team-manager"]
    assert {number: words.split(".")[0] for number, words in loaded.refused} == {
        5: "There is no role “chief”",
        6: "There is no team “Nowhere”",
        7: "This takes a second person",
        8: "Nobody signs in as nobody",
    }
    noor = office.at_work(TODAY).get(account__username="noor")
    pia = office.at_work(TODAY).get(account__username="pia")
    assert office.line_above(noor.person_id, TODAY)[0] == pia.person_id
    again = office.load_office(rows[:3], by="amina", at=NOW)
    assert (again.added, again.moved, again.refused) == ([], [], [])
    assert verify().whole


def test_an_absence_has_a_deputy_who_works_here_and_is_another(made):
    member, deputy = made["complaints_officer"], made["legal"]
    facts = {"member": member, "begins_on": TODAY, "last_on": TODAY, "by": "amina", "at": NOW}
    office.set_absence(deputy=deputy, **facts)
    assert office.deputies_of(member, TODAY) == [deputy]
    assert office.deputies_of(member, TODAY + timedelta(1)) == []

    office.staff_leaves(member=made["legal"], by="amina", at=NOW, leaves_on=TODAY)
    for wrong in ({"deputy": member}, {"deputy": deputy}, {"deputy": None, "last_on": TODAY - timedelta(1)}):
        with pytest.raises(office.NotInOffice):
            office.set_absence(**{**facts, **wrong})


def test_nobody_leaves_before_they_began(made):
    with pytest.raises(office.NotInOffice, match="before"):
        office.staff_leaves(
            member=made["legal"], by="amina", at=NOW, leaves_on=offices.BEGAN - timedelta(days=1)
        )
