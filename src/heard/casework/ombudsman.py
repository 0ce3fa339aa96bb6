"""The Ombudsman's cases beside ours: opened at any point, enquiries, decisions and what they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.appointments import person_numbered
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.on_record import listed, services, terms_of
from heard.casework.performing import Doing, performing
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import OmbudsmanCase, OmbudsmanEnquiry, OmbudsmanRecommendation


@dataclass(frozen=True, slots=True)
class Asked:
    """What a decision asks for, the day it states, the number of the person who will see to it, and the service."""

    words: str
    due_on: date | None
    owner: int | None = None
    service: str = ""


def open_ombudsman_case(
    *,
    reference: str,
    by: str,
    at: datetime,
    received_on: date,
    ombudsman_reference: str,
    is_premature: bool | None = None,
    service: str = "",
) -> OmbudsmanCase:
    """Open a case of the Ombudsman about one of ours, at any point; nothing of ours stops for it. Raises DoesNotFit."""
    act = Act.OPEN_OMBUDSMAN_CASE
    with performing(act, reference=reference, by=by, at=at, day=received_on) as doing:
        number = ombudsman_reference.strip()
        if not number or OmbudsmanCase.objects.filter(reference=number).exists():
            raise DoesNotFit(f"Give the Ombudsman's own number. “{number}” is empty or on record already.")
        row = OmbudsmanCase(
            reference=number,
            received_on=received_on,
            about=doing.case,
            is_premature=is_premature,
            service=listed(services(), service, "services") if service else None,
        )
        doing.add(row)
        return row


def sent_back_as_premature(
    *, reference: str, by: str, at: datetime, sent_back_on: date, ombudsman_reference: str, narrative: str
) -> OmbudsmanCase:
    """Record that the Ombudsman sends a case back because the council has not had its turn: no finding of fault."""
    act = Act.RECORD_OMBUDSMAN_DECISION
    with performing(act, reference=reference, by=by, at=at, day=sent_back_on) as doing:
        row = _case(doing, ombudsman_reference)
        doing.change(row, is_premature=True, sent_back_on=sent_back_on, narrative=narrative.strip())
        return row


def receive_ombudsman_enquiry(
    *,
    reference: str,
    by: str,
    at: datetime,
    received_on: date,
    ombudsman_reference: str,
    asked: str,
    answer_by: date,
) -> OmbudsmanEnquiry:
    """Record an enquiry with the day the Ombudsman gave; no usual number stands in for it. Raises DoesNotFit."""
    act = Act.RECEIVE_OMBUDSMAN_ENQUIRY
    with performing(act, reference=reference, by=by, at=at, day=received_on) as doing:
        case = _case(doing, ombudsman_reference)
        if answer_by < received_on or not asked.strip():
            raise DoesNotFit("Write what was asked, and the day by which the Ombudsman wants the answer.")
        row = OmbudsmanEnquiry(case=case, received_on=received_on, answer_by=answer_by, asked=asked.strip())
        doing.add(row)
        return row


def answer_ombudsman_enquiry(
    *, reference: str, by: str, at: datetime, answered_on: date, enquiry: int, answer: str
) -> OmbudsmanEnquiry:
    """Record what was answered to an enquiry and when. Raises NotOnRecord or DoesNotFit."""
    act = Act.ANSWER_OMBUDSMAN_ENQUIRY
    with performing(act, reference=reference, by=by, at=at, day=answered_on) as doing:
        row = OmbudsmanEnquiry.objects.filter(case__about=doing.case, pk=enquiry, answered_on=None).first()
        if row is None:
            raise NotOnRecord(f"{reference} has no open enquiry number {enquiry}. Record the enquiry first.")
        if not answer.strip() or answered_on < row.received_on:
            raise DoesNotFit(f"Write what was answered, on a day after {in_words(row.received_on)}.")
        doing.change(row, answered_on=answered_on, answer=answer.strip())
        return row


def record_ombudsman_decision(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    ombudsman_reference: str,
    label: str,
    narrative: str,
    was_investigated: bool | None = None,
    asked: Sequence[Asked] = (),
    together_with: Sequence[str] = (),
) -> OmbudsmanCase:
    """Record a decision: the label the Ombudsman published, the story apart, and each recommendation with its day.

    The label is never read out of the story: “we will not investigate” may still be Upheld. `together_with` names other
    cases decided in the same finding. Raises NotInTheList, NotOnRecord or DoesNotFit.
    """
    act = Act.RECORD_OMBUDSMAN_DECISION
    with performing(act, reference=reference, by=by, at=at, day=decided_on) as doing:
        case = _case(doing, ombudsman_reference)
        if decided_on < case.received_on:
            raise DoesNotFit(f"The Ombudsman had the case on {in_words(case.received_on)}. Check the day.")
        term = listed(terms_of("decision"), label, "Ombudsman's decisions")
        said = {"decision": term, "decided_on": decided_on, "was_investigated": was_investigated}
        doing.change(case, narrative=narrative.strip(), **said)
        for one in asked:
            doing.add(_asked(case, one, decided_on))
        for number in together_with:
            doing.change(_numbered(number), decided_with=case, **said)
        return case


def send_proof(
    *, reference: str, by: str, at: datetime, sent_on: date, recommendation: int, proof: str
) -> OmbudsmanRecommendation:
    """Record the proof sent to the Ombudsman that a recommendation is done. It is done once they accept it."""
    act = Act.SEND_PROOF
    with performing(act, reference=reference, by=by, at=at, day=sent_on) as doing:
        row = _recommendation(doing, recommendation)
        if not proof.strip():
            raise DoesNotFit("Name the proof that was sent: the letter, the payment, the minutes.")
        doing.change(row, proof=proof.strip(), proof_sent_on=sent_on)
        return row


def complete_recommendation(
    *, reference: str, by: str, at: datetime, accepted_on: date, recommendation: int, verdict: str
) -> OmbudsmanRecommendation:
    """Record that the Ombudsman accepted the proof, in its own words; that stops the recommendation's clock.

    Raises NotOnRecord, or DoesNotFit before any proof was sent.
    """
    act = Act.COMPLETE_RECOMMENDATION
    with performing(act, reference=reference, by=by, at=at, day=accepted_on) as doing:
        row = _recommendation(doing, recommendation)
        if row.proof_sent_on is None or accepted_on < row.proof_sent_on:
            raise DoesNotFit(f"No proof of “{row.words}” had been sent by then. Send it first.")
        doing.change(row, accepted_on=accepted_on, verdict=verdict.strip())
        return row


def case_of_ombudsman(doing: Doing, ombudsman_reference: str) -> OmbudsmanCase:
    """The Ombudsman's case of this number about the case in hand. Raises NotOnRecord."""
    return _case(doing, ombudsman_reference)


def _case(doing: Doing, number: str) -> OmbudsmanCase:
    row = OmbudsmanCase.objects.filter(about=doing.case, reference=number.strip()).first()
    if row is None:
        there = ", ".join(doing.case.ombudsman_cases.values_list("reference", flat=True)) or "none"
        raise NotOnRecord(f"{doing.case.reference} has no Ombudsman case “{number}”. It has: {there}.")
    return row


def _numbered(number: str) -> OmbudsmanCase:
    row = OmbudsmanCase.objects.filter(reference=number.strip()).first()
    if row is None:
        raise NotOnRecord(f"There is no Ombudsman case “{number}” on record. Open it first.")
    return row


def _asked(case: OmbudsmanCase, one: Asked, decided_on: date) -> OmbudsmanRecommendation:
    if one.due_on is None or one.due_on < decided_on or not one.words.strip():
        raise DoesNotFit(f"“{one.words}” needs its words and the day the decision states for it. Add them.")
    owner = person_numbered(one.owner) if one.owner is not None else None
    service = listed(services(), one.service, "services") if one.service else None
    return OmbudsmanRecommendation(
        case=case, words=one.words.strip(), due_on=one.due_on, owner=owner, service=service
    )


def _recommendation(doing: Doing, number: int) -> OmbudsmanRecommendation:
    row = OmbudsmanRecommendation.objects.filter(case__about=doing.case, pk=number).first()
    if row is None:
        raise NotOnRecord(f"{doing.case.reference} has no recommendation number {number} of the Ombudsman.")
    return row
