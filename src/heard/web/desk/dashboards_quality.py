"""Data quality: what is missing, cannot be or was written down late, what it makes less sure, and where to mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from heard.casework import looking
from heard.casework.permissions import Act, may
from heard.casework.small_numbers import threshold_on
from heard.figures.measures import MEASURES
from heard.figures.rounding import percent_of, printed_percent
from heard.reporting.cached import worked_out
from heard.reporting.charts import column_chart
from heard.reporting.dashboards_kinds import FEWEST
from heard.reporting.data_quality import (
    BY_NAME,
    CHECKS,
    KINDS,
    Check,
    Found,
    found,
    found_by_quarter,
)
from heard.reporting.questions import WRONG_QUESTIONS
from heard.reporting.small_numbers import sees_true_figures
from heard.web.desk.beside_frame import show_list
from heard.web.desk.dashboards import Seen, about, form_of, seen_now
from heard.web.desk.work import page_number
from heard.web.seeing import for_those_who_may, member_of, show, today

ADDRESS = "/dashboards/data-quality/"


@dataclass(frozen=True, slots=True)
class Line:
    """One check as the page shows it."""

    check: Check
    text: str
    percent: str
    href: str
    touches: tuple[tuple[str, str], ...]


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def every(request: HttpRequest) -> HttpResponseBase:
    """What is wrong with the records behind the figures, by what it is."""
    try:
        seen = seen_now(request, as_they_stand=True)
        form = form_of(request, seen)
        form.fields.pop("as_at", None)
        if form.is_bound and form.is_valid():
            return redirect(form.asked().address(ADDRESS))
        if _least(
            request
        ):  # Who sees no case sees the whole council here: a part less another would tell of few.
            seen = replace(seen, looked=replace(seen.looked, narrowed=()))
        checked = worked_out(seen.snapshot, found, seen.looked)
    except WRONG_QUESTIONS as why:
        return show(request, "desk/not_found.html", {"why": str(why)}, status=404)
    lines = _lines(request, seen, checked)
    facts = {
        "kinds": [(words, [one for one in lines if one.check.kind == kind]) for kind, words in KINDS.items()],
        "sentence": _sentence(checked, _least(request)),
        "trend": _trend(seen, _least(request)),
        "withholds": _least(request) > 1,
        **about(seen, form),
    }
    return show_list(request, "desk/dashboard_quality.html", ADDRESS, facts)


def _lines(request: HttpRequest, seen: Seen, checked: tuple[Found, ...]) -> list[Line]:
    opens, least = may(member_of(request), Act.OPEN_FIGURES), _least(request)
    return [
        Line(
            check,
            _said(len(one.refs), one.base, least),
            f"{printed_percent(percent_of(len(one.refs), one.base))}" if _is_told(one, least) else "",
            seen.asked.address(f"{ADDRESS}{check.name}/") if opens and one.refs else "",
            tuple((MEASURES[name].title, f"/figures/{name}/") for name in check.touches),
        )
        for check, one in zip(CHECKS, checked, strict=True)
    ]


def _least(request: HttpRequest) -> int:
    """Below how many a number is withheld from whoever looks; nought for those who see figures as they are."""
    return 0 if sees_true_figures(member_of(request)) else threshold_on(today())


def _said(wrong: int, base: int, least: int) -> str:
    """ "6 of 17", or its mark where it, or what is left, is small."""
    is_small = any(0 < one < least for one in (wrong, base - wrong, base))
    return "[c]" if is_small else f"{wrong:,} of {base:,}".replace(" ", "\N{NO-BREAK SPACE}")


def _is_told(one: Found, least: int) -> bool:
    return one.base >= FEWEST and _said(len(one.refs), one.base, least) != "[c]"


def _sentence(checked: tuple[Found, ...], least: int) -> str:
    wrong = [one for one in checked if one.refs and BY_NAME[one.name].kind != "late"]
    if not wrong:
        return "Nothing is missing in this period, and nothing on record cannot be."
    most = max(wrong, key=lambda one: len(one.refs))
    title = BY_NAME[most.name].title
    things = "1 thing is" if len(wrong) == 1 else f"{len(wrong)} things are"
    return f"{things} missing or cannot be. The most: {title.lower()}, on {_said(len(most.refs), most.base, least)}."


def _trend(seen: Seen, least: int) -> dict[str, Any]:
    quarters = worked_out(seen.snapshot, found_by_quarter, seen.looked)
    rows = [(period.label, wrong, base, _said(wrong, base, least)) for period, wrong, base in quarters]
    shares = [(label, 100 * wrong / base if base else 0.0, said) for label, wrong, base, said in rows]
    finding = f"In {rows[-1][0]}: {rows[-1][3]} have something missing or that cannot be"
    title = "Of every 100 received, how many have something missing or that cannot be, by quarter"
    told = all(said != "[c]" for *_, said in rows)
    picture = column_chart(title, f"{finding}.", shares, unit="", name="quality") if told else ""
    lines = [(label, said) for label, *_, said in rows]
    return {"headline": finding, "subtitle": f"{title}.", "picture": picture, "rows": lines}


@require_GET
@for_those_who_may(Act.OPEN_FIGURES)
def to_mend(request: HttpRequest, check: str) -> HttpResponseBase:
    """The cases on which one thing is wrong, for whoever may open them."""
    if check not in BY_NAME:
        raise looking.NotYours("Nothing of that name is checked. See the page of data quality.")
    try:
        seen = seen_now(request, as_they_stand=True)
        checked = worked_out(seen.snapshot, found, seen.looked)
    except WRONG_QUESTIONS as why:
        return show(request, "desk/not_found.html", {"why": str(why)}, status=404)
    refs = list(next(one for one in checked if one.name == check).refs)
    mine = looking.which_may_be_seen(member_of(request), refs)
    page = Paginator(mine, looking.PAGE).get_page(page_number(request))
    facts = {
        "check": BY_NAME[check],
        "cases": len(refs),
        "others": len(refs) - len(mine),
        "rows": [(row, looking.kind_words(row)) for row in looking.cases_named(list(page.object_list))],
        "page": page,
        "back": seen.asked.address(ADDRESS),
        "when": about(seen, form_of(request, seen))["when"],
    }
    return show(request, "desk/dashboard_mend.html", facts)
