"""A list of cases whole, to be taken away as a file: row by row in lots, asked anew of each lot what may be seen.

The shell of a case goes to whoever sees it; names go only where they may be read. A file of more than 500 rows, or
where the role says so, takes a second person who agrees to exactly that list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from heard.casework import four_eyes, looks
from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import in_force
from heard.casework.finding_cases import names_in
from heard.casework.looking_at_lists import Narrowed, cases_narrowed
from heard.casework.permissions import Act, demand, right_of
from heard.casework.writing import writing
from heard.law.kinds import KINDS
from heard.law.procedure import State
from heard.people.models import Member
from heard.representations.models import PROCEDURES, STAGES, Assignment, SecondPerson, Stage

ALONE, LOT = 500, 4000
ABOUT = looks.A_LIST
HEADINGS = (
    "Reference", "Kind", "Procedure", "Where it stands", "Received", "Team", "Service", "Who complained",
    "Complainant", "Last stage", "Stage began", "Stage answered", "With",
)  # fmt: skip
KIND_WORDS: Mapping[str, str] = {one.code: one.words for one in KINDS}
PROCEDURE_WORDS, STAGE_WORDS = dict(PROCEDURES), dict(STAGES)
STATE_WORDS = {one.value: one.words[:1].upper() + one.words[1:] for one in State}
COLUMNS = (
    "pk", "reference", "kind", "kind_term__label", "procedure", "state", "received_on", "team__label",
    "service__label", "team__service__label", "complainant_kind__label",
)  # fmt: skip

__all__ = ["ABOUT", "HEADINGS", "Leave", "ask_leave", "leave_for", "take_list", "whole_list"]


@dataclass(frozen=True, slots=True)
class Leave:
    """Whether somebody may take a list away now: how many rows, and whether a second person must agree, or has."""

    rows: int
    needs_second: bool
    needs_fresh: bool
    asked: bool = False
    agreed: int | None = None

    @property
    def may_be_taken(self) -> bool:
        """Whether nothing but a fresh proof is missing."""
        return not self.needs_second or self.agreed is not None


def leave_for(member: Member | None, wanted: Narrowed, chosen: str, *, today: date) -> Leave:
    """What it takes for this person to take this list away. Raises NotAllowed."""
    member = demand(member, Act.EXPORT_LIST)
    right = right_of(member, Act.EXPORT_LIST)
    rows = cases_narrowed(member, wanted, today=today).order_by().count()
    second = right is None or right.second or rows > ALONE
    asked = _asked(member, chosen) if second else None
    return Leave(
        rows=rows,
        needs_second=second,
        needs_fresh=right is None or right.fresh,
        asked=asked is not None,
        agreed=asked.pk if asked is not None and asked.answer == SecondPerson.Answer.APPROVED else None,
    )


def ask_leave(member: Member, chosen: str, *, at: datetime) -> None:
    """Ask a second person to agree that this list is taken away; asked once while it waits."""
    demand(member, Act.EXPORT_LIST)
    if _asked(member, chosen) is None:
        four_eyes.ask(act="export_list", reference=ABOUT, content=_content(member, chosen), by=member, at=at)


def take_list(
    member: Member | None, wanted: Narrowed, chosen: str, *, form: str, today: date, at: datetime
) -> Iterator[Sequence[str]]:
    """The rows of a list to be taken away, once it is on record who took what. Raises NotAllowed or NotAgreed."""
    leave = leave_for(member, wanted, chosen, today=today)
    taker = demand(member, Act.EXPORT_LIST)
    with writing(
        "export_list", by=taker.account.username, at=at, reference=ABOUT, rows_taken=leave.rows, form=form
    ) as line:
        if leave.needs_second:
            content = _content(taker, chosen)
            four_eyes.use(line, number=leave.agreed, act="export_list", reference=ABOUT, content=content)
    looks.note(taker, ABOUT, f"{form} of {leave.rows} rows", at)
    return whole_list(taker, wanted, today=today)


def whole_list(member: Member, wanted: Narrowed, *, today: date) -> Iterator[Sequence[str]]:
    """Every row this person may see, by number, in lots; what was hidden meanwhile is not in the next lot."""
    last = 0
    while True:
        found = cases_narrowed(member, wanted, today=today).filter(pk__gt=last).order_by("pk")
        rows = list(found.values_list(*COLUMNS)[:LOT])
        yield from _rows(member, rows, last)
        if len(rows) < LOT:
            return
        last = rows[-1][0]


def _rows(member: Member, rows: Sequence[Any], after: int) -> Iterator[Sequence[str]]:
    if not rows:
        return
    between = {"representation_id__gt": after, "representation_id__lte": rows[-1][0]}
    stages = _last_stages(between)
    names = names_in(member, [row[0] for row in rows])
    holders = _holders(between)
    for number, reference, kind, label, procedure, state, received_on, team, own, service, who in rows:
        stage, began, answered = stages.get(number, ("", None, None))
        yield (
            reference, label or KIND_WORDS.get(kind, kind), PROCEDURE_WORDS.get(procedure, procedure),
            STATE_WORDS.get(state, state), received_on.isoformat(), team or "", own or service or "", who or "",
            names.get(number, ""), STAGE_WORDS.get(stage, stage), began.isoformat() if began else "",
            answered.isoformat() if answered else "", holders.get(number, ""),
        )  # fmt: skip


def _last_stages(between: dict[str, int]) -> dict[int, tuple[str, date | None, date | None]]:
    rows = Stage.objects.filter(**between).order_by("started_on", "pk")
    return {
        case: (stage, began, answered)
        for case, stage, began, answered in rows.values_list(
            "representation_id", "stage", "started_on", "answered_on"
        )
    }


def _holders(between: dict[str, int]) -> dict[int, str]:
    rows = Assignment.objects.filter(in_force(day_asked(None)), **between).order_by("begins_on", "pk")
    return dict(rows.values_list("representation_id", "member__account__first_name"))


def _asked(member: Member, chosen: str) -> SecondPerson | None:
    digest = four_eyes.fingerprint_of(_content(member, chosen))
    mine = SecondPerson.objects.filter(act="export_list", reference=ABOUT, digest=digest, asked_by=member)
    waits = (SecondPerson.Answer.WAITING, SecondPerson.Answer.APPROVED)
    return mine.filter(answer__in=waits).order_by("pk").last()


def _content(member: Member, chosen: str) -> dict[str, object]:
    return {"list": chosen or "every case they may see", "for": member.account.username}
