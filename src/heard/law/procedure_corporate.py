"""The corporate procedure, of two stages or one: the council's own, with the Complaint Handling Code as default."""

# ruff: noqa: E501  (a table: one move a line)
from __future__ import annotations

from heard.law.procedure_acts import Act
from heard.law.procedure_anytime import PRACTICE
from heard.law.procedure_chart import Move, at_each, from_each
from heard.law.procedure_children_act import ANY_WORDS, STATEMENT, WRONG_ONE
from heard.law.procedure_children_act import STAGE_1 as CHILDREN_ACT_STAGE_1
from heard.law.procedure_children_act import STAGE_2 as CHILDREN_ACT_STAGE_2
from heard.law.procedure_endings import Withdrawal, brought_in
from heard.law.procedure_states import State

A = Act
S = State

CODE = "Complaint Handling Code (February 2024), part 6"
ACK_1, ANSWER_1 = "corporate/stage_1/acknowledge", "corporate/stage_1/answer"
ACK_2, ANSWER_2 = "corporate/stage_2/acknowledge", "corporate/stage_2/answer"
OMBUDSMAN_NEXT = "Local Government Act 1974, Part 3"
INTAKE = (
    Move(A.RECEIVE, S.NEW, S.RECEIVED, CODE, "Puts it on record from the day it reached the council.",
         starts=(ACK_1, ANSWER_1), event="receipt"),
    Move(A.ACCEPT, S.RECEIVED, S.STAGE_1, CODE, "Takes it into Stage 1."),
    *at_each((S.RECEIVED, S.STAGE_1), A.ACKNOWLEDGE, f"{CODE}, paragraph 6.2",
             "Acknowledges it and says how it is understood; by default the answer counts from here.",
             starts=(ANSWER_1,), stops=(ACK_1,), event="acknowledgement"),
    Move(A.REFUSE, S.RECEIVED, S.REFUSED, "Complaint Handling Code, part 5",
         "Refuses it for a reason the council publishes, in a letter with the Ombudsman's address.", stops=(ACK_1, ANSWER_1)),
    *at_each((S.RECEIVED, S.STAGE_1), A.REFUSE_POINT, "Complaint Handling Code, part 5",
             "Refuses one point for a reason of its own, in a letter with the Ombudsman's address; the rest goes on."),
    Move(A.RESUBMIT, S.REFUSED, S.RECEIVED, PRACTICE, "Takes up again what was refused, as the reason fell away.",
         starts=(ACK_1, ANSWER_1), event="receipt"),
    *at_each((S.RECEIVED, S.STAGE_1), A.SPLIT, "Ombudsman: Cornwall 25 002 762 (partly statutory)",
             "Takes points out into another representation, which keeps this one's day of receipt."),
    *at_each((S.RECEIVED, S.STAGE_1), A.ADD_POINT, f"{CODE}; {PRACTICE}", "Adds a point in the complainant's own words."),
    *from_each((S.RECEIVED, S.STAGE_1), A.JOIN, S.JOINED, f"{PRACTICE}: the other goes on from the earlier day",
               "Joins it to another of the same complainant, which takes over every point and the earlier day of receipt.",
               stops=(ACK_1, ANSWER_1)),
    Move(A.SEPARATE, S.JOINED, S.STAGE_1, f"{PRACTICE}: nothing is lost by joining",
         "Makes it stand alone again, from its own day of receipt.", starts=(ANSWER_1,)),
    Move(A.MOVE_TO_DUTY_MATTER, S.RECEIVED, S.RECEIVED, "Complaint Handling Code: a request for service is no complaint",
         "Treats it as correspondence, with its type; the person is told and may say otherwise.", stops=(ACK_1, ANSWER_1),
         procedure="duty_matter"),
    *at_each((S.STAGE_1,), A.EXTEND_STAGE_1, f"{CODE}, paragraph 6.4",
             "Extends Stage 1 before the day passes: reason, new day, and the day they were told."),
    *at_each((S.STAGE_1,), A.TELL_RIGHT_TO_GO_ON, CODE, "The time has passed without an answer: tells what they may do."),
    Move(A.RESOLVE, S.STAGE_1, S.STAGE_1_RESOLVED, CODE, "Sends what was agreed, in writing.", stops=(ACK_1, ANSWER_1)),
    *at_each((S.RECEIVED, S.STAGE_1), A.EXPRESS_DISSATISFACTION, ANY_WORDS,
             "Records words of dissatisfaction before the answer; the answer deals with them."),
    Move(A.REOPEN, S.CLOSED_AFTER_STAGE_1, S.STAGE_1_ANSWERED, PRACTICE, "Opens it again where it stood, with the reason."),
    Move(A.REOPEN, S.REFUSED, S.RECEIVED, PRACTICE, "Takes back a refusal that was wrong; the clock counts from the true "
         "day of receipt.", starts=(ACK_1, ANSWER_1), event="receipt"),
    *from_each((S.STAGE_1_RESOLVED, S.STAGE_1_ANSWERED), A.CLOSE, S.CLOSED_AFTER_STAGE_1, f"{PRACTICE}: no right ends by it",
               "Closes it with a reason."),
    *at_each((S.JOINED,), A.EXPRESS_DISSATISFACTION, ANY_WORDS, "Records the words and passes them to the other."),
    *at_each((S.REFUSED,), A.EXPRESS_DISSATISFACTION, OMBUDSMAN_NEXT,
             "Records the words and tells again how to go to the Ombudsman."),
)  # fmt: skip

_FOUND_WRONG = "Finds that the Children Act procedure applies, at any time; its clock counts from the true day, not from today."


def _to_children_act(
    before: S, after: S, starts: tuple[str, ...], stops: tuple[str, ...], event: str = ""
) -> Move:
    return Move(
        A.MOVE_TO_CHILDREN_ACT, before, after, f"{WRONG_ONE}; Haringey 24 022 973", _FOUND_WRONG,
        starts=starts, stops=stops, event=event, procedure="children_act",
    )  # fmt: skip


TO_CHILDREN_ACT = (
    _to_children_act(S.RECEIVED, S.RECEIVED, (CHILDREN_ACT_STAGE_1,), (ACK_1, ANSWER_1)),
    _to_children_act(S.STAGE_1, S.STAGE_1, (CHILDREN_ACT_STAGE_1,), (ACK_1, ANSWER_1)),
    *(
        _to_children_act(state, S.STAGE_1_ANSWERED, (), ())
        for state in (S.STAGE_1_RESOLVED, S.STAGE_1_ANSWERED, S.CLOSED_AFTER_STAGE_1)
    ),
    _to_children_act(S.REFUSED, S.RECEIVED, (CHILDREN_ACT_STAGE_1,), ()),
)
TO_CHILDREN_ACT_LATER = (
    _to_children_act(S.STAGE_1_QUESTION, S.STAGE_1_QUESTION, (), ()),
    *(
        _to_children_act(state, S.STAGE_2_STATEMENT, (CHILDREN_ACT_STAGE_2, STATEMENT), (ACK_2, ANSWER_2), "request")
        for state in (S.STAGE_2_DECIDING, S.STAGE_2_WEIGHING, S.STAGE_2, S.STAGE_2_ANSWERED, S.CLOSED_AFTER_STAGE_2)
    ),
)  # fmt: skip

_ANSWERED_1 = (S.STAGE_1_RESOLVED, S.STAGE_1_ANSWERED, S.CLOSED_AFTER_STAGE_1)
TWO_STAGES = (
    *from_each((S.RECEIVED, S.STAGE_1), A.ANSWER_STAGE_1, S.STAGE_1_ANSWERED, CODE,
               "Sends the answer on each point, with the right to Stage 2.", stops=(ACK_1, ANSWER_1)),
    *from_each(_ANSWERED_1, A.EXPRESS_DISSATISFACTION, S.STAGE_1_QUESTION, f"{CODE}; {ANY_WORDS}",
               "Words of dissatisfaction after the answer: somebody must decide whether they ask for Stage 2. It cannot be "
               "closed until then."),
    *at_each((S.STAGE_1_QUESTION,), A.EXPRESS_DISSATISFACTION, ANY_WORDS, "Adds further words to the open question."),
    Move(A.TREAT_AS_REQUEST, S.STAGE_1_QUESTION, S.STAGE_2, CODE, "Takes the words as a request for Stage 2.",
         starts=(ACK_2, ANSWER_2), event="receipt"),
    Move(A.TREAT_AS_LATE_REQUEST, S.STAGE_1_QUESTION, S.STAGE_2_DECIDING, CODE,
         "Takes the words as a late request for Stage 2, to be decided.", starts=(ACK_2, ANSWER_2), event="receipt"),
    Move(A.NOT_A_REQUEST, S.STAGE_1_QUESTION, S.STAGE_1_ANSWERED, CODE,
         "Decides, having asked the person, that the words are no request; they are told so."),
    *from_each((*_ANSWERED_1, S.STAGE_1_QUESTION), A.ASK_FOR_STAGE_2, S.STAGE_2, CODE,
               "Starts Stage 2 on a request in any form.", starts=(ACK_2, ANSWER_2), event="receipt"),
    *from_each((*_ANSWERED_1, S.STAGE_1_QUESTION), A.WEIGH_STAGE_2, S.STAGE_2_WEIGHING, f"{PRACTICE}: a policy that asks for grounds",
               "Takes a request in time to a decision on its merits, where the council's policy asks for grounds; the days "
               "count from when it came.", starts=(ACK_2, ANSWER_2), event="receipt"),
    Move(A.OPEN_WEIGHED_STAGE_2, S.STAGE_2_WEIGHING, S.STAGE_2, CODE,
         "Opens Stage 2 after weighing the request; its days have counted since it came."),
    Move(A.DECLINE_WEIGHED_STAGE_2, S.STAGE_2_WEIGHING, S.STAGE_1_ANSWERED, "Complaint Handling Code, part 6: reasons are given",
         "Declines Stage 2 after weighing the request, with reasons and the Ombudsman's address.", stops=(ACK_2, ANSWER_2)),
    *from_each((*_ANSWERED_1, S.STAGE_1_QUESTION), A.ASK_FOR_STAGE_2_LATE, S.STAGE_2_DECIDING, CODE,
               "Takes a request after the council's own window to a decision.", starts=(ACK_2, ANSWER_2), event="receipt"),
    Move(A.ASK_FOR_STAGE_2, S.STAGE_1, S.STAGE_2, CODE,
         "Starts Stage 2 on request where the time for Stage 1 has passed without an answer.",
         starts=(ACK_2, ANSWER_2), stops=(ACK_1, ANSWER_1), event="receipt"),
    Move(A.ACCEPT_STAGE_2, S.STAGE_2_DECIDING, S.STAGE_2, CODE, "Accepts a late request; its days have counted since it came."),
    Move(A.REFUSE_STAGE_2, S.STAGE_2_DECIDING, S.STAGE_1_ANSWERED, "Complaint Handling Code, part 6: reasons are given",
         "Refuses a late request for a published reason, with the Ombudsman's address.", stops=(ACK_2, ANSWER_2)),
    *at_each((S.STAGE_2_DECIDING, S.STAGE_2_WEIGHING, S.STAGE_2), A.ACKNOWLEDGE_STAGE_2, CODE,
             "Acknowledges the request; by default the answer counts from here.",
             starts=(ANSWER_2,), stops=(ACK_2,), event="acknowledgement"),
    *at_each((S.STAGE_2,), A.EXTEND_STAGE_2, CODE,
             "Extends Stage 2 before the day passes: reason, new day, and the day they were told."),
    *at_each((S.STAGE_2, S.STAGE_2_DECIDING, S.STAGE_2_WEIGHING), A.EXPRESS_DISSATISFACTION, ANY_WORDS,
             "Records words of dissatisfaction while Stage 2 goes on."),
    Move(A.ANSWER_STAGE_2, S.STAGE_2, S.STAGE_2_ANSWERED, f"{CODE}: not by who answered Stage 1",
         "Sends the final answer, with how to go to the Ombudsman.", stops=(ACK_2, ANSWER_2)),
    *at_each((S.STAGE_2_ANSWERED, S.CLOSED_AFTER_STAGE_2), A.EXPRESS_DISSATISFACTION, OMBUDSMAN_NEXT,
             "Records the words and tells again how to go to the Ombudsman."),
    Move(A.CLOSE, S.STAGE_2_ANSWERED, S.CLOSED_AFTER_STAGE_2, PRACTICE, "Closes it: the procedure is complete."),
    Move(A.REOPEN, S.CLOSED_AFTER_STAGE_2, S.STAGE_2_ANSWERED, PRACTICE, "Opens it again where it stood, with the reason."),
)  # fmt: skip
ONE_STAGE = (
    *from_each((S.RECEIVED, S.STAGE_1), A.ANSWER_STAGE_1, S.STAGE_1_ANSWERED, f"{PRACTICE}: a policy of one stage",
               "Sends the final answer on each point, with how to go to the Ombudsman.", stops=(ACK_1, ANSWER_1)),
    *at_each(_ANSWERED_1, A.EXPRESS_DISSATISFACTION, OMBUDSMAN_NEXT,
             "Records the words and tells again how to go to the Ombudsman."),
)  # fmt: skip

WITHDRAWALS_1: tuple[Withdrawal, ...] = (
    ((S.RECEIVED,), S.WITHDRAWN_BEFORE_STAGE_1, S.RECEIVED, (ACK_1, ANSWER_1), (ACK_1, ANSWER_1)),
    ((S.STAGE_1,), S.WITHDRAWN_AT_STAGE_1, S.STAGE_1, (ACK_1, ANSWER_1), (ANSWER_1,)),
)
WITHDRAWALS_ONE: tuple[Withdrawal, ...] = (
    *WITHDRAWALS_1,
    ((S.STAGE_1_RESOLVED, S.STAGE_1_ANSWERED), S.WITHDRAWN_AFTER_STAGE_1, S.STAGE_1_ANSWERED, (), ()),
)
WITHDRAWALS_TWO: tuple[Withdrawal, ...] = (
    *WITHDRAWALS_1,
    ((S.STAGE_1_RESOLVED, S.STAGE_1_ANSWERED, S.STAGE_1_QUESTION, S.STAGE_2_DECIDING, S.STAGE_2_WEIGHING),
     S.WITHDRAWN_AFTER_STAGE_1, S.STAGE_1_ANSWERED, (ACK_2, ANSWER_2), ()),
    ((S.STAGE_2,), S.WITHDRAWN_AT_STAGE_2, S.STAGE_2, (ACK_2, ANSWER_2), (ANSWER_2,)),
)  # fmt: skip

_GO_ON = "Goes on under the chart from where its own facts show it stands; the clock counts from the day on record."
_ON_RECORD = f"{PRACTICE}: the facts on record decide, and the clock is never re-based"
HISTORY_1 = (
    *brought_in(),
    Move(A.CONTINUE, S.HISTORY_OPEN, S.RECEIVED, _ON_RECORD, _GO_ON, starts=(ACK_1, ANSWER_1), event="receipt"),
    Move(A.CONTINUE_AT_STAGE_1, S.HISTORY_OPEN, S.STAGE_1, _ON_RECORD, _GO_ON, starts=(ANSWER_1,)),
    *from_each((S.HISTORY_OPEN, S.HISTORY_CLOSED), A.CONTINUE_AFTER_STAGE_1, S.STAGE_1_ANSWERED, _ON_RECORD, _GO_ON),
    *at_each((S.HISTORY_OPEN, S.HISTORY_CLOSED, S.HISTORY_WITHDRAWN), A.EXPRESS_DISSATISFACTION, ANY_WORDS,
             "Records the words; somebody must say whether it goes on, and from where."),
    *from_each((S.HISTORY_OPEN,), A.WITHDRAW, S.HISTORY_WITHDRAWN, PRACTICE, "Records that the complainant withdraws."),
    *from_each((S.HISTORY_OPEN,), A.CLOSE, S.HISTORY_CLOSED, PRACTICE,
               "Closes it on evidence that it ended before; the evidence is named."),
    Move(A.CONFIRM_WITHDRAWAL, S.HISTORY_WITHDRAWN, S.HISTORY_WITHDRAWN, PRACTICE, "Confirms the withdrawal in writing."),
    Move(A.REOPEN, S.HISTORY_CLOSED, S.HISTORY_OPEN, PRACTICE, "Opens it again, with the reason."),
    Move(A.REINSTATE, S.HISTORY_WITHDRAWN, S.HISTORY_OPEN, PRACTICE, "Takes it up again at the complainant's wish."),
    *(_to_children_act(state, S.HISTORY_OPEN, (), ()) for state in (S.HISTORY_OPEN, S.HISTORY_CLOSED)),
)  # fmt: skip
HISTORY_2 = (
    Move(A.CONTINUE_AT_STAGE_2, S.HISTORY_OPEN, S.STAGE_2, _ON_RECORD, _GO_ON, starts=(ANSWER_2,)),
    *from_each((S.HISTORY_OPEN, S.HISTORY_CLOSED), A.CONTINUE_AFTER_STAGE_2, S.STAGE_2_ANSWERED, _ON_RECORD, _GO_ON),
    Move(A.ASK_FOR_STAGE_2, S.HISTORY_CLOSED, S.STAGE_2, CODE,
         "Starts Stage 2 on a request, where Stage 1 is on record as answered.", starts=(ACK_2, ANSWER_2), event="receipt"),
)  # fmt: skip
