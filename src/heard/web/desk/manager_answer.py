"""A manager's answer to one case, reached from a link that says nothing: what is asked, by when, and where to write."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import choosing, drafts, handing_in, looks
from heard.casework.data_rights_disputed import disputed_on
from heard.casework.handing_in_answers import asked_by_the_office, asked_of, asking_at, last_of
from heard.casework.permissions import ChartAct
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Known
from heard.web.desk.acts.typed import typed_words
from heard.web.desk.wording import spoken_day
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422
HANDED_IN = "Your answer is handed in. The complaints team checks it, and sends it or comes back to you."


class AnswerForm(ActForm):
    """What a manager answers on each point."""

    put_right = fields.words("What will you do to put it right, and by when?", required=False, rows=4)
    note = fields.words("Anything the complaints team should know", required=False, rows=3)

    def prepare(self) -> None:
        outcomes = [(one, one) for one in choosing.labels("outcome")]
        self.points = choosing.points_owed_a_finding(self.known.case)
        self.each_point(
            self.points,
            finding=lambda point: fields.picked("What do you find?", [("", "Choose"), *outcomes]),
            reason=lambda point: fields.reason(
                "What you looked at, and why",
                help_text="Upheld: what happened, what should have, the harm. Not upheld: what shows it.",
            ),
        )

    def said(self) -> dict[str, Any]:
        return {name: str(value or "") for name, value in self.cleaned_data.items()}


@require_GET
@for_those_who_may(ChartAct.ANSWER_STAGE_1)  # type: ignore[arg-type]
def answers(request: HttpRequest) -> HttpResponseBase:
    """What this person is asked to answer; for the office, what managers were asked."""
    member, at = member_of(request), now()
    facts = {
        "mine": [_line(one) for one in asked_of(member, on=today(), at=at)],
        "asked": [
            (_line(one), choosing.name_of(one.member))
            for one in asked_by_the_office(member, on=today(), at=at)
        ],
    }
    return show(request, "desk/manager_answers.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(ChartAct.ANSWER_STAGE_1)  # type: ignore[arg-type]
def answer(request: HttpRequest, address: str) -> HttpResponseBase:
    """The page of one answer: kept as it is written, handed in to be checked."""
    member = member_of(request)
    row = asking_at(member, address, at=now())
    looks.note(member, row.representation.reference, "points", now())
    if not handing_in.is_open_for(row, today()) or _standing(row) == handing_in.Standing.TAKEN_UP:
        return show(request, "desk/manager_answer_over.html", {"row": row, "taken": _standing(row)})
    known = Known(row.representation, member, today())
    if request.method == "GET":
        return _opened(request, row, known)
    if "start-again" in request.POST:
        drafts.drop_draft(member, request.path)
        return redirect(request.path)
    drafts.keep_draft(member, request.path, typed_words(request.POST), at=now())
    if "later" in request.POST:
        messages.success(request, "Kept. You can come back to it by the same link.")
        return redirect(request.path)
    return _sent(request, row, AnswerForm(request.POST, known=known))


answer.keeps_drafts = True  # type: ignore[attr-defined]


def _opened(request: HttpRequest, row: Any, known: Known) -> HttpResponseBase:
    form, last = AnswerForm(known=known), last_of(row)
    if last is not None:
        form.take_up({name: [said] for name, said in handing_in.content_of(last).items()})
    left = drafts.draft_of(known.member, request.path, at=now())
    if left is not None:
        form.take_up({name: list(values) for name, values in left.words.items()})
    return _page(request, row, form, left=left)


def _sent(request: HttpRequest, row: Any, form: AnswerForm) -> HttpResponseBase:
    member = member_of(request)
    if form.is_valid():
        try:
            handing_in.hand_in(
                case=row.representation, member=member, what=handing_in.What.ANSWER, content=form.said(), at=now(),
                asked=row,
            )  # fmt: skip
            drafts.drop_draft(member, request.path)
            messages.success(request, HANDED_IN)
            return redirect("answers")
        except REFUSALS as why:
            form.add_error(None, in_words(why))
    return _page(request, row, form, status=WRONG)


def _page(
    request: HttpRequest, row: Any, form: AnswerForm, *, status: int = 200, **more: Any
) -> HttpResponseBase:
    last = last_of(row)
    given_back = last if last is not None and last.standing == handing_in.Standing.GIVEN_BACK else None
    waits = last if last is not None and last.standing == handing_in.Standing.WAITING else None
    facts = {"form": form, "row": row, "one": _line(row), "given_back": given_back, "waits": waits, **more}
    facts["disputed"] = disputed_on(row.representation)
    return show(request, "desk/manager_answer.html", facts, status=status)


def _standing(row: Any) -> str:
    last = last_of(row)
    return str(last.standing) if last else ""


def _line(row: Any) -> dict[str, Any]:
    left, last = (row.answer_by - today()).days, last_of(row)
    return {
        "address": row.address,
        "reference": row.representation.reference,
        "by": spoken_day(row.answer_by),
        "shape": "late" if left < 0 else "soon" if left == 0 else "fine",
        "standing": last.get_standing_display() if last else "Not answered yet",
        "soon": "Late" if left < 0 else "Due today" if left == 0 else "In time",
    }
