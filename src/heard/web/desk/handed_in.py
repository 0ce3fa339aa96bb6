"""What was asked of managers and handed in on a case: asked, checked, taken up into the act it is meant for, or given
back.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heard.casework import choosing, drafts, handing_in
from heard.casework.handing_in_answers import (
    ask_for_answer,
    asked_on_case,
    end_asking,
    handed_in_on,
    last_of,
    who_can_be_asked,
)
from heard.casework.looking import NotYours
from heard.casework.performing import NotNow
from heard.casework.permissions import Act, ChartAct, NotAllowed
from heard.casework.refused import REFUSALS, in_words
from heard.web import sending
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.desk.acts.registry import pages_of
from heard.web.desk.case_frame import CaseFrame, opened
from heard.web.desk.wording import spoken_day
from heard.web.forms_look import Form
from heard.web.seeing import for_those_who_may, now, today

WRONG = 422
NOTHING = "We cannot find that. Look at what was handed in on the case again."
QUESTIONS = {
    "finding": "Finding on point",
    "reason": "Why, on point",
    "put_right": "What puts it right",
    "note": "For the complaints team",
    "opening": "How they went about it",
    "recommendations": "Recommendations",
    "words": "Message",
}
# The questions of the act that a question handed in answers, where they are not called the same.
GOES_TO = {"put_right": "remedy_words"}


ASKED_SUBJECT = "You are asked for an answer"
ASKED_WORDS = (
    "The complaints team asks you for an answer by {day}.\n\nSign in to see what it is about:\n{link}\n\n"
    "This message says nothing of the case. The link opens it for you alone.\n"
)


class AskForm(Form):
    """Whom to ask for what, by when."""

    to = fields.numbered("Which manager")
    answer_by = DateField(label="Answer by")
    words = fields.words(
        "What do you ask them?", required=False, rows=3, help_text="The points are shown to them."
    )

    def __init__(self, data: Any = None, *, frame: CaseFrame) -> None:
        super().__init__(data)
        self.people = {one.pk: one for one in who_can_be_asked(frame.case, today())}
        chosen: Any = self.fields["to"]
        chosen.choices = [("", "Choose"), *((pk, _who(one)) for pk, one in self.people.items())]


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def handed_in(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What was asked and handed in on a case, and asking a manager."""
    frame = _opened(request, reference)
    may_ask = frame.head.eyes.may(ChartAct.ASSIGN).allowed
    form = AskForm(request.POST if "ask" in request.POST else None, frame=frame) if may_ask else None
    if form is not None and form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            row = ask_for_answer(
                reference=reference, to=form.people[given["to"]], words=given["words"], answer_by=given["answer_by"],
                by=frame.member, at=now(), day=today(),
            )  # fmt: skip
            messages.success(request, _told(row, form.people[given["to"]]))
            return redirect(request.path)
        except (*REFUSALS, NotAllowed) as why:
            form.add_error(None, in_words(why))
    if may_ask and "stop" in request.POST and (answer := _stopped(frame)) is not None:
        return answer
    return _page(frame, form)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def one(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """One thing handed in: read, taken up or given back."""
    frame = _opened(request, reference)
    row = next((each for each in _to_check(frame) if each.pk == number), None)
    if row is None:
        raise NotYours(NOTHING)
    error = ""
    if request.method == "POST":
        try:
            return _answered(frame, row)
        except (*REFUSALS, NotAllowed) as why:
            error = in_words(why)
    answer = frame.show(
        "handed in", "desk/handed_in_one.html", _facts(row, error, request.POST.get("because", ""))
    )
    answer.status_code = WRONG if error else 200
    return answer


def _told(row: Any, manager: Any) -> str:
    """Send the manager the link, where mail goes out from here; and say which it was."""
    if not (sending.can_send() and manager.account.email):
        return "Asked. Send them the link below: it says nothing of the case."
    link = sending.whole_address(reverse("answer", args=[row.address]))
    words = ASKED_WORDS.format(day=spoken_day(row.answer_by), link=link)
    sending.later(sending.send, manager.account.email, ASKED_SUBJECT, words)
    return f"Asked. An e-mail with the link goes to {manager.account.email}. It says nothing of the case."


def _opened(request: HttpRequest, reference: str) -> CaseFrame:
    """The case, for whoever checks something of what is handed in on it. Raises NotYours, NotAllowed."""
    frame = opened(request, reference, "findings")
    if not any(handing_in.may_check(frame.head.eyes, what) for what in handing_in.INTO):
        raise NotAllowed("Your role does not check what is handed in on this case. Ask the complaints team.")
    return frame


def _to_check(frame: CaseFrame) -> list[Any]:
    eyes = frame.head.eyes
    return [one for one in handed_in_on(frame.case) if handing_in.may_check(eyes, one.what)]


def _answered(frame: CaseFrame, row: Any) -> HttpResponseBase:
    if "back" in frame.request.POST:
        handing_in.give_back(
            row=row, by=frame.member, at=now(), because=frame.request.POST.get("because", "")
        )
        messages.success(frame.request, "Given back. They see why on the same page.")
        return redirect("case-handed-in", reference=frame.case.reference)
    if row.what != handing_in.What.WORDS:
        offer = frame.head.possible.offer_of(handing_in.act_for(row))
        if not offer.allowed:
            raise NotNow(f"It cannot be taken up now. {offer.why_not} It waits here until then.")
    handing_in.take_up(row=row, by=frame.member, at=now())
    page = next(iter(pages_of(handing_in.act_for(row))), None)
    if page is None or row.what == handing_in.What.WORDS:
        messages.success(frame.request, "Taken up.")
        return redirect("case-handed-in", reference=frame.case.reference)
    address = reverse("act", args=[frame.case.reference, page.address])
    drafts.keep_draft(frame.member, address, _typed(row), at=now())
    return redirect(address)


def _typed(row: Any) -> dict[str, list[str]]:
    """What was written, as answers to the questions of the act."""
    wrote = {GOES_TO.get(name, name): [said] for name, said in handing_in.content_of(row).items() if said}
    if row.what == handing_in.What.ANSWER and row.member.person_id:
        wrote["manager"] = [str(row.member.person_id)]
    return wrote


def _stopped(frame: CaseFrame) -> HttpResponseBase | None:
    number = frame.request.POST.get("stop", "")
    row = next((each for each in asked_on_case(frame.case) if str(each.pk) == number), None)
    if row is None:
        raise NotYours(NOTHING)
    because = frame.request.POST.get("because", "") or "Settled another way."
    end_asking(row=row, by=frame.member, at=now(), day=today(), because=because)
    messages.success(frame.request, "They are not asked any more.")
    return redirect(frame.request.path)


def _page(frame: CaseFrame, form: AskForm | None) -> HttpResponseBase:
    reads = frame.head.shows("staff_responses")
    facts = {
        "form": form,
        "asked": [_asked(frame, each) for each in asked_on_case(frame.case)] if reads else [],
        "rows": [
            (each, choosing.name_of(each.member), handing_in.standing_words(each))
            for each in _to_check(frame)
        ],
    }
    answer = frame.show("handed in", "desk/handed_in.html", facts)
    answer.status_code = WRONG if form is not None and form.is_bound else 200
    return answer


def _asked(frame: CaseFrame, row: Any) -> dict[str, Any]:
    last = last_of(row)
    return {
        "row": row,
        "who": choosing.name_of(row.member),
        "by": spoken_day(row.answer_by),
        "link": frame.request.build_absolute_uri(reverse("answer", args=[row.address])),
        "standing": last.get_standing_display() if last else "Not answered yet",
        "is_open": row.ended_on is None and (last is None or last.standing != handing_in.Standing.TAKEN_UP),
    }


def _facts(row: Any, error: str, because: str) -> dict[str, Any]:
    page = next(iter(pages_of(handing_in.act_for(row))), None)
    return {
        "one": row,
        "who": choosing.name_of(row.member),
        "said": [(_question(name), said) for name, said in handing_in.content_of(row).items() if said],
        "into": page.title if page and row.what != handing_in.What.WORDS else "",
        "errors": [("#because", error)] if error else [],
        "has_errors": bool(error),
        "because": because,
    }


def _question(name: str) -> str:
    code, _, number = name.rpartition("_")
    if number.isdigit():
        return f"{QUESTIONS.get(code, code.capitalize())} {number}"
    return QUESTIONS.get(name, name.replace("_", " ").capitalize())


def _who(member: Any) -> str:
    team = f", {member.team.label}" if member.team else ""
    return f"{choosing.name_of(member)}, {member.get_role_display().lower()}{team}"
