"""Which cases stand in which theme, and whether they were upheld, for the figures of the council: numbers alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from heard.outcomes.models import ThemedCase
from heard.representations.models import Stage

UPHELD = ("upheld", "partly_upheld")
FOUND = (*UPHELD, "not_upheld", "no_finding")


@dataclass(frozen=True, slots=True)
class Themed:
    """One case in one theme. `upheld` is None where no stage of it has a finding."""

    case: int
    theme: str
    upheld: bool | None


def themed_cases() -> Iterator[Themed]:
    """Every case that stands in a theme that was not ended. Two statements."""
    rows = ThemedCase.objects.filter(removed_at=None, theme__ended_at=None).order_by("theme__name", "pk")
    pairs = list(rows.values_list("representation_id", "theme__name"))
    upheld = upheld_of({case for case, _ in pairs})
    for case, theme in pairs:
        yield Themed(case, theme, upheld.get(case))


def upheld_of(cases: Iterable[int]) -> Mapping[int, bool]:
    """Whether each case was upheld or partly upheld at the last stage that has a finding, if any has."""
    rows = Stage.objects.filter(representation__in=list(cases), outcome__means__in=FOUND)
    ordered = rows.order_by("representation_id", "started_on", "pk")
    return {
        case: means in UPHELD for case, means in ordered.values_list("representation_id", "outcome__means")
    }
