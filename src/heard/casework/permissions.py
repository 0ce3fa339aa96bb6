"""Which role may do which act. One table: code, tests and manual all read it."""

from __future__ import annotations

from enum import StrEnum

from heard.people.models import Member


class Act(StrEnum):
    """Something a person may be entitled to do."""

    SEE_CASES = "see cases"
    SEE_FIGURES = "see figures"
    OPEN_FIGURES = "open a figure to the cases behind it"
    BRING_IN_SHEETS = "bring in a sheet"
    UNDO_IMPORTS = "undo an import"
    CHANGE_SETTINGS = "change the council's settings"
    CHECK_LEDGER = "check the ledger"


Role = Member.Role
MAY: dict[str, frozenset[Act]] = {
    Role.COMPLAINTS_OFFICER: frozenset(
        {Act.SEE_CASES, Act.SEE_FIGURES, Act.OPEN_FIGURES, Act.BRING_IN_SHEETS}
    ),
    Role.COMPLAINTS_MANAGER: frozenset(Act),
    Role.TEAM_MANAGER: frozenset({Act.SEE_CASES, Act.SEE_FIGURES, Act.OPEN_FIGURES}),
    Role.DIRECTOR: frozenset({Act.SEE_CASES, Act.SEE_FIGURES, Act.OPEN_FIGURES}),
    Role.ELECTED_MEMBER: frozenset({Act.SEE_FIGURES}),
    Role.ADMINISTRATOR: frozenset({Act.CHECK_LEDGER}),
}


class NotAllowed(Exception):
    """This role may not do this; the message says who can."""


def may(member: Member | None, act: Act) -> bool:
    """Whether somebody signed in may do an act. Nobody signed in may do nothing."""
    return member is not None and act in MAY.get(member.role, frozenset())


def demand(member: Member | None, act: Act) -> Member:
    """The member, if they may do the act. Raises NotAllowed."""
    if member is None or not may(member, act):
        who = ", ".join(str(Role(role).label).lower() for role, acts in MAY.items() if act in acts)
        raise NotAllowed(f"You cannot {act.value} in your role. These can: {who}.")
    return member
