"""More dated facts of a case: letters, what was promised, paid and learned, and what came of it at the Ombudsman."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from heard.casework.commitments import key_of
from heard.casework.story_ombudsman import OF_THE_OMBUDSMAN
from heard.casework.story_panel import REPORTS_OF_STAGE, recommendation_facts
from heard.casework.story_promises import OF_PROMISES
from heard.casework.story_telling import Fact, because, dated
from heard.law.working_days import in_words
from heard.outcomes.models import (
    Action,
    Cost,
    LearningPoint,
    Payment,
    ProposedPart,
    ProposedPayment,
    Remedy,
)
from heard.representations.models import (
    Letter,
    Posting,
    ProviderAnswer,
    Representation,
)

WORDS_FOR = {"adult": "words for an adult", "child": "words for a child", "easy": "easy words"}


def _letter(row: Letter) -> Iterator[Fact]:
    whence = "was sent from elsewhere" if row.is_from_elsewhere else "was issued"
    whom = row.to.name if row.to else "whoever it was from"
    words = f"A letter {whence}: “{row.title}”, to {whom}, in {WORDS_FOR.get(row.audience, row.audience)}."
    yield Fact(row.issued_on, words, key_of(row), row.evidence, row.issued_by, field="letter/issued_on")


def _posting(row: Posting) -> Iterator[Fact]:
    title = row.letter.title
    yield from dated(row, ("sent_on", f"“{title}” was sent by {row.way.replace('_', ' ')}."))
    if row.received_on is not None:
        taken = "is taken to have been received (assumed)" if row.is_assumed else "was received"
        words = f"“{title}” {taken}."
        yield Fact(
            row.received_on,
            words,
            key_of(row),
            row.failed_because,
            "",
            row.received_on,
            field="letter/received_on",
        )


def _remedy(row: Remedy) -> Iterator[Fact]:
    yield from dated(row, ("done_on", f"Put right: {row.kind.label}."), why=row.words)


def _payment(row: Payment) -> Iterator[Fact]:
    kind = f" ({row.kind.label})" if row.kind else ""
    yield from dated(row, ("paid_on", f"£{row.amount:,.2f} was paid{kind}."), why=row.detail)


def _proposed(row: ProposedPayment) -> Iterator[Fact]:
    much = f"£{row.amount:,.2f} ({row.kind.label})"
    word = row.get_asked_by_display()
    why = because(f"{much}, on the word of {word[:1].lower()}{word[1:]}", row.words)
    yield from dated(row, ("proposed_on", "A payment was proposed."), why=why)
    if row.answered_on is not None:
        answer = "refused" if row.answer == ProposedPayment.Answer.REFUSED else "approved"
        yield from dated(row, ("answered_on", f"A payment was {answer}."), why=because(much, row.because))
    yield from dated(row, ("told_on", "They were told of a payment."), why=because(much, row.told_how))


def _part(row: ProposedPart) -> Iterator[Fact]:
    yield from dated(
        row, ("paid_on", "A part was paid."), why=because(_much(row.amount, row.words), row.proof)
    )


def _cost(row: Cost) -> Iterator[Fact]:
    much = _much(row.amount, f"{row.get_kind_display().lower()}, {row.stage.get_stage_display()}")
    yield from dated(row, ("incurred_on", "A cost came up."), why=because(much, row.words))
    yield from dated(
        row, ("taken_back_on", "A cost was taken back."), why=because(much, row.taken_back_because)
    )


def _much(amount: Decimal, words: str) -> str:
    return f"£{amount:,.2f}{f': {words}' if words else ''}"


def _action(row: Action) -> Iterator[Fact]:
    words = f"Agreed: “{row.words}”, by {row.owner.name}, by {in_words(row.due_on)}."
    yield from dated(row, ("agreed_on", words))
    yield from dated(row, ("done_on", f"Done: “{row.words}”"), why=row.proof)


def _learning(row: LearningPoint) -> Iterator[Fact]:
    yield from dated(
        row, ("learned_on", f"Learned: “{row.words}”"), ("shared_on", "The learning was shared.")
    )


def _provider(row: ProviderAnswer) -> Iterator[Fact]:
    yield from dated(
        row,
        ("passed_on", f"Passed to {row.provider} for its answer; the council’s clock runs on."),
        ("answered_on", f"{row.provider} answered."),
    )


Rows = Callable[[Representation], Any]
Tell = Callable[[Any], Iterator[Fact]]
LATER: tuple[tuple[Rows, Tell], ...] = (
    (lambda case: case.letters.select_related("to"), _letter),
    (lambda case: Posting.objects.filter(letter__representation=case).select_related("letter"), _posting),
    (lambda case: case.remedies.select_related("kind").order_by("pk"), _remedy),
    (lambda case: case.payments.filter(proposed=None).select_related("kind"), _payment),
    (lambda case: case.proposed_payments.select_related("kind", "answered_by__account"), _proposed),
    (lambda case: ProposedPart.objects.filter(proposed__representation=case), _part),
    (lambda case: Cost.objects.filter(representation=case).select_related("stage"), _cost),
    (lambda case: case.actions.select_related("owner"), _action),
    *OF_PROMISES,
    (
        lambda case: (
            case.recommendations.select_related("stage__panel")
            .prefetch_related(REPORTS_OF_STAGE)
            .order_by("pk")
        ),
        recommendation_facts,
    ),
    (lambda case: case.learning.order_by("pk"), _learning),
    (lambda case: case.provider_answers.all(), _provider),
    *OF_THE_OMBUDSMAN,
)
