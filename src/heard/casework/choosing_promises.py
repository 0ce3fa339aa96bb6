"""What the pages of promises offer to choose from: promises kept or not, whom they are made to, and the questions."""

from __future__ import annotations

from heard.casework.if_changed import ASKED_BY, DONE_BY_NOW, about, questions_of
from heard.casework.my_page import FAMILY
from heard.casework.promises_told import WAYS
from heard.law.working_days import in_words
from heard.outcomes.models import Action, FollowUp, PromiseWord, Recommendation, Source
from heard.representations.models import Party, Representation

Choices = list[tuple[int, str]]
Words = list[tuple[str, str]]
SHORT = 80
SAID: Words = [("not_done", "It is not done: open it again"), ("done", "It is done")]
ANSWERS: Words = [("yes", "Yes"), ("partly", "Partly"), ("no", "No"), ("cannot_tell", "They cannot tell")]
DECIDED: Words = list(FollowUp.Decided.choices)
assert {code for code, _ in SAID} == set(PromiseWord.Said.values)


def every_promise(case: Representation) -> Choices:
    """Every promise of a case, those still to be kept first."""
    rows = Action.objects.filter(representation=case).order_by("done_on", "due_on", "pk")
    listed = sorted(rows, key=lambda one: (one.done_on is not None, one.due_on, one.pk))
    return [(one.pk, f"{_short(one.words)} ({_stands(one)})") for one in listed]


def kept_promises(case: Representation) -> Choices:
    """The promises taken for kept, the latest first."""
    rows = Action.objects.filter(representation=case, done_on__isnull=False).order_by("-done_on", "-pk")
    return [(one.pk, f"{_short(one.words)} ({_stands(one)})") for one in rows]


def family(case: Representation) -> Choices:
    """Those to whom a promise can be made: whoever complains and the child."""
    rows = Party.objects.filter(representation=case, part__in=FAMILY).select_related("person").order_by("pk")
    return list({one.person_id: one.person.name for one in rows}.items())


def sources() -> Words:
    """Whom a promise may come from."""
    return [(str(code), str(label)) for code, label in Source.choices]


def ways_to_say() -> Words:
    """How somebody may have said it to the office."""
    return [(code, label) for code, label in WAYS.items() if code != "page"]


def ways_to_ask() -> Words:
    """How somebody may be asked."""
    return [(code, label[:1].upper() + label[1:]) for code, label in ASKED_BY.items()]


def questions_to_ask(case: Representation) -> Choices:
    """Questions whose day has come, for somebody of the family, and that nobody has asked yet."""
    return [
        _question(one)
        for one in questions_of(case)
        if one.person and not one.asked_on and not one.answered_on
    ]


def questions_to_answer(case: Representation) -> Choices:
    """Questions without an answer, for the family and for the service."""
    return [_question(one) for one in questions_of(case) if not one.answered_on]


def questions_to_decide(case: Representation) -> Choices:
    """Answers that say no or partly, on which nobody has decided."""
    return [_question(one) for one in questions_of(case) if one.answer in DONE_BY_NOW and not one.decided_on]


def recommendations(case: Representation) -> Choices:
    """Every recommendation on a case."""
    rows = Recommendation.objects.filter(representation=case).order_by("pk")
    return [(one.pk, _short(one.words)) for one in rows]


def _question(one: FollowUp) -> tuple[int, str]:
    whom = one.person.name if one.person else "the service"
    said = f", they said {one.get_answer_display().lower()}" if one.answer else ""
    return one.pk, f"{_short(about(one))} (after {one.months} months, to {whom}{said})"


def _stands(one: Action) -> str:
    return f"kept on {in_words(one.done_on)}" if one.done_on else f"due {in_words(one.due_on)}"


def _short(words: str) -> str:
    return words if len(words) <= SHORT else f"{words[: SHORT - 1].rstrip()}…"
