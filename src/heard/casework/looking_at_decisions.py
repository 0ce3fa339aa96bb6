"""Every decision on a case: what, which way, on what ground, why, who, when, and the letter that told it."""

from __future__ import annotations

from dataclasses import dataclass

from heard.casework.letters.kinds import kind_of
from heard.law.refusals import LAWFUL
from heard.representations.models import Decision, Letter, Representation

GROUNDS = {one.code: f"{one.words} ({one.basis})" for one in LAWFUL}


@dataclass(frozen=True, slots=True)
class DecisionSeen:
    """One decision, its ground in words with its source, and the letters issued on the day it was told."""

    row: Decision
    what: str
    which_way: str
    ground: str
    letters: tuple[str, ...]


def decisions_of(case: Representation) -> list[DecisionSeen]:
    """The decisions on a case, newest first."""
    rows = (
        Decision.objects.filter(representation=case).select_related("element").order_by("-decided_on", "-pk")
    )
    letters = list(Letter.objects.filter(representation=case).order_by("pk"))
    return [_seen(row, letters) for row in rows]


def _seen(row: Decision, letters: list[Letter]) -> DecisionSeen:
    told = [one for one in letters if row.told_on is not None and one.issued_on == row.told_on]
    about = row.about.replace("_", " ")
    point = f", point {row.element.number}" if row.element else ""
    return DecisionSeen(
        row=row,
        what=f"{about[:1].upper()}{about[1:]}{point}",
        which_way=row.answer.replace("_", " ").capitalize(),
        ground=GROUNDS.get(row.ground, row.ground.replace("_", " ")),
        letters=tuple(one.title or kind_of(one.kind).words for one in told),
    )
