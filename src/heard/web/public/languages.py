"""In which language somebody reads the public's pages: they choose it, and a cookie holds its bare code for the visit.

Only languages whose words a named person has checked are offered. Every other page, and every page in a language that
is not offered any more, is in English.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation

from heard.casework import languages
from heard.casework.languages import Language

COOKIE, ASKED = "heard-language", "in"
ENGLISH = "en-GB"
Answer = Callable[[HttpRequest], HttpResponseBase]


class InTheirLanguage:
    """A page that is ready for it is shown in the language that was chosen; nothing of it outlasts the request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and speak English again afterwards."""
        with in_english():
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """None to go on, or the same address again once a choice is kept."""
        if not getattr(view, "in_languages", False):
            return None
        if request.method in ("GET", "HEAD") and ASKED in request.GET:
            return _choose(request, request.GET[ASKED])
        code = request.COOKIES.get(COOKIE, "")
        if code and languages.is_offered(code):
            translation.activate(code)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """The page that says something went wrong is in English."""
        translation.activate(settings.LANGUAGE_CODE)


def _choose(request: HttpRequest, code: str) -> HttpResponseBase:
    left = request.GET.copy()
    del left[ASKED]
    response = redirect(f"{request.path}?{left.urlencode()}" if left else request.path)
    return keep(response, code if languages.is_offered(code) else "")


def keep(response: HttpResponseBase, code: str) -> HttpResponseBase:
    """Keep a choice for this browser's visit; English is no cookie at all."""
    if not code:
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(COOKIE, code, httponly=True, samesite="Lax", secure=secure)
    return response


def of_the_page() -> Language | None:
    """The language of the page in the making; None where it is English."""
    return languages.KNOWN.get(translation.get_language() or "")


def code_of_page() -> str:
    """The code of the page's language, as it is put on record with what somebody told."""
    there = of_the_page()
    return there.code if there else ENGLISH


def in_english() -> AbstractContextManager[Any]:
    """Whatever is worded in here is in English: what goes on record is for whoever reads it there."""
    return translation.override(settings.LANGUAGE_CODE)
