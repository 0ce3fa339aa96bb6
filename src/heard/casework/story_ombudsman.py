"""The dated facts of the Ombudsman's file: what came, what was asked and given, what is public, what was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Q

from heard.casework.commitments import key_of
from heard.casework.story_telling import Fact, dated
from heard.law.working_days import in_words
from heard.representations.models import (
    Bundle,
    DecisionMadePublic,
    OmbudsmanCase,
    OmbudsmanDraft,
    OmbudsmanEnquiry,
    OmbudsmanExtension,
    OmbudsmanRecommendation,
    OmbudsmanStep,
    OmbudsmanTalk,
    PublicReport,
    Representation,
    WordOnRefusal,
)


def _case(row: OmbudsmanCase) -> Iterator[Fact]:
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


def _report(row: PublicReport) -> Iterator[Fact]:
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


def _step(row: OmbudsmanStep) -> Iterator[Fact]:
    words = f"With the Ombudsman, case {row.case.reference}: {row.get_what_display().lower()}."
    yield from dated(row, ("from_on", words), why=row.words)


def _draft(row: OmbudsmanDraft) -> Iterator[Fact]:
    came = f"A draft decision of the Ombudsman came in, for comments by {in_words(row.comments_by)}."
    yield Fact(row.received_on, came, key_of(row), row.proposes, received_on=row.received_on)
    yield from dated(row, ("commented_on", "Comments on the draft decision were sent."), why=row.comments)


def _more_time(row: OmbudsmanExtension) -> Iterator[Fact]:
    asked = f"{row.asked_by} asked the Ombudsman for more time, until {in_words(row.wanted_until)}."
    yield from dated(row, ("asked_on", asked), why=row.reason)
    if row.answered_on is not None:
        until = (
            f"gave more time, until {in_words(row.given_until)}" if row.given_until else "gave no more time"
        )
        words = f"The Ombudsman {until}. Told here: {row.told}."
        yield from dated(row, ("answered_on", words), why=f"Answered by {row.answered_by}.")


def _public(row: DecisionMadePublic) -> Iterator[Fact]:
    yield from dated(
        row,
        ("published_on", f"The Ombudsman’s decision was published at {row.address}."),
        ("told_on", f"The council made the fault public: {row.told_how}."),
    )


def _word(row: WordOnRefusal) -> Iterator[Fact]:
    words = f"The Ombudsman on our refusal: {row.get_word_display().lower()}."
    yield from dated(row, ("said_on", words), why=row.words)


def _talk(row: OmbudsmanTalk) -> Iterator[Fact]:
    words = f"A talk with the Ombudsman ({row.how}): {row.with_whom}."
    yield from dated(row, ("held_on", words), why=row.words)


def _copy(row: Bundle) -> Iterator[Fact]:
    words = f"Version {row.version} of the copy of this case was sent to the Ombudsman."
    yield from dated(row, ("sent_on", words), why=row.sent_to)


def _extensions(case: Representation) -> Any:
    of = Q(enquiry__case__about=case) | Q(draft__case__about=case) | Q(recommendation__case__about=case)
    return OmbudsmanExtension.objects.filter(of)


Rows = Callable[[Representation], Any]
Tell = Callable[[Any], Iterator[Fact]]
OF_THE_OMBUDSMAN: tuple[tuple[Rows, Tell], ...] = (
    (lambda case: case.ombudsman_cases.select_related("decision").order_by("received_on"), _case),
    (lambda case: OmbudsmanEnquiry.objects.filter(case__about=case), _enquiry),
    (
        lambda case: OmbudsmanRecommendation.objects.filter(case__about=case).select_related("case", "owner"),
        _asked,
    ),
    (lambda case: PublicReport.objects.filter(case__about=case), _report),
    (lambda case: OmbudsmanStep.objects.filter(case__about=case).select_related("case"), _step),
    (lambda case: OmbudsmanDraft.objects.filter(case__about=case), _draft),
    (_extensions, _more_time),
    (lambda case: DecisionMadePublic.objects.filter(case__about=case), _public),
    (lambda case: WordOnRefusal.objects.filter(case__about=case), _word),
    (lambda case: OmbudsmanTalk.objects.filter(case__about=case), _talk),
    (lambda case: Bundle.objects.filter(ombudsman_case__about=case), _copy),
)
