"""The log of breaches: the list with those that run late first, each breach, and what is said of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import breaches as acts
from heard.casework.looking_at_breaches import BreachSeen, breach_seen, breaches_seen
from heard.casework.permissions import Act
from heard.law.hours import on_the_clock
from heard.web.desk import data_rights_forms as forms
from heard.web.desk.asking import Asking, ask, there
from heard.web.desk.beside_frame import show_list
from heard.web.seeing import for_those_who_may, member_of, now, show

ADDRESS = "/breaches/"
# What can be said of a breach: its heading and what is said once it is on record.
SAY = {
    "risk": ("Judge the risk", "The risk is on record."),
    "regulator": ("The Information Commissioner", "It is on record whether they are told."),
    "people": ("The people it is about", "It is on record whether they are told."),
    "measure": ("A measure", "The measure is on record."),
    "closed": ("Close it", "It is closed."),
}


@require_GET
@for_those_who_may(Act.KEEP_BREACHES)
def every(request: HttpRequest) -> HttpResponseBase:
    """Every breach, those first whose 72 hours are over and nobody was told."""
    seen = breaches_seen(member_of(request), at=now())
    rows = [(one, *_standing(one), on_the_clock(one.row.known_at)) for one in seen]
    return show_list(request, "desk/breaches.html", ADDRESS, {"rows": rows})


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_BREACHES)
def new(request: HttpRequest) -> HttpResponseBase:
    """Put a breach on record."""
    asking = Asking(
        "Record a breach",
        "Record it",
        forms.BreachForm,
        acts.record_breach,
        "The breach is on record and its 72 hours run.",
        ADDRESS,
        initial={"known_time": now().astimezone(forms.LONDON).strftime("%H:%M")},
    )
    return ask(request, asking)


@require_GET
@for_those_who_may(Act.KEEP_BREACHES)
def one(request: HttpRequest, number: str) -> HttpResponseBase:
    """One breach: its clock, what was said of it, and what is owed."""
    row = _row(request, number)
    seen = breach_seen(member_of(request), row, at=now())
    facts = {
        "seen": seen,
        "row": row,
        "standing": _standing(seen),
        "known": on_the_clock(row.known_at),
        "happened": on_the_clock(row.happened_at) if row.happened_at else "Not known",
        "steps": [
            (one, acts.ANSWERS[one.about][one.answer], on_the_clock(one.happened_at)) for one in seen.steps
        ],
        "say": [] if row.closed_on else [(words[0], about) for about, words in SAY.items()],
    }
    return show(request, "desk/breach.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_BREACHES)
def say(request: HttpRequest, number: str, about: str) -> HttpResponseBase:
    """Say what was judged, told or done of a breach."""
    row = _row(request, number)
    if about not in SAY:
        raise Http404

    class Step(forms.StepForm):
        pass

    Step.about, Step.wanted = about, acts.WANTED[acts.About(about)]
    asking = Asking(
        title=SAY[about][0],
        button="Record it",
        form=Step,
        do=partial(acts.say_of_breach, breach=row, about=about),
        done=SAY[about][1],
        back=reverse("breach", args=[number]),
        facts={"above": row.reference},
        initial={"time": now().astimezone(forms.LONDON).strftime("%H:%M")},
    )
    return ask(request, asking)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.KEEP_BREACHES)
def tie(request: HttpRequest, number: str) -> HttpResponseBase:
    """Say that a breach touched the data of a case."""
    row = _row(request, number)
    asking = Asking(
        title="Tie it to a case",
        button="Tie it",
        form=forms.TieForm,
        do=partial(acts.tie_to_case, breach=row),
        done="The breach is tied to the case.",
        back=reverse("breach", args=[number]),
        facts={"above": row.reference},
    )
    return ask(request, asking)


def _row(request: HttpRequest, number: str) -> Any:
    return there(acts.breach_for, member_of(request), number, now())


def _standing(seen: BreachSeen) -> tuple[str, str, str]:
    """The shape, the words and how long is left of the 72 hours."""
    shape = "none" if seen.clock is None else "late" if seen.is_late else "met" if seen.is_told else "soon"
    return shape, seen.says, seen.left(now())
