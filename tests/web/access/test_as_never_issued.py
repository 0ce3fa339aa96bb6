"""T01 and T13: what is hidden from somebody answers at every address, by every method, as what was never issued."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.casework import living, offices
from tests.web.access.addresses import NEVER, TABLE, address, parts_of
from tests.web.access.everything import everything
from tests.web.access.looking import answered, browser

from heard.casework import access_seeing, access_standing
from heard.casework.permissions import MAY
from heard.casework.writing import writing
from heard.representations.models import Wall

pytestmark = pytest.mark.django_db
NEVER_CASE = "CR-2026-9999"
OF_A_CASE = {name: row for name, row in TABLE.items() if "reference" in row.parts}
# Those who between them may open every address of a case, the widest first.
WALLED = ("complaints_manager", "information_governance", "investigating_officer")
# Rows with a number of their own, which stand in an address without the case or beside it.
NUMBERED = ("paper", "letter", "draft", "handed", "note", "second", "wall", "glass", "asked", "saved", "referral",
            "appointment", "grant", "mail", "learning")  # fmt: skip


def wall_off(case, member) -> None:
    with writing("test_rows", by="amina", at=offices.NOW) as line:
        line.add(
            Wall(representation=case, person=member.person, source="declared", begins_on=living.RECEIVED)
        )


def ask(client: Client, method: str, name: str, parts: dict[str, Any]) -> tuple[Any, ...]:
    """What an address answers, without the parts that were typed into it."""
    there = address(name, parts)
    typed = [parts[one] for one in TABLE[name].parts if isinstance(parts[one], str)]
    answer = getattr(client, method)(there)
    if answer.status_code == 302:
        client.get("/help/")  # What is said once of it stands there.
    return answered(answer, there, *typed)


def differences(
    clients: dict[str, Client],
    here: dict[str, Any],
    never: dict[str, Any],
    methods: tuple[str, ...] = ("get", "post"),
) -> dict[tuple[str, ...], Any]:
    """The addresses that tell what is hidden from what was never issued, by who asked and by which method."""
    found = {}
    for name, row in OF_A_CASE.items():
        who = next((one for one in clients if row.who in MAY[one]), "complaints_manager")
        for method in methods:
            hidden, none = (ask(clients[who], method, name, parts) for parts in (here, never))
            if hidden != none:
                found[name, who, method] = (hidden[0], none[0])
    return found


def test_a_case_behind_a_wall_answers_at_each_address_as_one_never_issued(monkeypatch):
    made = offices.an_office()
    all_ = everything(made)
    for role in WALLED:
        wall_off(all_.case, made[role])
    clients = {role: browser(made[role]) for role in WALLED}
    here = parts_of(all_)
    never = {**here, "reference": NEVER_CASE}

    assert differences(clients, here, never) == {}
    assert len(OF_A_CASE) * 2 > 110
    client, case, none = clients["complaints_manager"], (address("case", one) for one in (here, never)), []
    for there in case:
        with CaptureQueriesContext(connection) as asked:
            client.get(there)
        none.append(len(asked))
    assert none[0] == none[1], "a hidden case takes other statements than one never issued"

    nothing = Wall.objects.none().values_list("representation_id")
    monkeypatch.setattr(access_seeing, "walled_off", lambda *_: nothing)
    monkeypatch.setattr(access_standing, "walled_off", lambda *_: nothing)
    monkeypatch.setattr(
        f"{__name__}.OF_A_CASE", {name: OF_A_CASE[name] for name in ("case", "case-papers", "act")}
    )
    assert (
        len(differences(clients, here, never, ("get",))) == 3
    )  # the control: without walls the addresses tell


def test_each_number_of_another_case_answers_as_one_never_issued():
    made = offices.an_office()
    mine, theirs = everything(made), everything(made)
    with writing("test_rows", by="amina", at=offices.NOW) as line:
        line.change(theirs.rows["saved"], member=made["complaints_officer"])
    roles = ("complaints_manager", "information_governance", "team_manager")
    for role in roles:
        wall_off(theirs.case, made[role])
    clients = {role: browser(made[role]) for role in roles}
    own, foreign = parts_of(mine), parts_of(theirs)
    told, asked = {}, set()
    for name, row in TABLE.items():
        for part in set(row.parts) & set(NUMBERED):
            asked.add(part)
            who = next((one for one in clients if row.who in MAY[one]), None)
            if who is None or (part == "asked" and who != "team_manager"):
                who = "team_manager"
            never = NEVER if isinstance(own[part], int) else f"{NEVER}"
            for method in ("get", "post"):
                swapped = ask(clients[who], method, name, {**own, part: foreign[part]})
                none = ask(clients[who], method, name, {**own, part: never})
                if swapped != none:
                    told[name, part, who, method] = (swapped[0], none[0])

    assert told == {}
    assert asked == set(NUMBERED)
