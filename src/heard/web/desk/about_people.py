"""Who complained, as far as people said so of themselves: counts by year, and nothing behind them to open."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework import about_people as counted
from heard.casework.permissions import Act
from heard.figures.annual_cohort import NOT_SAID as NOT_SAID_WORDS
from heard.figures.ask import ask
from heard.figures.dimensions import UnknownLabel
from heard.figures.periods import financial_year
from heard.reporting.cached import snapshot_now
from heard.reporting.frames_people import about_heading
from heard.reporting.small_numbers import Guard, guard_for
from heard.web.seeing import for_those_who_may, member_of, show, today

MOST_YEARS = 3
MEASURE = "said_about_themselves"
Table = tuple[str, Sequence[tuple[str, Sequence[object]]], Sequence[object]]


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def about_people(request: HttpRequest) -> HttpResponseBase:
    """Each question with how often each answer was given, in the last years."""
    years = counted.years_counted()[:MOST_YEARS]
    guard = guard_for(member_of(request), today=today())
    if guard:
        seen = [_guarded(guard, name, years) for name in counted.QUESTIONS]
        return show(
            request, "desk/about_people.html", {"years": _titles(years), "tables": seen, "guarded": True}
        )
    by_year = [counted.counts_of_year(year) for year in years]
    tables: list[Table] = []
    for name, (question, answers) in counted.QUESTIONS.items():
        listed = {**answers, counted.NOT_SAID: "They did not want to say"}
        rows = [
            (words, [year.get(name, {}).get(code, 0) for year in by_year]) for code, words in listed.items()
        ]
        tables.append((question, rows, [sum(year.get(name, {}).values()) for year in by_year]))
    return show(request, "desk/about_people.html", {"years": _titles(years), "tables": tables})


def _titles(years: Sequence[int]) -> list[str]:
    return [f"{year}-{(year + 1) % 100:02}" for year in years]


def _guarded(guard: Guard, name: str, years: Sequence[int]) -> Table:
    """A question as those see it who see figures only: what could betray a small number is withheld."""
    question, answers = counted.QUESTIONS[name]
    asked = [_answers(guard, name, year) for year in years]
    rows = [
        (words, [year.get(words, "0") for year in asked]) for words in (*answers.values(), NOT_SAID_WORDS)
    ]
    return question, rows, [year.get("", "0") for year in asked]


def _answers(guard: Guard, name: str, year: int) -> dict[str, str]:
    within, where = financial_year(year), {"about": (about_heading(name),)}
    try:
        made = guard.answer(
            ask(snapshot_now(today()), MEASURE, period=within, by=("about", "said"), where=where)
        )
    except UnknownLabel:
        return {}
    whole = guard.answer(ask(snapshot_now(today()), MEASURE, period=within, where=where)).total
    return {cell.by["said"]: cell.printed for cell in made.cells} | {"": whole.printed}
