"""Changing any one value that matters in a council's list turns the printed tables red."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from tests.reporting.printed_cells import printed_cells, wrong_cells
from tests.reporting.test_printed_tables import LISTS, NOW, TODAY, bring_in

from heard.casework.looking_at_imports import disagreements_on_record
from heard.importing.bring_in import council_labels, keep, look_at_table
from heard.importing.layout import Row, Table, find_table
from heard.importing.read import read_file
from heard.law.working_days import ENGLAND
from heard.reporting.frames import frames_of_council

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DRAWS, CHUNKS, LEAST = (26, 8, 200) if os.environ.get("HEARD_FULL") else (12, 1, 11)
Change = Callable[[str, random.Random], str]


def another_of(*values: str) -> Change:
    return lambda old, draw: draw.choice([value for value in values if value != old])


def moved(old: str, draw: random.Random) -> str:
    """A day near enough to look like a slip; a Sunday for the Saturday before it would change nothing in law."""
    day, month, year = (int(part) for part in old.split("/"))
    was = date(year, month, day)
    while True:
        new = was + timedelta(days=draw.choice([1, 2, 3, 7, 30, 365]) * draw.choice([-1, 1]))
        if ENGLAND.between(min(was, new), max(was, new)):
            return f"{new:%d/%m/%Y}"


def another_year(old: str, draw: random.Random) -> str:
    day, month, year = old.split("/")
    return f"{min(int(day), 28):02}/{month}/{int(year) + draw.choice([-3, 3])}"


def another_number(old: str, draw: random.Random) -> str:
    return str(int(old) + draw.randint(1, 40))


TEAMS = ("Adoption", "Fostering", "Youth service", "Other")
NATURES = ("Finance", "Staff conduct", "Poor communication", "Standard of environment")
SERVICES = ("Residential Unit", "Contact Services", "Through Care Services")
NELC = {
    "Record type": another_of("Stage one", "Concern"),
    "Date received": moved,
    "Service area": another_of(*SERVICES),
    "10 day target": moved,
    "20 day target": moved,
    "Date responded": moved,
    "Days taken": another_number,
    "Stage 1 timescale": another_of("Within 10 days", "Outside of 20 days"),
    "Stage 1 outcome": another_of("Upheld", "Partially upheld", "Not upheld", "Withdrawn", "No Finding"),
    "Stage 2 requested": moved,
    "Stage 2 responded": moved,
    "Stage 2 days": another_number,
    "Stage 2 outcome": another_of("Upheld", "Not upheld"),
}
MATTERS: dict[str, dict[str, Change]] = {
    "coventry_2016-17_complaints": {
        "Type": another_of("Formal statutory", "Informal"),
        "Date received": moved,
        "Method": another_of("Email", "Letter", "Telephone"),
        "Complainant type": lambda old, draw: "Child / young person" if "Child" not in old else "Parent",
        "Advocate (Y/N)": another_of("Y", "N"),
        "Team": another_of(*TEAMS),
        "Category 1": another_of(*NATURES),
        "Category 2": another_of(*NATURES),
        "Stage": another_of("1", "2", "3"),
        "Stage start": moved,
        "Due date": moved,
        "Response sent": moved,
        "Working days": another_number,
        "In time (Y/N)": another_of("Y", "N"),
        "Outcome": another_of("Upheld", "Partly upheld", "Not upheld", "Complaint withdrawn by complainant"),
        "Compensation": another_of("£75", "£80"),
        "Compensation detail": another_of("Something else"),
    },
    "coventry_2016-17_compliments": {
        "Date received": another_year,
        "Category": another_of("Good communication", ""),
    },
    "coventry_2016-17_ombudsman": {"Date received": another_year, "Investigated (Y/N)": another_of("Y", "N")},
    "nelc_2019-20_complaints": NELC,
    "nelc_2020-21_complaints": NELC
    | {
        "Nature of complaint": another_of("Other", "Attitude or behaviour of staff"),
        "Action / improvement identified": another_of("Y", "N"),
    },
    "nelc_2019-20_compliments": {"Date received": another_year},
    "nelc_2020-21_compliments": {
        "Date received": another_year,
        "Service area": another_of("Contact Services"),
    },
    "nelc_2019-20_ombudsman": {"Date received": another_year},
    "nelc_2020-21_ombudsman": {"Date received": another_year, "Decision": another_of("Not printed")},
}


@dataclass(frozen=True)
class Drawn:
    """One value changed in one row of one list."""

    list: str
    row: int
    column: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.list}, row {self.row}, {self.column}: “{self.old}” became “{self.new}”"


def draws(folder: Path, council: str, draw: random.Random, number: int) -> Iterator[tuple[Drawn, Table]]:
    """So many changes, each column of each list in turn, the row by chance."""
    every = [(name, column) for name in LISTS[council] for column in MATTERS.get(name, {})]
    tables = {name: find_table(read_file(folder / f"{name}.csv")[0]) for name in {name for name, _ in every}}
    for _ in range(number):
        name, column = draw.choice(every)
        table = tables[name]
        place = table.headings.index(column)
        row = draw.choice(
            [row for row in table.rows if row.cells[place] not in (None, "") and matters(table, row, column)]
        )
        old = str(row.cells[place])
        new = MATTERS[name][column](old, draw)
        cells = (*row.cells[:place], new or None, *row.cells[place + 1 :])
        rows = tuple(Row(one.number, cells) if one is row else one for one in table.rows)
        yield (
            Drawn(name, row.number, column, old, new),
            Table(table.sheet, table.heading_row, table.headings, rows, table.ignored),
        )


def matters(table: Table, row: Row, column: str) -> bool:
    """A case listed at Stage 2 or 3 alone was received some day before: nothing printed hangs on which."""
    if column != "Date received" or "Stage" not in table.headings:
        return True
    return row.cells[table.headings.index("Stage")] not in ("2", "3")


def is_caught(changed: Drawn, table: Table, folder: Path, council: str, before: set[str]) -> bool:
    """Whether the change is refused, makes a printed cell wrong, or makes the sheet contradict the law elsewhere."""
    looked = look_at_table(table, name=changed.list, labels=council_labels(), today=TODAY)
    if not looked.can_be_kept:
        return True
    keep(looked, by="amina", at=NOW)
    if any(True for _ in wrong_cells(frames_of_council(today=TODAY), printed_cells(folder, council))):
        return True
    return set(disagreements_on_record()) != before


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_any_change_of_one_value_is_caught(fixtures, chunk):
    folder, council = fixtures / "cases", ("CV", "NE")[chunk % 2]
    bring_in(folder, council, messy=False)
    before = set(disagreements_on_record())
    missed = []

    for changed, table in draws(folder, council, random.Random(chunk), DRAWS):
        with transaction.atomic():
            if not is_caught(changed, table, folder, council, before):
                missed.append(str(changed))
            transaction.set_rollback(True)

    assert DRAWS * CHUNKS >= LEAST
    assert missed == []


def test_an_unchanged_list_is_not_called_changed(fixtures):
    """The control: without a change nothing is caught, so it is the change that turns the tables red."""
    folder = fixtures / "cases"
    bring_in(folder, "CV", messy=False)
    before = set(disagreements_on_record())
    name = "coventry_2016-17_complaints"
    table = find_table(read_file(folder / f"{name}.csv")[0])

    assert not is_caught(Drawn(name, 2, "", "", ""), table, folder, "CV", before)
