"""Who may not take a part because of who they are: independence, other parts in the same case, what they did before.

This is apart from what may happen (the charts) and from which role may do an act (permissions).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from heard.law.kinds import Meaning, by_code, look_up

Certainty = Literal["law", "guidance", "unverified", "practice"]

PARTS = (
    Meaning("manager", "Manager who answers Stage 1", "the service answers at Stage 1"),
    Meaning("investigating_officer", "Investigating officer", "investigates at Stage 2"),
    Meaning("independent_person", "Independent person", "takes part at Stage 2 and in the final answer"),
    Meaning("adjudicator", "Adjudicating officer", "answers at Stage 2"),
    Meaning("panel_chair", "Panel chair", "chairs at Stage 3"),
    Meaning("panellist", "Panellist", "sits at Stage 3"),
    Meaning("advocate", "Advocate", "speaks for the complainant"),
    Meaning("director", "Director", "decides the final answer after Stage 3"),
    Meaning("complaints_manager", "Complaints manager", "co-ordinates, under regulation 10(a)"),
    Meaning("corporate_answerer", "Officer who answers corporate Stage 2", "answers the corporate review"),
)
PART = by_code(PARTS)
PANEL_PARTS = ("panel_chair", "panellist")
FORMER_STAFF_YEARS = 3


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of a person who may take a part. What nobody has declared yet is in `not_declared`."""

    person: str
    is_member: bool = False
    is_officer: bool = False
    partner_of_member_or_officer: bool = False
    left_employment_on: date | None = None
    is_subject: bool = False
    manages_subject: bool = False
    manages_service: bool = False
    controls_resources: bool = False
    involved_before: bool = False
    knows_family: bool = False
    declared_interest: str = ""
    is_lawyer: bool = False
    not_declared: bool = False


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The parts people already have in the case, by code, and the day the question is asked for."""

    on: date
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def others_of(self, person: str, part: str) -> tuple[str, ...]:
        """The other parts this person has in the case."""
        return tuple(one for one, people in self.parts.items() if one != part and person in people)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a person may not take a part. `bars` is false where it needs a recorded reason and no more."""

    code: str
    words: str
    source: str
    certainty: Certainty
    bars: bool = True


INDEPENDENT_PERSON = "SI 2006/1738, regulations 2 and 17(2)"
INDEPENDENT_PANEL = "SI 2006/1738, regulations 2 and 19(2)"
REG_19 = "SI 2006/1738, regulation 19"
GUIDANCE = "Getting the Best from Complaints, as councils restate it"
ADVOCACY = (
    "Advocacy Services and Representations Procedure (Children) (Amendment) Regulations 2004; Welsh twin read"
)


def why_not(part: str, person: PersonFacts, case: CaseFacts) -> tuple[Conflict, ...]:
    """Every reason against this person in this part; empty when there is none. Raises UnknownCode."""
    look_up(part, PART, "part")
    checks = (*CHECKS.get(part, ()), _declared)
    return tuple(conflict for check in checks for conflict in check(part, person, case))


def barred(part: str, person: PersonFacts, case: CaseFacts) -> bool:
    """Whether any reason bars the person from the part outright."""
    return any(conflict.bars for conflict in why_not(part, person, case))


def panel_is_not_right(case: CaseFacts) -> tuple[Conflict, ...]:
    """What is wrong with the panel as a whole: exactly three, of whom one chairs, none of them twice."""
    chairs, others = case.parts.get("panel_chair", ()), case.parts.get("panellist", ())
    sitting = [*chairs, *others]
    found = []
    if len(set(sitting)) != 3 or len(sitting) != 3:
        words = f"A panel is exactly three persons. This one has {len(set(sitting))}."
        found.append(Conflict("panel_of_three", words, f"{REG_19}(2)", "law"))
    if len(chairs) != 1:
        words = (
            f"One of the three chairs. Here {len(chairs) or 'nobody'} {'do' if len(chairs) > 1 else 'does'}."
        )
        found.append(Conflict("one_chair", words, f"{REG_19}(2)", "law"))
    return tuple(found)


def _independent(part: str, person: PersonFacts, case: CaseFacts) -> Iterator[Conflict]:
    source = INDEPENDENT_PERSON if part == "independent_person" else INDEPENDENT_PANEL
    if person.is_member:
        yield Conflict("member", "A member of the authority is not independent.", source, "law")
    if person.is_officer:
        yield Conflict("officer", "An officer of the authority is not independent.", source, "law")
    if person.partner_of_member_or_officer:
        words = "The spouse or civil partner of a member or officer is not independent."
        yield Conflict("partner", words, source, "law")
    yield from _former_staff(person, case)


def _former_staff(person: PersonFacts, case: CaseFacts) -> Iterator[Conflict]:
    left = person.left_employment_on
    if left is None or case.on >= _years_after(left, FORMER_STAFF_YEARS):
        return
    words = "Worked for the authority less than three years ago: say why somebody else cannot take this part."
    yield Conflict("former_staff", words, GUIDANCE, "guidance", bars=False)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _no_other_part(part: str, person: PersonFacts, case: CaseFacts) -> Iterator[Conflict]:
    """The independent person holds no other part in the case, and nobody else's part is held by them."""
    others = case.others_of(person.person, part)
    if part == "independent_person" and others:
        named = ", ".join(PART[one].words.lower() if one in PART else one for one in others)
        words = f"The independent person may hold no other part in the case; this person is also {named}."
        panel = any(one in PANEL_PARTS for one in others)
        yield Conflict(
            "other_part", words, f"{REG_19}(3)" if panel else GUIDANCE, "law" if panel else "guidance"
        )
    elif "independent_person" in others:
        words = "This person is the Stage 2 independent person of the case, who may hold no other part in it."
        law = part in PANEL_PARTS
        yield Conflict(
            "is_independent_person",
            words,
            f"{REG_19}(3)" if law else GUIDANCE,
            "law" if law else "guidance",
        )


def _not_both(*against: str) -> Callable[[str, PersonFacts, CaseFacts], Iterator[Conflict]]:
    def check(part: str, person: PersonFacts, case: CaseFacts) -> Iterator[Conflict]:
        for other in case.others_of(person.person, part):
            if other in against:
                words = f"Has already taken part in this case as {PART[other].words.lower()}."
                yield Conflict(f"also_{other}", words, GUIDANCE, "unverified")

    return check


def _not_the_subject(part: str, person: PersonFacts, case: CaseFacts) -> Iterator[Conflict]:
    if person.is_subject:
        words = "Is complained about, and so weighs nothing in the case."
        yield Conflict("subject", words, "natural justice; council practice", "practice")


def _not_in_line(part: str, person: PersonFacts, case: CaseFacts) -> Iterator[Conflict]:
    if person.manages_subject or person.manages_service:
        words = "Is in the line of management of the service or person complained about."
        yield Conflict("line_management", words, GUIDANCE, "unverified")
    if person.involved_before:
        words = "Was involved in the matter before."
        yield Conflict("involved_before", words, GUIDANCE, "unverified")


def _advocate(part: str, person: PersonFacts, case: CaseFacts) -> Iterator[Conflict]:
    law: Certainty = "unverified"
    if person.is_subject:
        yield Conflict("advocate_subject", "Is the subject of the complaint.", ADVOCACY, law)
    if person.manages_subject:
        yield Conflict(
            "advocate_manages_subject", "Manages the person complained about, directly or not.", ADVOCACY, law
        )
    if person.manages_service:
        yield Conflict("advocate_manages_service", "Manages the service complained about.", ADVOCACY, law)
    if person.controls_resources:
        yield Conflict(
            "advocate_controls", "Controls the resources of the service complained about.", ADVOCACY, law
        )
    if case.others_of(person.person, part):
        words = "Is or will be involved in considering the complaint."
        yield Conflict("advocate_considers", words, ADVOCACY, law)
    if person.is_lawyer:
        words = "A lawyer does not act as an advocate in an adversarial way: agree how they will take part."
        yield Conflict("advocate_lawyer", words, GUIDANCE, "unverified", bars=False)


def _adjudicator_above(part: str, person: PersonFacts, case: CaseFacts) -> Iterator[Conflict]:
    if person.involved_before:
        words = (
            "Was involved in the decisions complained of: somebody else should weigh them, or say why not."
        )
        yield Conflict("decided_before", words, GUIDANCE, "unverified", bars=False)


def _declared(part: str, person: PersonFacts, case: CaseFacts) -> Iterator[Conflict]:
    if person.declared_interest:
        words = "Has declared an interest in the case, which is taken without questions."
        yield Conflict("declared", words, "council practice", "practice")
    if person.knows_family and part != "advocate":
        words = "Knows or is related to the family."
        yield Conflict("knows_family", words, "council practice", "practice")
    if person.not_declared:
        words = "Has not yet said whether they have an interest: ask for the declaration first."
        yield Conflict("no_declaration", words, "council practice", "practice", bars=False)


Check = Callable[[str, PersonFacts, CaseFacts], Iterator[Conflict]]
_STAGE_2_OWN = _not_both("manager", "advocate", "adjudicator", "panel_chair", "panellist", "director")
_PANEL = (_independent, _no_other_part, _not_the_subject, _not_in_line,
          _not_both("investigating_officer", "advocate", "adjudicator", "manager", "director"))  # fmt: skip
CHECKS: Mapping[str, tuple[Check, ...]] = {
    "manager": (_not_the_subject, _no_other_part),
    "investigating_officer": (_not_the_subject, _not_in_line, _no_other_part, _STAGE_2_OWN),
    "independent_person": (_independent, _no_other_part, _not_the_subject, _not_in_line),
    "adjudicator": (_not_the_subject, _no_other_part, _adjudicator_above,
                    _not_both("investigating_officer", "advocate", "panel_chair", "panellist")),
    "panel_chair": _PANEL,
    "panellist": _PANEL,
    "advocate": (_advocate, _no_other_part),
    "director": (_not_the_subject, _no_other_part,
                 _not_both("investigating_officer", "advocate", "panel_chair", "panellist")),
    "complaints_manager": (_not_the_subject, _no_other_part),
    "corporate_answerer": (_not_the_subject, _not_both("manager", "advocate")),
}  # fmt: skip
