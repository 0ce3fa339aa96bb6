"""The Children Act procedure from 1 September 2006: Stages 2 and 3, and how it ends, in SI 2006/1738."""

# ruff: noqa: E501  (a table: one move a line)
from __future__ import annotations

from collections.abc import Mapping

from heard.law.procedure_acts import Act
from heard.law.procedure_anytime import GUIDANCE, PRACTICE, REG
from heard.law.procedure_chart import Move, at_each, from_each
from heard.law.procedure_children_act import ACK_1, ACK_2, ANY_WORDS, PAUSE, STAGE_2, STATEMENT
from heard.law.procedure_states import State

A = Act
S = State

ASK_3, PANEL = "children_act/stage_3/request", "children_act/stage_3/panel"
REPORT, RESPONSE = "children_act/stage_3/report", "children_act/stage_3/response"
ACK_3, ARRANGE = "children_act/stage_3/acknowledge", "children_act/stage_3/arrange"
NOTICE, PAPERS = "children_act/stage_3/notice", "children_act/stage_3/papers"
TIMETABLE = (ACK_3, ARRANGE, NOTICE, PAPERS)
NO_GATE = "Ombudsman: South Gloucestershire 21 007 738 (no gate of merits)"

AT_STAGE_2 = (S.STAGE_2_STATEMENT, S.STAGE_2_INVESTIGATING, S.STAGE_2_INVESTIGATOR_REPORTED,
              S.STAGE_2_INDEPENDENT_REPORTED, S.STAGE_2_ADJUDICATING)  # fmt: skip
IN_INVESTIGATION = AT_STAGE_2[1:]
BEFORE_PANEL = (S.STAGE_3_ARRANGING, S.STAGE_3_PANEL_APPOINTED)
AFTER_PANEL = (S.STAGE_3_PANEL_MET, S.STAGE_3_REPORTED, S.STAGE_3_REPORT_TO_SEND, S.STAGE_3_RECOMMENDED)
# Clocks that may run beside the stage's own: a setting or guidance, not the time of the stage.
BESIDES: Mapping[S, tuple[str, ...]] = {
    S.RECEIVED: (ACK_1,),
    S.DECIDING_INTEREST: (ACK_1,),
    S.STAGE_1: (ACK_1, PAUSE),
    **dict.fromkeys((S.STAGE_2_DECIDING, *AT_STAGE_2), (ACK_2,)),
    S.STAGE_3_DECIDING: (ACK_3,),
    S.STAGE_3_ARRANGING: (ACK_3, NOTICE, PAPERS),
    S.STAGE_3_PANEL_APPOINTED: TIMETABLE,
}

STAGE_2_MOVES = (
    *at_each(AT_STAGE_2, A.ACKNOWLEDGE_STAGE_2, f"{REG} 11; {PRACTICE}: 2 working days are a setting",
             "Acknowledges the request; it neither starts nor stops the time for the answer.", stops=(ACK_2,)),
    *at_each((S.STAGE_2_STATEMENT,), A.DRAFT_STATEMENT, f"{REG} 16",
             "Sends the draft statement, their words beside it, and asks whether it is right."),
    Move(A.AGREE_STATEMENT, S.STAGE_2_STATEMENT, S.STAGE_2_INVESTIGATING, f"{REG} 16",
         "Records that the statement is agreed. Whether Stage 2 counts from here or the request is a dated setting; both "
         "days are kept.", starts=(STAGE_2,), stops=(STATEMENT,), event="statement"),
    Move(A.SETTLE_STATEMENT, S.STAGE_2_STATEMENT, S.STAGE_2_INVESTIGATING, f"{REG}s 10(c) and 16",
         "Goes on with the statement as sent, when the complainant had the chance to comment and did not.",
         starts=(STAGE_2,), stops=(STATEMENT,), event="statement"),
    *at_each(IN_INVESTIGATION, A.AMEND_STATEMENT, f"{REG} 16; {GUIDANCE} (unverified)",
             "Amends the agreed statement; both wordings are kept and no clock starts again."),
    *at_each(AT_STAGE_2, A.APPOINT_INVESTIGATOR, f"{REG} 17; {GUIDANCE}",
             "Appoints the investigating officer, with a declaration; no clock moves."),
    *at_each(AT_STAGE_2, A.CHANGE_INVESTIGATOR, f"{REG} 17: no text lets a change move the days",
             "Appoints another; the days neither pause nor start again."),
    *at_each(AT_STAGE_2, A.APPOINT_INDEPENDENT_PERSON, f"{REG} 17(2)",
             "Appoints the independent person, with a declaration; no clock moves."),
    *at_each(AT_STAGE_2, A.CHANGE_INDEPENDENT_PERSON, f"{REG} 17(2): no text lets a change move the days",
             "Appoints another; the days neither pause nor start again."),
    *at_each(AT_STAGE_2, A.APPOINT_ADJUDICATOR, f"{GUIDANCE} (unverified)",
             "Names the senior manager who will adjudicate, with a declaration."),
    *at_each(AT_STAGE_2, A.EXTEND_STAGE_2, f"{REG} 17",
             "Extends Stage 2 to no more than 65 working days in all, before the day passes: reasons, new day, told in writing."),
    Move(A.RECEIVE_INVESTIGATOR_REPORT, S.STAGE_2_INVESTIGATING, S.STAGE_2_INVESTIGATOR_REPORTED, f"{REG} 17",
         "Receives the investigating officer's report with a finding on each point; the clock runs on."),
    Move(A.RECEIVE_INDEPENDENT_REPORT, S.STAGE_2_INVESTIGATING, S.STAGE_2_INDEPENDENT_REPORTED, f"{REG} 17(2)",
         "Receives the independent person's report on each point; the clock runs on."),
    Move(A.RECEIVE_INVESTIGATOR_REPORT, S.STAGE_2_INDEPENDENT_REPORTED, S.STAGE_2_ADJUDICATING, f"{REG} 17",
         "Receives the investigating officer's report; both are now in and the adjudication follows."),
    Move(A.RECEIVE_INDEPENDENT_REPORT, S.STAGE_2_INVESTIGATOR_REPORTED, S.STAGE_2_ADJUDICATING, f"{REG} 17(2)",
         "Receives the independent person's report; both are now in and the adjudication follows."),
    *at_each((S.STAGE_2_INVESTIGATOR_REPORTED, S.STAGE_2_ADJUDICATING), A.RECEIVE_INVESTIGATOR_REPORT, PRACTICE,
             "Receives a revised report; the earlier one is kept beside it."),
    *at_each((S.STAGE_2_INDEPENDENT_REPORTED, S.STAGE_2_ADJUDICATING), A.RECEIVE_INDEPENDENT_REPORT, PRACTICE,
             "Receives a revised report; the earlier one is kept beside it."),
    Move(A.ADJUDICATE, S.STAGE_2_ADJUDICATING, S.STAGE_2_ANSWERED, f"{REG} 17",
         "Sends the adjudication on each point, actions with owners and days, both reports, and the right to Stage 3. This "
         "stops the clock, not the report.", starts=(ASK_3,), stops=(STAGE_2, ACK_2)),
    *at_each((*AT_STAGE_2, S.STAGE_2_DECIDING), A.EXPRESS_DISSATISFACTION, ANY_WORDS,
             "Records words of dissatisfaction while Stage 2 goes on; they are dealt with in it."),
    *from_each((S.STAGE_2_ANSWERED, S.CLOSED_AFTER_STAGE_2), A.EXPRESS_DISSATISFACTION, S.STAGE_2_QUESTION, ANY_WORDS,
               "Words of dissatisfaction after the adjudication: somebody must decide whether they ask for Stage 3. It "
               "cannot be closed until then."),
    *at_each((S.STAGE_2_QUESTION,), A.EXPRESS_DISSATISFACTION, ANY_WORDS, "Adds further words to the open question."),
    Move(A.NOT_A_REQUEST, S.STAGE_2_QUESTION, S.STAGE_2_ANSWERED, ANY_WORDS,
         "Decides, having asked the person, that the words are no request; they are told until when they may still ask."),
)  # fmt: skip

STAGE_3_MOVES = (
    Move(A.TREAT_AS_REQUEST, S.STAGE_2_QUESTION, S.STAGE_3_ARRANGING, f"{REG} 18; {ANY_WORDS}",
         "Takes the words as a request for a panel, from the day they reached the council.", starts=(PANEL, ACK_3, ARRANGE), stops=(ASK_3,)),
    Move(A.TREAT_AS_LATE_REQUEST, S.STAGE_2_QUESTION, S.STAGE_3_DECIDING, f"{REG} 18; {ANY_WORDS}",
         "Takes the words as a late request for a panel, to be decided with discretion.", starts=(PANEL, ACK_3, ARRANGE), stops=(ASK_3,)),
    *from_each((S.STAGE_2_ANSWERED, S.STAGE_2_QUESTION, S.CLOSED_AFTER_STAGE_2), A.ASK_FOR_STAGE_3, S.STAGE_3_ARRANGING,
               f"{REG}s 18 and 19(1); {NO_GATE}",
               "Starts Stage 3 on a request within 20 working days of receipt of the answer; a panel must be appointed.",
               starts=(PANEL, ACK_3, ARRANGE), stops=(ASK_3,)),
    *from_each((S.STAGE_2_ANSWERED, S.STAGE_2_QUESTION, S.CLOSED_AFTER_STAGE_2), A.ASK_FOR_STAGE_3_LATE,
               S.STAGE_3_DECIDING, f"{REG} 18; Ombudsman: Surrey 20 003 273",
               "Takes a late request to a decision, with discretion really used; the panel's days count from its receipt.",
               starts=(PANEL, ACK_3, ARRANGE), stops=(ASK_3,)),
    Move(A.ACCEPT_STAGE_3, S.STAGE_3_DECIDING, S.STAGE_3_ARRANGING, f"{REG}s 18 and 19(1)",
         "Accepts the late request, with reasons; a panel must be appointed."),
    Move(A.REFUSE_STAGE_3, S.STAGE_3_DECIDING, S.STAGE_2_ANSWERED, "Ombudsman: Wandsworth 23 002 843 (a considered refusal stands)",
         "Declines the late request after weighing it, with reasons and the Ombudsman's address.", stops=(PANEL, *TIMETABLE)),
    *at_each((S.STAGE_3_DECIDING, *BEFORE_PANEL), A.ACKNOWLEDGE_STAGE_3, f"{GUIDANCE} (2 working days: unverified)",
             "Acknowledges the request; the panel's own days run on.", stops=(ACK_3,)),
    Move(A.APPOINT_PANEL, S.STAGE_3_ARRANGING, S.STAGE_3_PANEL_APPOINTED, f"{REG} 19(1) to (3)",
         "Appoints exactly three independent persons, one to chair, none of them the Stage 2 independent person."),
    *at_each((S.STAGE_3_PANEL_APPOINTED,), A.CHANGE_PANELLIST, f"{REG} 19(2) and (3)",
             "Appoints another in a panellist's place; there are three again and no clock moves."),
    *at_each(BEFORE_PANEL, A.SET_PANEL_DATE, f"{REG} 19(4); Ombudsman: Staffordshire 24 001 160",
             "Sets the day, with regard to when the complainant can come; a day after 30 working days is out of time "
             "whoever asked for it.", starts=(NOTICE, PAPERS)),
    *at_each(BEFORE_PANEL, A.SEND_PANEL_NOTICE, f"{REG} 19(6); {GUIDANCE} (unverified)",
             "Tells everybody who may attend when and where it meets, and the complainant that an advocate and another "
             "person may come with them.", stops=(NOTICE,)),
    *at_each((S.STAGE_3_PANEL_APPOINTED,), A.AGREE_PANEL_ARRANGEMENTS,
             f"{GUIDANCE} (10 working days from the request: unverified)",
             "Records that who attends and which papers there are is agreed with the chair.", stops=(ARRANGE,)),
    *at_each((S.STAGE_3_PANEL_APPOINTED,), A.SEND_PANEL_PAPERS, f"{GUIDANCE} (10 working days before: unverified)",
             "Sends the papers to all who will attend.", stops=(PAPERS,)),
    Move(A.PANEL_MEETS, S.STAGE_3_PANEL_APPOINTED, S.STAGE_3_PANEL_MET, f"{REG} 19(4) to (6)",
         "Records that the panel met, who came, who spoke for whom, and what the panel considered and whose submission it "
         "was.", starts=(REPORT,), stops=(PANEL, *TIMETABLE)),
    Move(A.SEND_PANEL_REPORT, S.STAGE_3_PANEL_MET, S.STAGE_3_REPORTED, f"{REG} 20",
         "Records the summary of the panel's report and that it went to the council, the complainant and any advocate, the independent person, "
         "and others with sufficient interest.", stops=(REPORT,)),
    Move(A.RECEIVE_RECOMMENDATIONS, S.STAGE_3_REPORTED, S.STAGE_3_RECOMMENDED, f"{REG} 20",
         "Receives the panel's recommendations; the 15 working days count from this day.", starts=(RESPONSE,)),
    Move(A.RECEIVE_RECOMMENDATIONS, S.STAGE_3_PANEL_MET, S.STAGE_3_REPORT_TO_SEND, f"{REG} 20",
         "Receives the panel's recommendations before the report is known to have gone to the others; the 15 working days "
         "count from this day.", starts=(RESPONSE,)),
    Move(A.SEND_PANEL_REPORT, S.STAGE_3_REPORT_TO_SEND, S.STAGE_3_RECOMMENDED, f"{REG} 20",
         "Records that the report went to all others who must have it.", stops=(REPORT,)),
    Move(A.ANSWER_STAGE_3, S.STAGE_3_RECOMMENDED, S.STAGE_3_ANSWERED, f"{REG} 20",
         "Sends the final answer and proposals, decided together with the independent person, with how to go to the "
         "Ombudsman; a recommendation not followed needs written reasons.", stops=(RESPONSE,)),
    *at_each((S.STAGE_3_DECIDING, *BEFORE_PANEL, *AFTER_PANEL), A.EXPRESS_DISSATISFACTION, ANY_WORDS,
             "Records words of dissatisfaction while Stage 3 goes on."),
    *at_each((S.STAGE_3_ANSWERED, S.REFERRED_EARLY, S.CLOSED_AFTER_STAGE_3), A.EXPRESS_DISSATISFACTION,
             "Local Government Act 1974, Part 3", "Records the words and tells again how to go to the Ombudsman."),
    *from_each((S.STAGE_2_ANSWERED, S.STAGE_2_QUESTION, S.STAGE_3_DECIDING, *BEFORE_PANEL), A.REFER_EARLY, S.REFERRED_EARLY,
               f"{GUIDANCE} (unverified); {NO_GATE}",
               "Refers it to the Ombudsman without a panel: every criterion evidenced and the complainant agrees.",
               stops=(ASK_3, PANEL, *TIMETABLE)),
    Move(A.RETURN_FROM_OMBUDSMAN, S.REFERRED_EARLY, S.STAGE_3_ARRANGING, "Local Government Act 1974, Part 3",
         "The Ombudsman sends it back: a panel is held after all.", starts=(PANEL, ARRANGE)),
)  # fmt: skip
