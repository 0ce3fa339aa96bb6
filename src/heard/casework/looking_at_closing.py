"""What a case leaves behind before it is closed: the outcome of each point, promises, what puts it right, lessons."""

from __future__ import annotations

from dataclasses import dataclass

from heard.casework.acts import HISTORY
from heard.casework.endings_in_the_way import refuse_while_owed
from heard.casework.learning import LEARNING, NOTHING
from heard.casework.performing import NotNow
from heard.casework.points import points_of
from heard.outcomes.models import Action, Finding, LearningPoint, Remedy
from heard.representations.models import Decision, Element, Representation


@dataclass(frozen=True, slots=True)
class PointOutcome:
    """One point and the last finding on it, if there is one."""

    point: Element
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class ClosingSeen:
    """What to look at before closing. `in_the_way` says what keeps it from being closed, or nothing."""

    points: tuple[PointOutcome, ...]
    promises: tuple[Action, ...]
    remedies: tuple[Remedy, ...]
    lessons: tuple[LearningPoint, ...]
    nothing_learnt: str
    in_the_way: str


def closing_seen(case: Representation) -> ClosingSeen:
    """What stands at the end of a case. Always the same few statements."""
    rows = (
        Finding.objects.filter(element__representation=case)
        .select_related("finding")
        .order_by("found_on", "pk")
    )
    last = {one.element_id: one for one in rows}
    return ClosingSeen(
        points=tuple(PointOutcome(one, last.get(one.pk)) for one in points_of(case)),
        promises=tuple(Action.objects.filter(representation=case, done_on=None).select_related("owner")),
        remedies=tuple(Remedy.objects.filter(representation=case, done_on=None).select_related("kind")),
        lessons=tuple(
            LearningPoint.objects.filter(representation=case).select_related("service").order_by("pk")
        ),
        nothing_learnt=_nothing_learnt(case),
        in_the_way=_in_the_way(case),
    )


def _nothing_learnt(case: Representation) -> str:
    """Why nothing is learnt, as somebody decided last; empty where nobody said so."""
    said = Decision.objects.filter(representation=case, about=LEARNING, answer=NOTHING).order_by("-pk")
    return said.values_list("reason", flat=True).first() or ""


def _in_the_way(case: Representation) -> str:
    if case.state in HISTORY:
        return ""
    try:
        refuse_while_owed(case)
    except NotNow as why:
        return str(why)
    return ""
