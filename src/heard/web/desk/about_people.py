"""Who complained, as far as people said so of themselves: counts by year, and nothing behind them to open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework import about_people as counted
from heard.casework.permissions import Act
from heard.web.seeing import for_those_who_may, show

MOST_YEARS = 3


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def about_people(request: HttpRequest) -> HttpResponseBase:
    """Each question with how often each answer was given, in the last years."""
    years = counted.years_counted()[:MOST_YEARS]
    by_year = [counted.counts_of_year(year) for year in years]
    tables = []
    for name, (question, answers) in counted.QUESTIONS.items():
        listed = {**answers, counted.NOT_SAID: "They did not want to say"}
        rows = [
            (words, [year.get(name, {}).get(code, 0) for year in by_year]) for code, words in listed.items()
        ]
        tables.append((question, rows, [sum(year.get(name, {}).values()) for year in by_year]))
    facts = {"years": [f"{year}-{(year + 1) % 100:02}" for year in years], "tables": tables}
    return show(request, "desk/about_people.html", facts)
