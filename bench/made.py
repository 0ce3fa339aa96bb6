"""A made-up complaints list of any length, one row a case with its later stage in columns, as CSV or XLSX."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

HEADINGS = (
    "Case ref",
    "Record type",
    "Date received",
    "Date acknowledged",
    "Method",
    "Name of complainant",
    "Relationship to child",
    "Advocate (Y/N)",
    "Advocacy provider",
    "Team",
    "Service area",
    "Category 1",
    "Category 2",
    "Responding manager",
    "Due date",
    "Extended to",
    "Response sent",
    "Working days",
    "In time (Y/N)",
    "Outcome",
    "Action / improvement identified",
    "Stage 2 requested",
    "Stage 2 responded",
    "Stage 2 outcome",
    "Compensation",
    "Compensation detail",
    "Notes",
)
KINDS = (
    ["Statutory complaint"] * 12 + ["Corporate complaint"] * 3 + ["Concern"] * 3 + ["MP enquiry", "Comment"]
)
METHODS = ["E-mail", "Letter", "Online form", "Telephone", "In person"]
WHO = ["Parent", "Young person", "Grandparent", "Foster carer", "Special guardian", "Professional"]
PROVIDERS = ["Elmstone Advocacy", "Harbour Voice"]
AREAS = [
    "Ashdown",
    "Birchwood",
    "Copperfield",
    "Downham",
    "Eastmere",
    "Fallowfield",
    "Greenhithe",
    "Holloway",
]
TEAMS = [f"{area} {kind} team" for area in AREAS for kind in ("assessment", "long term", "fostering")]
SERVICES = [
    "Assessment and safeguarding",
    "Corporate parenting",
    "Disabled children",
    "Early help",
    "Adoption",
]
NATURES = [
    "Attitude of staff",
    "Broken promise",
    "Contact arrangements",
    "Delay",
    "Disputed decision",
    "Financial support",
    "Inaccurate record",
    "Lack of information",
    "Placement",
    "Quality of care",
]
FIRST = ["Avery", "Blake", "Casey", "Devon", "Emery", "Finley", "Harper", "Jules", "Kendal", "Logan"]
LAST = ["Ashbourne", "Brackley", "Carsworth", "Denholme", "Elmbourne", "Farrowby", "Greaves", "Hartsmere"]
OUTCOMES = ["Upheld", "Partially upheld", "Not upheld", "No finding"]
FROM, DAYS = date(2019, 4, 1), 6 * 365


def rows(count: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """So many invented cases, heading by heading; days are dates, blanks are left out."""
    lot = Random(seed)
    for number in range(1, count + 1):
        yield _row(lot, number)


def _row(lot: Random, number: int) -> dict[str, Any]:
    received = FROM + timedelta(days=lot.randrange(DAYS))
    kind = lot.choice(KINDS)
    row: dict[str, Any] = {
        "Case ref": f"CSC-{number:06d}",
        "Record type": kind,
        "Date received": received,
        "Method": lot.choice(METHODS),
        "Name of complainant": f"{lot.choice(FIRST)} {lot.choice(LAST)}",
        "Relationship to child": lot.choice(WHO),
        "Advocate (Y/N)": "N",
        "Team": lot.choice(TEAMS),
        "Service area": lot.choice(SERVICES),
        "Category 1": lot.choice(NATURES),
    }
    if lot.random() < 0.1:
        row |= {"Advocate (Y/N)": "Y", "Advocacy provider": lot.choice(PROVIDERS)}
    if lot.random() < 0.25:
        row["Category 2"] = lot.choice([one for one in NATURES if one != row["Category 1"]])
    if kind != "Comment":
        row |= _answer(lot, received)
    if kind.endswith("complaint") and "Response sent" in row and lot.random() < 0.12:
        row |= _later(lot, row["Response sent"])
    if lot.random() < 0.02:
        row |= {"Compensation": f"£{lot.randrange(1, 20) * 50}", "Compensation detail": "Time and trouble"}
    if lot.random() < 0.3:
        row["Notes"] = f"Spoken with the {lot.choice(TEAMS)} on receipt; see the file."
    return row


def _answer(lot: Random, received: date) -> dict[str, Any]:
    said: dict[str, Any] = {
        "Date acknowledged": received + timedelta(days=lot.randrange(3)),
        "Responding manager": f"{lot.choice(FIRST)} {lot.choice(LAST)}",
        "Due date": received + timedelta(days=14),
    }
    if lot.random() < 0.03:
        return said
    taken = lot.randrange(4, 42)
    if lot.random() < 0.15:
        said["Extended to"] = received + timedelta(days=28)
    return said | {
        "Response sent": received + timedelta(days=taken),
        "Working days": taken * 5 // 7,
        "In time (Y/N)": "Y" if taken <= 14 else "N",
        "Outcome": lot.choice(OUTCOMES),
        "Action / improvement identified": lot.choice("YN"),
    }


def _later(lot: Random, answered: date) -> dict[str, Any]:
    asked = answered + timedelta(days=lot.randrange(1, 28))
    return {
        "Stage 2 requested": asked,
        "Stage 2 responded": asked + timedelta(days=lot.randrange(20, 120)),
        "Stage 2 outcome": lot.choice(OUTCOMES),
    }


def write_csv(path: Path, count: int) -> Path:
    """The list as CSV, days written day first."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEADINGS)
        for row in rows(count):
            out.writerow([_said(row.get(heading, "")) for heading in HEADINGS])
    return path


def _said(value: Any) -> Any:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


def write_xlsx(path: Path, count: int) -> Path:
    """The list as a workbook with real date cells."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Complaints")
        as_day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, HEADINGS)
        for at, row in enumerate(rows(count), start=1):
            for place, heading in enumerate(HEADINGS):
                value = row.get(heading)
                if isinstance(value, date):
                    sheet.write_datetime(at, place, value, as_day)
                elif value is not None:
                    sheet.write(at, place, value)
    return path
