"""What one case takes over from another that is joined to it, so that it can be given back whole."""

from __future__ import annotations

from datetime import date

from heard.casework.intake_clocks import hint, is_open, note_change, start_anew
from heard.casework.performing import Doing
from heard.casework.points import points_of
from heard.representations.models import Decision, Element, Hold, Link, Representation, Stage

EARLIER = "Joined by a case received earlier: the earlier day counts."
OWN_DAY = "The case it was joined by stands alone again: its own day of receipt counts."


def take_over(doing: Doing, other: Representation) -> str:
    """Move every point to the other case and give it the earlier day of receipt. Returns what went where."""
    last = max((one.number for one in points_of(other)), default=0)
    moved = []
    for number, element in enumerate(points_of(doing.case), start=last + 1):
        moved.append(f"{element.number}>{number}")
        _move(doing, element, other, number)
    own = other.received_on
    if doing.case.received_on < own:
        _receive_on(doing, other, doing.case.received_on, EARLIER)
    return " ".join([f"own:{own.isoformat()}", *moved])


def bring_back(doing: Doing, link: Link) -> None:
    """Give a case its points back under their own numbers, and the other case its own day of receipt."""
    own, *moved = link.words.split()
    there = {one.number: one for one in points_of(link.other)}
    for pair in moved:
        old, _, new = pair.partition(">")
        if int(new) in there:
            _move(doing, there[int(new)], doing.case, int(old))
    day = date.fromisoformat(own.removeprefix("own:"))
    if link.other.received_on != day:
        _receive_on(doing, link.other, day, OWN_DAY)


def _move(doing: Doing, element: Element, to: Representation, number: int) -> None:
    doing.change(element, representation=to, number=number)
    for decision in Decision.objects.filter(element=element):
        doing.change(decision, representation=to)
    for row in Hold.objects.filter(element=element):
        doing.change(row, representation=to)


def _receive_on(doing: Doing, other: Representation, day: date, why: str) -> None:
    """Give a case another day of receipt, and its open Stage 1 the same if it counted from that day."""
    stage = Stage.objects.filter(representation=other, stage="stage_1").first()
    about = Doing(other, doing.move, doing.line, doing.day)
    note_change(about, "received_on", other.received_on, day, why)
    counted = stage is not None and is_open(stage) and stage.started_on == other.received_on
    doing.change(other, received_on=day)
    if stage is not None and counted:
        start_anew(about, stage, day, why)
    elif stage is not None:
        hint(about, stage)
