"""Worries passed on, changes that wait and limits on contact, of every case one reads in full."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.looking_at_safety import KINDS, safety_seen
from heard.casework.permissions import Act
from heard.web.desk.beside_frame import address_of, day_shown, show_list
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, today

ADDRESS = "/safety/"


@require_GET
@for_those_who_may(Act.SEE_CASES)
def safety_list(request: HttpRequest) -> HttpResponseBase:
    """Who was told of what, when, and what is to be looked at again."""
    kind = request.GET.get("kind", "")
    found = safety_seen(member_of(request), today=today(), kind=kind)
    facts = {
        "rows": [
            (one, spoken_day(one.decided_on), spoken_day(one.told_on), day_shown(one.review)) for one in found
        ],
        "again": sum(1 for one in found if one.review and one.review.left <= 0),
        "kinds": [("All", ADDRESS, kind not in KINDS)]
        + [(words, address_of(ADDRESS, kind=code), code == kind) for code, (words, _) in KINDS.items()],
    }
    return show_list(request, "desk/safety_list.html", ADDRESS, facts)
