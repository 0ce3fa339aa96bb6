"""The letter that answers a request to correct, restrict or erase: in plain words, with the right to complain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from heard.casework.data_rights_reasons import BY_CODE, COMMISSIONER
from heard.casework.looking import council
from heard.law.working_days import in_words
from heard.representations.models import DataDecision, DataRequest

Answer = DataDecision.Answer
ASKED = {
    DataRequest.Kind.CORRECT: "to correct what we hold about",
    DataRequest.Kind.RESTRICT: "to restrict how we use what we hold about",
    DataRequest.Kind.ERASE: "to erase what we hold about",
}
# The letter outlives what is erased, and so does not name the person.
WHOM = {
    DataRequest.AsksAs.SELF: "you",
    DataRequest.AsksAs.PARENT: "your child",
    DataRequest.AsksAs.OTHER: "the person for whom you ask",
}
SAID = {
    (DataRequest.Kind.CORRECT, Answer.GRANTED): "We will put it right.",
    (DataRequest.Kind.RESTRICT, Answer.GRANTED): "We will restrict it.",
    (DataRequest.Kind.ERASE, Answer.GRANTED): "We will erase it.",
}
GRANTED_MEANS = {
    DataRequest.Kind.CORRECT: "The right words stand on the record from now on. What stood there before is kept "
    "sealed, so that it can be shown that it was put right.",
    DataRequest.Kind.RESTRICT: "From now on only a few people, named by us, can see it. We will write to you before "
    "that ends.",
    DataRequest.Kind.ERASE: "It also goes from our backups, at the latest 35 days after it was erased.",
}


def letter_of(request: DataRequest, answer: str, words: str, reasons: Iterable[str], decided_on: date) -> str:
    """The whole letter, ready to be sent: what was asked, what is decided and why, and how to complain."""
    return "\n\n".join(_parts(request, answer, words, tuple(reasons), decided_on))


def _parts(
    request: DataRequest, answer: str, words: str, reasons: tuple[str, ...], decided_on: date
) -> Iterator[str]:
    kind = DataRequest.Kind(request.kind)
    yield f"Our reference: {request.reference}"
    yield f"Dear {request.asked_by}"
    asked = f"You asked us {ASKED[kind]} {WHOM[DataRequest.AsksAs(request.asks_as)]}."
    yield f"{asked} We received your request on {in_words(request.received_on)}."
    yield _decided(kind, answer)
    yield words.strip()
    if answer != Answer.REFUSED:
        yield GRANTED_MEANS[kind]
    if reasons:
        yield "Why we cannot do all of it:" if answer == Answer.PARTLY else "Why we cannot do it:"
    for code in reasons:
        yield f"- {BY_CODE[code].words} ({BY_CODE[code].basis})"
    if kind == DataRequest.Kind.CORRECT and answer != Answer.GRANTED:
        yield (
            "You may give us your own statement on what you believe is wrong. It is then shown beside those words, "
            "wherever they stand on your record."
        )
    yield from _rights()
    here = council()
    yield f"{in_words(decided_on)}\n{here.name if here else 'The council'}"


def _decided(kind: DataRequest.Kind, answer: str) -> str:
    if answer == Answer.GRANTED:
        return SAID[kind, Answer.GRANTED]
    if answer == Answer.PARTLY:
        return "We will do a part of what you asked, and not all of it."
    return "We have decided not to do this."


def _rights() -> Iterator[str]:
    yield "If you think that we are wrong, you can:"
    yield "- ask us to look at it again: answer this letter and say what we have overlooked;"
    yield f"- complain to {COMMISSIONER};"
    yield "- ask a court to decide."
    yield "This does not hold up a complaint that you have made to us, and makes no difference to how we hear it."
