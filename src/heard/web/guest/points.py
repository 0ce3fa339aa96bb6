"""What somebody from outside finds on each point: their own until they send the whole, and built into their report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import choosing, drafts
from heard.casework.data_rights_disputed import disputed_on
from heard.casework.findings import Step
from heard.casework.looking import NotYours
from heard.casework.looking_at_findings import FindingSeen, differs_without_reason, findings_of
from heard.casework.permissions import Act
from heard.casework.reading_for_guests import GuestCase, points_for
from heard.web.desk.acts import fields
from heard.web.forms_look import Form
from heard.web.guest.frame import opened, page
from heard.web.seeing import for_those_who_may, member_of, now

WRONG = 422
NO_POINT = "We cannot find that point. Go back to your case."
STEP = {
    "investigating_officer": Step.INVESTIGATOR,
    "independent_person": Step.INDEPENDENT,
    "panel_chair": Step.PANEL,
    "panellist": Step.PANEL,
}
# Whose findings they read beside their own: the report or the answer they are given by law.
READS = {Step.INVESTIGATOR: (), Step.INDEPENDENT: (Step.INVESTIGATOR,), Step.PANEL: (Step.ADJUDICATOR,)}
Words = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Said:
    """What they wrote on one point and have not sent."""

    finding: str
    reason: str
    recommend: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing is decided."""
        return not self.finding


class PointForm(Form):
    """What is found on one point, why, and what is recommended; each may be left for later."""

    mark_optional = False
    finding = fields.picked("Finding", required=False)
    reason = fields.reason("What you looked at, and why", required=False)
    recommend = fields.words(
        "What you recommend", required=False, rows=3, help_text="One recommendation a line, if you have any."
    )

    def __init__(self, data: Any = None, *, row: Any, step: Step, began: Any = None) -> None:
        super().__init__(data, initial=began)
        self.row, self.step = row, step
        chosen: Any = self.fields["finding"]
        none = "No finding of our own" if step is Step.PANEL else "Not decided"
        chosen.choices = [("", none), *((one, one) for one in choosing.labels("outcome"))]

    def clean(self) -> dict[str, Any]:
        """To differ from the step before needs a reason."""
        label, why = self.cleaned_data.get("finding", ""), self.cleaned_data.get("reason", "")
        if label and (wrong := differs_without_reason(self.row, self.step, label, why)):
            self.add_error("reason", forms.ValidationError(wrong))
        return self.cleaned_data


@require_GET
@for_those_who_may(Act.SEE_CASES)
def points(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Every point with what they found on it so far."""
    seen = opened(request, reference, "points")
    if not (seen.on_points and seen.is_open):
        return redirect("guest-case", reference=reference)
    words = written(request, seen)
    facts = {
        "rows": [(one, said_on(words, one.number)) for one in points_for(seen)],
        "report": reverse("guest-report", args=[reference]),
    }
    return page(request, seen, "guest/points.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def point(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """One point: its words, what they read beside it, and their own finding."""
    seen = opened(request, reference, "points")
    if not (seen.on_points and seen.is_open):
        return redirect("guest-case", reference=reference)
    owed = points_for(seen)
    here = next((one for one in owed if one.number == number), None)
    row = next((one for one in choosing.points(seen.case) if one.number == number), None)
    if here is None or row is None:
        raise NotYours(NO_POINT)
    form = _form(request, seen, row)
    if form.is_bound and form.is_valid():
        _keep(request, seen, number, form.cleaned_data)
        return redirect(_after(request, seen, number))
    following = next((one.number for one in owed if one.number > number), None)
    facts = {
        "point": here,
        "form": form,
        "beside": [(one.who, one.label, one.reason) for one in beside(seen, row)],
        "following": following,
        "disputed": disputed_on(seen.case),
    }
    return page(request, seen, "guest/point.html", facts, status=WRONG if form.is_bound else 200)


point.keeps_drafts = True  # type: ignore[attr-defined]


def step_of(seen: GuestCase) -> Step:
    """Whose finding theirs is. Raises NotYours where their part has none."""
    if seen.appointment is None:
        raise NotYours(NO_POINT)
    return STEP[seen.appointment.part]


def beside(seen: GuestCase, row: Any) -> Iterator[FindingSeen]:
    """What those before found on a point, as far as their part is given it."""
    reads = READS[step_of(seen)]
    return (one for one in findings_of(seen.case).get(row.pk, ()) if one.step in reads)


def address_of(seen: GuestCase) -> str:
    """The page whose draft holds everything they wrote and have not sent."""
    return reverse("guest-report", args=[seen.case.reference])


def written(request: HttpRequest, seen: GuestCase) -> Words:
    """Everything they wrote and have not sent; nobody else's."""
    left = drafts.draft_of(member_of(request), address_of(seen), at=now())
    return left.words if left else {}


def said_on(words: Words, number: int) -> Said:
    """What they wrote on one point."""
    return Said(
        *(next(iter(words.get(f"{name}_{number}", ())), "") for name in ("finding", "reason", "recommend"))
    )


def _form(request: HttpRequest, seen: GuestCase, row: Any) -> PointForm:
    if request.method == "POST":
        return PointForm(request.POST, row=row, step=step_of(seen))
    said = said_on(written(request, seen), row.number)
    began = {"finding": said.finding, "reason": said.reason, "recommend": said.recommend}
    left = drafts.draft_of(member_of(request), request.path, at=now())
    began |= {name: values[0] for name, values in (left.words if left else {}).items() if values}
    return PointForm(row=row, step=step_of(seen), began=began)


def _keep(request: HttpRequest, seen: GuestCase, number: int, given: Mapping[str, str]) -> None:
    member = member_of(request)
    mine = {f"{name}_{number}": [given[name]] for name in ("finding", "reason", "recommend")}
    drafts.keep_draft(member, address_of(seen), {**written(request, seen), **mine}, at=now())
    drafts.drop_draft(member, request.path)


def _after(request: HttpRequest, seen: GuestCase, number: int) -> str:
    following = next((one.number for one in points_for(seen) if one.number > number), None)
    if following is not None and "next" in request.POST:
        return reverse("guest-point", args=[seen.case.reference, following])
    return reverse("guest-points", args=[seen.case.reference])
