"""More dated facts of a case: letters, what was promised, paid and learned, and what came of it at the Ombudsman."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from heard.casework.commitments import key_of
from heard.casework.story_panel import REPORTS_OF_STAGE, recommendation_facts
from heard.casework.story_telling import Fact, dated
from heard.law.working_days import in_words
from heard.outcomes.models import Action, LearningPoint, Payment, Remedy
from heard.representations.models import (
    Letter,
    OmbudsmanCase,
    OmbudsmanEnquiry,
    OmbudsmanRecommendation,
    Posting,
    ProviderAnswer,
    PublicReport,
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


def _ombudsman(row: OmbudsmanCase) -> Iterator[Fact]:
    early = " It was premature." if row.is_premature else ""
    words = f"The Ombudsman’s case {row.reference} came in.{early}"
    yield Fact(row.received_on, words, key_of(row), received_on=row.received_on)
    decided = f"The Ombudsman decided: {row.decision.label if row.decision else 'label not recorded'}."
    yield from dated(
        row, ("decided_on", decided), ("sent_back_on", "The Ombudsman sent it back."), why=row.narrative
    )


def _enquiry(row: OmbudsmanEnquiry) -> Iterator[Fact]:
    words = f"The Ombudsman asked, to be answered by {in_words(row.answer_by)}: “{row.asked}”"
    yield Fact(row.received_on, words, key_of(row), received_on=row.received_on)
    yield from dated(row, ("answered_on", "The Ombudsman’s question was answered."), why=row.answer)


def _asked(row: OmbudsmanRecommendation) -> Iterator[Fact]:
    asked_on = row.case.decided_on
    if asked_on is not None:
        owner = f" {row.owner.name} sees to it." if row.owner else ""
        words = f"The Ombudsman asked for this by {in_words(row.due_on)}: “{row.words}”{owner}"
        yield Fact(asked_on, words, key_of(row))
    yield from dated(
        row,
        ("proof_sent_on", f"Proof was sent to the Ombudsman: “{row.words}”, due {in_words(row.due_on)}."),
        ("accepted_on", "The Ombudsman accepted the proof."),
        why=row.proof,
    )


def _public(row: PublicReport) -> Iterator[Fact]:
    yield Fact(
        row.received_on,
        "A public report of the Ombudsman came in.",
        key_of(row),
        received_on=row.received_on,
    )
    yield from dated(
        row,
        ("notices_placed_on", "Notices of the report were placed."),
        ("considered_on", f"Members considered it: {row.considered_by}."),
        ("answered_on", "The members’ answer was sent to the Ombudsman."),
    )


Rows = Callable[[Representation], Any]
Tell = Callable[[Any], Iterator[Fact]]
LATER: tuple[tuple[Rows, Tell], ...] = (
    (lambda case: case.letters.select_related("to"), _letter),
    (lambda case: Posting.objects.filter(letter__representation=case).select_related("letter"), _posting),
    (lambda case: case.remedies.select_related("kind").order_by("pk"), _remedy),
    (lambda case: case.payments.select_related("kind"), _payment),
    (lambda case: case.actions.select_related("owner"), _action),
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
    (lambda case: case.ombudsman_cases.select_related("decision").order_by("received_on"), _ombudsman),
    (lambda case: OmbudsmanEnquiry.objects.filter(case__about=case), _enquiry),
    (
        lambda case: OmbudsmanRecommendation.objects.filter(case__about=case).select_related("case", "owner"),
        _asked,
    ),
    (lambda case: PublicReport.objects.filter(case__about=case), _public),
)
