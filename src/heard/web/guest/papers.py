"""The papers that a leave names, read a page at a time on the screen: marked, searched, noted on; no download."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looks, reading_for_guests_notes
from heard.casework.filing import NotAsFiled
from heard.casework.looking import NotYours
from heard.casework.permissions import Act
from heard.casework.reading_for_guests import GuestCase, contents_of, paper_of, papers_of
from heard.casework.reading_for_guests_pages import CannotBeRead, found_in, page_of
from heard.casework.refused import REFUSALS, in_words
from heard.web.guest.frame import mark_of, opened, page
from heard.web.seeing import for_those_who_may, member_of, now, today

WRONG = 422


@require_GET
@for_those_who_may(Act.SEE_CASES)
def papers(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The papers they may read."""
    seen = opened(request, reference, "papers")
    if not seen.is_open:
        return redirect("guest-case", reference=reference)
    found = papers_of(member_of(request), seen, on=today(), at=now())
    return page(request, seen, "guest/papers.html", {"papers": found})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def paper(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """One page of a paper, with one's own notes beside it."""
    seen = opened(request, reference, "papers")
    member = member_of(request)
    try:
        found = paper_of(member, seen, number, on=today(), at=now())
    except NotYours:
        looks.note(member, reference, f"paper {number}", now(), refused=True)
        raise
    if request.method == "POST":
        return _noted(request, seen, found)
    return _shown(request, seen, found, _whole(request.GET.get("page", "")))


def _shown(request: HttpRequest, seen: GuestCase, paper: Any, number: int, **more: Any) -> HttpResponseBase:
    mark, words = mark_of(request, seen), request.GET.get("words", "").strip()[:100]
    try:
        shown = page_of(paper, number, mark)
        hits = found_in(paper, words)
    except (CannotBeRead, NotAsFiled) as why:
        looks.note(member_of(request), seen.case.reference, f"paper {paper.pk}", now(), refused=True)
        return page(request, seen, "guest/paper_not_read.html", {"paper": paper, "why": str(why)}, status=409)
    looks.note(member_of(request), seen.case.reference, f"paper {paper.pk}, page {shown.number}", now())
    notes = reading_for_guests_notes.notes_on(member_of(request), paper)
    facts = {
        "paper": paper,
        "shown": shown,
        "mark": mark,
        "words": words,
        "hits": hits,
        "contents": contents_of(paper),
        "notes": [one for one in notes if one.page == shown.number],
        "elsewhere": [one for one in notes if one.page != shown.number],
        **more,
    }
    return page(request, seen, "guest/paper.html", facts, status=WRONG if "errors" in more else 200)


def _noted(request: HttpRequest, seen: GuestCase, paper: Any) -> HttpResponseBase:
    member, number = member_of(request), max(_whole(request.POST.get("on", "")), 1)
    if "drop" in request.POST:
        drop = _whole(request.POST["drop"])
        reading_for_guests_notes.drop_note_on_paper(paper=paper, number=drop, member=member, at=now())
        messages.success(request, "Your note is gone.")
    else:
        words = request.POST.get("note", "")
        try:
            reading_for_guests_notes.note_on_paper(
                paper=paper, page=number, words=words, member=member, at=now()
            )
        except REFUSALS as why:
            return _shown(request, seen, paper, number, errors=[("#note", in_words(why))], has_errors=True)
        messages.success(request, "Your note is kept. Nobody else can read it.")
    address = reverse("guest-paper", args=[seen.case.reference, paper.pk])
    return redirect(f"{address}?page={number}")


def _whole(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0
