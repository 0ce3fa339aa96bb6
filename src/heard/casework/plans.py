"""Plans beyond any one case: made, added to, said how they go, and carried over into the next year's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.appointments import person_numbered
from heard.casework.new_details import DoesNotFit, NotOnRecord, fitting
from heard.casework.on_record import listed, one_of, services
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand, may
from heard.casework.writing import Line, writing
from heard.law.working_days import in_words
from heard.outcomes.models import Matter, Plan, PlanItem, PlanProgress
from heard.people.models import Member

Standing = PlanProgress.Standing
OVER = (Standing.DONE, Standing.STOPPED, Standing.CARRIED_OVER)


@dataclass(frozen=True, slots=True)
class NewItem:
    """A line of a plan: what, why, the number of the person who owns it, and the day it is due.

    `kind` is action or priority; `matter` the number of what a committee asked, where it comes from there.
    """

    words: str
    owner: int
    due_on: date
    kind: str = PlanItem.Kind.ACTION
    because: str = ""
    matter: int | None = None


def make_plan(
    *,
    member: Member,
    at: datetime,
    title: str,
    begins_on: date,
    ends_on: date,
    agreed_by: str,
    agreed_on: date,
    service: str = "",
) -> Plan:
    """Begin a plan for a year, of the whole council or of one service, with who agreed it and when.

    Raises NotAllowed, DoesNotFit where a day cannot be, NotInTheList for a service.
    """
    demand(member, Act.KEEP_PLANS)
    if ends_on <= begins_on:
        raise DoesNotFit(f"The plan begins on {in_words(begins_on)} and has to end after that day.")
    if agreed_on > day_of(at):
        raise DoesNotFit(f"{in_words(agreed_on)} has not come yet. Give the day on which it was agreed.")
    row = Plan(
        title=must_be_written(title, "what the plan is called"),
        service=listed(services(), service, "services") if service else None,
        begins_on=begins_on,
        ends_on=ends_on,
        agreed_by=must_be_written(agreed_by, "who agreed the plan"),
        agreed_on=agreed_on,
    )
    with writing("make_plan", by=member.account.username, at=at, done_on=agreed_on) as line:
        line.add(row)
    return row


def add_to_plan(*, member: Member, at: datetime, plan: int, item: NewItem) -> PlanItem:
    """Add an action or a priority to a plan. Raises NotAllowed, NotOnRecord or DoesNotFit."""
    demand(member, Act.KEEP_PLANS)
    there = _plan(plan)
    with writing("add_to_plan", by=member.account.username, at=at) as line:
        return _add(line, there, item)


def say_progress(
    *, member: Member, at: datetime, item: int, standing: str, said_on: date, words: str
) -> PlanProgress:
    """Say how a line of a plan goes: on the way, done (with what shows it), or given up (with why).

    Whoever owns it may say so, and whoever keeps plans. Raises NotAllowed, NotOnRecord or DoesNotFit.
    """
    row = item_numbered(item)
    demand_own_or_keep(member, row)
    one_of([Standing.ON_THE_WAY, Standing.DONE, Standing.STOPPED], standing, "standing of a plan")
    _refuse_over(row)
    with writing("say_progress", by=member.account.username, at=at, done_on=said_on) as line:
        return _progress(line, row, standing, said_on, words, member, at)


def carry_over(
    *, member: Member, at: datetime, item: int, plan: int, due_on: date, carried_on: date, words: str
) -> PlanItem:
    """Carry a line that is not done over into a later plan, with the reason; both say so.

    Raises NotAllowed, NotOnRecord, or DoesNotFit where the plan is the same or an earlier one.
    """
    demand(member, Act.KEEP_PLANS)
    row, later = item_numbered(item), _plan(plan)
    _refuse_over(row)
    if later.begins_on <= row.plan.begins_on:
        raise DoesNotFit(f"“{later.title}” begins no later than “{row.plan.title}”. Choose a later plan.")
    with writing("carry_over", by=member.account.username, at=at, done_on=carried_on) as line:
        _progress(line, row, Standing.CARRIED_OVER, carried_on, words, member, at)
        new = NewItem(row.words, row.owner_id, due_on, row.kind, row.because, row.matter_id)
        return _add(line, later, new, carried_from=row)


def may_say_progress(member: Member, row: PlanItem) -> bool:
    """Whether somebody may say how a line goes: it is theirs, or they keep plans."""
    return may(member, Act.KEEP_PLANS) or (member.person_id is not None and member.person_id == row.owner_id)


def demand_own_or_keep(member: Member, row: PlanItem | Matter) -> None:
    """Let whoever owns it, or keeps plans, go on. Raises NotAllowed."""
    if member.person_id is None or member.person_id != row.owner_id:
        demand(member, Act.KEEP_PLANS)


def item_numbered(number: int) -> PlanItem:
    """The line of a plan of this number. Raises NotOnRecord."""
    row = PlanItem.objects.select_related("plan", "owner").filter(pk=number).first()
    if row is None:
        raise NotOnRecord("There is no such line of a plan. Choose it from its plan.")
    return row


def _add(line: Line, plan: Plan, item: NewItem, carried_from: PlanItem | None = None) -> PlanItem:
    one_of(PlanItem.Kind.values, item.kind, "kind of line")
    if item.due_on < plan.begins_on:
        raise DoesNotFit(f"The plan begins on {in_words(plan.begins_on)}; nothing of it is due before.")
    matter = Matter.objects.filter(pk=item.matter).first() if item.matter else None
    row = PlanItem(
        plan=plan,
        number=1 + max(plan.items.values_list("number", flat=True), default=0),
        kind=item.kind,
        words=must_be_written(item.words, "what is to be done"),
        because=item.because.strip(),
        owner=person_numbered(item.owner),
        due_on=item.due_on,
        matter=matter,
        carried_from=carried_from,
    )
    line.add(row)
    return row


def _progress(
    line: Line, item: PlanItem, standing: str, said_on: date, words: str, member: Member, at: datetime
) -> PlanProgress:
    wanted = {Standing.DONE: "what shows that it is done", Standing.STOPPED: "why it is given up"}
    if said_on > day_of(at):
        raise DoesNotFit(f"{in_words(said_on)} has not come yet. Give the day on which it stood so.")
    last = item.progress.last()
    if last is not None and said_on < last.said_on:
        raise DoesNotFit(
            f"How it stood was last said on {in_words(last.said_on)}. Give that day or a later one."
        )
    row = PlanProgress(
        item=item,
        standing=standing,
        said_on=said_on,
        words=must_be_written(words, wanted.get(Standing(standing), "how it goes")),
        said_by=member.account.get_full_name() or member.account.username,
    )
    line.add(row)
    return row


def _refuse_over(row: PlanItem) -> None:
    last = row.progress.last()
    if last is not None and last.standing in OVER:
        said = str(last.get_standing_display()).lower()
        raise DoesNotFit(
            f"“{row.words}” is {said} since {in_words(last.said_on)}. To go on with it, add it to a plan anew."
        )


def _plan(number: int) -> Plan:
    row = Plan.objects.filter(pk=number).first()
    if row is None:
        raise NotOnRecord("There is no such plan. Choose it from the list of plans.")
    return row


def must_be_written(words: str, what: str, most: int | None = None) -> str:
    """The words, without room around them. Raises DoesNotFit where nothing is written, or more than can be kept."""
    if not words.strip():
        raise DoesNotFit(f"Nothing is written. Write {what}.")
    return words.strip() if most is None else fitting(words, most)
