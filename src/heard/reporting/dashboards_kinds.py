"""What a dashboard is made of: a few numbers, a trend and tables, each from measures, for a period and a part of us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from heard.figures.dimensions import dimensions_of
from heard.figures.measures import MEASURES
from heard.figures.periods import ALL_TIME, Period, between, month
from heard.figures.table_cells import TableCell, TableResult
from heard.figures.table_specs import Shows, Spec, Where

PLACES = ("service", "team")


@dataclass(frozen=True)
class Looked:
    """What somebody looks at: a period up to a day, the day, and the services and teams it is narrowed to."""

    period: Period
    day: date
    narrowed: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def within(self) -> Period:
        """The period as far as it has gone by the day."""
        first, last = self.period.first, self.period.last
        return self.period if first is None or last is None or last <= self.day else between(first, self.day)

    @property
    def goes_on(self) -> bool:
        """Whether the period is not over on the day."""
        return self.period.last is not None and self.day < self.period.last

    @property
    def before(self) -> Period | None:
        """The same days a year before; None where the period has no edges."""
        return None if self.within.first is None else self.within.earlier(1)

    @property
    def months(self) -> Period:
        """The last 24 whole months by the day."""
        first_of_this = self.day.replace(day=1)
        last = first_of_this - timedelta(days=1)
        return between(date(last.year - 2 + (last.month == 12), last.month % 12 + 1, 1), last)

    @property
    def last_month(self) -> Period:
        """The last whole month by the day."""
        last = self.day.replace(day=1) - timedelta(days=1)
        return month(last.year, last.month)

    def where(self, *measures: str) -> Where:
        """What it is narrowed to, as far as what these measures count has it."""
        return {name: labels for name, labels in self.narrowed if _have(measures, name)}

    def leaves_out(self, *measures: str) -> bool:
        """Whether these measures cannot be narrowed as somebody asked."""
        return len(self.where(*measures)) < len(self.narrowed)


def _have(measures: tuple[str, ...], name: str) -> bool:
    return all(name in dimensions_of(MEASURES[one].frame) for one in measures)


@dataclass(frozen=True)
class NumberSpec:
    """One number: how many, `over` how many of another measure where it is no share, its target and its readings.

    `stands`: counted as it stands on the day, whenever it began; `before` is then how many it was of how many at the
    end of the last month, of that other measure.
    """

    label: str
    measure: str
    where: Where = field(default_factory=dict)
    over: str = ""
    over_where: Where = field(default_factory=dict)
    target: str = ""
    about: str = "anything"
    stands: bool = False
    before: str = ""
    # A change is judged by how many there were, not by the share they are of others.
    by_count: bool = False

    @property
    def shows(self) -> Shows:
        """How its cell is worked out."""
        return "ratio" if self.over else "percent" if MEASURES[self.measure].unit == "share" else "number"


@dataclass(frozen=True)
class TrendSpec:
    """A count by month, with what chance gives and the events that bear on it."""

    title: str
    measure: str
    about: str
    where: Where = field(default_factory=dict)


@dataclass(frozen=True)
class Pictured:
    """A table, and in which column its picture stands; None where the table says it better."""

    spec: Spec
    column: int | None = None
    unit: str = "complaints"
    # Counted as it stands on the day, whenever it began.
    stands: bool = False
    # The finding is about the rows that begin so, added up, and not about the largest.
    tail: tuple[str, str] | None = None


@dataclass(frozen=True)
class Definition:
    """A dashboard: its numbers, trend and tables, what it is for and what it cannot tell."""

    name: str
    title: str
    numbers: tuple[NumberSpec, ...]
    tables: tuple[Pictured, ...]
    made_for: str
    tells_not: str
    # One sentence; {0} is the first number as it is said, {1} the second.
    sentence: str
    trend: TrendSpec | None = None

    @property
    def address(self) -> str:
        """Where it stands."""
        return "/dashboards/" if self.name == "how" else f"/dashboards/{self.name}/"


@dataclass(frozen=True)
class Counted:
    """A dashboard counted: its numbers, its trend by month and its tables, before anybody's words about them."""

    numbers: TableResult
    trend: TableResult | None
    tables: tuple[TableResult, ...]

    @property
    def all(self) -> tuple[TableResult, ...]:
        """Every table of it, the numbers first."""
        return (self.numbers, *((self.trend,) if self.trend else ()), *self.tables)

    def with_tables(self, tables: Sequence[TableResult]) -> Counted:
        """The same with other tables in their places, in the order of `all`."""
        first, *rest = tables
        trend = rest.pop(0) if self.trend else None
        return Counted(first, trend, tuple(rest))


def n_of_d(cell: TableCell | None) -> str:
    """A number as it is said: "6 of 8", a count alone, its mark where it is hidden; a dash where there is none."""
    if cell is None:
        return "–"
    if cell.mark or cell.value is None or cell.shows == "number":
        return cell.printed
    return f"{int(cell.value):,} of {int(cell.base or 0):,}".replace(" ", "\N{NO-BREAK SPACE}")


def percentage(cell: TableCell | None) -> str:
    """The percentage to stand after "n of d", where the base is large enough for one to mean something."""
    fit = (
        cell is not None
        and not cell.mark
        and cell.shows in ("percent", "ratio")
        and (cell.base or 0) >= FEWEST
    )
    return cell.printed if fit and cell is not None else ""


# Of fewer than these a percentage says more than is known: 75% may be 6 of 8.
FEWEST = 20
__all__ = ["ALL_TIME", "FEWEST", "Counted", "Definition", "Looked", "NumberSpec", "Pictured", "TrendSpec", "n_of_d",
           "percentage"]  # fmt: skip
