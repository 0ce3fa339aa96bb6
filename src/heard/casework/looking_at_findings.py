"""The findings of a case as a grid: a row a point, a column a step, and a blank that says nothing was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from heard.casework.findings import IN_LAW, ON_RECORD, Step, code_of, findings_so_far
from heard.casework.on_record import listed, terms_of
from heard.casework.points import live_points
from heard.law.findings import FINDING, differs_from, must_say_why
from heard.outcomes.models import Action, Finding, Recommendation
from heard.representations.models import Element, Hold, Representation

NOT_DECIDED = "Not decided"
STAGE_2 = (Step.INVESTIGATOR, Step.INDEPENDENT, Step.ADJUDICATOR)
STAGE_3 = (Step.ADJUDICATOR, Step.PANEL, Step.DIRECTOR)
CORPORATE = (Step.MANAGER, Step.REVIEWER)
ORDER = tuple(Step)
# Whether a step follows another one's finding and is set beside it: agrees, or differs with a reason.
FOLLOWS: Mapping[Step, Step] = {
    Step.INDEPENDENT: Step.INVESTIGATOR,
    Step.ADJUDICATOR: Step.INVESTIGATOR,
    Step.REVIEWER: Step.MANAGER,
    Step.PANEL: Step.ADJUDICATOR,
    Step.DIRECTOR: Step.PANEL,
}


@dataclass(frozen=True, slots=True)
class FindingSeen:
    """What one step found on one point, by the council's label, its common meaning, and why."""

    step: Step
    label: str
    means: str
    reason: str
    found_on: date | None

    @property
    def who(self) -> str:
        """Who found it."""
        return str(self.step.label)


@dataclass(frozen=True, slots=True)
class Cell:
    """One step's place in a row: what it found, or that nothing is decided; and how that stands to the one before."""

    step: Step
    found: FindingSeen | None
    beside: str = ""

    @property
    def label(self) -> str:
        """The finding in the council's words. A blank is never read as “not upheld”."""
        return self.found.label if self.found else NOT_DECIDED


@dataclass(frozen=True)
class Row:
    """One point with a cell for each step; `standing` where it is owed no finding, being refused or held."""

    point: Element
    standing: str
    looked_at: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """Every point of a case by the steps of one stage. `totals` says of each step how many of each finding."""

    steps: tuple[Step, ...]
    rows: tuple[Row, ...]
    totals: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Asked:
    """A recommendation, the council's answer to it, and what it agreed to do."""

    row: Recommendation
    stage: str
    answer: str
    actions: tuple[Action, ...]


def findings_of(case: Representation) -> dict[int, tuple[FindingSeen, ...]]:
    """What each step found so far on each point, by the point's key, in the order of the steps."""
    rows = Finding.objects.filter(element__representation=case).select_related("finding")
    seen: dict[int, list[FindingSeen]] = {}
    for row in sorted(rows, key=lambda one: ORDER.index(Step(one.step))):
        seen.setdefault(row.element_id, []).append(_seen(row))
    return {point: tuple(found) for point, found in seen.items()}


def grids(case: Representation) -> list[Grid]:
    """The grids of a case: of Stage 2, and of Stage 3 once it has one; of a council's own procedure, its two stages."""
    found = findings_of(case)
    points = list(Element.objects.filter(representation=case).order_by("number"))
    standing = _standings(case, points)
    stages = set(case.stages.values_list("stage", flat=True))
    wanted: list[tuple[Step, ...]] = [CORPORATE] if case.procedure == "corporate" else [STAGE_2]
    wanted += [STAGE_3] if "stage_3" in stages else []
    return [_grid(steps, points, found, standing) for steps in wanted]


def recommendations_of(case: Representation, stage: str) -> list[Recommendation]:
    """What was recommended to the council in one stage, in the order it came."""
    return list(Recommendation.objects.filter(representation=case, stage__stage=stage).order_by("pk"))


def asked_of_council(case: Representation) -> list[Asked]:
    """Every recommendation of a case with its answer and its actions."""
    rows = (
        Recommendation.objects.filter(representation=case).select_related("stage", "element").order_by("pk")
    )
    actions: dict[int, list[Action]] = {}
    for one in Action.objects.filter(representation=case, recommendation__isnull=False).select_related(
        "owner"
    ):
        actions.setdefault(one.recommendation_id or 0, []).append(one)
    return [_asked(row, tuple(actions.get(row.pk, ()))) for row in rows]


def differs_without_reason(point: Element, step: str, label: str, reason: str) -> str:
    """What is wrong where a finding differs from the one before and says no why; nothing where that is not so."""
    if reason.strip():
        return ""
    before = findings_so_far(point)
    code = code_of(listed(terms_of("outcome"), label, "outcomes"))
    against = _against(step, code, before)
    if not against:
        return ""
    who = " and ".join(
        f"the {Step(ON_RECORD.get(one, one)).label.lower()} ({FINDING[before[one]].words.lower()})"
        for one in against
    )
    return f"Enter why you differ from {who} on point {point.number}"


def _against(step: str, code: str, before: Mapping[str, str]) -> tuple[str, ...]:
    """The steps from which a finding differs and owes a reason; in the council's own procedure, the Stage 1 answer."""
    if step == Step.REVIEWER:
        was = before.get("manager")
        return ("manager",) if was and must_say_why(was, code) else ()
    return differs_from(IN_LAW.get(step, step), code, before)


def _seen(row: Finding) -> FindingSeen:
    return FindingSeen(Step(row.step), row.finding.label, row.finding.means, row.reason, row.found_on)


def _grid(
    steps: tuple[Step, ...],
    points: Iterable[Element],
    found: Mapping[int, Sequence[FindingSeen]],
    standing: Mapping[int, str],
) -> Grid:
    rows = tuple(_row(steps, point, found.get(point.pk, ()), standing.get(point.pk, "")) for point in points)
    return Grid(steps, rows, tuple((str(step.label), _total(step, rows)) for step in steps))


def _row(steps: tuple[Step, ...], point: Element, found: Sequence[FindingSeen], standing: str) -> Row:
    by_step = {one.step: one for one in found}
    first = by_step.get(steps[0])
    cells = tuple(Cell(step, by_step.get(step), _beside(step, by_step)) for step in steps)
    return Row(point, standing, first.reason if first else "", cells)


def _beside(step: Step, by_step: Mapping[Step, FindingSeen]) -> str:
    mine, before = by_step.get(step), by_step.get(FOLLOWS[step]) if step in FOLLOWS else None
    if mine is None or before is None:
        return ""
    who = before.who.lower()
    return f"Agrees with the {who}" if mine.means == before.means else f"Differs from the {who}"


def _total(step: Step, rows: Iterable[Row]) -> str:
    owed = [row for row in rows if not row.standing]
    counted = Counter(cell.label for row in owed for cell in row.cells if cell.step is step)
    undecided = counted.pop(NOT_DECIDED, 0)
    said = [f"{number} {label.lower()}" for label, number in sorted(counted.items())]
    return ", ".join([*said, f"{undecided} not decided"] if undecided or not said else said)


def _standings(case: Representation, points: Iterable[Element]) -> dict[int, str]:
    held = set(
        Hold.objects.filter(representation=case, element__isnull=False, until_on=None).values_list(
            "element_id", flat=True
        )
    )
    live = {point.pk for point in live_points(case)}
    refused = {point.pk: "Refused: no finding is owed" for point in points if point.pk not in live}
    return {number: "Held for proceedings" for number in held if number} | refused


def _asked(row: Recommendation, actions: tuple[Action, ...]) -> Asked:
    stage = row.stage.get_stage_display() if row.stage else ""
    point = f"point {row.element.number}" if row.element else ""
    return Asked(
        row,
        ", ".join(one for one in (stage, point) if one),
        row.get_answer_display() if row.answer else "",
        actions,
    )
