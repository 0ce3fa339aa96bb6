"""Signing a letter off: it is read with its changes marked, and signed or sent back with a reason, one at a time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework.letters.differing import differences
from heard.casework.letters.opening import versions_of
from heard.casework.letters.seeing import drafts_waiting
from heard.casework.letters.signing import send_back, sign_off
from heard.casework.letters.stepping import Standing
from heard.casework.permissions import Act
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.letters_frame import SENDING, LetterFrame, opened_letter
from heard.web.desk.letters_shown import marked, under
from heard.web.seeing import for_those_who_may

OVERTAKEN = 409


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.DRAFT_LETTERS)
def sign(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """One letter that was checked."""
    frame = opened_letter(request, reference, number)
    if request.method == "GET":
        return _page(frame)
    return _sent(opened_letter(request, reference, number, Act.SIGN_LETTERS))


def _sent(frame: LetterFrame) -> HttpResponseBase:
    said, signs = frame.request.POST, "sign" in frame.request.POST
    version = said.get("version", "")
    seen = int(version) if version.isdecimal() and len(version) < 10 else 0
    try:
        if signs:
            frame.do(Act.SIGN_LETTERS, sign_off, version=seen)
        else:
            frame.do(Act.SIGN_LETTERS, send_back, version=seen, reason=said.get("reason", ""))
    except REFUSALS as why:
        field = "" if signs else "#reason"
        return _page(frame, errors=[(field, in_words(why))], status=OVERTAKEN)
    done = "Signed off. It can be issued now." if signs else "Sent back to be written again."
    messages.success(frame.request, f"{frame.opened.kind}, {frame.case.reference}: {done}")
    following = next(iter(drafts_waiting(frame.member, standing=Standing.CHECKED, limit=1)), None)
    return redirect("approving") if following else redirect("case-letters", frame.case.reference)


def _page(
    frame: LetterFrame, *, errors: list[tuple[str, str]] | None = None, status: int = 200
) -> HttpResponseBase:
    found = versions_of(frame.row, on=frame.day)
    changes = differences(f"{found[0].title}\n{found[0].words}", f"{found[-1].title}\n{found[-1].words}")
    may = frame.may(Act.SIGN_LETTERS, SENDING)
    facts: dict[str, Any] = {
        "letter": under(frame.opened.made.html, 3),
        "changes": marked(changes) if any(one.is_changed for one in changes) else "",
        "may_sign": may[Act.SIGN_LETTERS],
        "may_send": may[SENDING],
        "is_checked": frame.row.standing == Standing.CHECKED,
        "is_signed": frame.row.standing == Standing.SIGNED_OFF,
        "reason": frame.request.POST.get("reason", ""),
        "errors": errors or [],
        "has_errors": bool(errors),
    }
    return frame.show("desk/letters_sign.html", facts, status=status)
