"""A page of questions about something that is of no single case: asked, refused in words, written once."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from heard.casework.new_details import NotOnRecord
from heard.casework.once import written_once
from heard.casework.permissions import NotAllowed
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts.form import ActForm, Known
from heard.web.seeing import member_of, now, show, today

WRONG = 422
Found = TypeVar("Found")


@dataclass(frozen=True)
class Asking:
    """One page of questions: its heading, its button, its form, what it does, and where one goes afterwards.

    `do` is given the member, the instant and what the form says. `facts` are what the template shows above the form.
    """

    title: str
    button: str
    form: type[ActForm]
    do: Callable[..., object]
    done: str
    back: str
    template: str = "desk/asking.html"
    facts: dict[str, Any] = field(default_factory=dict)
    initial: dict[str, Any] = field(default_factory=dict)


def ask(request: HttpRequest, asking: Asking) -> HttpResponseBase:
    """Ask, and once it is answered well do it and go back to where it shows."""
    known = Known(None, member_of(request), today())
    once = request.POST.get("once", "")[:64] or secrets.token_urlsafe(16)
    if request.method == "GET":
        return _page(request, asking, asking.form(known=known, initial=dict(asking.initial)), once)
    form = asking.form(request.POST, known=known)
    if not form.is_valid():
        return _page(request, asking, form, once, status=WRONG)
    try:
        written_once(
            member=known.member,
            once=once,
            act=asking.title[:60],
            at=now(),
            do=lambda: asking.do(member=known.member, at=now(), **form.said()),
        )
    except (*REFUSALS, NotAllowed) as why:
        form.add_error(None, in_words(why))
        return _page(request, asking, form, once, status=WRONG)
    messages.success(request, asking.done)
    return redirect(asking.back)


def there(find: Callable[..., Found], *said: Any, **more: Any) -> Found:
    """What is asked for by the number in an address. Raises Http404 where it is not on record."""
    try:
        return find(*said, **more)
    except NotOnRecord as why:
        raise Http404 from why


def _page(
    request: HttpRequest, asking: Asking, form: ActForm, once: str, *, status: int = 200
) -> HttpResponseBase:
    facts = {
        "form": form,
        "once": once,
        "title": asking.title,
        "button": asking.button,
        "back": asking.back,
        **asking.facts,
    }
    return show(request, asking.template, facts, status=status)
