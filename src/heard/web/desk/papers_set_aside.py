"""A paper that reads as if it came from a family court: why it was set aside, and somebody says what it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from heard.casework import papers, setting_aside
from heard.casework.permissions import Act, Level
from heard.casework.refused import REFUSALS, in_words
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Known
from heard.web.desk.letters_frame import opened_letters_of, step
from heard.web.desk.wording import spoken_day
from heard.web.forms_look import Radios
from heard.web.seeing import for_those_who_may, member_of, show, today

WRONG = 422
OTHER_KINDS = [(code, words) for code, words in papers.KINDS.items() if code != "court"]


class WhatItIs(ActForm):
    """Whether a paper is from court, and if not, what else it is."""

    from_court = fields.yes_or_no(
        "Is it from a family court?",
        help_text="Also yes if it was written for one, such as a statement, or quotes such papers at length.",
    )
    kind = fields.picked("If not, what kind of paper is it?", [("", "Choose"), *OTHER_KINDS], required=False)
    level = forms.TypedChoiceField(
        label="If not, who may see it?",
        choices=[(int(level), words) for level, words in papers.LEVELS.items()],
        coerce=int,
        required=False,
        widget=Radios(layout="small"),
    )
    because = fields.reason("How do you know?", help_text="Others read this beside the decision.")

    def said(self) -> dict[str, Any]:
        """Who may see it is only asked of what is not from court."""
        return {**super().said(), "level": self.cleaned_data["level"] or 0}

    def clean(self) -> dict[str, Any]:
        """What is not from court is something else, for somebody."""
        given = super().clean() or self.cleaned_data
        if given.get("from_court") is False:
            if not given.get("kind"):
                self.add_error("kind", "Choose what kind of paper it is")
            if not given.get("level"):
                self.add_error("level", "Choose who may see it")
        return given


@require_http_methods(["GET", "POST"])
@for_those_who_may(Act.ADD_PAPERS)
def weigh(request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
    """Why a paper was set aside, and the question what it is."""
    case = opened_letters_of(request, reference, Act.ADD_PAPERS, "papers")
    known = Known(case, member_of(request), today())
    row = setting_aside.set_aside_paper(known.eyes, case, number)
    form = WhatItIs(request.POST if request.method == "POST" else None, known=known)
    if form.is_bound and form.is_valid():
        said = {**form.said(), "paper": row.pk, "decided_by": known.me}
        try:
            step(request, case, Act.ADD_PAPERS, setting_aside.say_what_it_is, **said)
            messages.success(request, _done(row.title, said))
            return redirect("case-papers", reference=case.reference)
        except REFUSALS as why:
            form.add_error("because", in_words(why))
    facts = {"row": case, "one": row, "form": form, "why": setting_aside.why_set_aside(row)}
    facts["added"] = spoken_day(row.added_at.date())
    return show(request, "desk/paper_set_aside.html", facts, status=WRONG if form.is_bound else 200)


def _done(title: str, said: dict[str, Any]) -> str:
    if said["from_court"]:
        return f"“{title}” stays sealed, as a paper from court. Two people open it, to one person by name."
    if said["kind"] in papers.SEALED_KINDS or said["level"] == Level.S4:
        return f"“{title}” is not from court, and stays sealed as what you said it is."
    return (
        f"“{title}” is not set aside any more. Who may see it: {papers.LEVELS[Level(said['level'])].lower()}."
    )
