"""Looks that strike are picked out at night and say why; somebody unconnected goes over them, and a tenth of others."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from tests.casework import offices
from tests.casework.offices import NOW, TODAY
from tests.web.act_pages import signed_in
from tests.web.acts_done import office_on

from heard.casework import looks
from heard.casework.access_review import access_on, review_access
from heard.casework.audit import verify
from heard.casework.performing import NotNow
from heard.casework.permissions import NotAllowed
from heard.casework.watching import find_looks_to_go_over, share_of_week
from heard.casework.watching_kinds import (
    Day,
    Marks,
    Opened,
    Staff,
    Taken,
    Watched,
    marks_of,
    postcodes_of,
    surnames_of,
)
from heard.casework.watching_links import ACTED, HAS_IT
from heard.casework.watching_over import go_over_looks, one_to_go_over, to_go_over, waiting_for_others
from heard.casework.watching_patterns import PATTERNS, struck
from heard.casework.watching_words import WORDS
from heard.ledger.models import LookToGoOver
from heard.people.models import AccessReviewed, Contact, Member, Person
from heard.representations.models import Assignment, Party, Representation

MONDAY = date(2026, 11, 16)
WHO = "ola"


def opened(number: int, day: int = 0, *, hour: int = 10, link: str = "", **more: object) -> Opened:
    """One case as Ola opened it on a day of the week of 16 November."""
    at = datetime(2026, 11, 16 + day, hour, min(number, 59) % 60, tzinfo=UTC)
    odd = bool(more.pop("odd", False))
    return Opened(WHO, "legal", f"CS-{number:04}", at.date(), at, at, 2, odd, link=link, **more)  # type: ignore[arg-type]


def planted() -> dict[str, Watched]:
    """Each pattern, alone, as it looks in a week."""
    me, same = Staff(own=marks_of(["Ola Quillfeather"], ["4 Larkrise Row, ZZ9 4QQ"])), "CS-0001"
    usual = {WHO: {MONDAY - timedelta(days=number): Day(unlinked=1, taken=1) for number in range(1, 21)}}

    def alike(marks: Marks, staff: Staff = me, **more: object) -> Watched:
        return Watched([opened(1, **more)], staff={WHO: staff}, cases={same: marks})  # type: ignore[arg-type]

    tied = Staff(tied=marks_of(["Tilda Marsh"], []))
    lists = [Taken(WHO, "legal", NOW - timedelta(hours=number), 50, False) for number in range(5)]
    return {
        "surname": alike(marks_of(["Jo Marl-Quillfeather"], [])),
        "address": alike(marks_of(["Jo Ash"], ["4 Larkrise Row ZZ9 4QQ"]), refused=True),
        "postcode": alike(marks_of(["Jo Ash"], ["9 Larkrise Row, zz94qq"])),
        "family": alike(marks_of(["Tilda Marsh"], []), tied, link=HAS_IT),
        "out_of_hours": Watched([opened(number * 7, hour=22, odd=True) for number in range(3)], usual=usual),
        "walk": Watched([opened(number) for number in range(8)]),
        "many_in_a_day": Watched([opened(number * 7) for number in range(14)], usual=usual),
        "many_over_weeks": Watched(
            [opened(number * 7, number % 5) for number in range(10)],
            usual={WHO: {MONDAY - timedelta(days=1): Day(unlinked=31)}, "ines": {MONDAY: Day(unlinked=9)}},
        ),
        "papers_taken": Watched(
            [opened(number * 7, taken=8, link=HAS_IT) for number in range(2)], usual=usual
        ),
        "lists_taken": Watched([], lists=lists),
        "refusals": Watched([opened(number * 7, refused=True, known=False) for number in range(5)]),
        "comes_back": Watched([opened(1, day) for day in range(4)]),
    }


def test_each_of_twelve_patterns_is_found_alone_and_none_without_its_detector():
    found = {name: [one.pattern for one in struck(watched)] for name, watched in planted().items()}

    assert found == {name: [name] for name in PATTERNS}
    for name, watched in planted().items():
        others = {one: pattern for one, pattern in PATTERNS.items() if one != name}
        assert struck(watched, others) == []


def test_every_pattern_says_what_it_is_why_it_may_be_innocent_and_what_to_ask_and_names_nobody():
    assert set(WORDS) == {*PATTERNS, "sample"}
    whys = [one.why for watched in planted().values() for one in struck(watched)]
    assert all(len(why) < 300 and why.endswith(".") for why in whys)
    assert not any(word in why for why in whys for word in ("Quillfeather", "Larkrise", "Tilda", "ZZ9"))


def test_what_is_innocent_does_not_strike():
    family = marks_of(["Jo Quillfeather"], [])
    me = Staff(own=marks_of(["Ola Quillfeather"], []))
    mine = Watched([opened(1, link=HAS_IT)], staff={WHO: me}, cases={"CS-0001": family})
    common = Watched([opened(1)], staff={WHO: me}, cases={"CS-0001": family}, common={"quillfeather": 6.0})
    again = Watched(
        [opened(1), opened(1, 1)], staff={WHO: me}, cases={"CS-0001": family}, common={"quillfeather": 6.0}
    )
    on_a_rota = {WHO: {MONDAY - timedelta(days=number): Day(odd_unlinked=2) for number in range(1, 6)}}
    at_night = Watched([opened(number * 7, hour=22, odd=True) for number in range(3)], usual=on_a_rota)
    in_turn = Watched([opened(number, link=ACTED if number % 2 else "") for number in range(8)])

    assert [struck(one) for one in (mine, common, at_night, in_turn)] == [[]] * 4
    assert [one.pattern for one in struck(again)] == ["surname"]


def test_names_and_postcodes_are_compared_however_they_are_written():
    assert surnames_of("Zoë O’Marl-Ash") == {"o marl", "ash", "o marl ash"}
    assert postcodes_of("Flat 2, 4 Larkrise Row, zz9  4qq") == {"ZZ94QQ"}


def test_one_in_ten_is_drawn_of_what_did_not_strike():
    week = [opened(number, link=HAS_IT) for number in range(40)] + [opened(1, refused=True)]

    there = share_of_week(week, {(WHO, "CS-0003")})

    assert len(there) == 39
    assert "CS-0003" not in {one.reference for one in there}


@pytest.fixture
def made(db):
    """An office in which the legal adviser looked at a case of their own surname, and the officer at their own case."""
    made = offices.an_office()
    legal, officer = made["legal"], made["complaints_officer"]
    Person.objects.filter(member=legal.pk).update(name="Lex Quillfeather")
    for number in range(12):
        case = Representation.objects.create(
            reference=f"CW-{number:02}", kind="statutory_complaint", procedure="children_act", received_on=TODAY,
            recorded_at=NOW,
        )  # fmt: skip
        person = Person.objects.create(name="Jo Quillfeather" if number == 0 else f"Robin Marsh{number}")
        Contact.objects.create(person=person, way="post", value=f"{number} Larkrise Row, ZZ9 4QQ")
        Party.objects.create(representation=case, person=person, part="complainant")
        Assignment.objects.create(
            representation=case, member=officer, part="owner", begins_on=TODAY - timedelta(days=9)
        )
        looks.note(officer, case.reference, "shell", NOW - timedelta(days=2))
    looks.note(legal, "CW-00", "words", NOW - timedelta(days=2))
    return made


def found_on(day: date, **more: object) -> list[LookToGoOver]:
    return find_looks_to_go_over(on=day, by="night", at=NOW, chosen=Random(1).sample, **more)  # type: ignore[arg-type]


def test_a_night_picks_out_what_struck_and_a_tenth_once_and_keeps_them_in_the_ledger(made):
    rows = found_on(TODAY)

    alarms = [one for one in rows if one.pattern != "sample"]
    assert [(one.pattern, one.by, one.reference, one.link) for one in alarms] == [
        ("surname", "legal", "CW-00", "")
    ]
    drawn = [one for one in rows if one.pattern == "sample"]
    assert [(one.by, one.link) for one in drawn] == [("complaints-officer", HAS_IT)] * 2
    assert (alarms[0].due_on, drawn[0].due_on) == (date(2026, 11, 27), date(2026, 12, 4))
    assert found_on(TODAY) == []
    assert [one.pattern for one in found_on(TODAY + timedelta(days=1), patterns={})] == ["sample", "sample"]


def test_somebody_unconnected_goes_over_it_and_nobody_else(made):
    found_on(TODAY)
    alarm = LookToGoOver.objects.get(pattern="surname")
    governance, legal = made["information_governance"], made["legal"]
    for role in ("complaints_manager", "director", "administrator"):
        with pytest.raises(NotAllowed):
            to_go_over(made[role], on=TODAY)
    Member.objects.filter(pk=governance.pk).update(role="legal")
    Member.objects.filter(pk=legal.pk).update(role="information_governance")
    with pytest.raises(NotNow):
        one_to_go_over(made["legal"], alarm.pk, on=TODAY)
    Member.objects.filter(pk=governance.pk).update(role="information_governance")
    governance = made["information_governance"]
    Assignment.objects.create(
        representation=Representation.objects.get(reference="CW-00"), member=governance, part="governance",
        begins_on=TODAY,
    )  # fmt: skip
    assert waiting_for_others(governance, on=TODAY) >= 1
    with pytest.raises(NotAllowed):
        go_over_looks(
            numbers=[alarm.pk], verdict="justified", words="She took a call.", by=governance, at=NOW
        )
    Assignment.objects.filter(member=governance).delete()
    with pytest.raises(NotNow):
        go_over_looks(numbers=[alarm.pk], verdict="justified", words=" ", by=governance, at=NOW)
    both = list(LookToGoOver.objects.values_list("pk", flat=True))
    with pytest.raises(NotNow, match="singly"):
        go_over_looks(numbers=both, verdict="justified", words="All fine.", by=governance, at=NOW)

    go_over_looks(
        numbers=[alarm.pk], verdict="not_justified", words="No call is on record.", by=governance, at=NOW
    )

    alarm.refresh_from_db()
    assert (alarm.verdict, alarm.gone_over_by) == ("not_justified", "information-governance")
    assert [fault.kind for fault in verify().faults if "look" in fault.where.casefold()] == []


def test_information_governance_goes_over_looks_and_access_on_pages_and_nobody_reviews_themselves(
    db, monkeypatch
):
    members = office_on(monkeypatch, TODAY)
    governance, officer = members["information_governance"], members["complaints_officer"]
    row = LookToGoOver.objects.create(
        pattern="comes_back", by=officer.account.username, role=officer.role, reference="CX-1", cases="CX-1",
        why="They opened it on 4 days.", first_at=NOW, last_at=NOW, looks=4, found_on=TODAY,
        due_on=TODAY - timedelta(days=1),
    )  # fmt: skip
    client = signed_in(governance)

    listed = client.get("/watching/looks/").content.decode()
    page = client.get(f"/watching/looks/{row.pk}/").content.decode()
    wrong = client.post(f"/watching/looks/{row.pk}/", {"verdict": "breach", "words": ""})
    done = client.post(f"/watching/looks/{row.pk}/", {"verdict": "breach", "words": "They told a neighbour."})

    assert "1 of 1 that wait for you are past their day" in listed
    assert all(words in page for words in ("Why it may be innocent", "What to ask", "CX-1"))
    assert (wrong.status_code, done.status_code) == (422, 302)
    assert "record it among the breaches" in client.get("/watching/looks/").content.decode()
    assert signed_in(officer).get("/watching/looks/").status_code == 403

    seen = access_on(governance, on=date(2026, 11, 22))
    assert (seen.quarter, seen.due_on, seen.late_by) == (date(2026, 10, 1), date(2026, 10, 28), 25)
    ended = {"verdict": "ended", "words": ""}
    assert client.post(f"/watching/access/{officer.pk}/", ended).status_code == 422
    assert (
        client.post(f"/watching/access/{officer.pk}/", {**ended, "words": "Left in June."}).status_code == 302
    )
    assert client.get(f"/watching/access/{governance.pk}/").status_code == 404
    with pytest.raises(NotAllowed):
        review_access(number=governance.pk, verdict="kept", words="", by=governance, at=NOW)
    review_access(number=members["director"].pk, verdict="kept", words="", by=governance, at=NOW)

    officer.account.refresh_from_db()
    assert not officer.account.is_active
    assert set(AccessReviewed.objects.values_list("member__role", "verdict")) == {
        ("complaints_officer", "ended"),
        ("director", "kept"),
    }
    text = client.get("/watching/access/").content.decode()
    assert "25 days ago" in text
    assert "Kept on 22 November 2026 by" in text
