"""On every request: who is still signed in. On every answer: what a page may load, and that nothing is left behind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from heard.web.failing import told_to_a_child

# The one line in base.html that tells the style sheet scripts run here. Change it there and this changes too.
BODY_CLASS_SCRIPT = "sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw="

Answer = Callable[[HttpRequest], HttpResponseBase]
# A file of 20 MB with the form around it; and the longest list that an office brings in.
MOST_BYTES_OF_ANYBODY, MOST_BYTES = 22 * 1024 * 1024, settings.MAX_IMPORT_BYTES + 2 * 1024 * 1024

HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' '{BODY_CLASS_SCRIPT}'",
            "style-src 'self'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def headers(get_response: Answer) -> Answer:
    """Put the house's headers on every answer that has not set its own.

    It stands before all else that may answer, so that a refusal carries them too. Static files are served before this
    point, so they alone may be kept by a browser.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if "Content-Disposition" in response.headers:
            _say_training(response)
        return response

    return answer


def _say_training(response: HttpResponseBase) -> None:
    """A file that leaves a training installation says so by its name, whatever kind of file it is."""
    from heard.casework.marked import WORD, is_training

    said = response.headers["Content-Disposition"]
    if said.startswith("attachment") and is_training():
        said = said.replace('filename="', f'filename="{WORD}-', 1)
        response.headers["Content-Disposition"] = said.replace(
            "filename*=UTF-8''", f"filename*=UTF-8''{WORD}-", 1
        )


def not_too_big(get_response: Answer) -> Answer:
    """Turn away what is larger than any page takes before a byte of it is read.

    Whoever has not signed in sends one file of 20 MB at most; the office brings in longer lists.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        said = str(request.META.get("CONTENT_LENGTH") or "0")
        most = MOST_BYTES if settings.SESSION_COOKIE_NAME in request.COOKIES else MOST_BYTES_OF_ANYBODY
        if not said.isdecimal() or int(said) > most:
            return told_to_a_child(request, 413) or render(request, "413.html", {"bare": True}, status=413)
        return get_response(request)

    return answer


class Presence:
    """Who is signed in is looked at on every request: an account that was closed, a day that came, or too long a rest
    ends it there and then. Words that came too late are kept for the same member.

    It stands after the check of forms, so that only words from our own pages are ever kept.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as usual; the looking is done once the page is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """None to go on, or the way to signing in or setting up."""
        if getattr(view, "for_anybody", False) or SESSION_KEY not in request.session:
            return None
        from heard.web import entering, kept_words

        if why := entering.over(request):
            return _end(request, why)
        entering.note_presence(request)
        kept_words.arrived(request)
        if entering.must_set_up(request) and not getattr(view, "before_setting_up", False):
            return redirect("set-up")
        return None


def _end(request: HttpRequest, why: str) -> HttpResponseBase:
    from heard.web import entering, kept_words
    from heard.web.seeing import member_of

    member, kept = member_of(request), {}
    if member is not None and request.method == "POST" and why != "closed":
        kept = kept_words.keep(request, member)
    entering.leave(request, why)
    request.session["over"] = why
    if kept:
        request.session[kept_words.KEPT] = kept
    back = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
    return redirect(f"{reverse('sign-in')}?{urlencode({'next': back})}")
