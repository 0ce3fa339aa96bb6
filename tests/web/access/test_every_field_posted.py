"""T14: the name of every field of every table, sent to every address that takes a form, changes nothing not asked for.

What is written by a form as it should be is held against what is written once the same form is padded with all those
names and hostile values. What is different was taken from a name that the form does not have.
"""

# ruff: noqa: E501  (tables: one thing a line)

from __future__ import annotations

import ast
import os
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from cryptography.fernet import Fernet, MultiFernet
from django import forms
from django.db import connection
from tests.casework import living, offices, stages
from tests.web.access.addresses import ANYBODY, ONESELF, TABLE, address, parts_of
from tests.web.access.everything import Everything, everything
from tests.web.access.looking import browser
from tests.web.access.posting import Asked, changed_by_padding, padding

import heard.web
from heard.casework.permissions import MAY
from heard.people.models import Term
from heard.web.desk.acts.registry import pages
from heard.web.desk.case_papers import PaperForm
from heard.web.forms_look import Form

FULL = bool(os.environ.get("HEARD_FULL"))
ROLES = ("complaints_manager", "complaints_officer", "administrator", "safeguarding", "information_governance",
         "panel_clerk", "investigating_officer", "team_manager", "director")  # fmt: skip
# What a question takes that no words fit; everything else is filled in as it stands on its page.
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "people-join": {"sign_in_name": "newly-come", "service": "", "ends_on-day": "", "ends_on-month": "", "ends_on-year": ""},
    "people-move": {"service": ""},
    "settings-context": {"value": "12"},
    "settings-clock": {"extension_days": ""},
    "settings-label-add": {"position": "1", "in_use_to-day": "", "in_use_to-month": "", "in_use_to-year": ""},
    "settings-numbers": {"number": "0800 1111"},
    "settings-days": {"sure": "yes"},
    "place": {"label": "Northern"},
    "declare-interest": {"case": "CR-2026-0001"},
    "own-codes": {"code": "123456"},
    "save-filter": {"name": "Mine", "query": "team=North"},
    "own-browsers": {"browser": "1"},
}  # fmt: skip
# Addresses whose form stands on another page, where only some are asked.
STANDS_ON = {
    "paper-release": "case-paper",
    "give-many": "work",
    "save-filter": "cases",
    "people-link": "people-person",
}
# Beside what a form shows now, these are its own where the case stands otherwise.
ALSO_ITS_OWN: Mapping[str, set[str]] = {"case-wall-lift": {"agreed"}}
SAMPLE = (
    "paper-new", "paper-release", "people-join", "people-move", "people-leave", "people-away", "own-away", "case-restrict",
    "settings-council", "settings-band", "place", "case-notes", "declare-interest", "guest-note-new", "own-password",
)  # fmt: skip
ACTS = (
    "extend-stage-1",
    "add-point",
    "close",
    "accept",
    "correct-received-on",
    "message-to-them",
    "withdraw",
    "assign",
)
# What only the office itself keeps: no form asks for it, whoever fills it in.
KEPT_BY_THE_OFFICE = frozenset(
    {"is_superuser", "is_staff", "is_active", "user_permissions", "groups", "last_login", "date_joined", "digest",
     "previous", "sequence", "added_by", "added_at", "asked_at", "approved_by", "due_on_hint",
     "account", "is_outside", "recorded_at", "issued_by", "signed_by"}
)  # fmt: skip
# The modules that take everything typed, to give it back as it was typed.
GIVES_BACK = {"typed.py", "kept_words.py"}
WHOLE = ("items", "lists", "dict", "values")


def as_it_is(_: object, said: str | bytes, *more: object) -> bytes:
    """Stands in for sealing and opening: what is sealed is otherwise another string each time."""
    return said.encode() if isinstance(said, str) else said


@pytest.fixture
def all_(settings, tmp_path, monkeypatch) -> Everything:
    settings.DATA = tmp_path
    for lock in (Fernet, MultiFernet):
        monkeypatch.setattr(lock, "encrypt", as_it_is)
        monkeypatch.setattr(lock, "decrypt", as_it_is)
    found = everything(offices.an_office())
    offices.grant(
        found.case,
        found.made["investigating_officer"],
        found.rows["paper_2"],
        by=found.made["complaints_manager"],
    )
    return found


@pytest.fixture
def asked(all_) -> dict[str, Asked]:
    found = {role: Asked(all_.made[role], browser(all_.made[role])) for role in ROLES}
    for one in found.values():
        one.client.raise_request_exception = False
    outside = found["investigating_officer"].client
    outside.post(f"/my-cases/{all_.case.reference}/declare/", {"link": "none"})
    return found


def who_opens(asked: dict[str, Asked], name: str, path: str) -> Asked:
    """Whoever may do the act of an address, and finds it there if anybody does."""
    row = TABLE[name]
    may = [asked[role] for role in ROLES if row.who in (ANYBODY, ONESELF) or row.who in MAY[role]]
    return next((one for one in may if one.open(path) not in (403, 404)), (may or [asked["director"]])[0])


class Found:
    """What came of many forms: those that wrote something else when padded, those that broke, and how many wrote."""

    def __init__(self) -> None:
        self.otherwise: dict[tuple[str, bool], object] = {}
        self.broken: list[str] = []
        self.tried = self.wrote = 0

    def try_out(self, asked: Asked, name: str, path: str) -> None:
        """Send one form, filled in and empty, each as it is and padded."""
        asked.names.setdefault(path, set()).update(ALSO_ITS_OWN.get(name, ()))
        for body in (asked.body(path, **ANSWERS.get(name, {})), {}):
            status, otherwise, wrote = changed_by_padding(asked, path, body)
            if status == 405:
                return
            self.tried += 1
            self.wrote += status == 302 and wrote > 8  # more than the look that every page keeps
            self.broken += [name] if status >= 500 else []
            if otherwise:
                self.otherwise[name, bool(body)] = sorted(otherwise, key=str)[:5]


def addresses_of(all_: Everything) -> dict[str, str]:
    """Every address with a member, a label and a team that are there."""
    parts = {**parts_of(all_), "member": all_.made["legal"].pk, "team": all_.made.teams["North"].pk}
    parts["label"] = Term.objects.filter(list="outcome").values_list("pk", flat=True).first() or 0
    return {name: address(name, parts) for name in TABLE}


def sent_everywhere(all_: Everything, asked: dict[str, Asked]) -> Found:
    """Every address, or in a small run those of the sample."""
    found, where = Found(), addresses_of(all_)
    names = list(TABLE) if FULL else SAMPLE
    who = {name: who_opens(asked, name, where[name]) for name in names}
    if FULL:  # Every page is read first: a form may stand on another page than its own.
        for one in asked.values():
            for path in where.values():
                one.open(path)
    for name, one in who.items():
        one.open(where[STANDS_ON.get(name, name)])
        found.try_out(one, name, where[name])
    return found


def cases(all_: Everything) -> Iterator[str]:
    """Cases that stand so differently that nearly every act can be done on one."""
    yield offices.a_case(all_.made).reference
    if FULL:
        made = (
            living.received,
            stages.investigating,
            stages.both_reports,
            stages.at_stage_3,
            stages.panel_met,
        )
        yield from (one().reference for one in made)
        yield from (
            living.received(kind).reference for kind in ("corporate_complaint", "compliment", "concern")
        )
        yield all_.case.reference


@pytest.mark.django_db
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="numbers of rows go on after what is not kept, elsewhere"
)
def test_no_name_that_a_form_does_not_have_changes_anything_at_any_address(all_, asked, monkeypatch):
    found = sent_everywhere(all_, asked)

    assert (found.otherwise, found.broken) == ({}, [])
    assert len(padding()) > 600
    assert found.wrote >= (40 if FULL else 10), found.wrote

    said = PaperForm.said
    monkeypatch.setattr(
        PaperForm, "said", lambda self: {**said(self), "title": self.data.get("label", "None given")}
    )
    one, path = asked["complaints_manager"], f"/cases/{all_.case.reference}/papers/new/"
    one.open(path)
    assert (
        changed_by_padding(one, path, one.body(path))[1] != set()
    )  # the control: a form that reads what was sent


@pytest.mark.django_db
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="numbers of rows go on after what is not kept, elsewhere"
)
def test_no_name_that_a_form_does_not_have_changes_anything_at_the_page_of_an_act(all_, asked):
    found, one, there = Found(), asked["complaints_manager"], list(cases(all_))
    for slug in pages() if FULL else ACTS:
        path = next((at for at in (f"/cases/{case}/do/{slug}/" for case in there) if one.open(at) == 200), "")
        if path:
            found.try_out(one, slug, path)

    assert (found.otherwise, found.broken) == ({}, [])
    assert found.wrote >= (40 if FULL else 3), found.wrote


def every_form() -> list[type[forms.BaseForm]]:
    """Every form of the pages there is."""
    for one in walk_packages(heard.web.__path__, "heard.web."):
        import_module(one.name)
    waiting, found = [Form], []
    while waiting:
        found.append(waiting.pop())
        waiting += found[-1].__subclasses__()
    return [one for one in found if one.__module__.startswith(("heard.", __name__))]


def asks_too_much() -> set[str]:
    """Forms that ask for what only the office keeps, or take their questions from a table."""
    return {
        one.__name__
        for one in every_form()
        if KEPT_BY_THE_OFFICE & set(one.base_fields) or issubclass(one, forms.BaseModelForm)
    }


def test_no_form_asks_for_what_only_the_office_keeps():
    assert asks_too_much() == set()
    assert len(every_form()) > 150

    made = type("OneQuestionMore", (Form,), {"is_staff": forms.BooleanField(), "__module__": __name__})
    assert asks_too_much() == {made.__name__}  # the control


def takes_whole(module: str) -> set[str]:
    """Where a module takes everything that was sent by whatever name, or sets what a name says."""
    found = set()
    if "POST" not in module and "setattr" not in module:
        return found
    for node in ast.walk(ast.parse(module)):
        if not isinstance(node, ast.Call):
            continue
        said = ast.unparse(node.func)
        if said.endswith(tuple(f"POST.{one}" for one in WHOLE)) or said == "setattr":
            found.add(ast.unparse(node))
        found |= {
            ast.unparse(one.value)
            for one in node.keywords
            if one.arg is None and "POST" in ast.unparse(one.value)
        }
    return found


def test_no_page_takes_everything_that_was_sent():
    places = [one for one in Path(heard.web.__path__[0]).rglob("*.py") if one.name not in GIVES_BACK]

    assert {one.name: found for one in places if (found := takes_whole(one.read_text("utf-8")))} == {}
    assert (
        takes_whole("Member(**request.POST.dict())\nfor name in request.POST.items(): setattr(row, name, 1)")
        != set()
    )
