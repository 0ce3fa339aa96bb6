"""Plans and what committees asked, as they stand today: nothing that is late goes unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from heard.casework.days_left import DaysLeft, DayStanding
from heard.casework.new_details import NotOnRecord
from heard.casework.permissions import Act, demand, may
from heard.casework.plans import OVER, may_say_progress
from heard.outcomes.models import AdvocacyContract, Matter, Meeting, Plan, PlanItem, PlanProgress
from heard.people.models import Member, Person

NOT_BEGUN = "Not begun"


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """One line of a plan. `due` is None once it is over; `is_mine` says that this member may say how it goes."""

    row: PlanItem
    standing: str
    code: str
    due: DayStanding | None
    progress: tuple[PlanProgress, ...]
    is_mine: bool

    @property
    def is_late(self) -> bool:
        """Whether its day has passed and it is not over."""
        return self.due is not None and self.due.colour == "late"


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """A plan and its lines, with how many stand how."""

    row: Plan
    items: tuple[ItemSeen, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many lines stand how, by the code of their standing; `late` among them."""
        return Counter([one.code for one in self.items] + ["late" for one in self.items if one.is_late])


@dataclass(frozen=True, slots=True)
class MatterSeen:
    """What was raised at a meeting. `due` is None once it is answered."""

    row: Matter
    due: DayStanding | None


def plans_seen(member: Member, *, today: date) -> list[PlanSeen]:
    """Every plan, the latest year first. Raises NotAllowed."""
    demand(member, Act.SEE_FIGURES)
    return _plans(Plan.objects.all(), member, today)


def plan_seen(member: Member, number: int, *, today: date) -> PlanSeen:
    """One plan. Raises NotAllowed or NotOnRecord."""
    demand(member, Act.SEE_FIGURES)
    found = _plans(Plan.objects.filter(pk=number), member, today)
    if not found:
        raise NotOnRecord("There is no such plan. Choose it from the list of plans.")
    return found[0]


def later_plans(row: PlanItem) -> list[tuple[int, str]]:
    """The plans into which a line may be carried over: the number and the title of each."""
    return list(Plan.objects.filter(begins_on__gt=row.plan.begins_on).values_list("pk", "title"))


def meetings_seen(member: Member) -> list[Meeting]:
    """Every meeting, the latest first, each with how much it raised and how much of that is `still_open`."""
    demand(member, Act.SEE_FIGURES)
    rows = Meeting.objects.select_related("provider").prefetch_related("matters")
    return list(rows)


def meeting_seen(member: Member, number: int) -> Meeting:
    """One meeting. Raises NotAllowed or NotOnRecord."""
    demand(member, Act.SEE_FIGURES)
    row = Meeting.objects.select_related("provider").filter(pk=number).first()
    if row is None:
        raise NotOnRecord("There is no such meeting. Choose it from the list.")
    return row


def matters_seen(
    member: Member, *, today: date, meeting: int | None = None, open_only: bool = False
) -> list[MatterSeen]:
    """What was raised, the soonest due first. Raises NotAllowed."""
    demand(member, Act.SEE_FIGURES)
    rows = Matter.objects.select_related("meeting", "owner", "service").prefetch_related(
        "figures", "items__plan"
    )
    rows = rows.filter(meeting_id=meeting) if meeting is not None else rows
    rows = rows.filter(answered_on=None) if open_only else rows
    days = DaysLeft(today)
    order = ("number",) if meeting is not None else ("due_on", "pk")
    return [
        MatterSeen(row, days.of(row.due_on) if row.answered_on is None else None)
        for row in rows.order_by(*order)
    ]


def contracts_seen(member: Member) -> list[AdvocacyContract]:
    """The contracts with advocacy providers, the latest first. Raises NotAllowed."""
    demand(member, Act.SEE_FIGURES)
    return list(AdvocacyContract.objects.select_related("provider"))


def owners() -> list[tuple[int, str]]:
    """Who may own a line of a plan or an answer to members: the people of the office, by name."""
    found = Person.objects.filter(member__is_outside=False, member__account__is_active=True)
    return list(found.order_by("name", "pk").values_list("pk", "name"))


def open_items(rows: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
    """Those lines of plans that are neither done, given up nor carried over."""
    last = PlanProgress.objects.filter(item=OuterRef("pk")).order_by("-said_on", "-pk").values("standing")[:1]
    return rows.annotate(stands=Subquery(last)).exclude(stands__in=OVER)


@dataclass(frozen=True, slots=True)
class Owed:
    """What somebody owes beside the cases: a line of a plan or an answer to a meeting, and whose it is."""

    words: str
    owner: str
    due: DayStanding
    address: str
    is_mine: bool


def owed_beside_cases(member: Member, *, today: date, within: int = 10) -> list[Owed]:
    """What this member owes within so many working days; for whoever keeps plans, also what anybody is late with."""
    late = Q(due_on__lt=today)
    mine = Q(owner_id=member.person_id or 0)
    wanted = mine | late if keeps_plans(member) else mine
    wanted &= Q(due_on__lte=today + timedelta(days=2 * within))
    items = list(open_items(PlanItem.objects.filter(wanted)).select_related("owner"))
    matters = list(Matter.objects.filter(wanted, answered_on=None).select_related("owner"))
    if not items and not matters:
        return []
    days, found = DaysLeft(today), []
    owed: tuple[tuple[str, list[Any]], ...] = (("plans", items), ("committees", matters))
    for where, rows in owed:
        for row in rows:
            due = days.of(row.due_on)
            if due.left <= within:
                over = row.plan_id if isinstance(row, PlanItem) else row.meeting_id
                is_mine = row.owner_id == member.person_id
                found.append(Owed(row.words, row.owner.name, due, f"/{where}/{over}/", is_mine))
    return sorted(found, key=lambda one: (one.due.due_on, one.words))


def keeps_plans(member: Member) -> bool:
    """Whether somebody keeps plans, and so sees what others are late with."""
    return may(member, Act.KEEP_PLANS)


def _plans(rows: QuerySet[Plan], member: Member, today: date) -> list[PlanSeen]:
    items = PlanItem.objects.select_related(
        "owner", "matter__meeting", "carried_from__plan", "carried_to__plan"
    ).prefetch_related("progress")
    days = DaysLeft(today)
    found = rows.select_related("service").prefetch_related(Prefetch("items", items))
    return [PlanSeen(one, tuple(_items(one.items.all(), days, member))) for one in found]


def _items(rows: Iterable[PlanItem], days: DaysLeft, member: Member) -> Iterable[ItemSeen]:
    for row in rows:
        progress = tuple(row.progress.all())
        last = progress[-1] if progress else None
        over = last is not None and last.standing in OVER
        yield ItemSeen(
            row=row,
            standing=str(last.get_standing_display()) if last else NOT_BEGUN,
            code=last.standing if last else "not_begun",
            due=None if over else days.of(row.due_on),
            progress=progress,
            is_mine=may_say_progress(member, row) and not over,
        )
