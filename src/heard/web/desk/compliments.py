"""Compliments, comments and ideas: listed, thanked for, shared."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from heard.casework.looking_at_compliments import ThanksSeen, compliments_seen
from heard.casework.permissions import Act, may
from heard.web.desk.beside_frame import address_of, page_number, page_of, show_list
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of

ADDRESS = "/compliments/"
USES = (("line", "Line"), ("quote", "Quote"), ("good_practice", "Good practice"))
KINDS = (("", "All"), ("compliment", "Compliments"), ("comment", "Comments"), ("suggestion", "Ideas"))


@require_GET
@for_those_who_may(Act.SEE_CASES)
def compliments(request: HttpRequest) -> HttpResponseBase:
    """What people wrote that asks for thanks, and who heard of it."""
    kind, waiting = request.GET.get("kind", ""), request.GET.get("thanked", "") == "no"
    writes = may(member_of(request), Act.WRITE_REPORT_WORDS)
    seen = compliments_seen(member_of(request), kind=kind, waiting=waiting, page=page_number(request))
    facts = {
        "rows": [
            (one, spoken_day(one.received_on), spoken_day(one.thanked_on), _printed(one) if writes else [])
            for one in seen.rows
        ],
        "writes": writes,
        "waiting": seen.waiting,
        "only_waiting": waiting,
        "kinds": [
            (words, address_of(ADDRESS, kind=code, thanked="no" if waiting else ""), code == kind)
            for code, words in KINDS
        ],
        "unthanked": address_of(ADDRESS, kind=kind, thanked="no"),
        "everything": address_of(ADDRESS, kind=kind),
        "page": page_of(seen.total, seen.page),
        "total": seen.total,
    }
    return show_list(request, "desk/compliments.html", ADDRESS, facts)


def _printed(one: ThanksSeen) -> list[tuple[str, str, str]]:
    """The words for everybody of one: what they are for, their address, and how they stand."""
    return [
        (words, reverse("report-words", args=[one.reference, use]), one.printed.get(use, "not written"))
        for use, words in USES
    ]
