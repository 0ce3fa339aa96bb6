"""Hiding words in a paper: marked, shown as the copy will be, made; somebody else releases it, on its own page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import access, filing, hiding, looks, papers
from heard.casework.permissions import Act
from heard.casework.refused import REFUSALS, in_words
from heard.casework.who_may import case_for
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422
PART = "papers"


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.PROPOSE_RELEASE)
def hide(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """What is hidden in a paper, how it will look, and every step of it."""
    case, row = _found(request, reference, number)
    if request.method == "GET":
        return _page(request, case, row)
    try:
        for name, do in STEPS.items():
            if name in request.POST:
                return do(request, case, row)
    except (*REFUSALS, filing.NotAsFiled) as why:
        return _page(request, case, row, error=in_words(why))
    return redirect(request.path)


@require_GET
@for_those_who_may(Act.PROPOSE_RELEASE)
def picture(request: HttpRequest, reference: str, number: int, page: int) -> HttpResponseBase:
    """The picture of a page under its grid."""
    _, row = _found(request, reference, number)
    try:
        return HttpResponse(hiding.picture_of(row, page), content_type="image/jpeg")
    except (*REFUSALS, filing.NotAsFiled):
        return HttpResponse(status=404)


def _found(request: HttpRequest, reference: str, number: int) -> tuple[Any, Any]:
    member = member_of(request)
    case = case_for(member, reference)
    row = papers.paper_for(member, case, number, on=today())
    access.demand_can(member, Act.PROPOSE_RELEASE, case, on=today(), part=PART)
    looks.note(member, reference, PART, now())
    return case, row


def _who(request: HttpRequest, case: Any, row: Any) -> dict[str, Any]:
    return {"reference": case.reference, "paper": row.pk, "by": member_of(request), "at": now()}


def _words(request: HttpRequest, case: Any, row: Any) -> HttpResponseBase:
    said = request.POST
    hiding.hide_words(words=said.get("said", ""), reason=said.get("reason", ""), **_who(request, case, row))
    return redirect(request.path)


def _part(request: HttpRequest, case: Any, row: Any) -> HttpResponseBase:
    said = request.POST
    page, part = said.get("on_page", ""), said.get("part", "")
    hiding.hide_part(
        page=int(page) if page.isdecimal() and len(page) < 6 else 0,
        part="looked" if said.get("hide_part") == "looked" else part,
        reason=said.get("reason") or "not_asked_for",
        **_who(request, case, row),
    )
    return redirect(f"{request.path}#page-{page}")


def _again(request: HttpRequest, case: Any, row: Any) -> HttpResponseBase:
    number = request.POST["again"]
    hiding.show_again(hidden=int(number) if number.isdecimal() else 0, **_who(request, case, row))
    return redirect(request.path)


def _make(request: HttpRequest, case: Any, row: Any) -> HttpResponseBase:
    copy = hiding.make_copy(**_who(request, case, row))
    messages.success(request, "The copy is made and proposed for release. Somebody else approves it.")
    return redirect("case-paper", reference=case.reference, number=copy.pk)


STEPS: dict[str, Callable[[HttpRequest, Any, Any], HttpResponseBase]] = {
    "hide_words": _words,
    "hide_part": _part,
    "again": _again,
    "make": _make,
}


def _page(request: HttpRequest, case: Any, row: Any, *, error: str = "") -> HttpResponseBase:
    try:
        preview = hiding.preview_of(row)
    except (*REFUSALS, filing.NotAsFiled) as why:
        preview, error = None, error or in_words(why)
    facts = {
        "row": case,
        "one": row,
        "preview": preview,
        "reasons": [(code, words, hiding.CODES[code]) for code, words in hiding.REASONS.items()],
        "errors": [("#said", error)] if error else [],
        "has_errors": bool(error),
        "said": request.POST.get("said", "") if error else "",
    }
    return show(request, "desk/paper_hiding.html", facts, status=WRONG if error else 200)
