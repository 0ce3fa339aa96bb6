"""What each page of the desk asks of the database: never more for much than for little, and no more than its budget."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.casework.living import WHO, at_stage_1, person
from tests.web.act_pages import day, office, opened, signed_in

from heard.casework import contacts, linking, papers, parties, points, promises
from heard.casework.details import record_learning
from heard.casework.new_details import NewElement, NewLearning, NewRemedy
from heard.casework.parties import Somebody

pytestmark = pytest.mark.django_db
ON = date(2026, 4, 2)

# Every page of a case, then those of many cases: the most statements that each may ask.
OF_A_CASE = {
    "": 20,
    "points/": 18,
    "people/": 18,
    "papers/": 17,
    "messages/": 16,
    "letters/": 20,
    "looks/": 18,
    "clocks/": 16,
    "decisions/": 16,
    "history/": 57,
    "statement/": 22,
    "stage-2/": 40,
    "findings/": 26,
    "panel/": 24,
    "panel/bundle/": 18,
    "do/record-contact/": 15,
    "do/assign/": 15,
    "do/answer-stage-1/": 26,
}
OF_MANY = {
    "/work/?view=all": 29,
    "/work/?view=mine": 25,
    "/work/?view=all&stage=stage_1": 14,
    "/work/team/": 12,
    "/work/meeting/": 9,
    "/cases/": 10,
    "/cases/?state=open": 10,
    "/find/?words=happy": 9,
    "/promises/": 20,
    "/notices/": 8,
    "/post/": 9,
    "/answers/": 8,
    "/approve/": 9,
    "/ledger/": 6,
    "/cases/new/": 9,
    "/dashboards/": 8,
    "/dashboards/on-time/": 8,
    "/dashboards/changed/": 20,
    "/dashboards/voices/": 8,
    "/dashboards/pack/": 24,
    "/dashboards/data-quality/": 8,
    "/dashboards/data-quality/team/": 8,
    "/dashboards/sent/": 8,
}


@pytest.fixture
def manager(clock):
    members = office()
    clock.set(date(2026, 4, 15))
    return signed_in(members["complaints_manager"])


@pytest.fixture
def case():
    return at_stage_1()


def asked(do: Any, *said: Any) -> int:
    """How many statements it takes to answer."""
    with CaptureQueriesContext(connection) as statements:
        answer = do(*said)
    assert answer.status_code in (200, 302), said
    return len(statements)


def add_to(case: Any, number: int) -> None:
    """One more of everything there may be many of on a case, and one more case beside it."""
    named: dict[str, Any] = {"reference": case.reference, "day": ON, **WHO}
    parties.add_party(somebody=Somebody("worker", f"Worker {number}"), **named)
    parties.record_adjustment(what=f"Print {number}", reason="Asked.", decided_by="Amina", **named)
    points.add_point(point=NewElement(f"They forgot the form {number}.", arose_on=ON), **named)
    contacts.record_contact(person=person(case), way="telephone", words="Rang back.", **named)
    linking.link(to=at_stage_1().reference, because="same_matter", **named)
    owner = promises.Agreed("To ring back", person(case), date(2026, 5, 1))
    promises.agree_action(reference=case.reference, agreed_on=ON, action=owner, **WHO)
    promises.offer_remedy(
        reference=case.reference, offered_on=ON, remedy=NewRemedy("Apology", "A letter"), **WHO
    )
    record_learning(case.reference, [NewLearning("Ring back.", ON)], **WHO)
    papers.add_paper(
        reference=case.reference,
        title=f"Letter from the school, {number}",
        kind="evidence",
        level=2,
        content=f"paper {number}".encode(),
        **WHO,
    )


def counted(client: Any, case: Any) -> dict[str, int]:
    """What every page asks, once the figures are read."""
    client.get("/dashboards/")
    addresses = {f"/cases/{case.reference}/{tab}": tab for tab in OF_A_CASE} | {one: one for one in OF_MANY}
    return {name: asked(client.get, address) for address, name in addresses.items()}


def test_no_page_asks_more_however_much_there_is_and_each_keeps_to_its_budget(manager, case):
    add_to(case, 0)
    few = counted(manager, case)
    for number in range(1, 4):
        add_to(case, number)
    many = counted(manager, case)

    assert {name: (few[name], most) for name, most in many.items() if most > few[name]} == {}
    budget = {**OF_A_CASE, **OF_MANY}
    assert {name: number for name, number in many.items() if number > budget[name]} == {}


def test_an_act_asks_no_more_on_a_case_with_much_on_it(manager, case):
    address = f"/cases/{case.reference}/do/record-contact/"

    def send(words: str) -> int:
        said = {"person": person(case), "way": "telephone", "words": words, **day("day", 2026, 4, 2)}
        said |= {**opened(manager, address), "confirmed": "yes"}
        return asked(manager.post, address, said)

    add_to(case, 0)
    send("The first, so that what is looked up once a process is there.")
    few = send("We rang.")
    for number in range(1, 4):
        add_to(case, number)

    assert send("We rang again.") <= few <= 40


def test_a_page_that_asks_for_each_row_would_be_noticed(manager, case, monkeypatch):
    from heard.web.desk import case_people

    add_to(case, 0)
    address = f"/cases/{case.reference}/people/"
    before = asked(manager.get, address)
    kept = case_people.people_seen

    def careless(row):
        seen = kept(row)
        for one in row.parties.all():
            row.parties.filter(pk=one.pk).first()
        return seen

    monkeypatch.setattr(case_people, "people_seen", careless)
    add_to(case, 1)
    assert asked(manager.get, address) > before + 2
