"""What every page knows: whose council this is, whether it is the demonstration, the notice, and who is looking."""

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


def _notice() -> str:
    from heard.casework.public_notice import notice_on
    from heard.web.seeing import today

    return notice_on(today())


def _role(request: HttpRequest) -> str:
    from heard.web.seeing import member_of

    return str(getattr(member_of(request), "role", "")) if hasattr(request, "user") else ""


def council(request: HttpRequest) -> dict[str, Any]:
    """`council` (name, is_demo, theme), the public `notice`, `role` of whoever looks, or "", and the `version`."""
    return {
        "council": SimpleLazyObject(_council),
        "notice": SimpleLazyObject(_notice),
        "role": SimpleLazyObject(lambda: _role(request)),
        "version": VERSION,
    }
