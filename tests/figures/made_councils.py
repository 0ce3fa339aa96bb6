"""Councils made up for attacks on what is released: years of invented complaints, small teams and rare outcomes."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from heard.figures.frames import COLUMNS, Frames, frame_of_rows

INSIDE = {
    "North": "Safeguarding",
    "South": "Safeguarding",
    "Assessment": "Safeguarding",
    "Leaving care": "Corporate parenting",
    "Fostering": "Corporate parenting",
    "Transitions": "Disability",
    "Short breaks": "Disability",
}
COMPLAINANTS = ["Parent", "Young person", "Grandparent", "Foster carer", "Advocate"]
CHANNELS = ["E-mail", "Telephone", "Letter", "In person"]
NATURES = ["Delay", "Staff", "Communication", "Decision", "Contact", "Money"]
OUTCOMES = ["Not upheld", "Partly upheld", "Upheld"]
KINDS = {
    "Formal": ("statutory_complaint", "Children Act"),
    "Corporate": ("corporate_complaint", "Corporate"),
    "Concern": ("concern", "None"),
}
LIMIT = {"stage_1": 20, "stage_2": 65, "stage_3": 30, "concern": 10}
MONEY = [5000, 10000, 15000, 25000, 30000, 50000]
YEARS = range(2020, 2024)
LATEST = "2023-24"
AS_AT = date(2024, 6, 30)


def made_council(seed: int, *, most: int = 160) -> Frames:
    """One council: between 25 and `most` records a year, spread unevenly, as real ones are."""
    return frames_of(records_of(seed, most=most))


def records_of(seed: int, *, most: int = 160) -> dict[str, list[dict[str, Any]]]:
    """The rows of each frame of one council."""
    lot = random.Random(seed)
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}
    teams = lot.sample(list(INSIDE), lot.randint(3, 7))
    uneven = [lot.random() ** 2 + 0.02 for _ in teams]
    for year in YEARS:
        for number in range(lot.randint(25, most)):
            _record(lot, rows, f"{year}-{number}", _day(lot, year), lot.choices(teams, uneven)[0])
        for number in range(lot.randint(5, 40)):
            _compliment(lot, rows, f"P{year}-{number}", _day(lot, year), lot.choices(teams, uneven)[0])
        for number in range(lot.randint(0, 9)):
            _ombudsman(lot, rows, f"L{year}-{number}", _day(lot, year), lot.choice(teams))
    return rows


def frames_of(rows: dict[str, list[dict[str, Any]]]) -> Frames:
    """The frames of a council's rows."""
    made = {name: frame_of_rows(name, found) for name, found in rows.items() if found}
    return Frames(
        **made,
        labels={"outcome": [*OUTCOMES, "Withdrawn", "Open"], "stage": ["Stage 1", "Stage 2", "Stage 3"]},
        meanings={
            "procedure": {"Children Act": "children_act", "Corporate": "corporate"},
            "stage": {f"Stage {number}": f"stage_{number}" for number in (1, 2, 3)},
            "kind": {label: code for label, (code, _) in KINDS.items()},
            "complainant": {"Young person": "child", "Parent": "parent"},
            "advocate": {"Yes": "yes", "No": "no"},
        },
        bands={"stage_1": (10, 20), "stage_2": (25, 65)},
    )


def _day(lot: random.Random, year: int) -> date:
    return date(year, 4, 1) + timedelta(days=lot.randint(0, 364))


def _record(lot: random.Random, rows: Any, ref: str, day: date, team: str) -> None:
    kind = lot.choices(list(KINDS), [6, 2, 2])[0]
    code, procedure = KINDS[kind]
    about = {
        "ref": ref,
        "kind": kind,
        "kind_code": code,
        "procedure": procedure,
        "channel": lot.choices(CHANNELS, [6, 3, 1, 0.3])[0],
        "complainant": lot.choices(COMPLAINANTS, [8, 3, 1, 0.5, 0.3])[0],
        "advocate": lot.choices(["No", "Yes", None], [8, 2, 1])[0],
        "team": team,
        "service": INSIDE[team],
        "started_on": day,
        "with_action": lot.choice([0, 1, None]),
        "stage": "Concern" if kind == "Concern" else "Stage 1",
    }
    rows["representations"].append(about)
    rows["natures"] += [
        {"ref": ref, "nature": one} for one in set(lot.choices(NATURES, [5, 4, 3, 2, 1, 0.4], k=2))
    ]
    _stages(lot, rows, about, day)
    if lot.random() < 0.1:
        paid = {"paid_on": day + timedelta(days=90), "amount_pence": lot.choice(MONEY)}
        rows["payments"].append(
            {**about, **paid, "payment_kind": lot.choice(["Distress", "Time and trouble"])}
        )
    if lot.random() < 0.4:
        rows["remedies"].append(
            {**about, "remedy": lot.choices(["Apology", "Explanation", "Review"], [5, 3, 1])[0]}
        )


def _stages(lot: random.Random, rows: Any, about: dict[str, Any], day: date) -> None:
    codes = ["concern"] if about["kind"] == "Concern" else ["stage_1", "stage_2", "stage_3"]
    for number, code in enumerate(codes):
        days = lot.randint(1, int(LIMIT[code] * 1.6))
        how = lot.choices(["answered", "withdrawn", None], [20, 1, 2])[0]
        ended = day + timedelta(days=days * 7 // 5) if how else None
        stage = {
            **about,
            "stage_ref": f"{about['ref']}/{number + 1}",
            "stage": "Concern" if code == "concern" else f"Stage {number + 1}",
            "stage_code": code,
            "started_on": day,
            "concluded_on": ended,
            "how_concluded": how,
            "working_days": days if how else None,
            "timeliness": _timeliness(lot, how, days <= LIMIT[code]),
            "outcome": _outcome(lot, how),
        }
        rows["stages"].append(stage)
        if code == "stage_3":
            rows["clocks"] += [
                {**stage, "clock": one, "met": lot.choice([0, 1])} for one in ("Panel", "Report")
            ]
        if how != "answered" or lot.random() > 0.18:
            return
        day = ended + timedelta(days=20)


def _outcome(lot: random.Random, how: str | None) -> str:
    return lot.choices(OUTCOMES, [5, 3, 2])[0] if how == "answered" else "Withdrawn" if how else "Open"


def _timeliness(lot: random.Random, how: str | None, in_time: bool) -> str:
    if how != "answered":
        return "Not answered"
    return "Extension not known" if lot.random() < 0.05 else "In time" if in_time else "Late"


def _compliment(lot: random.Random, rows: Any, ref: str, day: date, team: str) -> None:
    who = lot.choices(["Parent", "Judge", "Young person"], [5, 1, 2])[0]
    rows["compliments"].append(
        {"ref": ref, "started_on": day, "team": team, "service": INSIDE[team], "complainant": who}
    )
    rows["compliment_categories"].append(
        {"ref": ref, "category": lot.choice(["Kindness", "Good practice", "Speed"])}
    )


def _ombudsman(lot: random.Random, rows: Any, ref: str, day: date, team: str) -> None:
    said = lot.choices(["Upheld", "Not upheld", "Premature"], [2, 1, 2])[0]
    investigated = 0 if said == "Premature" else 1
    about = {"ref": ref, "started_on": day, "service": INSIDE[team], "decided_on": day + timedelta(days=60)}
    rows["ombudsman"].append({**about, "decision": said, "investigated": investigated})
