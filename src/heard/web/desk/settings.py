"""The settings: what a council decides for itself, each on a small page of its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.permissions import Act
from heard.web.seeing import for_those_who_may, show

PAGES = (
    ("settings-council", "The council", "Its name, how to reach it, and where leaving in a hurry goes"),
    ("settings-colours", "Colours", "The colours of the pages, each held against what it stands on"),
    ("settings-logo", "Logo", "The picture beside the council’s name"),
    ("settings-numbers", "Help numbers", "Whom somebody can ring who needs to talk to a person"),
    (
        "settings-notice",
        "Notice to the public",
        "That answers take longer or something is closed, from a day",
    ),
    (
        "settings-languages",
        "Languages",
        "In which the public’s pages are offered, and who has checked the words",
    ),
    (
        "people",
        "People of the office",
        "Who signs in, in which role; who joins, moves, leaves and is away; teams and services; load from a sheet",
    ),
    ("settings-directory", "Directory", "Which groups of the council’s directory give which role"),
    ("settings-lists", "Lists", "Labels, what they mean to every council, teams and services"),
    ("settings-bands", "Bands", "The bands of working days in the report"),
    ("settings-clocks", "Clocks", "The council’s own targets, beside what the law allows"),
    (
        "settings-days",
        "Working days",
        "A date to try, and days the council is closed beside the bank holidays",
    ),
    ("settings-money", "Payments and costs", "Who approves how much, days to pay, what a saving assumes"),
    ("letter-templates", "Letters", "The words of each letter for each reader, and how hard they read"),
    (
        "settings-context",
        "Context figures",
        "Children served, open cases, population: figures typed in by hand",
    ),
    (
        "settings-small-numbers",
        "Small numbers",
        "The smallest count that is released, and shown to those who see figures only",
    ),
    (
        "settings-events",
        "Events that bear on figures",
        "Changes of recording or law, and wide events such as a pandemic, marked on series and charts",
    ),
)


@require_GET
@for_those_who_may(Act.CHANGE_SETTINGS)
def index(request: HttpRequest) -> HttpResponseBase:
    """Every settings page."""
    return show(request, "desk/settings.html", {"pages": PAGES})
