"""What the law says of a case as the answers of triage stand: advice with its sources, for a person who decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from heard.casework.parties import complainants
from heard.casework.points import live_points
from heard.law.belongs_to import Advice, IntakeFacts, PointFacts, Proceeding, advise
from heard.law.belongs_to_facts import RELATION, SCOPE, AsksFor
from heard.representations.models import Representation

Answers = Mapping[str, str]
YES_NO = {"yes": True, "no": False}
ASKS = ("answer_to_dissatisfaction", "quick_settlement", "service", "another_worker", "nothing")


def advice_for(case: Representation, answers: Answers) -> Advice:
    """Where the case seems to belong and why. It refuses nothing; what nobody has said is a question."""
    return advise(
        IntakeFacts(
            made_on=case.received_on,
            relation=relation_said(case, answers),
            points=tuple(_point(one.number, one.arose_on, answers) for one in live_points(case)),
            on_behalf=answers.get("behalf") == "yes",
            speaks_for=answers.get("speaks_for", ""),
            person_agrees=YES_NO.get(answers.get("agrees", "")),
            asks_for=_asks_for(answers),
            wants_complaint=YES_NO.get(answers.get("wants_complaint", "")),
            anonymous=case.kind == "anonymous_report",
        )
    )


def relation_said(case: Representation, answers: Answers) -> str:
    """What the person is to the child: as triage has it, else as it is on record."""
    said = answers.get("relation", "")
    if said in RELATION:
        return said
    people = complainants(case)
    return people[0].relation if people and people[0].relation in RELATION else "not_known"


def reasons_in_words(advice: Advice) -> str:
    """The reasons of an advice, each with its source, as a decision can quote them."""
    every = [*advice.reasons, *(reason for point in advice.points for reason in point.reasons)]
    return "\n".join(dict.fromkeys(f"{one.words} ({one.source})" for one in every))


def _asks_for(answers: Answers) -> AsksFor:
    said = answers.get("asks_for", "")
    return cast(AsksFor, said if said in ASKS else ASKS[0])


def _point(number: int, arose_on: date | None, answers: Answers) -> PointFacts:
    scope = answers.get(f"scope_{number}", "")
    return PointFacts(
        number=number,
        scope=scope if scope in SCOPE else "",
        arose_on=arose_on,
        proceedings=_proceedings(number, answers),
    )


def _proceedings(number: int, answers: Answers) -> tuple[Proceeding, ...]:
    kind = answers.get("court", "")
    touches = answers.get(f"touches_{number}", "")
    if kind in ("", "none") or not touches:
        return ()
    return (Proceeding(kind, answers.get("court_named", ""), answers.get("court_prejudice", "")),)
