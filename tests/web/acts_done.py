"""Doing an act at its page to its end in tests: filled in, agreed to by a second person where it takes one, done."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.casework.offices import nobody_has
from tests.clock import stop_the_clock
from tests.web.act_pages import day, office, opened, sent, signed_in

from heard.people.models import Member
from heard.representations.models import Representation, SecondPerson

TODAY = date(2026, 11, 22)
WHY = {"reason": "It is right for this family.", "decided_by": "Amina Odell"}


def on(name: str, when: date) -> dict[str, str]:
    """A day of a form."""
    return day(name, when.year, when.month, when.day)


def office_on(monkeypatch: Any, today: date = TODAY) -> dict[str, Member]:
    """The office, with one member in each role, on a day."""
    stop_the_clock(monkeypatch, today)
    return office()


def at(case: Representation, act: str) -> str:
    """The address of the page of an act."""
    return f"/cases/{case.reference}/do/{act}/"


def done(members: dict[str, Member], case: Representation, act: str, **answers: Any) -> None:
    """Do an act as the complaints manager; where it takes two, an officer agrees to it. It has to be done."""
    manager = signed_in(members["complaints_manager"])
    answer = sent(manager, at(case, act), **answers)
    assert answer.status_code == 302, answer.content.decode()
    row = SecondPerson.objects.filter(answer=SecondPerson.Answer.WAITING).first()
    if row is None:
        return
    nobody_has(case)  # Whoever owns it could not be the second person.
    officer = signed_in(members["complaints_officer"])
    agreed = officer.post(f"/cases/{case.reference}/asked/{row.pk}/", {"agree": "yes"})
    assert agreed.status_code == 302, agreed.content.decode()
    answer = sent(manager, at(case, act), **answers)
    assert answer.status_code == 302, answer.content.decode()


def refused(members: dict[str, Member], case: Representation, act: str, **answers: Any) -> str:
    """What the page says when an act is refused; nothing typed is lost, and the answer is a wrong one."""
    manager = signed_in(members["complaints_manager"])
    answer = manager.post(at(case, act), {**opened(manager, at(case, act)), **answers})
    page: str = answer.content.decode()
    assert answer.status_code == 422, page
    assert "<title>Error: " in page
    return page


__all__ = ["TODAY", "WHY", "at", "done", "office_on", "on", "refused"]
