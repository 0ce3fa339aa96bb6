"""The acts of the procedure by who does them: the office, its manager, the clerk of a panel, the system."""

from __future__ import annotations

from heard.law.procedure import Act

# An import does these itself when it keeps a past case.
SYSTEM = frozenset({Act.BRING_IN_OPEN, Act.BRING_IN_CLOSED, Act.BRING_IN_WITHDRAWN})
# Money is approved by those who may approve payments, to the limit that the council has set for each.
OF_APPROVING = frozenset({Act.APPROVE_PAYMENT, Act.REFUSE_PAYMENT})
CASEWORK = frozenset(Act) - SYSTEM - OF_APPROVING
# What only the complaints manager, or whoever decides at that stage, may do.
DECIDING = frozenset(
    {
        Act.REFUSE,
        Act.REFUSE_POINT,
        Act.ACCEPT_INTEREST,
        Act.REFUSE_INTEREST,
        Act.EXTEND_STAGE_1,
        Act.EXTEND_STAGE_2,
        Act.EXTEND,
        Act.SKIP_STAGE_1,
        Act.ACCEPT_STAGE_2,
        Act.REFUSE_STAGE_2,
        Act.ACCEPT_STAGE_3,
        Act.REFUSE_STAGE_3,
        Act.SETTLE_STATEMENT,
        Act.APPOINT_INVESTIGATOR,
        Act.CHANGE_INVESTIGATOR,
        Act.APPOINT_INDEPENDENT_PERSON,
        Act.CHANGE_INDEPENDENT_PERSON,
        Act.APPOINT_ADJUDICATOR,
        Act.APPOINT_PANEL,
        Act.CHANGE_PANELLIST,
        Act.REFER_EARLY,
        Act.DECIDE_FREEZE,
        Act.END_FREEZE,
        Act.LIMIT_CONTACT,
        Act.REVIEW_LIMIT,
        Act.END_LIMIT,
        Act.REVIEW_WITHDRAWN,
        Act.REINSTATE,
        Act.REOPEN,
        Act.IDENTIFY,
        Act.ANSWER_PUBLIC_REPORT,
    }
)
# A clock's date or pause is never one person's alone; nor is a joining, or who an anonymous reporter was.
SECOND_PERSON = frozenset(
    {
        Act.CORRECT,
        Act.HOLD,
        Act.HOLD_POINT,
        Act.PAUSE_FOR_ADVOCATE,
        Act.PAUSE_AS_ASKED,
        Act.JOIN,
        Act.IDENTIFY,
    }
)
OF_PANEL = frozenset(
    {
        Act.ACKNOWLEDGE_STAGE_3,
        Act.SET_PANEL_DATE,
        Act.AGREE_PANEL_ARRANGEMENTS,
        Act.SEND_PANEL_NOTICE,
        Act.SEND_PANEL_PAPERS,
        Act.PANEL_MEETS,
        Act.SEND_PANEL_REPORT,
        Act.RECEIVE_RECOMMENDATIONS,
    }
)
OF_OMBUDSMAN = frozenset(
    {
        Act.OPEN_OMBUDSMAN_CASE,
        Act.RECEIVE_OMBUDSMAN_ENQUIRY,
        Act.ANSWER_OMBUDSMAN_ENQUIRY,
        Act.RECORD_OMBUDSMAN_DECISION,
        Act.SEND_PROOF,
        Act.COMPLETE_RECOMMENDATION,
        Act.RECEIVE_PUBLIC_REPORT,
        Act.ANSWER_PUBLIC_REPORT,
        Act.RETURN_FROM_OMBUDSMAN,
        Act.RECORD_OMBUDSMAN_STEP,
        Act.ASK_OMBUDSMAN_FOR_TIME,
        Act.RECORD_OMBUDSMAN_TIME,
        Act.RECEIVE_OMBUDSMAN_DRAFT,
        Act.COMMENT_ON_OMBUDSMAN_DRAFT,
        Act.MAKE_DECISION_PUBLIC,
        Act.RECORD_WORD_ON_REFUSAL,
        Act.RECORD_OMBUDSMAN_TALK,
        Act.SEND_OMBUDSMAN_COPY,
    }
)
