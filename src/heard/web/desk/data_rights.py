"""Requests to correct, restrict or erase: the list, each request with what was done, and its steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import data_rights as acts
from heard.casework import data_rights_correcting as correcting
from heard.casework import data_rights_erasing as erasing
from heard.casework import data_rights_restricting as restricting
from heard.casework.data_rights_reasons import reasons_for
from heard.casework.looking_at_data_rights import (
    AskedSeen,
    WholeRequest,
    people_of,
    request_seen,
    requests_seen,
)
from heard.casework.permissions import Act, NotAllowed
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk import data_rights_forms as forms
from heard.web.desk.acts.form import ActForm
from heard.web.desk.asking import Asking, ask, there
from heard.web.desk.beside_frame import day_shown, show_list
from heard.web.desk.wording import spoken_day
from heard.web.fresh import demand_fresh, is_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

ADDRESS = "/data-rights/"
WRONG = 422


@require_GET
@for_those_who_may(Act.KEEP_DATA_RIGHTS)
def every(request: HttpRequest) -> HttpResponseBase:
    """Every request, those to answer first."""
    seen = requests_seen(member_of(request), today=today())
    rows = [(one, day_shown(one.day), spoken_day(one.due_on)) for one in seen]
    return show_list(request, "desk/data_rights.html", ADDRESS, {"rows": rows})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_DATA_RIGHTS)
def new(request: HttpRequest) -> HttpResponseBase:
    """Log a request: first a case of the person, then the request itself."""
    case = request.GET.get("case", "").strip()[:120]
    people = people_of(member_of(request), case, today=today()) if case else []
    if not people:
        said = f"There is no case {case}, or nobody stands in it. Check the number." if case else ""
        facts = {"case": case, "wrong": said}
        return show(request, "desk/data_rights_case.html", facts, status=404 if said else 200)
    asking = Asking(
        title="Log a request to correct, restrict or erase",
        button="Log the request",
        form=forms.with_choices(forms.RequestForm, person=people),
        do=lambda *, new, **by: acts.log_request(new=acts.NewRequest(case=case, **new), **by),
        done="The request is on record and its month runs.",
        back=ADDRESS,
        facts={"above": case},
    )
    return ask(request, asking)


@require_GET
@for_those_who_may(Act.KEEP_DATA_RIGHTS)
def one(request: HttpRequest, number: str) -> HttpResponseBase:
    """One request, with its decision and letter, and everything that was done because of it."""
    row = _row(request, number)
    seen = request_seen(row, today=today())
    facts = {
        "seen": seen,
        "row": seen.seen.row,
        "day": day_shown(seen.seen.day),
        "due": spoken_day(seen.seen.due_on),
        "received": spoken_day(seen.seen.row.received_on),
        "why": " ".join(acts.clock_of(seen.seen.row).why()),
        "steps": _steps(seen, number),
    }
    return show(request, "desk/data_rights_one.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_DATA_RIGHTS)
def step(request: HttpRequest, number: str, step: str) -> HttpResponseBase:
    """One step of a request."""
    row = _row(request, number)
    if step not in STEPS:
        raise Http404
    title, button, make, do, done = STEPS[step]
    asking = Asking(
        title=title,
        button=button,
        form=make(row),
        do=partial(do, request=row),
        done=done,
        back=reverse("data-right", args=[number]),
        facts={"above": row.reference},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_DATA_RIGHTS)
def end_dispute(request: HttpRequest, number: str, mark: int) -> HttpResponseBase:
    """Take the mark of a dispute away."""
    row = _row(request, number)
    found = row.disputed.filter(pk=mark).first()
    if found is None:
        raise Http404
    asking = Asking(
        title="Take their statement away from beside the words",
        button="Take it away",
        form=forms.EndDisputeForm,
        do=partial(correcting.end_dispute, dispute=found),
        done="The statement is not shown any more. It stays with this request.",
        back=reverse("data-right", args=[number]),
        facts={"above": row.reference},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_DATA_RIGHTS)
def old_value(request: HttpRequest, number: str, value: int) -> HttpResponseBase:
    """Ask to read a value as it was before it was corrected."""
    row = _row(request, number)
    found = row.corrected.filter(pk=value).first()
    if found is None:
        raise Http404
    if request.method == "POST" and (again := demand_fresh(request)) is not None:
        return again
    asking = Asking(
        title="Read what it said before",
        button="Ask a second person",
        form=forms.BecauseForm,
        do=partial(correcting.ask_to_open_old, value=found),
        done="It waits for a second person. One of you two is of information governance.",
        back=reverse("data-right", args=[number]),
        facts={"above": row.reference},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ERASE)
def erase(request: HttpRequest, number: str) -> HttpResponseBase:
    """Ask a second person to agree that something is erased."""
    row = _row(request, number)
    if request.method == "POST" and (again := demand_fresh(request)) is not None:
        return again
    asking = Asking(
        title="Erase what they asked to have erased",
        button="Ask a second person",
        form=forms.with_choices(forms.EraseForm, what=erasing.erasable_of(row)),
        do=partial(erasing.ask_to_erase, request=row, fresh=is_fresh(request)),
        done="It waits for a second person to agree to exactly this. One of you two is of information governance.",
        back=reverse("data-right", args=[number]),
        facts={"above": row.reference},
    )
    return ask(request, asking)


@require_http_methods(["POST"])
@for_those_who_may(Act.KEEP_DATA_RIGHTS)
def agreed(request: HttpRequest, number: str, second: int) -> HttpResponseBase:
    """Do what a second person agreed to, exactly: erase, or read an old value once."""
    row = _row(request, number)
    seen = request_seen(row, today=today())
    found = next((one for one in seen.asked if one.number == second), None)
    if found is None:
        raise Http404
    if (again := demand_fresh(request)) is not None:
        return again
    try:
        return _carry_out(request, row, found)
    except (*REFUSALS, NotAllowed) as why:
        messages.error(request, in_words(why))
    return redirect("data-right", number=number)


@require_GET
@for_those_who_may(Act.KEEP_DATA_RIGHTS)
def letter(request: HttpRequest, number: str) -> HttpResponseBase:
    """The letter that answers a request, ready to be printed."""
    row = _row(request, number)
    decided = acts.decision_of(row)
    if decided is None:
        raise Http404
    return show(request, "desk/data_rights_letter.html", {"row": row, "letter": decided.letter})


def _carry_out(request: HttpRequest, row: Any, found: AskedSeen) -> HttpResponseBase:
    by = {"member": member_of(request), "at": now(), "agreed": found.number}
    if found.act == erasing.ERASE:
        erasing.erase(request=row, fresh=is_fresh(request), **by)
        messages.success(request, "It is erased. The proof stands below.")
        return redirect("data-right", number=row.reference)
    value = row.corrected.get(pk=found.value)
    words = correcting.open_old(value=value, because=found.because, **by)
    facts = {"row": row, "words": words, "called": found.called}
    return show(request, "desk/data_rights_old.html", facts)


def _row(request: HttpRequest, number: str) -> Any:
    return there(acts.request_for, member_of(request), number, on=today())


def _plain(form: type[ActForm]) -> Callable[[Any], type[ActForm]]:
    return lambda row: form


# Each step: its heading, its button, its form, what it does, and what is said once it is done.
STEPS: dict[str, tuple[str, str, Callable[[Any], Any], Callable[..., object], str]] = {
    "doubt": (
        "Ask who they are", "Record it", _plain(forms.DoubtForm), acts.doubt_who_asks,
        "Once it is settled who asks, record that: the month then counts from that day.",
    ),
    "settled": (
        "It is settled who asks", "Record it", _plain(forms.SettledForm), acts.settle_who_asks,
        "The month counts from that day.",
    ),
    "more-time": (
        "Take more time", "Record it", _plain(forms.MoreTimeForm), acts.give_more_time,
        "The last day is three months from the start.",
    ),
    "decide": (
        "Decide on the request", "Decide",
        lambda row: forms.with_choices(forms.DecideForm, reasons=reasons_for(row.kind)),
        acts.decide_request, "It is decided. The letter is ready to be sent.",
    ),
    "sent": (
        "Record that the answer was sent", "Record it", _plain(forms.SentForm), acts.send_answer,
        "The request is answered.",
    ),
    "correct": (
        "Put one thing right", "Put it right",
        lambda row: forms.with_choices(forms.CorrectForm, what=correcting.correctable_of(row)),
        correcting.correct_value, "The record says so now. What it said before is sealed.",
    ),
    "dispute": (
        "Set their statement beside words", "Set it beside them",
        lambda row: forms.with_choices(forms.DisputeForm, what=correcting.disputable_of(row)),
        correcting.dispute_words, "Their statement stands beside those words wherever they are shown.",
    ),
    "restrict": (
        "Restrict its use", "Restrict it",
        lambda row: forms.with_choices(forms.RestrictForm, named=restricting.who_can_be_named(today())),
        restricting.restrict_use, "Only those named see it from now on.",
    ),
    "told": (
        "Tell them before it is lifted", "Record it", _plain(forms.ToldForm), restricting.tell_before_lifting,
        "It can be lifted from the day after they were told.",
    ),
    "lift": (
        "Lift the restriction", "Lift it", _plain(forms.LiftForm), restricting.lift_restricted_use,
        "Those see it again whose role sees it.",
    ),
}  # fmt: skip


def _steps(seen: WholeRequest, number: str) -> list[tuple[str, str]]:
    """The steps that can be taken now: words and address."""
    row, decision = seen.seen.row, seen.decision
    offered: list[str] = []
    if decision is None:
        doubted = row.identity_asked_on is not None and row.identity_known_on is None
        offered += ["settled"] if doubted else ["decide"]
        offered += ["doubt"] if row.identity_asked_on is None else []
    if row.sent_on is None:
        offered += ["sent"] if decision else []
        in_time = seen.seen.due_on >= today()
        offered += ["more-time"] if row.extended_told_on is None and in_time else []
    granted = decision is not None and decision.answer != acts.Answer.REFUSED
    offered += _done_after(seen) if granted else []
    offered += ["dispute"] if row.kind == "correct" else []
    links = [(STEPS[one][0], reverse("data-right-step", args=[number, one])) for one in offered]
    if granted and row.kind == "erase":
        links.append(("Erase what they asked to have erased", reverse("data-right-erase", args=[number])))
    return links


def _done_after(seen: WholeRequest) -> list[str]:
    kind = seen.seen.row.kind
    if kind != "restrict":
        return [kind] if kind == "correct" else []
    standing = [one for one in seen.restricted if one.ended_on is None]
    if not standing:
        return ["restrict"]
    return ["lift"] if all(one.told_on for one in standing) else ["told"]
