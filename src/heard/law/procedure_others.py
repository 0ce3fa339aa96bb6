"""What is no formal complaint: concerns, enquiries, comments and thanks, duty matters, anonymous reports."""

# ruff: noqa: E501  (a table: one move a line)
from __future__ import annotations

from heard.law.procedure_acts import Act
from heard.law.procedure_anytime import PRACTICE
from heard.law.procedure_chart import Move, at_each, from_each
from heard.law.procedure_children_act import STAGE_1, WRONG_ONE
from heard.law.procedure_corporate import ACK_1, ANSWER_1
from heard.law.procedure_endings import Withdrawal, brought_in
from heard.law.procedure_states import State

A = Act
S = State

CONCERN_CLOCK = "concern/answer"
ENQUIRY_ACK, ENQUIRY_CLOCK = "enquiry/acknowledge", "enquiry/answer"
ENQUIRY_CLOCKS = (ENQUIRY_ACK, ENQUIRY_CLOCK)
# The clock that a duty matter of these types starts on receipt and stops with its answer or acknowledgement.
CLOCK_OF_TYPE = {
    "subject_access": ("subject_access/answer", A.ANSWER),
    "data_protection_complaint": ("data_protection/acknowledge", A.ACKNOWLEDGE),
}
FROM_FIRST = "A complaint counts from the day it was first made, whatever it was called then"


def to_a_complaint(states: tuple[S, ...], stops: tuple[str, ...] = ()) -> tuple[Move, ...]:
    """Taking something as a complaint after all, from each of `states`, from the day it was first made."""
    return tuple(
        Move(act, state, S.RECEIVED, f"{WRONG_ONE}; {FROM_FIRST}",
             "Takes it as a complaint after all, from the day it was first made; the person is told which procedure and why.",
             starts=starts, stops=stops, event=event, procedure=procedure)
        for act, procedure, starts, event in (
            (A.MOVE_TO_CHILDREN_ACT, "children_act", (STAGE_1,), ""),
            (A.MOVE_TO_CORPORATE, "corporate", (ACK_1, ANSWER_1), "receipt"),
        )
        for state in states
    )  # fmt: skip


def _history(starts: tuple[str, ...] = ()) -> tuple[Move, ...]:
    return (
        *brought_in(),
        Move(A.CONTINUE, S.HISTORY_OPEN, S.RECEIVED, f"{PRACTICE}: the facts on record decide",
             "Goes on from where its own facts show it stands.", starts=starts),
        *from_each((S.HISTORY_OPEN,), A.CLOSE, S.HISTORY_CLOSED, PRACTICE, "Closes it on evidence, which is named."),
        *from_each((S.HISTORY_OPEN,), A.WITHDRAW, S.HISTORY_WITHDRAWN, PRACTICE, "Records that the person withdraws it."),
        Move(A.REOPEN, S.HISTORY_CLOSED, S.HISTORY_OPEN, PRACTICE, "Opens it again, with the reason."),
        Move(A.REINSTATE, S.HISTORY_WITHDRAWN, S.HISTORY_OPEN, PRACTICE, "Takes it up again at the person's wish."),
        *_words((S.HISTORY_OPEN, S.HISTORY_CLOSED, S.HISTORY_WITHDRAWN)),
        *to_a_complaint((S.HISTORY_OPEN, S.HISTORY_CLOSED)),
    )  # fmt: skip


def _receive(says: str, starts: tuple[str, ...] = ()) -> Move:
    return Move(A.RECEIVE, S.NEW, S.RECEIVED, PRACTICE, says, starts=starts)


def _ends(states: tuple[S, ...], back: S) -> tuple[Move, ...]:
    return (
        *from_each(states, A.CLOSE, S.CLOSED, PRACTICE, "Closes it."),
        Move(A.REOPEN, S.CLOSED, back, PRACTICE, "Opens it again, with the reason."),
    )


def _words(states: tuple[S, ...]) -> tuple[Move, ...]:
    return at_each(
        states, A.EXPRESS_DISSATISFACTION, "Ombudsman: Croydon 24 014 379 (no magic words)",
        "Records words of dissatisfaction; somebody must say whether this is a complaint.",
    )  # fmt: skip


CONCERN = (
    _receive("Puts a worry on record that may be settled quickly.", (CONCERN_CLOCK,)),
    *at_each((S.RECEIVED,), A.ACKNOWLEDGE, PRACTICE, "Acknowledges it."),
    Move(A.SETTLE, S.RECEIVED, S.ANSWERED, f"{PRACTICE}: Complaint Handling Code, early settlement",
         "Settles it and says how; the person may still complain.", stops=(CONCERN_CLOCK,)),
    Move(A.ANSWER, S.RECEIVED, S.ANSWERED, PRACTICE, "Answers it; the person may still complain.", stops=(CONCERN_CLOCK,)),
    *_words((S.RECEIVED, S.ANSWERED, S.CLOSED)),
    *to_a_complaint((S.RECEIVED,), (CONCERN_CLOCK,)),
    *to_a_complaint((S.ANSWERED, S.CLOSED, S.WITHDRAWN)),
    *_ends((S.ANSWERED,), S.ANSWERED),
    *_history((CONCERN_CLOCK,)),
)  # fmt: skip
ENQUIRY = (
    _receive("Puts the enquiry on record, with who asks and for whom.", ENQUIRY_CLOCKS),
    *at_each((S.RECEIVED,), A.ACKNOWLEDGE, PRACTICE, "Acknowledges it and says who deals with it.", stops=(ENQUIRY_ACK,)),
    *at_each((S.RECEIVED,), A.EXTEND, PRACTICE, "Gives more time, with the reason and the new day."),
    Move(A.ANSWER, S.RECEIVED, S.ANSWERED, f"{PRACTICE}; consent to share is looked at first",
         "Answers the member, with no more about a family than they may know.", stops=ENQUIRY_CLOCKS),
    *_words((S.RECEIVED, S.ANSWERED, S.CLOSED)),
    *to_a_complaint((S.RECEIVED,), ENQUIRY_CLOCKS),
    *to_a_complaint((S.ANSWERED, S.CLOSED, S.WITHDRAWN)),
    *_ends((S.ANSWERED,), S.ANSWERED),
    *_history((ENQUIRY_CLOCK,)),
)  # fmt: skip
SIMPLE = (
    _receive("Puts it on record: thanks, a view or an idea is a representation too."),
    Move(A.THANK, S.RECEIVED, S.THANKED, f"{PRACTICE}; Getting the Best from Complaints: it may need a response",
         "Thanks the person."),
    *from_each((S.RECEIVED, S.THANKED), A.SHARE, S.SHARED, f"{PRACTICE}: learning", "Shares it with those it concerns."),
    *at_each((S.SHARED,), A.THANK, PRACTICE, "Thanks the person."),
    *at_each((S.SHARED, S.CLOSED), A.SHARE, f"{PRACTICE}: learning", "Shares it with somebody else, or passes on thanks."),
    *_words((S.RECEIVED, S.THANKED, S.SHARED, S.CLOSED)),
    *to_a_complaint((S.RECEIVED, S.THANKED, S.SHARED, S.CLOSED, S.WITHDRAWN)),
    *_ends((S.RECEIVED, S.THANKED, S.SHARED), S.RECEIVED),
    *_history(),
)  # fmt: skip
DUTY_MATTER = (
    _receive("Puts correspondence on record, with its type."),
    *at_each((S.RECEIVED,), A.ACKNOWLEDGE, PRACTICE, "Acknowledges it."),
    Move(A.ANSWER, S.RECEIVED, S.ANSWERED, PRACTICE, "Answers it, or says who will."),
    *_words((S.RECEIVED, S.ANSWERED, S.CLOSED)),
    *to_a_complaint((S.RECEIVED, S.ANSWERED, S.CLOSED, S.WITHDRAWN)),
    *_ends((S.RECEIVED, S.ANSWERED), S.RECEIVED),
    *_history(),
)  # fmt: skip
ANONYMOUS = (
    _receive("Puts on record what came from somebody not known, and sends it to the complaints manager."),
    Move(A.CONSIDER, S.RECEIVED, S.CONSIDERING, "Getting the Best from Complaints (unverified)",
         "Decides what action follows, with reasons."),
    Move(A.IDENTIFY, S.RECEIVED, S.RECEIVED, PRACTICE, "Records who it was from, now that they have said so."),
    Move(A.IDENTIFY, S.CONSIDERING, S.CONSIDERING, PRACTICE, "Records who it was from, now that they have said so."),
    *_words((S.RECEIVED, S.CONSIDERING, S.CLOSED)),
    *to_a_complaint((S.RECEIVED, S.CONSIDERING, S.CLOSED)),
    *_ends((S.CONSIDERING,), S.CONSIDERING),
    *_history(),
)  # fmt: skip
WORKER_CHANGE = (
    _receive("Puts on record that somebody asks for another worker."),
    *at_each((S.RECEIVED,), A.ACKNOWLEDGE, PRACTICE, "Acknowledges it."),
    Move(A.ANSWER, S.RECEIVED, S.ANSWERED, PRACTICE, "Says yes or no with the reason, and that they may complain."),
    *_words((S.RECEIVED, S.ANSWERED, S.CLOSED)),
    *to_a_complaint((S.RECEIVED, S.ANSWERED, S.CLOSED, S.WITHDRAWN)),
    *_ends((S.ANSWERED,), S.ANSWERED),
    *_history(),
)  # fmt: skip
WITHDRAWALS: tuple[Withdrawal, ...] = (((S.RECEIVED,), S.WITHDRAWN, S.RECEIVED, (), ()),)
WITHDRAWALS_OF_CONCERN: tuple[Withdrawal, ...] = (
    ((S.RECEIVED,), S.WITHDRAWN, S.RECEIVED, (CONCERN_CLOCK,), (CONCERN_CLOCK,)),
)
WITHDRAWALS_OF_ENQUIRY: tuple[Withdrawal, ...] = (
    ((S.RECEIVED,), S.WITHDRAWN, S.RECEIVED, ENQUIRY_CLOCKS, (ENQUIRY_CLOCK,)),
)
