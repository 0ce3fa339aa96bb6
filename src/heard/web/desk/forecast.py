"""How many will be late: the forecast with its error, by week and by step, and the delays that repeat."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.permissions import Act
from heard.figures.forecast import Expected
from heard.figures.forecast_words import (
    MANY,
    about,
    between,
    headline,
    headline_in_tens,
    how_good,
    worst_steps,
    worst_week,
)
from heard.reporting.forecasting import Outlook, outlook
from heard.reporting.small_numbers import WHOM_TO_ASK, sees_true_figures
from heard.web.desk.beside_frame import show_list
from heard.web.desk.wording import short_day, spoken_day
from heard.web.seeing import for_those_who_may, member_of, today

ADDRESS = "/dashboards/forecast/"


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def forecast(request: HttpRequest) -> HttpResponseBase:
    """What is expected of the weeks ahead, as things stand."""
    seen = outlook(today=today())
    if not sees_true_figures(member_of(request)):
        return show_list(request, "desk/forecast.html", ADDRESS, _in_tens(seen))
    told = seen.forecast
    facts = {
        "whole": True,
        "told": told,
        "as_at": spoken_day(told.as_at),
        "headline": headline(told),
        "more": [words for words in (worst_week(told), worst_steps(told)) if words],
        "weeks": [
            (spoken_day(one.begins_on), _shown(one.expected)) for one in told.weeks if one.expected.due
        ],
        "steps": [(step, _shown(one)) for step, one in told.steps],
        "delays": seen.delays,
        "how_good": how_good(seen.replayed),
        "past": [
            (short_day(one.as_at), _shown(one.expected), one.came, one.held) for one in seen.replayed.checked
        ],
    }
    return show_list(request, "desk/forecast.html", ADDRESS, facts)


def _in_tens(seen: Outlook) -> dict[str, Any]:
    """What those are shown who see no small number: single weeks and cases would tell of single families."""
    return {
        "told": seen.forecast,
        "as_at": spoken_day(seen.forecast.as_at),
        "headline": headline_in_tens(seen.forecast),
        "delays": [one for one in seen.delays if one.cases >= MANY],
        "how_good": how_good(seen.replayed),
        "whom_to_ask": WHOM_TO_ASK,
    }


def _shown(one: Expected) -> dict[str, Any]:
    return {"due": one.due, "about": about(one), "between": between(one)}
