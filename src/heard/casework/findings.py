"""Findings point by point, by each who weighs them, and the one outcome they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.deciding import Decided, keep_decision
from heard.casework.new_details import DoesNotFit, NotInTheList, NotOnRecord
from heard.casework.on_record import listed, terms_of
from heard.casework.performing import Doing, performing
from heard.casework.points import live_points
from heard.law.findings import add_up, differs_from
from heard.law.findings import finding as meaning_of
from heard.law.procedure import Act
from heard.outcomes.models import Finding
from heard.people.models import Term
from heard.representations.models import Element, Representation, Stage

Step = Finding.Step
# The council's own review stands where the adjudication does.
IN_LAW = {Step.INVESTIGATOR.value: "investigator", Step.REVIEWER.value: "adjudicator"}
ON_RECORD = {"investigator": Step.INVESTIGATOR.value}


@dataclass(frozen=True, slots=True)
class PointFound:
    """What was found on one point: a label of the council's outcomes, and why."""

    point: int
    finding: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome chosen in spite of what the points add up to: its label, the reason, and who chose it."""

    label: str
    reason: str
    decided_by: str


def find(
    *, reference: str, by: str, at: datetime, found_on: date, step: str, found: Sequence[PointFound]
) -> list[Finding]:
    """Record what one step found on points of a case: the panel's or the Ombudsman's, or a finding looked at again.

    An earlier finding of the same step is kept beside one that differs. Raises NotInTheList, NotOnRecord or DoesNotFit.
    """
    with performing(Act.FIND, reference=reference, by=by, at=at, day=found_on, step=step) as doing:
        if step not in Step.values:
            raise NotInTheList(
                f"“{step}” is not a step of the procedure. There are: {', '.join(Step.values)}."
            )
        return keep_findings(doing, Step(step), found)


def points_to_answer(case: Representation) -> list[Element]:
    """The points that an answer owes a finding: all but those refused, and those held for proceedings."""
    held = set(case.holds.filter(element__isnull=False, until_on=None).values_list("element_id", flat=True))
    return [point for point in live_points(case) if point.pk not in held]


def answer_every_point(doing: Doing, step: Step, found: Sequence[PointFound]) -> list[Finding]:
    """Keep a finding on each point that is owed one. Raises DoesNotFit, naming the points without."""
    said = {one.point for one in found}
    owed = points_to_answer(doing.case)
    without = [str(point.number) for point in owed if point.number not in said]
    if without or not owed:
        which = f"point {', '.join(without)}" if without else "any point: write down the points first"
        raise DoesNotFit(
            f"{doing.case.reference}: nothing is found on {which}. An answer says what was found on each."
        )
    return keep_findings(doing, step, found)


def keep_findings(doing: Doing, step: Step, found: Sequence[PointFound]) -> list[Finding]:
    """Keep what a step found on points. To differ from the step before needs a reason. Raises DoesNotFit."""
    points = {point.number: point for point in doing.case.elements.all()}
    outcomes = terms_of("outcome")
    kept = []
    for one in found:
        if one.point not in points:
            there = ", ".join(map(str, points)) or "none"
            raise NotOnRecord(f"{doing.case.reference} has no point {one.point}. Its points: {there}.")
        kept.append(
            _keep_finding(doing, step, points[one.point], listed(outcomes, one.finding, "outcomes"), one)
        )
    return kept


def keep_outcome(
    doing: Doing, stage: Stage, findings: Iterable[Finding], chosen: Outcome | None = None
) -> Term:
    """The outcome of a stage: what its points add up to, or another one chosen for a reason. Raises DoesNotFit."""
    added = add_up(code_of(one.finding) for one in findings)
    term = _with_meaning(added)
    if chosen is not None:
        term = listed(terms_of("outcome"), chosen.label, "outcomes")
        if code_of(term) != added:
            _explain_outcome(doing, stage, chosen, code_of(term), added)
    doing.change(stage, outcome=term)
    return term


def code_of(term: Term) -> str:
    """The common meaning of an outcome of the council's. Raises DoesNotFit where nobody has given it one."""
    if not term.means:
        raise DoesNotFit(
            f"Nobody has said what “{term.label}” means. Give it a meaning under Settings, Lists."
        )
    return meaning_of(term.means).code


def findings_so_far(point: Element) -> dict[str, str]:
    """The common meaning of each step's finding on a point, by the step's name in law."""
    rows = Finding.objects.filter(element=point).select_related("finding")
    return {IN_LAW.get(row.step, row.step): code_of(row.finding) for row in rows}


def _keep_finding(doing: Doing, step: Step, point: Element, term: Term, one: PointFound) -> Finding:
    code = code_of(term)
    if code == "open":
        raise DoesNotFit(
            f"Point {point.number} is still open. Say what was found, or that there is no finding."
        )
    _refuse_unexplained(step, point, code, one.reason)
    there = Finding.objects.filter(element=point, step=step).select_related("finding").first()
    if there is None:
        there = Finding(element=point, step=step, finding=term, reason=one.reason.strip(), found_on=doing.day)
        doing.add(there)
        return there
    same = there.finding_id == term.pk
    reason = one.reason.strip() or (there.reason if same else "")
    if same and reason == there.reason:
        return there
    _keep_earlier(doing, there, code)
    doing.change(there, finding=term, reason=reason, found_on=doing.day)
    return there


def _refuse_unexplained(step: Step, point: Element, code: str, reason: str) -> None:
    before = findings_so_far(point)
    differs = differs_from(IN_LAW.get(step.value, step.value), code, before)
    if differs and not reason.strip():
        who = " and ".join(
            f"the {Step(ON_RECORD.get(one, one)).label.lower()} ({meaning_of(before[one]).words.lower()})"
            for one in differs
        )
        raise DoesNotFit(
            f"Point {point.number}: “{meaning_of(code).words}” differs from {who}. Write the reason for it."
        )


def _keep_earlier(doing: Doing, there: Finding, code: str) -> None:
    """What a step found before it looked again stays readable beside the new finding."""
    was = f"{there.finding.label}, on {there.found_on}. {there.reason}".strip()
    again = Decided(
        "revised", f"Found again as {meaning_of(code).words.lower()}.", doing.line.by, evidence=was
    )
    keep_decision(doing, f"finding_{there.step}", again, element=there.element)


def _explain_outcome(doing: Doing, stage: Stage, chosen: Outcome, code: str, added: str) -> None:
    words = meaning_of(added).words
    if not chosen.reason.strip():
        raise DoesNotFit(
            f"The points of {doing.case.reference} add up to “{words}”, not “{chosen.label}”. Write the reason for "
            "the other outcome, or leave it as it adds up."
        )
    evidence = f"The points add up to: {words}."
    keep_decision(
        doing, f"outcome_{stage.stage}", Decided(code, chosen.reason, chosen.decided_by, evidence=evidence)
    )


def _with_meaning(code: str) -> Term:
    term = Term.objects.filter(list="outcome", means=code).order_by("position", "pk").first()
    if term is None:
        raise NotInTheList(
            f"The council's outcomes have no label for “{meaning_of(code).words}”. Add one under Settings, Lists."
        )
    return term
