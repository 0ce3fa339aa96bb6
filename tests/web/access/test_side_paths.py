"""T02 and T03: a hidden case is on no path: in no list, count, search, file, picker, notice or message."""

# ruff: noqa: E501  (a table: one thing a line)

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import openpyxl
import pytest
from django.db import transaction
from django.test import Client
from tests.casework import living, offices
from tests.casework.offices import NOW, TODAY, Office
from tests.web.access.hiding import HIDDEN
from tests.web.access.looking import answered, browser

from heard.casework import access_seeing, access_standing, calendar_links, daily_messages
from heard.casework.promises_known import WhoKnows
from heard.casework.writing import writing
from heard.outcomes.models import Action, LearningPoint
from heard.people.models import Member
from heard.representations import models as kept

pytestmark = pytest.mark.django_db
NEVER = "CR-2026-0002"  # the number that the hidden case is going to have
WHO = living.Somebody("complainant", "Wilf Quillfeather", "parent")
EVERY = "/work/?view=all"
# Twenty-four paths: what is asked on each, read or sent.
PATHS: dict[str, tuple[str, ...]] = {
    "search in words": ("/find/?words=axolotl",),
    "search by name": ("/find/?words=Quilfether", "/find/?words=Quillfeather"),
    "search by number": ("/find/?words={reference}",),
    "filter": ("/cases/?state=open&team=North", "/cases/?colour=late", "/cases/?words=axolotl", "/cases/?holder=nobody"),
    "sort and page": ("/cases/", "/cases/?sort=oldest&page=2"),
    "own work": ("/work/?view=mine", "/work/", "/work/?view=unassigned"),
    "work of all": (EVERY, f"{EVERY}&colour=late", f"{EVERY}&stage=stage_1", f"{EVERY}&team=North"),
    "loads of people": ("/work/team/",),
    "weekly meeting, printed": ("/work/meeting/", "/work/meeting/?team=North"),
    "weekly meeting, as a workbook": ("/work/meeting.xlsx",),
    "list taken away": ("POST /cases/export/ form=csv", "/cases/export/"),
    "calendar": ("calendar",),
    "daily message": ("message",),
    "notices": ("/notices/",),
    "waiting to be approved": ("/approve/",),
    "promises": ("/promises/", "/promises/?view=kept"),
    "Ombudsman and safety": ("/ombudsman/", "/safety/", "/compliments/", "/themes/"),
    "leave, walls, emergencies, answers": ("/grants/", "/advocates/", "/walls/", "/emergency/reviews/", "/answers/"),
    "post": ("/post/",),
    "page and its tabs": tuple(f"/cases/{{reference}}/{tab}" for tab in ("", "points/", "people/", "papers/", "letters/",
                               "history/", "looks/", "story/", "clocks/")),
    "acts": ("/cases/{reference}/do/close/", "POST /cases/{reference}/do/close/ reason=x"),
    "pickers of another case": ("POST /cases/{other}/do/link/ to={reference}", "POST /work/give/ case={reference}",
                                "POST /declare/ case={reference}", "POST /emergency/ case={reference}"),
    "what may be here already": ("POST /cases/new/ kind=concern words=axolotl channel=Telephone name=Wilf_Quillfeather relation=parent "
                                 "received_on-day=1 received_on-month=4 received_on-year=2026",),
    "pages of people from outside": ("/my-cases/{reference}/", "/my-cases/{reference}/papers/"),
}  # fmt: skip
# The first of each path is asked every time, the others beside it in full.
FULL = bool(os.environ.get("HEARD_FULL"))
# On these a case is there for whoever has no more than its shell: the control of every role of the office.
ALWAYS = {"search by number", "work of all", "sort and page", "page and its tabs"}
OUTSIDE = {"pages of people from outside"}
SHOWN = {"investigating_officer": OUTSIDE}


@dataclass
class Asked:
    """Somebody of an office with one case that all see, and every path as it answers them."""

    made: Office
    member: Member
    other: str
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = browser(self.member)

    def answers(self, reference: str, paths: Iterable[str] = PATHS) -> dict[str, tuple[object, ...]]:
        """What each path answers, the number that was asked for left out."""
        return {path: tuple(self._one(each, reference) for each in _asks(path)) for path in paths}

    def _one(self, asked: str, reference: str) -> object:
        if asked == "calendar":
            return calendar_links.due_days(self.member, today=TODAY)
        if asked == "message":
            return list(_messages(self.member))
        said = asked.format(reference=reference, other=self.other)
        if asked == "/work/meeting.xlsx":
            return _cells(self.client, said)
        if not said.startswith("POST "):
            return answered(self.client.get(said), reference)
        _, there, *given = said.split(" ")
        with transaction.atomic():  # What is sent is not to change what the next path answers.
            answer = answered(
                self.client.post(there, dict(one.replace("_Q", " Q").split("=") for one in given)), reference
            )
            transaction.set_rollback(True)
        return answer


def _asks(path: str) -> tuple[str, ...]:
    return PATHS[path] if FULL else PATHS[path][:1]


def _cells(client: Client, address: str) -> object:
    answer = client.get(address)
    if answer.status_code != 200:
        return answer.status_code
    return list(openpyxl.load_workbook(io.BytesIO(b"".join(answer))).active.values)


def _messages(member: Member) -> Iterator[str]:
    with transaction.atomic():
        daily_messages.lay_out(on=TODAY, at=NOW)
        for one in daily_messages.to_send(on=TODAY):
            if one.member == member:
                yield daily_messages.subject_of(one) + daily_messages.text_of(
                    one, address="https://heard.example/"
                )
        transaction.set_rollback(True)


def a_case_on_every_path(made: Office) -> kept.Representation:
    """A case with something on it for each list there is."""
    case = offices.a_case(made, words="The axolotl case.", people=(WHO,))
    who = living.person(case)
    letter = kept.Letter(representation=case, kind="acknowledgement", audience="adult", to_id=who, title="Axolotl",
                         body="<p>Axolotl</p>", issued_on=TODAY, issued_by="amina")  # fmt: skip
    rows = [
        Action(representation=case, words="Axolotl", owner_id=who, agreed_on=living.RECEIVED, due_on=TODAY),
        LearningPoint(representation=case, words="Axolotl", learned_on=TODAY),
        kept.Decision(representation=case, about="safeguarding", answer="referred", reason="Axolotl",
                      decided_by="Amina", decided_on=living.RECEIVED),
        kept.OmbudsmanCase(reference="26 111", received_on=TODAY, about=case),
        kept.AdvocacyReferral(reference="A-1", person_id=who, as_a_right=True, asked_on=living.RECEIVED, became=case,
                              became_on=TODAY),
        kept.Notice(representation=case, what="walls_in_the_line", about_on=TODAY, seen_on=TODAY,
                    for_role="complaints_manager"),
        kept.SecondPerson(act="correct", reference=case.reference, content="{}", digest="x",
                          asked_by=made["complaints_officer"], asked_at=NOW),
        letter,
        kept.Posting(letter=letter, way="post"),
    ]  # fmt: skip
    with writing("test_rows", by="amina", at=NOW) as line:
        for one in rows:
            line.add(one)
    offices.grant(case, made["advocate"], offices.paper(case), by=made["complaints_manager"])
    return case


def asked_by(made: Office, other: str, role: str) -> Asked:
    """Somebody in this role, with an address for messages."""
    member = made[role]
    member.account.email = f"{role}@council.example"
    member.account.save()
    return Asked(made, member, other)


def told_by(asked: Asked, before: dict[str, tuple[object, ...]], paths: Iterable[str] = PATHS) -> set[str]:
    """The paths that answer otherwise than if the case had never been."""
    return {path for path, answer in asked.answers(NEVER, paths).items() if answer != before[path]}


def no_walls(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard off: nobody is behind a wall."""
    nothing = kept.Wall.objects.none().values_list("representation_id")
    monkeypatch.setattr(access_seeing, "walled_off", lambda *_: nothing)
    monkeypatch.setattr(access_standing, "walled_off", lambda *_: nothing)
    monkeypatch.setattr(WhoKnows, "walled_off", lambda *_: [])


def test_on_every_path_and_however_it_is_hidden_a_case_is_as_if_it_had_never_been(monkeypatch):
    made = offices.an_office()
    other = offices.a_case(made).reference
    people = {role: asked_by(made, other, role) for role in {one.role for one in HIDDEN.values()}}
    before = {role: one.answers(NEVER) for role, one in people.items()}
    leaks, shown = {}, {}
    for kind, way in HIDDEN.items():
        with transaction.atomic():
            case, who = a_case_on_every_path(made), people[way.role]
            assert case.reference == NEVER
            way.show(made, case, who.member)
            shown[kind] = told_by(who, before[way.role], SHOWN.get(way.role, ALWAYS))
            way.hide(made, case, who.member)
            leaks[kind] = told_by(who, before[way.role])
            if kind == "behind a wall":
                with monkeypatch.context() as off:
                    no_walls(off)
                    who.member.__dict__.pop("_cases_asked")  # The question as it was put together with walls.
                    untold = set(PATHS) - told_by(who, before[way.role])
            transaction.set_rollback(True)

    assert {kind: found for kind, found in leaks.items() if found} == {}
    assert (len(PATHS), len(HIDDEN)) == (24, 9)
    # The controls: before it is hidden each of them saw it, and without walls each path of the office tells of it.
    assert {
        kind: found for kind, found in shown.items() if found != SHOWN.get(HIDDEN[kind].role, ALWAYS)
    } == {}
    assert untold == OUTSIDE
