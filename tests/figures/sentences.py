"""True sentences made from the cells of tables, and the same with one number changed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from heard.figures.rounding import half_up
from heard.figures.tables import TableCell, TableResult

BY_ROW = {
    "complaints-by-service": ("complaints", "were about"),
    "complaints-by-team": ("complaints", "were about"),
    "by-nature": ("complaints", "were about"),
    "methods": ("representations", "came by"),
    "complainants": ("representations", "came from"),
    "compliments-by-service": ("compliments", "were for"),
    "compliments-by-category": ("compliments", "praised"),
    "ombudsman-by-service": ("Ombudsman cases", "were about"),
    "ombudsman-decisions": ("Ombudsman cases", "ended as"),
}
NOT_SAID = ("Not recorded", "Other", "Open", "Not printed", "Yes", "No")


@dataclass(frozen=True)
class Made:
    """A sentence, and where in it stands the number that may be changed."""

    words: str
    number: str

    def changed(self, chance: random.Random) -> str:
        """The sentence with its number changed by a little or by a lot, or its figures turned round."""
        value = Decimal(re.sub(r"[^\d.]", "", self.number))
        places = len(self.number.rstrip("%").partition(".")[2])
        step = Decimal(1).scaleb(-places)
        other = value
        while other == value or other < 0:
            way = chance.randrange(4)
            if way == 0:
                other = value + step * chance.choice((-3, -2, -1, 1, 2, 3))
            elif way == 1:
                other = half_up(value * Decimal(str(round(chance.uniform(0.5, 1.6), 2))), places)
            elif way == 2:
                digits = re.sub(r"\D", "", self.number)[::-1]
                other = Decimal(digits) * step
            else:
                other = value + step * 10 * chance.choice((-2, -1, 1, 2))
        return self.words.replace("{}", self.number.replace(re.sub(r"[^\d.,]", "", self.number), f"{other}"))

    @property
    def true(self) -> str:
        """The sentence as the cells have it."""
        return self.words.replace("{}", self.number)


def made_from(tables: Sequence[TableResult]) -> list[Made]:
    """Every sentence the templates make of the cells of the tables."""
    by_id = {table.id: table for table in tables}
    found = [
        *_rows(by_id),
        *_outcomes(by_id),
        *_bands(by_id),
        *_in_time(by_id),
        *_averages(by_id),
        *_changes(by_id),
    ]
    return [one for one in found if "–" not in one.words + one.number]


def _rows(by_id: dict[str, TableResult]) -> Iterator[Made]:
    for name, (what, verb) in BY_ROW.items():
        table = by_id[name]
        for row in table.rows:
            if row.is_total or row.label in NOT_SAID:
                continue
            for cell in row.cells:
                if cell.shows != "percent" or not cell.base or not cell.value:
                    continue
                year, count = cell.period.label, f"{cell.value:,}"
                yield Made(f"In {year}, {{}} {what} {verb} {row.label}.", count)
                yield Made(
                    f"In {year}, {{}} of {cell.base:,} {what} {verb} {row.label} ({cell.printed}).", count
                )
                yield Made(f"In {year}, {count} {what} ({{}}) {verb} {row.label}.", cell.printed)
                yield Made(f"{{}} of {what} {verb} {row.label} in {year}.", cell.printed)


def _outcomes(by_id: dict[str, TableResult]) -> Iterator[Made]:
    table = by_id["stage-1-outcomes-series"]
    for row in table.rows:
        if not row.is_total and "pheld" in row.label:
            for cell in row.cells:
                if cell.shows == "percent" and cell.base:
                    year, word = cell.period.label, row.label.lower()
                    yield Made(f"At Stage 1 in {year}, {{}} complaints were {word}.", f"{cell.value:,}")
                    yield Made(f"{{}} of Stage 1 complaints were {word} in {year}.", cell.printed)


def _bands(by_id: dict[str, TableResult]) -> Iterator[Made]:
    for row in by_id["timescales"].rows:
        stage, _, band = row.label.partition(": ")
        for cell in row.cells:
            if cell.shows == "percent" and cell.base:
                year, band = cell.period.label, band.lower()
                yield Made(f"In {year}, {{}} {stage} complaints were concluded {band}.", f"{cell.value:,}")
                yield Made(f"In {year}, {{}} of {stage} complaints took {band}.", cell.printed)


def _in_time(by_id: dict[str, TableResult]) -> Iterator[Made]:
    for row in by_id["in-time"].rows:
        if row.is_total:
            continue
        cells: dict[str, TableCell] = dict(zip(by_id["in-time"].columns, row.cells, strict=True))
        if cells["Answered"].value:
            yield Made(f"{{}} {row.label} answers were in time.", cells["In time"].printed)
            yield Made(f"{{}} of {row.label} answers were in time.", cells["In time %"].printed)
            yield Made(f"{{}} complaints were answered at {row.label}.", cells["Answered"].printed)
            yield Made(f"At {row.label}, {{}} complaints were withdrawn.", cells["Withdrawn"].printed)


def _averages(by_id: dict[str, TableResult]) -> Iterator[Made]:
    for name, where in (("average-working-days", "{}"), ("average-by-quarter", "Stage 1 in {}")):
        for row in by_id[name].rows:
            for cell in row.cells:
                if cell.measure == "average_working_days" and cell.shows == "number" and not row.is_total:
                    place = where.format(row.label if row.label.startswith("Stage") else row.label.lower())
                    yield Made(
                        f"In {cell.period.label}, {place} took {{}} working days on average.", cell.printed
                    )


def _changes(by_id: dict[str, TableResult]) -> Iterator[Made]:
    words = {"Complaints received": "Complaints", "Concerns": "Concerns", "Compliments": "Compliments"}
    for row in by_id["key-figures"].rows:
        now, before, change = row.cells
        if row.label not in words or change.value is None or now.value is None:
            continue
        moved = "rose" if float(change.value) > 0 else "fell"
        size = change.printed.lstrip("+-")
        yield Made(f"{words[row.label]} {moved} by {{}} from the year before.", size)
        yield Made(f"{words[row.label]} {moved} from {before.printed} to {{}}.", f"{now.value:,}")
        yield Made(f"There were {{}} {words[row.label].lower()} in {now.period.label}.", f"{now.value:,}")
