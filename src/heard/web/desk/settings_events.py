"""Events that bear on figures: what is marked, and marking, correcting, ending, reviewing and taking back."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import events
from heard.casework.permissions import Act, may
from heard.reporting.events import event_of
from heard.web.desk.asking import Asking, ask, there
from heard.web.desk.settings_events_forms import EndEventForm, EventForm, ReviewForm, TakeBackEventForm
from heard.web.desk.wording import spoken_day
from heard.web.seeing import by_whom, for_those_who_may, member_of, show

ADDRESS = "/settings/events/"


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def listed(request: HttpRequest) -> HttpResponseBase:
    """Every event that stands, the latest first, and what may be done with each."""
    member = member_of(request)
    facts = {
        "rows": [_shown(request, row) for row in events.events_marked()],
        "keeps": may(member, Act.CHANGE_SETTINGS),
    }
    return show(request, "desk/settings_events.html", facts)


def _shown(request: HttpRequest, row: Any) -> dict[str, Any]:
    reviews = may(member_of(request), Act.RELEASE_REPORT_WORDS) and row.marked_by != by_whom(request)
    return {
        "row": row,
        "touches": event_of(row).touches,
        "begins": spoken_day(row.begins_on),
        "ends": spoken_day(row.ends_on) if row.ends_on else "",
        "reviewed": spoken_day(row.reviewed_on) if row.reviewed_on else "",
        "reviews": reviews and row.reviewed_on is None,
    }


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def new(request: HttpRequest) -> HttpResponseBase:
    """Mark an event."""
    asking = Asking("Mark an event", "Mark it", EventForm, events.mark_event, "The event is marked.", ADDRESS)
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def correct(request: HttpRequest, number: int) -> HttpResponseBase:
    """Put right what an event says."""
    row = there(events.event_numbered, number)
    names = ("title", "kind", "words", "begins_on", "ends_on", "procedure")
    asking = Asking(
        title="Correct an event",
        button="Keep it so",
        form=EventForm,
        do=partial(events.correct_event, event=number),
        done="The event is corrected. Somebody else reviews it again.",
        back=ADDRESS,
        facts={"above": row.title},
        initial={name: getattr(row, name) for name in names}
        | {"service": row.service.label if row.service else ""},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def end(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say on which day an event was over."""
    return _of_event(
        request, number, "Say when it was over", EndEventForm, events.end_event, "Its last day is kept."
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHANGE_SETTINGS)
def take_back(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take an event back that was marked in error."""
    done = "The event is taken back and shows on no figure."
    return _of_event(request, number, "Take an event back", TakeBackEventForm, events.take_back_event, done)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.RELEASE_REPORT_WORDS)
def review(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say that an event stands as it happened."""
    row = there(events.event_numbered, number)
    says = f"{event_of(row).sentence} Hold its days and words beside what happened before you press."
    return _of_event(
        request,
        number,
        "Review an event",
        ReviewForm,
        events.review_event,
        "The event is reviewed.",
        says=says,
    )


def _of_event(
    request: HttpRequest, number: int, title: str, form: Any, do: Any, done: str, *, says: str = ""
) -> HttpResponseBase:
    row = there(events.event_numbered, number)
    facts = {"above": row.title, "says": says}
    return ask(request, Asking(title, title, form, partial(do, event=number), done, ADDRESS, facts=facts))
