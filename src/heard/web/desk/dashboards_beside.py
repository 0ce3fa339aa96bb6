"""What stands beside the numbers of a dashboard in words: what was changed, and what children told us, as released."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from heard.casework.looking_at_learning import LearningSeen, learning_seen
from heard.casework.looking_at_plans import ItemSeen, plans_seen
from heard.casework.looking_at_spreading import for_public
from heard.casework.permissions import Act, may
from heard.reporting.dashboards_kinds import Looked
from heard.web.desk.wording import short_day

MOST = 20


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing learnt or done: why or by whom, its theme, its day, and what shows it."""

    title: str
    because: str
    theme: str
    by_when: str
    proof: str
    href: str


@dataclass(frozen=True, slots=True)
class Told:
    """What children told us and what we did, in the words that were released."""

    said: str
    did: str
    done_on: str


def beside(name: str, member: Any, looked: Looked) -> dict[str, Any]:
    """What a dashboard has beside its numbers, for this person."""
    if name == "changed":
        return {"changed": changed(member, looked), "reads_learning": may(member, Act.SEE_LEARNING)}
    if name == "voices":
        return {"told": told()}
    return {}


def changed(member: Any, looked: Looked) -> list[Changed]:
    """What was learnt and what is done about it: lines of plans, and learning as far as this person reads it."""
    rows = list(_from_plans(member, looked))
    if may(member, Act.SEE_LEARNING):
        found = learning_seen(member, today=looked.day)
        rows += [_from_learning(one) for one in found.rows if one.learned_on in looked.within]
    return rows[:MOST]


def _from_plans(member: Any, looked: Looked) -> Iterator[Changed]:
    first, last = looked.within.first, looked.within.last
    for plan in plans_seen(member, today=looked.day):
        if (first and plan.row.ends_on < first) or (last and plan.row.begins_on > last):
            continue
        for item in plan.items:
            yield _from_line(item)


def _from_line(item: ItemSeen) -> Changed:
    last = item.progress[-1] if item.progress else None
    return Changed(
        title=item.row.words,
        because=item.row.because,
        theme=item.row.get_kind_display(),
        by_when=f"{item.standing}; by {short_day(item.row.due_on)}",
        proof=last.words if last else "",
        href=f"/plans/{item.row.plan_id}/",
    )


def _from_learning(one: LearningSeen) -> Changed:
    plan = one.plan
    in_force = f"in force since {short_day(plan.in_force_on)}" if plan and plan.in_force_on else ""
    due = f"by {short_day(plan.due_on)}" if plan else "no day yet"
    return Changed(
        title=one.words,
        because=f"{plan.owner.name} sees to it" if plan else "Nobody sees to it yet",
        theme=", ".join(one.themes),
        by_when=in_force or due,
        proof=one.answer,
        href=f"/learning/{one.number}/",
    )


def told() -> list[Told]:
    """What children told us and what we did: only what was written for them and released by a second person."""
    rows = [one for one in for_public() if one.child_said]
    return [Told(one.child_said, one.child_did, short_day(one.done_on)) for one in rows[:MOST]]
