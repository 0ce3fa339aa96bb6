"""Who is looking at a page, and the pages that need somebody to be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from heard.casework import looking
from heard.casework.permissions import Act, NotAllowed, demand, may

LONDON = ZoneInfo("Europe/London")
View = Callable[..., HttpResponseBase]

MENU = (
    ("Work", "/work/", Act.SEE_CASES),
    ("Find", "/find/", Act.SEE_CASES),
    ("Cases", "/cases/", Act.SEE_CASES),
    ("To approve", "/approve/", Act.SIGN_LETTERS),
    ("To approve", "/approve/", Act.APPROVE),
    ("Post", "/post/", Act.POST_OUT),
    ("Bring in a list", "/imports/", Act.BRING_IN_SHEETS),
    ("Notices", "/notices/", Act.SEE_CASES),
    ("Figures", "/figures/", Act.SEE_FIGURES),
    ("Annual report", "/report/", Act.SEE_FIGURES),
    ("Moved dates", "/redatings/", Act.APPROVE),
    ("Settings", "/settings/", Act.CHANGE_SETTINGS),
    ("Ledger", "/ledger/", Act.CHECK_LEDGER),
)


def today() -> date:
    """The day it is in England."""
    return datetime.now(LONDON).date()


def now() -> datetime:
    """The instant at which something is recorded."""
    return datetime.now(UTC)


def member_of(request: HttpRequest) -> Any:
    """The member who is looking, or None; asked once a request."""
    if not hasattr(request, "heard_member"):
        request.heard_member = looking.member_for(request.user)  # type: ignore[attr-defined]
    return request.heard_member  # type: ignore[attr-defined]


def by_whom(request: HttpRequest) -> str:
    """How the ledger names the person acting."""
    return str(member_of(request).account.username)


def for_those_who_may(act: Act) -> Callable[[View], View]:
    """A page for those whose role may do `act`. Nobody signed in is asked to; anybody else is told who can."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if member_of(request) is None:
                return redirect_to_login(request.get_full_path())
            try:
                demand(member_of(request), act)
                return view(request, *args, **kwargs)
            except NotAllowed as why:
                return show(request, "desk/not_allowed.html", {"why": str(why)}, status=403)
            except looking.NotYours as why:
                return show(request, "desk/not_found.html", {"why": str(why)}, status=404)

        guarded.needs = act  # type: ignore[attr-defined]
        return guarded

    return guard


def menu(request: HttpRequest) -> dict[str, Any]:
    """The links under the header: those pages the person may open."""
    member = member_of(request) if hasattr(request, "user") else None
    items = list(dict.fromkeys((text, href) for text, href, act in MENU if may(member, act)))
    current = next((href for _, href in items if request.path.startswith(href)), "")
    return {"member": member, "menu": items, "menu_current": current}


def show(
    request: HttpRequest, template: str, facts: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page with the menu of the person who looks at it."""
    return render(request, template, {**menu(request), **(facts or {})}, status=status)
