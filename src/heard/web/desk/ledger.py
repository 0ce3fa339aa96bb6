"""Proving the ledger whole, in plain words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from heard.casework import audit
from heard.casework.permissions import Act
from heard.web.seeing import for_those_who_may, now, show

MOST_FAULTS = 200


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.CHECK_LEDGER)
def ledger(request: HttpRequest) -> HttpResponseBase:
    """What the check is; pressing the button makes it. It reads every row, so it is not made unasked."""
    if request.method != "POST":
        return show(request, "desk/ledger.html", {})
    verdict = audit.verify()
    facts = {
        "verdict": verdict,
        "faults": verdict.faults[:MOST_FAULTS],
        "more": max(0, len(verdict.faults) - MOST_FAULTS),
        "checked_at": now(),
    }
    return show(request, "desk/ledger.html", facts)
