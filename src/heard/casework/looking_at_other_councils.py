"""What is on record of other councils, as its pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from heard.representations.models import ComparisonGroup, OtherCouncil, OtherCouncilFigure


@dataclass(frozen=True, slots=True)
class OnRecord:
    """The figures of one thing in one year, by the councils of a group or of all; and which councils have none."""

    figures: tuple[OtherCouncilFigure, ...]
    without: tuple[str, ...]


def figures_on_record(what: str, year: int, group: int | None = None) -> OnRecord:
    """The figures of one thing in one year, in a group of councils or in all."""
    councils = OtherCouncil.objects.filter(groups=group) if group else OtherCouncil.objects.all()
    rows = OtherCouncilFigure.objects.filter(what=what, year=year, council__in=councils)
    figures = tuple(rows.select_related("council").order_by("council__name"))
    have = {one.council_id for one in figures}
    named = councils.order_by("name").values_list("pk", "name") if group else []
    return OnRecord(figures, tuple(name for number, name in named if number not in have))


def groups() -> Sequence[ComparisonGroup]:
    """Every comparison group."""
    return list(ComparisonGroup.objects.all())


def councils_of(group: int) -> list[str]:
    """The names of the councils in a group."""
    return list(OtherCouncil.objects.filter(groups=group).order_by("name").values_list("name", flat=True))


def latest() -> tuple[str, int] | None:
    """What the latest figure on record is of, and its year; None where there is none."""
    row = OtherCouncilFigure.objects.order_by("-year", "what").values_list("what", "year").first()
    return (row[0], row[1]) if row else None


def years_on_record() -> list[int]:
    """The years of which anything is on record, the latest first."""
    return list(OtherCouncilFigure.objects.order_by("-year").values_list("year", flat=True).distinct())
