"""The scrutiny pack: five pages to print for a committee, from the same numbers as the dashboards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from heard.casework.looking_at_plans import MatterSeen, matters_seen, meetings_seen
from heard.casework.permissions import Act
from heard.figures.periods import between
from heard.reporting.dashboards import DASHBOARDS
from heard.reporting.dashboards_shown import ShownDashboard
from heard.reporting.dashboards_words import day_in_words, in_days
from heard.reporting.questions import WRONG_QUESTIONS
from heard.reporting.small_numbers import sees_true_figures
from heard.web.desk.beside_frame import show_list
from heard.web.desk.dashboards import Seen, about, drawn, of_the_fixed_set, seen_now
from heard.web.desk.dashboards_asked import DashForm, PackForm, initial_of
from heard.web.desk.dashboards_beside import changed
from heard.web.desk.wording import short_day
from heard.web.seeing import for_those_who_may, member_of, show

ADDRESS = "/dashboards/pack/"
COMMITTEE = "committee"
MOST_QUESTIONS = 8
# What is always worth asking, whatever the numbers say.
ALWAYS = (
    "Which of last time’s promises to us are not kept yet, and who answers for each?",
    "Which children are least likely to complain, and how do they reach us?",
    "What would we not see in these figures?",
)


@dataclass(frozen=True, slots=True)
class Raised:
    """What a committee raised: its words, its answer or when one is due, and what was counted for it."""

    words: str
    answer: str
    stands: str
    figures: tuple[tuple[str, str], ...]


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def pack(request: HttpRequest) -> HttpResponseBase:
    """Five pages: what changed since last time, what was asked and answered, numbers, lessons, and what to ask."""
    try:
        seen = seen_now(request)
        meetings = _meetings(request, seen.looked.day)
        form = _form(request, seen, meetings)
        if form.is_bound and form.is_valid():
            return redirect(form.asked().address(ADDRESS))
        last = _last(seen, meetings)
        facts = _facts(request, seen, last)
    except WRONG_QUESTIONS as why:
        return show(request, "desk/not_found.html", {"why": str(why)}, status=404)
    return show_list(request, "desk/dashboard_pack.html", ADDRESS, {**facts, **about(seen, form)})


def _meetings(request: HttpRequest, day: date) -> list[Any]:
    return [one for one in meetings_seen(member_of(request)) if one.kind == COMMITTEE and one.held_on < day]


def _form(request: HttpRequest, seen: Seen, meetings: Sequence[Any]) -> DashForm:
    form = PackForm(
        request.GET if "ask" in request.GET else None,
        initial=initial_of(seen.asked, seen.years),
        years=seen.years,
        parts=seen.parts,
        mine=seen.mine,
        meetings=[(str(one.pk), f"{one.with_whom}, {short_day(one.held_on)}") for one in meetings[:20]],
    )
    return of_the_fixed_set(request, form)


def _last(seen: Seen, meetings: Sequence[Any]) -> Any:
    wanted = [one for one in meetings if str(one.pk) == seen.asked.since]
    return next(iter([*wanted, *meetings]), None)


def _facts(request: HttpRequest, seen: Seen, last: Any) -> dict[str, Any]:
    # Who is shown a fixed set of numbers is shown whole years so far: days since a meeting are not among them.
    whole = seen.looked.within.first or seen.looked.day
    begins = last.held_on if last and sees_true_figures(member_of(request)) else whole
    since = replace(seen, looked=replace(seen.looked, period=between(begins, seen.looked.day)))
    made = [drawn(request, DASHBOARDS[name], seen) for name in ("on-time", "voices", "found", "ombudsman")]
    news = drawn(request, DASHBOARDS["how"], since)
    return {
        "last": last,
        "since": day_in_words(begins),
        "is_since_last": last is not None and begins == last.held_on,
        "since_when": in_days(since.looked.within),
        "made": news,
        "raised": _raised(request, last, seen.looked.day),
        "dashboards": made,
        "changed": changed(member_of(request), seen.looked),
        "questions": _questions([news, *made]),
    }


def _raised(request: HttpRequest, last: Any, day: date) -> list[Raised]:
    """What the last meeting raised, then what is still open of earlier ones."""
    if last is None:
        return []
    member = member_of(request)
    of_last = matters_seen(member, today=day, meeting=last.pk)
    still = [
        one
        for one in matters_seen(member, today=day, open_only=True)
        if one.row.meeting.kind == COMMITTEE and one.row.meeting_id != last.pk
    ]
    return [_one(seen) for seen in [*of_last, *still]]


def _one(seen: MatterSeen) -> Raised:
    row = seen.row
    day = row.answered_on
    stands = (
        f"Answered on {day_in_words(day)}" if day else f"Not answered yet; due by {day_in_words(row.due_on)}"
    )
    figures = tuple((one.words, f"/figures/{one.measure}/?{one.asked}") for one in row.figures.all())
    return Raised(row.words, row.answer, stands, figures)


def _questions(made: Iterable[ShownDashboard]) -> list[str]:
    """What to ask: first about changes that are more than chance, then about the others, then what is always asked."""
    changes = [change for one in made for _, change in one.changes if change.verdict != "nothing to compare"]
    ordered = sorted(changes, key=lambda change: (not change.is_real, change.chance))
    asked = list(dict.fromkeys(change.question for change in ordered))
    return [*asked[: MOST_QUESTIONS - len(ALWAYS)], *ALWAYS]
