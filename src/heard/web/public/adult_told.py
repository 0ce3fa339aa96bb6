"""What an adult answered, as it is checked, kept and copied, and as it goes on record: in their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from heard.casework.door import Told
from heard.casework.new_details import NewElement
from heard.casework.parties import Somebody, Way
from heard.web.public import adult_forms as forms
from heard.web.public.adult_points import Point, points_of
from heard.web.public.adult_steps import ADULT, FILES, POINTS, all_of, is_complaint, is_own, one_of
from heard.web.public.asking import said_by
from heard.web.public.steps import Answers, typed

NO_NAME = "Name not given"
NOT_SAID = "Not provided"
KINDS = {"comment": "comment", "suggestion": "suggestion"}
# What somebody is to the child, in the words of the door, where the law has no word of its own for it.
RELATIONS = {"relative_or_friend": "other", "through_work": "other"}
# Asked on a page with another question, and shown below its answer under these names.
BESIDE = {
    "safe": "Safe to use",
    "note": "Good times, and what to know",
    "message": "Message or text",
    "language": "Language",
    "more": "What else would help",
}
Row = tuple[str, str, str]


def rows_of(said: Answers, files: list[str]) -> list[Row]:
    """Each question with its answer and the step it stands at, without the points."""
    found: list[Row] = []
    for step, form in ADULT.told(said):
        if step.name == FILES:
            found.append((FILES, "Files", "\n".join(files) or NOT_SAID))
        elif step.name not in (POINTS, "advice"):
            found.append((step.name, str(step.title), "\n".join(_answers(form)) or NOT_SAID))
    return found


def _answers(form: Any) -> Iterator[str]:
    if form.is_valid():
        for name in form.fields:
            answers = said_by(form, name)
            yield from [f"{BESIDE[name]}: {', '.join(answers)}"] if name in BESIDE and answers else answers


def words_of(said: Answers) -> str:
    """All that they said as one text, question by question: what is kept as their words.

    The names of files are left out, which may say who somebody is that keeps their name to themselves.
    """
    if not is_complaint(said):
        return one_of(said, "words")
    parts = [_as_text(f"Point {one.number}", [row[1:] for row in one.rows()]) for one in points_of(said)]
    asked = ("before", "who", "child", "agrees", "advocate")
    beside = [
        row[1:] for row in rows_of(said, []) if row[0] in asked and row[2] not in (NOT_SAID, "None of these")
    ]
    return "\n\n".join([*parts, _as_text("Also said", beside)])


def _as_text(title: str, rows: Sequence[Sequence[str]]) -> str:
    asked = [(name if name.endswith("?") else f"{name}:", answer or NOT_SAID) for name, answer in rows]
    return "\n".join([title, *(f"{name} {answer}" for name, answer in asked)])


def told_of(said: Answers, files: tuple[tuple[str, bytes], ...]) -> Told:
    """What goes on record. Their answers are not mended."""
    return Told(
        door="adult",
        kind=KINDS.get(one_of(said, "what"), "statutory_complaint"),
        once=str(said["once"]),
        words=words_of(said),
        people=tuple(_people(said)),
        points=tuple(_element(one) for one in points_of(said)) if is_complaint(said) else (),
        told_by=one_of(said, "who"),
        tried=one_of(said, "tried"),
        answer_by=", ".join(all_of(said, "ways"))[:30],
        is_secret=not one_of(said, "name"),
        says_unsafe="unsafe" in all_of(said, "before") and is_complaint(said),
        wants_advocate=one_of(said, "advocate") == "yes" and is_complaint(said),
        wants_code=True,
        needs=_needs(said),
        child_knows=one_of(said, "agrees") if is_complaint(said) and not is_own(said) else "",
        files=files,
    )


def _element(point: Point) -> NewElement:
    return NewElement(
        words=point.answers("what", "happened"),
        outcome_wanted=point.answers("better", "better"),
        arose_on=point.day(),
    )


def _people(said: Answers) -> Iterator[Somebody]:
    who = one_of(said, "who")
    yield Somebody(
        "complainant",
        one_of(said, "name").strip() or NO_NAME,
        RELATIONS.get(who, who),
        ways=tuple(_ways(said)),
    )
    if (child := one_of(said, "child").strip()) and not is_own(said) and is_complaint(said):
        yield Somebody("child", child)


def _ways(said: Answers) -> Iterator[Way]:
    asked = {"email": ("email", forms.Email), "telephone": ("telephone", forms.Telephone),
             "post": ("address", forms.Post)}  # fmt: skip
    for way, (name, form_of) in asked.items():
        if way not in all_of(said, "ways"):
            continue
        form: Any = form_of(typed(said.get(way, {})))
        if form.is_valid():
            yield Way(way, form.cleaned_data[name], form.is_safe, _note(form))


def _note(form: Any) -> str:
    leave = {"yes": "We may leave a message or send a text.", "no": "Leave no message and send no text."}
    message = leave.get(form.cleaned_data.get("message", ""), "")
    unsure = "They are not sure that it is safe." if form.is_safe is None else ""
    return " ".join(one for one in (message, unsure, form.cleaned_data["note"]) if one)


def _needs(said: Answers) -> str:
    form = forms.Needs(typed(said.get("needs", {})))
    if not form.is_valid():
        return ""
    language = form.cleaned_data["language"]
    said_all = [
        *said_by(form, "needs"),
        f"Language: {language}" if language else "",
        form.cleaned_data["more"],
    ]
    return ". ".join(one for one in said_all if one)


def safe_email(said: Answers) -> str:
    """Their e-mail address where they called it safe; else nothing."""
    if "email" not in all_of(said, "ways"):
        return ""
    form = forms.Email(typed(said.get("email", {})))
    return str(form.cleaned_data["email"]) if form.is_valid() and form.is_safe else ""
