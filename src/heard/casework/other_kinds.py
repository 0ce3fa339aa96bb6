"""What is no formal complaint: concerns and enquiries answered, thanks passed on, reports from nobody known considered.

Taking one as a complaint after all, from the day it was first made, is among the moves of intake.
"""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.deciding import Decided, keep_decision
from heard.casework.extending import MoreTime, give_more_time
from heard.casework.intake_clocks import open_stages
from heard.casework.late_requests import must_be_told
from heard.casework.new_details import DoesNotFit
from heard.casework.on_record import listed, terms_of
from heard.casework.parties import Somebody, keep_people
from heard.casework.passing_on import Passing, pass_on
from heard.casework.performing import Doing, performing
from heard.casework.stage_days import refuse_before, set_hint
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import Decision, Party, PassedOn

ENQUIRIES = ("mp_enquiry", "councillor_enquiry")


def settle(
    *, reference: str, by: str, at: datetime, settled_on: date, how: str, settled_by: str, outcome: str = ""
) -> Decision:
    """Settle a concern and say how; the person may still complain. `outcome` is a label of the council's outcomes.

    Raises NotNow where nothing is said, NotInTheList for another label.
    """
    with performing(Act.SETTLE, reference=reference, by=by, at=at, day=settled_on) as doing:
        _stop_stages(doing, outcome)
        return keep_decision(doing, "answer", Decided("settled", how, settled_by, told_on=settled_on))


def answer(
    *,
    reference: str,
    by: str,
    at: datetime,
    sent_on: date,
    words: str,
    answered_by: str,
    may_know: str = "",
    outcome: str = "",
) -> Decision:
    """Answer a concern, an enquiry, a duty matter or a request for another worker.

    For a member's enquiry `may_know` says whose consent there is, and so how much about a family may be told. Raises
    DoesNotFit without it, NotNow where nothing is answered.
    """
    with performing(Act.ANSWER, reference=reference, by=by, at=at, day=sent_on) as doing:
        if doing.case.kind in ENQUIRIES and not may_know.strip():
            raise DoesNotFit(
                "Before a member is answered, say whose consent there is to share what about the family, or that "
                "nothing about them is told."
            )
        _stop_stages(doing, outcome)
        decided = Decided("answered", words, answered_by, evidence=may_know, told_on=sent_on)
        return keep_decision(doing, "answer", decided)


def extend(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    until: date,
    reason: str,
    decided_by: str,
    told_on: date,
) -> Decision:
    """Give an enquiry more time before its day passes, until a day the council's rule allows, and tell who asked.

    Raises DoesNotFit, or NotNow once its day has passed.
    """
    with performing(Act.EXTEND, reference=reference, by=by, at=at, day=decided_on) as doing:
        if until <= decided_on:
            raise DoesNotFit(f"More time until {in_words(until)} is none. Give a later day.")
        must_be_told(doing, told_on)
        for stage in open_stages(doing.case):
            if stage.stage == "enquiry":
                give_more_time(doing, stage, MoreTime(until, reason, decided_by, told_on))
        decided = Decided("extended", reason, decided_by, told_on=told_on, review_on=until)
        return keep_decision(doing, "more_time", decided)


def thank(
    *, reference: str, by: str, at: datetime, thanked_on: date, words: str, thanked_by: str
) -> Decision:
    """Thank somebody for a compliment, a comment or an idea. Raises NotNow where nothing is said."""
    with performing(Act.THANK, reference=reference, by=by, at=at, day=thanked_on) as doing:
        return keep_decision(doing, "thanks", Decided("thanked", words, thanked_by, told_on=thanked_on))


def share(
    *,
    reference: str,
    by: str,
    at: datetime,
    shared_on: date,
    shared_with: str,
    shared_by: str,
    pages: tuple[str, ...] = (),
    words: str = "",
) -> Decision:
    """Share a compliment, a comment or an idea with those it concerns. Raises NotNow where nobody is named.

    `pages` are the sign-in names of those who find it on a page of their own, in the `words` passed on.
    """
    with performing(Act.SHARE, reference=reference, by=by, at=at, day=shared_on) as doing:
        for one in pages:
            pass_on(doing, Passing(words or doing.case.words, shared_by, to=one))
        return keep_decision(doing, "sharing", Decided("shared", shared_with, shared_by))


def pass_on_thanks(
    *,
    reference: str,
    by: str,
    at: datetime,
    thanked_on: date,
    to_name: str,
    words: str,
    thanked_by: str,
    way: str = "in_person",
    own_page: str = "",
) -> PassedOn:
    """Put on record that a senior manager thanked the worker or team for what somebody praised, and how.

    `own_page` is the sign-in name of whoever finds the thanks on their own page. Raises NotNow.
    """
    with performing(Act.SHARE, reference=reference, by=by, at=at, day=thanked_on) as doing:
        kept = Passing(words, thanked_by, to=own_page, to_name=to_name, way=way, what="senior_thanks")
        return pass_on(doing, kept)


def consider(
    *, reference: str, by: str, at: datetime, decided_on: date, action: str, reason: str, decided_by: str
) -> Decision:
    """Decide what follows from a report whose author nobody knows, with the reason. Raises DoesNotFit."""
    with performing(Act.CONSIDER, reference=reference, by=by, at=at, day=decided_on) as doing:
        if not action.strip():
            raise DoesNotFit(
                "Say what follows from the report: who is told, what is looked into, or nothing."
            )
        return keep_decision(doing, "anonymous", Decided("considered", reason, decided_by, evidence=action))


def identify(*, reference: str, by: str, at: datetime, said_on: date, who: Somebody) -> list[Party]:
    """Record who a report was from, now that they have said so. Raises NotNow or NotInTheList."""
    with performing(Act.IDENTIFY, reference=reference, by=by, at=at, day=said_on) as doing:
        return keep_people(doing, [who])


def _stop_stages(doing: Doing, outcome: str) -> None:
    """The answer stops the clock of a concern; what has no stage has no clock."""
    term = listed(terms_of("outcome"), outcome, "outcomes") if outcome else None
    for stage in open_stages(doing.case):
        refuse_before(stage, doing.day, None, "its answer")
        doing.change(stage, answered_on=doing.day, outcome=term)
        set_hint(doing, stage)
