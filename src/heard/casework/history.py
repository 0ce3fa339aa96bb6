"""What a past case looks like when it comes from a council's own sheet: plain facts, nothing invented.

`importing` makes these from rows; `receive.record_history` keeps them. Labels are as the council prints them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

KINDS = (
    "statutory_complaint",
    "corporate_complaint",
    "concern",
    "informal_complaint",
    "comment",
    "suggestion",
    "compliment",
    "mp_enquiry",
    "councillor_enquiry",
    "duty_matter",
    "anonymous_report",
    "worker_change",
)
PROCEDURES = ("children_act", "corporate", "none")
STAGES = ("stage_1", "stage_2", "stage_3", "concern", "informal", "enquiry", "other")


@dataclass(frozen=True, slots=True)
class HistoryStage:
    """One stage of one case. `stage` is one of STAGES; days are dates in the world."""

    stage: str
    started_on: date
    acknowledged_on: date | None = None
    statement_agreed_on: date | None = None
    extended_to: date | None = None
    # Yes or no where the sheet says only whether the time was extended, not until when.
    extended: bool | None = None
    # Whether the sheet has a place where an extension would show: without one, "extension not known".
    extension_recorded: bool = False
    panel_met_on: date | None = None
    report_sent_on: date | None = None
    answered_on: date | None = None
    withdrawn_on: date | None = None
    outcome: str = ""
    with_action: bool | None = None
    manager: str = ""
    claimed_working_days: str = ""
    claimed_due_on: str = ""
    claimed_in_time: str = ""
    # The second target of a sheet with two ("20 day target"), and its own band ("Within 10 days").
    claimed_due_on_latest: str = ""
    claimed_band: str = ""
    # The stage's own reference where a sheet of one row a stage gives it another than the case's.
    reference: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class HistoryPayment:
    """Money paid. `amount` is pounds; `parts` are (pounds, words) when the sheet splits it."""

    amount: Decimal
    kind: str
    parts: tuple[tuple[Decimal, str], ...] = ()
    paid_on: date | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class HistoryRecord:
    """One representation: a complaint, concern, compliment… with the stages the sheet knows of."""

    row: int
    reference: str
    kind: str
    procedure: str
    received_on: date
    channel: str = ""
    complainant: str = ""
    complainant_name: str = ""
    advocate: bool | None = None
    advocate_provider: str = ""
    team: str = ""
    service: str = ""
    natures: tuple[str, ...] = ()
    words: str = ""
    notes: str = ""
    earlier_reference: str = ""
    joint_with: str = ""
    stages: tuple[HistoryStage, ...] = ()
    payments: tuple[HistoryPayment, ...] = ()
    other: dict[str, str] = field(default_factory=dict)
    # The council's own word for the kind ("Formal statutory"), where its sheet has one.
    kind_label: str = ""


@dataclass(frozen=True, slots=True)
class HistoryOmbudsman:
    """One case with the Local Government and Social Care Ombudsman. Label and narrative are kept apart."""

    row: int
    reference: str
    received_on: date
    service: str = ""
    investigated: bool | None = None
    decision: str = ""
    decided_on: date | None = None
    about_reference: str = ""
    notes: str = ""
    other: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HistoryContext:
    """A figure the council types in to set others beside: children served, open cases, population."""

    row: int
    name: str
    value: Decimal
    as_at: date
    source: str = ""
    taken_on: date | None = None
