"""What is added to a case bit by bit: points, findings, people, what was put right and learned.

More time and recommendations only to a case brought in from before: a live case has acts for them.

Each act writes its rows and one ledger line, or refuses and writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from django.db import models

from heard.casework.acts import HISTORY
from heard.casework.clocks import clocks_of_council
from heard.casework.looking import dates_of
from heard.casework.more_time import must_be_extendable
from heard.casework.new_details import (
    DoesNotFit,
    NewElement,
    NewExtension,
    NewFinding,
    NewLearning,
    NewParty,
    NewRecommendation,
    NewRemedy,
    NotInTheList,
    NotOnRecord,
)
from heard.casework.on_record import (
    case_named,
    listed,
    not_before,
    one_of,
    services,
    stage_named,
    terms_of,
)
from heard.casework.performing import day_of
from heard.casework.walls_building import after_party
from heard.casework.writing import Line, writing
from heard.law.procedure import State
from heard.law.working_days import in_words
from heard.outcomes.models import Finding, LearningPoint, Recommendation, Remedy
from heard.people.models import Person, Service, Term
from heard.representations.models import Element, Extension, Party, Representation

__all__ = [
    "DoesNotFit",
    "NewElement",
    "NewExtension",
    "NewFinding",
    "NewLearning",
    "NewParty",
    "NewRecommendation",
    "NewRemedy",
    "NotInTheList",
    "NotOnRecord",
    "record_elements",
    "record_extension",
    "record_findings",
    "record_learning",
    "record_parties",
    "record_recommendations",
    "record_remedies",
]

Row = TypeVar("Row", bound=models.Model)


def record_elements(
    reference: str, elements: Sequence[NewElement], *, by: str, at: datetime
) -> list[Element]:
    """Write down the points of a complaint, numbered on from those there are.

    Raises NotOnRecord, or DoesNotFit for a point that says nothing.
    """
    with writing("record_elements", by=by, at=at, reference=reference) as line:
        case = case_named(reference)
        last = case.elements.aggregate(last=models.Max("number"))["last"] or 0
        return _keep(
            line, [_element(case, number, one) for number, one in enumerate(elements, start=last + 1)]
        )


def record_findings(
    reference: str, findings: Sequence[NewFinding], *, by: str, at: datetime
) -> list[Finding]:
    """Write down what was found on points of a complaint. Each step finds once on each point.

    Raises NotOnRecord, NotInTheList, or DoesNotFit where that step has already found on the point.
    """
    day = max((one.found_on for one in findings if one.found_on), default=None)
    with writing("record_findings", by=by, at=at, reference=reference, done_on=day) as line:
        case = case_named(reference)
        points = {point.number: point for point in case.elements.all()}
        outcomes = terms_of("outcome")
        there = set(Finding.objects.filter(element__representation=case).values_list("element_id", "step"))
        rows = []
        for one in findings:
            row = _finding(case, points, outcomes, one)
            if (row.element_id, row.step) in there:
                who = Finding.Step(row.step).label
                raise DoesNotFit(
                    f"{who}: there is already a finding on point {one.point} of {reference}. "
                    "Correct that finding instead of adding another."
                )
            there.add((row.element_id, row.step))
            rows.append(row)
        return _keep(line, rows)


def record_parties(reference: str, parties: Sequence[NewParty], *, by: str, at: datetime) -> list[Party]:
    """Write down who has a part in a case. Raises NotOnRecord or DoesNotFit."""
    with writing("record_parties", by=by, at=at, reference=reference) as line:
        case = case_named(reference)
        _refuse_parts(case, parties)
        people = _people(line, parties)
        rows = [
            Party(representation=case, person=person, part=one.part, relation=one.relation)
            for one, person in zip(parties, people, strict=True)
        ]
        for row in _keep(line, rows):
            after_party(line, case, row, day_of(at))
        return rows


def record_extension(reference: str, extension: NewExtension, *, by: str, at: datetime) -> Extension:
    """Write down more time that a case from before was given, as its own file says. A live case is extended by its act.

    Raises NotOnRecord, or DoesNotFit for a live case and where no such extension could have been given.
    """
    with writing("record_extension", by=by, at=at, reference=reference, done_on=extension.decided_on) as line:
        case = case_named(reference)
        _refuse_live(case, "more time", "extend the stage, before its day passes and telling them")
        stage = stage_named(case, extension.stage)
        must_be_extendable(stage, extension)
        row = Extension(
            stage=stage,
            extended_to=extension.extended_to,
            reason=extension.reason,
            decided_on=extension.decided_on,
            told_on=extension.told_on,
        )
        line.add(row)
        if stage.due_on_hint is not None:
            line.change(stage, due_on_hint=clocks_of_council().next_due(dates_of(stage)))
        return row


def record_remedies(reference: str, remedies: Sequence[NewRemedy], *, by: str, at: datetime) -> list[Remedy]:
    """Write down what puts a complaint right. Raises NotOnRecord, NotInTheList or DoesNotFit."""
    with writing("record_remedies", by=by, at=at, reference=reference) as line:
        case, kinds = case_named(reference), terms_of("remedy")
        return _keep(line, [_remedy(case, kinds, one) for one in remedies])


def record_recommendations(
    reference: str, recommendations: Sequence[NewRecommendation], *, by: str, at: datetime
) -> list[Recommendation]:
    """Write down what was asked of the council in a case from before, and how it answered. A refusal says why.

    In a live case recommendations come in with a report and are answered with the stage. Raises NotOnRecord,
    NotInTheList, or DoesNotFit, so also for a live case.
    """
    with writing("record_recommendations", by=by, at=at, reference=reference) as line:
        case, known = case_named(reference), services()
        _refuse_live(
            case, "recommendations", "receive the report that makes them, and answer each with the stage"
        )
        return _keep(line, [_recommendation(case, known, one) for one in recommendations])


def record_learning(
    reference: str, points: Sequence[NewLearning], *, by: str, at: datetime
) -> list[LearningPoint]:
    """Write down what was learned; `reference` is empty where it came of no one case.

    Raises NotOnRecord, NotInTheList, or DoesNotFit where it was shared before it was learned.
    """
    with writing("record_learning", by=by, at=at, reference=reference) as line:
        case, known = case_named(reference) if reference else None, services()
        return _keep(line, [_learning(case, known, one) for one in points])


def _refuse_live(case: Representation, what: str, instead: str) -> None:
    """Refuse what a live case gets by an act of its own, with the checks that belong to it. Raises DoesNotFit."""
    if State(case.state) not in HISTORY:
        raise DoesNotFit(
            f"{case.reference} is a live case ({case.standing.lower()}). Here {what} of a case brought in from before "
            f"is written down as its file says. Instead, {instead}."
        )


def _keep(line: Line, rows: list[Row]) -> list[Row]:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows)
    for row in rows:
        line.note(row)
    return rows


def _element(case: Representation, number: int, one: NewElement) -> Element:
    if not one.words.strip():
        raise DoesNotFit(f"Point {number} of {case.reference} has no words. Write what was said.")
    return Element(
        representation=case,
        number=number,
        words=one.words,
        agreed_words=one.agreed_words,
        outcome_wanted=one.outcome_wanted,
        arose_on=one.arose_on,
    )


def _finding(
    case: Representation, points: Mapping[int, Element], outcomes: Mapping[str, Term], one: NewFinding
) -> Finding:
    if one.point not in points:
        there = ", ".join(map(str, points)) or "none"
        raise NotOnRecord(f"{case.reference} has no point {one.point}. Its points: {there}.")
    one_of(Finding.Step.values, one.step, "step of the procedure")
    not_before(case, one.found_on, f"The finding on point {one.point}")
    return Finding(
        element=points[one.point],
        step=one.step,
        finding=listed(outcomes, one.finding, "outcomes"),
        reason=one.reason,
        found_on=one.found_on,
    )


def _refuse_parts(case: Representation, parties: Sequence[NewParty]) -> None:
    there = set(case.parties.values_list("person_id", "part"))
    for one in parties:
        one_of(Party.Part.values, one.part, "part in a case")
        if one.person is None and not one.name.strip():
            raise DoesNotFit(
                f"Somebody without a name cannot be the {one.part} of {case.reference}. Name them."
            )
        if (one.person, one.part) in there:
            raise DoesNotFit(f"This person is already {one.part} in {case.reference}.")
        if one.person is not None:
            there.add((one.person, one.part))


def _people(line: Line, parties: Sequence[NewParty]) -> list[Person]:
    """Those known by their number, and the others as new people."""
    known = Person.objects.in_bulk([one.person for one in parties if one.person is not None])
    new = _keep(line, [Person(name=one.name) for one in parties if one.person is None])
    missing = [one.person for one in parties if one.person is not None and one.person not in known]
    if missing:
        raise NotOnRecord(f"There is no person number {missing[0]}. Add them by name.")
    added = iter(new)
    return [next(added) if one.person is None else known[one.person] for one in parties]


def _remedy(case: Representation, kinds: Mapping[str, Term], one: NewRemedy) -> Remedy:
    not_before(case, one.done_on, f"The remedy “{one.kind}”")
    kind = listed(kinds, one.kind, "remedies")
    return Remedy(representation=case, kind=kind, words=one.words, due_on=one.due_on, done_on=one.done_on)


def _recommendation(
    case: Representation, known: Mapping[str, Service], one: NewRecommendation
) -> Recommendation:
    one_of(["", *Recommendation.Answer.values], one.answer, "answer to a recommendation")
    if one.answer == Recommendation.Answer.REFUSED and not one.answer_reason.strip():
        raise DoesNotFit(
            "A recommendation cannot be refused without a reason. Enter the reason for your decision."
        )
    not_before(case, one.done_on, "What was recommended")
    return Recommendation(
        representation=case,
        stage=stage_named(case, one.stage) if one.stage else None,
        service=listed(known, one.service, "services") if one.service else None,
        words=one.words,
        answer=one.answer,
        answer_reason=one.answer_reason,
        due_on=one.due_on,
        done_on=one.done_on,
    )


def _learning(case: Representation | None, known: Mapping[str, Service], one: NewLearning) -> LearningPoint:
    if one.shared_on and one.shared_on < one.learned_on:
        raise DoesNotFit(
            f"It cannot have been shared on {in_words(one.shared_on)}, before it was learned on "
            f"{in_words(one.learned_on)}. Check both days."
        )
    return LearningPoint(
        representation=case,
        service=listed(known, one.service, "services") if one.service else None,
        words=one.words, shared_by=one.shared_by, learned_on=one.learned_on, shared_on=one.shared_on,
    )  # fmt: skip
