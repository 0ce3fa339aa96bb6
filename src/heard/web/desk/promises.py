"""The promises of every case one reads: to keep, late, one's own, kept, and kept without the person being told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework import choosing
from heard.casework.looking_at_promises import VIEWS, PromiseSeen, promises_seen
from heard.casework.permissions import Act
from heard.web.desk.beside_frame import address_of, day_shown, page_number, page_of, show_list
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, today

ADDRESS = "/promises/"


@require_GET
@for_those_who_may(Act.SEE_CASES)
def promises(request: HttpRequest) -> HttpResponseBase:
    """What was promised, by whom and by when."""
    view = request.GET.get("view", "open")
    view = view if view in VIEWS else "open"
    services = choosing.services()
    service = request.GET.get("service", "")
    service = service if service in services else ""
    seen = promises_seen(
        member_of(request), today=today(), view=view, service=service, page=page_number(request)
    )
    facts = {
        "rows": [_shown(one) for one in seen.rows],
        "sentence": sentence(seen.counts),
        "view": VIEWS[view],
        "is_open": view in ("open", "late", "mine"),
        "views": [(words, address_of(ADDRESS, view=code, service=service), seen.counts[code], code == view)
                  for code, words in VIEWS.items()],
        "services": [("Every service", address_of(ADDRESS, view=view), not service)]
        + [(one, address_of(ADDRESS, view=view, service=one), one == service) for one in services],
        "service": service,
        "page": page_of(seen.total, seen.page),
    }  # fmt: skip
    return show_list(request, "desk/promises.html", ADDRESS, facts)


def sentence(counts: Mapping[str, int]) -> str:
    """The counts in a sentence."""
    if not counts["open"]:
        return "Nothing that was promised is still to be kept."
    late = counts["late"]
    is_late = "None is late." if not late else f"{late:,} {'is' if late == 1 else 'are'} late."
    one = counts["open"] == 1
    return f"{counts['open']:,} promise{'' if one else 's'} {'is' if one else 'are'} to be kept. {is_late}"


def _shown(one: PromiseSeen) -> dict[str, Any]:
    return {
        "row": one,
        "due": day_shown(one.standing),
        "by": spoken_day(one.due_on),
        "done": spoken_day(one.done_on),
        "told": spoken_day(one.told_on),
    }
