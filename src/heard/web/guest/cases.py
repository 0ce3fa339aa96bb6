"""My cases: what somebody from outside has leave for, until when, and what is to be done first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import handing_in
from heard.casework.looking import NotYours
from heard.casework.permissions import Act
from heard.casework.reading_for_guests import (
    GuestCase,
    clocks_for,
    ended_leave,
    guest_cases,
    is_guest,
    papers_of,
    points_for,
)
from heard.casework.refused import REFUSALS, in_words
from heard.casework.walls import declare_interest
from heard.web.desk.acts import fields
from heard.web.desk.case_frame import clock_shown
from heard.web.desk.wording import short_day, spoken_day
from heard.web.forms_look import Form
from heard.web.guest.frame import opened, page, places, sent_on
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422
NONE, LINK, FAMILY = "none", "link", "family"
CHOICES = [
    (NONE, "No, I have no link to the council, the service or the people"),
    (LINK, "Yes, there is a link"),
    (FAMILY, "Yes, I know somebody in this case"),
]
HINTS = {
    LINK: "For example: I worked there until last year. The complaints manager looks at it before you go on.",
    FAMILY: "You will not see the case any more. Nobody asks you why.",
}


class DeclareForm(Form):
    """Whether somebody is independent."""

    link = fields.one_of("Do you have a link to this case?", CHOICES, hints=HINTS, small=False)
    words = fields.words("What is the link?", required=False, rows=3, help_text="Only if there is one.")
    page_heading = ""

    def clean(self) -> dict[str, Any]:
        """A link is in words."""
        given = self.cleaned_data
        if given.get("link") == LINK and not given.get("words"):
            self.add_error("words", "Enter what the link is")
        return given


@require_GET
@for_those_who_may(Act.SEE_CASES)
def cases(request: HttpRequest) -> HttpResponseBase:
    """The cases somebody has leave for, and those for which it is over."""
    member = member_of(request)
    if not is_guest(member):
        return redirect("work")
    facts = {
        "cases": [_line(one) for one in guest_cases(member, on=today(), at=now())],
        "ended": [_ended(one) for one in ended_leave(member, on=today())],
    }
    return show(request, "guest/cases.html", facts)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def case(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One case: what to do, the days that run, the points and the papers."""
    seen = opened(request, reference)
    member = member_of(request)
    facts = {
        "tasks": list(_tasks(request, seen)),
        "clocks": [clock_shown(one) for one in clocks_for(seen, today())],
        "points": points_for(seen),
        "papers": papers_of(member, seen, on=today(), at=now()),
    }
    return page(request, seen, "guest/case.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def declare(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Whether they are independent, asked before the first paper."""
    seen = opened(request, reference, "declaring")
    if not seen.must_declare:
        return redirect("guest-case", reference=reference)
    form = DeclareForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        status = WRONG if form.is_bound else 200
        return page(request, seen, "guest/declare.html", {"form": form}, status=status)
    return _declared(request, seen, form.cleaned_data)


def _declared(request: HttpRequest, seen: GuestCase, given: dict[str, Any]) -> HttpResponseBase:
    member, reference = member_of(request), seen.case.reference
    if given["link"] == FAMILY:
        declare_interest(reference=reference, member=member, at=now(), day=today())
        messages.success(request, "Thank you for saying so. You will not see that case any more.")
        return redirect("guest-cases")
    words = given["words"] if given["link"] == LINK else ""
    try:
        handing_in.declare_independence(seen=seen, member=member, words=words, at=now())
    except REFUSALS as why:
        raise NotYours(in_words(why)) from why
    said = (
        "Your link is with the complaints manager, who will tell you whether you go on."
        if words
        else "You have declared that you are independent. The papers are open to you."
    )
    messages.success(request, said)
    return redirect("guest-case", reference=reference)


def _line(one: GuestCase) -> dict[str, Any]:
    return {
        "reference": one.case.reference,
        "part": one.part,
        "until": spoken_day(one.until),
        "standing": _standing(one),
    }


def _standing(one: GuestCase) -> str:
    if one.must_declare:
        return "Say first whether you are independent"
    return "The link you declared is being looked at" if one.link_waits else "Its papers are open to you"


def _ended(one: Any) -> tuple[str, str, str]:
    if one.ended_at:
        return one.representation.reference, spoken_day(one.ended_at.date()), "The complaints team ended it."
    return one.representation.reference, spoken_day(one.ends_on), "It ran until then."


def _tasks(request: HttpRequest, seen: GuestCase) -> Iterator[dict[str, Any]]:
    if seen.must_declare:
        address = reverse("guest-declare", args=[seen.case.reference])
        yield {"title": "Say whether you are independent", "href": address, "status": "To do", "tag": True,
               "colour": "blue", "hint": "Before you open a paper"}  # fmt: skip
    elif seen.link_waits:
        yield {"title": "Your declared link", "status": "Being looked at",
               "hint": "The complaints manager tells you whether you go on"}  # fmt: skip
    elif seen.declaration is not None:
        yield {"title": "Your declaration", "status": "Completed"}
    for words, href in places(request, seen)[1:]:
        sent = sent_on(request, seen) if href == reverse("guest-points", args=[seen.case.reference]) else None
        yield {"title": words, "href": href, "status": f"Sent on {short_day(sent)}" if sent else ""}
