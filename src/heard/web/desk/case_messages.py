"""What passed between the office and the people of a case; and, on a page of its own, the office's notes to itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as said_next
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import access, drafts, messages
from heard.casework.permissions import Act, ChartAct
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Known
from heard.web.desk.acts.typed import typed_words
from heard.web.desk.case_frame import links_of, opened
from heard.web.desk.letters_frame import opened_letters_of, step
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, now, show, today

ACTS = (ChartAct.RECORD_CONTACT, ChartAct.ATTEMPT_CONTACT, ChartAct.RECEIVE_LETTER)
WRONG = 422


class NoteForm(ActForm):
    """A note of the office to itself."""

    words = fields.words(
        "The note", help_text="It is sent to nobody. It is part of the file all the same.", rows=6
    )


@require_GET
@for_those_who_may(Act.SEE_CASES)
def messages_of(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Messages, calls, visits and attempts to reach somebody, newest first."""
    frame = opened(request, reference, "messages")
    offered = [one for one in frame.head.offered if one.act in ACTS and one.allowed]
    facts = {
        "said": [(one, spoken_day(one.day)) for one in messages.passed_on(frame.case)],
        "links": [link for one in offered for link in links_of(one, frame.case.reference)],
        "sees_notes": frame.head.shows("notes"),
    }
    return frame.show("messages", "desk/case_messages.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def notes(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The office's own notes on a case, and a place to write one: nothing here goes to anybody."""
    case = opened_letters_of(request, reference, Act.SEE_CASES, part="notes")
    known = Known(case, member_of(request), today())
    may = access.can(known.member, ChartAct.RECORD_CONTACT, case, on=today(), part="notes").allowed
    if request.method == "GET":
        form = NoteForm(known=known)
        left = drafts.draft_of(known.member, request.path, at=now())
        if left is not None:
            form.take_up({name: list(values) for name, values in left.words.items()})
        return _notes(request, case, form, may, left=left)
    return _noted(request, case, NoteForm(request.POST, known=known), may)


notes.keeps_drafts = True  # type: ignore[attr-defined]


def _noted(request: HttpRequest, case: Any, form: NoteForm, may: bool) -> HttpResponseBase:
    if "start-again" in request.POST:
        drafts.drop_draft(member_of(request), request.path)
        return redirect(request.path)
    drafts.keep_draft(member_of(request), request.path, typed_words(request.POST), at=now())
    if not form.is_valid():
        return _notes(request, case, form, may, status=WRONG)
    try:
        step(request, case, ChartAct.RECORD_CONTACT, _keep_on(case.reference), **form.said())
    except REFUSALS as why:
        form.add_error(None, in_words(why))
        return _notes(request, case, form, may, status=WRONG)
    drafts.drop_draft(member_of(request), request.path)
    said_next.success(request, "The note is kept. It went to nobody.")
    return redirect(request.path)


def _keep_on(reference: str) -> Any:
    return lambda **said: messages.keep_note(reference=reference, **said)


def _notes(
    request: HttpRequest, case: Any, form: NoteForm, may: bool, *, status: int = 200, **more: Any
) -> HttpResponseBase:
    facts = {"row": case, "form": form, "may_write": may, "notes": messages.notes_of(case), **more}
    return show(request, "desk/case_notes.html", facts, status=status)
