"""The first page of those whose role has no list of work: what they may do here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework.permissions import Act
from heard.web.seeing import for_those_who_may, member_of, show


@require_GET
@for_those_who_may(Act.DECLARE_INTEREST)
def start(request: HttpRequest) -> HttpResponseBase:
    """What this person may do."""
    from heard.web.door import DOES

    return show(request, "desk/starting.html", {"does": DOES.get(member_of(request).role, "")})
