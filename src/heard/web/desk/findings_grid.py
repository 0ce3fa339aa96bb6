"""The findings grid: a row a point, a column a step; each row opens to a page on which one point is decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from heard.casework import choosing, drafts
from heard.casework.findings import Step
from heard.casework.looking_at_findings import (
    Asked,
    Cell,
    FindingSeen,
    Row,
    asked_of_council,
    differs_without_reason,
    findings_of,
    grids,
)
from heard.casework.permissions import Act
from heard.law.procedure import Act as ChartAct
from heard.web.desk.acts import fields
from heard.web.desk.acts.findings_asking import LOOKED_AT
from heard.web.desk.acts.registry import pages_of
from heard.web.desk.case_frame import CaseFrame, opened
from heard.web.desk.stage_pages import offer_for, stage_pages
from heard.web.desk.wording import spoken_day
from heard.web.forms_look import Form
from heard.web.seeing import for_those_who_may, now

# The acts that decide every point, and whose step in the grid each is.
DECIDING: Mapping[ChartAct, Step] = {
    ChartAct.ADJUDICATE: Step.ADJUDICATOR,
    ChartAct.ANSWER_STAGE_2: Step.REVIEWER,
    ChartAct.ANSWER_STAGE_3: Step.DIRECTOR,
    ChartAct.RECEIVE_RECOMMENDATIONS: Step.PANEL,
    ChartAct.RECEIVE_INVESTIGATOR_REPORT: Step.INVESTIGATOR,
    ChartAct.RECEIVE_INDEPENDENT_REPORT: Step.INDEPENDENT,
    ChartAct.ANSWER_STAGE_1: Step.MANAGER,
}


@dataclass(frozen=True)
class AtWork:
    """The step this person decides now: its act's page, and what they wrote there and have not sent."""

    act: ChartAct
    step: Step
    title: str
    address: str
    words: Mapping[str, Sequence[str]]

    def said(self, name: str, point: int) -> str:
        """What they wrote on one point."""
        return next(iter(self.words.get(f"{name}_{point}", ())), "")


@require_GET
@for_those_who_may(Act.SEE_CASES)
def grid(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The findings of a case, point by point, with what is still to be decided."""
    frame = opened(request, reference, "findings")
    every = _all_work(frame)
    work = _chosen(frame, every)
    facts = {
        "grids": [
            {
                "caption": _caption(one.steps),
                "first": one.steps[0].label,
                "steps": [step.label for step in one.steps],
                "rows": [_row(row, work) for row in one.rows],
                "totals": one.totals,
            }
            for one in grids(frame.case)
        ],
        "asked": [_asked(one) for one in asked_of_council(frame.case)] if frame.head.shows("actions") else [],
        "work": work,
        "others": [one for one in every if work is None or one.act is not work.act],
        "stage_pages": stage_pages(frame, "case-findings"),
    }
    return frame.show("findings", "desk/findings_grid.html", facts)


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.SEE_CASES)
def point(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """One point: its words, what each found on it, and one's own decision, kept until the whole is sent."""
    frame = opened(request, reference, "findings")
    points = choosing.points(frame.case)
    row = next((one for one in points if one.number == number), None)
    if row is None:
        raise Http404
    work = at_work(frame)
    owed = [one.number for one in choosing.points_owed_a_finding(frame.case)]
    form = _form(request, work, row) if work and number in owed else None
    if form is not None and work is not None and request.method == "POST" and form.is_valid():
        _keep(frame, work, number, form.cleaned_data)
        return redirect(_after(request, reference, number, owed, work))
    following = next((one for one in owed if one > number), None)
    facts = {
        "point": row,
        "found": [_shown(one) for one in findings_of(frame.case).get(row.pk, ())],
        "form": form,
        "work": work,
        "following": following,
        "before": max((one.number for one in points if one.number < number), default=None),
        "after": min((one.number for one in points if one.number > number), default=None),
    }
    answer = frame.show(f"findings on point {number}", "desk/findings_point.html", facts)
    answer.status_code = 422 if form is not None and form.is_bound else 200
    return answer


class PointForm(Form):
    """What is found on one point, and why; each may be left for later."""

    mark_optional = False

    finding = fields.picked("Finding")
    reason = fields.reason(LOOKED_AT, required=False)

    def __init__(self, data: Any = None, *, row: Any, work: AtWork) -> None:
        began = {name: work.said(name, row.number) for name in ("finding", "reason")}
        super().__init__(data, initial=began)
        self.row, self.work = row, work
        chosen: Any = self.fields["finding"]
        chosen.choices = [("", "Not decided"), *((one, one) for one in choosing.labels("outcome"))]
        chosen.required = False

    def clean(self) -> dict[str, Any]:
        """To differ from the step before needs a reason."""
        label, why = self.cleaned_data.get("finding", ""), self.cleaned_data.get("reason", "")
        if label and (wrong := differs_without_reason(self.row, self.work.step, label, why)):
            self.add_error("reason", forms.ValidationError(wrong))
        return self.cleaned_data


def at_work(frame: CaseFrame) -> AtWork | None:
    """The step this person decides now: the one asked for in the address, else the first they may do."""
    return _chosen(frame, _all_work(frame))


def _chosen(frame: CaseFrame, found: list[AtWork]) -> AtWork | None:
    wanted = frame.request.GET.get("step", "")
    return next((one for one in found if one.step == wanted), next(iter(found), None))


def _all_work(frame: CaseFrame) -> list[AtWork]:
    found = []
    for act, step in DECIDING.items():
        if offer_for(frame, act) is None:
            continue
        page = pages_of(act)[0]
        address = reverse("act", args=[frame.case.reference, page.address])
        left = drafts.draft_of(frame.member, address, at=now())
        found.append(AtWork(act, step, page.title, address, left.words if left else {}))
    return found


def _form(request: HttpRequest, work: AtWork, row: Any) -> PointForm:
    return PointForm(request.POST if request.method == "POST" else None, row=row, work=work)


def _keep(frame: CaseFrame, work: AtWork, number: int, given: Mapping[str, str]) -> None:
    """Their decision on one point goes among the answers they have not sent; nobody else sees it."""
    mine = {f"finding_{number}": [given["finding"]], f"reason_{number}": [given["reason"]]}
    drafts.keep_draft(frame.member, work.address, {**work.words, **mine}, at=now())


def _after(request: HttpRequest, reference: str, number: int, owed: Sequence[int], work: AtWork) -> str:
    following = next((one for one in owed if one > number), None)
    if following is not None and "next" in request.POST:
        return f"{reverse('case-finding', args=[reference, following])}?step={work.step}"
    return f"{reverse('case-findings', args=[reference])}?step={work.step}#point-{number}"


def _caption(steps: Sequence[Step]) -> str:
    if Step.PANEL in steps:
        return "Stage 3"
    return "Stage 2" if Step.INVESTIGATOR in steps else "Stage 1 and Stage 2"


def _row(row: Row, work: AtWork | None) -> dict[str, Any]:
    return {
        "point": row.point,
        "standing": row.standing,
        "looked_at": row.looked_at,
        "cells": [_cell(one, row, work) for one in row.cells],
    }


def _cell(cell: Cell, row: Row, work: AtWork | None) -> dict[str, Any]:
    mine = work is not None and work.step is cell.step and not row.standing
    return {
        "label": cell.label,
        "who": cell.step.label,
        "decided": cell.found is not None,
        "beside": cell.beside,
        "reason": cell.found.reason if cell.found else "",
        "draft": work.said("finding", row.point.number) if mine and work else "",
        "mine": mine,
    }


def _shown(one: FindingSeen) -> tuple[str, str, str, str]:
    return one.who, one.label, one.reason or "No reason is recorded.", spoken_day(one.found_on)


def _asked(one: Asked) -> tuple[str, str, str, str, list[str]]:
    done = [f"{a.words} {a.owner.name}, by {spoken_day(a.due_on)}." for a in one.actions]
    return one.row.words, one.stage, one.answer or "Not answered yet", one.row.answer_reason, done
