"""Small lists for tests of the command line, written as a council would write them."""

from __future__ import annotations

import csv
from pathlib import Path

HEADINGS = (
    "Ref",
    "Type",
    "Stage",
    "Date received",
    "Team",
    "Category",
    "Method",
    "Extended to",
    "Response sent",
    "Outcome",
    "Compensation",
)
ROWS = (
    ("C1", "Statutory", "1", "06/04/2020", "North", "Delay", "Email", "", "21/04/2020", "Upheld", ""),
    (
        "C2",
        "Statutory",
        "1",
        "07/10/2020",
        "North",
        "Delay; Staff",
        "Letter",
        "",
        "30/10/2020",
        "Not upheld",
        "",
    ),
    (
        "C3",
        "Statutory",
        "1",
        "08/10/2020",
        "South",
        "Staff",
        "Email",
        "05/11/2020",
        "02/11/2020",
        "Upheld",
        "£250",
    ),
    (
        "C4",
        "Corporate",
        "1",
        "09/11/2020",
        "South",
        "Delay",
        "Phone",
        "",
        "16/11/2020",
        "Partially upheld",
        "",
    ),
    ("C5", "Statutory", "2", "01/12/2020", "South", "Delay", "Email", "", "", "", ""),
    ("C6", "Concern", "", "04/01/2021", "North", "Staff", "Phone", "", "08/01/2021", "", ""),
    ("C7", "Statutory", "1", "06/04/2021", "North", "Delay", "Email", "", "20/04/2021", "Withdrawn", ""),
)


def a_list(folder: Path, *changed: tuple[str, str, str], name: str = "list.csv", leave_out: str = "") -> Path:
    """The small list as a file, with (reference, heading, new value) changed and one reference left out."""
    rows = [dict(zip(HEADINGS, row, strict=True)) for row in ROWS if row[0] != leave_out]
    for reference, heading, value in changed:
        known = {row["Ref"]: row for row in rows}
        if reference not in known:
            rows.append(dict(zip(HEADINGS, (reference, *ROWS[0][1:]), strict=True)))
            known = {row["Ref"]: row for row in rows}
        known[reference][heading] = value
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, HEADINGS)
        out.writeheader()
        out.writerows(rows)
    return path
