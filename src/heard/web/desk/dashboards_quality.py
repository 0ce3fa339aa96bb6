"""Data quality: what is missing, cannot be or was written down late, what it makes less sure, and where to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from heard.casework import looking
from heard.casework.permissions import Act, may
from heard.figures.measures import MEASURES
from heard.reporting.cached import worked_out
from heard.reporting.charts import column_chart
from heard.reporting.dashboards_kinds import Counted, n_of_d, percentage
from heard.reporting.data_quality import (
    BY_NAME,
    CHECKS,
    KINDS,
    Check,
    Found,
    as_table,
    found,
    found_by_quarter,
)
from heard.reporting.questions import WRONG_QUESTIONS
from heard.web.desk.beside_frame import show_list
from heard.web.desk.dashboards import Seen, about, form_of, may_see, seen_now
from heard.web.desk.work import page_number
from heard.web.seeing import for_those_who_may, member_of, show

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
        form.fields.pop("as_at")
        if form.is_bound and form.is_valid():
            return redirect(form.asked().address(ADDRESS))
        checked = worked_out(seen.snapshot, found, seen.looked)
    except WRONG_QUESTIONS as why:
        return show(request, "desk/not_found.html", {"why": str(why)}, status=404)
    lines = _lines(request, seen, checked)
    facts = {
        "kinds": [(words, [one for one in lines if one.check.kind == kind]) for kind, words in KINDS.items()],
        "sentence": _sentence(checked),
        "trend": _trend(seen),
        **about(seen, form),
    }
    return show_list(request, "desk/dashboard_quality.html", ADDRESS, facts)


def _lines(request: HttpRequest, seen: Seen, checked: tuple[Found, ...]) -> list[Line]:
    table = as_table(checked, seen.looked, None)
    rows = may_see(request, Counted(table, None, ())).numbers.rows
    opens = may(member_of(request), Act.OPEN_FIGURES)
    return [
        Line(
            check,
            n_of_d(row.cells[0]),
            percentage(row.cells[0]),
            seen.asked.address(f"{ADDRESS}{check.name}/") if opens and one.refs else "",
            tuple((MEASURES[name].title, f"/figures/{name}/") for name in check.touches),
        )
        for check, one, row in zip(CHECKS, checked, rows, strict=True)
    ]


def _sentence(checked: tuple[Found, ...]) -> str:
    wrong = [one for one in checked if one.refs and BY_NAME[one.name].kind != "late"]
    if not wrong:
        return "Nothing is missing in this period, and nothing on record cannot be."
    most = max(wrong, key=lambda one: len(one.refs))
    title = BY_NAME[most.name].title
    things = "1 thing is" if len(wrong) == 1 else f"{len(wrong)} things are"
    return (
        f"{things} missing or cannot be. The most: {title.lower()}, on {len(most.refs):,} of {most.base:,}."
    )


def _trend(seen: Seen) -> dict[str, Any]:
    quarters = worked_out(seen.snapshot, found_by_quarter, seen.looked)
    rows = [(period.label, wrong, base) for period, wrong, base in quarters]
    shares = [
        (label, 100 * wrong / base if base else 0.0, f"{wrong} of {base}") for label, wrong, base in rows
    ]
    finding = f"In {rows[-1][0]}: {rows[-1][1]:,} of {rows[-1][2]:,} have something missing or that cannot be"
    title = "Of every 100 received, how many have something missing or that cannot be, by quarter"
    picture = column_chart(title, f"{finding}.", shares, unit="", name="quality")
    return {"headline": finding, "subtitle": f"{title}.", "picture": picture, "rows": rows}


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
