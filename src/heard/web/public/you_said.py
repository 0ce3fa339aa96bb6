"""“You said, we did”: what people told the council and what it did, for everybody and in plainer words for children."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from heard.casework.looking_at_spreading import for_public
from heard.web.seeing import show


@dataclass(frozen=True, slots=True)
class Shown:
    """One of them, as this page says it."""

    said: str
    did: str
    done_on: date


@require_GET
def you_said(request: HttpRequest) -> HttpResponseBase:
    """For everybody."""
    rows = [Shown(one.said, one.did, one.done_on) for one in for_public()]
    return show(request, "public/you_said.html", {"rows": rows, "back": reverse("home")})


@require_GET
def for_children(request: HttpRequest) -> HttpResponseBase:
    """For children: only what was written for them."""
    rows = [Shown(one.child_said, one.child_did, one.done_on) for one in for_public() if one.child_said]
    facts = {"rows": rows, "is_child": True, "home": reverse("child-start"), "back": reverse("child-start")}
    return show(request, "public/you_said.html", facts)
