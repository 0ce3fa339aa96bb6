"""Going on after an answer. No form and no magic words: any dissatisfaction is asked about, and none is closed away."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.deciding import Decided
from heard.casework.late_requests import must_be_told
from heard.casework.new_details import DoesNotFit
from heard.casework.performing import Doing, NotNow, performing
from heard.casework.stage_1 import end_advocate_pauses, must_have_run_out
from heard.casework.stage_3_request import must_be_in_time, must_be_late
from heard.casework.stage_days import PASSED_BY, begin_stage, corporate_stages, end_stage, stage_of
from heard.law.procedure import Act, State
from heard.law.working_days import in_words
from heard.representations.models import Dissatisfaction, Representation, Stage

BEFORE = {"stage_2": "stage_1", "stage_3": "stage_2"}
QUESTION = {State.STAGE_1_QUESTION: "stage_1", State.STAGE_2_QUESTION: "stage_2"}
HISTORY = (State.HISTORY_OPEN, State.HISTORY_CLOSED, State.HISTORY_WITHDRAWN)


def express_dissatisfaction(
    *, reference: str, by: str, at: datetime, said_on: date, words: str, named_stage: str = ""
) -> Dissatisfaction:
    """Record words of dissatisfaction on the day they reached the council, whatever form they took.

    After an answer somebody must then decide whether they ask to go on, and the case cannot be closed until they have.
    `named_stage` is the stage the person named, rightly or wrongly. Raises DoesNotFit without words.
    """
    with performing(Act.EXPRESS_DISSATISFACTION, reference=reference, by=by, at=at, day=said_on) as doing:
        return _keep_words(doing, said_on, words, named_stage, _answer_they_follow(doing))


def treat_as_request(
    *, reference: str, by: str, at: datetime, decided_on: date, decided_by: str, reason: str = ""
) -> Stage:
    """Take the words as a request for the next stage, which begins on the day they reached the council.

    Raises NotNow where a request for a panel is out of time: take it as a late one, which is decided.
    """
    with performing(Act.TREAT_AS_REQUEST, reference=reference, by=by, at=at, day=decided_on) as doing:
        return _take_words(doing, Decided("request", reason, decided_by), late=False)


def treat_as_late_request(
    *, reference: str, by: str, at: datetime, decided_on: date, decided_by: str, reason: str = ""
) -> Stage:
    """Take the words as a late request, to be decided; the days count from when they reached the council."""
    with performing(Act.TREAT_AS_LATE_REQUEST, reference=reference, by=by, at=at, day=decided_on) as doing:
        return _take_words(doing, Decided("late_request", reason, decided_by), late=True)


def not_a_request(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    decided_by: str,
    reason: str,
    told_on: date | None,
) -> None:
    """Decide, having asked the person, that their words are no request. The right to go on stays and they are told so.

    Raises DoesNotFit without a reason, a person, or the day they were told.
    """
    with performing(Act.NOT_A_REQUEST, reference=reference, by=by, at=at, day=decided_on) as doing:
        if not reason.strip() or told_on is None:
            raise DoesNotFit(
                "Words of dissatisfaction are not closed away. Ask the person, write what they said, tell them they "
                "may still go on, and enter the day they were told."
            )
        must_be_told(doing, told_on)
        _decide(
            doing, _open_words(doing), Decided("no", reason, decided_by, told_on=told_on), is_request=False
        )


def ask_for_stage_2(
    *, reference: str, by: str, at: datetime, asked_on: date, words: str, named_stage: str = ""
) -> Stage:
    """Start Stage 2 on a request in any form, from the day it reached the council. A wrong stage named changes nothing.

    Before an answer, only once the time for Stage 1 has passed. No limit of time applies in law. Raises NotNow.
    """
    with performing(Act.ASK_FOR_STAGE_2, reference=reference, by=by, at=at, day=asked_on) as doing:
        if doing.move.before is State.STAGE_1:
            _pass_stage_1_by(doing, asked_on)
        return begin_on_request(doing, "stage_2", asked_on, words, named_stage)


def ask_for_stage_2_late(
    *, reference: str, by: str, at: datetime, asked_on: date, words: str, named_stage: str = ""
) -> Stage:
    """Take a late request for Stage 2, or one after closure, to a decision. It is never closed for lateness alone."""
    with performing(Act.ASK_FOR_STAGE_2_LATE, reference=reference, by=by, at=at, day=asked_on) as doing:
        return begin_on_request(doing, "stage_2", asked_on, words, named_stage)


def ask_for_stage_3(
    *, reference: str, by: str, at: datetime, asked_on: date, words: str, named_stage: str = ""
) -> Stage:
    """Start Stage 3 on a request within 20 working days of receipt of the Stage 2 answer (regulation 18).

    A panel must then be appointed, whatever the prospects. Raises NotNow for a late one, which is decided instead.
    """
    with performing(Act.ASK_FOR_STAGE_3, reference=reference, by=by, at=at, day=asked_on) as doing:
        must_be_in_time(doing.stage("stage_2"), asked_on)
        return begin_on_request(doing, "stage_3", asked_on, words, named_stage)


def ask_for_stage_3_late(
    *, reference: str, by: str, at: datetime, asked_on: date, words: str, named_stage: str = ""
) -> Stage:
    """Take a late request for a panel to a decision; the panel's days count from the day it came. Raises NotNow."""
    with performing(Act.ASK_FOR_STAGE_3_LATE, reference=reference, by=by, at=at, day=asked_on) as doing:
        must_be_late(doing.stage("stage_2"), asked_on)
        return begin_on_request(doing, "stage_3", asked_on, words, named_stage)


def undecided_words(case: Representation) -> list[Dissatisfaction]:
    """Words after an answer on which nobody has decided yet, the first said first."""
    return list(case.dissatisfactions.filter(is_request=None).exclude(after_stage=""))


def _keep_words(
    doing: Doing, said_on: date, words: str, named: str, after_stage: str, **decided: object
) -> Dissatisfaction:
    if not words.strip():
        raise DoesNotFit("Write down the words as they were said or written, however few.")
    row = Dissatisfaction(
        representation=doing.case,
        said_on=said_on,
        words=words.strip(),
        after_stage=after_stage,
        named_stage=named.strip(),
        **decided,
    )
    doing.add(row)
    return row


def _answer_they_follow(doing: Doing) -> str:
    """The stage whose answer the words are about; words while a stage goes on are dealt with in it."""
    if doing.move.after in HISTORY:
        answered = doing.case.stages.filter(answered_on__isnull=False).order_by("-stage").first()
        return answered.stage if answered else ""
    return QUESTION.get(doing.move.after, "")


def _open_words(doing: Doing) -> list[Dissatisfaction]:
    asked_about = QUESTION.get(doing.move.before)
    found = [row for row in undecided_words(doing.case) if row.after_stage == asked_about]
    if not found:
        raise NotNow(f"{doing.case.reference} has no words waiting for a decision. Record them first.")
    return found


def _take_words(doing: Doing, decided: Decided, *, late: bool) -> Stage:
    """The words were the request: it was made on the day the first of them reached the council."""
    found = _open_words(doing)
    asked_on = found[0].said_on
    code = "stage_3" if doing.move.after.startswith("stage_3") else "stage_2"
    if code == "stage_3":
        (must_be_late if late else must_be_in_time)(doing.stage("stage_2"), asked_on)
    _decide(doing, found, decided, is_request=True)
    return begin_stage(doing, code, asked_on)


def _decide(doing: Doing, found: list[Dissatisfaction], decided: Decided, *, is_request: bool) -> None:
    if not decided.decided_by.strip():
        raise DoesNotFit("A person decides what the words mean. Name who decided.")
    for row in found:
        doing.change(
            row,
            is_request=is_request,
            decided_by=decided.decided_by.strip(),
            decided_on=doing.day,
            told_on=decided.told_on,
            reason=decided.reason.strip(),
        )


def begin_on_request(doing: Doing, code: str, asked_on: date, words: str, named: str) -> Stage:
    _refuse_too_soon(doing, code, asked_on)
    decided = {"is_request": True, "decided_by": doing.line.by, "decided_on": asked_on}
    for row in undecided_words(doing.case):
        if row.after_stage == BEFORE[code]:
            doing.change(row, **decided)
    _keep_words(doing, asked_on, words, named, BEFORE[code], **decided)
    return begin_stage(doing, code, asked_on)


def _refuse_too_soon(doing: Doing, code: str, asked_on: date) -> None:
    """Refuse a next stage that does not follow on anything, or that this council's procedure does not have."""
    if doing.case.procedure == "corporate" and corporate_stages(doing.case) == 1:
        raise NotNow(
            f"The council's own procedure had one stage when {doing.case.reference} was received. Tell the person "
            "how to go to the Ombudsman."
        )
    before = stage_of(doing.case, BEFORE[code])
    if before is None or (before.answered_on is None and before.ended_on is None):
        words = BEFORE[code].replace("_", " ").capitalize()
        raise NotNow(
            f"{words} of {doing.case.reference} is not on record as answered. Record its answer first."
        )
    if before.answered_on and asked_on < before.answered_on:
        raise DoesNotFit(
            f"{before.get_stage_display()} was answered on {in_words(before.answered_on)}; the request cannot be of "
            f"{in_words(asked_on)}. Check the day."
        )


def _pass_stage_1_by(doing: Doing, asked_on: date) -> None:
    first = doing.stage("stage_1")
    must_have_run_out(first, asked_on)
    end_advocate_pauses(doing)
    end_stage(doing, first, PASSED_BY, on=asked_on)
