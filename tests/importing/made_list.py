"""A list unlike any council's, drawn by lot: other headings, other words, one row a stage. And what it holds."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

HEADINGS = (
    "Our number",
    "Asked to go on from",
    "Sort of contact",
    "Level",
    "Came in",
    "Began",
    "Receipt sent",
    "New end date",
    "The three sat",
    "The three wrote",
    "Final letter out",
    "Taken back on",
    "How it ended",
    "We will do otherwise",
    "Patch",
    "Part of the house",
    "Matters",
    "By what door",
    "Whose voice",
    "Somebody beside them",
    "Lent by",
    "With partner",
    "Pounds",
    "Pounds for",
    "Kept in drawer",
    "Colour of folder",
)
LEVELS = {
    ("Section 26", "stage_1"): "Nearby answer",
    ("Section 26", "stage_2"): "Full inquiry",
    ("Section 26", "stage_3"): "The three",
    ("Whole council", "stage_1"): "Nearby answer",
    ("Whole council", "stage_2"): "Senior look",
    ("Worry", "concern"): "Early word",
}
SORTS = ["Section 26"] * 12 + ["Whole council"] * 6 + ["Worry"] * 3 + ["Question of a member", "Remark"]
PATCHES = ["North patch", "South patch", "Harbour", "Leaving care", "Lanterns"]
PARTS = ["Front door", "Homes and carers", "Long work"]
MATTERS = ["Waiting", "Manner", "Money owed", "Not told", "Where they live"]
DOORS = ["Wire", "Paper", "Screen"]
VOICES = ["The child", "Mother or father", "Grown relation"]
ENDS = ["Agreed with", "Agreed in some points", "Not agreed", "Could not say"]
FIRST, LAST = date(2021, 4, 1), date(2023, 12, 31)


@dataclass(frozen=True)
class MadeStage:
    """One row of the list: one stage of one case."""

    number: str
    link: str
    stage: str
    began: date
    acknowledged: date | None = None
    extended_to: date | None = None
    panel_met: date | None = None
    report_sent: date | None = None
    answered: date | None = None
    withdrawn: date | None = None
    end: str = ""
    otherwise: bool | None = None
    pounds: int = 0
    pounds_for: str = ""
    matters: tuple[str, ...] = ()

    @property
    def concluded(self) -> date | None:
        return self.answered or self.withdrawn


@dataclass(frozen=True)
class MadeCase:
    """One case: what its first row says of it, and its stages in their order."""

    sort: str
    came_in: date
    patch: str
    part: str
    door: str
    voice: str
    beside: bool | None
    lent_by: str
    partner: str
    stages: tuple[MadeStage, ...] = field(default_factory=tuple)

    @property
    def matters(self) -> tuple[str, ...]:
        """Every matter that any of its rows names, each once."""
        return tuple(dict.fromkeys(one for stage in self.stages for one in stage.matters))

    @property
    def began(self) -> date:
        return self.stages[0].began


def made_cases(seed: int, count: int) -> list[MadeCase]:
    """So many cases drawn by lot; the same seed gives the same."""
    lot = Random(seed)
    return [_case(lot, number) for number in range(1, count + 1)]


def without_extensions(cases: list[MadeCase]) -> list[MadeCase]:
    """The same cases as a list tells them that has no column for extensions."""
    return [
        replace(case, stages=tuple(replace(stage, extended_to=None) for stage in case.stages))
        for case in cases
    ]


def _case(lot: Random, number: int) -> MadeCase:
    sort = lot.choice(SORTS)
    came_in = FIRST + timedelta(days=lot.randrange((LAST - FIRST).days))
    beside = lot.choice([True, False, False, None])
    return MadeCase(
        sort=sort,
        came_in=came_in,
        patch=lot.choice([*PATCHES, ""]),
        part=lot.choice(PARTS),
        door=lot.choice(DOORS),
        voice=lot.choice([*VOICES, ""]),
        beside=beside,
        lent_by="Lantern Advocacy" if beside else "",
        partner="Health" if lot.random() < 0.15 else "",
        stages=tuple(_stages(lot, sort, came_in, number)),
    )


def _stages(lot: Random, sort: str, came_in: date, number: int) -> Iterator[MadeStage]:
    codes = {"Section 26": 3, "Whole council": 2}.get(sort, 1)
    begins, link = came_in + timedelta(days=lot.choice([0, 0, 0, 2, 6])), ""
    for place in range(1, codes + 1):
        first = {"Worry": "concern", "Section 26": "stage_1", "Whole council": "stage_1"}.get(sort, "other")
        code = first if place == 1 else f"stage_{place}"
        stage = _stage(lot, sort, code, begins, f"{'LIS'[place - 1]}/{number:04}", link)
        yield stage
        if stage.answered is None or lot.random() < 0.45:
            return
        begins, link = stage.answered + timedelta(days=lot.randrange(1, 40)), stage.number


def _stage(lot: Random, sort: str, code: str, began: date, number: str, link: str) -> MadeStage:
    made = MadeStage(number, link, code, began, matters=tuple(lot.sample(MATTERS, lot.choice([1, 1, 2, 3]))))
    if sort == "Whole council" and lot.random() < 0.85:
        made = replace(made, acknowledged=began + timedelta(days=lot.randrange(8)))
    chance = lot.random()
    if chance < 0.08:
        return made
    if chance < 0.16:
        end = lot.choice(["Taken back", ""])
        return replace(made, withdrawn=_after(lot, began, 30), end=end)
    made = _answered(lot, made, began)
    if lot.random() < 0.1:
        made = replace(made, pounds=lot.choice([50, 125, 300]), pounds_for=lot.choice(["Sorry", "Fares"]))
    return replace(made, end=lot.choice(ENDS), otherwise=lot.choice([True, False, None]))


def _answered(lot: Random, made: MadeStage, began: date) -> MadeStage:
    if made.stage == "stage_3":
        return _panel(lot, made)
    longest = {"concern": 14, "stage_1": 45, "stage_2": 110}.get(made.stage, 20)
    answered = _after(lot, max(began, made.acknowledged or began), longest)
    extended = _after(lot, began, longest) if lot.random() < 0.35 and made.stage != "concern" else None
    return replace(made, answered=answered, extended_to=extended)


def _panel(lot: Random, made: MadeStage) -> MadeStage:
    """Stage 3 has three clocks; some lists do not say when the panel met or when it wrote."""
    met = _after(lot, made.began, 60)
    wrote = _after(lot, met, 10)
    answered = _after(lot, wrote, 30)
    knows = lot.choice(["all", "all", "all", "no panel", "no report"])
    return replace(
        made,
        panel_met=None if knows == "no panel" else met,
        report_sent=None if knows == "no report" else wrote,
        answered=answered,
    )


def _after(lot: Random, day: date, most: int) -> date:
    return day + timedelta(days=lot.randrange(most + 1))


def rows_of(cases: list[MadeCase], seed: int) -> list[dict[str, Any]]:
    """The rows of the list, in no order; a row says of its case only what nobody need look up elsewhere."""
    lot = Random(seed + 1)
    rows = [_row(lot, case, stage) for case in cases for stage in case.stages]
    lot.shuffle(rows)
    return rows


def _row(lot: Random, case: MadeCase, stage: MadeStage) -> dict[str, Any]:
    is_first = stage is case.stages[0]
    said: dict[str, Any] = {
        "Our number": stage.number,
        "Asked to go on from": stage.link,
        "Sort of contact": case.sort,
        "Level": LEVELS.get((case.sort, stage.stage), ""),
        "Came in": case.came_in if is_first else None,
        "Began": stage.began if not is_first or stage.began != case.came_in else None,
        "Receipt sent": stage.acknowledged,
        "New end date": stage.extended_to,
        "The three sat": stage.panel_met,
        "The three wrote": stage.report_sent,
        "Final letter out": stage.answered,
        "Taken back on": stage.withdrawn,
        "How it ended": "Agreed w" if stage.end == "Agreed with" and lot.random() < 0.1 else stage.end,
        "We will do otherwise": {True: "Yes", False: "No", None: ""}[stage.otherwise],
        "Matters": "; ".join(stage.matters),
        "Pounds": f"£{stage.pounds}" if stage.pounds else "",
        "Pounds for": stage.pounds_for,
        "Kept in drawer": lot.randrange(9),
        "Colour of folder": lot.choice(["green", "buff"]),
    }
    return said | (_of_case(lot, case) if is_first else {})


def _of_case(lot: Random, case: MadeCase) -> dict[str, Any]:
    return {
        "Patch": "Nrth patch" if case.patch == "North patch" and lot.random() < 0.1 else case.patch,
        "Part of the house": case.part,
        "By what door": case.door,
        "Whose voice": case.voice,
        "Somebody beside them": {True: "Yes", False: "No", None: ""}[case.beside],
        "Lent by": case.lent_by,
        "With partner": case.partner,
    }


def write_csv(path: Path, rows: list[dict[str, Any]], headings: tuple[str, ...] = HEADINGS) -> Path:
    """The list as CSV under a title, with a row repeated and a TOTAL below."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["Everything that came in, kept by hand"])
        out.writerow([])
        out.writerow(headings)
        for row in [*rows, rows[0]]:
            out.writerow([_as_typed(row.get(heading)) for heading in headings])
        out.writerow(["TOTAL", len(rows)])
    return path


def _as_typed(value: Any) -> Any:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


def write_xlsx(path: Path, rows: list[dict[str, Any]], headings: tuple[str, ...] = HEADINGS) -> Path:
    """The list as a workbook with real date cells."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Log")
        as_day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, headings)
        for at, row in enumerate(rows, start=1):
            for place, heading in enumerate(headings):
                value = row.get(heading)
                if isinstance(value, date):
                    sheet.write_datetime(at, place, value, as_day)
                elif value not in (None, ""):
                    sheet.write(at, place, value)
    return path
