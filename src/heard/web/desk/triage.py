"""Triage: one question a page, then what the law says of the answers, and a decision of a named person."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heard.casework import drafts
from heard.casework.choosing import name_of
from heard.casework.data_rights_disputed import disputed_on
from heard.casework.offers import Offer, offers
from heard.casework.permissions import Act
from heard.casework.triaging import advice_for, reasons_in_words
from heard.law.belongs_to import Advice
from heard.law.kinds import PROCEDURE
from heard.law.procedure import Act as ChartAct
from heard.web.desk.acts import fields
from heard.web.desk.acts.registry import pages_of
from heard.web.desk.acts.typed import typed_words
from heard.web.desk.letters_frame import opened_letters_of
from heard.web.desk.triage_questions import Question, TriageForm, questions_for
from heard.web.forms_look import Form
from heard.web.seeing import for_those_who_may, member_of, now, show, today

ROUTES = (
    ChartAct.ACCEPT,
    ChartAct.ASK_INTEREST,
    ChartAct.MOVE_TO_CHILDREN_ACT,
    ChartAct.MOVE_TO_CORPORATE,
    ChartAct.MOVE_TO_DUTY_MATTER,
    ChartAct.SPLIT,
    ChartAct.REFUSE_POINT,
    ChartAct.REFUSE,
)
# Where what is still open is answered: at a question of triage, or by an act.
ANSWERED_AT = {
    "relation": "who",
    "speaks_for": "behalf",
    "person_agrees": "behalf",
    "wants_complaint": "asks",
    "prejudice": "court",
}
OF_A_POINT = {"scope", "arose_on", "limb_reasonable", "limb_considerable", "prejudice", "heard_before"}
ANSWERED_BY = {
    "points": ChartAct.ADD_POINT,
    "arose_on": ChartAct.CORRECT,
    "limb_reasonable": ChartAct.ACCEPT,
    "limb_considerable": ChartAct.ACCEPT,
    "consents_to_share": ChartAct.RECORD_CONSENT,
}
# Triage shows what was said: the shell of a case is not enough for it.
READS = "words"
# What the answers suggest, where the law’s advice names a procedure. It is marked, never chosen for anybody.
OTHERS = {
    "simple": "A comment, compliment or suggestion",
    "duty_matter": "A duty matter",
    "worker_change": "A request for another worker",
    "concern": "A concern",
    "enquiry": "An enquiry",
    "anonymous_report": "An anonymous report",
    "elsewhere": "Somebody else’s procedure",
}


class RouteForm(Form):
    """The decision: which way, and why."""

    route = fields.one_of("Which way does it go?")
    reason = fields.reason("Why", help_text="Your own reason. The reasons of the law are added below it.")

    def __init__(
        self, *args: Any, routes: list[tuple[str, str]], hints: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["route"].choices = routes  # type: ignore[attr-defined]
        self.fields["route"].widget.hints = hints


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def triage(request: HttpRequest, reference: str, step: str = "") -> HttpResponseBase:
    """One question of triage; with none named, the first that has no answer."""
    case = opened_letters_of(request, reference, Act.SEE_CASES, READS)
    answers, questions = _answers(request, case), questions_for(case)
    if not step:
        return redirect("triage-step", reference=reference, step=_first_open(questions, case, answers))
    question = next((one for one in questions if one.step == step), None)
    if question is None:
        raise Http404
    form = TriageForm(request.POST or None, question=question, case=case, initial=dict(answers))
    if request.method == "POST" and form.is_valid():
        _keep(request, case, answers, form)
        return redirect(_onward(questions, question, case, form))
    advice = advice_for(case, answers)
    facts = {
        "row": case,
        "disputed": disputed_on(case),
        "form": form,
        "question": question,
        "place": questions.index(question) + 1,
        "total": len(questions),
        "back": _back(questions, question, case),
        "reasons": [one for one in advice.reasons if answers],
        "safeguarding": _address(case, ChartAct.REFER_TO_SAFEGUARDING),
    }
    return show(request, "desk/triage.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def decide(request: HttpRequest, reference: str) -> HttpResponseBase:
    """What the law says of the answers, and which way a person decides that it goes."""
    case = opened_letters_of(request, reference, Act.SEE_CASES, READS)
    answers = _answers(request, case)
    advice = advice_for(case, answers)
    routes = _routes(request, case)
    form = RouteForm(
        request.POST or None,
        routes=[(one.act.value, pages_of(one.act)[0].title) for one in routes],
        hints={one.act.value: f"{one.says} {one.basis}" for one in routes},
    )
    if request.method == "POST" and form.is_valid():
        return _to_the_act(request, case, form, reasons_in_words(advice))
    facts = {
        "row": case,
        "form": form,
        "advice": advice,
        "procedure": _procedure_words(advice.procedure),
        "points": [(one, _procedure_words(advice.procedure_of_point[one.number])) for one in advice.points],
        "first": reverse("triage-step", args=[reference, questions_for(case)[0].step]),
        "people": _address(case, ChartAct.OFFER_ADVOCACY),
        "questions": _still_open(case, advice),
    }
    return show(request, "desk/triage_decide.html", facts, status=422 if form.errors else 200)


def _still_open(case: Any, advice: Advice) -> list[tuple[str, str]]:
    """Each question that is still open, and where it is answered."""
    found = [(one.words, _where(case, one.code, 0)) for one in advice.questions if one.code not in OF_A_POINT]
    return found + [
        (one.words, _where(case, one.code, point.number))
        for point in advice.points
        for one in point.questions
    ]


def _where(case: Any, code: str, point: int) -> str:
    if code in ANSWERED_BY:
        return _address(case, ANSWERED_BY[code])
    step = ANSWERED_AT.get(code, "")
    if code == "scope":
        step = f"point-{point}"
    return reverse("triage-step", args=[case.reference, step]) if step else ""


def _routes(request: HttpRequest, case: Any) -> list[Offer]:
    found = {one.act: one for one in offers(member_of(request), case, on=today()) if one.allowed}
    return [found[act] for act in ROUTES if act in found and pages_of(act)]


def _to_the_act(request: HttpRequest, case: Any, form: RouteForm, reasons: str) -> HttpResponseBase:
    """Hand the reason on to the page of the act, where it is checked and done by whoever decides."""
    page = pages_of(ChartAct(form.cleaned_data["route"]))[0]
    address = reverse("act", args=[case.reference, page.address])
    reason = f"{form.cleaned_data['reason']}\n\nWhat the law says:\n{reasons}"
    words = {"reason": [reason], "decided_by": [name_of(member_of(request))]}
    drafts.keep_draft(member_of(request), address, words, at=now())
    return redirect(address)


def _procedure_words(code: str) -> str:
    if code in PROCEDURE:
        return PROCEDURE[code].words
    return OTHERS.get(code, "Not clear yet: a question is open")


def _page(case: Any) -> str:
    return reverse("triage", args=[case.reference])


def _answers(request: HttpRequest, case: Any) -> dict[str, str]:
    left = drafts.draft_of(member_of(request), _page(case), at=now())
    return {name: values[-1] for name, values in left.words.items() if values} if left else {}


def _keep(request: HttpRequest, case: Any, answers: dict[str, str], form: TriageForm) -> None:
    typed = typed_words(request.POST)
    said = {name: typed.get(name, [""]) for name in form.fields}
    drafts.keep_draft(
        member_of(request), _page(case), {**{n: [v] for n, v in answers.items()}, **said}, at=now()
    )


def _first_open(questions: list[Question], case: Any, answers: dict[str, str]) -> str:
    open_ones = (one.step for one in questions if not any(name in answers for name in one.make(case)))
    return next(open_ones, questions[0].step)


def _onward(questions: list[Question], question: Question, case: Any, form: TriageForm) -> str:
    safeguarding = _address(case, ChartAct.REFER_TO_SAFEGUARDING)
    if form.cleaned_data.get("danger") == "yes" and safeguarding:
        return safeguarding
    place = questions.index(question) + 1
    if place == len(questions):
        return reverse("triage-decide", args=[case.reference])
    return reverse("triage-step", args=[case.reference, questions[place].step])


def _back(questions: list[Question], question: Question, case: Any) -> str:
    place = questions.index(question)
    if place == 0:
        return reverse("case", args=[case.reference])
    return reverse("triage-step", args=[case.reference, questions[place - 1].step])


def _address(case: Any, act: ChartAct) -> str:
    page = next(iter(pages_of(act)), None)
    return reverse("act", args=[case.reference, page.address]) if page else ""
