"""The answer to what a meeting raised, with the figures it gives."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import QueryDict

from heard.casework.committees import Told
from heard.figures.measures import MEASURES
from heard.reporting.questions import WRONG_QUESTIONS
from heard.web.desk.acts import fields
from heard.web.desk.acts.form import ActForm, Day
from heard.web.desk.answer_shown import spoken_total
from heard.web.desk.asked import Asked

HOW = "Open the figure, narrow it as you need it, and copy its address here. One address a line."
NOT_IN_AN_ANSWER = "“{}” is only for those entitled, and an answer is read by members. Leave it out"
NO_FIGURE = "“{}” is not the address of a figure. Open the figure and copy its whole address"


class AnswerForm(ActForm):
    """What was answered, by whom, and the figures the answer gives."""

    answered_on = Day(label="Day of the answer")
    answer = fields.words("What was answered", rows=6)
    answered_by = fields.line("Who answered")
    figures = forms.CharField(
        label="Figures the answer gives",
        help_text=HOW,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=4000,
    )

    def prepare(self) -> None:
        self.initial.setdefault("answered_by", self.known.me)

    def clean_figures(self) -> tuple[Told, ...]:
        """Each address asked now, so that the answer keeps what it said on this day."""
        return tuple(self._told(one) for one in self.cleaned_data["figures"].split())

    def _told(self, address: str) -> Told:
        parts = urlsplit(address)
        name = parts.path.strip("/").removeprefix("figures/")
        if name not in MEASURES or not parts.path.startswith("/figures/"):
            raise forms.ValidationError(NO_FIGURE.format(address[:80]))
        if MEASURES[name].restricted:
            raise forms.ValidationError(NOT_IN_AN_ANSWER.format(MEASURES[name].title))
        try:
            asked = Asked.read(name, QueryDict(parts.query))
            answer = asked.answer(self.known.today)
        except WRONG_QUESTIONS as why:
            raise forms.ValidationError(str(why)) from why
        kept = asked.address.partition("?")[2]
        return Told(name, kept, f"{answer.title}, {answer.period.label}: {spoken_total(answer)}"[:200])

    def answers(self) -> Any:
        """The figures in words, not as they are kept."""
        for label, words in super().answers():
            told = self.cleaned_data.get("figures") or ()
            yield label, "; ".join(one.words for one in told) if label.startswith("Figures") else words
