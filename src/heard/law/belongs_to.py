"""Where a representation belongs, and why: advice with reasons and sources. A named person decides, with a reason."""

# ruff: noqa: E501  (tables: one line each)
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from heard.law.belongs_to_facts import (
    RELATION,
    RELATIONS,
    SCOPE,
    SCOPES,
    IntakeFacts,
    PointFacts,
    Proceeding,
    Question,
    Reason,
    Relation,
    Right,
    Scope,
)
from heard.law.belongs_to_points import PointAdvice, advise_point
from heard.law.kinds import look_up

__all__ = [
    "RELATIONS",
    "SCOPES",
    "Advice",
    "Advocacy",
    "IntakeFacts",
    "PointAdvice",
    "PointFacts",
    "Proceeding",
    "Question",
    "Reason",
    "advise",
    "advocacy_for",
]

Advocacy = Literal["right", "information"]
FACT_SHEET = "Ombudsman fact sheet on the Children Act complaints procedure"
ADVOCACY_LAW = "Children Act 1989, section 26A(1) and (2)"


@dataclass(frozen=True, slots=True)
class Advice:
    """Which procedure seems right and why. Empty `procedure` means that a question must be answered first.

    `split` says that points belong in different procedures; each point's own procedure is in `procedure_of_point`.
    """

    procedure: str
    split: bool
    right: Right
    advocacy: Advocacy
    reasons: tuple[Reason, ...]
    points: tuple[PointAdvice, ...]
    procedure_of_point: dict[int, str]
    questions: tuple[Question, ...]


def advise(facts: IntakeFacts) -> Advice:
    """Advice for a person who decides. It refuses nothing. Raises UnknownCode for a code there is none of."""
    relation = look_up(facts.relation, RELATION, "relation")
    points = tuple(advise_point(point, facts.made_on) for point in facts.points)
    right = _right(facts, relation)
    by_point = {point.number: _procedure_of(point) for point in points}
    procedure, split = _procedure(facts, relation, by_point)
    return Advice(
        procedure=procedure,
        split=split,
        right=right,
        advocacy=advocacy_for(facts.speaks_for or facts.relation),
        reasons=tuple(_reasons(facts, relation, right, procedure, split)),
        points=points,
        procedure_of_point=by_point,
        questions=(
            *_questions(facts, relation, right),
            *(one for point in points for one in point.questions),
        ),
    )


def advocacy_for(relation: str) -> Advocacy:
    """A right for a child and a care leaver; for anybody else information that may be given, never a right."""
    return "right" if look_up(relation, RELATION, "relation").advocacy_right else "information"


def _right(facts: IntakeFacts, relation: Relation) -> Right:
    """In what right the person complains, for the functions complained about."""
    if facts.anonymous:
        return "not_known"
    if facts.on_behalf:
        return "speaks_for_another"
    if relation.right != "own_right":
        return relation.right
    return "own_right" if _on_a_list(facts, relation) else "interest_needed"


def _on_a_list(facts: IntakeFacts, relation: Relation) -> bool:
    """Whether a list in law that goes with the functions complained about names such a person."""
    inside = [one for code in _scopes(facts) if (one := look_up(code, SCOPE, "function")).side == "inside"]
    return not inside or any(set(scope.lists) & set(relation.lists) for scope in inside)


def _scopes(facts: IntakeFacts) -> list[str]:
    return [point.scope for point in facts.points if point.scope]


def _procedure_of(point: PointAdvice) -> str:
    if point.elsewhere:
        return "elsewhere"
    return {True: "children_act", False: "corporate", None: ""}[point.in_scope]


def _procedure(facts: IntakeFacts, relation: Relation, by_point: dict[int, str]) -> tuple[str, bool]:
    """The procedure of the whole, and whether its points belong in more than one."""
    if facts.anonymous:
        return "anonymous_report", False
    if relation.right == "enquiry" and not facts.wants_complaint:
        return "enquiry", False
    other = {
        "nothing": "simple", "service": "duty_matter", "another_worker": "worker_change",
        "quick_settlement": "concern",
    }.get(facts.asks_for)  # fmt: skip
    if other and not facts.wants_complaint:
        return other, False
    found = set(by_point.values())
    if not found or "" in found:
        return "", False
    if len(found) > 1:
        return ("children_act" if "children_act" in found else "corporate"), True
    return found.pop(), False


def _reasons(
    facts: IntakeFacts, relation: Relation, right: Right, procedure: str, split: bool
) -> Iterator[Reason]:
    yield from _who_reasons(facts, relation, right)
    if split:
        words = "Its points belong in different procedures: split it, and tell the complainant which goes where and why."
        yield Reason("split", words, "Ombudsman: Cornwall 25 002 762 (partly statutory)")
    yield from _not_a_complaint(procedure)
    if facts.contracted_provider:
        words = f"{facts.contracted_provider} may answer Stage 1, but the council stays responsible and its clocks run."
        yield Reason("provider", words, "Ombudsman: Birmingham 23 012 562")
    if facts.joint_body:
        words = f"It also concerns {facts.joint_body}: one lead, one co-ordinated answer, and each body's own clocks."
        yield Reason(
            "joint", words, "SI 2009/309, regulation 9; Getting the Best from Complaints", certain=False
        )
    if procedure:
        words = "The complainant is told which procedure is used and why."
        yield Reason("tell", words, FACT_SHEET)


def _who_reasons(facts: IntakeFacts, relation: Relation, right: Right) -> Iterator[Reason]:
    if facts.anonymous:
        words = "Nobody knows who it is from: it is recorded and goes to the complaints manager, outside the procedures."
        yield Reason("anonymous", words, "Getting the Best from Complaints", certain=False)
        return
    if right == "own_right":
        words = (
            f"{relation.words} complains in their own right and needs nobody's consent; that gives no right to the child's "
            "personal data."
        )
        yield Reason("own_right", words, relation.source, relation.certain)
    if right == "interest_needed":
        words = (
            "The authority decides as soon as possible whether this person has sufficient interest in the child's welfare, "
            "with the child's views where it considers that appropriate."
        )
        yield Reason("interest_needed", words, "SI 2006/1738, regulation 12")
    if right == "speaks_for_another":
        words = "Spoken for another: where possible, check that they are content and that these are their own views."
        yield Reason("on_behalf", words, "published council procedures restating the guidance", certain=False)
    yield _advocacy_reason(advocacy_for(facts.speaks_for or facts.relation))


def _advocacy_reason(advocacy: Advocacy) -> Reason:
    if advocacy == "right":
        words = "Entitled to an advocate, also before complaining: offer one now."
        return Reason("advocacy_right", words, ADVOCACY_LAW)
    words = (
        "No statutory advocate for this person: information may be given, but it is not offered as a right."
    )
    return Reason("advocacy_information", words, ADVOCACY_LAW)


_NOT_A_COMPLAINT = {
    "enquiry": ("A member asks for somebody: answered as an enquiry, unless that person wants a complaint.", "council practice"),
    "simple": ("Thanks, a view or an idea: a representation too, recorded and counted by itself.", "Getting the Best from Complaints"),
    "duty_matter": ("It asks for a service and expresses no dissatisfaction: not a complaint.", "Complaint Handling Code"),
    "worker_change": ("It asks for another worker; if the answer is no, they may complain.", "council practice"),
    "concern": ("A worry that may be settled quickly; if the person wants a complaint it is one, from the day it was made.", "council practice"),
}  # fmt: skip


def _not_a_complaint(procedure: str) -> Iterator[Reason]:
    if procedure in _NOT_A_COMPLAINT:
        words, source = _NOT_A_COMPLAINT[procedure]
        yield Reason(f"procedure_{procedure}", words, source)


def _questions(facts: IntakeFacts, relation: Relation, right: Right) -> Iterator[Question]:
    if relation.right == "not_known" and not facts.anonymous:
        yield Question("relation", "What is this person to the child?")
    if right == "speaks_for_another":
        if not facts.speaks_for:
            yield Question("speaks_for", "For whom do they speak?")
        if facts.person_agrees is None:
            yield Question(
                "person_agrees", "Is the person spoken for content, and are these their own views?"
            )
    if right == "enquiry" and facts.wants_complaint is None:
        yield Question("wants_complaint", "Does the person the member asks for want to complain?")
    if right == "interest_needed":
        yield Question(
            "interest", "Has this person sufficient interest in the child's welfare? Who decides, and when?"
        )
    if facts.asks_for in ("quick_settlement", "service", "another_worker") and facts.wants_complaint is None:
        yield Question("wants_complaint", "Do they want it to be a complaint?")
    if facts.joint_body and facts.consents_to_share is None:
        yield Question("consents_to_share", f"Do they consent to sharing with {facts.joint_body}?")
    if not facts.points:
        yield Question("points", "What are the points of complaint?")


def scope_of(code: str) -> Scope:
    """The function of this code. Raises UnknownCode, listing those there are."""
    return look_up(code, SCOPE, "function")
