"""Who is looking at a page, and the pages that need somebody to be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from heard.casework import looking, looks
from heard.casework.access import NO_SUCH_CASE
from heard.casework.permissions import Act, ChartAct, NotAllowed, Scope, demand, may, right_of
from heard.casework.reading_for_guests import is_guest
from heard.web.tabs import GROUPS, entry, group_of

LONDON = ZoneInfo("Europe/London")
View = Callable[..., HttpResponseBase]

MENU = (
    ("New case", "/cases/new/", ChartAct.RECEIVE),
    ("E-mail", "/mail/", ChartAct.RECEIVE),
    ("Work", "/work/", Act.SEE_CASES),
    ("Find", "/find/", Act.SEE_CASES),
    ("Cases", "/cases/", Act.SEE_CASES),
    ("To approve", "/approve/", Act.SIGN_LETTERS),
    ("To approve", "/approve/", Act.APPROVE),
    ("Answers", "/answers/", ChartAct.ANSWER_STAGE_1),
    ("Post", "/post/", Act.POST_OUT),
    ("Bring in a list", "/imports/", Act.BRING_IN_SHEETS),
    ("Notices", "/notices/", Act.SEE_CASES),
    ("Figures", "/figures/", Act.SEE_FIGURES),
    ("Moved dates", "/redatings/", Act.APPROVE),
    ("Settings", "/settings/", Act.CHANGE_SETTINGS),
    ("People", "/settings/people/", Act.KEEP_STAFF),
    ("From outside", "/grants/", Act.SEE_GRANTS),
    ("Emergency", "/emergency/", Act.BREAK_GLASS),
    ("Emergencies", "/emergency/reviews/", Act.REVIEW_GLASS),
    ("Ledger", "/ledger/", Act.CHECK_LEDGER),
    ("I know this family", "/declare/", Act.DECLARE_INTEREST),
)
# The lists beside the cases, in their groups, stand after what is done on cases.
BEFORE_GROUPS = {"/cases/new/", "/mail/", "/work/", "/find/", "/cases/", "/approve/", "/answers/"}
# Who sees every case comes to it from the page that finds none.
FOR_THOSE_WITH_FEW_CASES = {"/emergency/"}
OF_A_CASE = "/cases/"
MY_CASES = ("My cases", "/my-cases/")


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
                way = way_of_guests(request, act, str(kwargs.get("reference", "")))
                demand(member_of(request), act)
                return way or view(request, *args, **kwargs)
            except NotAllowed as why:
                return show(request, "desk/not_allowed.html", {"why": str(why)}, status=403)
            except looking.NotYours as why:
                facts = {"why": str(why), "emergency": may(member_of(request), Act.BREAK_GLASS)}
                return show(request, "desk/not_found.html", facts, status=404)

        guarded.needs = act  # type: ignore[attr-defined]
        return guarded

    return guard


def way_of_guests(request: HttpRequest, act: Act | ChartAct, reference: str) -> HttpResponseBase | None:
    """None to go on. Somebody from outside is led from the office's lists to their own cases.

    At any page of a case they are answered as for a number that was never issued, and the look is noted: what they have
    leave for stands on pages of their own. Raises NotYours.
    """
    member = member_of(request)
    if not is_guest(member) or request.path.startswith(MY_CASES[1]):
        return None
    if request.path.startswith(OF_A_CASE):
        if reference:
            looks.note(member, reference, "shell", now(), refused=True)
        raise looking.NotYours(NO_SUCH_CASE)
    return redirect("guest-cases") if act is Act.SEE_CASES else None


def sees_every_case(member: Any) -> bool:
    """Whether somebody's role reaches every case there is."""
    right = right_of(member, Act.SEE_CASES)
    return right is not None and right.scope is Scope.ALL


def menu(request: HttpRequest) -> dict[str, Any]:
    """The links under the header: those pages the person may open."""
    member = member_of(request) if hasattr(request, "user") else None
    items = list(dict.fromkeys((text, href) for text, href, act in MENU if may(member, act)))
    groups = [one for name in GROUPS if (one := entry(member, name)) is not None]
    place = sum(1 for one in items if one[1] in BEFORE_GROUPS)
    items[place:place] = groups
    if may(member, Act.CHANGE_SETTINGS):
        # They come to it from the settings.
        items = [one for one in items if one[1] != "/settings/people/"]
    if sees_every_case(member):
        items = [one for one in items if one[1] not in FOR_THOSE_WITH_FEW_CASES]
    if is_guest(member):
        # What shows cases to the office, somebody from outside has on pages of their own.
        of_office = {href for _, href, act in MENU if act is Act.SEE_CASES}
        items = [MY_CASES, *(one for one in items if one[1] not in of_office)]
    # The longest address that fits: a new case is no list of cases.
    group = group_of(request.path)
    fitting = [href for words, href in items if words == group or request.path.startswith(href)]
    current = max(fitting, key=len, default="")
    return {"member": member, "menu": items, "menu_current": current}


def show(
    request: HttpRequest, template: str, facts: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page with the menu of the person who looks at it."""
    return render(request, template, {**menu(request), **(facts or {})}, status=status)
