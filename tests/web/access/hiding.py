"""The ways in which a case comes to be hidden from somebody who saw it: for whom, what shows it, and what hides it."""

# ruff: noqa: E501  (a table: one thing a line)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tests.casework import living, offices
from tests.casework.offices import NOW, TODAY, Office
from tests.clock import NOVEMBER_22

from heard.casework.writing import writing
from heard.people.models import Absence, Member
from heard.representations.models import Assignment, GlassBroken, Grant, Representation, Restriction, Wall

Case = Representation
YESTERDAY = TODAY - timedelta(days=1)


@dataclass(frozen=True)
class Hidden:
    """One way: the role it is hidden from, what makes it seen (the control) and what then hides it."""

    role: str
    show: Callable[[Office, Case, Member], object]
    hide: Callable[[Office, Case, Member], object]


def _rows(*rows: Any) -> None:
    with writing("test_rows", by="amina", at=NOW) as line:
        for row in rows:
            line.add(row)


def _nothing(made: Office, case: Case, who: Member) -> None:
    """Their role sees it already."""


def _theirs(made: Office, case: Case, who: Member) -> None:
    offices.give(case, who)


def _walled(made: Office, case: Case, who: Member) -> None:
    _rows(Wall(representation=case, person=who.person, source="declared", begins_on=living.RECEIVED))


def _walled_again(made: Office, case: Case, who: Member) -> None:
    _rows(
        Wall(representation=case, person=who.person, source="tie", begins_on=living.RECEIVED, lifted_from=living.RECEIVED,
             lifted_until=YESTERDAY, lifted_because="Needed", lifted_by="a", lifting_seconded_by="b")
    )  # fmt: skip


def _restricted(made: Office, case: Case, who: Member) -> None:
    _rows(Restriction(representation=case, because="Known to many", begins_on=living.RECEIVED))


def _of_another_service(made: Office, case: Case, who: Member) -> None:
    with writing("test_rows", by="amina", at=NOW) as line:
        line.change(case, team=made.teams["East"])


def _given(made: Office, case: Case, who: Member) -> None:
    offices.give(case, who, "legal")


def _taken_back(made: Office, case: Case, who: Member) -> None:
    with writing("test_rows", by="amina", at=NOW) as line:
        for one in Assignment.objects.filter(representation=case, member=who):
            line.change(one, ends_on=TODAY)


def _stands_in(made: Office, case: Case, who: Member) -> None:
    offices.give(case, made["legal"], "legal")
    _rows(Absence(member=made["legal"], deputy=who, begins_on=living.RECEIVED))


def _is_back(made: Office, case: Case, who: Member) -> None:
    with writing("test_rows", by="amina", at=NOW) as line:
        for one in Absence.objects.filter(deputy=who):
            line.change(one, last_on=YESTERDAY)


def _let_in(made: Office, case: Case, who: Member) -> None:
    offices.grant(case, who, offices.paper(case, "Quillfeather statement"), by=made["complaints_manager"])


def _leave_ended(made: Office, case: Case, who: Member) -> None:
    with writing("test_rows", by="amina", at=NOW) as line:
        for one in Grant.objects.filter(representation=case, member=who):
            line.change(one, begins_on=living.RECEIVED, ends_on=YESTERDAY)


def _broken_open(made: Office, case: Case, who: Member) -> None:
    _rows(GlassBroken(representation=case, member=who, reason="safety", words=offices.REASON, began_at=NOVEMBER_22,
                      ends_at=NOVEMBER_22 + timedelta(minutes=60)))  # fmt: skip


def _hour_over(made: Office, case: Case, who: Member) -> None:
    with writing("test_rows", by="amina", at=NOW) as line:
        for one in GlassBroken.objects.filter(representation=case, member=who):
            line.change(
                one, began_at=one.began_at - timedelta(hours=2), ends_at=one.ends_at - timedelta(hours=2)
            )


HIDDEN: dict[str, Hidden] = {
    "behind a wall": Hidden("complaints_manager", _theirs, _walled),
    "behind a wall whose lifting is over": Hidden("complaints_manager", _nothing, _walled_again),
    "kept to those who have it": Hidden("complaints_manager", _nothing, _restricted),
    "of another team": Hidden("team_manager", _nothing, _of_another_service),
    "of another service": Hidden("head_of_service", _nothing, _of_another_service),
    "given to others": Hidden("legal", _given, _taken_back),
    "of somebody who is back": Hidden("adjudicating_officer", _stands_in, _is_back),
    "after leave has ended": Hidden("investigating_officer", _let_in, _leave_ended),
    "after an emergency": Hidden("safeguarding", _broken_open, _hour_over),
}


__all__ = ["HIDDEN", "Hidden"]
