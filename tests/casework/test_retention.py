"""Keeping and erasing: two sign the schedule off, a review explains itself, holds win, and two persons erase."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.casework import living
from tests.casework.making import complaint, council, kept, ombudsman, stage

from heard.casework import (
    accounts,
    comparing,
    four_eyes,
    retention,
)
from heard.casework import (
    retention_holds as holds,
)
from heard.casework import (
    retention_reviewing as reviewing,
)
from heard.casework import retention_schedule as schedule
from heard.casework.audit import verify
from heard.casework.permissions import NotAllowed
from heard.casework.retention_due import every_case, one_case
from heard.casework.retention_erasing import Held
from heard.law.retention import start_schedule
from heard.outcomes.models import ErasedTotal, LegalHold, RetentionLine, Tombstone
from heard.people.models import Member, Person
from heard.representations.models import Representation, SecondPerson

pytestmark = pytest.mark.django_db
AT = datetime(2060, 3, 2, 9, 0, tzinfo=UTC)
TODAY = AT.date()
KNOWN = {"was_looked_after": False, "was_adopted": False, "was_protected": False, "allegation": "none",
         "child_born_on": date(2012, 2, 3)}  # fmt: skip


@pytest.fixture
def office() -> tuple[Member, Member]:
    """Amina, who manages complaints, and Ruth of information governance; a past case C1; the schedule signed off."""
    council()
    made = [
        accounts.add_member(sign_in_name=name, full_name=name.title(), role=role, by="amina", at=AT)
        for name, role in (("amina", "complaints_manager"), ("ruth", "information_governance"))
    ]
    kept(complaint("C1"), complaint("C2", received="2026-05-01", stages=(stage(started="2026-05-01"),)))
    lines = [line for line in start_schedule().values() if line.code != "backups"]
    asked = schedule.ask_to_set(lines=lines, begins_on=TODAY, review_on=date(2062, 1, 1), by=made[0], at=AT)
    four_eyes.approve(number=asked.pk, by=made[1], at=AT)
    schedule.set_lines(
        lines=lines, begins_on=TODAY, review_on=date(2062, 1, 1), agreed=asked.pk, by=made[0], at=AT
    )
    return made[0], made[1]


def proposed(amina: Member, ruth: Member | None = None, at: datetime = AT) -> SecondPerson:
    """C1 described, proposed and, where a second person is given, agreed to."""
    reviewing.say_facts(reference="C1", by=amina, at=at, **KNOWN)
    asked = reviewing.propose_purge(reference="C1", because="Read; nothing is needed.", by=amina, at=at)
    if ruth is not None:
        four_eyes.approve(number=asked.pk, by=ruth, at=at)
    return asked


def test_a_case_is_erased_by_two_and_leaves_a_tombstone_and_month_totals(office):
    amina, ruth = office
    proposed(amina, ruth)

    gone = retention.purge_case(reference="C1", by=amina, at=AT)

    stone = Tombstone.objects.get()
    assert (stone.reference, stone.proposed_by, stone.agreed_by, stone.line) == (
        "C1",
        "amina",
        "ruth",
        "statutory",
    )
    assert json.loads(stone.counts)["representations.Representation"] == 1
    assert stone.rows == gone.rows > 5
    assert "Malik" not in stone.counts + stone.line_title
    assert dict(ErasedTotal.objects.values_list("counted", "count")) == {
        "received": 1,
        "stage_1_answered": 1,
    }
    assert verify().faults == ()
    assert not SecondPerson.objects.filter(reference="C1").exists()
    assert list(Representation.objects.values_list("reference", flat=True)) == ["C2"]


def test_an_erased_case_does_not_come_back_with_a_sheet_and_the_other_rows_do(office, monkeypatch):
    amina, ruth = office
    sheet = (complaint("C1"), complaint("C3"))
    proposed(amina, ruth)
    retention.purge_case(reference="C1", by=amina, at=AT)

    run, found = kept(*sheet)
    _, about = kept(ombudsman(about_reference="C1"), list_kind="ombudsman")

    assert (run.rows_kept, run.rows_ignored, found.added) == (1, 1, ("C3",))
    assert [(one.row, one.reference) for one in (*found.held, *about.held)] == [(2, "C1"), (2, "26 000 001")]
    assert "was erased on" in found.held[0].why
    assert "The case C1, which it is about, was erased" in about.held[0].why
    assert not Representation.objects.filter(reference="C1").exists()
    assert kept(*sheet)[0] is None
    assert verify().faults == ()

    monkeypatch.setattr(comparing, "erased_among", lambda records: ())
    kept(*sheet)
    assert Representation.objects.filter(reference="C1").exists()


def test_nobody_erases_alone_and_nothing_goes_by_age(office):
    amina, ruth = office
    night = retention.purge_agreed(by="night", at=AT)
    asked = proposed(amina)

    assert night == retention.Purged()
    with pytest.raises(NotAllowed, match="somebody else"):
        four_eyes.approve(number=asked.pk, by=amina, at=AT)
    with pytest.raises(four_eyes.NotAgreed, match="second person"):
        retention.purge_case(reference="C1", by=amina, at=AT)
    assert Representation.objects.filter(reference="C1").exists()


def test_what_nobody_said_is_asked_and_an_open_case_is_never_over(office):
    amina, _ = office

    one = one_case(Representation.objects.get(reference="C1"), on=TODAY)
    open_ = one_case(Representation.objects.get(reference="C2"), on=TODAY)

    assert one.needs_facts
    assert "looked after" in " ".join(one.judgement.unknown)
    assert open_.judgement.open_because == "It is open."
    with pytest.raises(reviewing.NotReviewed, match="looked after"):
        reviewing.propose_purge(reference="C1", because="Old", by=amina, at=AT)
    with pytest.raises(reviewing.NotReviewed, match="It is open"):
        reviewing.keep_longer(reference="C2", until=date(2061, 1, 1), because="x", by=amina, at=AT)


def test_a_case_changed_after_the_agreement_is_not_erased_and_is_reviewed_anew(office):
    amina, ruth = office
    proposed(amina, ruth)
    reviewing.say_facts(reference="C1", by=ruth, at=AT, **{**KNOWN, "last_contact_on": date(2030, 1, 1)})

    night = retention.purge_agreed(by="night", at=AT)

    assert night.erased == ()
    assert "not what would be done now" in night.not_erased[0][1]
    retention.void(reference="C1", by=amina, at=AT)
    proposed(amina, ruth)
    assert retention.purge_agreed(by="night", at=AT).erased == ("C1",)


def about(what: str) -> holds.About:
    case = Representation.objects.select_related("team").get(reference="C1")
    who = Person.objects.get(name="Malik Thornbeck", parts__representation=case)
    return {
        "case": holds.About(case=case),
        "person": holds.About(person=who),
        "place": holds.About(team=case.team),
        "category": holds.About(category=case.natures.get(position=1).term),
        "period": holds.About(period=(date(2026, 4, 15), date(2026, 6, 1))),
        "everything": holds.About(everything=True),
    }[what]


@pytest.mark.parametrize("what", ["case", "person"])
def test_a_hold_placed_after_the_agreement_wins_until_two_release_it(office, what):
    amina, ruth = office
    proposed(amina, ruth)
    placed = holds.place_hold(
        about=about(what), source="inquiry", because="A public inquiry asked.", by=ruth, at=AT,
        review_on=TODAY + timedelta(days=90),
    )  # fmt: skip

    if (
        what == "case"
    ):  # A line about the case itself voids the agreement as well: released, it is asked anew.
        retention.void(reference="C1", by=amina, at=AT)
        with pytest.raises(Held, match="public inquiry"):
            reviewing.propose_purge(reference="C1", because="Read.", by=amina, at=AT)
    else:
        with pytest.raises(Held, match="public inquiry"):
            retention.purge_case(reference="C1", by=amina, at=AT)
    asked = holds.ask_to_release(hold=placed, because="The inquiry is over.", by=ruth, at=AT)
    with pytest.raises(four_eyes.NotAgreed):
        holds.release_hold(hold=placed, agreed=asked.pk, because="The inquiry is over.", by=ruth, at=AT)
    four_eyes.approve(number=asked.pk, by=amina, at=AT)
    holds.release_hold(hold=placed, agreed=asked.pk, because="The inquiry is over.", by=ruth, at=AT)
    if what == "case":
        proposed(amina, ruth)
    retention.purge_case(reference="C1", by=amina, at=AT)
    assert LegalHold.objects.get().released_on == TODAY


@pytest.mark.parametrize(
    ("other", "reached"),
    [
        (lambda: holds.About(period=(date(2026, 4, 21), date(2026, 4, 30))), False),
        (lambda: holds.About(period=(date(2020, 1, 1), date(2026, 4, 1))), True),
        (lambda: holds.About(case=Representation.objects.get(reference="C2")), False),
        (lambda: about("place"), True),
        (lambda: about("category"), True),
        (lambda: about("everything"), True),
    ],
)
def test_a_hold_reaches_what_it_is_about_and_no_more(office, other, reached):
    holds.place_hold(about=other(), source="court", because="An order.", by=office[1], at=AT, review_on=TODAY)

    assert bool(holds.holds_on(Representation.objects.get(reference="C1"), on=TODAY)) is reached


def test_with_the_check_of_holds_off_a_held_case_would_be_erased(office, monkeypatch):
    amina, ruth = office
    proposed(amina, ruth)
    holds.place_hold(about=about("period"), source="court", because="x", by=ruth, at=AT, review_on=TODAY)
    monkeypatch.setattr("heard.casework.retention_erasing.holds_on", lambda case, on: [])

    retention.purge_case(reference="C1", by=amina, at=AT)

    assert not Representation.objects.filter(reference="C1").exists()


def test_a_case_kept_longer_comes_back_on_its_day_and_an_overdue_review_counts(office):
    amina, _ = office
    reviewing.say_facts(reference="C1", by=amina, at=AT, **KNOWN)
    assert [one.is_overdue(TODAY) for one in every_case(TODAY)] == [True]

    reviewing.keep_longer(
        reference="C1", until=date(2061, 3, 2), because="The father asked.", by=amina, at=AT
    )

    assert [one.is_due(TODAY) for one in every_case(TODAY)] == [False]
    assert [one.is_due(date(2061, 3, 2)) for one in every_case(date(2061, 3, 2))] == [True]
    with pytest.raises(reviewing.NotReviewed, match="is over on"):
        reviewing.propose_purge(reference="C1", because="Old", by=amina, at=AT)


def test_a_line_is_changed_from_a_day_on_by_two_and_no_version_is_lost(office):
    amina, ruth = office
    old = schedule.schedule_on(TODAY)["other"]
    new = schedule.changed(
        old, length=5, unit="years", reason="Scrutiny asked.", basis="Minute 7", owner="Amina"
    )
    begins = date(2060, 4, 1)
    said = {"lines": [new], "begins_on": begins, "review_on": date(2061, 1, 1), "by": amina, "at": AT}
    asked = schedule.ask_to_set(**said)
    four_eyes.approve(number=asked.pk, by=ruth, at=AT)
    schedule.set_lines(agreed=asked.pk, **said)

    assert schedule.schedule_on(TODAY)["other"].length == 3
    assert schedule.schedule_on(begins)["other"].length == 5
    assert RetentionLine.objects.filter(code="other").count() == 2
    assert "longer" in schedule.tighter_or_looser(old, new)
    assert "less long" in schedule.tighter_or_looser(new, old)
    with pytest.raises(schedule.NotSet, match="whole number"):
        schedule.changed(old, length=0, unit="years", reason="a", basis="b", owner="c")


def test_without_a_signed_off_schedule_nothing_is_over():
    living.council()
    case = living.received("compliment", points=())

    one = one_case(case, on=TODAY)

    assert one.judgement.over_on is None
