"""Where each fact of a letter comes from, in words, so that whoever confirms it knows where to look."""

from __future__ import annotations

from collections.abc import Mapping

COUNCIL, CASE, POINTS, PEOPLE = (
    "the council’s details",
    "the case",
    "the points of the case",
    "the people of the case",
)
DECISION, CLOCK, POST = "the decision on record", "the clock of the stage", "the day of issue and the post"
PANEL, ACT, OMBUDSMAN = "the panel on record", "what the act said", "the Ombudsman’s details"
STAGE, HOLD, APPOINTED = "the stage on record", "the hold on record", "the appointments on record"

SOURCES: Mapping[str, str] = {
    "actions": "the actions agreed on the case",
    "adjudicator": APPOINTED,
    "advocacy_provider": "the advocacy on record",
    "advocacy_right": "the child’s age, or the advocacy on record",
    "advocate": APPOINTED,
    "answer": ACT,
    "answer_by": CLOCK,
    "answer_due_on": CLOCK,
    "answer_latest_on": CLOCK,
    "answered_on": STAGE,
    "ask_for_stage_2_by": POST,
    "ask_for_stage_3_by": POST,
    "asked_on": STAGE,
    "comment_by": ACT,
    "council": COUNCIL,
    "council_contact": COUNCIL,
    "enclosed": ACT,
    "ended_on": ACT,
    "expected_on": POST,
    "extended_to": "the extension on record",
    "extension_reason": "the extension on record",
    "findings": "the findings on record",
    "greeting": PEOPLE,
    "held_from_on": HOLD,
    "independent_person": APPOINTED,
    "investigator": APPOINTED,
    "issued_on": "set when the letter is issued",
    "limits": DECISION,
    "manager": STAGE,
    "may_ask_again": DECISION,
    "meets_on": PANEL,
    "name": PEOPLE,
    "ombudsman": OMBUDSMAN,
    "ombudsman_address": OMBUDSMAN,
    "ombudsman_telephone": OMBUDSMAN,
    "ombudsman_website": OMBUDSMAN,
    "other_procedure": DECISION,
    "other_reference": "the link between the cases",
    "panel": APPOINTED,
    "panel_by": CLOCK,
    "panel_may_be_asked_for_by": "the day the Stage 2 answer was received",
    "place": ACT,
    "point": POINTS,
    "points": POINTS,
    "prejudice": HOLD,
    "procedure_name": CASE,
    "proceedings": HOLD,
    "reason": DECISION,
    "received_on": CASE,
    "reference": CASE,
    "refusals": DECISION,
    "report_by": CLOCK,
    "response_by": CLOCK,
    "resubmit_by": "the end of the proceedings, as given",
    "review_on": DECISION,
    "statement": "the wordings of the statement of complaint",
    "terms": STAGE,
    "time": ACT,
    "told_whom": DECISION,
    "until_on": ACT,
    "withdrawn_on": DECISION,
    "written_by": "whoever wrote the letter",
}


def source_of(name: str, given: Mapping[str, object]) -> str:
    """Where a fact comes from: what somebody gave for this letter, else where it is looked up."""
    return "given for this letter" if name in given and name != "point" else SOURCES[name]
