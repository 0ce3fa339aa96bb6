"""The timeline of a case: each thing done or said, newest first, with its kind and who did it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.changed import names_behind
from heard.casework.offer_groups import group_of
from heard.casework.story import Event, events_of
from heard.law.procedure import Act
from heard.ledger.models import Correction, Entry
from heard.representations.models import Representation

ACTS = {act.value: act for act in Act}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in the timeline. `account` is the account that recorded it, `by` that person's name."""

    happened_on: date
    what: str
    kind: str
    account: str
    by: str
    recorded_at: datetime | None
    facts: tuple[str, ...]
    why: str
    basis: str
    number: int


@dataclass(frozen=True)
class History:
    """A timeline, who did something in it, and the values that were corrected."""

    lines: tuple[Line, ...]
    who: tuple[tuple[str, str], ...]
    corrections: tuple[Correction, ...]


def history_of(case: Representation, *, parts: frozenset[str]) -> History:
    """What was done on a case, newest first, to somebody who sees these parts of it."""
    events = events_of(case, parts=parts)
    acts = dict(Entry.objects.filter(reference=case.reference).values_list("sequence", "act"))
    names = names_behind({one.by for one in events if one.by})
    lines = [_line(one, acts.get(one.line, ""), names) for one in events]
    return History(
        lines=tuple(sorted(lines, key=lambda one: (one.happened_on, one.number), reverse=True)),
        who=tuple(sorted({(one.account, one.by) for one in lines if one.account}, key=lambda one: one[1])),
        corrections=_corrections(case) if "corrections" in parts else (),
    )


def _corrections(case: Representation) -> tuple[Correction, ...]:
    return tuple(Correction.objects.filter(reference=case.reference).order_by("-pk"))


def _line(event: Event, act: str, names: dict[str, str]) -> Line:
    return Line(
        happened_on=event.happened_on,
        what=event.what,
        kind=_kind(event, act),
        account=event.by,
        by=names.get(event.by, event.by),
        recorded_at=event.recorded_at,
        facts=event.facts,
        why=event.why,
        basis=event.basis,
        number=event.line,
    )


def _kind(event: Event, act: str) -> str:
    if event.corrected_at is not None:
        return "Corrections"
    return group_of(ACTS[act]) if act in ACTS else "Lists"
