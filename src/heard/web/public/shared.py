"""Pages that every door leads to: hiding a visit, help when somebody is not safe, and what becomes of what is said."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse_lazy
from django.views.decorators.http import require_GET

from heard.casework import looking_at_council
from heard.web.seeing import show

FACTS = {"is_child": True, "home": reverse_lazy("child-start")}


@require_GET
def hide(request: HttpRequest) -> HttpResponseBase:
    """What the way out hides, and what it cannot."""
    return show(request, "public/hide.html", FACTS)


@require_GET
def safe(request: HttpRequest) -> HttpResponseBase:
    """Who helps now: 999, Childline, and the council's own numbers, those at night among them."""
    return show(request, "public/safe.html", {**FACTS, "numbers": looking_at_council.help_numbers()})


@require_GET
def private(request: HttpRequest) -> HttpResponseBase:
    """What happens to what somebody says, in six bites."""
    return show(request, "public/private.html", FACTS)
