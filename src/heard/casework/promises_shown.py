"""One line of the list of promises, as somebody may see it: words for those who read the case, or owe it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from heard.casework.days_left import DaysLeft, DayStanding
from heard.casework.permissions import Level
from heard.casework.promises import ACTION, ASKED_AT_STAGE, TOLD
from heard.casework.promises_owing import CASE_OF, KEPT_ON, REMEDY, Rows
from heard.casework.promises_standing import Standing
from heard.outcomes.models import Source
from heard.representations.models import Decision

OMBUDSMAN = "ombudsman"
WHENCE = {**dict(Source.choices), REMEDY: "Remedy"}


@dataclass(frozen=True, slots=True)
class PromiseSeen:
    """One promise. `standing` is None once it is kept; `told_on` the day whoever complained heard of it.

    `words` are empty for those who do not read the case, `reference` where it does not exist for them.
    """

    kind: str
    number: int
    reference: str
    words: str
    owner: str
    due_on: date
    standing: DayStanding | None
    done_on: date | None
    proof: str
    closed_by: str
    told_on: date | None
    service: str
    answers: str
    whence: str
    cost: Decimal | None
    times_reopened: int


def in_full(kind: str, rows: Rows) -> Rows:
    """The rows of a kind with all that a line of the list says."""
    case = CASE_OF[kind]
    of_case = (f"{case}__service", f"{case}__team__service")
    if kind == ACTION:
        return rows.select_related("owner", "service", "recommendation__stage", *of_case).prefetch_related(
            "reopened"
        )
    if kind == REMEDY:
        return rows.select_related("kind", *of_case)
    return rows.select_related("owner", "case__service", *of_case)


def seen_of(
    rows: Sequence[tuple[str, Any]], standing: Standing, today: date, *, own: bool
) -> list[PromiseSeen]:
    """Rows as one person sees them; on one's `own` list one reads the words of what one owes."""
    days = DaysLeft(today)
    cases = {one.pk for kind, row in rows if (one := _case(kind, row)) is not None}
    reads, sees = standing.reads(cases), standing.sees(cases)
    # What the Ombudsman asks for stands with the decision, which is read in full or not at all.
    asked = {one.pk for kind, row in rows if kind == OMBUDSMAN and (one := _case(kind, row)) is not None}
    of_ombudsman = standing.reads(asked, level=Level.S3) if asked else asked
    grounds = [f"{ACTION}/{row.pk}" for kind, row in rows if kind == ACTION]
    told = Decision.objects.filter(about=ACTION, answer=TOLD, ended_on=None, ground__in=grounds)
    told_on = dict(told.order_by("-pk").values_list("ground", "told_on"))
    mine = standing.member.person_id
    return [
        _one(
            kind,
            row,
            days,
            told_on,
            of_ombudsman if kind == OMBUDSMAN else reads,
            sees,
            is_own=own and mine is not None and _owner(row) == mine,
        )
        for kind, row in rows
    ]


def _one(
    kind: str,
    row: Any,
    days: DaysLeft,
    told_on: Mapping[str, date | None],
    reads: set[int],
    sees: set[int],
    *,
    is_own: bool,
) -> PromiseSeen:
    case = _case(kind, row)
    may_read = case is None or case.pk in reads
    kept_on = getattr(row, KEPT_ON[kind])
    asked = getattr(row, "recommendation", None)
    owner = getattr(row, "owner", None)
    return PromiseSeen(
        kind=kind,
        number=row.pk,
        reference=case.reference if case is not None and case.pk in sees else "",
        words=_words(kind, row) if may_read or is_own else "",
        owner=owner.name if owner else "",
        due_on=row.due_on,
        standing=None if kept_on else days.of(row.due_on),
        done_on=kept_on,
        proof=getattr(row, "proof", "") if may_read else "",
        closed_by=getattr(row, "proof_accepted_by", getattr(row, "verdict", "")) if may_read else "",
        told_on=told_on.get(f"{ACTION}/{row.pk}") if kind == ACTION else None,
        service=_service(kind, row),
        answers=asked.words if asked and may_read else "",
        whence=_whence(kind, row),
        cost=getattr(row, "cost", None),
        times_reopened=len(row.reopened.all()) if kind == ACTION else 0,
    )


def _case(kind: str, row: Any) -> Any:
    return row.case.about if kind == "ombudsman" else row.representation


def _service(kind: str, row: Any) -> str:
    """The service that owes a row: its own, else the case's, else that of the case's team."""
    case = _case(kind, row)
    own = row.service if kind == ACTION else row.case.service if kind == "ombudsman" else None
    found = own or (case and (case.service or (case.team.service if case.team else None)))
    return found.label if found else ""


def _whence(kind: str, row: Any) -> str:
    if kind != ACTION:
        return str(WHENCE[REMEDY if kind == REMEDY else Source.OMBUDSMAN])
    asked = row.recommendation
    by_stage = ASKED_AT_STAGE.get(asked.stage.stage, "") if asked and asked.stage else ""
    return str(WHENCE.get(row.source or by_stage, ""))


def _owner(row: Any) -> int | None:
    found: int | None = getattr(row, "owner_id", None)
    return found


def _words(kind: str, row: Any) -> str:
    if kind == REMEDY:
        return ": ".join(filter(None, (str(row.kind.label), row.words)))
    return str(row.words)
