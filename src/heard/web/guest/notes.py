"""Notes of interviews: with whom, when, who could be beside them, what was said, whether they agree. One's own until
handed in.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import drafts
from heard.casework import reading_for_guests_notes as notes_kept
from heard.casework.looking import NotYours
from heard.casework.permissions import Act
from heard.casework.reading_for_guests import GuestCase
from heard.casework.reading_for_guests_notes import AGREED, COMPANIONS, NoteSaid
from heard.casework.refused import REFUSALS, in_words
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.desk.acts.typed import typed_words
from heard.web.forms_look import Form
from heard.web.guest.frame import opened, page
from heard.web.seeing import for_those_who_may, member_of, now, today

WRONG = 422
HANDED_IN = "The note is handed in. It is a paper of the case now."
KEPT = "The note is kept. Nobody else can read it yet."
NO_NOTE = "We cannot find that note. Go back to your notes."


class NoteForm(Form):
    """A note of a conversation."""

    met = fields.line("Whom did you speak with?", most=200)
    met_on = DateField(label="When?", latest=today)
    companion = fields.one_of("Could somebody be beside them?", COMPANIONS)
    companion_words = fields.line(
        "Who came, or why nobody was offered",
        required=False,
        most=200,
        help_text="For example: Ruth, her advocate.",
    )
    words = fields.words("What was said", rows=12, help_text="In their words as far as you can.")
    agreed = fields.one_of("Do they agree with the note?", AGREED)


@require_GET
@for_those_who_may(Act.ADD_PAPERS)
def notes(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One's own notes of a case."""
    seen = opened(request, reference, "notes")
    if not seen.is_open:
        return redirect("guest-case", reference=reference)
    found = notes_kept.interview_notes(member_of(request), seen.case)
    return page(request, seen, "guest/notes.html", {"notes": found})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ADD_PAPERS)
def note(request: HttpRequest, reference: str, number: int = 0) -> HttpResponseBase:
    """One note, new or to go on with."""
    seen = opened(request, reference, "notes")
    if not seen.is_open:
        return redirect("guest-case", reference=reference)
    row = notes_kept.interview_note(member_of(request), seen.case, number) if number else None
    if number and row is None:
        raise NotYours(NO_NOTE)
    if row is not None and row.handed_in_at is not None:
        return page(request, seen, "guest/note_handed_in.html", {"note": row})
    if request.method == "GET" or "start-again" in request.POST:
        return _opened(request, seen, row)
    return _sent(request, seen, row)


note.keeps_drafts = True  # type: ignore[attr-defined]


def _opened(request: HttpRequest, seen: GuestCase, row: Any) -> HttpResponseBase:
    member = member_of(request)
    if request.method == "POST":
        drafts.drop_draft(member, request.path)
        return redirect(request.path)
    began = {name: getattr(row, name) for name in NoteSaid.__slots__} if row else {"met_on": today()}
    left = drafts.draft_of(member, request.path, at=now())
    form = NoteForm(initial={**began, **(_typed(left.words) if left else {})})
    return page(request, seen, "guest/note.html", {"form": form, "note": row, "left": left})


def _sent(request: HttpRequest, seen: GuestCase, row: Any) -> HttpResponseBase:
    member, form = member_of(request), NoteForm(request.POST)
    if form.is_valid():
        try:
            handed_in = "hand-in" in request.POST
            keep = notes_kept.keep_and_hand_in if handed_in else notes_kept.keep_interview_note
            keep(case=seen.case, member=member, said=NoteSaid(**form.cleaned_data), at=now(), note=row)
            drafts.drop_draft(member, request.path)
            messages.success(request, HANDED_IN if handed_in else KEPT)
            return redirect("guest-notes", reference=seen.case.reference)
        except REFUSALS as why:
            form.add_error(None, in_words(why))
    drafts.keep_draft(member, request.path, typed_words(request.POST), at=now())
    return page(request, seen, "guest/note.html", {"form": form, "note": row}, status=WRONG)


def _typed(words: Any) -> dict[str, Any]:
    """What was typed and not kept: a date comes in its three parts."""
    found: dict[str, Any] = {name: said[0] for name, said in words.items() if said and "-" not in name}
    parts = [next(iter(words.get(f"met_on-{part}", ())), "") for part in ("day", "month", "year")]
    return {**found, **({"met_on": parts} if any(parts) else {})}
