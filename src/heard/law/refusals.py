"""Lawful reasons to refuse, hold or close, what each must show, and what the letter must say. Others are named as unlawful.

Nothing is refused by a machine: a named person decides, and this says what they need and what they may not rely on.
"""

# ruff: noqa: E501  (tables: one line each)
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from heard.law.kinds import Meaning, UnknownCode, by_code
from heard.law.procedure_acts import Act


class UnlawfulRefusal(ValueError):
    """The reason given is none in law; the message names the case that shows it."""


class EvidenceMissing(ValueError):
    """The reason is lawful, but something it must show is not on record; the message names what."""


@dataclass(frozen=True, slots=True)
class RefusalReason(Meaning):
    """A lawful reason. `evidence` names what must be on record, `letter` what the letter must say.

    `each_point` is true where one decision for all points at once is not enough.
    """

    acts: tuple[Act, ...] = ()
    basis: str = ""
    certain: bool = True
    evidence: tuple[str, ...] = ()
    letter: tuple[str, ...] = ()
    each_point: bool = False
    needs_letter: bool = True


@dataclass(frozen=True, slots=True)
class UnlawfulReason(Meaning):
    """A reason people give that is none, with the case that shows it."""

    acts: tuple[Act, ...] = ()
    shown_by: str = ""


EVIDENCE = {
    "decided_by": "who decided",
    "decided_on": "the day of the decision",
    "reason": "the reasons, in words",
    "arose_on": "the day the grounds of this point arose",
    "not_reasonable_limb": "whether it was reasonable to expect it earlier, and why",
    "considerable_limb": "whether it can still be considered effectively and fairly, and why",
    "proceedings": "the proceedings by name and kind",
    "prejudice": "how considering this point might prejudice them",
    "earlier_answer": "where and when it was fully considered before",
    "function": "the function complained about, and the list it is not on",
    "other_procedure": "the procedure or body it goes to, and the day it was sent there",
    "childs_views": "the child's views, or why it was not appropriate to ask",
    "why_late": "why the request was late, in the complainant's words",
    "new_information": "whether there is substantial new information",
    "discretion": "how discretion was used: the circumstances weighed, and adjustments considered",
    "child_told": "whether the child was told, or why that was not appropriate",
    "ended_on": "the day the proceedings ended",
    "complainant_words": "what the complainant said, and when",
    "actions_done": "where each agreed action stands",
}
LETTER = {
    "decision": "the decision, and on which points",
    "reasons": "the reasons",
    "ombudsman": "the name and address of the Local Government and Social Care Ombudsman",
    "resubmit": "that it may be made again when the proceedings end, and until when",
    "proceedings": "the proceedings relied on",
    "no_further_action": "that no further action is taken",
    "other_procedure": "where it goes instead, and why",
    "right_to_go_on": "the right to go to the next stage, which closing does not end",
}
_WHO = ("decided_by", "decided_on", "reason")
_SAYS = ("decision", "reasons", "ombudsman")
_REFUSE = (Act.REFUSE, Act.REFUSE_POINT)
_REFUSE_LATER = (Act.REFUSE_STAGE_2,)

LAWFUL = (
    RefusalReason("out_of_time", "Made after a year, and not taken late", "both limbs were weighed for this point", _REFUSE, "SI 2006/1738, regulation 9", True, (*_WHO, "arose_on", "not_reasonable_limb", "considerable_limb"), _SAYS, True),
    RefusalReason("heard_before", "Fully considered before", "the same point, already taken through the procedure", (*_REFUSE, *_REFUSE_LATER), "SI 2006/1738, regulation 6", False, (*_WHO, "earlier_answer"), _SAYS, True),
    RefusalReason("outside_functions", "Not about a function the procedure covers", "it goes to the procedure that covers it", _REFUSE, "SI 2006/1738, regulations 3 to 5", True, (*_WHO, "function", "other_procedure"), (*_SAYS, "other_procedure"), True),
    RefusalReason("another_body", "For another body to answer", "it is sent on, not sent back", _REFUSE, "SI 2009/309, regulation 6", True, (*_WHO, "other_procedure"), (*_SAYS, "other_procedure"), True),
    RefusalReason("decided_by_court", "A court decided it", "no complaints procedure can decide it again", (*_REFUSE, *_REFUSE_LATER), "Ombudsman: Bedford 24 009 960", True, (*_WHO, "proceedings"), (*_SAYS, "proceedings"), True),
    RefusalReason("declined_for_proceedings", "Declined for now because of proceedings", "considering it might prejudice them", (*_REFUSE, Act.HOLD, Act.HOLD_POINT, *_REFUSE_LATER), "SI 2006/1738, regulation 8", True, (*_WHO, "proceedings", "prejudice"), (*_SAYS, "proceedings", "resubmit"), True),
    RefusalReason("interest_not_sufficient", "No sufficient interest in the child's welfare", "a person on no list in law", (Act.REFUSE_INTEREST,), "SI 2006/1738, regulation 12", True, (*_WHO, "childs_views", "child_told"), (*_SAYS, "no_further_action")),
    RefusalReason("late_and_nothing_new", "Late, and nothing substantial is new", "asked why, and weighed; lateness alone is no reason", _REFUSE_LATER, "Getting the Best from Complaints, as councils restate it", False, (*_WHO, "why_late", "new_information", "discretion"), _SAYS),
    RefusalReason("late_request_weighed", "Asked for a panel after 20 working days", "discretion was used on the request as it was", (Act.REFUSE_STAGE_3,), "SI 2006/1738, regulation 18; Ombudsman: Wandsworth 23 002 843", True, (*_WHO, "why_late", "discretion"), _SAYS),
    RefusalReason("not_asked_for_again", "Not asked for within a year of the end of proceedings", "they were told that they could", (Act.LAPSE,), "SI 2006/1738, regulation 8", False, (*_WHO, "proceedings", "ended_on"), _SAYS),
    RefusalReason("complainant_content", "The complainant says it is settled", "in their own words", (Act.CLOSE,), "council practice", True, (*_WHO, "complainant_words"), (), needs_letter=False),
    RefusalReason("answered_and_filed", "Answered, with nothing outstanding", "closing ends no right: the next stage may still be asked for", (Act.CLOSE,), "council practice", True, (*_WHO, "actions_done"), ("right_to_go_on",), needs_letter=False),
)  # fmt: skip
_ANY_REFUSAL = (*_REFUSE, *_REFUSE_LATER, Act.REFUSE_STAGE_3, Act.REFUSE_INTEREST)
UNLAWFUL = (
    UnlawfulReason("outcome_not_achievable", "The outcome wanted cannot be achieved", "entitlement does not depend on it", _ANY_REFUSAL, "Redbridge 20 001 669"),
    UnlawfulReason("no_different_outcome", "Going on would make no difference", "there is no gate of merits", _ANY_REFUSAL, "South Gloucestershire 21 007 738, Rochdale 18 000 071"),
    UnlawfulReason("no_form", "Not on the form, or without the right words", "dissatisfaction is enough", _ANY_REFUSAL, "Lewisham 24 015 996, Croydon 24 014 379"),
    UnlawfulReason("wrong_stage_named", "Named the wrong stage", "the next stage is meant", _ANY_REFUSAL, "Shropshire 2019, as the press told it"),
    UnlawfulReason("late_by_rote", "Out of time, without weighing it", "discretion must be used", _ANY_REFUSAL, "Surrey 20 003 273, West Sussex 20 006 409"),
    UnlawfulReason("one_date_for_all", "One day for all points", "each point has its own", _REFUSE, "Dorset 25 000 994"),
    UnlawfulReason("child_protection_after_taking_in", "About child protection, after it was taken in", "what was begun is finished", (*_REFUSE_LATER, Act.REFUSE_STAGE_3), "Wakefield 20 012 689"),
    UnlawfulReason("court_case_exists", "There is a court case", "only prejudice to named proceedings is a reason", (*_REFUSE, Act.HOLD, Act.HOLD_POINT), "Devon 24 011 510 and others show how it is done"),
    UnlawfulReason("no_reply", "No reply within 20 working days", "there is no limit after Stage 1, and silence ends no right", (Act.CLOSE, Act.REFUSE_STAGE_2), "Getting the Best from Complaints, 3.5.8, as councils restate it"),
    UnlawfulReason("persistent", "The complainant is persistent", "a limit on contact is its own decision, and never a bar to a new complaint", _ANY_REFUSAL, "Lancashire 22 002 075 turned on it"),
    UnlawfulReason("waiting_for_records", "They asked for their records first", "a subject access request pauses nothing by itself", (*_ANY_REFUSAL, Act.HOLD), "Bristol 22 016 564"),
    UnlawfulReason("oral", "Not in writing", "a complaint by word of mouth counts", _REFUSE, "SI 2006/1738, regulations 14 and 16"),
)  # fmt: skip
_LAWFUL, _UNLAWFUL = by_code(LAWFUL), by_code(UNLAWFUL)


def lawful_refusals(act: Act) -> tuple[RefusalReason, ...]:
    """The lawful reasons for this act; none for an act that refuses nothing."""
    return tuple(reason for reason in LAWFUL if act in reason.acts)


def unlawful_refusals(act: Act) -> tuple[UnlawfulReason, ...]:
    """The reasons people give for this act that are none, each with the case that shows it."""
    return tuple(reason for reason in UNLAWFUL if act in reason.acts)


def check_refusal(
    act: Act, code: str, evidence: Mapping[str, str], letter: Mapping[str, str] | None = None
) -> RefusalReason:
    """The reason, when it is lawful and all it needs is there. `evidence` and `letter` hold words by code.

    Raises UnlawfulRefusal, naming the case; EvidenceMissing, naming what is missing; UnknownCode for no such reason.
    """
    lawful = {reason.code: reason for reason in lawful_refusals(act)}
    if code not in lawful:
        raise _not_lawful(act, code, tuple(lawful))
    reason = lawful[code]
    missing = [EVIDENCE[one] for one in reason.evidence if not evidence.get(one, "").strip()]
    if letter is not None or reason.needs_letter:
        said = letter or {}
        missing += [f"in the letter, {LETTER[one]}" for one in reason.letter if not said.get(one, "").strip()]
    if missing:
        raise EvidenceMissing(
            f"Cannot {act.words} because “{reason.words}”: not on record yet are {'; '.join(missing)}. Add them first."
        )
    return reason


def check_points(code: str, decided: Mapping[int, Mapping[str, str]], points: tuple[int, ...]) -> None:
    """Refuse one reason laid over all points by default: each point needs its own words. Raises EvidenceMissing."""
    reason = _LAWFUL[code]
    own = [key for key in reason.evidence if key not in _WHO]
    for number in points:
        missing = [EVIDENCE[key] for key in own if not decided.get(number, {}).get(key, "").strip()]
        if reason.each_point and missing:
            raise EvidenceMissing(
                f"“{reason.words}” is decided point by point. Point {number} has not: {'; '.join(missing)}."
            )


def _not_lawful(act: Act, code: str, lawful: tuple[str, ...]) -> ValueError | LookupError:
    instead = f"Lawful reasons here: {', '.join(_LAWFUL[one].words.lower() for one in lawful) or 'none'}."
    if code in _UNLAWFUL:
        reason = _UNLAWFUL[code]
        return UnlawfulRefusal(
            f"Cannot {act.words} because “{reason.words}”: {reason.meaning} ({reason.shown_by}). {instead}"
        )
    if code in _LAWFUL:
        return UnlawfulRefusal(f"“{_LAWFUL[code].words}” is no reason to {act.words}. {instead}")
    return UnknownCode(f"There is no reason “{code}”. {instead}")
