"""Dated facts of promises: told, said to be done or not, opened again, and whether it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from heard.casework.story_telling import Fact, dated
from heard.law.working_days import in_words
from heard.outcomes.models import FollowUp, PromiseReopened, PromiseTold, PromiseWord
from heard.representations.models import Representation


def _told(row: PromiseTold) -> Iterator[Fact]:
    yield from dated(
        row, ("told_on", f"{row.person.name} was told of a promise in these words: “{row.words}”")
    )


def _said(row: PromiseWord) -> Iterator[Fact]:
    stands = "done" if row.said == PromiseWord.Said.DONE else "not done"
    yield from dated(
        row, ("said_on", f"{row.person.name} said: {stands}. “{row.action.words}”"), why=row.words
    )


def _reopened(row: PromiseReopened) -> Iterator[Fact]:
    was = f"It was taken for done on {in_words(row.was_done_on)}, accepted by {row.was_accepted_by}: {row.was_proof}"
    yield from dated(row, ("reopened_on", f"Open again: “{row.action.words}” {was}"), why=row.reason)


def _about(row: FollowUp) -> str:
    return row.action.words if row.action else row.learning.words if row.learning else ""


def _asked(row: FollowUp) -> Iterator[Fact]:
    whom = row.person.name if row.person else "The service"
    asked = f"{whom} was asked after {row.months} months whether it changed: “{_about(row)}”"
    answered = f"{whom} said whether it changed: {row.get_answer_display().lower()}."
    decided = f"Decided, as it had not changed: {row.get_decided_display().lower()}."
    yield from dated(row, ("asked_on", asked))
    yield from dated(row, ("answered_on", answered), why=row.words)
    yield from dated(row, ("decided_on", decided), why=row.reason)


Rows = Callable[[Representation], Any]
Tell = Callable[[Any], Iterator[Fact]]
OF_PROMISES: tuple[tuple[Rows, Tell], ...] = (
    (lambda case: PromiseTold.objects.filter(action__representation=case).select_related("person"), _told),
    (lambda case: PromiseWord.objects.filter(action__representation=case).select_related("person", "action"), _said),
    (lambda case: PromiseReopened.objects.filter(action__representation=case).select_related("action"), _reopened),
    (lambda case: case.follow_ups.exclude(asked_on=None, answered_on=None).select_related(
        "person", "action", "learning"), _asked),
)  # fmt: skip
