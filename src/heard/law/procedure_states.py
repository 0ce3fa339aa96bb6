"""Where a representation can stand. One word for each place, the same in every procedure."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a representation stands. `words` finishes the sentence “the complaint is …”."""

    words: str

    def __new__(cls, value: str, words: str = "") -> State:
        """A state with the words it is shown by."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    NEW = "new", "not on record yet"
    RECEIVED = "received", "received"
    DECIDING_INTEREST = "deciding_interest", "waiting for the decision on sufficient interest"

    STAGE_1 = "stage_1", "at Stage 1"
    STAGE_1_RESOLVED = "stage_1_resolved", "resolved at Stage 1"
    STAGE_1_ANSWERED = "stage_1_answered", "answered at Stage 1"
    STAGE_1_QUESTION = (
        "stage_1_question",
        "answered at Stage 1, with words to decide on: are they a request for Stage 2?",
    )

    STAGE_2_DECIDING = "stage_2_deciding", "waiting for the decision on a late request for Stage 2"
    STAGE_2_WEIGHING = "stage_2_weighing", "waiting for the decision whether Stage 2 is opened"
    STAGE_2 = "stage_2", "at Stage 2"
    STAGE_2_STATEMENT = "stage_2_statement", "at Stage 2, with the statement of complaint to agree"
    STAGE_2_INVESTIGATING = "stage_2_investigating", "at Stage 2, being investigated"
    STAGE_2_INVESTIGATOR_REPORTED = (
        "stage_2_investigator_reported",
        "at Stage 2, with the independent person's report to come",
    )
    STAGE_2_INDEPENDENT_REPORTED = (
        "stage_2_independent_reported",
        "at Stage 2, with the investigating officer's report to come",
    )
    STAGE_2_ADJUDICATING = (
        "stage_2_adjudicating",
        "at Stage 2, with both reports in and the adjudication to come",
    )
    STAGE_2_ANSWERED = "stage_2_answered", "answered at Stage 2"
    STAGE_2_QUESTION = (
        "stage_2_question",
        "answered at Stage 2, with words to decide on: are they a request for Stage 3?",
    )

    STAGE_3_DECIDING = "stage_3_deciding", "waiting for the decision on a late request for Stage 3"
    STAGE_3_ARRANGING = "stage_3_arranging", "at Stage 3, with a panel to appoint"
    STAGE_3_PANEL_APPOINTED = "stage_3_panel_appointed", "at Stage 3, with a panel appointed"
    STAGE_3_PANEL_MET = "stage_3_panel_met", "at Stage 3, with the panel's report to come"
    STAGE_3_REPORTED = "stage_3_reported", "at Stage 3, with the panel's report sent"
    STAGE_3_REPORT_TO_SEND = (
        "stage_3_report_to_send",
        "at Stage 3, with recommendations received and the report to send to the others",
    )
    STAGE_3_RECOMMENDED = "stage_3_recommended", "at Stage 3, with recommendations to answer"
    STAGE_3_ANSWERED = "stage_3_answered", "finally answered after Stage 3"
    REFERRED_EARLY = "referred_early", "referred early to the Ombudsman"

    ANSWERED = "answered", "answered"
    THANKED = "thanked", "thanked"
    SHARED = "shared", "shared with those it concerns"
    CONSIDERING = "considering", "being considered"

    REFUSED = "refused", "not accepted"
    LAPSED = "lapsed", "not taken up again after proceedings"
    LAPSED_AFTER_STAGE_1 = "lapsed_after_stage_1", "not taken up again after proceedings, answered at Stage 1"
    LAPSED_AT_STAGE_2 = "lapsed_at_stage_2", "not taken up again after proceedings, begun at Stage 2"
    LAPSED_AFTER_STAGE_2 = "lapsed_after_stage_2", "not taken up again after proceedings, answered at Stage 2"
    LAPSED_AT_STAGE_3 = "lapsed_at_stage_3", "not taken up again after proceedings, begun at Stage 3"
    LAPSED_AFTER_PANEL = "lapsed_after_panel", "not taken up again after proceedings, with the panel met"
    JOINED = "joined", "joined to another, which goes on for both"
    CLOSED = "closed", "closed"
    CLOSED_AFTER_STAGE_1 = "closed_after_stage_1", "closed after Stage 1"
    CLOSED_AFTER_STAGE_2 = "closed_after_stage_2", "closed after Stage 2"
    CLOSED_AFTER_STAGE_3 = "closed_after_stage_3", "closed after Stage 3"
    WITHDRAWN = "withdrawn", "withdrawn"
    WITHDRAWN_BEFORE_STAGE_1 = "withdrawn_before_stage_1", "withdrawn before Stage 1"
    WITHDRAWN_AT_STAGE_1 = "withdrawn_at_stage_1", "withdrawn at Stage 1"
    WITHDRAWN_AFTER_STAGE_1 = "withdrawn_after_stage_1", "withdrawn after Stage 1"
    WITHDRAWN_AT_STAGE_2 = "withdrawn_at_stage_2", "withdrawn at Stage 2"
    WITHDRAWN_IN_INVESTIGATION = "withdrawn_in_investigation", "withdrawn during the Stage 2 investigation"
    WITHDRAWN_AFTER_STAGE_2 = "withdrawn_after_stage_2", "withdrawn after Stage 2"
    WITHDRAWN_AT_STAGE_3 = "withdrawn_at_stage_3", "withdrawn at Stage 3"
    WITHDRAWN_AFTER_PANEL = "withdrawn_after_panel", "withdrawn after the panel met"

    HISTORY_OPEN = "history_open", "on record from before, open"
    HISTORY_CLOSED = "history_closed", "on record from before, closed"
    HISTORY_WITHDRAWN = "history_withdrawn", "on record from before, withdrawn"


ENDED = frozenset(
    state
    for state in State
    if state.startswith(("closed", "withdrawn", "refused", "lapsed", "joined"))
    or state in (State.HISTORY_CLOSED, State.HISTORY_WITHDRAWN)
)
