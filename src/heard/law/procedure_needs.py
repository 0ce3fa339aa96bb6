"""What each act must have on record before it is done, and who must be told by letter. Acts not named need a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from heard.law.procedure_acts import Act

A = Act


class NotOnRecord(ValueError):
    """Something the act needs is not on record; the message names each thing."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What an act needs besides its day and who does it.

    `facts` are codes of FACTS. `letter` is true when it is done by telling somebody in writing. `conflicts` is the part
    whose conflicts are looked at, `refusal` whether a lawful reason is (see refusals).
    """

    facts: tuple[str, ...] = ()
    letter: bool = False
    conflicts: str = ""
    refusal: bool = False


FACTS = {
    "agreed_by_both": "that council and complainant both agree, with the day",
    "answer_by_point": "an answer and finding on each point",
    "attendance": "who came, and who spoke for whom",
    "clock_passed": "that the time has passed without an answer",
    "considered": "what the panel considered, and whose submission each was",
    "criteria": "every criterion of early referral, with its evidence",
    "day_told": "the day the complainant was told",
    "deals": "every agreed action with its owner and its day",
    "decided_by": "who decided",
    "declaration": "the person's declaration of interests",
    "evidence": "the evidence, named",
    "function": "the function complained about, and which procedure covers it",
    "in_time": "that it is inside the time, or that the time is not being relied on",
    "independent_took_part": "how the independent person took part in the final answer",
    "ip_report": "the independent person's report",
    "last_facts": "the facts on record that show where it stands",
    "new_day": "the new day, no later than the law allows",
    "on_panel": "three independent persons, one of them to chair",
    "other_reference": "the other representation",
    "owner": "the owner",
    "prejudice_by_point": "for each point, the proceedings and how they might be prejudiced",
    "reason": "the reason, in words",
    "recipients": "to whom it went",
    "reports": "the reports of both investigator and independent person",
    "request_words": "the words of the request, and the day they reached the council",
    "resolution_terms": "the terms of resolution",
    "review_day": "the day it is looked at again",
    "right_to_next": "the right to the next stage, or how to go to the Ombudsman",
    "summary": "the summary of the panel's report",
    "statement": "the statement of complaint, with the complainant's own words beside it",
    "weighed": "why it is late, and how that was weighed",
    "words_by": "the words, and the day they reached the council",
}
_EXTEND = Needs(("decided_by", "reason", "new_day", "day_told"), letter=True)
_REFUSE = Needs(("decided_by", "reason"), letter=True, refusal=True)
_MOVE = Needs(("decided_by", "reason", "function", "day_told"), letter=True)
_REQUEST = Needs(("request_words",))
_WHY = Needs(("decided_by", "reason"))
_HISTORY = Needs(("decided_by", "last_facts"))

NEEDS: Mapping[Act, Needs] = {
    A.RECEIVE: _REQUEST,
    A.ACKNOWLEDGE: Needs(letter=True),
    A.TELL_PROCEDURE: Needs(("function", "reason"), letter=True),
    A.ACCEPT: Needs(("decided_by", "reason", "function"), letter=True),
    A.REFUSE: _REFUSE,
    A.REFUSE_POINT: _REFUSE,
    A.ASK_INTEREST: Needs(("reason",)),
    A.ACCEPT_INTEREST: Needs(("decided_by", "reason"), letter=True),
    A.REFUSE_INTEREST: _REFUSE,
    A.RESUBMIT: _REQUEST,
    A.MOVE_TO_CHILDREN_ACT: _MOVE,
    A.MOVE_TO_CORPORATE: _MOVE,
    A.MOVE_TO_DUTY_MATTER: _MOVE,
    A.SPLIT: Needs(("decided_by", "reason", "other_reference"), letter=True),
    A.JOIN: Needs(("decided_by", "reason", "other_reference"), letter=True),
    A.SEPARATE: _WHY,
    A.LINK: Needs(("other_reference", "reason")),
    A.EXTEND_STAGE_1: _EXTEND,
    A.EXTEND_STAGE_2: _EXTEND,
    A.EXTEND: Needs(("decided_by", "reason", "new_day")),
    A.PAUSE_FOR_ADVOCATE: Needs(("decided_by", "reason", "day_told"), letter=True),
    A.RESOLVE: Needs(("resolution_terms",), letter=True),
    A.ANSWER_STAGE_1: Needs(("answer_by_point", "right_to_next"), letter=True),
    A.TELL_RIGHT_TO_GO_ON: Needs(("clock_passed", "right_to_next"), letter=True),
    A.SKIP_STAGE_1: Needs(("agreed_by_both", "reason"), letter=True),
    A.EXPRESS_DISSATISFACTION: Needs(("words_by",)),
    A.TREAT_AS_REQUEST: Needs(("decided_by",), letter=True),
    A.TREAT_AS_LATE_REQUEST: Needs(("decided_by",), letter=True),
    A.NOT_A_REQUEST: Needs(("decided_by", "reason", "right_to_next"), letter=True),
    A.ASK_FOR_STAGE_2: _REQUEST,
    A.ASK_FOR_STAGE_2_LATE: _REQUEST,
    A.WEIGH_STAGE_2: _REQUEST,
    A.OPEN_WEIGHED_STAGE_2: Needs(("decided_by", "weighed"), letter=True),
    A.DECLINE_WEIGHED_STAGE_2: Needs(("decided_by", "reason", "right_to_next"), letter=True),
    A.ACCEPT_STAGE_2: Needs(("decided_by", "weighed"), letter=True),
    A.REFUSE_STAGE_2: _REFUSE,
    A.ACKNOWLEDGE_STAGE_2: Needs(letter=True),
    A.DRAFT_STATEMENT: Needs(("statement",), letter=True),
    A.AGREE_STATEMENT: Needs(("statement", "words_by")),
    A.SETTLE_STATEMENT: Needs(("statement", "reason", "day_told"), letter=True),
    A.AMEND_STATEMENT: Needs(("statement", "reason")),
    A.APPOINT_INVESTIGATOR: Needs(("declaration",), conflicts="investigating_officer"),
    A.CHANGE_INVESTIGATOR: Needs(("declaration", "reason"), conflicts="investigating_officer"),
    A.APPOINT_INDEPENDENT_PERSON: Needs(("declaration",), conflicts="independent_person"),
    A.CHANGE_INDEPENDENT_PERSON: Needs(("declaration", "reason"), conflicts="independent_person"),
    A.APPOINT_ADJUDICATOR: Needs(("declaration",), conflicts="adjudicator"),
    A.RECEIVE_INVESTIGATOR_REPORT: Needs(("answer_by_point",)),
    A.RECEIVE_INDEPENDENT_REPORT: Needs(("ip_report",)),
    A.ADJUDICATE: Needs(("answer_by_point", "deals", "reports", "right_to_next"), letter=True, conflicts="adjudicator"),
    A.ANSWER_STAGE_2: Needs(("answer_by_point", "deals", "right_to_next"), letter=True, conflicts="corporate_answerer"),
    A.ASK_FOR_STAGE_3: Needs(("request_words", "in_time")),
    A.ASK_FOR_STAGE_3_LATE: _REQUEST,
    A.ACCEPT_STAGE_3: Needs(("decided_by", "weighed"), letter=True),
    A.REFUSE_STAGE_3: _REFUSE,
    A.ACKNOWLEDGE_STAGE_3: Needs(letter=True),
    A.APPOINT_PANEL: Needs(("on_panel", "declaration"), letter=True, conflicts="panellist"),
    A.CHANGE_PANELLIST: Needs(("on_panel", "declaration", "reason"), letter=True, conflicts="panellist"),
    A.SET_PANEL_DATE: Needs(("new_day",), letter=True),
    A.SEND_PANEL_NOTICE: Needs(("recipients",), letter=True),
    A.AGREE_PANEL_ARRANGEMENTS: Needs(("agreed_by_both",)),
    A.SEND_PANEL_PAPERS: Needs(("recipients",), letter=True),
    A.PANEL_MEETS: Needs(("on_panel", "attendance", "considered")),
    A.SEND_PANEL_REPORT: Needs(("summary", "recipients"), letter=True),
    A.ANSWER_STAGE_3: Needs(
        ("answer_by_point", "deals", "independent_took_part", "right_to_next"), letter=True, conflicts="director"
    ),
    A.REFER_EARLY: Needs(("decided_by", "criteria", "agreed_by_both"), letter=True),
    A.RETURN_FROM_OMBUDSMAN: Needs(("words_by",), letter=True),
    A.HOLD: Needs(("decided_by", "prejudice_by_point"), letter=True, refusal=True),
    A.HOLD_POINT: Needs(("decided_by", "prejudice_by_point"), letter=True, refusal=True),
    A.RESUME: Needs(("request_words",), letter=True),
    A.RESUME_POINT: Needs(("request_words",), letter=True),
    A.LAPSE: _REFUSE,
    A.PAUSE_AS_ASKED: Needs(("words_by", "evidence")),
    A.WITHDRAW: Needs(("words_by",)),
    A.CONFIRM_WITHDRAWAL: Needs(letter=True),
    A.REVIEW_WITHDRAWN: Needs(("decided_by", "reason")),
    A.REINSTATE: Needs(("words_by",), letter=True),
    A.CLOSE: Needs(("decided_by", "reason"), refusal=True),
    A.REOPEN: _WHY,
    A.CORRECT: Needs(("decided_by", "reason", "evidence")),
    A.FIND: Needs(("decided_by", "reason")),
    A.AGREE_ACTION: Needs(("owner", "new_day")),
    A.VARY_ACTION: Needs(("decided_by", "reason", "owner", "new_day")),
    A.COMPLETE_ACTION: Needs(("evidence", "decided_by")),
    A.DECLINE_ADVOCACY: Needs(("reason",)),
    A.APPOINT_ADVOCATE: Needs(("declaration",), conflicts="advocate"),
    A.END_ADVOCACY: Needs(("reason",)),
    A.DECIDE_FREEZE: _WHY,
    A.END_FREEZE: _WHY,
    A.LIMIT_CONTACT: Needs(("decided_by", "reason", "review_day"), letter=True),
    A.REVIEW_LIMIT: Needs(("decided_by", "reason", "review_day"), letter=True),
    A.END_LIMIT: Needs(("decided_by",), letter=True),
    A.RECORD_LETTER_RECEIVED: Needs(("evidence",)),
    A.REFER_TO_SAFEGUARDING: Needs(("recipients", "reason")),
    A.ANSWER_PUBLIC_REPORT: Needs(("decided_by",), letter=True),
    A.TELL_OF_REGULATOR: Needs(("recipients",)),
    A.RECORD_REGULATOR: Needs(("words_by",)),
    A.SEND_PROOF: Needs(("evidence",), letter=True),
    A.COMPLETE_RECOMMENDATION: Needs(("evidence",)),
    A.SETTLE: Needs(("resolution_terms",)),
    A.ANSWER: Needs(("decided_by",), letter=True),
    A.CONSIDER: _WHY,
    A.CONTINUE: _HISTORY,
    A.CONTINUE_AT_STAGE_1: _HISTORY,
    A.CONTINUE_AFTER_STAGE_1: _HISTORY,
    A.CONTINUE_AT_STAGE_2: _HISTORY,
    A.CONTINUE_AFTER_STAGE_2: _HISTORY,
    A.CONTINUE_AT_STAGE_3: _HISTORY,
}  # fmt: skip
_NOTHING = Needs()


def needs(act: Act) -> Needs:
    """What an act needs besides its day and who does it."""
    return NEEDS.get(act, _NOTHING)


def check_needs(act: Act, on_record: Mapping[str, object]) -> None:
    """Pass when each fact the act needs is there. Raises NotOnRecord, naming each that is not."""
    missing = [FACTS[fact] for fact in needs(act).facts if not on_record.get(fact)]
    if missing:
        raise NotOnRecord(f"Cannot {act.words} yet: it needs {'; '.join(missing)}. Add this and try again.")
