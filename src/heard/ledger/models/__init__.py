"""What was done and recorded, the sheets brought in, and the reports: one module a subject."""

from heard.ledger.models.entries import (
    Correction,
    Draft,
    Entry,
    ImportedRow,
    ImportRun,
    Look,
    LookBatch,
    Salt,
    Submission,
)
from heard.ledger.models.jobs import JobTried
from heard.ledger.models.reports import (
    PublishedReport,
    ReportDraft,
    ReportSection,
    ReportSignOff,
    ReportTakenBack,
    SectionVersion,
)
from heard.ledger.models.watching import LookToGoOver

__all__ = [
    "Correction",
    "Draft",
    "Entry",
    "ImportRun",
    "ImportedRow",
    "JobTried",
    "Look",
    "LookBatch",
    "LookToGoOver",
    "PublishedReport",
    "ReportDraft",
    "ReportSection",
    "ReportSignOff",
    "ReportTakenBack",
    "Salt",
    "SectionVersion",
    "Submission",
]
