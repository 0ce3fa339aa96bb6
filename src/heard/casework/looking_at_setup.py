"""Stage 2 as it is set up: who has each part, what they declared, their contract, what they may see until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from heard.casework.looking_at_candidates import Candidate, candidates_for
from heard.casework.looking_at_statement import Statement, statement_of
from heard.casework.stage_days import clock_of_stage
from heard.law.clock import Clock
from heard.law.conflicts import PANEL_PARTS, PART
from heard.people.models import Member
from heard.representations.models import Appointment, Engagement, Grant, Representation, Stage

ADJUDICATOR = "adjudicator"
PARTS_OF_STAGE_2 = ("investigating_officer", "independent_person", ADJUDICATOR)


@dataclass(frozen=True)
class Seat:
    """Somebody in a part, with the contract they work by, the account they sign in with, and their leave to see."""

    row: Appointment
    contract: Engagement | None
    member: Member | None
    grant: Grant | None

    @property
    def is_outside(self) -> bool:
        """Whether they are not of the office, so that they have a contract and see what a grant names."""
        return self.row.part != ADJUDICATOR and (self.member is None or self.member.is_outside)


@dataclass(frozen=True)
class PartOfStage:
    """A part in a stage: who has it, who had it before, and who may not be named for it and why, and who may."""

    code: str
    words: str
    seat: Seat | None
    before: tuple[Appointment, ...]
    barred: tuple[Candidate, ...]
    possible: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class SetUp:
    """Stage 2 of a case as it is set up; `clock` is the one it is answered by."""

    stage: Stage | None
    parts: tuple[PartOfStage, ...]
    statement: Statement
    clock: Clock | None


def set_up_of(case: Representation, today: date) -> SetUp:
    """How far Stage 2 of a case is set up."""
    statement = statement_of(case)
    stage = statement.stage
    seats = seats_of(case, PARTS_OF_STAGE_2, today)
    rows = list(
        Appointment.objects.filter(representation=case, ended_on__isnull=False).select_related("person")
    )
    known = candidates_for(case, PARTS_OF_STAGE_2, today)
    parts = tuple(
        PartOfStage(
            code,
            PART[code].words,
            next((one for one in seats if one.row.part == code), None),
            tuple(one for one in rows if one.part == code),
            tuple(one for one in known[code] if one.is_barred),
            tuple(one for one in known[code] if not one.is_barred),
        )
        for code in PARTS_OF_STAGE_2
    )
    return SetUp(stage, parts, statement, clock_of_stage(stage) if stage else None)


def seats_of_panel(case: Representation, today: date) -> list[Seat]:
    """Who sits on the panel now, the chair first, each with contract and leave to see."""
    return sorted(seats_of(case, PANEL_PARTS, today), key=lambda one: PANEL_PARTS.index(one.row.part))


def seats_of(case: Representation, parts: tuple[str, ...], today: date) -> list[Seat]:
    """Who has one of these parts now."""
    found = Appointment.objects.filter(representation=case, part__in=parts, ended_on=None)
    rows = list(found.select_related("person__member__account", "engagement").order_by("pk"))
    running = Grant.objects.filter(
        representation=case, begins_on__lte=today, ends_on__gte=today, ended_at=None
    )
    grants: Mapping[int, Grant] = {one.member_id: one for one in running.order_by("ends_on")}
    return [_seat(row, grants) for row in rows]


def _seat(row: Appointment, grants: Mapping[int, Grant]) -> Seat:
    member = getattr(row.person, "member", None)
    contract = getattr(row, "engagement", None)
    return Seat(row, contract, member, grants.get(member.pk) if member else None)
