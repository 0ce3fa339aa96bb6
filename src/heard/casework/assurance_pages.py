"""Controls on the pages as they are served here: every address is asked as somebody who has not signed in."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from heard.casework.assurance_asked import Asked, none_of
from heard.casework.deploy_checks import Looked

# What every answer has to carry, written here again: this is what the pages' own list is held to.
WANTED = (
    "Content-Security-Policy", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy", "X-Content-Type-Options", "X-Frame-Options",
)  # fmt: skip
# The council's colours and its logo are the same for everybody, and may be kept by a browser.
KEPT = frozenset({"theme", "logo"})
PART = re.compile(r"<(?:(\w+):)?\w+>")
SAMPLES = {"int": "1", "uuid": "00000000-0000-4000-8000-000000000000"}
WITHOUT_A_TABLE = "django.contrib.sessions.backends.signed_cookies"
MEND = "The code was changed, or something before it takes headers away: tell whoever looks after the system."


@dataclass
class Round:
    """What one round over every address found."""

    addresses: int = 0
    bare: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def answers_without_headers(asked: Asked) -> Looked:
    """Every answer says what a page may load, and that it may be framed by nobody."""
    found = _round(asked)
    return none_of("addresses whose answer lacks a header", found.bare, found.addresses, MEND)


def answers_a_browser_may_keep(asked: Asked) -> Looked:
    """No answer may be kept by a browser or on the way."""
    found = _round(asked)
    return none_of("addresses whose answer may be kept", found.kept, found.addresses, MEND)


def forms_taken_without_a_token(asked: Asked) -> Looked:
    """No address takes a form that does not come from our own page."""
    found = _round(asked)
    return none_of("addresses that take a form without its token", found.taken, found.addresses, MEND)


def addresses_that_break(asked: Asked) -> Looked:
    """No address breaks when somebody asks for it who has not signed in."""
    found = _round(asked)
    return none_of("addresses that break", found.broken, found.addresses, "See the log of the pages.")


@lru_cache(maxsize=1)
def _round(asked: Asked) -> Round:
    """Four controls read one round: the same question, asked at the same instant.

    Who is there is kept in the browser's own cookie for it, so that asking leaves no row behind.
    """
    found = Round()
    with override_settings(SESSION_ENGINE=WITHOUT_A_TABLE), _in_silence():
        client = Client(enforce_csrf_checks=True, raise_request_exception=False, headers=_as_by_a_proxy())
        for name, where in addresses():
            found.addresses += 1
            answer = _ask(client, "get", where)
            _look(found, name, where, answer)
            sent = _ask(client, "post", where)
            if sent.status_code not in (403, 405) and not _leads_to_signing_in(sent):
                found.taken.append(where)
    return found


@contextmanager
def _in_silence() -> Iterator[None]:
    """What is refused here is refused on purpose: the logs are for what is not."""
    usual = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(usual)


def addresses() -> Iterator[tuple[str, str]]:
    """Every address there is with its name, something of its kind standing in each part of it."""
    yield from _under(get_resolver(), "/")


def _under(resolver: URLResolver, before: str) -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        where = before + PART.sub(lambda part: SAMPLES.get(part[1] or "str", "x"), str(one.pattern))
        if isinstance(one, URLPattern):
            yield one.name or "", where
        else:
            yield from _under(one, where)


def _ask(client: Client, method: str, where: str) -> HttpResponseBase:
    client.cookies.clear()
    with transaction.atomic():
        answer: Any = getattr(client, method)(where)
        transaction.set_rollback(True)
    return answer  # type: ignore[no-any-return]


def _look(found: Round, name: str, where: str, answer: HttpResponseBase) -> None:
    if any(header not in answer.headers for header in WANTED):
        found.bare.append(where)
    if name not in KEPT and "no-store" not in answer.headers.get("Cache-Control", ""):
        found.kept.append(where)
    if answer.status_code >= 500:
        found.broken.append(where)


def _leads_to_signing_in(answer: HttpResponseBase) -> bool:
    return answer.status_code == 302 and answer.headers.get("Location", "").startswith(reverse("sign-in"))


def _as_by_a_proxy() -> dict[str, str]:
    host = next((one for one in settings.ALLOWED_HOSTS if "*" not in one), "localhost")
    said = {"host": host.lstrip(".")}
    if settings.SESSION_COOKIE_SECURE:
        said["x-forwarded-proto"] = "https"
    return said


CONTROLS = (
    answers_without_headers,
    answers_a_browser_may_keep,
    forms_taken_without_a_token,
    addresses_that_break,
)
