"""How a representation ends and is taken up again: withdrawal, closing, and what comes from before Heard."""

# ruff: noqa: E501  (a table: one move a line)
from __future__ import annotations

from collections.abc import Iterable, Mapping

from heard.law.procedure_acts import Act
from heard.law.procedure_anytime import GUIDANCE, PRACTICE, REG
from heard.law.procedure_chart import Move, at_each, from_each
from heard.law.procedure_children_act import (
    ACK_1,
    ACK_2,
    ANY_WORDS,
    INTEREST,
    PAUSE,
    PROMPT,
    STAGE_1,
    STAGE_2,
    STATEMENT,
)
from heard.law.procedure_children_act_later import (
    ACK_3,
    AFTER_PANEL,
    ARRANGE,
    ASK_3,
    AT_STAGE_2,
    BEFORE_PANEL,
    BESIDES,
    IN_INVESTIGATION,
    PANEL,
    REPORT,
    RESPONSE,
    TIMETABLE,
)
from heard.law.procedure_states import State

A = Act
S = State

WITHDRAWAL = f"{REG} 7 (unverified)"
Withdrawal = tuple[tuple[S, ...], S, S, tuple[str, ...], tuple[str, ...]]

# Withdrawn from, to, reinstated to, clocks stopped, clocks that start again on reinstatement.
CHILDREN_ACT_WITHDRAWALS: tuple[Withdrawal, ...] = (
    ((S.RECEIVED, S.DECIDING_INTEREST), S.WITHDRAWN_BEFORE_STAGE_1, S.RECEIVED, (STAGE_1, INTEREST, ACK_1), (STAGE_1,)),
    ((S.STAGE_1,), S.WITHDRAWN_AT_STAGE_1, S.STAGE_1, (STAGE_1, PAUSE, ACK_1), (STAGE_1,)),
    ((S.STAGE_1_RESOLVED, S.STAGE_1_ANSWERED, S.STAGE_1_QUESTION, S.STAGE_2_DECIDING), S.WITHDRAWN_AFTER_STAGE_1,
     S.STAGE_1_ANSWERED, (PROMPT, STAGE_2, STATEMENT, ACK_2), ()),
    ((S.STAGE_2_STATEMENT,), S.WITHDRAWN_AT_STAGE_2, S.STAGE_2_STATEMENT, (STAGE_2, STATEMENT, ACK_2),
     (STAGE_2, STATEMENT)),
    (IN_INVESTIGATION, S.WITHDRAWN_IN_INVESTIGATION, S.STAGE_2_INVESTIGATING, (STAGE_2, ACK_2), (STAGE_2,)),
    ((S.STAGE_2_ANSWERED, S.STAGE_2_QUESTION, S.STAGE_3_DECIDING, S.REFERRED_EARLY), S.WITHDRAWN_AFTER_STAGE_2,
     S.STAGE_2_ANSWERED, (ASK_3, PANEL, *TIMETABLE), ()),
    (BEFORE_PANEL, S.WITHDRAWN_AT_STAGE_3, S.STAGE_3_ARRANGING, (PANEL, *TIMETABLE), (PANEL, ARRANGE)),
    (AFTER_PANEL, S.WITHDRAWN_AFTER_PANEL, S.STAGE_3_PANEL_MET, (REPORT, RESPONSE), (REPORT,)),
)  # fmt: skip


def withdrawals(table: Iterable[Withdrawal]) -> tuple[Move, ...]:
    """Withdrawing from each open state, and reinstating where it stood."""
    return tuple(move for line in table for move in _withdrawal(*line))


def _withdrawal(
    states: tuple[S, ...], after: S, back: S, stops: tuple[str, ...], starts: tuple[str, ...]
) -> tuple[Move, ...]:
    return (
        *from_each(states, A.WITHDRAW, after, WITHDRAWAL,
                   "Records that the complainant withdraws, by word of mouth or in writing, on the day they said so.",
                   stops=stops),
        Move(A.CONFIRM_WITHDRAWAL, after, after, WITHDRAWAL, "Confirms the withdrawal in writing."),
        Move(A.REVIEW_WITHDRAWN, after, after, f"{GUIDANCE} (unverified)",
             "Reviews inside the council what was withdrawn; the review may be used if it is reinstated."),
        Move(A.EXPRESS_DISSATISFACTION, after, after, ANY_WORDS,
             "Records the words; somebody must ask whether it is to be taken up again."),
        Move(A.REINSTATE, after, back, f"{WITHDRAWAL}; a new clock, as no text gives back the balance",
             "Takes it up again at the complainant's wish; the first receipt stays on record for its age.", starts=starts),
    )  # fmt: skip


Lapse = tuple[tuple[S, ...], S, S, tuple[str, ...]]
# Lapsed from, to, taken up again to, clocks that then start again. What came before Stage 2 begins from its receipt.
CHILDREN_ACT_LAPSES: tuple[Lapse, ...] = (
    ((S.RECEIVED, S.STAGE_1), S.LAPSED, S.RECEIVED, (STAGE_1, ACK_1)),
    ((S.STAGE_2_DECIDING,), S.LAPSED_AFTER_STAGE_1, S.STAGE_1_ANSWERED, ()),
    (AT_STAGE_2, S.LAPSED_AT_STAGE_2, S.STAGE_2_STATEMENT, (STAGE_2, STATEMENT)),
    ((S.STAGE_3_DECIDING,), S.LAPSED_AFTER_STAGE_2, S.STAGE_2_ANSWERED, ()),
    (BEFORE_PANEL, S.LAPSED_AT_STAGE_3, S.STAGE_3_ARRANGING, (PANEL, ARRANGE)),
    (AFTER_PANEL, S.LAPSED_AFTER_PANEL, S.STAGE_3_PANEL_MET, (REPORT,)),
)  # fmt: skip


def lapses(running: Mapping[S, tuple[str, ...]]) -> tuple[Move, ...]:
    """Closing what was held for proceedings while a clock ran, and not asked for within a year of their end."""
    return tuple(move for line in CHILDREN_ACT_LAPSES for move in _lapse(running, *line))


def _lapse(
    running: Mapping[S, tuple[str, ...]], states: tuple[S, ...], after: S, back: S, starts: tuple[str, ...]
) -> tuple[Move, ...]:
    basis = f"{REG} 8 (one year from the end of proceedings: unverified)"
    return (
        *(Move(A.LAPSE, state, after, basis,
               "Closes what was held whole, when proceedings ended more than a year ago and nobody asked; they are told, "
               "and may still ask.", stops=(*running[state], *BESIDES.get(state, ())))
          for state in states if state in running),
        Move(A.RESUBMIT, after, back, basis,
             "Takes up again what nobody had asked for in time, by a decision, at the stage it had come to.", starts=starts),
        Move(A.EXPRESS_DISSATISFACTION, after, after, "Local Government Act 1974, Part 3",
             "Records the words and tells again how to go to the Ombudsman."),
    )  # fmt: skip


CHILDREN_ACT_CLOSINGS = (
    *from_each((S.STAGE_2_ANSWERED, S.REFERRED_EARLY), A.CLOSE, S.CLOSED_AFTER_STAGE_2, f"{PRACTICE}: no right ends by it",
               "Closes it with a reason; until when a panel may be asked for has been told."),
    Move(A.CLOSE, S.STAGE_3_ANSWERED, S.CLOSED_AFTER_STAGE_3, PRACTICE, "Closes it: the procedure is complete."),
    Move(A.REOPEN, S.CLOSED_AFTER_STAGE_2, S.STAGE_2_ANSWERED, PRACTICE, "Opens it again where it stood, with the reason."),
    Move(A.REOPEN, S.CLOSED_AFTER_STAGE_3, S.STAGE_3_ANSWERED, PRACTICE, "Opens it again where it stood, with the reason."),
    Move(A.REOPEN, S.REFUSED, S.RECEIVED, "Ombudsman: Shropshire 2019, Redbridge 24 010 962 (a refusal taken back)",
         "Takes back a refusal that was wrong; the clock counts from the true day of receipt.", starts=(STAGE_1,)),
    *at_each((S.JOINED,), A.EXPRESS_DISSATISFACTION, ANY_WORDS, "Records the words and passes them to the other."),
    *at_each((S.REFUSED,), A.EXPRESS_DISSATISFACTION, "Local Government Act 1974, Part 3",
             "Records the words and tells again how to go to the Ombudsman."),
)  # fmt: skip


def brought_in(*, withdrawn: bool = True) -> tuple[Move, ...]:
    """What comes from before Heard: on record as it came, with nothing invented."""
    basis = f"{REG} 13: a record is kept; nothing is made up"
    says = "Brings it in from the council's own list as {} there."
    moves = (
        Move(A.BRING_IN_OPEN, S.NEW, S.HISTORY_OPEN, basis, says.format("open")),
        Move(A.BRING_IN_CLOSED, S.NEW, S.HISTORY_CLOSED, basis, says.format("closed")),
        Move(A.BRING_IN_WITHDRAWN, S.NEW, S.HISTORY_WITHDRAWN, basis, says.format("withdrawn")),
    )
    return moves if withdrawn else moves[:2]


_GO_ON = "Goes on under the chart from where its own facts show it stands; the clock counts from the day on record."
_ON_RECORD = f"{PRACTICE}: the facts on record decide, and the clock is never re-based"

CHILDREN_ACT_HISTORY = (
    *brought_in(),
    Move(A.CONTINUE, S.HISTORY_OPEN, S.RECEIVED, _ON_RECORD, _GO_ON, starts=(STAGE_1,)),
    Move(A.CONTINUE_AT_STAGE_1, S.HISTORY_OPEN, S.STAGE_1, _ON_RECORD, _GO_ON, starts=(STAGE_1,)),
    *from_each((S.HISTORY_OPEN, S.HISTORY_CLOSED), A.CONTINUE_AFTER_STAGE_1, S.STAGE_1_ANSWERED, _ON_RECORD, _GO_ON),
    Move(A.CONTINUE_AT_STAGE_2, S.HISTORY_OPEN, S.STAGE_2_STATEMENT, _ON_RECORD, _GO_ON, starts=(STAGE_2, STATEMENT),
         event="request"),
    *from_each((S.HISTORY_OPEN, S.HISTORY_CLOSED), A.CONTINUE_AFTER_STAGE_2, S.STAGE_2_ANSWERED, _ON_RECORD, _GO_ON),
    Move(A.CONTINUE_AT_STAGE_3, S.HISTORY_OPEN, S.STAGE_3_ARRANGING, _ON_RECORD, _GO_ON, starts=(PANEL, ARRANGE)),
    Move(A.ASK_FOR_STAGE_2, S.HISTORY_CLOSED, S.STAGE_2_STATEMENT, f"{REG} 17",
         "Starts Stage 2 on a request, where Stage 1 is on record as answered.", starts=(STAGE_2, STATEMENT, ACK_2), event="request"),
    Move(A.ASK_FOR_STAGE_2_LATE, S.HISTORY_CLOSED, S.STAGE_2_DECIDING, f"{REG} 17; {GUIDANCE} (no time limit: unverified)",
         "Takes a late request to a decision, where Stage 1 is on record as answered.", starts=(STAGE_2, STATEMENT, ACK_2),
         event="request"),
    Move(A.ASK_FOR_STAGE_3, S.HISTORY_CLOSED, S.STAGE_3_ARRANGING, f"{REG}s 18 and 19(1)",
         "Starts Stage 3 on a request in time, where Stage 2 is on record as answered.", starts=(PANEL, ACK_3, ARRANGE), stops=(ASK_3,)),
    Move(A.ASK_FOR_STAGE_3_LATE, S.HISTORY_CLOSED, S.STAGE_3_DECIDING, f"{REG} 18; Ombudsman: Surrey 20 003 273",
         "Takes a late request to a decision, where Stage 2 is on record as answered.", starts=(PANEL, ACK_3, ARRANGE), stops=(ASK_3,)),
    *at_each((S.HISTORY_OPEN, S.HISTORY_CLOSED, S.HISTORY_WITHDRAWN), A.EXPRESS_DISSATISFACTION, ANY_WORDS,
             "Records the words; somebody must say whether it goes on, and from where."),
    *from_each((S.HISTORY_OPEN,), A.WITHDRAW, S.HISTORY_WITHDRAWN, WITHDRAWAL,
               "Records that the complainant withdraws; confirmed in writing."),
    *from_each((S.HISTORY_OPEN,), A.CLOSE, S.HISTORY_CLOSED, PRACTICE,
               "Closes it on evidence that it ended before; the evidence is named."),
    Move(A.CONFIRM_WITHDRAWAL, S.HISTORY_WITHDRAWN, S.HISTORY_WITHDRAWN, WITHDRAWAL, "Confirms the withdrawal in writing."),
    Move(A.REOPEN, S.HISTORY_CLOSED, S.HISTORY_OPEN, PRACTICE, "Opens it again, with the reason."),
    Move(A.REINSTATE, S.HISTORY_WITHDRAWN, S.HISTORY_OPEN, WITHDRAWAL, "Takes it up again at the complainant's wish."),
)  # fmt: skip
