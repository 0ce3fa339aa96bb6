"""A question about the figures as it stands in an address, and the address of a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import quote, urlencode

from django.http import QueryDict

from heard.figures.ask import Answer, ask
from heard.figures.periods import UnknownPeriod, period
from heard.figures.table_cells import TableCell
from heard.reporting.cached import snapshot_now

Where = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Asked:
    """One question: a measure over a period, split by dimensions, narrowed to labels, as known on a day."""

    measure: str
    period: str = "all"
    by: tuple[str, ...] = ()
    where: Where = field(default_factory=dict)
    as_at: date | None = None

    @classmethod
    def read(cls, measure: str, said: QueryDict) -> Asked:
        """The question an address asks. Raises UnknownPeriod."""
        where: dict[str, tuple[str, ...]] = {}
        for one in said.getlist("where"):
            name, _, label = one.partition("=")
            where[name] = (*where.get(name, ()), label)
        by = tuple(one for given in said.getlist("by") for one in given.split(",") if one)
        within = period(said.get("period") or "all").label
        return cls(measure, within, by, where, day_of(said.get("as_at", "")))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The question as the parts of an address."""
        said = [("period", self.period)] if self.period != "all" else []
        said += [("by", ",".join(self.by))] if self.by else []
        said += [("where", f"{name}={label}") for name, labels in self.where.items() for label in labels]
        return said + ([("as_at", self.as_at.isoformat())] if self.as_at else [])

    @property
    def address(self) -> str:
        """Where this question is answered."""
        query = urlencode(self.pairs, quote_via=quote)
        return f"/figures/{self.measure}/" + (f"?{query}" if query else "")

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form sends along unseen: the labels to which the question is narrowed already."""
        return [(name, said) for name, said in self.pairs if name == "where"]

    @property
    def unnarrowed(self) -> str:
        """Where the same question is answered without any label."""
        return replace(self, where={}).address

    def narrowed(self, labels: Mapping[str, str]) -> Asked:
        """The same question about one cell: narrowed to its labels, no longer split by them."""
        where = {**self.where, **{name: (label,) for name, label in labels.items()}}
        return replace(self, by=tuple(one for one in self.by if one not in labels), where=where)

    def without(self, name: str, label: str) -> Asked:
        """The same question without one of its labels."""
        where = {
            one: tuple(x for x in labels if (one, x) != (name, label)) for one, labels in self.where.items()
        }
        return replace(self, where={one: labels for one, labels in where.items() if labels})

    def answer(self, today: date, *, cases: bool = False) -> Answer:
        """The answer. Raises one of `heard.reporting.questions.WRONG_QUESTIONS`."""
        seen = snapshot_now(today, self.as_at)
        return ask(seen, self.measure, period=self.period, by=self.by, where=dict(self.where), cases=cases)


def day_of(said: str) -> date | None:
    """A day in an address, or None where there is none. Raises UnknownPeriod."""
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise UnknownPeriod(f"“{said}” is not a day. Write it like this: 2026-04-01.") from None


def asked_by(cell: TableCell, as_at: date | None) -> Asked:
    """The question a printed number answers."""
    where = {name: tuple(map(str, labels)) for name, labels in cell.filters.items()}
    return Asked(cell.measure, cell.period.label, (), where, as_at)


def address_of(cell: TableCell, as_at: date | None) -> str:
    """Where pressing a printed number leads: its question, or what it was worked out from; "" for one typed in."""
    if cell.shows in ("number", "percent"):
        return asked_by(cell, as_at).address if cell.measure else ""
    if cell.shows == "change" and cell.parts and cell.parts[0].shows == "sum":
        return address_of(cell.parts[0], as_at)
    parts = [("part", asked_by(part, as_at).address) for part in cell.parts if part.measure]
    return f"/figures/made-of/?{urlencode([('how', cell.shows), *parts], quote_via=quote)}" if parts else ""
