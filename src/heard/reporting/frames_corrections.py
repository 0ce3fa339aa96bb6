"""From the ledger to the frame of corrections, and the days of each stage as they were first recorded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from heard.figures.frames import NOT_RECORDED
from heard.ledger.models import Correction, Entry
from heard.reporting.frames_points import OF_CASE
from heard.reporting.rows import stage_labels

Columns = Callable[..., Any]
# By which acts a value is corrected. A clock that begins anew keeps its earlier day too, and corrects nothing.
BY_A_PERSON, BY_A_SHEET = "A person", "A later sheet"
ACTS = {"correct": BY_A_PERSON, "change_history": BY_A_SHEET}
DAYS = (
    "started_on", "acknowledged_on", "statement_agreed_on", "panel_met_on", "report_sent_on", "answered_on",
    "withdrawn_on",
)  # fmt: skip
FirstDays = Mapping[tuple[str, str], Mapping[str, date | None]]


def corrections(cases: Mapping[int, dict[str, Any]], columns: Columns) -> Any:
    """Each value that was corrected, on the day it was, by what was corrected and how."""
    by_reference, words = (
        {case["ref"]: case for case in cases.values()},
        cache(_what_in_words(stage_labels())),
    )
    return columns(
        (
            {
                **{name: by_reference.get(reference, {}).get(name) for name in OF_CASE},
                "ref": reference,
                "started_on": at.date(),
                "corrected": words(what),
                "corrected_by": how,
            }
            for at, reference, what, _, how in _made()
        ),
        "corrections",
    )


def first_days() -> dict[tuple[str, str], dict[str, date | None]]:
    """The days of each corrected stage as they were before its first correction, by case and stage."""
    found: dict[tuple[str, str], dict[str, date | None]] = {}
    for _, reference, what, was, _ in _made():
        stage, _, name = re.sub(r"[/.]", "/", what).rpartition("/")
        day = _day(was) if name in DAYS else False
        if not isinstance(day, bool):
            found.setdefault((reference, stage), {}).setdefault(name, day)
    return found


def _made() -> Iterator[tuple[datetime, str, str, str, str]]:
    acts = Entry.objects.filter(act__in=ACTS).order_by("sequence").values_list("at", "reference", "act")
    how = {(at, reference): ACTS[act] for at, reference, act in acts}
    rows = Correction.objects.order_by("at", "pk").values_list("at", "reference", "what", "was")
    for at, reference, what, was in rows.iterator(chunk_size=5000):
        if (at, reference) in how:
            yield at, reference, what, was, how[at, reference]


def _day(was: str) -> date | None | bool:
    """The day that was on record, none where there was none; no answer where it was no day."""
    if not was:
        return None
    try:
        return date.fromisoformat(was)
    except ValueError:
        return False


def _what_in_words(labels: Mapping[str, str]) -> Callable[[str], str]:
    def words(what: str) -> str:
        where, _, name = re.sub(r"[/.]", "/", what).rpartition("/")
        field = f"day {name[:-3]}" if name.endswith("_on") else name
        place = labels.get(where, re.sub(r"/\d+", "", where)).replace("_", " ").replace("/", ", ")
        told = field.replace("_", " ").strip() or NOT_RECORDED
        return f"{place}: {told}".capitalize() if place else told.capitalize()

    return words
