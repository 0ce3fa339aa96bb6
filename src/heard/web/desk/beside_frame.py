"""The lists that stand beside the cases, as tabs in three groups: promises and their like, money, and learning."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponseBase

from heard.casework.days_left import DayStanding
from heard.casework.looking import PAGE
from heard.casework.permissions import Act, ChartAct, Scope, right_of
from heard.web.desk.wording import how_soon, spoken_day
from heard.web.seeing import member_of, show

# Each group of tabs stands together above its lists: the words, the address, and what somebody must be able to do.
GROUPS: tuple[tuple[tuple[str, str, Act | ChartAct], ...], ...] = (
    (
        ("Promises", "/promises/", Act.SEE_CASES),
        ("Ombudsman", "/ombudsman/", Act.SEE_CASES),
        ("Compliments and comments", "/compliments/", Act.SEE_CASES),
        ("Safety and limits", "/safety/", Act.SEE_CASES),
        ("Advocates asked for", "/advocates/", ChartAct.OFFER_ADVOCACY),
    ),
    (
        ("Payments", "/payments/", Act.SEE_PAYMENTS),
        ("Costs", "/costs/", Act.SEE_COSTS),
        ("Investigators and panels", "/bench/", Act.KEEP_BENCH),
    ),
    # Learning, themes, training, samples, plans, committees.
    (
        ("What was learnt", "/learning/", Act.SEE_LEARNING),
        ("Good practice", "/good-practice/", Act.SEE_LEARNING),
        ("To read", "/to-read/", Act.SEE_LEARNING),
        ("Training", "/training/", Act.SEE_LEARNING),
        ("Dip samples", "/samples/", Act.SEE_LEARNING),
        ("Changed papers", "/changed-papers/", Act.SEE_LEARNING),
        ("Told to the public", "/told-the-public/", Act.TELL_PUBLIC),
        ("Plans", "/plans/", Act.SEE_FIGURES),
        ("Committees and partners", "/committees/", Act.SEE_FIGURES),
    ),
)


def show_list(request: HttpRequest, template: str, current: str, facts: dict[str, Any]) -> HttpResponseBase:
    """One of the lists, with the others of its group as tabs: only those that the person may open."""
    group = next(tabs for tabs in GROUPS if current in {address for _, address, _ in tabs})
    member = member_of(request)
    tabs = [(words, address) for words, address, act in group if _opens(member, act)]
    return show(request, template, {"tabs": tabs, "tab_current": current, **facts})


def _opens(member: Any, act: Act | ChartAct) -> bool:
    """Whether somebody may open a list: an act of the procedure counts where it reaches every case."""
    right = right_of(member, act)
    return right is not None and (isinstance(act, Act) or right.scope is Scope.ALL)


def day_shown(standing: DayStanding | None) -> tuple[str, str, str] | None:
    """A day that is due: its shape, how soon it is, and the day in words."""
    if standing is None:
        return None
    shape, words = how_soon(standing.colour, standing.left, standing.due_on)
    return shape, words, spoken_day(standing.due_on)


def address_of(path: str, **said: str) -> str:
    """The address of a list with what it is narrowed to."""
    asked = urlencode({name: value for name, value in said.items() if value})
    return f"{path}?{asked}" if asked else path


def page_number(request: HttpRequest) -> int:
    """Which page of a list is asked for."""
    said = request.GET.get("page", "")
    return int(said) if said.isdecimal() and len(said) < 7 else 1


def page_of(total: int, page: int) -> Page[int]:
    """The page links of a list of so many."""
    return Paginator(range(total), PAGE).get_page(page)
