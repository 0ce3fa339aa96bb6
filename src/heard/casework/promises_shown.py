"""One line of the list of promises, as somebody may see it: words for those who read the case, or owe it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from heard.casework.days_left import DaysLeft, DayStanding
from heard.casework.permissions import Level
from heard.casework.promises import ACTION, ASKED_AT_STAGE, TOLD
from heard.casework.promises_owing import CASE_OF, KEPT_ON, REMEDY, Rows, owing_places
from heard.casework.promises_standing import Standing
from heard.outcomes.models import PromiseReopened, Source
from heard.representations.models import Decision

OMBUDSMAN = "ombudsman"
# One row of what `in_full` finds.
Line = Mapping[str, Any]
_REOPENED = (
    PromiseReopened.objects.filter(action=OuterRef("pk"))
    .order_by()
    .values("action")
    .annotate(n=Count("pk"))
    .values("n")
)
# What only some kinds say, under one name for all.
SAID: Mapping[str, Mapping[str, Any]] = {
    ACTION: {
        "whose": F("owner_id"),
        "who": F("owner__name"),
        "answers": F("recommendation__words"),
        "at_stage": F("recommendation__stage__stage"),
        "closed_by": F("proof_accepted_by"),
        "times_reopened": Coalesce(Subquery(_REOPENED), 0),
    },
    REMEDY: {"what": F("kind__label")},
    OMBUDSMAN: {"whose": F("owner_id"), "who": F("owner__name"), "closed_by": F("verdict")},
}
ALSO = {ACTION: ("proof", "cost", "source"), REMEDY: (), OMBUDSMAN: ("proof",)}
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
    """The rows of a kind with all that a line of the list says, each thing by its name and nothing else.

    Which service owes it is told by number: joining their labels costs the database more than all the rest.
    """
    case = CASE_OF[kind]
    said = {
        **SAID[kind],
        "of_case": F(f"{case}_id"),
        "called": F(f"{case}__reference"),
        "kept_on": F(KEPT_ON[kind]),
    }
    found: Rows = rows.values("pk", "words", "due_on", *ALSO[kind], *owing_places(kind), **said)
    return found


def seen_of(
    rows: Sequence[tuple[str, Line]],
    standing: Standing,
    services: Mapping[int, tuple[str, bool]],
    today: date,
    *,
    own: bool,
) -> list[PromiseSeen]:
    """Rows as one person sees them; on one's `own` list one reads the words of what one owes.

    `services` holds the label of each service by its number.
    """
    days = DaysLeft(today)
    cases = {row["of_case"] for _, row in rows if row["of_case"] is not None}
    # What the Ombudsman asks for stands with the decision, which is read in full or not at all.
    has_those = any(kind == OMBUDSMAN for kind, _ in rows)
    sees, reads, *fully = standing.known(cases, None, Level.S2, *([Level.S3] if has_those else []))
    told_on = _told_on([row["pk"] for kind, row in rows if kind == ACTION and row["kept_on"] is not None])
    mine = standing.member.person_id
    return [
        _one(
            kind,
            row,
            days,
            told_on.get(row["pk"]) if kind == ACTION else None,
            next((services[row[one]][0] for one in owing_places(kind) if row[one] is not None), ""),
            may_read=row["of_case"] is None or row["of_case"] in (fully[0] if kind == OMBUDSMAN else reads),
            exists=row["of_case"] in sees,
            is_own=own and mine is not None and row.get("whose") == mine,
        )
        for kind, row in rows
    ]


def _told_on(actions: Sequence[int]) -> dict[int, date | None]:
    """When whoever complained was told that an action is done; what is still to be done was told to nobody."""
    if not actions:
        return {}
    grounds = {f"{ACTION}/{pk}": pk for pk in actions}
    told = Decision.objects.filter(about=ACTION, answer=TOLD, ended_on=None, ground__in=grounds)
    return {grounds[one]: on for one, on in told.order_by("-pk").values_list("ground", "told_on")}


def _one(
    kind: str,
    row: Line,
    days: DaysLeft,
    told_on: date | None,
    service: str,
    *,
    may_read: bool,
    exists: bool,
    is_own: bool,
) -> PromiseSeen:
    kept_on = row["kept_on"]
    return PromiseSeen(
        kind=kind,
        number=row["pk"],
        reference=row["called"] or "" if exists else "",
        words=_words(row) if may_read or is_own else "",
        owner=row.get("who") or "",
        due_on=row["due_on"],
        standing=None if kept_on else days.of(row["due_on"]),
        done_on=kept_on,
        proof=row.get("proof", "") if may_read else "",
        closed_by=row.get("closed_by", "") if may_read else "",
        told_on=told_on,
        service=service,
        answers=(row.get("answers") or "") if may_read else "",
        whence=_whence(kind, row),
        cost=row.get("cost"),
        times_reopened=row.get("times_reopened", 0),
    )


def _whence(kind: str, row: Line) -> str:
    if kind != ACTION:
        return str(WHENCE[REMEDY if kind == REMEDY else Source.OMBUDSMAN])
    return str(WHENCE.get(row["source"] or ASKED_AT_STAGE.get(row["at_stage"] or "", ""), ""))


def _words(row: Line) -> str:
    return ": ".join(filter(None, (row.get("what"), row["words"])))
