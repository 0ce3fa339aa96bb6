"""Leaving this site at once: our pages and what was typed go, and somewhere harmless opens."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from heard.casework import looking
from heard.web.public import doorstep, languages

USUAL = "https://www.bbc.co.uk/weather"


@require_GET
def leave(request: HttpRequest) -> HttpResponseBase:
    """Throw away what was typed, end whatever was opened, and go to the address that the council chose.

    It clears our pages and ends the visit. What the browser itself remembers stays, and no page says otherwise.
    """
    council = looking.council()
    response = redirect(council.exit_address if council and council.exit_address else USUAL)
    request.session.flush()
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response.headers["Referrer-Policy"] = "no-referrer"
    return languages.keep(doorstep.forget(request, response), "")


leave.for_anybody = True  # type: ignore[attr-defined]
