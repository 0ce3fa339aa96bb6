"""Keeping what somebody types, while they type it."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.timezone import get_default_timezone
from django.views.decorators.http import require_POST

from heard.casework.drafts import keep_draft
from heard.casework.permissions import Act
from heard.web.desk.acts.typed import typed_words
from heard.web.seeing import for_those_who_may, member_of, now


@require_POST
@for_those_who_may(Act.DECLARE_INTEREST)
def keep(request: HttpRequest) -> HttpResponseBase:
    """Keep the answers of the page named in `page` for whoever is signed in."""
    page, at = request.POST.get("page", ""), now()
    if not _keeps_drafts(page):
        return JsonResponse({"said": "This page keeps no draft."}, status=404)
    if not keep_draft(member_of(request), page, typed_words(request.POST), at=at):
        return JsonResponse({"said": "Too long to keep as a draft. Send it, or keep a copy."}, status=413)
    return JsonResponse({"said": f"Draft saved {spoken_time(at)}"})


def spoken_time(at: datetime) -> str:
    """A time of day as a page says it: 2:05pm, midday, midnight."""
    here = at.astimezone(get_default_timezone())
    if (here.hour, here.minute) in ((0, 0), (12, 0)):
        return "midday" if here.hour else "midnight"
    return f"{here.hour % 12 or 12}:{here.minute:02}{'am' if here.hour < 12 else 'pm'}"


def _keeps_drafts(page: str) -> bool:
    try:
        return bool(getattr(resolve(page).func, "keeps_drafts", False))
    except Resolver404:
        return False
