"""The letters of a case: those owed, those being written, those that went out and what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework.foreseeing import of_its_procedure
from heard.casework.letters import letters_owed
from heard.casework.letters.arriving import WAYS
from heard.casework.letters.beginning import begin_letter
from heard.casework.letters.kinds import kind_of
from heard.casework.letters.seeing import DraftSeen, LetterSeen, LettersSeen, letters_of
from heard.casework.letters.stepping import Standing
from heard.casework.offer_groups import title_of
from heard.casework.permissions import Act
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts.form import Known
from heard.web.desk.case_frame import CaseFrame, links_of, opened
from heard.web.desk.letters_forms import BeginForm
from heard.web.desk.letters_frame import READERS, SENDING, TAGS, opened_letters_of, step
from heard.web.desk.wording import short_day, spoken_day
from heard.web.seeing import for_those_who_may, member_of, show, today

GROUP = "Letters"
WRONG, OVERTAKEN = 422, 409


@require_GET
@for_those_who_may(Act.SEE_CASES)
def letters(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Letters that are owed, then those being written, then those on record, newest first."""
    frame = opened(request, reference, "letters")
    seen = letters_of(frame.case.reference)
    offered = [one for one in frame.head.offered if one.group == GROUP and one.allowed]
    drafts, sends = (
        frame.head.eyes.may(act, part="letters", fresh=True).allowed for act in (Act.DRAFT_LETTERS, SENDING)
    )
    facts = {
        "owed": list(_owed(frame, seen)),
        "drafts": [_draft(one) for one in seen.drafts],
        "letters": [_letter(one) for one in seen.issued[::-1]],
        "withdrawn": [(one.title, one.to, short_day(one.owed_on)) for one in seen.withdrawn],
        "may_draft": drafts,
        "sees_protected": drafts and frame.head.shows("third_parties"),
        "may_send": sends,
        "links": [
            link
            for one in offered
            for link in links_of(one, frame.case.reference)
            if not link[1].endswith("/write-letter/")
        ],
    }
    return frame.show("letters", "desk/case_letters.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.DRAFT_LETTERS)
def begin(request: HttpRequest, reference: str) -> HttpResponseBase:
    """A letter is begun, and its page opened."""
    case = opened_letters_of(request, reference, Act.DRAFT_LETTERS)
    known = Known(case, member_of(request), today())
    if request.method == "GET":
        form = BeginForm(known=known, initial={"kind": request.GET.get("kind", "")})
        return _asking(request, case, form)
    form = BeginForm(request.POST, known=known)
    if not form.is_valid():
        return _asking(request, case, form, status=WRONG)
    begun: list[Any] = []
    try:
        step(request, case, Act.DRAFT_LETTERS, _keeping(begun, reference), **form.said())
    except REFUSALS as why:
        form.add_error(None, in_words(why))
        return _asking(request, case, form, status=OVERTAKEN)
    if not begun:  # Sent twice: the first one began it.
        return redirect("case-letters", reference=reference)
    messages.success(request, "The letter is begun. Nothing is sent until it is issued.")
    return redirect("letter-draft", reference=reference, number=begun[0].pk)


def _keeping(begun: list[Any], reference: str) -> Any:
    def do(**said: Any) -> Any:
        begun.append(begin_letter(reference=reference, **said))
        return begun[0]

    return do


def _asking(request: HttpRequest, case: Any, form: BeginForm, *, status: int = 200) -> HttpResponseBase:
    return show(request, "desk/letters_begin.html", {"row": case, "form": form}, status=status)


def _owed(frame: CaseFrame, seen: LettersSeen) -> Iterator[dict[str, Any]]:
    """What an act owes: with the draft that stands for it, or the way to begin one."""
    left = [one for one in seen.drafts if one.act]
    for one in letters_owed(frame.case.reference):
        draft = next((row for row in left if row.act == one.act.value), None)
        kinds = of_its_procedure(one.kinds, frame.case)
        if draft is not None:
            left.remove(draft)
        yield {
            "act": title_of(one.act),
            "kinds": [kind_of(kind).words for kind in kinds],
            "day": spoken_day(one.done_on),
            "basis": one.basis,
            "unless": one.unless,
            "draft": draft,
            "kind": kinds[0],
        }


def _draft(one: DraftSeen) -> dict[str, Any]:
    words, colour = TAGS[Standing(one.standing)]
    places = {Standing.CHECKED: "letter-sign"}
    name = places.get(Standing(one.standing), "letter-draft")
    return {
        "one": one,
        "standing": words,
        "colour": colour,
        "reader": READERS.get(one.audience, one.audience),
        "href": reverse(name, args=[one.reference, one.draft]),
        "day": short_day(one.owed_on),
    }


def _letter(one: LetterSeen) -> dict[str, Any]:
    return {
        "one": one,
        "title": one.title or kind_of(one.kind).words,
        "issued": short_day(one.issued_on),
        "sent": f"{short_day(one.sent_on)}, by {WAYS.get(one.way, one.way or 'a way not known')}"
        if one.sent_on
        else "",
        "received": short_day(one.received.day),
    }
