"""The rest of the small council: points, appointments, reasons, workers, answers, advocates, the office itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from heard.figures.frames import frame_of_rows

D = date
STATUTORY = {"kind": "Formal", "kind_code": "statutory_complaint", "procedure": "Children Act"}
NORTH = {**STATUTORY, "team": "North", "service": "Safeguarding", "leadership": "Ash"}
SOUTH = {**STATUTORY, "team": "South", "service": "Care leavers", "leadership": "Birch"}
POINTS = {"A1": 2, "A2": 1, "B1": 3}
DAYS_LATE = {"A1/2": 60, "A3/1": 1}
FIRST = {"A3/1": "In time"}


def _dated(where: dict[str, str], *rows: tuple[Any, ...], names: str) -> list[dict[str, Any]]:
    return [{**where, **dict(zip(("ref", "started_on", *names.split()), row, strict=True))} for row in rows]


def _at(stage: int) -> dict[str, str]:
    return {"stage": f"Stage {stage}", "stage_code": f"stage_{stage}"}


def more_frames() -> dict[str, Any]:
    """The frames by name."""
    rows: dict[str, list[dict[str, Any]]] = {
        "points": [
            *_dated(NORTH, ("A1", D(2020, 4, 1)), ("A1", D(2020, 4, 1)), ("A0", D(2019, 5, 7)), names=""),
            *_dated(SOUTH, ("A2", D(2020, 7, 1)), names=""),
            *_dated(
                {"kind": "Corporate", "kind_code": "corporate_complaint"},
                *[("B1", D(2020, 6, 1))] * 3,
                names="",
            ),
        ],
        "findings": [
            *_dated(
                {**NORTH, **_at(2)},
                ("A1", D(2020, 8, 1), "Not upheld", "not_upheld", "Investigating officer", 0),
                ("A1", D(2020, 9, 1), "Upheld", "upheld", "Adjudicating officer", 1),
                ("A1", D(2020, 9, 1), "Partially upheld", "partly_upheld", "Adjudicating officer", 1),
                ("A0", D(2019, 9, 1), "Upheld", "upheld", "Adjudicating officer", 1),
                names="outcome outcome_code found_by decides",
            ),
            *_dated(
                {**SOUTH, **_at(1)},
                ("A2", D(2020, 7, 16), "Not upheld", "not_upheld", "Manager", 1),
                names="outcome outcome_code found_by decides",
            ),
        ],
        "appointing": _dated(
            NORTH,
            ("A1", D(2020, 5, 1), "Investigating officer", D(2020, 5, 11), 5),
            ("A1", D(2020, 5, 1), "Independent person", D(2020, 5, 15), 9),
            ("A4", D(2020, 12, 1), "Investigating officer", None, None),
            names="appointed_part appointed_on working_days",
        ),
        "late_reasons": [
            *_dated(
                {**NORTH, **_at(2), "stage_ref": "A1/2"},
                ("A1", D(2020, 5, 1), D(2020, 9, 1), "The report came after the day"),
                ("A1", D(2020, 5, 1), D(2020, 9, 1), "More time was given, and was not enough"),
                names="concluded_on late_reason",
            ),
            *_dated(
                {**SOUTH, **_at(1), "stage_ref": "A3/1"},
                ("A3", D(2020, 10, 5), D(2020, 11, 3), "No reason on record"),
                names="concluded_on late_reason",
            ),
        ],
        "workers": _dated(
            NORTH,
            ("A1", D(2020, 4, 1), "Agency", 0),
            ("A3", D(2020, 10, 5), "Permanent", 1),
            ("A0", D(2019, 5, 7), None, 0),
            names="employment again",
        ),
        "about_people": _dated(
            {},
            ("answer 1", D(2020, 5, 1), "Ethnicity", "White"),
            ("answer 2", D(2020, 5, 1), "Ethnicity", "White"),
            ("answer 3", D(2020, 6, 1), "Ethnicity", "Asian"),
            ("answer 4", D(2020, 6, 1), "Ethnicity", "I do not want to say"),
            ("answer 5", D(2019, 6, 1), "Ethnicity", "Asian"),
            names="about said",
        ),
        "advocacy": _dated(
            SOUTH,
            ("A2", D(2020, 7, 2), "A right", D(2020, 7, 3), 1, D(2020, 7, 9), 1),
            ("A3", D(2020, 10, 6), "A right", D(2020, 10, 8), 1, None, 0),
            ("A6", D(2021, 3, 2), "A right", None, None, None, 0),
            ("A1", D(2020, 4, 2), "No right: information", D(2020, 4, 9), 0, None, 0),
            names="advocacy_right answered_on wanted given_on given",
        ),
        "corrections": _dated(
            NORTH,
            ("A3", D(2020, 12, 1), "Stage 1: day of the answer", "A person"),
            ("A1", D(2021, 1, 5), "Team", "A later sheet"),
            ("A0", D(2019, 6, 1), "Team", "A later sheet"),
            names="corrected corrected_by",
        ),
        "backlog": _dated(
            {**NORTH, **_at(2), "stage_ref": "A1/2"},
            ("A1", D(2020, 5, 31), 0, "An appointment"),
            ("A1", D(2020, 6, 30), 1, "The report"),
            ("A1", D(2020, 7, 31), 1, "The report"),
            ("C2", D(2020, 7, 31), None, "The council's answer"),
            ("A6", D(2021, 3, 31), 0, "The council's answer"),
            names="late waits_for",
        ),
        "officers": _dated(
            {},
            ("one, June", D(2020, 6, 30), "Complaints officer", 10),
            ("two, June", D(2020, 6, 30), "Complaints manager", 20),
            ("one, July", D(2020, 7, 31), "Complaints officer", 12),
            ("two, July", D(2020, 7, 31), "Complaints manager", 22),
            names="office_role cases_held",
        ),
    }
    return {name: frame_of_rows(name, each) for name, each in rows.items()}
