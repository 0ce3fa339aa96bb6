"""What somebody does about the promises made to them from their own page: done, not done, and whether it changed.

They have no account: `reader` says whose page was opened. What was not put in words for them is not there for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from heard.casework.codes import Reader
from heard.casework.door import BY
from heard.casework.if_changed import answer_if_changed
from heard.casework.my_page import FAMILY
from heard.casework.my_page_acts import LONGEST, NotTheirs
from heard.casework.performing import NotNow, day_of
from heard.casework.promises_told import PromiseToMe, promises_to, say_of_promise
from heard.outcomes.models import FollowUp, PromiseTold
from heard.representations.models import Representation

NOT_THERE = "This page is not open any more. Use your code again."


@dataclass(frozen=True, slots=True)
class QuestionToMe:
    """One question to somebody: of which promise, in the words in which they were told of it."""

    number: int
    words: str


def my_promises(reader: Reader, *, on: date) -> tuple[PromiseToMe, ...]:
    """The promises made to whoever opened their page, each in the words for them; theirs alone."""
    return promises_to(reader.case, reader.person, on=on)


def my_questions(reader: Reader, *, on: date) -> tuple[QuestionToMe, ...]:
    """The questions to them whose day has come and that they have not answered, of promises still taken for kept."""
    rows = FollowUp.objects.filter(
        representation=reader.case,
        person=reader.person,
        answered_on=None,
        due_on__lte=on,
        since_on=F("action__done_on"),
        representation__parties__person=reader.person,
        representation__parties__part__in=FAMILY,
    )
    found = dict(rows.order_by("due_on", "pk").values_list("pk", "action_id"))
    told = PromiseTold.objects.filter(action__in=found.values(), person=reader.person)
    words = dict(told.values_list("action_id", "words"))
    return tuple(QuestionToMe(pk, words[action]) for pk, action in found.items() if action in words)


def say_of_mine(*, reader: Reader, promise: int, said: str, words: str, at: datetime) -> None:
    """Say that a promise to them is done, or not done, which opens it again. Raises NotTheirs, NotNow."""
    one = next((one for one in my_promises(reader, on=day_of(at)) if one.number == promise), None)
    if one is None:
        raise NotTheirs(NOT_THERE)
    if len(words) > LONGEST:
        raise NotNow(f"That is more than {LONGEST:,} letters. Send it in two parts.")
    if said == one.said and not words.strip():
        return  # They pressed it twice.
    say_of_promise(
        reference=_reference(reader), by=BY, at=at, said_on=day_of(at), action=promise, person=reader.person,
        word=said, words=words, way="page",
    )  # fmt: skip


def answer_mine(*, reader: Reader, question: int, answer: str, words: str, at: datetime) -> None:
    """Say whether it changed, once. Raises NotTheirs, NotNow."""
    if question not in {one.number for one in my_questions(reader, on=day_of(at))}:
        raise NotTheirs(NOT_THERE)
    answer_if_changed(
        reference=_reference(reader), by=BY, at=at, answered_on=day_of(at), question=question, answer=answer,
        words=words, way="page",
    )  # fmt: skip


def _reference(reader: Reader) -> str:
    return Representation.objects.values_list("reference", flat=True).get(pk=reader.case)
