"""The Children Act procedure from 1 September 2006: intake and Stage 1, in SI 2006/1738."""

# ruff: noqa: E501  (a table: one move a line)
from __future__ import annotations

from heard.law.procedure_acts import Act
from heard.law.procedure_anytime import GUIDANCE, PRACTICE, REG
from heard.law.procedure_chart import Move, at_each, from_each
from heard.law.procedure_states import State

A = Act
S = State

STAGE_1, STAGE_2 = "children_act/stage_1/answer", "children_act/stage_2/answer"
PAUSE, INTEREST = "children_act/stage_1/advocate_pause", "children_act/interest/decision"
PROMPT, STATEMENT = "children_act/stage_2/request_prompt", "children_act/stage_2/statement"
TIME_LIMIT = "children_act/time_limit"
ACK_1, ACK_2 = "children_act/stage_1/acknowledge", "children_act/stage_2/acknowledge"
ANY_WORDS = "Ombudsman: Croydon 24 014 379, Lewisham 24 015 996 (no form and no magic words)"
WRONG_ONE = "Ombudsman: the right procedure, and the complainant told which and why (Birmingham 24 006 068)"

INTAKE = (
    Move(A.RECEIVE, S.NEW, S.RECEIVED, f"{REG}s 9, 13 and 14; no writing is required",
         "Puts it on record from the day it reached the council, by word of mouth or in writing.",
         starts=(STAGE_1, ACK_1), stops=(TIME_LIMIT,)),
    *at_each((S.RECEIVED, S.DECIDING_INTEREST, S.STAGE_1), A.ACKNOWLEDGE, f"{REG} 11 (wording unverified); 2 working days are a setting",
             "Acknowledges it with details of the procedure, help and advocacy; it neither starts nor stops the time for the "
             "answer.", stops=(ACK_1,)),
    Move(A.ACCEPT, S.RECEIVED, S.STAGE_1, f"{REG} 14",
         "Takes it into Stage 1: a named officer decides that the procedure fits; the clock has run since receipt."),
    Move(A.ASK_INTEREST, S.RECEIVED, S.DECIDING_INTEREST, f"{REG} 12",
         "Opens the question whether somebody not on the list in law has sufficient interest in the child's welfare. "
         "Stage 1 will count from the decision.", starts=(INTEREST,), stops=(STAGE_1,)),
    Move(A.ACCEPT_INTEREST, S.DECIDING_INTEREST, S.STAGE_1, f"{REG}s 12 and 14 (start day unverified)",
         "Decides that interest is sufficient, with the child's views where appropriate; Stage 1 counts from today.",
         starts=(STAGE_1,), stops=(INTEREST,)),
    Move(A.REFUSE_INTEREST, S.DECIDING_INTEREST, S.REFUSED, f"{REG} 12",
         "Decides that interest is not sufficient; writes that no further action follows, and of the Ombudsman.",
         stops=(INTEREST, ACK_1)),
    Move(A.REFUSE, S.RECEIVED, S.REFUSED, f"{REG}s 6, 8 and 9, and Children Act 1989, section 26(3)",
         "Refuses every point for a lawful reason with its evidence, in a letter with the Ombudsman's address.",
         stops=(STAGE_1, ACK_1)),
    *at_each((S.RECEIVED, S.DECIDING_INTEREST, S.STAGE_1), A.REFUSE_POINT, f"{REG}s 6, 8 and 9",
             "Refuses one point for a lawful reason of its own, in a letter with the Ombudsman's address; the rest goes on."),
    Move(A.RESUBMIT, S.REFUSED, S.RECEIVED, f"{REG}s 8 and 9 (resubmission: Bedford 24 009 960)",
         "Takes up again what was refused, as proceedings ended or the reason fell away.",
         starts=(STAGE_1, ACK_1)),
    *at_each((S.RECEIVED, S.DECIDING_INTEREST, S.STAGE_1, S.STAGE_2_STATEMENT), A.SPLIT,
             "Ombudsman: Cornwall 25 002 762 (partly statutory)",
             "Takes points out into another representation, which keeps this one's day of receipt."),
    *at_each((S.RECEIVED, S.DECIDING_INTEREST, S.STAGE_1, S.STAGE_2_STATEMENT), A.ADD_POINT,
             f"{GUIDANCE}; {PRACTICE}", "Adds a point in the complainant's own words, with the day its grounds arose."),
    *from_each((S.RECEIVED, S.STAGE_1), A.JOIN, S.JOINED, f"{PRACTICE}: the other goes on from the earlier day",
               "Joins it to another of the same complainant, which takes over every point and the earlier day of receipt.",
               stops=(STAGE_1, PAUSE, ACK_1)),
    Move(A.SEPARATE, S.JOINED, S.STAGE_1, f"{PRACTICE}: nothing is lost by joining",
         "Makes it stand alone again, from its own day of receipt.", starts=(STAGE_1,)),
    Move(A.MOVE_TO_CORPORATE, S.RECEIVED, S.RECEIVED, WRONG_ONE,
         "Moves it to the corporate procedure from its day of receipt; the complainant is told which and why.",
         starts=("corporate/stage_1/acknowledge", "corporate/stage_1/answer"), stops=(STAGE_1, ACK_1), event="receipt",
         procedure="corporate"),
    Move(A.MOVE_TO_CORPORATE, S.DECIDING_INTEREST, S.RECEIVED, WRONG_ONE,
         "Moves it to the corporate procedure from its day of receipt; the complainant is told which and why.",
         starts=("corporate/stage_1/acknowledge", "corporate/stage_1/answer"), stops=(INTEREST, ACK_1), event="receipt",
         procedure="corporate"),
    Move(A.MOVE_TO_CORPORATE, S.STAGE_1, S.STAGE_1, WRONG_ONE,
         "Moves it to the corporate procedure before any answer, from its day of receipt; what was begun is finished.",
         starts=("corporate/stage_1/answer",), stops=(STAGE_1, PAUSE, ACK_1), procedure="corporate"),
    Move(A.MOVE_TO_DUTY_MATTER, S.RECEIVED, S.RECEIVED, "Complaint Handling Code: a request for service is no complaint",
         "Treats it as correspondence, with its type, because it asks for no answer to dissatisfaction; the person is "
         "told and may say otherwise.", stops=(STAGE_1, ACK_1), procedure="duty_matter"),
)  # fmt: skip

STAGE_1_MOVES = (
    *at_each((S.STAGE_1,), A.EXTEND_STAGE_1, f"{REG} 14",
             "Extends Stage 1 to 20 working days in all, before the day passes: reason, new day, and the day they were told."),
    *at_each((S.STAGE_1,), A.PAUSE_FOR_ADVOCATE, f"{REG} 14(3) (unverified)",
             "Pauses until an advocate is found; the days go on counting and the pause is shown beside them.",
             starts=(PAUSE,)),
    *at_each((S.STAGE_1,), A.END_ADVOCATE_PAUSE, f"{REG} 14(3) (unverified)",
             "Ends the pause: an advocate is appointed, or none is wanted any more.", stops=(PAUSE,)),
    Move(A.RESOLVE, S.STAGE_1, S.STAGE_1_RESOLVED, f"{REG} 15(1)",
         "Sends the terms of resolution in writing.", starts=(PROMPT,), stops=(STAGE_1, PAUSE, ACK_1)),
    Move(A.ANSWER_STAGE_1, S.STAGE_1, S.STAGE_1_ANSWERED, f"{REG} 15(2)",
         "Sends the answer on each point, with the right to Stage 2.", starts=(PROMPT,), stops=(STAGE_1, PAUSE, ACK_1)),
    *at_each((S.STAGE_1,), A.TELL_RIGHT_TO_GO_ON, f"{REG} 15; {GUIDANCE} (unverified)",
             "The time has passed without an answer: tells that they may go to Stage 2 or wait. Nothing starts by itself."),
    *from_each((S.RECEIVED, S.STAGE_1), A.SKIP_STAGE_1, S.STAGE_2_STATEMENT, f"{REG}s 15 and 17(1) (unverified)",
               "Council and complainant both agree that Stage 1 is not appropriate; Stage 2 starts at once.",
               starts=(STAGE_2, STATEMENT), stops=(STAGE_1, PAUSE, ACK_1), event="request"),
    *at_each((S.RECEIVED, S.DECIDING_INTEREST, S.STAGE_1), A.EXPRESS_DISSATISFACTION, ANY_WORDS,
             "Records words of dissatisfaction before the answer; the answer deals with them."),
    *from_each((S.STAGE_1_ANSWERED, S.STAGE_1_RESOLVED, S.CLOSED_AFTER_STAGE_1), A.EXPRESS_DISSATISFACTION,
               S.STAGE_1_QUESTION, ANY_WORDS,
               "Words of dissatisfaction after the answer: somebody must decide whether they ask for Stage 2. It cannot be "
               "closed until then.", stops=(PROMPT,)),
    Move(A.TREAT_AS_REQUEST, S.STAGE_1_QUESTION, S.STAGE_2_STATEMENT, ANY_WORDS,
         "Takes the words as a request for Stage 2, from the day they reached the council.",
         starts=(STAGE_2, STATEMENT, ACK_2), event="request"),
    Move(A.TREAT_AS_LATE_REQUEST, S.STAGE_1_QUESTION, S.STAGE_2_DECIDING, ANY_WORDS,
         "Takes the words as a late request for Stage 2, to be decided; the days count from when they reached the council.",
         starts=(STAGE_2, STATEMENT, ACK_2), event="request"),
    Move(A.NOT_A_REQUEST, S.STAGE_1_QUESTION, S.STAGE_1_ANSWERED, ANY_WORDS,
         "Decides, having asked the person, that the words are no request; the right to Stage 2 stays and they are told so."),
    *at_each((S.STAGE_1_QUESTION,), A.EXPRESS_DISSATISFACTION, ANY_WORDS, "Adds further words to the open question."),
    *from_each((S.STAGE_1_ANSWERED, S.STAGE_1_RESOLVED, S.STAGE_1_QUESTION), A.ASK_FOR_STAGE_2, S.STAGE_2_STATEMENT,
               f"{REG} 17; {ANY_WORDS}", "Starts Stage 2 on a request in any form, from the day it reached the council.",
               starts=(STAGE_2, STATEMENT, ACK_2), stops=(PROMPT,), event="request"),
    Move(A.ASK_FOR_STAGE_2, S.STAGE_1, S.STAGE_2_STATEMENT, f"{REG}s 15 and 17 ({GUIDANCE}, unverified)",
         "Starts Stage 2 on request where the time for Stage 1 has passed without an answer.",
         starts=(STAGE_2, STATEMENT, ACK_2), stops=(STAGE_1, PAUSE, ACK_1), event="request"),
    *from_each((S.STAGE_1_ANSWERED, S.STAGE_1_RESOLVED, S.STAGE_1_QUESTION, S.CLOSED_AFTER_STAGE_1),
               A.ASK_FOR_STAGE_2_LATE, S.STAGE_2_DECIDING, f"{REG} 17; {GUIDANCE} (no time limit: unverified)",
               "Takes a late request, or one after closure, to a decision: why late, and what is new. It is never closed "
               "for lateness alone.", starts=(STAGE_2, STATEMENT, ACK_2), stops=(PROMPT,), event="request"),
    Move(A.ASK_FOR_STAGE_2, S.CLOSED_AFTER_STAGE_1, S.STAGE_2_STATEMENT, f"{REG} 17; {ANY_WORDS}",
         "Starts Stage 2 on a request after closure that needs no weighing, from the day it reached the council.",
         starts=(STAGE_2, STATEMENT, ACK_2), event="request"),
    Move(A.ACCEPT_STAGE_2, S.STAGE_2_DECIDING, S.STAGE_2_STATEMENT, f"{REG} 17",
         "Accepts a late request; the days have counted since it reached the council."),
    Move(A.REFUSE_STAGE_2, S.STAGE_2_DECIDING, S.STAGE_1_ANSWERED,
         "Ombudsman: refusal needs a lawful reason (Redbridge 20 001 669 shows one that is not)",
         "Refuses a late request for a lawful reason, in a letter with the Ombudsman's address.",
         stops=(STAGE_2, STATEMENT, ACK_2)),
    *from_each((S.STAGE_1_RESOLVED, S.STAGE_1_ANSWERED), A.CLOSE, S.CLOSED_AFTER_STAGE_1, PRACTICE + ": no right ends by it",
               "Closes it with a reason. That nobody replied is none; the right to Stage 2 stays.", stops=(PROMPT,)),
    Move(A.REOPEN, S.CLOSED_AFTER_STAGE_1, S.STAGE_1_ANSWERED, PRACTICE,
         "Opens it again where it stood, with the reason."),
)  # fmt: skip
