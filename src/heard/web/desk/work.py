"""My work today: what is due for me, my team, nobody yet, or everything I may see, soonest first."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from heard.casework import looking, looking_at_work
from heard.casework.looking_at_breaches import late_breaches
from heard.casework.looking_at_lists import choices
from heard.casework.looking_at_plans import owed_beside_cases
from heard.casework.looking_at_work import Task
from heard.casework.permissions import Act, ChartAct, may
from heard.casework.promises_waiting import PromiseWaits, promises_waiting
from heard.casework.waiting_at_the_door import waiting_at_the_door
from heard.web.desk.acts.registry import pages_of
from heard.web.desk.beside_frame import day_shown
from heard.web.desk.mail import mail_that_waits
from heard.web.desk.wording import how_soon, short_day, spoken_day, unbroken
from heard.web.desk.work_filters import WorkFilter
from heard.web.seeing import for_those_who_may, member_of, now, show, today

COLOUR_WORDS = {
    "late": "late",
    "today": "due today",
    "soon": "due in the next 3 working days",
    "fine": "due later or without a date",
}
HEADINGS = {
    "mine": "My work on {}",
    "team": "My team’s work on {}",
    "unassigned": "Work that nobody has, on {}",
    "all": "Work on {}",
}
# What has no day of its own and waits for somebody: since when.
WAITS = {"approval": "Asked", "handed_in": "Handed in"}
EMPTY = {
    "mine": "Nothing is due for you.",
    "team": "Nothing is due for your team.",
    "unassigned": "Somebody has every case.",
    "all": "Nothing is due.",
}


@require_GET
@for_those_who_may(Act.SEE_CASES)
def work(request: HttpRequest) -> HttpResponseBase:
    """Everything due, soonest first; of one stage the oldest first."""
    member = member_of(request)
    own = choices()
    form = WorkFilter(request.GET, own={"team": own["team"], "who": own["holder"]})
    said = form.chosen()
    named = said.pop("who")
    who = int(named) if named.isdecimal() else None
    found = looking_at_work.work_list(member, today=today(), page=page_number(request), who=who, **said)
    gives = may(member, ChartAct.ASSIGN)
    # What waits beside the cases stands above the whole list, not above a part of it.
    whole = not any(said[name] for name in said if name != "view") and who is None
    facts = {
        "tasks": [_shown(task) for task in found.tasks],
        "total": found.total,
        "page": _pages(found.total, found.page),
        "filter": form,
        "chosen": form.links("/work/"),
        "clear": f"/work/?view={found.view}",
        "heading": HEADINGS[found.view].format(spoken_day(today())),
        "view": found.view,
        "views": _views(found.view, member),
        "by_stage": bool(said["stage"]),
        "counts": counts_sentence(found.counts, EMPTY[found.view]),
        "empty": EMPTY[found.view],
        "mail": mail_that_waits(member),
        "door": [(one, short_day(one.since)) for one in waiting_at_the_door(member)],
        "owed": [
            (one, day_shown(one.due)) for one in (owed_beside_cases(member, today=today()) if whole else ())
        ],
        "breaches": [(one, one.left(now())) for one in (late_breaches(member, at=now()) if whole else ())],
        "promised": [_waits(one) for one in (promises_waiting(member, today=today()) if whole else ())],
        "gives": gives and any(task.kind for task in found.tasks),
        "once": secrets.token_urlsafe(16),
        "back": request.get_full_path(),
    }
    return show(request, "desk/work.html", facts)


def _shown(task: Task) -> dict[str, Any]:
    shape, words = how_soon(task.colour, task.left, task.due_on)
    if task.held:
        shape, words = "none", "Held for proceedings"
    return {
        "task": task,
        "shape": shape,
        "words": f"{WAITS[task.what]} on {short_day(task.since)}" if task.what in WAITS else words,
        "due": "" if task.what in WAITS else spoken_day(task.due_on),
        "next_act": unbroken(task.next_act),
        "href": _address(task) or (reverse("case", args=[task.reference]) if task.kind else ""),
        "case": reverse("case", args=[task.reference]) if task.kind else "",
        "what": unbroken(f"{task.kind}, {task.stage}" if task.stage.startswith("Stage") else task.kind),
        "since": short_day(task.since),
    }


def _waits(one: PromiseWaits) -> tuple[PromiseWaits, str, str]:
    """A thing that waits about promises, where it is seen to, and since when."""
    page = reverse("act", args=[one.reference, one.slug]) if one.reference else reverse(one.slug)
    return one, page, short_day(one.since) if one.since else ""


def _address(task: Task) -> str:
    """Where what is to be done is done; the page itself says whether it may be."""
    if task.what == "letter":
        return reverse("case-letters", args=[task.reference])
    if task.what == "handed_in":
        return reverse("case-handed-in", args=[task.reference])
    if task.what == "approval":
        return reverse("second-person", args=[task.number])
    page = next(iter(pages_of(task.act)), None) if task.act else None
    return reverse("act", args=[task.reference, page.address]) if page else ""


def _views(now: str, member: Any) -> list[tuple[str, str, bool]]:
    shown = [one for one in looking_at_work.VIEWS if one != "team" or _has_a_team(member)]
    return [(looking_at_work.VIEWS[one], f"/work/?view={one}", one == now) for one in shown]


def _has_a_team(member: Any) -> bool:
    return member.team_id is not None or member.role in ("head_of_service", "team_manager")


def page_number(request: HttpRequest) -> int:
    """The page asked for; anything that is not a number is the first."""
    said = request.GET.get("page", "1")
    return int(said) if said.isdecimal() and len(said) < 7 else 1


def _pages(total: int, page: int) -> Any:
    return Paginator(range(total), looking.PAGE).get_page(page)


def counts_sentence(counts: Mapping[str, int], empty: str = "Nothing is due.") -> str:
    """How much is due, in a sentence: 3 late, 1 due today and 4 due later."""
    parts = [f"{counts[name]:,} {words}" for name, words in COLOUR_WORDS.items() if counts.get(name)]
    if not parts:
        return empty
    listed = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + f" and {parts[-1]}"
    return f"{listed}."


def address_of(path: str, **said: str) -> str:
    """An address with what is said in it."""
    return f"{path}?{urlencode({name: value for name, value in said.items() if value})}"
