"""Pages for when something failed: they say so plainly, and come out even when the database does not answer."""

from __future__ import annotations

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from heard.casework.log_lines import REQUEST
from heard.casework.store import StoreAway
from heard.web import kept_words
from heard.web.context import council
from heard.web.failing import told_to_a_child
from heard.web.seeing import show


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
        return no_records(request)
    facts = {**_known(request), "number": REQUEST.get()}
    return told_to_a_child(request, 500) or HttpResponse(render_to_string("500.html", facts), status=500)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent could not be read (400), or the database went away while a browser was noted (503)."""
    if _went_away(exception):
        return no_records(request)
    page = told_to_a_child(request, 400)
    return page or HttpResponse(render_to_string("400.html", _known(request)), status=400)


def _went_away(exception: BaseException | None) -> bool:
    """Whether the database is what was in the way. Keeping a session, Django calls that a browser signed out."""
    while exception is not None:
        if isinstance(exception, OperationalError | InterfaceError):
            return True
        exception = exception.__context__
    return False


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is nothing here, or nothing for them (404). Whoever is signed in keeps the menu, to go on from here."""
    return told_to_a_child(request, 404) or show(request, "404.html", status=404)


def no_records(request: HttpRequest) -> HttpResponse:
    """The database does not answer, or cannot write (503): what was sent stands there, to be sent again at one press.

    Nothing is asked of the database for this page, so it comes at once.
    """
    facts = {"bare": True, "sent": kept_words.given_back(request)}
    page = HttpResponse(render_to_string("503.html", facts), status=503)
    page["Retry-After"] = "30"
    return page
