"""The questions of triage, one a page, each with why it is asked and the law behind it."""

# ruff: noqa: E501  (a table: one question a line)

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from heard.casework.choosing import points_not_refused
from heard.law.belongs_to import RELATIONS, SCOPES
from heard.law.belongs_to_facts import PROCEEDINGS
from heard.web.desk.acts import fields
from heard.web.forms_look import Form, speak_plainly

YES_NO = [("yes", "Yes"), ("no", "No")]
NOT_SURE = ("", "Nobody has asked yet")


@dataclass(frozen=True)
class Question:
    """One page: its address, its title, its fields for a case, why it is asked, and the source of that."""

    step: str
    title: str
    why: str
    source: str
    make: Callable[[Any], Mapping[str, forms.Field]]


def _safe(case: Any) -> Mapping[str, forms.Field]:
    return {"danger": fields.one_of("Is a child or anybody else at risk now?", [*YES_NO])}


def _who(case: Any) -> Mapping[str, forms.Field]:
    hints = {one.code: f"{one.meaning[:1].upper()}{one.meaning[1:]}. {one.source}" for one in RELATIONS}
    choices = [(one.code, one.words) for one in RELATIONS]
    return {"relation": fields.one_of("What is the person to the child?", choices, hints=hints)}


def _behalf(case: Any) -> Mapping[str, forms.Field]:
    relations = [(one.code, one.words) for one in RELATIONS if one.right == "own_right"]
    return {
        "behalf": fields.one_of("Do they speak for somebody else?", [*YES_NO]),
        "speaks_for": fields.picked("For whom", [("", "For themselves"), *relations], required=False),
        "agrees": fields.one_of("Is that person content, and are these their own views?", [*YES_NO, NOT_SURE], required=False),
    }  # fmt: skip


def _child(case: Any) -> Mapping[str, forms.Field]:
    choices = [("yes", "Yes"), ("no", "No"), ("young", "Too young to ask"), NOT_SURE]
    return {
        "child_knows": fields.one_of("Does the child know of it, and agree?", choices, required=False),
        "child_views": fields.words("What the child says, in their words", required=False, rows=3),
    }


def _asks(case: Any) -> Mapping[str, forms.Field]:
    choices = [
        ("answer_to_dissatisfaction", "An answer: they are unhappy with something"),
        ("quick_settlement", "That something is put right quickly"),
        ("service", "A service, and they are not unhappy"),
        ("another_worker", "Another worker"),
        ("nothing", "Nothing: thanks, a view or an idea"),
    ]
    return {
        "asks_for": fields.one_of("What do they ask for?", choices),
        "wants_complaint": fields.one_of(
            "Do they want it to be a complaint?", [*YES_NO, NOT_SURE], required=False
        ),
    }


def _court(case: Any) -> Mapping[str, forms.Field]:
    choices = [
        ("none", "No"),
        *((code, words[:1].upper() + words[1:]) for code, words in PROCEEDINGS.items()),
    ]
    found: dict[str, forms.Field] = {
        "court": fields.one_of("Are there proceedings about any of it?", choices),
        "court_named": fields.line("Which, by name", required=False, most=200),
        "court_prejudice": fields.words("How considering it might prejudice them", required=False, rows=3),
    }
    for point in points_not_refused(case):
        found[f"touches_{point.number}"] = forms.BooleanField(
            label=f"They touch point {point.number}", required=False
        )
    return found


def _scope(number: int) -> Callable[[Any], Mapping[str, forms.Field]]:
    hints = {one.code: f"{one.meaning[:1].upper()}{one.meaning[1:]}. {one.source}" for one in SCOPES}
    choices = [(one.code, one.words) for one in SCOPES]
    label = f"What is point {number} about?"
    return lambda case: {f"scope_{number}": fields.one_of(label, choices, hints=hints)}


BEFORE = (
    Question("safe", "Is anybody at risk?", "A risk is told at once to those who protect children. The complaint goes on; its clock runs.", "Children Act 1989, section 47", _safe),
    Question("who", "Who complains?", "Some people may complain in their own right. For anybody else sufficient interest is decided first.", "Children Act 1989, section 26(3); SI 2006/1738, regulation 12", _who),
    Question("behalf", "Do they speak for somebody?", "Whoever speaks for another is heard; where possible we check that the other is content.", "Getting the Best from Complaints (DfES 2006), as councils restate it", _behalf),
    Question("child", "What does the child say?", "A child’s views are asked where that is appropriate; that they were not asked is no reason to refuse.", "Children Act 1989, section 26(3); SI 2006/1738, regulation 12", _child),
    Question("asks", "What do they ask for?", "Dissatisfaction that needs a response is a complaint, whatever it is called and however it came.", "SI 2006/1738, regulations 9 and 14; Complaint Handling Code", _asks),
)  # fmt: skip
COURT = Question(
    "court",
    "Are there proceedings?",
    "Only prejudice to named proceedings is a reason to hold a point; a court case by itself is none.",
    "SI 2006/1738, regulation 8",
    _court,
)


def questions_for(case: Any) -> list[Question]:
    """Every question of triage of a case: one for each of its points among them."""
    scopes = [
        Question(
            f"point-{one.number}",
            f"What is point {one.number} about?",
            f"In their words: “{one.words[:300]}”. The Children Act procedure covers the functions on its lists; the "
            "rest goes by another, and nothing is sent away.",
            "SI 2006/1738, regulations 3 to 5",
            _scope(one.number),
        )
        for one in points_not_refused(case)
    ]
    return [*BEFORE, *scopes, COURT]


class TriageForm(Form):
    """One question of triage."""

    def __init__(self, data: Any = None, *, question: Question, case: Any, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields |= dict(question.make(case))
        for name, field in self.fields.items():
            speak_plainly(field, str(field.label))
            self.initial.setdefault(name, "")
