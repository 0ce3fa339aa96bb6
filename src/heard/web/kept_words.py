"""Words that were sent when the time here was over: kept for the same member, and given back once they are in again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from heard.casework.sealing import SealBroken, seal, unseal
from heard.web.failing import told_to_a_child
from heard.web.seeing import member_of, now, show

KEPT = "kept"
KEPT_FOR = 24 * 60 * 60
MOST_LETTERS = 1_000_000
NEVER_FROM = ("/sign-in/", "/me/sign-in/", "/choose-password/")
WORTH_SHOWING = 15
NEVER_SHOWN = ("csrfmiddlewaretoken", "once")


@dataclass(frozen=True, slots=True)
class Kept:
    """What was sent to an address: each name and value, and whether files came with it, which cannot be kept."""

    path: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool

    @property
    def words(self) -> list[str]:
        """What somebody wrote, as opposed to what they chose."""
        return [
            value for name, value in self.fields if len(value) >= WORTH_SHOWING and name not in NEVER_SHOWN
        ]


def keep(request: HttpRequest, member: Any) -> dict[str, Any]:
    """What the next session must hold to give these words back; sealed, so nobody reads it in the database."""
    if request.path.startswith(NEVER_FROM):
        return {}
    fields = [(name, value) for name, values in request.POST.lists() for value in values if _may_keep(name)]
    said = json.dumps({"path": request.get_full_path(), "fields": fields, "files": bool(request.FILES)})
    if len(said) > MOST_LETTERS:
        return {}
    return {"who": member.pk, "at": now().timestamp(), "said": seal(said)}


def _may_keep(name: str) -> bool:
    return "password" not in name.lower() and name != "csrfmiddlewaretoken"


def of(request: HttpRequest, member: Any) -> Kept | None:
    """The words kept for this member, or None. Kept for somebody else, they are thrown away."""
    there = request.session.get(KEPT)
    if not there:
        return None
    if there["who"] != member.pk or now().timestamp() - there["at"] > KEPT_FOR:
        del request.session[KEPT]
        return None
    try:
        said = json.loads(unseal(there["said"]))
    except SealBroken:
        return None
    return Kept(said["path"], tuple((name, value) for name, value in said["fields"]), said["files"])


@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest) -> HttpResponseBase:
    """The words that were kept, to be sent now, copied, or thrown away."""
    member = member_of(request)
    if member is None:
        return redirect("sign-in")
    there = of(request, member)
    if there is None or request.method == "POST":
        request.session.pop(KEPT, None)
        return redirect("home")
    return show(request, "door/kept.html", {"kept": there, "page": urlsplit(there.path).path})


def given_back(request: HttpRequest) -> Kept | None:
    """What was just sent from one of our own pages and could not be taken, to be shown again; None where there is none.

    The token of its form stays with it: sent again it is the same form, and done once.
    """
    if request.method != "POST" or request.path.startswith(NEVER_FROM) or not _from_our_page(request):
        return None
    try:
        said = [(name, value) for name, values in request.POST.lists() for value in values]
        had_files = bool(request.FILES)
    except Exception:  # what was sent broke off, and this page must still come out
        return None
    if not said or any("password" in name.lower() for name, _ in said):
        return None
    return Kept(request.get_full_path(), tuple(said), had_files)


def arrived(request: HttpRequest) -> None:
    """The words were sent to where they belong: they need not be kept any more."""
    if request.method == "POST" and KEPT in request.session:
        there = of(request, member_of(request))
        if there is not None and there.path == request.get_full_path():
            del request.session[KEPT]


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from before somebody signed in again: its words are given back, if it came from one of our own pages."""
    if (page := told_to_a_child(request, 403)) is not None:
        return page
    member = member_of(request) if hasattr(request, "user") else None
    if member is None or not _from_our_page(request):
        return render(request, "403_csrf.html", status=403)
    kept = keep(request, member)
    if not kept:
        return render(request, "403_csrf.html", status=403)
    request.session[KEPT] = kept
    return redirect("kept-words")


def _from_our_page(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin", "")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    return site == "same-origin" and urlsplit(origin).netloc == request.get_host()
