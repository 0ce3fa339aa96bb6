"""What a child reads when something failed at the children's door: are their words safe, and what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

CHILDRENS_DOOR = "/tell/"


def told_to_a_child(request: HttpRequest, status: int) -> HttpResponse | None:
    """The page in a child's words, at the children's door alone. It asks nothing of a database, so it always comes."""
    if not request.path.startswith(CHILDRENS_DOOR):
        return None
    facts = {"status": status, "bare": True, "is_child": True}
    return HttpResponse(render_to_string("public/child/failed.html", facts), status=status)
