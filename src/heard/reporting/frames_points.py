"""From tables to the frames of points of complaint, and of what each person in the procedure found on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count

from heard.figures.frames import NOT_RECORDED
from heard.outcomes.models import Finding
from heard.reporting.rows import stage_labels
from heard.representations.models import Element

Cases = Mapping[int, dict[str, Any]]
Columns = Callable[..., Any]
Step = Finding.Step
OF_CASE = ("ref", "kind", "kind_code", "procedure", "team", "service")
STAGE_OF = {
    Step.MANAGER.value: "stage_1",
    Step.INVESTIGATOR.value: "stage_2",
    Step.INDEPENDENT.value: "stage_2",
    Step.ADJUDICATOR.value: "stage_2",
    Step.REVIEWER.value: "stage_2",
    Step.PANEL.value: "stage_3",
    Step.DIRECTOR.value: "stage_3",
}
# Whose finding is the stage's own: the director's where there is one, else the panel's.
DECIDES = {
    Step.MANAGER.value: 1,
    Step.ADJUDICATOR.value: 1,
    Step.REVIEWER.value: 1,
    Step.DIRECTOR.value: 2,
    Step.PANEL.value: 1,
}
STEPS = dict(Step.choices)
THE_OMBUDSMAN = "Ombudsman"


def points_of_each() -> dict[int, int]:
    """How many points each case has, where it has any."""
    counted = Element.objects.order_by().values("representation_id").annotate(number_of=Count("pk"))
    return dict(counted.values_list("representation_id", "number_of"))


def points(cases: Cases, first: Cases, columns: Columns) -> Any:
    """Each point of each case, on the day the case's first stage began."""
    numbers = Element.objects.order_by("representation_id", "number").values_list(
        "representation_id", flat=True
    )
    return columns(
        (
            {**{name: cases[pk][name] for name in OF_CASE}, "started_on": began(cases, first, pk)}
            for pk in numbers.iterator(chunk_size=5000)
        ),
        "points",
    )


def findings(cases: Cases, columns: Columns) -> Any:
    """Each finding on a point, at the stage it was made; the one that stands as the stage's own is marked."""
    asked = (
        "element_id",
        "element__representation_id",
        "step",
        "finding__label",
        "finding__means",
        "found_on",
    )
    rows = list(Finding.objects.order_by("pk").values_list(*asked))
    own: dict[tuple[int, str], int] = {}
    for element, _, step, *_ in rows:
        place = (element, STAGE_OF.get(step, ""))
        own[place] = max(own.get(place, 1), DECIDES.get(step, 0))
    labels = stage_labels()
    return columns((_finding(cases[row[1]], row, own, labels) for row in rows), "findings")


def began(cases: Cases, first: Cases, pk: int) -> Any:
    """The day a case's first stage began, or it was received where no stage is on record."""
    return first[pk]["started_on"] if pk in first else cases[pk]["received_on"]


def _finding(
    case: Mapping[str, Any], row: Any, own: Mapping[tuple[int, str], int], labels: Mapping[str, str]
) -> dict[str, Any]:
    element, _, step, label, means, found_on = row
    stage = STAGE_OF.get(step, "")
    return {
        **{name: case[name] for name in OF_CASE},
        "started_on": found_on or case["received_on"],
        "stage": labels.get(stage, THE_OMBUDSMAN),
        "stage_code": stage or "ombudsman",
        "outcome": label or NOT_RECORDED,
        "outcome_code": means,
        "found_by": str(STEPS[step]),
        "decides": int(DECIDES.get(step, 0) == own[element, stage]),
    }
