"""A letter as it was issued: its words, its file, and what became of it in the post."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from heard.casework import access, looks
from heard.casework.letters.arriving import WAYS
from heard.casework.letters.drafting import NoSuchDraft
from heard.casework.letters.issuing import file_name_of, issued_docx
from heard.casework.letters.seeing import letter_on
from heard.casework.looking import NotYours
from heard.casework.permissions import Act, ChartAct
from heard.web.desk.letters_frame import NO_LETTER, READERS, opened_letters_of
from heard.web.desk.letters_shown import under
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, now, show, today

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@for_those_who_may(Act.SEE_CASES)
def letter(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """One letter on record."""
    case, row, seen = _found(request, reference, number)
    acts = (Act.POST_OUT, ChartAct.RECORD_LETTER_RECEIVED, ChartAct.ATTEMPT_CONTACT)
    may = access.rulings(member_of(request), acts, case, on=today(), part="letters", fresh=True)
    facts = {
        "row": case,
        "one": row,
        "seen": seen,
        "letter": under(row.body, 1) if row.body else "",
        "about": _about(seen),
        "may_post": may[Act.POST_OUT].allowed,
    }
    return show(request, "desk/letters_issued.html", facts)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def docx(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """The very file that was issued."""
    case, row, _ = _found(request, reference, number)
    looks.note(member_of(request), case.reference, f"letter {looks.TAKEN}", now())
    return file_of(row)


def file_of(row: Any) -> HttpResponse:
    """The DOCX of a letter, to be saved."""
    answer = HttpResponse(issued_docx(row), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{file_name_of(row).replace("/", "-")}"'
    return answer


def _found(request: HttpRequest, reference: str, number: int) -> tuple[Any, Any, Any]:
    case = opened_letters_of(request, reference, Act.SEE_CASES)
    try:
        return case, *letter_on(case, number)
    except NoSuchDraft as why:
        raise NotYours(NO_LETTER) from why


def _about(seen: Any) -> list[tuple[str, str]]:
    sent = f"{spoken_day(seen.sent_on)}, by {WAYS.get(seen.way, seen.way or 'a way not known')}"
    day = spoken_day(seen.received.day)
    facts = [
        ("To", seen.to or "Not recorded"),
        ("Words for", READERS.get(seen.audience, seen.audience)),
        ("Issued", f"{spoken_day(seen.issued_on)}{', outside Heard' if seen.is_from_elsewhere else ''}"),
        ("Evidence", seen.evidence),
        ("Sent", sent if seen.sent_on else "Not yet"),
        ("Received", f"{day} (assumed)" if seen.received.is_assumed and day else day),
        ("Why that day", seen.received.why if day else ""),
    ]
    return [(name, value) for name, value in facts if value]
