"""How each printed cell of two councils' reports is asked of the figures."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from heard.figures.ask import Answer, ask
from heard.figures.frames import Frames
from heard.figures.rounding import percent_of, printed

CV, NE20, NE19 = "2016-17", "2020-21", "2019-20"
Where = dict[str, list[str]]
FORMAL: Where = {"kind": ["Formal statutory"]}
STATUTORY: Where = {"kind": ["statutory_complaint"]}


@dataclass(frozen=True)
class Printed:
    """One row of cells.csv."""

    table: str
    row: str
    column: str
    printed: str
    right: str

    @property
    def name(self) -> str:
        return f"{self.table} · {self.row} · {self.column}"


def printed_cells(folder: Path, council: str) -> list[Printed]:
    with (folder / "cells.csv").open(encoding="utf-8") as file:
        rows = [Printed(*(row[name] for name in Printed.__annotations__)) for row in csv.DictReader(file)]
    return [one for one in rows if one.table.startswith(council)]


@dataclass
class Asking:
    """Asks each question once, however many cells stand in its answer."""

    frames: Frames
    kept: dict[str, Answer] = field(default_factory=dict)

    def ask(self, measure: str, period: str, by: str = "", **where: list[str]) -> Answer:
        key = f"{measure} {period} {by} {sorted(where.items())}"
        if key not in self.kept:
            split = [one for one in by.split(",") if one]
            self.kept[key] = ask(self.frames, measure, period=period, by=split, where=where)
        return self.kept[key]

    def one(self, measure: str, period: str, by: str, labels: tuple[str, ...], **where: list[str]) -> Found:
        cell = self.ask(measure, period, by, **where).cell(*labels)
        return Found(cell.value, cell.percent) if cell else Found(0, 0.0)

    def whole(self, measure: str, period: str, **where: list[str]) -> Found:
        total = self.ask(measure, period, **where).total
        return Found(total.value, total.percent)


@dataclass(frozen=True)
class Found:
    value: int | float | Decimal | None
    percent: float | None = None


def found_for(cell: Printed, asking: Asking) -> str:
    """What our figures say where the council printed this cell, written as the right value is written."""
    found = QUESTIONS[cell.table](cell, asking)
    shares = cell.column.endswith("%") or cell.printed.endswith("%")
    number = found.percent if shares else found.value
    return as_right(cell.right, number, exact=cell.table in AVERAGES and not shares)


# These averages come out whole: a change of one day in one case shows in them, so they are held unrounded.
AVERAGES = ("CV-T01", "CV-T10", "CV-F05")


def as_right(right: str, number: int | float | Decimal | None, *, exact: bool) -> str:
    if number is None:
        return "nothing"
    if "." not in right:
        return str(number)
    if exact or right.endswith(".0") and isinstance(number, int):
        return str(float(number))
    places = len(right.partition(".")[2])
    # A whole per cent is written "19.0": it was rounded to none.
    rounded = f"{printed(number, 0)}.0" if right.endswith(".0") and places == 1 else printed(number, places)
    return rounded.replace(",", "")


def _cv_f01(cell: Printed, asking: Asking) -> Found:
    return {
        "Formal complaints": lambda: asking.whole("received", CV, **FORMAL),
        "Informal complaints": lambda: asking.whole("received", CV, kind=["Informal"]),
        "young people": lambda: asking.whole("received", CV, complainant=["child"]),
        "with advocate": lambda: asking.whole("received", CV, advocate=["Yes"]),
        "42%": lambda: _category(asking, "Standard of practice (social work)"),
        "20%": lambda: _category(asking, "Standards of service"),
    }[cell.row]()


def _category(asking: Asking, label: str) -> Found:
    return asking.one("compliments_received", CV, "category", (label,))


def _by(measure: str, period: str, dimension: str, **where: list[str]) -> Callable[[Printed, Asking], Found]:
    def question(cell: Printed, asking: Asking) -> Found:
        if cell.row == "Total":
            return asking.whole(measure, period, **where)
        return asking.one(measure, period, dimension, (cell.row,), **where)

    return question


def _stage(cell: Printed, asking: Asking) -> Found:
    measure = "average_working_days" if "verage" in cell.column else "concluded"
    return asking.one(measure, CV, "stage", (cell.row,), **FORMAL)


def _cv_bands(cell: Printed, asking: Asking) -> Found:
    stage, _, band = cell.row.partition(": ")
    return _banded(
        asking, CV, stage, int(re.sub(r"\D", "", band)), within=band.startswith("Within"), where=FORMAL
    )


def _banded(asking: Asking, period: str, stage: str, edge: int, *, within: bool, where: Where) -> Found:
    """Every conclusion up to an edge, or over it, by the bands the council has set."""
    words = "Within" if within else "Over"
    return asking.one("concluded", period, "stage,band", (stage, f"{words} {edge} working days"), **where)


def _cv_f05(cell: Printed, asking: Asking) -> Found:
    quarters = ["Q4"] if cell.row.endswith("quarter 4") else ["Q1", "Q2", "Q3"]
    return asking.whole("average_working_days", CV, stage=["1"], quarter=quarters, **FORMAL)


def _payment(cell: Printed, asking: Asking) -> Found:
    if cell.row == "TOTAL":
        return Found(float(asking.whole("payments_total", CV).value or 0))
    pounds = sum(Decimal(part.replace(",", "")) for part in re.findall(r"[\d,.]+", cell.row))
    return asking.one("payments", CV, "amount,payment_kind", (_pounds(pounds), cell.column))


def _pounds(amount: Decimal | int) -> str:
    whole = f"{amount:,.2f}".removesuffix(".00")
    return f"£{whole}"


def _cv_f06(cell: Printed, asking: Asking) -> Found:
    if cell.row == "Received":
        return asking.whole("ombudsman_received", CV)
    investigated = asking.whole("ombudsman_investigated", CV)
    upheld = asking.whole("ombudsman_investigated", CV, decision=["Upheld"])
    # "Investigated and upheld: 3" says two things, and both must be so.
    return upheld if upheld.value == investigated.value else Found(None)


def _cv_t11(cell: Printed, asking: Asking) -> Found:
    if cell.row != "sum":
        return _category(asking, cell.row)
    cells = asking.ask("compliments_received", CV, "category").cells
    return Found(sum(int(one.value or 0) for one in cells if one.by["category"] != "Not recorded"))


def _ne_t01(cell: Printed, asking: Asking) -> Found:
    period = cell.row.replace("/", "-")
    if cell.column == "LGSCO":
        return asking.whole("ombudsman_received", period)
    if cell.column == "Concern":
        return asking.whole("received", period, kind=["concern"])
    stage = {"Stage one": "1", "Stage two": "2", "Stage three": "3"}[cell.column]
    return asking.whole("stage_started", period, stage=[stage], **STATUTORY)


def _period_of(column: str) -> str:
    return column[:7].replace("/", "-")


def _ne_t03(cell: Printed, asking: Asking) -> Found:
    period = _period_of(cell.column)
    if cell.row != "sum":
        return asking.one("received", period, "service", (cell.row,), **STATUTORY)
    cells = asking.ask("received", period, "service", **STATUTORY).cells
    return Found(sum(int(one.value or 0) for one in cells if one.by["service"] != "Not recorded"))


def _ne_t05(cell: Printed, asking: Asking) -> Found:
    stage = {"S1": "Stage 1", "S2": "Stage 2"}[cell.column.split()[1]]
    return asking.one("outcomes", _period_of(cell.column), "stage,outcome", (stage, cell.row))


def _ne_t06(cell: Printed, asking: Asking) -> Found:
    period = _period_of(cell.column)
    stage, _, what = cell.row.partition(": ")
    if stage == "Stage 3":
        return _stage_3(asking, period, what)
    if what == "Ongoing":
        return asking.whole("open", period, stage=[stage], **STATUTORY)
    if what == "Withdrawn":
        return asking.whole("outcomes", period, stage=[stage], outcome=["withdrawn"], **STATUTORY)
    edge = int(re.sub(r"\D", "", what))
    return _banded(asking, period, stage, edge, within=what.startswith("Within"), where=STATUTORY)


def _stage_3(asking: Asking, period: str, what: str) -> Found:
    if what == "Outside of Timescale":
        return asking.whole("clocks_missed", period, stage=["3"])
    clock = {"Panel set": "Panel", "Panel rep": "Panel's report", "Response ": "Final response"}[what[:9]]
    return asking.one("clocks_met", period, "clock", (clock,), stage=["3"])


def _ne_f02(cell: Printed, asking: Asking) -> Found:
    now = int(asking.whole("received", NE20, **STATUTORY).value or 0)
    before = int(asking.whole("received", NE19, **STATUTORY).value or 0)
    if cell.row == "Decrease":
        return Found(None, percent_of(before - now, before))
    counted, year = (before, 2019) if cell.row.startswith("Same") else (now, 2021)
    return Found(None, percent_of(counted, open_cases(asking.frames, year)))


def open_cases(frames: Frames, year: int) -> int:
    rows = frames.context.rows(named=True)
    day = {2019: date(2019, 4, 19), 2021: date(2021, 4, 1)}[year]
    return next(
        int(row["value"]) for row in rows if row["name"] == "Open childcare cases" and row["as_at"] == day
    )


def _ne_f03(cell: Printed, asking: Asking) -> Found:
    return asking.one("concluded", NE20, "stage,band", ("Stage 1", "Within 10 working days"), **STATUTORY)


def _ne_t08(cell: Printed, asking: Asking) -> Found:
    """One service has one label: the compliments' table spells three of them otherwise than the complaints'."""
    cells = asking.ask("compliments_received", NE20, "service").cells
    return Found(sum(int(one.value or 0) for one in cells if _same(one.by["service"], cell.row)))


def _same(ours: str, theirs: str) -> bool:
    plain = [
        re.sub(r"\(.*?\)|[^a-z ]", "", text.lower()).replace("services", "service").strip()
        for text in (ours, theirs)
    ]
    return plain[0] == plain[1]


def _ne_year(measure: str, **where: list[str]) -> Callable[[Printed, Asking], Found]:
    def question(cell: Printed, asking: Asking) -> Found:
        year = re.search(r"20\d\d/\d\d", cell.row)
        assert year is not None
        return asking.whole(measure, year[0].replace("/", "-"), **where)

    return question


QUESTIONS: dict[str, Callable[[Printed, Asking], Found]] = {
    "CV-F01": _cv_f01,
    "CV-F04": lambda cell, asking: asking.whole("resolved_at_stage_1", CV, **FORMAL),
    "CV-F05": _cv_f05,
    "CV-F06": _cv_f06,
    "CV-T01": _stage,
    "CV-T02": _by("received", CV, "channel"),
    "CV-T03": lambda cell, asking: asking.whole("compliments_received", CV),
    "CV-T05": _by("outcomes", CV, "outcome", **FORMAL),
    "CV-T06": _by("received", CV, "team", **FORMAL),
    "CV-T09": _cv_bands,
    "CV-T10": _stage,
    "CV-T11": _cv_t11,
    "CV-T12": _by("received", CV, "nature", **FORMAL),
    "CV-T13": _payment,
    "NE-F01": _ne_year("compliments_received"),
    "NE-F02": _ne_f02,
    "NE-F03": _ne_f03,
    "NE-F05": lambda cell, asking: asking.whole("with_action", NE20, **STATUTORY),
    "NE-T01": _ne_t01,
    "NE-T02": _by("ombudsman_received", NE20, "decision"),
    "NE-T03": _ne_t03,
    "NE-T04": _by("received", NE20, "nature", **STATUTORY),
    "NE-T05": _ne_t05,
    "NE-T06": _ne_t06,
    "NE-T07": _ne_year("received", **STATUTORY),
    "NE-T08": _ne_t08,
}


def wrong_cells(frames: Frames, cells: list[Printed]) -> Iterator[str]:
    """Each cell that does not come out right, named, with what came out."""
    asking = Asking(frames)
    for cell in cells:
        found = found_for(cell, asking)
        if found != cell.right:
            yield f"{cell.name}: right is {cell.right}, ours is {found} (printed {cell.printed})"
