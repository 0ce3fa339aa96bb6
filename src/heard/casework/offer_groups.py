"""Under which heading of the case page each act stands, what it is called there, and what it needs to be open."""

from __future__ import annotations

from collections.abc import Mapping

from heard.law.procedure import Act, State

GROUPS = ("Next", "Clock", "People", "Points", "Letters", "Safety", "Ending", "Ombudsman", "Other")

_CLOCK = (
    Act.EXTEND_STAGE_1, Act.EXTEND_STAGE_2, Act.EXTEND, Act.PAUSE_FOR_ADVOCATE, Act.END_ADVOCATE_PAUSE,
    Act.TELL_RIGHT_TO_GO_ON, Act.HOLD, Act.RESUME, Act.PAUSE_AS_ASKED, Act.END_PAUSE_AS_ASKED, Act.LAPSE,
)  # fmt: skip
_PEOPLE = (
    Act.ADD_PARTY, Act.ASSIGN, Act.RECORD_CONSENT, Act.RECORD_ADJUSTMENT, Act.RECORD_CONTACT, Act.ATTEMPT_CONTACT,
    Act.OFFER_ADVOCACY, Act.ACCEPT_ADVOCACY, Act.DECLINE_ADVOCACY, Act.APPOINT_ADVOCATE, Act.ADVOCATE_FIRST_CONTACT,
    Act.END_ADVOCACY, Act.TAKE_UP_EARLIER_ADVOCACY, Act.IDENTIFY,
)  # fmt: skip
_POINTS = (
    Act.ADD_POINT,
    Act.AMEND_STATEMENT,
    Act.REFUSE_POINT,
    Act.SPLIT,
    Act.FIND,
    Act.HOLD_POINT,
    Act.RESUME_POINT,
)
_LETTERS = (Act.SEND_LETTER, Act.RECORD_LETTER_RECEIVED, Act.RECEIVE_LETTER, Act.TELL_PROCEDURE)
_SAFETY = (
    Act.REFER_TO_SAFEGUARDING, Act.DECIDE_FREEZE, Act.END_FREEZE, Act.LIMIT_CONTACT, Act.REVIEW_LIMIT, Act.END_LIMIT,
    Act.TELL_OF_REGULATOR, Act.RECORD_REGULATOR,
)  # fmt: skip
_ENDING = (
    Act.REFUSE, Act.WITHDRAW, Act.CONFIRM_WITHDRAWAL, Act.REVIEW_WITHDRAWN, Act.REINSTATE, Act.CLOSE, Act.REOPEN,
    Act.JOIN, Act.SEPARATE,
)  # fmt: skip
_OMBUDSMAN = (
    Act.OPEN_OMBUDSMAN_CASE, Act.RECEIVE_OMBUDSMAN_ENQUIRY, Act.ANSWER_OMBUDSMAN_ENQUIRY, Act.RECORD_OMBUDSMAN_DECISION,
    Act.SEND_PROOF, Act.COMPLETE_RECOMMENDATION, Act.RECEIVE_PUBLIC_REPORT, Act.ANSWER_PUBLIC_REPORT, Act.REFER_EARLY,
    Act.RETURN_FROM_OMBUDSMAN, Act.RECORD_OMBUDSMAN_STEP, Act.ASK_OMBUDSMAN_FOR_TIME, Act.RECORD_OMBUDSMAN_TIME,
    Act.RECEIVE_OMBUDSMAN_DRAFT, Act.COMMENT_ON_OMBUDSMAN_DRAFT, Act.MAKE_DECISION_PUBLIC, Act.RECORD_WORD_ON_REFUSAL,
    Act.RECORD_OMBUDSMAN_TALK, Act.SEND_OMBUDSMAN_COPY,
)  # fmt: skip
_OTHER = (
    Act.CORRECT, Act.LINK, Act.SHARE_WITH_BODY, Act.PASS_TO_PROVIDER, Act.RECEIVE_PROVIDER_ANSWER, Act.AGREE_ACTION,
    Act.VARY_ACTION, Act.COMPLETE_ACTION, Act.TELL_PROMISE, Act.SAY_OF_ACTION, Act.REOPEN_ACTION, Act.ASK_IF_CHANGED,
    Act.ANSWER_IF_CHANGED, Act.DECIDE_IF_CHANGED, Act.GIVE_RECOMMENDATION, Act.OFFER_REMEDY, Act.GIVE_REMEDY,
    Act.PROPOSE_PAYMENT, Act.APPROVE_PAYMENT, Act.REFUSE_PAYMENT, Act.WITHDRAW_PAYMENT, Act.RECORD_PAYMENT,
    Act.TELL_OF_PAYMENT, Act.RECORD_COST, Act.SPARE_STAGE_2, Act.TAKE_BACK_COST, Act.RECORD_LEARNING,
    Act.MOVE_TO_CHILDREN_ACT, Act.MOVE_TO_CORPORATE, Act.MOVE_TO_DUTY_MATTER, Act.CONFIRM_WITHDRAWAL,
)  # fmt: skip
_BY_GROUP = {
    "Clock": _CLOCK, "People": _PEOPLE, "Points": _POINTS, "Letters": _LETTERS, "Safety": _SAFETY, "Ending": _ENDING,
    "Ombudsman": _OMBUDSMAN, "Other": _OTHER,
}  # fmt: skip
GROUP_OF: Mapping[Act, str] = {act: group for group, acts in reversed(_BY_GROUP.items()) for act in acts}


def group_of(act: Act) -> str:
    """The heading under which an act stands: what carries the case on stands under Next."""
    return GROUP_OF.get(act, "Next")


def title_of(act: Act) -> str:
    """What an act is called on a page."""
    return act.words[:1].upper() + act.words[1:]


# Going on with what was brought in: its own facts say from where, so only one of these is possible.
CONTINUING = (
    Act.CONTINUE, Act.CONTINUE_AT_STAGE_1, Act.CONTINUE_AFTER_STAGE_1, Act.CONTINUE_AT_STAGE_2,
    Act.CONTINUE_AFTER_STAGE_2, Act.CONTINUE_AT_STAGE_3,
)  # fmt: skip
# Whose act it is, where it is not the complaints team’s: whoever else looks is told whom the case waits for.
THE_COMPLAINANT = "the complainant"
WHOSE: Mapping[Act, str] = {
    Act.ANSWER_STAGE_1: "the manager of the service",
    Act.RESOLVE: "the manager of the service",
    Act.RECEIVE_INVESTIGATOR_REPORT: "the investigating officer",
    Act.RECEIVE_INDEPENDENT_REPORT: "the independent person",
    Act.ADJUDICATE: "the adjudicating officer",
    Act.PANEL_MEETS: "the panel",
    Act.RECEIVE_RECOMMENDATIONS: "the panel",
    Act.SEND_PANEL_REPORT: "the panel",
    Act.ANSWER_STAGE_3: "the director",
    Act.ASK_FOR_STAGE_2: THE_COMPLAINANT,
    Act.ASK_FOR_STAGE_3: THE_COMPLAINANT,
    Act.EXPRESS_DISSATISFACTION: THE_COMPLAINANT,
}
# What is done first where a case stands there, most urgent first; the rest of “Next” follows.
FIRST: Mapping[State, tuple[Act, ...]] = {
    State.RECEIVED: (Act.ACKNOWLEDGE, Act.ACCEPT, Act.SETTLE, Act.ANSWER, Act.THANK, Act.CONSIDER),
    State.DECIDING_INTEREST: (Act.ACCEPT_INTEREST, Act.REFUSE_INTEREST),
    State.STAGE_1: (Act.ANSWER_STAGE_1, Act.RESOLVE, Act.ACKNOWLEDGE),
    State.STAGE_1_ANSWERED: (Act.ASK_FOR_STAGE_2, Act.EXPRESS_DISSATISFACTION),
    State.STAGE_1_RESOLVED: (Act.ASK_FOR_STAGE_2, Act.EXPRESS_DISSATISFACTION),
    State.STAGE_1_QUESTION: (Act.TREAT_AS_REQUEST, Act.NOT_A_REQUEST),
    State.STAGE_2_DECIDING: (Act.ACCEPT_STAGE_2, Act.REFUSE_STAGE_2),
    State.STAGE_2_WEIGHING: (Act.OPEN_WEIGHED_STAGE_2, Act.DECLINE_WEIGHED_STAGE_2),
    State.STAGE_2_STATEMENT: (
        Act.ACKNOWLEDGE_STAGE_2, Act.APPOINT_INVESTIGATOR, Act.APPOINT_INDEPENDENT_PERSON, Act.DRAFT_STATEMENT,
        Act.AGREE_STATEMENT,
    ),
    State.STAGE_2_INVESTIGATING: (Act.RECEIVE_INVESTIGATOR_REPORT, Act.RECEIVE_INDEPENDENT_REPORT),
    State.STAGE_2_INVESTIGATOR_REPORTED: (Act.RECEIVE_INDEPENDENT_REPORT,),
    State.STAGE_2_INDEPENDENT_REPORTED: (Act.RECEIVE_INVESTIGATOR_REPORT,),
    State.STAGE_2_ADJUDICATING: (Act.ADJUDICATE, Act.APPOINT_ADJUDICATOR),
    State.STAGE_2: (Act.ANSWER_STAGE_2,),
    State.STAGE_2_ANSWERED: (Act.ASK_FOR_STAGE_3, Act.EXPRESS_DISSATISFACTION),
    State.STAGE_2_QUESTION: (Act.TREAT_AS_REQUEST, Act.NOT_A_REQUEST),
    State.STAGE_3_DECIDING: (Act.ACCEPT_STAGE_3, Act.REFUSE_STAGE_3),
    State.STAGE_3_ARRANGING: (Act.ACKNOWLEDGE_STAGE_3, Act.APPOINT_PANEL, Act.SET_PANEL_DATE),
    State.STAGE_3_PANEL_APPOINTED: (Act.SET_PANEL_DATE, Act.SEND_PANEL_PAPERS, Act.PANEL_MEETS),
    State.STAGE_3_PANEL_MET: (Act.SEND_PANEL_REPORT, Act.RECEIVE_RECOMMENDATIONS),
    State.STAGE_3_REPORTED: (Act.RECEIVE_RECOMMENDATIONS,),
    State.STAGE_3_REPORT_TO_SEND: (Act.SEND_PANEL_REPORT, Act.ANSWER_STAGE_3),
    State.STAGE_3_RECOMMENDED: (Act.ANSWER_STAGE_3,),
    State.STAGE_3_ANSWERED: (Act.CLOSE,),
    State.REFERRED_EARLY: (Act.RETURN_FROM_OMBUDSMAN,),
    State.CONSIDERING: (Act.ANSWER, Act.CONSIDER),
    State.THANKED: (Act.SHARE, Act.CLOSE),
    State.SHARED: (Act.CLOSE,),
    State.HISTORY_OPEN: CONTINUING,
    **{state: (Act.CONFIRM_WITHDRAWAL,) for state in State if "withdrawn" in state.value},
}  # fmt: skip
# Wherever a case stands, people look for these: where one is not possible now the page says why.
MAIN = (
    Act.ACCEPT, Act.ANSWER_STAGE_1, Act.EXTEND_STAGE_1, Act.ASK_FOR_STAGE_2, Act.ASK_FOR_STAGE_3, Act.WITHDRAW,
    Act.CLOSE, Act.REOPEN,
)  # fmt: skip
# What is done once, and of which the first day stands: the code is that of `open_things`.
DONE_ONCE: Mapping[Act, str] = {
    Act.ACKNOWLEDGE: "acknowledged",
    Act.ACKNOWLEDGE_STAGE_2: "stage_2_acknowledged",
    Act.ACKNOWLEDGE_STAGE_3: "stage_3_acknowledged",
    Act.APPOINT_INVESTIGATOR: "investigator",
    Act.APPOINT_INDEPENDENT_PERSON: "independent_person",
    Act.PAUSE_AS_ASKED: "pause_as_asked",
}
# What may be done again, but comes next only until it was done.
NEXT_UNTIL: Mapping[Act, str] = {
    Act.SET_PANEL_DATE: "panel_day",
    Act.SEND_PANEL_PAPERS: "panel_papers",
    Act.APPOINT_ADJUDICATOR: "adjudicator",
    Act.DRAFT_STATEMENT: "statement",
}
# An act that ends or answers something is offered while there is such a thing: the code is that of `open_things`.
NEEDS_OPEN: Mapping[Act, str] = {
    Act.END_ADVOCATE_PAUSE: "advocate_pause",
    Act.END_PAUSE_AS_ASKED: "pause_as_asked",
    Act.RESUME: "hold",
    Act.LAPSE: "hold",
    Act.RESUME_POINT: "held_point",
    Act.END_FREEZE: "freeze",
    Act.REVIEW_LIMIT: "limit",
    Act.END_LIMIT: "limit",
    Act.ACCEPT_ADVOCACY: "advocacy_offered",
    Act.DECLINE_ADVOCACY: "advocacy_offered",
    Act.ADVOCATE_FIRST_CONTACT: "advocacy",
    Act.END_ADVOCACY: "advocacy",
    Act.RECEIVE_PROVIDER_ANSWER: "provider",
    Act.VARY_ACTION: "action",
    Act.COMPLETE_ACTION: "action",
    Act.TELL_PROMISE: "has_actions",
    Act.SAY_OF_ACTION: "has_actions",
    Act.REOPEN_ACTION: "action_done",
    Act.ASK_IF_CHANGED: "if_changed_to_ask",
    Act.ANSWER_IF_CHANGED: "if_changed",
    Act.DECIDE_IF_CHANGED: "if_changed_no",
    Act.GIVE_RECOMMENDATION: "has_recommendations",
    Act.GIVE_REMEDY: "remedy",
    Act.APPROVE_PAYMENT: "payment_waiting",
    Act.REFUSE_PAYMENT: "payment_waiting",
    Act.WITHDRAW_PAYMENT: "payment_unpaid",
    Act.RECORD_PAYMENT: "payment_to_pay",
    Act.TELL_OF_PAYMENT: "payment_not_told",
    Act.RECORD_COST: "stage_that_costs",
    Act.TAKE_BACK_COST: "cost",
    Act.RECORD_LETTER_RECEIVED: "letter",
    Act.RECEIVE_OMBUDSMAN_ENQUIRY: "ombudsman_case",
    Act.RECORD_OMBUDSMAN_DECISION: "ombudsman_case",
    Act.RECEIVE_PUBLIC_REPORT: "ombudsman_case",
    Act.ANSWER_OMBUDSMAN_ENQUIRY: "ombudsman_enquiry",
    Act.RECORD_OMBUDSMAN_STEP: "ombudsman_case",
    Act.RECEIVE_OMBUDSMAN_DRAFT: "ombudsman_case",
    Act.RECORD_OMBUDSMAN_TALK: "ombudsman_case",
    Act.ASK_OMBUDSMAN_FOR_TIME: "due_to_ombudsman",
    Act.RECORD_OMBUDSMAN_TIME: "time_asked_of_ombudsman",
    Act.COMMENT_ON_OMBUDSMAN_DRAFT: "ombudsman_draft",
    Act.MAKE_DECISION_PUBLIC: "ombudsman_decision",
    Act.RECORD_WORD_ON_REFUSAL: "ombudsman_case",
    Act.SEND_OMBUDSMAN_COPY: "ombudsman_copy",
    Act.SEND_PROOF: "ombudsman_recommendation",
    Act.COMPLETE_RECOMMENDATION: "proof_sent",
    Act.TAKE_UP_EARLIER_ADVOCACY: "earlier_advocacy",
    Act.CONFIRM_WITHDRAWAL: "unconfirmed_withdrawal",
    Act.ANSWER_PUBLIC_REPORT: "public_report",
    Act.CHANGE_INVESTIGATOR: "investigator",
    Act.CHANGE_INDEPENDENT_PERSON: "independent_person",
    Act.ADJUDICATE: "adjudicator",
    Act.SETTLE_STATEMENT: "statement",
    Act.SEND_PANEL_NOTICE: "panel_day",
    Act.SEND_PANEL_PAPERS: "panel_day",
}
# What each of these is called, to finish “There is no …”.
OPEN_WORDS: Mapping[str, str] = {
    "advocate_pause": "wait for an advocate",
    "pause_as_asked": "wait that the complainant asked for",
    "hold": "hold for proceedings",
    "held_point": "point held for proceedings",
    "freeze": "freeze",
    "limit": "limit on contact",
    "advocacy_offered": "offer of advocacy without an answer",
    "advocacy": "help of an advocate",
    "provider": "provider that still owes its answer",
    "action": "action still to be done",
    "has_actions": "promise on this case",
    "action_done": "promise that was kept",
    "if_changed_to_ask": "question after three or six months that is still to be asked",
    "if_changed": "question after three or six months without an answer",
    "if_changed_no": "answer that it did not change to decide on",
    "has_recommendations": "recommendation on this case",
    "remedy": "remedy still to be given",
    "payment_waiting": "payment that waits for approval",
    "payment_unpaid": "proposed payment of which nothing is paid",
    "payment_to_pay": "approved payment still to be paid",
    "payment_not_told": "approved payment of which nobody was told",
    "stage_that_costs": "Stage 2 or Stage 3",
    "cost": "cost",
    "letter": "letter",
    "ombudsman_case": "Ombudsman case",
    "ombudsman_enquiry": "Ombudsman enquiry still to be answered",
    "due_to_ombudsman": "day set by the Ombudsman that is still to come or to be met",
    "time_asked_of_ombudsman": "request for more time without an answer",
    "ombudsman_draft": "draft decision still to be commented on",
    "ombudsman_decision": "decision of the Ombudsman",
    "ombudsman_copy": "frozen copy of the case for the Ombudsman",
    "ombudsman_recommendation": "recommendation of the Ombudsman still to be proved",
    "proof_sent": "proof that waits for the Ombudsman’s word",
    "earlier_advocacy": "request for an advocate from before it, by anybody in it, that is still open",
    "unconfirmed_withdrawal": "withdrawal still to be confirmed",
    "public_report": "public report still to be answered",
    "investigator": "investigating officer",
    "independent_person": "independent person",
    "adjudicator": "adjudicating officer",
    "statement": "statement that was sent",
    "panel_day": "day for the panel",
}
