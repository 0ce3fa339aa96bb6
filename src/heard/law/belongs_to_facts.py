"""Who may complain and about which functions: the lists in law, and the facts that intake asks for."""

# ruff: noqa: E501  (tables: one line each)
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from heard.law.kinds import Meaning, by_code

Right = Literal["own_right", "interest_needed", "speaks_for_another", "enquiry", "not_known"]
Side = Literal["inside", "outside", "elsewhere"]
PersonList = Literal["s26_3", "s24d", "s26_3b", "s26_3c"]
AsksFor = Literal["answer_to_dissatisfaction", "quick_settlement", "service", "another_worker", "nothing"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in an advice. `certain` is false where the wording of the source has not been read."""

    code: str
    words: str
    source: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """Something that must be known before a person can decide."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Relation(Meaning):
    """What somebody is to the child. `lists` are the lists in law that name them; on no list, interest is needed."""

    right: Right = "interest_needed"
    lists: tuple[PersonList, ...] = ()
    source: str = ""
    certain: bool = True
    advocacy_right: bool = False


@dataclass(frozen=True, slots=True)
class Scope(Meaning):
    """A function complained about, on which side of the procedure it falls, and whose list of persons goes with it."""

    side: Side = "inside"
    lists: tuple[PersonList, ...] = ("s26_3",)
    source: str = ""
    certain: bool = True


_26_3 = "Children Act 1989, section 26(3)"
_26_3B, _26_3C = "Children Act 1989, section 26(3B)", "Children Act 1989, section 26(3C)"
_24D = "Children Act 1989, section 24D"
RELATIONS = (
    Relation("child", "The child", "looked after, in need, or otherwise served", "own_right", ("s26_3", "s26_3b", "s26_3c"), f"{_26_3}(a)", advocacy_right=True),
    Relation("parent", "A parent", "a mother or father of the child", "own_right", ("s26_3", "s26_3b", "s26_3c"), f"{_26_3}(b)"),
    Relation("parental_responsibility", "A person with parental responsibility", "not a parent, but with parental responsibility by law", "own_right", ("s26_3",), f"{_26_3}(c)"),
    Relation("foster_parent", "A local authority foster parent", "approved by the authority", "own_right", ("s26_3",), f"{_26_3}(d)"),
    Relation("care_leaver", "A care leaver", "a relevant, former relevant or qualifying young person", "own_right", ("s24d", "s26_3"), _24D, advocacy_right=True),
    Relation("adopted_person", "An adopted person", "for adoption functions", "own_right", ("s26_3b",), _26_3B),
    Relation("adopter", "An adopter or prospective adopter", "for adoption functions; after the order also a parent", "own_right", ("s26_3b",), _26_3B),
    Relation("special_guardian", "A special guardian", "holds parental responsibility by the order", "own_right", ("s26_3", "s26_3c"), _26_3C, certain=False),
    Relation("guardianship_applicant", "Somebody assessed as a special guardian", "for special guardianship support", "own_right", ("s26_3c",), _26_3C),
    Relation("advocate", "An advocate", "speaks for the child, a care leaver or another person", "speaks_for_another", (), "Children Act 1989, section 26A"),
    Relation("member", "A member of Parliament or councillor", "asks for somebody they represent", "enquiry", (), "council practice: an enquiry, unless the person wants a complaint"),
    Relation("other", "Somebody else", "a relative, friend, neighbour or professional", "interest_needed", (), f"{_26_3}(e)"),
    Relation("not_known", "Not known", "nobody has said who they are to the child", "not_known"),
)  # fmt: skip
RELATION = by_code(RELATIONS)

_ADULT = "Ombudsman fact sheet on the Children Act complaints procedure (older edition)"
_USUALLY_OUT = "House of Commons Library; Ombudsman fact sheet on the Children Act complaints procedure"
_LISTS_ALL: tuple[PersonList, ...] = ("s26_3", "s24d")
SCOPES = (
    Scope("children_in_need", "Services to children in need", "Part 3 of the Children Act 1989", "inside", ("s26_3",), "Children Act 1989, Part 3 and section 26(3)"),
    Scope("looked_after", "A looked-after child", "Part 3: accommodation, placement, contact, reviews", "inside", ("s26_3",), "Children Act 1989, Part 3 and section 26(3)"),
    Scope("leaving_care", "Leaving care", "advice and help to those who were in care", "inside", _LISTS_ALL, f"{_24D}; Ombudsman: Croydon 24 014 379"),
    Scope("care_and_supervision", "Care, supervision, assessment and emergency orders", "only the parts listed: sections 31(1), 33(3), (4), (6) to (9), 34(6) and (8), 35(1) and (2), 43(1), 44(1), (10) and (11)", "inside", ("s26_3",), "SI 2006/1738, regulation 3"),
    Scope("adoption", "Adoption support and adoption functions", "adoption support services and the listed duties of the adoption agency", "inside", ("s26_3b",), "SI 2006/1738, regulation 4"),
    Scope("special_guardianship", "Special guardianship support", "support services under section 14F", "inside", ("s26_3c",), "SI 2006/1738, regulation 5"),
    Scope("child_protection", "Child protection enquiries and conferences", "section 47 is not on the list; once taken in it is finished", "outside", (), f"SI 2006/1738, regulation 3; {_USUALLY_OUT}"),
    Scope("court_report", "A report to a court", "sections 7 and 37", "outside", (), _USUALLY_OUT),
    Scope("carer_approval", "Assessment or registration of carers and adopters", "whether somebody is approved", "outside", (), "published council procedures"),
    Scope("adult_as_adult", "How the council treated an adult as an adult", "and not as to the child", "outside", (), _ADULT),
    Scope("corporate", "Anything else the council does", "not a social care function for a child", "outside", (), "Complaint Handling Code: applies where no statutory procedure does"),
    Scope("health", "A health service", "the health body's own procedure, in one co-ordinated answer", "elsewhere", (), "SI 2009/309; guidance on joint complaints"),
    Scope("court_decision", "What a court decided", "not open to any complaints procedure", "elsewhere", (), "Ombudsman: Bedford 24 009 960"),
    Scope("personal_data", "Personal data", "its own duty to acknowledge and to tell the outcome", "elsewhere", (), "Data (Use and Access) Act 2025, section 103"),
)  # fmt: skip
SCOPE = by_code(SCOPES)

PROCEEDINGS = {
    "court": "court proceedings",
    "tribunal": "tribunal proceedings",
    "disciplinary": "disciplinary proceedings",
    "criminal": "a criminal investigation or proceedings",
}


@dataclass(frozen=True, slots=True)
class Proceeding:
    """Proceedings that touch a point: which, and why going on might prejudice them."""

    kind: str
    named: str = ""
    prejudice: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class PointFacts:
    """One point of complaint as intake knows it. None means that nobody has said yet."""

    number: int
    scope: str = ""
    arose_on: date | None = None
    reason_not_earlier: str = ""
    reasonable_not_earlier: bool | None = None
    still_considerable: bool | None = None
    proceedings: tuple[Proceeding, ...] = ()
    fully_considered_before: bool | None = False


@dataclass(frozen=True, slots=True)
class IntakeFacts:
    """What intake knows of a representation. `speaks_for` is what the person spoken for is to the child."""

    made_on: date
    relation: str
    points: tuple[PointFacts, ...]
    on_behalf: bool = False
    speaks_for: str = ""
    person_agrees: bool | None = None
    asks_for: AsksFor = "answer_to_dissatisfaction"
    wants_complaint: bool | None = None
    anonymous: bool = False
    contracted_provider: str = ""
    joint_body: str = ""
    consents_to_share: bool | None = None
