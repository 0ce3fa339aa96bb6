"""What was kept of people who left is erased when its line is over, two agreed and nothing holds it, and not before."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.casework.making import council

from heard.casework import accounts, four_eyes, office, office_leaving, retention_leavers
from heard.casework import retention_holds as holds
from heard.casework import retention_schedule as schedule
from heard.casework.audit import verify
from heard.casework.retention_leavers import KEPT, erase_agreed_leavers, leavers_over, propose_leaver
from heard.casework.retention_reviewing import NotReviewed
from heard.casework.writing import writing
from heard.law.retention import start_schedule
from heard.outcomes.models import OnTheBench
from heard.people.models import Absence, Member, OfficePost, Person, Tie

pytestmark = pytest.mark.django_db
BEGAN = datetime(2015, 3, 2, 9, 0, tzinfo=UTC)
LEFT, OVER = date(2017, 5, 31), date(2024, 5, 31)
AT = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)
BECAUSE = "Read; nothing is needed."


def member(name: str, role: str) -> Member:
    return accounts.add_member(
        sign_in_name=name, full_name=name.title(), role=role, by="it", at=BEGAN, as_person=True
    )


@pytest.fixture
def made() -> tuple[Member, Member, Person]:
    """Amina and Ruth, who stay; Ed, who left in 2017 and was on the bench until then; the schedule signed off."""
    council()
    amina, ruth = member("amina", "complaints_manager"), member("ruth", "information_governance")
    ed = office.add_staff(
        sign_in_name="ed", full_name="Ed Moss", role="complaints_officer", by="amina", at=BEGAN,
        begins_on=BEGAN.date(), post=office.Post("Complaints officer"),
    )  # fmt: skip
    with writing("test_rows", by="amina", at=BEGAN) as line:
        line.add(Tie(person=ed.person, name="Flo Moss", begins_on=BEGAN.date()))
        line.add(Absence(member=ed, begins_on=date(2016, 1, 4)))
        line.add(OnTheBench(person=ed.person, investigates=True, joined_on=BEGAN.date(), ended_on=LEFT))
    office_leaving.staff_leaves(member=ed, by="amina", at=AT, leaves_on=LEFT, because="He moved.")
    lines = list(start_schedule().values())
    said = {"lines": lines, "begins_on": AT.date(), "review_on": date(2027, 1, 1), "by": amina, "at": AT}
    asked = schedule.ask_to_set(**said)
    four_eyes.approve(number=asked.pk, by=ruth, at=AT)
    schedule.set_lines(**said, agreed=asked.pk)
    return amina, ruth, ed.person


def left_of(person: Person) -> int:
    tables = [one for some in KEPT.values() for one in some]
    return sum(model._default_manager.filter(**{of: person}).count() for model, of in tables)


def test_each_line_comes_up_on_its_own_day_and_nobody_who_works_here_is_listed(made, monkeypatch):
    _, _, ed = made
    monkeypatch.setattr(retention_leavers, "schedule_on", lambda on: dict(start_schedule()))

    def lines(on: date) -> int:
        return sum(len(one.lines) for one in leavers_over(on))

    assert [lines(day) for day in (LEFT, date(2017, 7, 1), date(2019, 5, 31), date(2024, 5, 30), OVER)] == [
        0, 1, 2, 2, 3,
    ]  # fmt: skip
    assert [(one.person, one.name, one.since) for one in leavers_over(OVER)] == [
        (ed.pk, "Ed Moss", date(2017, 7, 1))
    ]
    monkeypatch.setattr(retention_leavers, "schedule_on", lambda on: {})
    assert leavers_over(OVER) == []  # Nobody signed a line off.


def test_two_agree_and_everything_of_it_is_gone_while_the_name_and_the_ledger_stay_whole(made):
    amina, ruth, ed = made
    assert left_of(ed) == 5
    asked = propose_leaver(person=ed.pk, because=BECAUSE, by=amina, at=AT)
    with pytest.raises(NotReviewed, match="proposed already"):
        propose_leaver(person=ed.pk, because=BECAUSE, by=amina, at=AT)
    assert erase_agreed_leavers(by="night", at=AT) == (
        [],
        [],
    )  # The control: one person alone erases nothing.
    assert left_of(ed) == 5

    four_eyes.approve(number=asked.pk, by=ruth, at=AT)
    assert erase_agreed_leavers(by="night", at=AT) == ([f"person-{ed.pk}"], [])

    assert (left_of(ed), OfficePost.objects.count(), Person.objects.get(pk=ed.pk).name) == (0, 0, "Ed Moss")
    assert verify().faults == ()
    assert (leavers_over(AT.date()), erase_agreed_leavers(by="night", at=AT)) == ([], ([], []))
    with pytest.raises(NotReviewed, match="Nothing of this person is over"):
        propose_leaver(person=amina.person_id, because=BECAUSE, by=amina, at=AT)


@pytest.mark.parametrize("change", ["a hold", "a row more"])
def test_a_hold_or_a_row_since_the_agreement_keeps_it_all(made, change):
    amina, ruth, ed = made
    asked = propose_leaver(person=ed.pk, because=BECAUSE, by=amina, at=AT)
    four_eyes.approve(number=asked.pk, by=ruth, at=AT)
    if change == "a hold":
        holds.place_hold(
            about=holds.About(person=ed), source="inquiry", because="An inquiry asked.", by=ruth, at=AT,
            review_on=date(2024, 9, 1),
        )  # fmt: skip
    else:
        with writing("test_rows", by="amina", at=AT) as line:
            line.add(Tie(person=ed, name="Flo", begins_on=BEGAN.date()))

    erased, stayed = erase_agreed_leavers(by="night", at=AT)

    assert (erased, [one for one, _ in stayed]) == ([], [f"person-{ed.pk}"])
    assert left_of(ed) >= 5
    assert verify().faults == ()
