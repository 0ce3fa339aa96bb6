"""What an adult complains of, point by point: what happened, when, and what would put it right; any number of them.

The answers of a point lie in a list under the door's own answers. Something old is asked why it comes now, and taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from heard.web.dates_look import spoken
from heard.web.forms_look import Form
from heard.web.public import adult_forms_points as forms
from heard.web.public import doorstep
from heard.web.public.adult_steps import ADULT, POINTS, is_complaint, one_of
from heard.web.public.asking import said_by
from heard.web.public.steps import Answers, as_kept, typed
from heard.web.seeing import show

LIST = "point_list"
MOST_POINTS = 30
TOO_LONG = "That is too long to keep. Make it shorter, or send it as two complaints."
PARTS: Mapping[str, tuple[type[Form], str]] = {
    "what": (forms.Happened, "What happened?"),
    "when": (forms.When, "When did it happen?"),
    "now": (forms.Now, "Why are you telling us now?"),
    "better": (forms.Better, "What would you like us to do to put it right?"),
}
Kept = dict[str, dict[str, list[str]]]


@dataclass(frozen=True)
class Point:
    """One point as it was answered so far, under its number from 1."""

    number: int
    kept: Kept

    def form(self, part: str) -> Any:
        """One page of it as it was answered."""
        return PARTS[part][0](typed(self.kept[part])) if part in self.kept else PARTS[part][0]()

    def answers(self, part: str, name: str) -> str:
        """What was answered to one question, in words; a day as it is spoken."""
        form = self.form(part)
        if not (form.is_bound and form.is_valid()):
            return ""
        if name == "on":
            return spoken(form.cleaned_data["on"]) if form.cleaned_data["on"] else ""
        return ", ".join(said_by(form, name))

    def day(self) -> Any:
        """The day it happened, where they know it."""
        form = self.form("when")
        return form.cleaned_data["on"] if form.is_bound and form.is_valid() else None

    @property
    def is_late(self) -> bool:
        """Whether it happened more than a year ago, or may have."""
        form = self.form("when")
        return bool(form.is_bound and form.is_late)

    @property
    def missing(self) -> str:
        """The first page of it that was not answered; nothing where it is whole."""
        asked = [part for part in PARTS if part != "now" or self.is_late]
        return next((part for part in asked if part not in self.kept), "")

    @property
    def when(self) -> str:
        """When it happened, in their words or as a day."""
        return self.answers("when", "on") or self.answers("when", "about") or self._long_ago()

    def _long_ago(self) -> str:
        said = {"Yes": "More than a year ago", "No": "In the last year"}
        return said.get(self.answers("when", "long_ago"), "Not sure")

    def rows(self) -> list[tuple[str, str, str]]:
        """What was said of it: the page, the question and the answer."""
        found = [
            ("what", "What happened", self.answers("what", "happened")),
            ("what", "Who was part of it", self.answers("what", "people")),
            ("what", "What it meant", self.answers("what", "effect")),
            ("when", "When", self.when),
            ("better", "What would put it right", self.answers("better", "better")),
        ]
        if self.is_late:
            found.insert(4, ("now", "Why now", self.answers("now", "now")))
        return [row for row in found if row[2] or row[0] == "now"]


def points_of(said: Answers) -> list[Point]:
    """The points so far, in order."""
    return [Point(number, kept) for number, kept in enumerate(said.get(LIST, []), start=1)]


def unfinished(said: Answers) -> str:
    """Where the first page stands that a point still lacks; nothing where all are whole and there is one."""
    points = points_of(said)
    if not points:
        return address(1, "what")
    return next((address(one.number, one.missing) for one in points if one.missing), "")


def address(number: int, part: str) -> str:
    """Where one page of a point is asked."""
    return reverse("complain-point", args=[number, part])


@require_http_methods(["GET", "POST"])
def listed(request: HttpRequest) -> HttpResponseBase:
    """The points so far, each with a way to change it or take it away, and whether there is another."""
    said = ADULT.said(request)
    if one_of(said, "what") and not is_complaint(said):
        return redirect(ADULT.after(ADULT.named("words", said), said))
    if left := unfinished(said):
        return redirect(left)
    form = forms.Another(request.POST) if request.method == "POST" else forms.Another()
    if request.method == "POST" and form.is_valid():
        return _answered(request, said, form)
    facts = {
        "form": form,
        "points": points_of(said),
        "back": _back(said, POINTS),
        "is_full": len(points_of(said)) >= MOST_POINTS,
        **ADULT.facts,
    }
    return doorstep.with_cookie(
        request, show(request, "public/adult/points.html", facts, status=422 if form.errors else 200)
    )


def _answered(request: HttpRequest, said: dict[str, Any], form: Form) -> HttpResponseBase:
    if form.cleaned_data["another"] == "yes" and len(points_of(said)) < MOST_POINTS:
        return redirect(address(len(points_of(said)) + 1, "what"))
    said[POINTS] = as_kept(form)
    ADULT.keep(request, said)
    left = ADULT.unanswered(said)
    return redirect(ADULT.address(left) if left else reverse(ADULT.check))


@require_http_methods(["GET", "POST"])
def point(request: HttpRequest, number: int, part: str) -> HttpResponseBase:
    """One page of one point."""
    said = ADULT.said(request)
    kept: list[Kept] = list(said.get(LIST, []))
    if part not in PARTS or not 1 <= number <= MOST_POINTS:
        raise Http404("There is no such page here.")
    if number > len(kept) + 1 or part != "what" and number > len(kept):
        return redirect(reverse("complain-points"))
    form = PARTS[part][0](request.POST) if request.method == "POST" else _as_it_was(kept, number, part)
    if request.method == "POST" and form.is_valid():
        said[LIST] = _with(kept, number, part, as_kept(form))
        if ADULT.keep(request, said):
            return doorstep.with_cookie(request, redirect(_onward(said, number)))
        form.add_error(None, TOO_LONG)
    return _page(request, said, form, number, part)


def _as_it_was(kept: list[Kept], number: int, part: str) -> Form:
    form: Form = Point(number, kept[number - 1] if number <= len(kept) else {}).form(part)
    if form.is_bound:
        form.errors.clear()
    return form


def _with(kept: list[Kept], number: int, part: str, answers: dict[str, list[str]]) -> list[Kept]:
    kept = [dict(one) for one in kept]
    if number > len(kept):
        kept.append({})
    kept[number - 1][part] = answers
    return kept


def _onward(said: Answers, number: int) -> str:
    """The next page of this point, or, once it is whole, the list of them."""
    missing = points_of(said)[number - 1].missing
    return address(number, missing) if missing else reverse("complain-points")


def _page(request: HttpRequest, said: Answers, form: Form, number: int, part: str) -> HttpResponseBase:
    facts = {
        "form": form,
        "number": number,
        "title": PARTS[part][1],
        "has_heading": bool(form.page_heading),
        "back": _before(said, number, part),
        **ADULT.facts,
    }
    wrong = form.is_bound and bool(form.errors)
    return doorstep.with_cookie(
        request, show(request, "public/adult/point.html", facts, status=422 if wrong else 200)
    )


def _before(said: Answers, number: int, part: str) -> str:
    """Where the link back leads: the page before of this point, the list, or the question before them all."""
    points = points_of(said)
    if part == "what":
        return reverse("complain-points") if points and not unfinished(said) else _back(said, POINTS)
    asked = [one for one in PARTS if one != "now" or points[number - 1].is_late or part == "now"]
    return address(number, asked[asked.index(part) - 1])


def _back(said: Answers, name: str) -> str:
    return ADULT.before(ADULT.named(name, said), said)


@require_http_methods(["GET", "POST"])
def take_away(request: HttpRequest, number: int) -> HttpResponseBase:
    """Ask whether a point is to be taken away, and take it away."""
    said = ADULT.said(request)
    points = points_of(said)
    if not 1 <= number <= len(points):
        return redirect("complain-points")
    if request.method == "POST":
        said[LIST] = [one.kept for one in points if one.number != number]
        said.pop(POINTS, None) if not said[LIST] else None
        ADULT.keep(request, said)
        return redirect("complain-points")
    facts = {
        "point": points[number - 1],
        "back": reverse("complain-points"),
        **ADULT.facts,
    }
    return doorstep.with_cookie(request, show(request, "public/adult/take_away.html", facts))
