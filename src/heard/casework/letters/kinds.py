"""The kinds of letter: what each is called, and whose stage it speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from heard.casework.letters.merging import NoSuchWording


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter. `stage` is the stage it speaks of, else the latest; `answers` when it ends that stage."""

    code: str
    words: str
    stage: str = ""
    answers: bool = False


KINDS = (
    LetterKind("acknowledgement", "Acknowledgement", "stage_1"),
    LetterKind("which_procedure", "Which procedure is used and why", "stage_1"),
    LetterKind("interest_decision_yes", "Sufficient interest: yes", "stage_1"),
    LetterKind("interest_decision_no", "Sufficient interest: no", "stage_1"),
    LetterKind("refusal", "Refusal", "stage_1"),
    LetterKind("point_refused", "One point refused", "stage_1"),
    LetterKind("case_held", "Held for proceedings"),
    LetterKind("point_held", "A point held for proceedings"),
    LetterKind("resumed", "Taken up again"),
    LetterKind("lapsed", "Not asked for again after proceedings"),
    LetterKind("pause_as_asked", "Waiting, as they asked"),
    LetterKind("split", "Split in two"),
    LetterKind("joined", "Joined to another"),
    LetterKind("advocate_pause", "Pause for an advocate", "stage_1"),
    LetterKind("stage_1_extended", "More time at Stage 1", "stage_1"),
    LetterKind("stage_1_answer", "Answer at Stage 1", "stage_1", answers=True),
    LetterKind("stage_1_resolved_terms", "Terms of resolution", "stage_1", answers=True),
    LetterKind("stage_1_expired_right", "Stage 1 out of time: the right to go on", "stage_1"),
    LetterKind("request_for_stage_2_received", "Request for Stage 2 received", "stage_2"),
    LetterKind("not_a_request", "Words not taken as a request"),
    LetterKind("late_request_refused", "Late request refused"),
    LetterKind("statement_to_agree", "Statement of complaint to agree", "stage_2"),
    LetterKind("statement_settled", "Statement of complaint settled", "stage_2"),
    LetterKind("appointments_told", "Who will look into it"),
    LetterKind("stage_2_extended", "More time at Stage 2", "stage_2"),
    LetterKind("adjudication", "Adjudication", "stage_2", answers=True),
    LetterKind("stage_3_request_received", "Request for a panel received", "stage_3"),
    LetterKind("panel_date", "Day of the panel", "stage_3"),
    LetterKind("panel_papers", "Papers for the panel", "stage_3"),
    LetterKind("panel_report_sent", "The panel's report", "stage_3"),
    LetterKind("final_response", "Final response", "stage_3", answers=True),
    LetterKind("early_referral", "Early referral to the Ombudsman", "stage_3"),
    LetterKind("panel_after_all", "Back from the Ombudsman for a panel", "stage_3"),
    LetterKind("withdrawal_confirmed", "Withdrawal confirmed"),
    LetterKind("reinstated", "Reinstated"),
    LetterKind("closed", "Closed"),
    LetterKind("reopened", "Opened again"),
    LetterKind("advocacy_offer", "Offer of an advocate"),
    LetterKind("limits_on_contact", "Limits on contact"),
    LetterKind("limits_ended", "Limits on contact ended"),
    LetterKind("freeze_decision", "Whether the change waits"),
    LetterKind("safeguarding_told", "Passed to those who protect children"),
    LetterKind("corporate_acknowledgement", "Acknowledgement (corporate)", "stage_1"),
    LetterKind("corporate_stage_1_answer", "Answer at Stage 1 (corporate)", "stage_1", answers=True),
    LetterKind("corporate_stage_2_acknowledgement", "Acknowledgement of Stage 2 (corporate)", "stage_2"),
    LetterKind("corporate_stage_2_declined", "Stage 2 declined (corporate)"),
    LetterKind("corporate_stage_2_answer", "Answer at Stage 2 (corporate)", "stage_2", answers=True),
    LetterKind("corporate_extended", "More time (corporate)"),
    LetterKind("corporate_final_answer", "Final answer (corporate, one stage)", "stage_1", answers=True),
    LetterKind("more_time", "More time"),
    LetterKind("concern_answer", "Answer to a concern", "concern", answers=True),
    LetterKind("enquiry_answer", "Answer to an enquiry", answers=True),
    LetterKind("compliment_thanks", "Thanks for a compliment", answers=True),
    LetterKind("ombudsman_information", "How to go to the Ombudsman"),
)
ANSWERS = tuple(kind.code for kind in KINDS if kind.answers)
_BY_CODE = {kind.code: kind for kind in KINDS}


def kind_of(code: str) -> LetterKind:
    """The kind of letter with this code. Raises NoSuchWording, listing those there are."""
    try:
        return _BY_CODE[code]
    except KeyError:
        raise NoSuchWording(f"There is no letter “{code}”. There are: {', '.join(_BY_CODE)}.") from None
