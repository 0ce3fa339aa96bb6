"""Every address there is stands in the table of who may open it; nobody else does, and every look at a case is kept."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.casework import offices
from tests.web.access.addresses import ANYBODY, ONESELF, TABLE, address, every_pattern, parts_of
from tests.web.access.everything import everything
from tests.web.access.looking import browser

from heard.casework.permissions import MAY, Role
from heard.ledger.models import Look
from heard.web.door_urls import FREE

FOR_SOMEBODY = {name: row for name, row in TABLE.items() if row.who not in (ANYBODY, ONESELF)}
# The table that stands beside a page, drawn of numbers alone, and what only forwards to another page.
NO_PAGE_OF_A_CASE = {"paper-file", "glass-review"}


def missing_and_wrong() -> tuple[set[str], dict[str, object]]:
    """The addresses without a row, and those that ask for another act than their row says."""
    found = {one.name: one.callback for one in every_pattern()}
    wrong = {
        name: row.who
        for name, row in FOR_SOMEBODY.items()
        if getattr(found.get(name), "needs", None) != row.who
    }
    return set(found) ^ set(TABLE), wrong


def test_every_address_has_its_row_and_asks_for_the_act_that_stands_there():
    assert missing_and_wrong() == (set(), {})
    assert len(FOR_SOMEBODY) > 130


def test_a_row_left_out_or_of_another_act_is_found(monkeypatch):
    monkeypatch.setitem(FOR_SOMEBODY, "case-walls", TABLE["case"])
    monkeypatch.delitem(TABLE, "case-papers")

    forgotten, wrong = missing_and_wrong()

    assert (forgotten, set(wrong)) == ({"case-papers"}, {"case-walls"})


def test_whoever_has_no_member_opens_what_is_for_anybody_and_nothing_else():
    free = {name for name, row in TABLE.items() if row.who == ANYBODY}

    assert free >= {"help", "privacy", "theme", "calendar-feed"}
    assert {name for name, row in TABLE.items() if row.who == ONESELF} <= FREE


@pytest.mark.django_db
def test_nobody_signed_in_and_no_role_without_the_act_opens_any_address_by_any_method():
    made = offices.an_office()
    parts = parts_of(everything(made))
    stranger = Client()
    let_in = {}
    for name, row in FOR_SOMEBODY.items():
        there = address(name, parts)
        role = next((one for one in Role if row.who not in MAY[one]), None)
        asked = {"nobody": stranger} | ({str(role): browser(made[str(role)])} if role else {})
        for who, client in asked.items():
            for method in (client.get, client.post):
                answer = method(there)
                # A method that a page does not have is refused before anybody is asked who they are.
                refused = answer.status_code in ((302, 405) if who == "nobody" else (403, 404, 405))
                if not refused or "/sign-in/" not in answer.headers.get("Location", "/sign-in/"):
                    let_in[name, who, method.__name__] = answer.status_code

    assert let_in == {}


@pytest.mark.django_db
def test_every_page_of_a_case_that_opens_or_refuses_leaves_a_look():
    all_ = everything(offices.an_office())
    client, parts, silent = browser(all_.made["complaints_manager"]), parts_of(all_), set()
    for name, row in TABLE.items():
        looked = Look.objects.count()
        if "reference" in row.parts and client.get(address(name, parts)).status_code in (200, 302, 403):
            silent |= {name} if Look.objects.count() == looked else set()

    assert silent == set()
