"""What each kind of report begins with: sections, standing words and tables, every one to be changed or left out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from heard.casework.reports_writing import NewSection
from heard.figures.table_cells import TableResult
from heard.reporting.annual import SECTIONS, belongs

FILE = Path(__file__).with_name("report_kinds.toml")
THEMES = "The themes in words: how many, about what, how soon they were answered, what was found and what came of it."
WITH_THEMES = ("statutory", "corporate", "ombudsman", "compliments")
AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard section: its code, heading, standing words, tables, and what its commentary is for."""

    code: str
    heading: str
    words: str = ""
    tables: tuple[str, ...] = ()
    write: str = ""


def sections_of_kind(kind: str, tables: Sequence[TableResult]) -> list[NewSection]:
    """The sections a report of this kind begins with; every one can be changed, moved or left out.

    `tables` are those that can be made of the period: each stands in one section of the annual report.
    """
    there = [table.id for table in tables]
    standard = standard_of(kind)
    begun = [
        NewSection(one.code, one.heading, one.words, tuple(name for name in one.tables if name in there))
        for one in standard
    ]
    return (
        [*begun[: _place(standard)], *_of_tables(there), *begun[_place(standard) :]]
        if kind == "annual"
        else begun
    )


def hint_of(kind: str, code: str) -> str:
    """What to write in the commentary of a standard section; nothing of a section of one's own."""
    if kind == "annual" and code in WITH_THEMES:
        return THEMES
    return next((one.write for one in standard_of(kind) if one.code == code), "")


def standard_of(kind: str) -> tuple[Standard, ...]:
    """The standard sections of a kind in order, those of the annual report that hold its tables apart."""
    return tuple(Standard(**{**said, "tables": tuple(said.get("tables", ()))}) for said in _file()[kind])


def again(why: str, sections: Sequence[NewSection], what_changed: str) -> list[NewSection]:
    """The sections of a new edition: those of the last one, after a section that says what is new in it."""
    heading = (
        "More background, asked for when this report was first heard"
        if why == "hearing"
        else "What has changed in this edition"
    )
    kept = [one for one in sections if one.code != AGAIN]
    return [NewSection(AGAIN, heading, commentary=what_changed), *kept]


def _of_tables(there: Sequence[str]) -> Iterator[NewSection]:
    """Every table in its section of the annual report; what belongs to none stands last."""
    left = list(there)
    for code, heading, words, wanted in SECTIONS:
        mine = tuple(one for one in left if belongs(one, wanted))
        left = [one for one in left if one not in mine]
        if mine:
            yield NewSection(code, heading, words, mine)
    if left:
        yield NewSection("rest", "More figures", "", tuple(left))


def _place(standard: Sequence[Standard]) -> int:
    """Where the tables stand: after the commentary."""
    return 1 + max((at for at, one in enumerate(standard) if one.code == "commentary"), default=-1)


@cache
def _file() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(FILE.read_text("utf-8"))
