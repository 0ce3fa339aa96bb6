"""T12: each field that says something of somebody, by role, page and file: never past its level."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.test import Client
from tests.casework import offices
from tests.web.access.addresses import TABLE, address, parts_of
from tests.web.access.everything import Everything, everything
from tests.web.access.fields import FIELDS, FROM_OUTSIDE, GIVEN, may_read
from tests.web.access.looking import browser, said_in

from heard.casework import access, calendar_links, daily_messages
from heard.casework.permissions import MAY, Role
from heard.representations.models import SearchedWords

pytestmark = pytest.mark.django_db
# Pages whose words come from the settings, or that only ask for what somebody types.
SAY_NOTHING = {
    "home", "help", "accessibility", "privacy", "theme", "sign-in", "second-factor", "set-up", "new-case", "start",
    "own-sign-in", "own-codes", "own-passkey", "own-password", "prove-again", "kept-words", "paper-new", "compliments",
    "advocacy-ask", "letter-preview", "letter-sign", "letter-versions", "letter-check", "letter-step", "export-cases",
    "case-restrict", "case-wall-lift", "post-step", "triage", "triage-decide", "advocacy-step", "case-access",
}  # fmt: skip
OF_THE_COUNCIL = (
    "settings",
    "import",
    "figure",
    "report",
    "annual",
    "redating",
    "ledger",
    "letter-template",
    "lost",
)
FILES = {"meeting-workbook", "letter-docx", "post-docx", "paper-take", "case-bundle-file"}
LISTS = {name for name, row in TABLE.items() if "reference" not in row.parts}
PAGES = [
    name for name, row in TABLE.items()
    if name not in SAY_NOTHING and not name.startswith(OF_THE_COUNCIL) and "secret" not in row.parts
]  # fmt: skip
FULL = bool(os.environ.get("HEARD_FULL"))
# One role of each way of seeing; in full every role. Without the case, its shell is all that some see.
ROLES = (
    tuple(str(role) for role in Role)
    if FULL
    else ("complaints_officer", "team_manager", "adjudicating_officer", "panel_member", "post_room")
)
SHELL = (
    ("team_manager", "head_of_service", "information_governance", "panel_clerk", "ombudsman_link_officer")
    if FULL
    else ("information_governance",)
)
OUTPUTS = ("pages", "lists", "files", "exports", "search", "calendar and e-mail")


def kind_of(name: str) -> str:
    """Which of the outputs an address is."""
    return "files" if name in FILES else "lists" if name in LISTS else "pages"


def answers(client: Client, role: str, parts: dict[str, object]) -> Iterator[tuple[str, bytes]]:
    """What each page and file that a role may open says, with the output it is one of."""
    for name in PAGES:
        if TABLE[name].who not in MAY[role]:
            continue
        answer = client.get(address(name, parts), follow=name == "paper-take")
        if answer.status_code == 200:
            yield kind_of(name), said_in(answer).lower()
    csv = client.post("/cases/export/", {"form": "csv"})
    if csv.status_code == 200:
        yield "exports", said_in(csv).lower()


def told(all_: Everything, role: str) -> dict[str, set[str]]:
    """The fields that somebody in a role is told, by output."""
    client, found = browser(all_.made[role]), {one: set[str]() for one in OUTPUTS}
    if role in FROM_OUTSIDE:
        client.post(f"/my-cases/{all_.case.reference}/declare/", {"link": "none"})
    for output, said in answers(client, role, parts_of(all_)):
        found[output] |= {field for field, word in all_.words.items() if word.encode() in said}
    days = calendar_links.due_days(all_.made[role], today=offices.TODAY)
    by_post = repr(days).lower()
    found["calendar and e-mail"] |= {field for field, word in all_.words.items() if word in by_post}
    return found


def leaks(told_to: dict[str, dict[str, set[str]]], *, given: bool) -> set[tuple[str, str, str]]:
    """What is told past its level: (field, role, output) each."""
    return {
        (field, role, output)
        for role, outputs in told_to.items()
        for output, fields in outputs.items()
        for field in fields
        if not may_read(role, field, given=given)
    }


def give_to_all(all_: Everything) -> None:
    """The case is given to each role that works on one, and a paper of it to each from outside."""
    for role, (part, _) in GIVEN.items():
        offices.give(all_.case, all_.made[role], part)
    for role in FROM_OUTSIDE:
        offices.grant(all_.case, all_.made[role], all_.rows["paper_2"], by=all_.made["complaints_manager"])


def test_no_field_is_told_past_its_level_to_any_role_on_any_page_or_in_any_file(monkeypatch):
    all_ = everything(offices.an_office())
    assert set(all_.words) == set(FIELDS)
    assert leaks({role: told(all_, role) for role in SHELL}, given=False) == set()
    give_to_all(all_)
    told_to = {role: told(all_, role) for role in ROLES}

    assert leaks(told_to, given=True) == set()
    assert len(FIELDS) * len(told_to) * len(OUTPUTS) > 2600
    reads = told_to["complaints_officer"]  # what is there is told to those who may read it
    assert len(reads["pages"]) > 60
    assert {"name", "letter_title", "letter"} <= reads["pages"] | reads["files"]

    everything_there_is = frozenset(access.PARTS)
    monkeypatch.setattr(access, "_parts", lambda *_: everything_there_is)
    monkeypatch.setattr(f"{__name__}.PAGES", ["case", "story", "case-people"])
    shown = {field for field, *_ in leaks({"team_manager": told(all_, "team_manager")}, given=True)}
    assert {"notes", "proceedings", "corrected_why", "safe_address"} <= shown  # the control


def test_what_a_search_looks_through_holds_no_field_past_its_level():
    all_ = everything(offices.an_office())
    row = SearchedWords.objects.get(representation=all_.case)
    for role, text in (("panel_clerk", row.level_2), ("legal", row.level_2 + row.level_3)):
        found = {field for field, word in all_.words.items() if word in text.lower()}
        assert {field for field in found if not may_read(role, field, given=True)} == set()
    assert "words" in {field for field, word in all_.words.items() if word in row.level_2.lower()}
    assert daily_messages.lay_out(on=offices.TODAY, at=offices.NOW) >= 0
