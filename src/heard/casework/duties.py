"""Which letter each act owes, and on what authority. An act that must tell somebody has a kind of letter here.

A refusal, an answer, a hold and what can be taken to the Ombudsman are told in a letter, whatever was said by telephone.
Whoever is told of a risk is not the family: their letter is owed apart.
"""

# ruff: noqa: E501  (a table: one duty a line)
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from heard.law.procedure import Act

REG = "SI 2006/1738, regulation"
GUIDANCE = "Getting the Best from Complaints (DfES 2006), unverified"
PRACTICE = "council practice"
CODE = "Complaint Handling Code (February 2024), part 6"
OMBUDSMAN = "Local Government Act 1974, Part 3"


@dataclass(frozen=True, slots=True)
class Duty:
    """The letters by one of which an act is told, the basis, and when it need not be told.

    Telling in another way, on a day on record, pays for it unless it stands `in_writing`. Where acts are told
    `together`, one letter pays for all that were done until then.
    """

    kinds: tuple[str, ...]
    basis: str
    unless: str = ""
    in_writing: bool = False
    together: bool = False


def _duty(
    *kinds: str, basis: str, unless: str = "", in_writing: bool = False, together: bool = False
) -> Duty:
    return Duty(kinds, basis, unless, in_writing, together)


_WHICH = _duty(
    "which_procedure",
    basis="Ombudsman fact sheet on the Children Act complaints procedure: which procedure, and why",
)
_APPOINTED = _duty(
    "appointments_told",
    basis=f"{GUIDANCE}; a person who knows of a conflict can say so",
    unless="others of the same appointment are told together",
    together=True,
)

MUST_TELL: Mapping[Act, Duty] = {
    Act.ACKNOWLEDGE: _duty("acknowledgement", "corporate_acknowledgement", basis=f"{REG} 11 (unverified); {CODE}, paragraph 6.2", in_writing=True),
    Act.TELL_PROCEDURE: _WHICH,
    Act.MOVE_TO_CHILDREN_ACT: _WHICH,
    Act.MOVE_TO_CORPORATE: _WHICH,
    Act.MOVE_TO_DUTY_MATTER: _WHICH,
    Act.REFUSE: _duty("refusal", basis=f"{REG}s 8 and 9; {OMBUDSMAN}", in_writing=True),
    Act.REFUSE_POINT: _duty("point_refused", basis=f"{REG}s 8 and 9; {OMBUDSMAN}", in_writing=True),
    Act.ACCEPT_INTEREST: _duty("interest_decision_yes", basis=f"{REG} 12"),
    Act.REFUSE_INTEREST: _duty("interest_decision_no", basis=f"{REG} 12", in_writing=True),
    Act.RESUBMIT: _duty("acknowledgement", "corporate_acknowledgement", basis=f"{REG} 11 (unverified)"),
    Act.SPLIT: _duty("split", basis=PRACTICE),
    Act.JOIN: _duty("joined", basis=PRACTICE),
    Act.EXTEND_STAGE_1: _duty("stage_1_extended", "corporate_extended", basis=f"{REG} 14; {CODE}"),
    Act.PAUSE_FOR_ADVOCATE: _duty("advocate_pause", basis=f"{REG} 14(3) (unverified)"),
    Act.RESOLVE: _duty("stage_1_resolved_terms", basis=f"{REG} 15(1)", in_writing=True),
    Act.ANSWER_STAGE_1: _duty("stage_1_answer", "corporate_stage_1_answer", "corporate_final_answer", basis=f"{REG} 15(2); {CODE}", in_writing=True),
    Act.TELL_RIGHT_TO_GO_ON: _duty("stage_1_expired_right", basis=f"{REG} 15; {GUIDANCE}"),
    Act.NOT_A_REQUEST: _duty("not_a_request", basis="Ombudsman: Croydon 24 014 379, Lewisham 24 015 996"),
    Act.EXPRESS_DISSATISFACTION: _duty("ombudsman_information", basis=OMBUDSMAN, unless="a stage may still follow: then somebody decides whether it is a request"),
    Act.ACKNOWLEDGE_STAGE_2: _duty("request_for_stage_2_received", "corporate_stage_2_acknowledgement", basis=f"{REG} 11 (unverified); {CODE}"),
    Act.REFUSE_STAGE_2: _duty("late_request_refused", basis=OMBUDSMAN, in_writing=True),
    Act.OPEN_WEIGHED_STAGE_2: _duty("corporate_stage_2_acknowledgement", basis=CODE),
    Act.DECLINE_WEIGHED_STAGE_2: _duty("corporate_stage_2_declined", basis=f"{CODE}; {OMBUDSMAN}", in_writing=True),
    Act.DRAFT_STATEMENT: _duty("statement_to_agree", basis=f"{REG} 16", in_writing=True),
    Act.SETTLE_STATEMENT: _duty("statement_settled", basis=f"{REG} 16", in_writing=True),
    Act.APPOINT_INVESTIGATOR: _APPOINTED,
    Act.CHANGE_INVESTIGATOR: _APPOINTED,
    Act.APPOINT_INDEPENDENT_PERSON: _APPOINTED,
    Act.CHANGE_INDEPENDENT_PERSON: _APPOINTED,
    Act.APPOINT_ADJUDICATOR: _APPOINTED,
    Act.EXTEND_STAGE_2: _duty("stage_2_extended", "corporate_extended", basis=f"{REG} 17; {CODE}"),
    Act.ADJUDICATE: _duty("adjudication", basis=f"{REG} 17", in_writing=True),
    Act.ANSWER_STAGE_2: _duty("corporate_stage_2_answer", basis=CODE, in_writing=True),
    Act.ACKNOWLEDGE_STAGE_3: _duty("stage_3_request_received", basis=GUIDANCE),
    Act.REFUSE_STAGE_3: _duty("late_request_refused", basis=OMBUDSMAN, in_writing=True),
    Act.APPOINT_PANEL: _APPOINTED,
    Act.CHANGE_PANELLIST: _APPOINTED,
    Act.SET_PANEL_DATE: _duty("panel_date", basis=f"{REG} 19(4)"),
    Act.SEND_PANEL_PAPERS: _duty("panel_papers", basis=GUIDANCE),
    Act.SEND_PANEL_REPORT: _duty("panel_report_sent", basis=f"{REG} 20", in_writing=True),
    Act.ANSWER_STAGE_3: _duty("final_response", basis=f"{REG} 20", in_writing=True),
    Act.REFER_EARLY: _duty("early_referral", basis=GUIDANCE, in_writing=True),
    Act.RETURN_FROM_OMBUDSMAN: _duty("panel_after_all", basis=OMBUDSMAN),
    Act.HOLD: _duty("case_held", basis=f"{REG} 8 (wording unverified)", in_writing=True),
    Act.HOLD_POINT: _duty("point_held", basis=f"{REG} 8 (wording unverified)", in_writing=True),
    Act.RESUME: _duty("resumed", basis=f"{REG} 8 (wording unverified)"),
    Act.RESUME_POINT: _duty("resumed", basis=f"{REG} 8 (wording unverified)"),
    Act.LAPSE: _duty("lapsed", basis=f"{REG} 8 (one year: unverified)", in_writing=True),
    Act.PAUSE_AS_ASKED: _duty("pause_as_asked", basis="Ombudsman: Bristol 22 016 564"),
    Act.CONFIRM_WITHDRAWAL: _duty("withdrawal_confirmed", basis=f"{REG} 7 (unverified)", in_writing=True),
    Act.REINSTATE: _duty("reinstated", basis=f"{REG} 7 (unverified)"),
    Act.CLOSE: _duty("closed", basis=PRACTICE, unless="nobody is known to tell, or thanks were all it asked for"),
    Act.REOPEN: _duty("reopened", basis=PRACTICE, unless="nobody is known to tell"),
    Act.OFFER_ADVOCACY: _duty("advocacy_offer", basis=f"{REG} 11 (unverified); Children Act 1989, section 26A"),
    Act.REFER_TO_SAFEGUARDING: _duty("safeguarding_told", basis=GUIDANCE, unless="telling would put somebody at risk", in_writing=True),
    Act.DECIDE_FREEZE: _duty("freeze_decision", basis=GUIDANCE),
    Act.END_FREEZE: _duty("freeze_decision", basis=GUIDANCE),
    Act.LIMIT_CONTACT: _duty("limits_on_contact", basis=GUIDANCE, in_writing=True),
    Act.REVIEW_LIMIT: _duty("limits_on_contact", basis=GUIDANCE, in_writing=True),
    Act.END_LIMIT: _duty("limits_ended", basis=GUIDANCE),
    Act.EXTEND: _duty("more_time", basis=PRACTICE),
    Act.SETTLE: _duty("concern_answer", basis=PRACTICE),
    Act.ANSWER: _duty("concern_answer", "enquiry_answer", basis=PRACTICE),
    Act.THANK: _duty("compliment_thanks", basis=PRACTICE),
}  # fmt: skip
# What the chart says in words that sound like telling the person, and why no letter of ours follows from the act.
NOT_OURS_TO_TELL: Mapping[Act, str] = {
    Act.WITHDRAW: "the confirmation is an act of its own",
    Act.SEND_LETTER: "it is itself the letter",
    Act.RECEIVE_LETTER: "a letter that came in",
    Act.RECORD_LETTER_RECEIVED: "what became of a letter",
    Act.PASS_TO_PROVIDER: "the council answers for the provider, in its own answer",
    Act.ANSWER_PUBLIC_REPORT: "the members' answer goes to the Ombudsman",
    Act.SEND_PROOF: "the proof goes to the Ombudsman",
    Act.SEND_PANEL_NOTICE: "it records to whom the letter with the day of the panel went",
    Act.TELL_OF_REGULATOR: "how they were told stands in the act itself, among the contacts",
    Act.RECORD_REGULATOR: "it passed between a regulator and others",
    Act.TELL_OF_PAYMENT: "how they were told stands in the act itself",
    Act.SEND_OMBUDSMAN_COPY: "the copy goes to the Ombudsman",
    Act.RECORD_OMBUDSMAN_TIME: "it passed between the Ombudsman and the council",
    Act.SHARE: "it goes to those of the council whom it concerns",
    Act.RECEIVE: "the acknowledgement is an act of its own",
}


def kinds_owed(act: Act) -> tuple[str, ...]:
    """The kinds of letter by one of which this act is told; none where it owes no letter."""
    duty = MUST_TELL.get(act)
    return duty.kinds if duty else ()
