"""The figures: what can be counted, the answer to a question with what it means, and the cases behind a number."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from heard.casework import looking
from heard.casework.permissions import Act, may
from heard.figures.ask import Answer, ask
from heard.figures.dimensions import DIMENSIONS, SEVERAL
from heard.figures.labels import AT_MONTH_ENDS
from heard.figures.measures import GROUPS, MEASURES, Measure
from heard.reporting.cached import snapshot_now
from heard.reporting.questions import WRONG_QUESTIONS
from heard.reporting.small_numbers import ONE_DAY, Guard, guard_for, sees_true_figures
from heard.web.desk import answer_guarded
from heard.web.desk.answer_shown import answer_csv, chart_of, spoken_total, table_of
from heard.web.desk.asked import Asked
from heard.web.desk.figures_forms import AskForm, initial_of
from heard.web.desk.work import page_number
from heard.web.seeing import for_those_who_may, member_of, show, today

HOW = {
    "sum": "This number adds up the numbers below.",
    "change": "This number is the change from the second number below to the first.",
    "ratio": "This number is the first below as a percentage of the second, or of a figure the council typed in.",
    "rate": "This number is the first below set against a figure the council typed in.",
}
CALLED = {
    "stages": "stages", "payments": "payments", "clocks": "clocks", "backlog": "stages at a month’s end",
    "points": "points", "findings": "findings", "appointing": "appointments", "late_reasons": "reasons",
    "workers": "workers", "advocacy": "offers", "corrections": "corrections",
}  # fmt: skip
# What is of no case stands on a page of its own.
ELSEWHERE = {
    "plan_lines": ("lines of plans", "/plans/", "Plans"),
    "learned": ("things learnt", "/learning/", "What was learnt"),
    "spread": ("times it was shared", "/learning/", "What was learnt"),
    "lessons": ("notes", "/good-practice/", "Good practice"),
    "trained": ("people who came", "/training/", "Training"),
    "ombudsman_asked": ("parts of decisions", "/ombudsman/", "Cases with the Ombudsman"),
    "ombudsman_standing": ("cases of the Ombudsman", "/ombudsman/", "Cases with the Ombudsman"),
    "ombudsman_refusals": ("refusals", "/ombudsman/", "Cases with the Ombudsman"),
    "about_people": ("answers", "/figures/about-people/", "Who complained"),
    "officers": ("people at a month’s end", "/work/team/", "How the work lies"),
    "matters": ("matters raised", "/committees/", "Committees and partners"),
}
NO_SUCH_MEASURE = "There is no measure “{}”. The page of figures lists those there are."


def years_with_data(day: date) -> list[str]:
    """The financial years in which anything on record began, latest first."""
    seen = snapshot_now(day)
    counted = [ask(seen, name, by=("year",)).cells for name in ("received", "compliments_received")]
    return sorted({cell.by["year"] for cells in counted for cell in cells if cell.value}, reverse=True)


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def measures(request: HttpRequest) -> HttpResponseBase:
    """What can be counted, with the sentence that defines each."""
    latest = next(iter(years_with_data(today())), "all")
    groups = [
        (words, [(one, _first_asked(one, latest).address) for one in each if _may_ask(request, one.name)])
        for words, each in GROUPS
    ]
    return show(request, "desk/figures.html", {"groups": groups, "latest": latest})


def _first_asked(one: Measure, latest: str) -> Asked:
    """What is asked of a measure first: of what is counted at the ends of months, each month."""
    return Asked(one.name, latest, ("month",) if one.frame in AT_MONTH_ENDS and latest != "all" else ())


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def figure(request: HttpRequest, name: str) -> HttpResponseBase:
    """One measure over a period, split and narrowed as asked, and the cases behind it for those entitled."""
    if not _may_ask(request, name):
        raise looking.NotYours(NO_SUCH_MEASURE.format(name))
    asked, wrong = _question(name, request.GET)
    years = years_with_data(today())
    sent = "ask" in request.GET
    form = AskForm(
        request.GET if sent else None,
        initial=initial_of(asked, years),
        asked=asked,
        seen=snapshot_now(today()),
        years=years,
    )
    if not sees_true_figures(member_of(request)):
        form.fields.pop("as_at")
    if sent and form.is_valid():
        return redirect(form.question().address)
    facts: dict[str, Any] = {"measure": MEASURES[name], "asked": asked, "form": form, "wrong": wrong}
    if not wrong:
        facts |= _answered(request, asked)
    status = 422 if facts.get("wrong") or form.errors else 200
    return show(request, "desk/figure.html", {**facts, "has_errors": bool(facts.get("wrong"))}, status=status)


def _may_ask(request: HttpRequest, name: str) -> bool:
    """Whether there is a measure of this name for whoever is looking: some only the entitled may ask."""
    if name not in MEASURES:
        return False
    return not MEASURES[name].restricted or may(member_of(request), Act.SEE_WORKER_FIGURES)


def _question(name: str, said: QueryDict) -> tuple[Asked, str]:
    try:
        return Asked.read(name, said), ""
    except WRONG_QUESTIONS as why:
        return Asked(name), str(why)


def _answered(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    opens = may(member_of(request), Act.OPEN_FIGURES) and not MEASURES[asked.measure].restricted
    guard = guard_for(member_of(request), today=today())
    if guard and asked.as_at:
        return {"wrong": ONE_DAY}
    try:
        answer = asked.answer(today(), cases=opens and not SEVERAL & set(asked.by))
    except WRONG_QUESTIONS as why:
        return {"wrong": str(why)}
    if guard:
        said = {"answer": answer, "chosen": _chosen(asked, answer), "query": asked.address.partition("?")[2]}
        return said | answer_guarded.facts_of(guard, asked, answer)
    refs = answer.total.cases
    if opens and SEVERAL & set(asked.by):
        refs = (
            Asked(asked.measure, asked.period, (), asked.where, asked.as_at)
            .answer(today(), cases=True)
            .total.cases
        )
    return {
        "answer": answer,
        "total": spoken_total(answer),
        "chosen": _chosen(asked, answer),
        "table": table_of(asked, answer) if asked.by else None,
        "chart": chart_of(answer),
        "opens": opens,
        "query": asked.address.partition("?")[2],
        **(_cases(request, asked, refs) if opens else {}),
    }


def _chosen(asked: Asked, answer: Answer) -> list[tuple[str, str]]:
    pairs = [(name, label) for name, labels in asked.where.items() for label in labels]
    return [
        (f"{DIMENSIONS[name].title}: {label}", asked.without(name, label).address) for name, label in pairs
    ]


def _cases(request: HttpRequest, asked: Asked, refs: tuple[str, ...]) -> dict[str, Any]:
    """The cases behind the number that this person may open, and how many others there are, unnamed."""
    member, each = member_of(request), list(dict.fromkeys(refs))
    if MEASURES[asked.measure].frame in ELSEWHERE:
        return {"cases": len(each), "elsewhere": ELSEWHERE[MEASURES[asked.measure].frame]}
    called = CALLED.get(MEASURES[asked.measure].frame, "records")
    facts: dict[str, Any] = {"records": len(refs), "cases": len(each), "called": called}
    if MEASURES[asked.measure].frame == "ombudsman":
        shown: list[Any] = looking.ombudsman_cases(member, each)
        page = Paginator(shown, looking.PAGE).get_page(page_number(request))
        return facts | {"ombudsman": page.object_list, "page": page, "others": len(each) - len(shown)}
    mine = looking.which_may_be_seen(member, each)
    page = Paginator(mine, looking.PAGE).get_page(page_number(request))
    rows = [(row, looking.kind_words(row)) for row in looking.cases_named(list(page.object_list))]
    return facts | {"rows": rows, "page": page, "others": len(each) - len(mine)}


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def made_of(request: HttpRequest) -> HttpResponseBase:
    """What a sum, a change or a ratio was worked out from: each part leads to its own cases."""
    parts = []
    for address in request.GET.getlist("part"):
        path, query = urlsplit(address).path, urlsplit(address).query
        name = path.removeprefix("/figures/").strip("/")
        asked, wrong = _question(name, QueryDict(query))
        if _may_ask(request, name) and not wrong:
            parts.append(_part(request, asked))
    if not parts:
        raise looking.NotYours(
            "Nothing says what this number was made of. Go back to the report and press it again."
        )
    how = HOW.get(request.GET.get("how", ""), HOW["sum"])
    return show(request, "desk/figure_made_of.html", {"how": how, "parts": parts})


def _part(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    guard = guard_for(member_of(request), today=today())
    narrowed = "; ".join(
        f"{DIMENSIONS[name].title}: {' or '.join(labels)}" for name, labels in asked.where.items()
    )
    if guard and asked.as_at:
        return {"title": MEASURES[asked.measure].title, "narrowed": narrowed, "wrong": ONE_DAY}
    try:
        answer = asked.answer(today())
    except WRONG_QUESTIONS as why:
        return {"title": MEASURES[asked.measure].title, "narrowed": narrowed, "wrong": str(why)}
    return {
        "title": answer.title,
        "definition": answer.definition,
        "period": answer.period.label,
        "narrowed": narrowed,
        "value": guard.answer(answer).total.printed if guard else spoken_total(answer)["value"],
        "href": asked.address,
    }


@require_GET
@for_those_who_may(Act.SEE_FIGURES)
def download(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """The answer as JSON or CSV. It names no case."""
    if not _may_ask(request, name) or form not in ("json", "csv"):
        raise looking.NotYours("There is no such download. The page of the figure offers those there are.")
    asked, wrong = _question(name, request.GET)
    guard = guard_for(member_of(request), today=today())
    wrong = wrong or (ONE_DAY if guard and asked.as_at else "")
    try:
        answer = None if wrong else asked.answer(today())
    except WRONG_QUESTIONS as why:
        wrong = str(why)
    if answer is None or wrong:
        return show(request, "desk/not_found.html", {"why": wrong}, status=422)
    made = _file(answer, form) if guard is None else _guarded_file(guard, answer, form)
    kind = "application/json" if form == "json" else "text/csv; charset=utf-8"
    return HttpResponse(
        made.encode("utf-8-sig" if form == "csv" else "utf-8"),
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )


def _file(answer: Answer, form: str) -> str:
    return (
        json.dumps(answer.as_dict(), ensure_ascii=False, indent=1) if form == "json" else answer_csv(answer)
    )


def _guarded_file(guard: Guard, answer: Answer, form: str) -> str:
    return answer_guarded.as_json(guard, answer) if form == "json" else answer_guarded.as_csv(guard, answer)
