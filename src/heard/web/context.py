"""What every page knows: whose council this is, whether it is the demonstration, and who is looking."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

VERSION = version("heard")


def _council() -> Any:
    # Asked only when a page prints it: an error page must come out although the database does not answer.
    from heard.casework import looking

    return looking.council()


def _role(request: HttpRequest) -> str:
    from heard.web.seeing import member_of

    return str(getattr(member_of(request), "role", "")) if hasattr(request, "user") else ""


def council(request: HttpRequest) -> dict[str, Any]:
    """`council` (name, is_demo, theme), `role` (of the person looking, or "") and the `version` of Heard."""
    return {
        "council": SimpleLazyObject(_council),
        "role": SimpleLazyObject(lambda: _role(request)),
        "version": VERSION,
    }
