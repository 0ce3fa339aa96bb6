"""What the night saw, and the dates that a changed day, number or rule moves once somebody else approves them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looking
from heard.casework.nightly_looking import FOR_ROLES, notices_seen
from heard.casework.permissions import Act
from heard.casework.redating import Approved, NotMoved, approve_redating
from heard.casework.redating_looking import dates_seen, redatings_seen
from heard.law.clock import UnknownRule
from heard.law.rulebook import rule
from heard.web.desk.work import page_number
from heard.web.fresh import demand_fresh
from heard.web.seeing import by_whom, for_those_who_may, member_of, now, show


@require_GET
@for_those_who_may(Act.SEE_CASES)
def notices(request: HttpRequest) -> HttpResponseBase:
    """What the night noticed of the cases this person may see, newest first."""
    for_role = request.GET.get("for", "")
    seen = notices_seen(member_of(request), for_role=for_role, page=page_number(request))
    facts = {
        "notices": seen.notices,
        "total": seen.total,
        "page": _pages(seen.total, seen.page),
        "roles": [(one, one.replace("_", " ")) for one in FOR_ROLES],
        "for_role": for_role.replace("_", " ") if for_role in FOR_ROLES else "",
    }
    return show(request, "desk/notices.html", facts)


@require_GET
@for_those_who_may(Act.APPROVE)
def redatings(request: HttpRequest) -> HttpResponseBase:
    """Every re-dating: those that wait for a second person, and those approved."""
    every = redatings_seen(member_of(request))
    waiting = [one for one in every if one.approved_on is None]
    return show(request, "desk/redatings.html", {"redatings": every, "waiting": len(waiting)})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.APPROVE)
def redating(request: HttpRequest, number: int) -> HttpResponseBase:
    """The old date and the new of each case, and approving them: never by the person who proposed them."""
    if request.method == "GET":
        return _dates(request, number)
    if (ask := demand_fresh(request)) is not None:
        return ask
    try:
        done = approve_redating(number=number, by=by_whom(request), at=now())
    except NotMoved as why:
        return _dates(request, number, error=str(why))
    messages.success(request, _done(done))
    return redirect("redating", number=number)


def _dates(request: HttpRequest, number: int, *, error: str = "") -> HttpResponse:
    try:
        seen = dates_seen(member_of(request), number, page=page_number(request))
    except NotMoved as why:
        raise looking.NotYours(str(why)) from why
    facts: dict[str, Any] = {
        "redating": seen.redating,
        "dates": [(one, _title(one.clock)) for one in seen.dates],
        "total": seen.total,
        "not_theirs": seen.not_theirs,
        "page": _pages(seen.total, seen.page),
        "is_mine": seen.redating.made_by.casefold() == by_whom(request).casefold(),
        "error": error,
    }
    return show(request, "desk/redating.html", facts, status=422 if error else 200)


def _done(done: Approved) -> str:
    moved = f"{done.moved} date{'' if done.moved == 1 else 's'} moved"
    left = f" {done.left} were left as they are: ended or dated again since." if done.left else ""
    return f"Re-dating {done.number} is approved: {moved}.{left}"


def _title(clock: str) -> str:
    try:
        return rule(clock).title
    except UnknownRule:
        return clock


def _pages(total: int, page: int) -> Any:
    return Paginator(range(total), looking.PAGE).get_page(page)
