"""A small invented council for the tests of pages: its members, a few lists, and as many cases as asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.test import Client

from heard.casework import accounts, council
from heard.casework.history import HistoryRecord, HistoryStage
from heard.casework.looking import member_for
from heard.casework.permissions import MAY
from heard.casework.receive import SheetBroughtIn, record_history
from heard.people.models import Member, Team

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
TEAMS = ("Assessment North", "Leaving Care")
OUTCOMES = ("Upheld", "Not upheld")


def found(*, is_demo: bool = True) -> None:
    """An installation with one member in each role; the team manager manages Assessment North."""
    council.open_installation(name="Thistlemere Council", by="test", at=AT, is_demo=is_demo)


def members() -> dict[str, Member]:
    """One member in each role, named after it. The team manager has the first team."""
    team = Team.objects.filter(label=TEAMS[0]).first()
    return {
        str(role): accounts.add_member(
            sign_in_name=str(role).replace("_", "-"),
            full_name=str(role).replace("_", " ").title(),
            role=str(role),
            by="test",
            at=AT,
            team=team if role == "team_manager" else None,
        )
        for role in MAY
    }


def case(number: int, **said: Any) -> HistoryRecord:
    """A statutory complaint: two in three answered in time or late, the third open."""
    began = date(2026, 4, 1) + timedelta(days=number % 200)
    ended = None if number % 3 == 0 else began + timedelta(days=10 + number % 20)
    stage = HistoryStage(
        stage="stage_1",
        started_on=began,
        extension_recorded=True,
        answered_on=ended,
        outcome=OUTCOMES[number % 2] if ended else "",
        manager=f"Manager {number % 4}",
    )
    facts: dict[str, Any] = {
        "row": number + 2,
        "reference": f"CS-{number:04}",
        "kind": "statutory_complaint",
        "procedure": "children_act",
        "received_on": began,
        "team": TEAMS[number % 2],
        "natures": ("Delay",),
        "complainant_name": f"Person {number}",
        "stages": (stage,),
    }
    return HistoryRecord(**{**facts, **said})


def bring_in(cases: list[HistoryRecord], name: str = "list.csv") -> None:
    """Keep cases as the council's own list would bring them in."""
    sheet = SheetBroughtIn(
        file_name=name,
        file_digest=name.encode().hex().ljust(64, "0")[:64],
        list_kind="complaints",
        records=cases,
        meanings={
            "team": dict.fromkeys(TEAMS, ""),
            "outcome": {"Upheld": "upheld", "Not upheld": "not_upheld"},
            "nature": {"Delay": ""},
        },
    )
    record_history(sheet, by="test", at=AT, into_demo=True)


def signed_in(member: Member) -> Client:
    """A browser in which this member has signed in."""
    client = Client()
    client.force_login(member.account)
    assert member_for(member.account) is not None
    return client
