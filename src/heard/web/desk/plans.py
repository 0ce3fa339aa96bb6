"""Plans for a year or a service: each line with its owner, its day and how it goes."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looking_at_plans, plans
from heard.casework.looking_at_plans import ItemSeen, PlanSeen
from heard.casework.permissions import Act, may
from heard.web.desk.asking import Asking, ask, there
from heard.web.desk.beside_frame import day_shown, show_list
from heard.web.desk.plans_forms import ItemForm, PlanForm, ProgressForm, carry_form
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, show, today

ADDRESS = "/plans/"
SHAPES = {"done": "met", "stopped": "none", "carried_over": "none", "on_the_way": "fine", "not_begun": "none"}


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def every(request: HttpRequest) -> HttpResponseBase:
    """Every plan, the latest year first, and how much of each is done."""
    seen = looking_at_plans.plans_seen(member_of(request), today=today())
    facts = {
        "rows": [(one, sentence(one), spoken_day(one.row.agreed_on)) for one in seen],
        "keeps": may(member_of(request), Act.KEEP_PLANS),
    }
    return show_list(request, "desk/plans.html", ADDRESS, facts)


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def one(request: HttpRequest, number: int) -> HttpResponseBase:
    """One plan, line by line."""
    seen = there(looking_at_plans.plan_seen, member_of(request), number, today=today())
    facts = {
        "seen": seen,
        "sentence": sentence(seen),
        "agreed": spoken_day(seen.row.agreed_on),
        "begins": spoken_day(seen.row.begins_on),
        "ends": spoken_day(seen.row.ends_on),
        "items": [_shown(item) for item in seen.items],
        "keeps": may(member_of(request), Act.KEEP_PLANS),
    }
    return show(request, "desk/plan.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_PLANS)
def new(request: HttpRequest) -> HttpResponseBase:
    """Begin a plan."""
    asking = Asking(
        "Begin a plan", "Begin the plan", PlanForm, plans.make_plan, "The plan is on record.", ADDRESS
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_PLANS)
def add(request: HttpRequest, number: int) -> HttpResponseBase:
    """Add a line to a plan."""
    seen = there(looking_at_plans.plan_seen, member_of(request), number, today=today())
    asking = Asking(
        title="Add an action or a priority",
        button="Add it",
        form=ItemForm,
        do=partial(plans.add_to_plan, plan=number),
        done="It is in the plan.",
        back=f"{ADDRESS}{number}/",
        facts={"above": seen.row.title},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_FIGURES)
def progress(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say how a line of a plan goes."""
    row = there(plans.item_numbered, number)
    plans.demand_own_or_keep(member_of(request), row)
    asking = Asking(
        title="Say how it goes",
        button="Record it",
        form=ProgressForm,
        do=partial(plans.say_progress, item=number),
        done="How it goes is on record.",
        back=f"{ADDRESS}{row.plan_id}/",
        facts={"above": row.plan.title, "says": row.words},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_PLANS)
def carry(request: HttpRequest, number: int) -> HttpResponseBase:
    """Carry a line over into a later plan."""
    row = there(plans.item_numbered, number)
    asking = Asking(
        title="Carry it over into a later plan",
        button="Carry it over",
        form=carry_form(number),
        do=partial(plans.carry_over, item=number),
        done="It stands in the later plan, and this one says so.",
        back=f"{ADDRESS}{row.plan_id}/",
        facts={"above": row.plan.title, "says": row.words},
    )
    return ask(request, asking)


def sentence(seen: PlanSeen) -> str:
    """How much of a plan is done, in a sentence."""
    total, counts = len(seen.items), seen.counts
    if not total:
        return "Nothing stands in it yet."
    said = [f"{counts['done']} of {total} done"]
    said += [f"{counts['late']} late"] if counts["late"] else []
    said += [f"{counts['carried_over']} carried over"] if counts["carried_over"] else []
    said += [f"{counts['stopped']} given up"] if counts["stopped"] else []
    return f"{', '.join(said)}."


def _shown(item: ItemSeen) -> dict[str, Any]:
    return {
        "item": item,
        "shape": SHAPES[item.code],
        "due": day_shown(item.due),
        "by": spoken_day(item.row.due_on),
        "progress": [(one, spoken_day(one.said_on)) for one in item.progress],
        "from": item.row.carried_from.plan if item.row.carried_from else None,
        "to": getattr(item.row, "carried_to", None),
        "matter": item.row.matter,
    }
