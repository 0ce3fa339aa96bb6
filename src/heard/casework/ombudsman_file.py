"""The Ombudsman's file while a case is open: where it stands, drafts to comment on, and more time asked and given."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.ombudsman import case_of_ombudsman
from heard.casework.on_record import one_of
from heard.casework.performing import Doing, performing
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import (
    OmbudsmanDraft,
    OmbudsmanEnquiry,
    OmbudsmanExtension,
    OmbudsmanRecommendation,
    OmbudsmanStep,
)

STEPS = {code: str(words) for code, words in OmbudsmanStep.What.choices}
Due = OmbudsmanEnquiry | OmbudsmanDraft | OmbudsmanRecommendation
# What more time may be asked for: the code in a form, the table, its day, and what says that it is done.
DUE: dict[str, tuple[type[Due], str, str]] = {
    "enquiry": (OmbudsmanEnquiry, "answer_by", "answered_on"),
    "draft": (OmbudsmanDraft, "comments_by", "commented_on"),
    "recommendation": (OmbudsmanRecommendation, "due_on", "accepted_on"),
}


def record_ombudsman_step(
    *,
    reference: str,
    by: str,
    at: datetime,
    from_on: date,
    ombudsman_reference: str,
    step: str,
    words: str = "",
) -> OmbudsmanStep:
    """Record where a case stands with the Ombudsman from a day on: `step` is a code of STEPS. Raises DoesNotFit."""
    with performing(Act.RECORD_OMBUDSMAN_STEP, reference=reference, by=by, at=at, day=from_on) as doing:
        case = case_of_ombudsman(doing, ombudsman_reference)
        one_of(STEPS, step, "place where a case stands")
        row = OmbudsmanStep(case=case, what=step, from_on=from_on, words=words.strip())
        doing.add(row)
        return row


def receive_ombudsman_draft(
    *,
    reference: str,
    by: str,
    at: datetime,
    received_on: date,
    ombudsman_reference: str,
    proposes: str,
    comments_by: date,
) -> OmbudsmanDraft:
    """Record a draft decision with the day the Ombudsman gave for comments. It is no decision. Raises DoesNotFit."""
    act = Act.RECEIVE_OMBUDSMAN_DRAFT
    with performing(act, reference=reference, by=by, at=at, day=received_on) as doing:
        case = case_of_ombudsman(doing, ombudsman_reference)
        if comments_by < received_on or not proposes.strip():
            raise DoesNotFit(
                "Write what the draft proposes, and the day by which comments are to be with them."
            )
        row = OmbudsmanDraft(
            case=case, received_on=received_on, comments_by=comments_by, proposes=proposes.strip()
        )
        doing.add(row)
        return row


def comment_on_ombudsman_draft(
    *, reference: str, by: str, at: datetime, commented_on: date, draft: int, comments: str
) -> OmbudsmanDraft:
    """Record what was said of a draft decision, even that we have nothing to say. Raises NotOnRecord or DoesNotFit."""
    act = Act.COMMENT_ON_OMBUDSMAN_DRAFT
    with performing(act, reference=reference, by=by, at=at, day=commented_on) as doing:
        row = OmbudsmanDraft.objects.filter(case__about=doing.case, pk=draft, commented_on=None).first()
        if row is None:
            raise NotOnRecord(f"{reference} has no draft decision number {draft} that waits for comments.")
        if not comments.strip() or commented_on < row.received_on:
            raise DoesNotFit(
                f"Write what was said of the draft, on {in_words(row.received_on)} or later. Where nothing was to be "
                "said, write that."
            )
        doing.change(row, commented_on=commented_on, comments=comments.strip())
        return row


def ask_ombudsman_for_time(
    *,
    reference: str,
    by: str,
    at: datetime,
    asked_on: date,
    due: str,
    wanted_until: date,
    asked_by: str,
    reason: str,
) -> OmbudsmanExtension:
    """Ask for more time: `due` names what for, such as `enquiry:12`. The day stands until the Ombudsman moves it.

    Raises NotOnRecord for what is not due, DoesNotFit for a day that is no later or a reason that is missing.
    """
    act = Act.ASK_OMBUDSMAN_FOR_TIME
    with performing(act, reference=reference, by=by, at=at, day=asked_on) as doing:
        code, row = _due(doing, due)
        was = getattr(row, DUE[code][1])
        if wanted_until <= was or not reason.strip() or not asked_by.strip():
            raise DoesNotFit(
                f"Say who asked, why, and until which day: one after {in_words(was)}, when it is due now."
            )
        asked = OmbudsmanExtension(
            **{code: row},
            asked_on=asked_on,
            asked_by=asked_by.strip(),
            reason=reason.strip(),
            was_due_on=was,
            wanted_until=wanted_until,
        )
        doing.add(asked)
        return asked


def record_ombudsman_time(
    *,
    reference: str,
    by: str,
    at: datetime,
    answered_on: date,
    extension: int,
    given_until: date | None,
    answered_by: str,
    told: str,
) -> OmbudsmanExtension:
    """Record the Ombudsman's word on more time: until which day, or None where it was refused; and who here was told.

    What was given moves the day of the enquiry, the comments or the recommendation; the day before stays on record.
    """
    act = Act.RECORD_OMBUDSMAN_TIME
    with performing(act, reference=reference, by=by, at=at, day=answered_on) as doing:
        asked = _asked(doing, extension)
        if answered_on < asked.asked_on or not answered_by.strip() or not told.strip():
            raise DoesNotFit(
                f"Say who answered, on {in_words(asked.asked_on)} or later, and who here was told of it."
            )
        if given_until is not None and given_until <= asked.was_due_on:
            raise DoesNotFit(
                f"More time is a day after {in_words(asked.was_due_on)}. Leave the day out if it was refused."
            )
        code = next(one for one in DUE if getattr(asked, f"{one}_id"))
        if given_until is not None:
            doing.change(getattr(asked, code), **{DUE[code][1]: given_until})
        doing.change(
            asked,
            answer=OmbudsmanExtension.Answer.GIVEN if given_until else OmbudsmanExtension.Answer.REFUSED,
            answered_on=answered_on,
            given_until=given_until,
            answered_by=answered_by.strip(),
            told=told.strip(),
        )
        return asked


def _due(doing: Doing, said: str) -> tuple[str, Due]:
    code, _, number = said.partition(":")
    found = None
    if code in DUE and number.isdecimal() and len(number) < 19:
        table, _, done = DUE[code]
        found = table.objects.filter(case__about=doing.case, pk=int(number), **{done: None}).first()
    if found is None:
        raise NotOnRecord(f"{doing.case.reference} owes the Ombudsman nothing of that number. Choose again.")
    return code, found


def _asked(doing: Doing, number: int) -> OmbudsmanExtension:
    rows = OmbudsmanExtension.objects.select_related("enquiry", "draft", "recommendation")
    row = rows.filter(pk=number, answer=OmbudsmanExtension.Answer.WAITING).first()
    thing = row and (row.enquiry or row.draft or row.recommendation)
    if row is None or not thing or thing.case.about_id != doing.case.pk:
        raise NotOnRecord(f"{doing.case.reference} has no request for more time number {number} that waits.")
    return row
