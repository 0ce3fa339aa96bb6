"""What the codes for kinds, procedures and stages mean, in plain words. Councils' own words are matched to these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar


class UnknownCode(LookupError):
    """No kind, procedure, stage or outcome has this code."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A common code, the words it is shown by, and a sentence that says what it covers."""

    code: str
    words: str
    meaning: str


KINDS = (
    Meaning(
        "statutory_complaint",
        "Statutory complaint",
        "dissatisfaction or disquiet about an individual child that needs a response, heard under the Children Act "
        "1989 procedure",
    ),
    Meaning(
        "corporate_complaint", "Corporate complaint", "a complaint heard under the council's own procedure"
    ),
    Meaning("concern", "Concern", "a worry that can be settled quickly, before it is a complaint"),
    Meaning("informal_complaint", "Informal complaint", "a complaint settled without opening a stage"),
    Meaning("comment", "Comment", "a view that asks for no answer"),
    Meaning("suggestion", "Suggestion", "an idea for doing things better"),
    Meaning("compliment", "Compliment", "praise or thanks: a representation too, counted by itself"),
    Meaning("mp_enquiry", "MP enquiry", "a Member of Parliament asks for a constituent"),
    Meaning("councillor_enquiry", "Councillor enquiry", "a councillor asks for a resident"),
    Meaning("duty_matter", "Duty matter", "correspondence that is not a complaint under any procedure"),
    Meaning(
        "anonymous_report", "Anonymous report", "from somebody not known: recorded, outside the procedures"
    ),
    Meaning(
        "worker_change",
        "Request for another worker",
        "somebody asks for another worker: answered yes or no, and they may still complain",
    ),
)
PROCEDURES = (
    Meaning(
        "children_act",
        "Children Act procedure",
        "the three stages of the Children Act 1989 Representations Procedure (England) Regulations 2006",
    ),
    Meaning(
        "corporate", "Corporate procedure", "the council's own procedure, where no statutory one applies"
    ),
    Meaning("none", "No procedure", "recorded and dealt with outside any complaints procedure"),
)
STAGES = (
    Meaning("stage_1", "Stage 1", "local resolution, or the first corporate answer"),
    Meaning("stage_2", "Stage 2", "independent investigation and adjudication, or the corporate review"),
    Meaning("stage_3", "Stage 3", "the review panel of three independent persons"),
    Meaning("concern", "Concern", "the time in which a concern is settled"),
    Meaning("informal", "Informal", "settled without opening a stage"),
    Meaning("enquiry", "Enquiry", "the time in which a member's enquiry is answered"),
    Meaning("other", "Other", "a step of the council's own that is none of these"),
)

Coded = TypeVar("Coded", bound=Meaning)


def by_code(meanings: tuple[Coded, ...]) -> dict[str, Coded]:
    """The same meanings, to be looked up by code."""
    return {meaning.code: meaning for meaning in meanings}


KIND, PROCEDURE, STAGE = by_code(KINDS), by_code(PROCEDURES), by_code(STAGES)


def look_up(code: str, among: Mapping[str, Coded], what: str) -> Coded:
    """The meaning of a code. Raises UnknownCode, listing those there are."""
    try:
        return among[code]
    except KeyError:
        raise UnknownCode(f"There is no {what} “{code}”. There are: {', '.join(among)}.") from None
