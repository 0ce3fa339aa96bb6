"""Due days in one's own calendar: the page that makes and ends the secret address, and the feed behind it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework.calendar_links import (
    DueDay,
    calendar_link,
    due_days,
    end_link,
    make_link,
    member_of_link,
)
from heard.casework.permissions import Act
from heard.web.fresh import demand_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

LINE = 73


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def own(request: HttpRequest) -> HttpResponseBase:
    """Make, replace or end the address that one's own calendar reads."""
    member, made = member_of(request), ""
    if request.method == "POST":
        if (ask := demand_fresh(request)) is not None:
            return ask
        if "end" in request.POST:
            end_link(member=member, at=now())
            messages.success(request, "The link is ended. A calendar that asks for it gets nothing any more.")
            return redirect("own-calendar")
        secret = make_link(member=member, at=now())
        made = request.build_absolute_uri(reverse("calendar-feed", args=[secret]))
    return show(request, "desk/calendar.html", {"link": calendar_link(member), "made": made})


@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The due days of whoever the secret belongs to: reference and act alone. A link that does not run is not there."""
    member = member_of_link(secret)
    if member is None:
        return HttpResponse(
            "There is no such calendar.\n", status=404, content_type="text/plain; charset=utf-8"
        )
    body = as_calendar(due_days(member, today=today()), stamp=now().strftime("%Y%m%dT%H%M%SZ"))
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


feed.for_anybody = True  # type: ignore[attr-defined]


def as_calendar(days: Iterable[DueDay], *, stamp: str) -> str:
    """Days as a calendar file (RFC 5545), each for the whole day."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Heard//Due days//EN", "X-WR-CALNAME:Due days"]
    for one in days:
        lines += _event(one, stamp)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def _event(one: DueDay, stamp: str) -> list[str]:
    name = sha256(f"{one.reference} {one.stage} {one.act}".encode()).hexdigest()[:32]
    return [
        "BEGIN:VEVENT",
        f"UID:{name}@heard",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{_day(one.on)}",
        f"DTEND;VALUE=DATE:{_day(one.on + timedelta(days=1))}",
        f"SUMMARY:{_text(f'{one.reference}: {one.act}')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _text(words: str) -> str:
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    return words.replace("\n", " ")


def _folded(line: str) -> Iterable[str]:
    """A line in parts of at most 75 bytes, each but the first begun with a space."""
    first, rest = line[:LINE], line[LINE:]
    yield first
    for start in range(0, len(rest), LINE - 1):
        yield f" {rest[start : start + LINE - 1]}"
