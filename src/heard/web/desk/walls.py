"""Who is kept out of a case: seen, built for a reason, lifted by two until a day; and what is lifted is reviewed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import walls as acts
from heard.casework.looking import NotYours
from heard.casework.looking_at_walls import (
    Lifting,
    lifted_walls,
    restriction_of,
    wall_of,
    walls_of,
    who_can_be_walled,
)
from heard.casework.permissions import Act, NotAllowed, may
from heard.casework.refused import REFUSALS, in_words
from heard.web.dates_look import DateField
from heard.web.desk.acts import fields
from heard.web.desk.case_frame import CaseFrame, opened
from heard.web.desk.wording import spoken_day
from heard.web.forms_look import Form
from heard.web.fresh import demand_fresh
from heard.web.seeing import for_those_who_may, member_of, now, show, today

WRONG = 422
NO_WALL = "We cannot find that wall. Look at the list again."
USUAL = timedelta(days=30)


class WallForm(Form):
    """Whom to keep out, and why."""

    person = fields.numbered("Whom to keep out")
    decided = fields.one_of(
        "Why are they kept out?",
        [
            ("line", "They stand above somebody complained about"),
            ("decided", "They decided the matter complained about"),
        ],
    )
    because = fields.reason("Reason")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        chosen: Any = self.fields["person"]
        chosen.choices = [("", "Choose"), *who_can_be_walled(today())]


class LiftForm(Form):
    """From when until when a wall is lifted, and why."""

    how = fields.one_of(
        "What is to be done?",
        [("lift", "Lift it until a day; after it the wall stands again"),
         ("end", "End it: it was built by mistake, for somebody of the same name")],
    )  # fmt: skip
    from_on = DateField(label="First day it is lifted", required=False)
    until = DateField(label="Last day it is lifted", required=False, help_text="120 days at most.")
    because = fields.reason("Reason")

    def clean(self) -> dict[str, Any]:
        """A lifting has its days."""
        given = self.cleaned_data
        for name in ("from_on", "until"):
            if given.get("how") == "lift" and not given.get(name) and name not in self.errors:
                self.add_error(name, f"Enter the {'first' if name == 'from_on' else 'last'} day it is lifted")
        return given


class BecauseForm(Form):
    """A reason."""

    because = fields.reason("Reason")


@require_GET
@for_those_who_may(Act.BUILD_WALL)
def lifted(request: HttpRequest) -> HttpResponseBase:
    """The walls that are lifted now: each is looked at again once a month."""
    found = lifted_walls(member_of(request), on=today(), at=now())
    return show(
        request,
        "desk/walls_lifted.html",
        {"walls": [(one, spoken_day(one.row.lifted_until)) for one in found]},
    )


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.BUILD_WALL)
def walls(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The walls of a case, and building one."""
    frame = opened(request, reference, "shell")
    form = WallForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        answer = _done(frame, form, lambda: _built(frame, form.cleaned_data), "The wall stands from now on.")
        if answer is not None:
            return answer
    return _page(frame, form)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.RESTRICT)
def restrict(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Keep a case to those who have it, or let it be seen by role again."""
    frame = opened(request, reference, "shell")
    there = restriction_of(frame.case)
    form = BecauseForm(request.POST if request.method == "POST" else None)
    by = {"reference": reference, "by": frame.member, "at": now(), "day": today()}
    if there is not None and request.method == "POST":
        acts.end_restriction(**by)
        messages.success(request, "Those whose role sees such cases see it again.")
        return redirect("case-walls", reference=reference)
    if form.is_bound and form.is_valid():
        restricted = lambda: acts.restrict_case(**by, because=form.cleaned_data["because"])  # noqa: E731
        answer = _done(frame, form, restricted, "Only those who have the case see it now.")
        if answer is not None:
            return answer
    facts = {"form": form, "there": there}
    return _with_status(frame.show("restrict", "desk/walls_restrict.html", facts), form)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.LIFT_WALL)
def lift(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """Ask that a wall is lifted or ended, and do it once a second person has agreed."""
    frame = opened(request, reference, "shell")
    wall = wall_of(frame.case, number)
    if wall is None:
        raise NotYours(NO_WALL)
    if request.method == "POST" and (ask := demand_fresh(request)) is not None:
        return ask
    if "agreed" in request.POST:
        return _agreed(frame, wall)
    began = {"from_on": today(), "until": today() + USUAL}
    form = LiftForm(request.POST) if request.method == "POST" else LiftForm(initial=began)
    if form.is_bound and form.is_valid():
        said = "It waits for a second person to agree to exactly this. One of you two is of information governance."
        answer = _done(frame, form, lambda: _asked(frame, wall, form.cleaned_data), said)
        if answer is not None:
            return answer
    return _with_status(frame.show("lift", "desk/walls_lift.html", {"form": form, "wall": wall}), form)


def _page(frame: CaseFrame, form: WallForm) -> HttpResponseBase:
    found = walls_of(frame.member, frame.case, today())
    facts = {
        "form": form,
        "walls": [(one, _how(one), list(one.asked)) for one in found],
        "restriction": restriction_of(frame.case),
        "may_restrict": may(frame.member, Act.RESTRICT),
        "may_lift": may(frame.member, Act.LIFT_WALL),
    }
    return _with_status(frame.show("walls", "desk/walls.html", facts), form)


def _how(one: Any) -> str:
    if not one.stands:
        return f"Ended {spoken_day(one.row.ended_on)}: {one.row.ended_because}"
    if one.is_lifted:
        return f"Lifted until {spoken_day(one.row.lifted_until)}: {one.row.lifted_because}"
    return f"Stands since {spoken_day(one.row.begins_on)}"


def _built(frame: CaseFrame, given: dict[str, Any]) -> None:
    build = acts.name_decision_maker if given["decided"] == "decided" else acts.build_wall
    build(reference=frame.case.reference, person=given["person"], by=frame.member, at=now(), day=today(),
          because=given["because"])  # fmt: skip


def _asked(frame: CaseFrame, wall: Any, given: dict[str, Any]) -> None:
    by = {"wall": wall, "by": frame.member, "at": now(), "because": given["because"]}
    if given["how"] == "end":
        acts.ask_to_end(**by)
        return
    acts.ask_to_lift(**by, from_on=given["from_on"], until=given["until"])


def _agreed(frame: CaseFrame, wall: Any) -> HttpResponseBase:
    """Do what a second person agreed to, exactly."""
    asked = [each for one in walls_of(frame.member, frame.case, today()) for each in one.asked]
    number = frame.request.POST["agreed"]
    found = next(
        (one for one in asked if str(one.number) == number and one.wall == wall.pk and one.is_mine), None
    )
    if found is None:
        raise NotYours(NO_WALL)
    try:
        _carry_out(frame, wall, found)
        messages.success(frame.request, "Done, as the two of you agreed.")
    except (*REFUSALS, NotAllowed) as why:
        messages.error(frame.request, in_words(why))
    return redirect("case-walls", reference=frame.case.reference)


def _carry_out(frame: CaseFrame, wall: Any, found: Lifting) -> None:
    by = {"wall": wall, "agreed": found.number, "by": frame.member, "at": now(), "because": found.because}
    if found.act == "end_wall":
        acts.end_wall(**by, day=today())
    elif found.from_on and found.until:
        acts.lift_wall(**by, from_on=found.from_on, until=found.until)


def _done(frame: CaseFrame, form: forms.Form, do: Callable[[], object], said: str) -> HttpResponseBase | None:
    try:
        do()
    except (*REFUSALS, NotAllowed) as why:
        form.add_error(None, in_words(why))
        return None
    messages.success(frame.request, said)
    return redirect(reverse("case-walls", args=[frame.case.reference]))


def _with_status(answer: HttpResponseBase, form: forms.Form) -> HttpResponseBase:
    answer.status_code = WRONG if form.is_bound and form.errors else 200
    return answer
