"""The lists that stand beside the cases, as tabs in three groups: promises and their like, money, and learning."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from heard.casework.days_left import DayStanding
from heard.casework.looking import PAGE
from heard.web.desk.wording import how_soon, spoken_day
from heard.web.seeing import member_of, show
from heard.web.tabs import tabs_beside


def show_list(
    request: HttpRequest, template: str, current: str, facts: dict[str, Any], *, status: int = 200
) -> HttpResponseBase:
    """One of the lists, with the others of its group as tabs: only those that the person may open."""
    tabs = tabs_beside(member_of(request), current)
    return show(request, template, {"tabs": tabs, "tab_current": current, **facts}, status=status)


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


@lru_cache(maxsize=4096)
def place_of(page: str, *of: str) -> str:
    """The address of a page of a case: a list asks for those of the same cases day after day."""
    return reverse(page, args=of)


def page_number(request: HttpRequest) -> int:
    """Which page of a list is asked for."""
    said = request.GET.get("page", "")
    return int(said) if said.isdecimal() and len(said) < 7 else 1


def page_of(total: int, page: int) -> Page[int]:
    """The page links of a list of so many."""
    return Paginator(range(total), PAGE).get_page(page)
