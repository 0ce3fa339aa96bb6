"""Small histories to keep: a case is one line of Python."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from heard.casework.council import open_installation
from heard.casework.history import HistoryOmbudsman, HistoryPayment, HistoryRecord, HistoryStage
from heard.casework.receive import SheetBroughtIn, record_history

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def stage(code: str = "stage_1", started: str = "2026-04-01", **more: Any) -> HistoryStage:
    return HistoryStage(code, date.fromisoformat(started), **more)


def complaint(reference: str = "C1", received: str = "2026-04-01", **more: Any) -> HistoryRecord:
    facts: dict[str, Any] = {
        "kind": "statutory_complaint",
        "procedure": "children_act",
        "team": "North team",
        "channel": "Letter",
        "complainant": "Parent",
        "complainant_name": "Malik Thornbeck",
        "natures": ("Delay", "Staff conduct"),
        "kind_label": "Formal statutory",
        "stages": (
            stage(started=received, answered_on=date(2026, 4, 20), outcome="Upheld", manager="Tom Ashby"),
        ),
        "payments": (
            HistoryPayment(Decimal("113.00"), "Travel", ((Decimal(100), "carpet"), (Decimal(13), "travel"))),
        ),
        "other": {"Colour of form": "green"},
    }
    return HistoryRecord(
        row=2, reference=reference, received_on=date.fromisoformat(received), **{**facts, **more}
    )


def ombudsman(reference: str = "26 000 001", **more: Any) -> HistoryOmbudsman:
    return HistoryOmbudsman(
        row=2, reference=reference, received_on=date(2026, 6, 1), decision="Upheld", **more
    )


MEANINGS = {
    "team": {"North team": "", "South team": ""},
    "channel": {"Letter": "letter", "Email": "email"},
    "complainant": {"Parent": "parent"},
    "nature": {"Delay": "", "Staff conduct": ""},
    "outcome": {"Upheld": "upheld", "Not upheld": "not_upheld"},
    "payment_kind": {"Travel": ""},
    "kind": {"Formal statutory": "statutory_complaint"},
    "decision": {"Upheld": "upheld"},
}


def sheet(*records: Any, list_kind: str = "complaints", name: str = "list.csv") -> SheetBroughtIn:
    return SheetBroughtIn(name, f"digest of {name}", list_kind, records, MEANINGS)


def council() -> None:
    open_installation(name="Ashmere Council", by="amina", at=NOW)


def kept(*records: Any, list_kind: str = "complaints", at: datetime = NOW, **more: Any) -> Any:
    return record_history(sheet(*records, list_kind=list_kind), by="amina", at=at, **more)
