"""Coming in and staying in: how somebody proved themselves, since when, and when that is over."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from heard.casework import accounts, browsers, factors, guesses, looking
from heard.people.sessions import BEGAN, DEVICE, SEEN
from heard.web import kept_words
from heard.web.seeing import member_of, now, today

IDLE, WARNING, LONGEST, FRESH = 30 * 60, 5 * 60, 12 * 60 * 60, 10 * 60
# Being here is noted at most twice a minute, so that reading a page writes nothing most of the time.
NOTED_EVERY = 30
PROVED, STRENGTH, PENDING = "proved", "strength", "pending"
PASSWORD, FACTOR, DIRECTORY, DEMONSTRATION = "password", "factor", "directory", "demonstration"
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
KNOWN_DEVICE, KNOWN_FOR = "heard_device", 180 * 24 * 60 * 60

log = logging.getLogger("heard.sign_in")


def enter(request: HttpRequest, member: Any, strength: str, *, wanted: str = "") -> HttpResponseBase:
    """Sign a member in by what they proved, and lead on: to their words, to setting up, or where they wanted."""
    request.session.pop(PENDING, None)
    login(request, member.account, backend=MODEL_BACKEND)
    seconds = now().timestamp()
    request.session.update({BEGAN: seconds, SEEN: seconds, PROVED: seconds, STRENGTH: strength})
    request.session[DEVICE] = device_in_words(request.headers.get("User-Agent", ""))
    request.heard_member = member  # type: ignore[attr-defined]
    browsers.forget_old(at=now())
    log.info("entered by %s: member-%s", strength, member.pk)
    answer = redirect(_onward(request, member, wanted))
    if strength != DEMONSTRATION:
        _know_device(answer, member)
    return answer


def _onward(request: HttpRequest, member: Any, wanted: str) -> str:
    if kept_words.of(request, member) is not None:
        return "kept-words"
    return "set-up" if must_set_up(request) else safe(wanted)


def safe(wanted: str) -> str:
    """An address of ours to go on to; anything else becomes the first page."""
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else "/"


def device_in_words(agent: str) -> str:
    """The kind of browser, as its owner would know it: “Chrome on Windows”."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "A browser")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return f"{browser} on {system}" if system else browser


BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def leave(request: HttpRequest, why: str) -> None:
    """Sign out here, keeping only what the next page must say."""
    member = member_of(request)
    log.info("left (%s): member-%s", why, getattr(member, "pk", "unknown"))
    logout(request)
    request.heard_member = None  # type: ignore[attr-defined]


def over(request: HttpRequest) -> str:
    """Why somebody's time here is over: closed (their account or their days), idle, long, or "" while it is not."""
    member = member_of(request)
    if member is None or not accounts.is_let_in(member, today=today()):
        return "closed"
    seconds = now().timestamp()
    if seconds - request.session.get(SEEN, seconds) > IDLE + NOTED_EVERY:
        return "idle"
    return "long" if seconds - request.session.get(BEGAN, seconds) > LONGEST else ""


def note_presence(request: HttpRequest) -> None:
    """Note that somebody is still here."""
    seconds = now().timestamp()
    request.session.setdefault(BEGAN, seconds)
    if seconds - request.session.get(SEEN, 0) >= NOTED_EVERY:
        request.session[SEEN] = seconds


def must_set_up(request: HttpRequest) -> bool:
    """Whether somebody came in without the second factor their role must have. Never in a demonstration."""
    if request.session.get(STRENGTH) in (FACTOR, DIRECTORY, DEMONSTRATION):
        return False
    member = member_of(request)
    return member is not None and factors.demanded_of(member) and not is_demonstration(request)


def is_demonstration(request: HttpRequest) -> bool:
    """Whether this is the demonstration, where nobody has anything to prove; noted for the pages that follow."""
    if request.session.get(STRENGTH) == DEMONSTRATION:
        return True
    there = looking.council()
    if there is None or not there.is_demo:
        return False
    request.session[STRENGTH] = DEMONSTRATION
    return True


def prove_again(request: HttpRequest, strength: str = "") -> None:
    """Note that somebody has just proved themselves anew."""
    request.session[PROVED] = now().timestamp()
    if strength:
        request.session[STRENGTH] = strength


def pend(request: HttpRequest, member: Any, wanted: str) -> HttpResponseBase:
    """The password was right and a second proof is due: remember for ten minutes who is half-way in."""
    request.session[PENDING] = {"account": member.account_id, "at": now().timestamp(), "next": wanted}
    return redirect("second-factor")


def pending(request: HttpRequest) -> Any:
    """The member who is half-way in, or None."""
    said = request.session.get(PENDING)
    if not said or now().timestamp() - said["at"] > FRESH:
        return None
    return accounts.member_numbered(said["account"], today=today())


def counted_under(request: HttpRequest, typed: str) -> list[tuple[str, int]]:
    """What a guess at this name in this browser is counted under, each with the number that is free."""
    device = _known_device(request, typed)
    if device:
        return [(guesses.of_name(typed, device), guesses.FREE_OF_A_NAME)]
    address = (guesses.of_address(address_of(request)), guesses.FREE_OF_AN_ADDRESS)
    return [(guesses.of_name(typed), guesses.FREE_OF_A_NAME), address]


def address_of(request: HttpRequest) -> str:
    """Where a request came from, as the last proxy we trust saw it."""
    named = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    trusted = settings.HEARD_PROXIES
    return named[-trusted] if 0 < trusted <= len(named) else str(request.META.get("REMOTE_ADDR", ""))


def _know_device(answer: HttpResponseBase, member: Any) -> None:
    names = [guesses.of_name(one) for one in (member.account.username, member.account.email) if one]
    answer.set_cookie(
        KNOWN_DEVICE,
        signing.dumps({"names": names, "device": secrets.token_hex(8)}, salt="device"),
        max_age=KNOWN_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        path="/sign-in/",
    )


def _known_device(request: HttpRequest, typed: str) -> str:
    try:
        said = signing.loads(request.COOKIES.get(KNOWN_DEVICE, ""), salt="device", max_age=KNOWN_FOR)
    except signing.BadSignature:
        return ""
    return str(said["device"]) if guesses.of_name(typed) in said["names"] else ""
