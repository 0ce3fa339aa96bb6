"""Powerful acts ask who one is again, unless one has shown it in the last ten minutes. Nothing typed is lost by it.

    @needs_fresh
    def undo(request, number): …

or, inside a view: `if (ask := demand_fresh(request)) is not None: return ask`
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from heard.web import entering, kept_words
from heard.web.seeing import member_of, now

View = Callable[..., HttpResponseBase]


def is_fresh(request: HttpRequest) -> bool:
    """Whether somebody proved themselves in the last ten minutes. In a demonstration nobody has to."""
    proved = request.session.get(entering.PROVED)
    if proved is not None and now().timestamp() - proved <= entering.FRESH:
        return True
    return entering.is_demonstration(request)


def demand_fresh(request: HttpRequest) -> HttpResponseBase | None:
    """None to go on, or the way to a short page that asks who one is and leads back; what was posted is kept."""
    member = member_of(request)
    if member is not None and is_fresh(request):
        return None
    if member is not None and request.method == "POST":
        request.session[kept_words.KEPT] = kept_words.keep(request, member)
    way = reverse("prove-again" if member is not None else "sign-in")
    back = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
    return redirect(f"{way}?{urlencode({'next': back})}")


def needs_fresh(view: View) -> View:
    """A page, or what a page sends, for those who proved themselves in the last ten minutes."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        ask = demand_fresh(request)
        return view(request, *args, **kwargs) if ask is None else ask

    return asked
