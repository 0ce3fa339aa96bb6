"""Where a panel meets and how everybody can take part, kept with the day it is set for and what its chair agrees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.performing import NoSuchCase, day_of
from heard.casework.stage_3 import set_panel_date
from heard.casework.stage_3_timetable import agree_panel_arrangements
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.representations.models import Appointment, Engagement, Panel, PanelArrangement, Representation


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where and at what time a panel meets, what people need there, and how the child takes part."""

    place: str = ""
    time: str = ""
    needs: str = ""
    childs_way: str = ""


def set_panel_day(
    *,
    reference: str,
    by: str,
    at: datetime,
    decided_on: date,
    meets_on: date,
    meeting: Meeting,
    decided_by: str = "",
    why_late: str = "",
    at_complainants_wish: bool = False,
) -> Panel:
    """Set the day of the panel with its room, needs and the child's way to take part. Raises as `set_panel_date`."""
    with transaction.atomic():
        panel = set_panel_date(
            reference=reference,
            by=by,
            at=at,
            decided_on=decided_on,
            meets_on=meets_on,
            decided_by=decided_by,
            why_late=why_late,
            at_complainants_wish=at_complainants_wish,
        )
        said = {
            name: str(getattr(meeting, name)).strip() for name in ("place", "time", "needs", "childs_way")
        }
        _keep(panel, reference, by, at, decided_on, said)
        return panel


def agree_with_chair(
    *, reference: str, by: str, at: datetime, agreed_on: date, attends: str, papers: str
) -> Panel:
    """Record what the chair agreed of who attends and which papers there are, in words that stay readable."""
    with transaction.atomic():
        panel = agree_panel_arrangements(
            reference=reference, by=by, at=at, agreed_on=agreed_on, attends=attends, papers=papers
        )
        _keep(panel, reference, by, at, agreed_on, {"attends": attends.strip(), "papers": papers.strip()})
        return panel


def record_contract(
    *,
    reference: str,
    appointment: int,
    signed_on: date,
    terms: str,
    report_due_on: date | None = None,
    by: str,
    at: datetime,
) -> Engagement:
    """Record the contract of somebody appointed to a part, or change its terms. Raises NotOnRecord, DoesNotFit."""
    case = Representation.objects.filter(reference=reference).first()
    if case is None:
        raise NoSuchCase(f"There is no case {reference}. Check the number.")
    appointed = (
        Appointment.objects.select_related("person").filter(pk=appointment, representation=case).first()
    )
    if appointed is None:
        raise NotOnRecord(f"{reference} has no such appointment. Appoint them first.")
    _refuse_contract(appointed, signed_on, terms, report_due_on, day_of(at))
    said = {"signed_on": signed_on, "terms": terms.strip(), "report_due_on": report_due_on}
    with writing("record_contract", by=by, at=at, reference=reference, done_on=signed_on) as line:
        row = Engagement.objects.filter(appointment=appointed).first()
        if row is None:
            row = Engagement(appointment=appointed, **said)
            line.add(row)
        else:
            line.change(row, **said)
    return row


def _keep(
    panel: Panel, reference: str, by: str, at: datetime, day: date, said: dict[str, Any]
) -> PanelArrangement:
    with writing("arrange_panel", by=by, at=at, reference=reference, done_on=day) as line:
        row = PanelArrangement.objects.filter(panel=panel).first()
        if row is None:
            row = PanelArrangement(panel=panel, **said)
            line.add(row)
        else:
            line.change(row, **said)
    return row


def _refuse_contract(
    appointed: Appointment, signed_on: date, terms: str, report_due_on: date | None, today: date
) -> None:
    if not terms.strip():
        raise DoesNotFit(f"Write the terms on which {appointed.person.name} works, then record the contract.")
    if signed_on > today:
        raise DoesNotFit(f"{in_words(signed_on)} has not come yet. Give the day on which it was signed.")
    if report_due_on is not None and report_due_on < signed_on:
        raise DoesNotFit(
            f"The report cannot be due on {in_words(report_due_on)}, before the contract of {in_words(signed_on)}."
        )
