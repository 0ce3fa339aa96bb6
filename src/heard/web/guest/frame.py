"""What every page of a case shares for somebody from outside: their leave is asked again each time, the look noted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from heard.casework import looks
from heard.casework.choosing import name_of
from heard.casework.handing_in import What
from heard.casework.handing_in_answers import own_last
from heard.casework.looking import NotYours
from heard.casework.performing import day_of
from heard.casework.permissions import may
from heard.casework.reading_for_guests import GuestCase, guest_case, may_hand_in_papers
from heard.law.procedure import Act
from heard.web.desk.drafts import spoken_time
from heard.web.desk.wording import short_day, spoken_day
from heard.web.seeing import member_of, now, show, today


class NotDeclared(Exception):
    """They must say first whether they are independent, or a link they declared is to be weighed."""


def opened(request: HttpRequest, reference: str, what: str = "shell") -> GuestCase:
    """The case as this person has leave for it now. Raises NotYours as for a number that was never issued."""
    member, at = member_of(request), now()
    try:
        seen = guest_case(member, reference, on=today(), at=at)
    except NotYours:
        looks.note(member, reference, what, at, refused=True)
        raise
    looks.note(member, reference, what, at)
    return seen


def page(
    request: HttpRequest,
    seen: GuestCase,
    template: str,
    facts: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponseBase:
    """A page of the case, with its parts as links."""
    return show(request, template, {**_facts(request, seen), **(facts or {})}, status=status)


def mark_of(request: HttpRequest, seen: GuestCase) -> str:
    """What stands on every page of a paper: who reads it, when, and under which leave."""
    at = now()
    return f"{name_of(member_of(request))}, {short_day(today())} {spoken_time(at)}, access number {seen.grant.pk}"


def places(request: HttpRequest, seen: GuestCase) -> list[tuple[str, str]]:
    """The pages of the case for this person: (words, address) each."""
    reference, member = seen.case.reference, member_of(request)
    found = [("My case", reverse("guest-case", args=[reference]))]
    if seen.is_open:
        found.append(("Papers", reverse("guest-papers", args=[reference])))
        if may_hand_in_papers(member):
            found.append(("Interview notes", reverse("guest-notes", args=[reference])))
        if seen.on_points:
            words = "Recommendations" if seen.is_panel else "Findings and report"
            found.append((words, reverse("guest-points", args=[reference])))
    found.append(("Write to the complaints team", reverse("guest-words", args=[reference])))
    if may(member, Act.REFER_TO_SAFEGUARDING):
        found.append(("Worried about safety", reverse("guest-safety", args=[reference])))
    return found


def sent_on(request: HttpRequest, seen: GuestCase) -> date | None:
    """The day they sent their report, or a panel's recommendations to the complaints team."""
    if not seen.is_panel:
        return seen.appointment.report_received_on if seen.appointment else None
    handed = own_last(member_of(request), seen.case, What.RECOMMENDATIONS)
    return day_of(handed.handed_in_at) if handed else None


def _facts(request: HttpRequest, seen: GuestCase) -> dict[str, Any]:
    tabs = places(request, seen)
    # The report is built on the page of the points.
    path = request.path.replace("/report/", "/points/")
    here = max((href for _, href in tabs if path.startswith(href)), key=len, default="")
    return {
        "seen": seen,
        "row": seen.case,
        "until": spoken_day(seen.until),
        "sent_on": spoken_day(sent_on(request, seen)),
        "tabs": tabs,
        "tab_current": here,
    }
