"""Meetings with committees and partners: what they asked, by when it is answered, and what was answered."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.http.request import QueryDict
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import committees as acts
from heard.casework import looking_at_plans, plans
from heard.casework.looking_at_plans import MatterSeen
from heard.casework.permissions import Act, may
from heard.reporting.questions import WRONG_QUESTIONS
from heard.web.desk.answer_shown import spoken_total
from heard.web.desk.asked import Asked
from heard.web.desk.asking import Asking, ask, there
from heard.web.desk.beside_frame import day_shown, show_list
from heard.web.desk.committees_forms import AnswerForm
from heard.web.desk.plans_forms import ContractForm, EndContractForm, MatterForm, MeetingForm, item_form
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, show, today

ADDRESS = "/committees/"


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def every(request: HttpRequest) -> HttpResponseBase:
    """What is still to be answered, soonest first; every meeting; and the contracts with advocacy providers."""
    member = member_of(request)
    waiting = looking_at_plans.matters_seen(member, today=today(), open_only=True)
    meetings = looking_at_plans.meetings_seen(member)
    contracts = looking_at_plans.contracts_seen(member)
    facts = {
        "waiting": [_shown(one) for one in waiting],
        "late": sum(1 for one in waiting if one.due and one.due.colour == "late"),
        "meetings": [_counted(one) for one in meetings],
        "contracts": [(one, spoken_day(one.begins_on), spoken_day(one.ends_on)) for one in contracts],
        "keeps": may(member, Act.KEEP_PLANS),
    }
    return show_list(request, "desk/committees.html", ADDRESS, facts)


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def one(request: HttpRequest, number: int) -> HttpResponseBase:
    """One meeting and what it raised, each with its answer and the figures that were told, then and now."""
    member, row = member_of(request), there(looking_at_plans.meeting_seen, member_of(request), number)
    seen = looking_at_plans.matters_seen(member, today=today(), meeting=number)
    facts = {
        "row": row,
        "held": spoken_day(row.held_on),
        "matters": [_shown(one, member) for one in seen],
        "keeps": may(member, Act.KEEP_PLANS),
    }
    return show(request, "desk/committee_meeting.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_PLANS)
def new(request: HttpRequest) -> HttpResponseBase:
    """Put a meeting on record."""
    done = "The meeting is on record. Add what it asked, resolved or agreed."
    return ask(
        request,
        Asking("Record a meeting", "Record the meeting", MeetingForm, acts.record_meeting, done, ADDRESS),
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_PLANS)
def add(request: HttpRequest, number: int) -> HttpResponseBase:
    """Add what a meeting asked, resolved or agreed."""
    row = there(looking_at_plans.meeting_seen, member_of(request), number)
    asking = Asking(
        title="Record what was asked, resolved or agreed",
        button="Record it",
        form=MatterForm,
        do=partial(acts.record_matter, meeting=number),
        done="It is on record.",
        back=f"{ADDRESS}{number}/",
        facts={"above": f"{row.with_whom}, {spoken_day(row.held_on)}"},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_FIGURES)
def answer(request: HttpRequest, number: int) -> HttpResponseBase:
    """Answer what a meeting raised."""
    row = there(acts.matter_numbered, number)
    plans.demand_own_or_keep(member_of(request), row)
    asking = Asking(
        title="Record the answer",
        button="Record the answer",
        form=AnswerForm,
        do=partial(acts.answer_matter, matter=number),
        done="The answer is on record, with its figures as they are today.",
        back=f"{ADDRESS}{row.meeting_id}/",
        facts={"above": f"{row.meeting.with_whom}, {spoken_day(row.meeting.held_on)}", "says": row.words},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_PLANS)
def into_plan(request: HttpRequest, number: int) -> HttpResponseBase:
    """Make a line of a plan of what a meeting resolved."""
    row = there(acts.matter_numbered, number)
    member = member_of(request)
    offered = [(one.row.pk, one.row.title) for one in looking_at_plans.plans_seen(member, today=today())]

    def do(**said: Any) -> object:
        item = said.pop("item")
        return plans.add_to_plan(item=_of_matter(item, number), **said)

    asking = Asking(
        title="Take it into a plan",
        button="Add it to the plan",
        form=item_form(offered),
        do=do,
        done="It is in the plan, and the meeting says so.",
        back=f"{ADDRESS}{row.meeting_id}/",
        facts={"above": f"{row.meeting.with_whom}, {spoken_day(row.meeting.held_on)}", "says": row.words},
        initial={"words": row.words, "owner": row.owner_id, "kind": "action"},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_PLANS)
def new_contract(request: HttpRequest) -> HttpResponseBase:
    """Record a contract with an advocacy provider."""
    title, done = "Record a contract for advocacy", "The contract is on record."
    return ask(
        request, Asking(title, "Record it", ContractForm, acts.record_advocacy_contract, done, ADDRESS)
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_PLANS)
def end_contract(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say when a contract ends."""
    do = partial(acts.end_advocacy_contract, contract=number)
    asking = Asking(
        "End a contract for advocacy",
        "Record its end",
        EndContractForm,
        do,
        "Its last day is on record.",
        ADDRESS,
    )
    return ask(request, asking)


def _counted(row: Any) -> tuple[Any, str, int, int]:
    """A meeting, its day, how much it raised, and how much of that is still to be answered."""
    raised = row.matters.all()
    return row, spoken_day(row.held_on), len(raised), sum(1 for one in raised if one.answered_on is None)


def _of_matter(item: plans.NewItem, number: int) -> plans.NewItem:
    return plans.NewItem(item.words, item.owner, item.due_on, item.kind, item.because, number)


def _shown(seen: MatterSeen, member: Any = None) -> dict[str, Any]:
    row = seen.row
    return {
        "row": row,
        "due": day_shown(seen.due),
        "by": spoken_day(row.due_on),
        "answered": spoken_day(row.answered_on),
        "figures": [(one, _address(one), _now(one), spoken_day(one.told_on)) for one in row.figures.all()],
        "plans": [(one.plan, one.number) for one in row.items.all()],
        "answers": seen.due is not None
        and member is not None
        and (may(member, Act.KEEP_PLANS) or member.person_id == row.owner_id),
    }


def _address(told: Any) -> str:
    return f"/figures/{told.measure}/" + (f"?{told.asked}" if told.asked else "")


def _now(told: Any) -> str:
    """What the same figure says today, where that is something else; nothing where it cannot be asked any more."""
    try:
        answer = Asked.read(told.measure, QueryDict(told.asked)).answer(today())
    except WRONG_QUESTIONS:
        return ""
    words = f"{answer.title}, {answer.period.label}: {spoken_total(answer)}"[:200]
    return "" if words == told.words else words
