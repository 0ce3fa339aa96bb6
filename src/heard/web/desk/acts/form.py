"""The form of an act: it knows the case and who fills it in, and says what the casework function is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from heard.casework import choosing
from heard.casework.access import Eyes, eyes_of
from heard.web.dates_look import DateField
from heard.web.desk.wording import spoken_day
from heard.web.forms_look import Form, speak_plainly

OPTIONAL = " (optional)"
MULTIPLE = (forms.CheckboxSelectMultiple, forms.SelectMultiple)


@dataclass(frozen=True)
class Known:
    """What a form of an act knows: the case (None where something new is put on record), who asks, and the day.

    `seen` is how they see the case, where the page has asked already.
    """

    case: Any
    member: Any
    today: date
    seen: Eyes | None = None

    @cached_property
    def eyes(self) -> Eyes:
        """How they see the case; asked only where the page has not asked yet."""
        return self.seen or eyes_of(self.member, self.case, on=self.today)

    @property
    def me(self) -> str:
        """The full name of who fills the form in."""
        return choosing.name_of(self.member)


@dataclass(frozen=True)
class Section:
    """A part of a form with its own heading, and words above its questions (somebody's own, if `quoted`)."""

    heading: str
    words: str
    fields: tuple[Any, ...]
    quoted: bool = False


def _within(heading: str, label: str) -> str:
    return label if not heading or label.startswith(heading) else f"{heading}: {label}"


class Day(DateField):
    """A day in the world that has come: today unless somebody says otherwise."""

    def _within(self, day: date) -> date:
        if self.latest and day > self.latest():
            raise self._wrong("must be today or in the past")
        return super()._within(day)


class ComingDay(DateField):
    """A day that is still to come, or today."""

    def _within(self, day: date) -> date:
        if self.earliest and day < self.earliest():
            raise self._wrong("must be today or in the future")
        return super()._within(day)


class ActForm(Form):
    """The questions of one act.

    Declare fields named like the keyword arguments of the casework function and nothing else is needed. Where the
    function takes more than plain values, override `said`. Where choices depend on the case, override `prepare`.
    A `Day` that is not optional begins as today, and must be today or before; `decided_by` begins as who is signed in.
    """

    def __init__(self, data: Any = None, *, known: Known, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial or {})
        self.known, self._parts = known, []  # type: ignore[var-annotated]
        self.prepare()
        headings = {name: heading for heading, _, names in self._parts for name in names}
        for name, field in self.fields.items():
            self._complete(name, field, headings.get(name, ""))

    def prepare(self) -> None:
        """Set choices that depend on the case, or add fields for each of its points."""

    def said(self) -> dict[str, Any]:
        """The keyword arguments of the casework function, `reference`, `by` and `at` apart."""
        return {name: self.cleaned_data[name] for name in self.fields}

    def choose(self, name: str, choices: Iterable[tuple[Any, str]], *, empty: str = "") -> None:
        """Give a field its choices, with a first one that says nothing is chosen where `empty` has its words."""
        first = [("", empty)] if empty else []
        self.fields[name].choices = [*first, *choices]  # type: ignore[attr-defined]

    def each_point(self, points: Iterable[Any], **make: Callable[[Any], forms.Field]) -> None:
        """Add the same questions for each point, under its own words: `finding` becomes `finding_1`, `finding_2`…"""
        for point in points:
            names = [f"{name}_{point.number}" for name in make]
            self.fields |= {f"{name}_{point.number}": field(point) for name, field in make.items()}
            self._parts.append((f"Point {point.number}", point.agreed_words or point.words, tuple(names)))

    def of_point(self, name: str, point: Any) -> Any:
        """What was answered to a question of `each_point`."""
        return self.cleaned_data.get(f"{name}_{point.number}")

    @property
    def own(self) -> dict[str, Any]:
        """The answers to the questions that are about no single point."""
        in_points = {name for _, _, names in self._parts for name in names}
        return {name: said for name, said in self.cleaned_data.items() if name not in in_points}

    @property
    def sections(self) -> list[Section]:
        """The questions in parts: those of each point together, the others before and after them as declared."""
        in_points = {name for _, _, names in self._parts for name in names}
        own = tuple(self[name] for name in self.fields if name not in in_points and not self[name].is_hidden)
        parts = [
            Section(heading, words, tuple(self[name] for name in names), quoted=True)
            for heading, words, names in self._parts
        ]
        return [*parts, Section("", "", own)] if own else parts

    def answers(self) -> Iterator[tuple[str, str]]:
        """Each question that was answered, and what, as a person reads it; what could be left out and was, is."""
        for section in self.sections:
            for bound in section.fields:
                if not bound.field.required and self.cleaned_data.get(bound.name) in (None, "", []):
                    continue
                label = bound.label.removesuffix(OPTIONAL)
                yield _within(section.heading, label), self._answer(bound.name)

    def take_up(self, words: dict[str, list[str]]) -> None:
        """Begin with what was typed before and not sent."""
        typed: MultiValueDict[str, str] = MultiValueDict(words)
        for name, field in self.fields.items():
            widget = field.widget
            if not widget.value_omitted_from_data(typed, MultiValueDict(), name) or isinstance(
                widget, MULTIPLE
            ):
                self.initial[name] = widget.value_from_datadict(typed, MultiValueDict(), name)

    def _complete(self, name: str, field: forms.Field, part: str) -> None:
        speak_plainly(field, str(field.label or name.replace("_", " ")), part)
        if isinstance(field, DateField):
            field.part = part
        if isinstance(field, Day):
            field.latest = field.latest or (lambda: self.known.today)
            if field.required and field.initial is None:
                self.initial.setdefault(name, self.known.today)
        if name == "decided_by" and field.initial is None:
            self.initial.setdefault(name, self.known.me)
        if isinstance(field, ComingDay):
            field.earliest = field.earliest or (lambda: self.known.today)

    def _answer(self, name: str) -> str:
        value, field = self.cleaned_data.get(name), self.fields[name]
        if value in (None, "", []):
            return "Not provided"
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, date):
            return spoken_day(value)
        if isinstance(field, forms.ChoiceField):
            said = {str(code): words for code, words in field.choices}  # type: ignore[misc, union-attr]
            chosen = value if isinstance(value, list) else [value]
            return "; ".join(str(said.get(str(one), one)) for one in chosen)
        return str(value)
