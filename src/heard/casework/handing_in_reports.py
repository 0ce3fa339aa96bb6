"""A report sent by who wrote it: received on the case point by point, and kept as a paper in its own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from heard.casework.filing import file_paper
from heard.casework.findings import PointFound
from heard.casework.permissions import ChartAct, Level
from heard.casework.stage_2_reports import receive_independent_report, receive_investigator_report
from heard.representations.models import Report

Receive = Callable[..., Report]
# Whose report it is, by their part: the act it is received by, and what the paper is called.
REPORTS: dict[str, tuple[ChartAct, Receive, str]] = {
    "investigating_officer": (
        ChartAct.RECEIVE_INVESTIGATOR_REPORT,
        receive_investigator_report,
        "Report of the investigating officer",
    ),
    "independent_person": (
        ChartAct.RECEIVE_INDEPENDENT_REPORT,
        receive_independent_report,
        "Report of the independent person",
    ),
}


def send_report(part: str) -> Callable[..., Report]:
    """The function by which whoever has a part sends their report: `send(reference=…, by=…, at=…, paper=…, **said)`."""
    _, receive, title = REPORTS[part]

    def send(
        *,
        reference: str,
        by: str,
        at: datetime,
        paper: bytes,
        received_on: date,
        findings: Sequence[PointFound],
        recommendations: Sequence[str],
        words: str,
    ) -> Report:
        row = receive(
            reference=reference,
            by=by,
            at=at,
            received_on=received_on,
            findings=findings,
            recommendations=recommendations,
            words=words,
        )
        file_paper(
            reference=reference,
            title=title,
            kind="report",
            level=Level.S3,
            content=paper,
            media_type="text/html",
            by=by,
            at=at,
        )
        return row

    return send
