"""Advocates asked for before there is a complaint: put on record, a provider asked, the first contact, the end."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import advocacy_before, looks
from heard.casework.carrying_out import carry_out
from heard.casework.looking_at_advocacy import demand_advocacy, request_seen, requests_seen
from heard.casework.permissions import Act, ChartAct
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts.form import ActForm, Known
from heard.web.desk.advocacy_requests_forms import STEPS, AskForm
from heard.web.desk.beside_frame import show_list
from heard.web.desk.wording import spoken_day
from heard.web.fresh import is_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422


@require_GET
@for_those_who_may(Act.SEE_CASES)
def requests(request: HttpRequest) -> HttpResponseBase:
    """Who asked for an advocate before complaining, the longest waiting first."""
    every = request.GET.get("over", "") == "yes"
    found = requests_seen(member_of(request), waiting=not every)
    facts = {"rows": [(one, spoken_day(one.asked_on)) for one in found], "every": every}
    return show_list(request, "desk/advocacy_requests.html", "/advocates/", facts)


@require_GET
@for_those_who_may(Act.SEE_CASES)
def one(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One request and what can be done with it."""
    seen = request_seen(member_of(request), reference)
    looks.note(member_of(request), reference, "advocacy", now())
    facts = [
        ("Who asked", f"{seen.name}, {seen.relation.lower()}"),
        ("Is it their right?", "Yes" if seen.as_a_right else "No: information is offered"),
        ("Asked", spoken_day(seen.asked_on)),
        ("In their words", seen.words),
        ("Provider asked", f"{seen.provider}, {spoken_day(seen.referred_on)}" if seen.referred_on else ""),
        ("Advocate first spoke with them", spoken_day(seen.first_contact_on)),
        ("Became a case", spoken_day(seen.became_on)),
        ("Ended", spoken_day(seen.ended_on)),
        ("Why it ended", seen.ended_because),
    ]
    there = [seen.next_step, "end"] if seen.is_open else []
    steps = [(STEPS[code].title, code) for code in there if code]
    about = [(name, value) for name, value in facts if value]
    return show(request, "desk/advocacy_request.html", {"seen": seen, "about": about, "steps": steps})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def ask(request: HttpRequest) -> HttpResponseBase:
    """Put on record that somebody asks for an advocate."""
    demand_advocacy(member_of(request))
    facts = {"title": "Somebody asks for an advocate", "button": "Put it on record", "back": "/advocates/"}
    return _asked(request, AskForm, advocacy_before.ask_for_advocate, "It is on record.", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def step(request: HttpRequest, reference: str, slug: str) -> HttpResponseBase:
    """One step on with a request: a provider asked, the advocate in touch, or its end."""
    seen, found = request_seen(member_of(request), reference), STEPS.get(slug)
    if found is None:
        raise Http404
    facts = {
        "title": found.title,
        "button": found.title,
        "back": f"/advocates/{seen.reference}/",
        "seen": seen,
    }
    return _asked(request, found.form, partial(found.function, reference=seen.reference), found.done, facts)


def _asked(
    request: HttpRequest, form_of: type[ActForm], do: Any, done: str, facts: dict[str, Any]
) -> HttpResponseBase:
    known = Known(None, member_of(request), today())
    once = request.POST.get("once", "")[:64] or secrets.token_urlsafe(16)
    if request.method == "GET":
        return _page(request, form_of(known=known), once, facts)
    form = form_of(request.POST, known=known)
    if not form.is_valid():
        return _page(request, form, once, facts, status=WRONG)
    try:
        kept = carry_out(
            member=known.member,
            act=ChartAct.OFFER_ADVOCACY,
            reference="",
            seen=0,
            once=once,
            at=now(),
            do=do,
            said=form.said(),
            fresh=is_fresh(request),
        )
    except REFUSALS as why:
        form.add_error(None, in_words(why))
        return _page(request, form, once, facts, status=WRONG)
    messages.success(request, done)
    return redirect("advocacy-request", reference=kept.reference)


def _page(
    request: HttpRequest, form: ActForm, once: str, facts: dict[str, Any], *, status: int = 200
) -> HttpResponseBase:
    return show(
        request, "desk/advocacy_request_step.html", {"form": form, "once": once, **facts}, status=status
    )
