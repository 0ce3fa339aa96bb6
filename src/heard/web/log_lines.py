"""One line of the log for each request: the pattern of its address, never the address, and who is not said."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from heard.casework.log_lines import REQUEST

log = logging.getLogger("heard.access")
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
# All pages of the public are one to the log, so that nobody who told something is found by it.
DOOR, NOWHERE = "the public’s door", "no page of ours"

Answer = Callable[[HttpRequest], HttpResponseBase]


def logged(get_response: Answer) -> Answer:
    """Give each request a number by lot, as it stands on the page of an error; with HEARD_ACCESS_LOG=1 write a line."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        token, began = REQUEST.set(secrets.token_hex(5)), perf_counter()
        try:
            response = get_response(request)
            if settings.HEARD_ACCESS_LOG:
                log.info("answered", extra=_line(request, response.status_code, perf_counter() - began))
            return response
        finally:
            REQUEST.reset(token)

    return answer


def _line(request: HttpRequest, status: int, seconds: float) -> dict[str, object]:
    return {
        "method": request.method if request.method in METHODS else "OTHER",
        "route": _route(request),
        "status": status,
        "ms": round(seconds * 1000),
    }


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None:
        return NOWHERE
    return DOOR if match.func.__module__.startswith("heard.web.public") else match.route
