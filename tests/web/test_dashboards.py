"""Dashboards say n of d of what is on record, by whoever answers for it; each number leads to what it means."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from tests.web import small_council
from tests.web.small_council import bring_in, case, found, signed_in

from heard.reporting import dashboards_kinds
from heard.web.desk import dashboards

pytestmark = pytest.mark.django_db
NUMBER = re.compile(
    r'<dd class="heard-key-figures__number">(?:<a class="heard-figure" href="([^"]*)">)?([^<]*)'
)
WHOLE, NORTH = "40 of 40", "20 of 20"


@pytest.fixture
def clients(clock):
    found()
    bring_in([case(number) for number in range(40)])
    clock.set(small_council.TODAY)
    return {role: signed_in(member) for role, member in small_council.members().items()}


def page(client, address: str = "/dashboards/", status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def numbers(text: str) -> list[str]:
    return [unescape(said).replace("\N{NO-BREAK SPACE}", " ") for _, said in NUMBER.findall(text)]


def test_the_first_page_says_in_one_sentence_and_four_numbers_how_things_go(clients):
    text = page(clients["director"])

    said = numbers(text)
    assert said[0] == WHOLE
    assert len(said) == 4
    assert all(re.fullmatch(r"\d+ of \d+", one) for one in said)
    assert "answers were in time" in text
    assert "As it stood at" in text
    assert "just now" in text
    assert "1 April to 20 November 2026" in text
    assert "What to do today" in text
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in text


def test_each_number_leads_to_the_same_number_with_its_definition(clients):
    for role in ("director", "elected_member"):
        led = [one for one in NUMBER.findall(page(clients[role], "/dashboards/on-time/")) if one[0]]
        assert len(led) == (4 if role == "director" else 3)
        for address, said in led:
            there = page(clients[role], unescape(address))
            assert said.split("\N{NO-BREAK SPACE}")[0] in there, address
            has_cases = "made-of" not in address and not said.startswith("0")
            assert ("CS-00" in there) == (role == "director" and has_cases), address


def test_what_is_withheld_from_a_member_never_puts_another_number_in_its_place(clients, monkeypatch):
    class Reversing:
        """Withholds the first row and gives the rows in another order, as a release does."""

        def tables(self, tables):
            hide = [replace(one, printed="[c]", mark="c", value=None) for one in tables[0].rows[0].cells]
            rows = (*tables[0].rows[:0:-1], replace(tables[0].rows[0], cells=tuple(hide)))
            return (replace(tables[0], rows=rows), *tables[1:])

    labelled = re.compile(r"<dt>([^<]*)</dt>" + NUMBER.pattern)
    true = {label: said for label, _, said in labelled.findall(page(clients["director"]))}
    monkeypatch.setattr(dashboards, "guard_of", lambda _: Reversing())
    text = page(clients["elected_member"])
    shown = {label: said for label, _, said in labelled.findall(text)}

    assert shown == {**true, "Complaints received": "[c]"}
    assert "stands where a number is withheld" in text


def test_a_manager_begins_with_their_own_team_and_may_look_at_the_whole(clients, monkeypatch):
    own, every = page(clients["team_manager"]), page(clients["team_manager"], "/dashboards/?part=all")
    assert (numbers(own)[0], numbers(every)[0]) == (NORTH, WHOLE)
    assert "Assessment North, 1 April" in own
    assert numbers(page(clients["director"], "/dashboards/?part=team%3DAssessment North"))[0] == NORTH

    # A dashboard that forgot to narrow would be noticed: then both say the same.
    monkeypatch.setattr(dashboards_kinds.Looked, "where", lambda *_: {})
    may = "/dashboards/?period=2026-05"
    assert numbers(page(clients["team_manager"], may)) == numbers(page(clients["director"], may))


def test_an_elected_member_sees_figures_and_no_case_on_any_of_them(clients):
    client = clients["elected_member"]
    names = ("", "on-time/", "changed/", "voices/", "found/", "ombudsman/", "pack/", "data-quality/")
    pages = [page(client, f"/dashboards/{name}") for name in names]

    assert not any(re.search(r"CS-\d|Person \d|Manager \d", one) for one in pages)
    assert "What to do today" not in pages[0]
    assert client.get("/dashboards/data-quality/outcome/").status_code == 403


def test_what_a_form_asks_stands_in_the_address_and_what_is_wrong_is_said(clients):
    client = clients["complaints_officer"]
    asked = {"ask": "1", "period": "2026/27", "part": "service=Nowhere", "other": "2026-04"}
    asked |= {"as_at-day": "1", "as_at-month": "6", "as_at-year": "2026"}
    wrong = client.get("/dashboards/", asked).content.decode()
    assert "There is a problem" in wrong

    answer = client.get("/dashboards/", {**asked, "part": "team=Leaving Care"})
    assert (
        answer.headers["Location"]
        == "/dashboards/?period=April%202026&part=team%3DLeaving%20Care&as_at=2026-06-01"
    )
    then = page(client, answer.headers["Location"])
    assert "As it was known on 1 June 2026" in then
    assert numbers(then)[0] == "15 of 15"
    for bad in ("?period=soon", "?as_at=2026-13-01", "?part=team%3DNowhere"):
        assert client.get(f"/dashboards/{bad}").status_code == 404


def test_data_quality_says_what_is_missing_of_how_many_and_lists_only_ones_own_to_mend(clients):
    manager, team = clients["complaints_manager"], clients["team_manager"]
    text = page(manager, "/dashboards/data-quality/").replace("\N{NO-BREAK SPACE}", " ")
    assert "40 of 40" in text
    assert "/dashboards/data-quality/points/" in text

    listed = (
        page(manager, "/dashboards/data-quality/points/"),
        page(team, "/dashboards/data-quality/points/?part=all"),
    )
    assert [len(set(re.findall(r"/cases/(CS-\d+)/", one))) for one in listed] == [25, 20]
    assert "20 of them belong to other teams" in listed[1]
    assert manager.get("/dashboards/data-quality/nothing/").status_code == 404


def test_the_pack_tells_the_questions_of_the_last_meeting_and_what_to_ask(clients):
    text = page(clients["elected_member"], "/dashboards/pack/")

    headings = re.findall(r'<section class="heard-sheet"><h2[^>]*>(\d)\. ', text)
    assert headings == ["1", "2", "3", "4", "5"]
    assert "No meeting of a committee is on record" in text
    assert "What would we not see in these figures?" in text


def test_a_page_is_asked_for_shown_reached_by_its_link_and_ended(clients):
    client = clients["elected_member"]
    form = page(client, "/dashboards/sent/new/")
    assert "List for a meeting" not in form
    once = re.search(r'name="once" value="([^"]+)"', form)[1]
    said = {"what": "voices", "part": "team=Leaving Care", "how_often": "weekly", "once": once}
    assert client.post("/dashboards/sent/new/", said).status_code == 302

    listed = page(client, "/dashboards/sent/")
    number = re.search(r'action="/dashboards/sent/(\d+)/end/"', listed)[1]
    went = client.get(f"/dashboards/sent/{number}/").headers["Location"]
    assert went == "/dashboards/voices/?part=team%3DLeaving+Care"
    assert page(client, went)
    assert clients["director"].post(f"/dashboards/sent/{number}/end/").status_code == 404
    assert client.post(f"/dashboards/sent/{number}/end/").status_code == 302
    assert "You are told of no page" in page(client, "/dashboards/sent/")


def test_every_page_that_the_guide_for_members_names_opens_for_one_of_them(clients):
    guide = (Path(__file__).parents[2] / "docs/guides/members.md").read_text()
    named = re.findall(r"`(/[^`]*)`", guide)

    assert len(named) >= 20
    assert {
        address: clients["elected_member"].get(address).status_code for address in named
    } == dict.fromkeys(named, 200)
    assert clients["elected_member"].get("/dashboards/nothing/").status_code == 404
