"""One case told whole: what happened in order, and why each date is what it is. Made to be read and printed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework import looks
from heard.casework.data_rights_disputed import disputed_on
from heard.casework.looking import NotYours
from heard.casework.permissions import Act, NotAllowed
from heard.casework.story import Event, Story, story_seen_by
from heard.casework.story_clocks import ClockTold
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, now, show, today


@require_GET
@for_those_who_may(Act.SEE_CASES)
def story(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The whole story of a case on one page, without scripts."""
    told = _told(request, reference)
    facts = {
        "told": told,
        "disputed": disputed_on(reference),
        "received": spoken_day(told.received_on),
        "events": [_event(one) for one in told.events],
        "traces": [(spoken_day(one.on), title, one.what) for title, one in told.traces],
        "stages": [(stage, [_clock(clock) for clock in stage.clocks]) for stage in told.stages],
    }
    return show(request, "desk/story.html", facts)


def _told(request: HttpRequest, reference: str) -> Story:
    """The story through the eyes of whoever looks; the look is noted, also one that is refused."""
    member = member_of(request)
    try:
        told = story_seen_by(member, reference, today=today())
    except (NotYours, NotAllowed):
        looks.note(member, reference, "timeline", now(), refused=True)
        raise
    looks.note(member, reference, "timeline", now())
    return told


def _event(event: Event) -> dict[str, Any]:
    return {
        "event": event,
        "happened": spoken_day(event.happened_on),
        "received": "" if event.received_on == event.happened_on else spoken_day(event.received_on),
        "later": _later(event.days_later),
    }


def _later(days: int) -> str:
    if days < 1:
        return ""
    return "the day after" if days == 1 else f"{days:,} days after"


def _clock(clock: ClockTold) -> dict[str, Any]:
    facts = [
        ("Day 0", spoken_day(clock.started_on)),
        ("Due", spoken_day(clock.due_on) or "No number of days"),
        ("As things stand", spoken_day(clock.must_by) if clock.must_by != clock.due_on else ""),
        ("Latest, with more time", spoken_day(clock.latest_on)),
        ("Done", spoken_day(clock.stopped_on)),
        ("The clock is", clock.standing),
    ]
    return {"title": clock.title, "facts": [(name, said) for name, said in facts if said], "why": clock.why}
