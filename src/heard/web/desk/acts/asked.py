"""What a second person was asked to agree to: exactly what, by whom, and their answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework import agreements
from heard.casework.looking import NotYours
from heard.casework.permissions import Act
from heard.casework.refused import REFUSALS, in_words
from heard.casework.who_may import NOT_FOUND, case_for
from heard.web.desk.acts.form import ActForm, Known
from heard.web.desk.acts.registry import pages
from heard.web.fresh import demand_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def asked(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """One thing that was asked, to be agreed to or refused by another person, and then done by whoever asked."""
    case = case_for(member_of(request), reference)
    one = _one(request, case, number)
    page = pages()[one.page]
    form = _form(request, case, one)
    error = ""
    if request.method == "POST":
        if (ask := demand_fresh(request)) is not None:
            return ask
        try:
            return _answered(request, reference, one)
        except REFUSALS as why:
            error = in_words(why)
    facts = {
        "one": one,
        "page": page,
        "row": case,
        "answers": list(form.answers()) if form.is_valid() else [],
        "kept": [(name, value) for name, said in one.words.items() for value in said],
        "error": error,
        "errors": [("#id_because", error)],
        "has_errors": bool(error),
    }
    return show(request, "desk/act_asked.html", facts, status=422 if error else 200)


def _one(request: HttpRequest, case: Any, number: int) -> agreements.Asked:
    found = agreements.asked_on(case, member_of(request), on=today())
    one = next((one for one in found if one.number == number and one.page in pages()), None)
    if one is None:
        raise NotYours(NOT_FOUND)
    return one


def _form(request: HttpRequest, case: Any, one: agreements.Asked) -> ActForm:
    typed = QueryDict(mutable=True)
    for name, said in one.words.items():
        typed.setlist(name, list(said))
    return pages()[one.page].form(typed, known=Known(case, member_of(request), today()))


def _answered(request: HttpRequest, reference: str, one: agreements.Asked) -> HttpResponseBase:
    agrees = "agree" in request.POST
    because = request.POST.get("because", "")
    agreements.answer(one.number, agrees=agrees, because=because, by=member_of(request), at=now())
    said = (
        f"You agreed. {one.asked_by} can now do it." if agrees else f"You refused. {one.asked_by} sees why."
    )
    messages.success(request, said)
    return redirect("case", reference=reference)
