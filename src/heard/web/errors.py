"""Pages for when something failed: they say so plainly, and come out even when the database does not answer."""

from __future__ import annotations

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from heard.casework.store import StoreAway
from heard.web.context import council


def _known(request: HttpRequest) -> dict[str, Any]:
    try:
        known = council(request)
        bool(known["council"].is_demo)
    except Exception:  # whatever is broken, the page that says so must still come out
        return {}
    return known


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke on our side (500), or the database or the store of files does not answer (503)."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError | StoreAway):
        return no_records()
    return HttpResponse(render_to_string("500.html", _known(request)), status=500)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent could not be read (400)."""
    return HttpResponse(render_to_string("400.html", _known(request)), status=400)


def no_records() -> HttpResponse:
    """The database does not answer (503). Nothing is asked of it for this page, so it comes at once."""
    page = HttpResponse(render_to_string("503.html", {"bare": True}), status=503)
    page["Retry-After"] = "30"
    return page
