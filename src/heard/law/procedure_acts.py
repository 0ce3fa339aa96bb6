"""What may be done to a representation. Each act has a code, and words that finish “Cannot …”."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """One thing the office, the complainant or another body does. `words` finish the sentence “Cannot …”."""

    words: str

    def __new__(cls, value: str, words: str = "") -> Act:
        """An act with the words it is shown by."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    # Intake
    RECEIVE = "receive", "receive"
    ACKNOWLEDGE = "acknowledge", "acknowledge"
    TELL_PROCEDURE = "tell_procedure", "tell which procedure is used and why"
    ACCEPT = "accept", "accept"
    REFUSE = "refuse", "refuse to accept"
    REFUSE_POINT = "refuse_point", "refuse one point"
    ASK_INTEREST = "ask_interest", "open the question of sufficient interest"
    ACCEPT_INTEREST = "accept_interest", "decide that interest is sufficient"
    REFUSE_INTEREST = "refuse_interest", "decide that interest is not sufficient"
    RESUBMIT = "resubmit", "take up again what was refused"
    MOVE_TO_CHILDREN_ACT = "move_to_children_act", "move to the Children Act procedure"
    MOVE_TO_CORPORATE = "move_to_corporate", "move to the corporate procedure"
    MOVE_TO_DUTY_MATTER = "move_to_duty_matter", "treat as a duty matter"
    SPLIT = "split", "split"
    JOIN = "join", "join to another"
    SEPARATE = "separate", "separate again"
    LINK = "link", "link to another"
    ADD_POINT = "add_point", "add a point of complaint"
    ADD_PARTY = "add_party", "add a person"
    ASSIGN = "assign", "give to somebody to deal with"

    # Stage 1
    EXTEND_STAGE_1 = "extend_stage_1", "extend Stage 1"
    PAUSE_FOR_ADVOCATE = "pause_for_advocate", "pause until an advocate is found"
    END_ADVOCATE_PAUSE = "end_advocate_pause", "end the pause for an advocate"
    RESOLVE = "resolve", "resolve with written terms"
    ANSWER_STAGE_1 = "answer_stage_1", "answer at Stage 1"
    TELL_RIGHT_TO_GO_ON = "tell_right_to_go_on", "tell the right to go on"
    SKIP_STAGE_1 = "skip_stage_1", "skip Stage 1 by agreement"
    EXPRESS_DISSATISFACTION = "express_dissatisfaction", "record words of dissatisfaction"
    TREAT_AS_REQUEST = "treat_as_request", "treat the words as a request to go on"
    TREAT_AS_LATE_REQUEST = "treat_as_late_request", "treat the words as a late request to go on"
    NOT_A_REQUEST = "not_a_request", "decide that the words are no request"

    # Stage 2
    ASK_FOR_STAGE_2 = "ask_for_stage_2", "go to Stage 2"
    ASK_FOR_STAGE_2_LATE = "ask_for_stage_2_late", "take a late request for Stage 2"
    WEIGH_STAGE_2 = "weigh_stage_2", "weigh whether Stage 2 is opened"
    OPEN_WEIGHED_STAGE_2 = "open_weighed_stage_2", "open Stage 2 after weighing the request"
    DECLINE_WEIGHED_STAGE_2 = "decline_weighed_stage_2", "decline Stage 2 after weighing the request"
    ACCEPT_STAGE_2 = "accept_stage_2", "accept the late request for Stage 2"
    REFUSE_STAGE_2 = "refuse_stage_2", "refuse the late request for Stage 2"
    ACKNOWLEDGE_STAGE_2 = "acknowledge_stage_2", "acknowledge the request for Stage 2"
    DRAFT_STATEMENT = "draft_statement", "send the draft statement of complaint"
    AGREE_STATEMENT = "agree_statement", "agree the statement of complaint"
    SETTLE_STATEMENT = "settle_statement", "go on with the statement after the chance to comment"
    AMEND_STATEMENT = "amend_statement", "amend the agreed statement"
    APPOINT_INVESTIGATOR = "appoint_investigator", "appoint the investigating officer"
    CHANGE_INVESTIGATOR = "change_investigator", "change the investigating officer"
    APPOINT_INDEPENDENT_PERSON = "appoint_independent_person", "appoint the independent person"
    CHANGE_INDEPENDENT_PERSON = "change_independent_person", "change the independent person"
    APPOINT_ADJUDICATOR = "appoint_adjudicator", "appoint the adjudicating officer"
    EXTEND_STAGE_2 = "extend_stage_2", "extend Stage 2"
    RECEIVE_INVESTIGATOR_REPORT = "receive_investigator_report", "receive the investigating officer's report"
    RECEIVE_INDEPENDENT_REPORT = "receive_independent_report", "receive the independent person's report"
    ADJUDICATE = "adjudicate", "send the adjudication"
    ANSWER_STAGE_2 = "answer_stage_2", "answer at Stage 2"

    # Stage 3
    ASK_FOR_STAGE_3 = "ask_for_stage_3", "go to Stage 3"
    ASK_FOR_STAGE_3_LATE = "ask_for_stage_3_late", "take a late request for Stage 3"
    ACCEPT_STAGE_3 = "accept_stage_3", "accept the late request for Stage 3"
    REFUSE_STAGE_3 = "refuse_stage_3", "refuse the late request for Stage 3"
    ACKNOWLEDGE_STAGE_3 = "acknowledge_stage_3", "acknowledge the request for Stage 3"
    APPOINT_PANEL = "appoint_panel", "appoint the panel"
    CHANGE_PANELLIST = "change_panellist", "change a panellist"
    SET_PANEL_DATE = "set_panel_date", "set the day of the panel"
    SEND_PANEL_NOTICE = "send_panel_notice", "tell everybody when and where the panel meets"
    AGREE_PANEL_ARRANGEMENTS = (
        "agree_panel_arrangements",
        "agree with the chair who attends and which papers there are",
    )
    SEND_PANEL_PAPERS = "send_panel_papers", "send the panel's papers"
    PANEL_MEETS = "panel_meets", "record that the panel met"
    SEND_PANEL_REPORT = "send_panel_report", "send the panel's report"
    RECEIVE_RECOMMENDATIONS = "receive_recommendations", "receive the panel's recommendations"
    ANSWER_STAGE_3 = "answer_stage_3", "send the final answer after the panel"
    REFER_EARLY = "refer_early", "refer early to the Ombudsman"
    RETURN_FROM_OMBUDSMAN = "return_from_ombudsman", "take back from the Ombudsman for a panel"

    # Holds and ends
    HOLD = "hold", "hold the whole for proceedings"
    RESUME = "resume", "take up the whole again after proceedings"
    HOLD_POINT = "hold_point", "hold a point for proceedings"
    RESUME_POINT = "resume_point", "take up a held point again"
    LAPSE = "lapse", "close what nobody asked for again after proceedings"
    PAUSE_AS_ASKED = "pause_as_asked", "pause at the complainant's wish"
    END_PAUSE_AS_ASKED = "end_pause_as_asked", "end the pause the complainant asked for"
    WITHDRAW = "withdraw", "withdraw"
    CONFIRM_WITHDRAWAL = "confirm_withdrawal", "confirm a withdrawal in writing"
    REVIEW_WITHDRAWN = "review_withdrawn", "review what was withdrawn"
    REINSTATE = "reinstate", "reinstate"
    CLOSE = "close", "close"
    REOPEN = "reopen", "reopen"
    CORRECT = "correct", "correct the record"

    # Findings, actions, remedies
    FIND = "find", "record a finding on a point"
    AGREE_ACTION = "agree_action", "agree an action"
    VARY_ACTION = "vary_action", "vary an agreed action"
    COMPLETE_ACTION = "complete_action", "accept the evidence that an action is done"
    OFFER_REMEDY = "offer_remedy", "offer a remedy"
    GIVE_REMEDY = "give_remedy", "record a remedy as given"
    RECORD_LEARNING = "record_learning", "record what is learnt"

    # Advocacy, safety, contact, letters
    OFFER_ADVOCACY = "offer_advocacy", "tell of advocacy"
    ACCEPT_ADVOCACY = "accept_advocacy", "record that advocacy is wanted"
    DECLINE_ADVOCACY = "decline_advocacy", "record that advocacy is declined"
    APPOINT_ADVOCATE = "appoint_advocate", "appoint an advocate"
    ADVOCATE_FIRST_CONTACT = "advocate_first_contact", "record the advocate's first contact"
    TAKE_UP_EARLIER_ADVOCACY = "take_up_earlier_advocacy", "take up the advocacy asked for before it"
    END_ADVOCACY = "end_advocacy", "end an advocate's part"
    TELL_OF_REGULATOR = "tell_of_regulator", "tell that a regulator may be told at any time"
    RECORD_REGULATOR = "record_regulator", "record what passed with a regulator"
    REFER_TO_SAFEGUARDING = "refer_to_safeguarding", "refer to safeguarding"
    DECIDE_FREEZE = "decide_freeze", "decide whether to freeze what is complained of"
    END_FREEZE = "end_freeze", "end a freeze"
    LIMIT_CONTACT = "limit_contact", "limit contact"
    REVIEW_LIMIT = "review_limit", "review a limit on contact"
    END_LIMIT = "end_limit", "end a limit on contact"
    RECORD_ADJUSTMENT = "record_adjustment", "record a reasonable adjustment"
    RECORD_CONSENT = "record_consent", "record a consent"
    RECORD_CONTACT = "record_contact", "record a contact"
    ATTEMPT_CONTACT = "attempt_contact", "record an attempt to reach somebody"
    SEND_LETTER = "send_letter", "send a letter"
    RECORD_LETTER_RECEIVED = "record_letter_received", "record when a letter was received"
    RECEIVE_LETTER = "receive_letter", "record a letter that came in"
    SHARE_WITH_BODY = "share_with_body", "share with another body"
    PASS_TO_PROVIDER = "pass_to_provider", "pass to the provider for its answer"
    RECEIVE_PROVIDER_ANSWER = "receive_provider_answer", "receive the provider's answer"

    # The Ombudsman
    OPEN_OMBUDSMAN_CASE = "open_ombudsman_case", "open an Ombudsman case"
    RECEIVE_OMBUDSMAN_ENQUIRY = "receive_ombudsman_enquiry", "record an Ombudsman enquiry"
    ANSWER_OMBUDSMAN_ENQUIRY = "answer_ombudsman_enquiry", "answer an Ombudsman enquiry"
    RECORD_OMBUDSMAN_DECISION = "record_ombudsman_decision", "record an Ombudsman decision"
    SEND_PROOF = "send_proof", "send the Ombudsman the proof of a recommendation"
    COMPLETE_RECOMMENDATION = "complete_recommendation", "record that the Ombudsman accepted the evidence"
    RECEIVE_PUBLIC_REPORT = "receive_public_report", "record a public report of the Ombudsman"
    ANSWER_PUBLIC_REPORT = "answer_public_report", "send the members' answer to a public report"

    # Everything that is not a complaint, and what comes from before
    SETTLE = "settle", "settle"
    ANSWER = "answer", "answer"
    THANK = "thank", "thank"
    SHARE = "share", "share"
    CONSIDER = "consider", "decide what to do"
    EXTEND = "extend", "extend"
    IDENTIFY = "identify", "record who it was from"
    BRING_IN_OPEN = "bring_in_open", "bring in as open"
    BRING_IN_CLOSED = "bring_in_closed", "bring in as closed"
    BRING_IN_WITHDRAWN = "bring_in_withdrawn", "bring in as withdrawn"
    CONTINUE_AT_STAGE_1 = "continue_at_stage_1", "go on at Stage 1"
    CONTINUE_AFTER_STAGE_1 = "continue_after_stage_1", "go on after the Stage 1 answer"
    CONTINUE_AT_STAGE_2 = "continue_at_stage_2", "go on at Stage 2"
    CONTINUE_AFTER_STAGE_2 = "continue_after_stage_2", "go on after the Stage 2 answer"
    CONTINUE_AT_STAGE_3 = "continue_at_stage_3", "go on at Stage 3"
    CONTINUE = "continue", "go on"
