"""Who stands at the door: one cookie, which opens what they have answered so far and says nothing of them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from heard.casework import doorsteps
from heard.web.seeing import now

COOKIE = "heard-door"


def secret_of(request: HttpRequest) -> str:
    """The secret in the visitor's cookie; a new one, set on the answer, where there is none."""
    if not hasattr(request, "doorstep"):
        given = request.COOKIES.get(COOKIE, "")
        request.doorstep = given if 20 <= len(given) <= 100 else doorsteps.new_secret()  # type: ignore[attr-defined]
    return str(request.doorstep)  # type: ignore[attr-defined]


def answers(request: HttpRequest) -> dict[str, Any]:
    """What was answered so far, by the name of the step."""
    if not hasattr(request, "door_answers"):
        given = request.COOKIES.get(COOKIE, "")
        found = doorsteps.answers_of(given, at=now()) if given else {}
        request.door_answers = found  # type: ignore[attr-defined]
    return request.door_answers  # type: ignore[attr-defined,no-any-return]


def keep(request: HttpRequest, said: dict[str, Any]) -> bool:
    """Keep the answers so far. False where they are too long to keep."""
    request.door_answers = said  # type: ignore[attr-defined]
    return doorsteps.keep(secret_of(request), said, at=now())


def with_cookie(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Set the cookie on an answer: for this browser's visit alone, out of reach of scripts."""
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(COOKIE, secret_of(request), httponly=True, samesite="Lax", secure=secure)
    return response


def forget(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Throw away what was answered, and the cookie."""
    if given := request.COOKIES.get(COOKIE, ""):
        doorsteps.leave(given)
    response.delete_cookie(COOKIE, samesite="Lax")
    return response
