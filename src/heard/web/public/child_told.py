"""What was answered at the child's door: as the page that checks it shows it, and as it is put on record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from heard.casework.door import SECRET_NAME, NotTold, Told
from heard.casework.doorsteps import FileKept
from heard.casework.parties import Somebody, Way
from heard.web.forms_look import Form
from heard.web.public import child_fields as fields
from heard.web.public import languages
from heard.web.public.child_steps import (
    CHILD,
    feels_unsafe,
    keeps_from_somebody,
    one,
    several,
    wants_advocate,
)
from heard.web.public.steps import Answers, Step

# Ours, and shown as ours: what stands for the words where there are none.
WITHOUT_WORDS = {
    "record": "(They recorded their voice. It is among the papers.)",
    "picture": "(They sent a picture or a film. It is among the papers.)",
    "call": "(They asked to be called, and have not said what about.)",
    "advocate": "(They asked for an advocate, and have not said what about.)",
}
PICKS_UP = {
    "me": "only they pick up",
    "trusted": "they or somebody they trust picks up",
    "anybody": "anybody may pick up",
}
MAY_BE_TOLD = {
    "reach": "The advocate may be told only how to reach them.",
    "all": "The advocate may be told everything they told us.",
}
KINDS = {
    "code": "code",
    "call": "call",
    "text": "text",
    "letter": "letter",
    "person": "visit",
    "someone": "somebody",
}
NOTHING = _("Nothing")


def rows(said: Answers, files: Sequence[FileKept]) -> list[tuple[Any, ...]]:
    """Every question that came, its answer, and the link that changes it."""
    found = [_row(step, form) for step, form in CHILD.told(said) if form.fields]
    links = [(_add(name), f"{reverse(CHILD.step, args=[name])}?check", "") for name in ("voice", "picture")]
    return [*found, (gettext("Sound and pictures"), _lines([one.name for one in files]), links)]


def _add(name: str) -> str:
    return gettext("Add your voice") if name == "voice" else gettext("Add a picture")


def _row(step: Step, form: Form) -> tuple[Any, ...]:
    asked = [(str(form[name].label), _shown(form, name)) for name in form.fields]
    # What was left empty is not read out one by one: a child checks what they said.
    said = [(label, values) for label, values in asked if any(one.strip() for one in values)]
    if len(asked) == 1 or not said:
        value = _lines(said[0][1] if said else [])
    else:
        value = _by_label([("" if label == step.title else label, values) for label, values in said])
    return step.title, value, [(gettext("Change"), f"{CHILD.address(step)}?check", f": {step.title}")]


def _by_label(shown: Sequence[tuple[str, list[str]]]) -> Any:
    parts = ((f"{label}\n" if label else "", _lines(values)) for label, values in shown)
    return format_html_join(
        "", '<p class="govuk-body govuk-!-margin-bottom-2 heard-as-typed">{}{}</p>', parts
    )


def _lines(values: Sequence[str]) -> Any:
    words = "\n".join(values)
    return format_html('<span class="heard-as-typed">{}</span>', words) if words.strip() else NOTHING


def _shown(form: Form, name: str) -> list[str]:
    data: Any = form.data
    values = [str(value) for value in data.getlist(name)] if data else []
    choices = getattr(form.fields[name], "choices", None)
    return labels(choices, values) if choices is not None else values


def labels(choices: Any, values: Sequence[str]) -> list[str]:
    """The words of the answers that were chosen, in the order of the list."""
    return [str(label) for code, label in choices if str(code) in values]


def told(
    said: Answers, once: str, files: tuple[tuple[str, bytes], ...], language: str = languages.ENGLISH
) -> Told:
    """Everything that was answered, as it is put on record; `language` is that of the pages it was told on."""
    return Told(
        door="child",
        kind="statutory_complaint",
        once=once,
        words=_words(said),
        people=(Somebody("complainant", _name(said), "child", ways=tuple(_ways(said))),),
        told_by=one(said, "who"),
        feelings=tuple(several(said, "feelings")),
        better=_better(said),
        not_told=tuple(_not_told(said)),
        answer_by=KINDS.get(one(said, "answer"), ""),
        is_secret=one(said, "name") == "secret",
        says_unsafe=feels_unsafe(said),
        wants_advocate=wants_advocate(said),
        wants_code=True,
        needs="; ".join(_needs(said)),
        trusted=_trusted(said),
        language=language,
        files=files,
    )


def _words(said: Answers) -> str:
    how = one(said, "how")
    if how == "write":
        return one(said, "words")
    typed = one(said, "more-words", "words")
    return typed if typed.strip() else WITHOUT_WORDS.get(how, "")


def _name(said: Answers) -> str:
    given = {"whole": one(said, "whole-name", "whole_name"), "first": one(said, "first-name", "first_name")}
    return given.get(one(said, "name"), "").strip() or SECRET_NAME


def _ways(said: Answers) -> Iterator[Way]:
    how, answer = one(said, "how"), one(said, "answer")
    if how == "call":
        yield Way("telephone", one(said, "call", "number"), True, _how_to_call(said)[:300])
    elif answer in ("call", "text"):
        way, note = (
            ("telephone", "Call to answer.") if answer == "call" else ("text", "Text to answer. Do not call.")
        )
        yield Way(way, one(said, "number"), True, note)
    if answer == "letter":
        yield Way("address", " ".join(one(said, "address").split()), True, "They chose it for our letter.")
    if answer == "person":
        yield Way(
            "other", f"Meet at: {one(said, 'place')}"[:300], True, "They want somebody to come and talk."
        )
    if answer == "someone":
        yield Way("other", f"Through {_someone(said)}"[:300], True, "They chose whom to answer through.")


def _how_to_call(said: Answers) -> str:
    message = "leave no message" if one(said, "safe-call", "message") == "no" else "a message may be left"
    first = "send a text first" if one(said, "safe-call", "first") == "yes" else "no text is needed first"
    when = one(said, "when").strip()[:160]
    return f"When: {when}. {PICKS_UP[one(said, 'safe-call', 'picks_up')].capitalize()}; {message}; {first}."


def _someone(said: Answers) -> str:
    return ": ".join(filter(None, (one(said, "someone").strip(), one(said, "someone", "reach").strip())))


def _trusted(said: Answers) -> str:
    if one(said, "answer") == "someone":
        return _someone(said)
    return ": ".join(filter(None, (one(said, "trusted").strip(), one(said, "trusted", "reach").strip())))


def _better(said: Answers) -> str:
    picked = labels(fields.BETTER, several(said, "better", "ideas"))
    return "\n".join(filter(None, (*picked, one(said, "better").strip())))


def _not_told(said: Answers) -> Iterator[NotTold]:
    if not keeps_from_somebody(said):
        return
    why = one(said, "kept-from-who", "why").strip()
    for code, label in fields.KEPT_FROM:
        if code in several(said, "kept-from", "kept_from") and code != fields.NOBODY:
            yield NotTold(str(label), why)
    for name in one(said, "kept-from-who", "names").splitlines():
        if name.strip():
            yield NotTold(name.strip()[:200], why)


def _needs(said: Answers) -> Iterator[str]:
    yield from labels(fields.EASIER, several(said, "easier"))
    if language := one(said, "easier", "language").strip():
        yield f"Language: {language}"
    if also := one(said, "easier", "also").strip():
        yield also
    if one(said, "advocate") == "ask" and one(said, "how") == "advocate":
        yield MAY_BE_TOLD.get(one(said, "advocate-told", "told"), "")
