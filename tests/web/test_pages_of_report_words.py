"""Pages of words for everybody, and of what was passed on: what is written reaches the record, and names do not."""

from __future__ import annotations

import pytest
from tests.casework.living import KAYLA, received
from tests.web.act_pages import sent, signed_in
from tests.web.acts_done import TODAY, at, office_on, on

from heard.casework.looking_at_report_words import released_words
from heard.casework.writing import writing
from heard.people.models import OfficePost, Person, Team
from heard.representations.models import PassedOn, ReportWords

pytestmark = pytest.mark.django_db
PRAISE = "Kayla’s worker Tom was lovely & patient."


@pytest.fixture
def members(monkeypatch):
    return office_on(monkeypatch)


def a_compliment():
    return received("compliment", people=(KAYLA,), points=(), words=PRAISE)


def test_words_are_written_beside_the_original_released_by_another_and_taken_back(members):
    case = a_compliment()
    address = f"/compliments/{case.reference}/words/quote/"
    officer, manager = signed_in(members["complaints_officer"]), signed_in(members["complaints_manager"])

    page = officer.get(address).content.decode()
    assert "<mark>Kayla’s</mark>" in page
    refused = officer.post(address, {"do": "write", "words": PRAISE})
    assert refused.status_code == 422
    assert "Somebody could be recognised. Found: “Kayla’s”: a name on our record" in refused.content.decode()
    kept = officer.post(address, {"do": "write", "words": "My worker was lovely.\r\nThank you."})
    assert kept.status_code == 302
    own = officer.get(address).content.decode()
    assert "a colleague reads and releases them" in own
    assert "Release exactly these words" not in own

    wrong = manager.post(address, {"do": "release", "read": "Other words."})
    assert "changed since you opened the page" in wrong.content.decode()
    assert (
        manager.post(address, {"do": "release", "read": "My worker was lovely.\r\nThank you."}).status_code
        == 302
    )
    assert [one.words for one in released_words("quote")] == ["My worker was lovely.\nThank you."]
    assert "Quote" in manager.get("/compliments/").content.decode()
    assert ": released" in manager.get("/compliments/").content.decode()

    assert officer.post(address, {"do": "take-back", "because": "They asked us to."}).status_code == 302
    assert released_words("quote") == []
    assert ReportWords.objects.get().because == "They asked us to."


def test_only_those_who_write_such_words_open_their_page_and_a_wrong_use_is_no_page(members):
    case = a_compliment()
    address = f"/compliments/{case.reference}/words/quote/"

    assert signed_in(members["team_manager"]).get(address).status_code == 403
    assert signed_in(members["complaints_officer"]).get(address.replace("quote", "other")).status_code == 404


def test_a_compliment_is_shared_with_the_manager_of_the_team_who_finds_it_on_their_own_page(members):
    case = a_compliment()
    boss = members["team_manager"]
    with writing("test_rows", by="amina", at=case.recorded_at) as line:
        person = boss.person
        if person is None:
            person = Person(name="Gwen Ash")
            line.add(person)
            line.change(boss, person=person)
        team = Team.objects.first() or Team(label="North")
        if team.pk is None:
            line.add(team)
        line.change(case, team=team)
        line.add(
            OfficePost(person=person, job="Team manager", team=team, leads=True, begins_on=case.received_on)
        )
    client = signed_in(members["complaints_manager"])
    name = boss.account.get_username()

    said = {
        "shared_with": "Their manager",
        "shared_by": "Amina",
        "pages": name,
        "words": "A young person thanks you.",
    }
    assert sent(client, at(case, "share"), **on("shared_on", TODAY), **said).status_code == 302
    thanks = {
        "to_name": "Tom",
        "words": "Well done!",
        "thanked_by": "Dana Holt",
        "way": "page",
        "own_page": "",
    }
    address = at(case, "pass-on-thanks")
    assert (
        "Choose whose own page" in sent(client, address, **on("thanked_on", TODAY), **thanks).content.decode()
    )
    assert sent(client, address, **on("thanked_on", TODAY), **{**thanks, "own_page": name}).status_code == 302

    page = signed_in(boss).get("/compliments/mine/").content.decode()
    assert [words in page for words in ("A young person thanks you.", "Well done!", PRAISE)] == [
        True,
        True,
        False,
    ]
    assert (
        "Nothing was passed on" in signed_in(members["post_room"]).get("/compliments/mine/").content.decode()
    )
    assert PassedOn.objects.count() == 2
