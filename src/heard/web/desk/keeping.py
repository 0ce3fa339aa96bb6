"""Keep and delete: cases whose time is over, the review of each, and erasing what two persons agreed on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import looks, retention
from heard.casework import retention_reviewing as reviewing
from heard.casework.choosing import full_names
from heard.casework.looking_at_retention import LISTS, CaseKept, case_kept, due_list, erased_seen
from heard.casework.permissions import Act, NotAllowed
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.asking import Asking, ask
from heard.web.desk.beside_frame import page_number, page_of, show_list
from heard.web.desk.keeping_forms import FactsForm, KeepForm, ProposeForm
from heard.web.desk.wording import spoken_day
from heard.web.fresh import demand_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

ADDRESS = "/keeping/"
FACTS = ("was_looked_after", "was_adopted", "was_protected", "allegation", "is_anonymous_not_taken_up", "child_born_on",
         "child_died_on", "adopted_on", "last_contact_on", "worker_born_on")  # fmt: skip


@require_GET
@for_those_who_may(Act.KEEP_RETENTION)
def due(request: HttpRequest) -> HttpResponseBase:
    """The cases whose time is over, by what is to be done with them, and why each is there."""
    page = page_number(request)
    seen = due_list(member_of(request), request.GET.get("list", "due"), on=today(), page=page)
    facts = {
        "seen": seen,
        "rows": [(one, spoken_day(one.since) if one.since else "") for one in seen.rows],
        "lists": [
            (f"{ADDRESS}?list={name}", words, seen.counts[name], name == seen.name)
            for name, words in LISTS.items()
        ],
        "heading": LISTS[seen.name],
        "page": page_of(seen.total, page),
    }
    return show_list(request, "desk/keeping.html", ADDRESS, facts)


@require_GET
@for_those_who_may(Act.KEEP_RETENTION)
def erased(request: HttpRequest) -> HttpResponseBase:
    """What was erased, by whom and under which line, and the counts that stay of it."""
    page = page_number(request)
    seen = erased_seen(member_of(request), page=page)
    names = full_names(who for one, _ in seen.stones for who in (one.proposed_by, one.agreed_by))
    facts = {
        "seen": seen,
        "rows": [
            (one, tables, spoken_day(one.erased_on), f"{names[one.proposed_by]} and {names[one.agreed_by]}")
            for one, tables in seen.stones
        ],
        "page": page_of(seen.total, page),
    }
    return show(request, "desk/keeping_erased.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_RETENTION)
def case(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One case: why it is over or not, what was said and looked at, and erasing it once two agreed."""
    seen = _looked_at(request, reference)
    if request.method == "POST":
        if (again := demand_fresh(request)) is not None:
            return again
        return _do(request, reference)
    return show(request, "desk/keeping_case.html", _facts(seen))


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_RETENTION)
def step(request: HttpRequest, reference: str, step: str) -> HttpResponseBase:
    """Say what decides, keep it longer, or propose to erase it."""
    seen = _looked_at(request, reference)
    if step == "propose" and request.method == "POST" and (again := demand_fresh(request)) is not None:
        return again
    asking = {"facts": _say_facts, "keep": _keep, "propose": _propose}[step](seen)
    return ask(request, asking)


def _looked_at(request: HttpRequest, reference: str) -> CaseKept:
    """A case as this page shows it. That somebody looked is on record, as on every page of a case."""
    member = member_of(request)
    seen = case_kept(member, reference, on=today())
    looks.note(member, reference, "shell", now())
    return seen


def _do(request: HttpRequest, reference: str) -> HttpResponseBase:
    by: dict[str, Any] = {"reference": reference, "by": member_of(request), "at": now()}
    try:
        if "void" in request.POST:
            retention.void(**by)
            messages.success(request, "The proposal was taken back. The case can be reviewed anew.")
            return redirect("keeping-case", reference=reference)
        if "purge" not in request.POST:
            return redirect("keeping-case", reference=reference)
        gone = retention.purge_case(**by)
    except (*REFUSALS, NotAllowed) as why:
        messages.error(request, in_words(why))
        return redirect("keeping-case", reference=reference)
    messages.success(
        request,
        f"{reference} was erased: {gone.rows} rows of {len(gone.tables)} tables and {gone.files} files.",
    )
    return redirect("keeping-erased")


def _facts(seen: CaseKept) -> dict[str, Any]:
    over, said = seen.over, seen.said
    names = full_names([*(one.by for one in seen.reviews), *([said.said_by] if said else [])])
    return {
        "seen": seen,
        "since": spoken_day(over.from_on) if over.from_on else "",
        "is_due": over.is_due(today()),
        "said": _what_was_said(said) if said else [],
        "said_at": said,
        "said_by": names[said.said_by] if said else "",
        "reviews": [(one, spoken_day(one.reviewed_on), names[one.by]) for one in seen.reviews],
    }


def _what_was_said(said: Any) -> list[tuple[str, str]]:
    form = FactsForm.base_fields
    found = []
    for name in FACTS:
        value = getattr(said, name)
        if value in (None, ""):
            continue
        words = {True: "Yes", False: "No"}.get(value) if isinstance(value, bool) else None
        shown = words or (spoken_day(value) if name.endswith("_on") else said.get_allegation_display())
        found.append((str(form[name].label), str(shown)))
    return found


def _back(seen: CaseKept) -> str:
    return reverse("keeping-case", args=[seen.row.reference])


def _doing(act: Callable[..., object], seen: CaseKept) -> Callable[..., object]:
    return partial(_by, act, seen.row.reference)


def _by(act: Callable[..., object], reference: str, *, member: Any, **said: Any) -> object:
    return act(reference=reference, by=member, **said)


def _say_facts(seen: CaseKept) -> Asking:
    there = {name: getattr(seen.said, name) for name in FACTS} if seen.said else {}
    yes = {True: "yes", False: "no"}
    return Asking(
        title="What decides how long it is kept",
        button="Record it",
        form=FactsForm,
        do=_doing(reviewing.say_facts, seen),
        done="It is on record, and the day was worked out again.",
        back=_back(seen),
        facts={
            "above": seen.row.reference,
            "says": "What nobody has said is not taken as a no: leave it empty.",
        },
        initial={
            name: yes.get(value, value) if isinstance(value, bool) else value for name, value in there.items()
        },
    )


def _keep(seen: CaseKept) -> Asking:
    return Asking(
        title="Keep it longer",
        button="Keep it until then",
        form=KeepForm,
        do=_doing(reviewing.keep_longer, seen),
        done="It is kept until that day, and comes back then.",
        back=_back(seen),
        facts={"above": seen.row.reference},
    )


def _propose(seen: CaseKept) -> Asking:
    return Asking(
        title="Propose to erase it",
        button="Propose it to a second person",
        form=ProposeForm,
        do=_doing(reviewing.propose_purge, seen),
        done="It waits for a second person. Once they agree it is erased in the night, or at once by either of you.",
        back=_back(seen),
        facts={
            "above": seen.row.reference,
            "says": "Everything of the case goes: its rows, papers, letters and mails, and everybody whom no other "
            "case needs. A number, counts and the names of the two of you stay. It cannot be undone.",
        },
    )
