"""A public report of the Ombudsman: members consider it, and the council answers within three months."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.new_details import DoesNotFit
from heard.casework.ombudsman import case_of_ombudsman
from heard.casework.performing import Doing, NotNow, performing
from heard.law.clock import Clock, start_clock
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.representations.models import PublicReport

REPORT = "ombudsman/public_report"


def receive_public_report(
    *,
    reference: str,
    by: str,
    at: datetime,
    received_on: date,
    ombudsman_reference: str,
    notices_placed_on: date | None = None,
) -> PublicReport:
    """Record a public report: members answer it within three months (Local Government Act 1974, section 31(2)).

    `notices_placed_on` is the day it was announced in newspapers, once that is known.
    """
    with performing(Act.RECEIVE_PUBLIC_REPORT, reference=reference, by=by, at=at, day=received_on) as doing:
        case = case_of_ombudsman(doing, ombudsman_reference)
        if PublicReport.objects.filter(case=case).exists():
            raise NotNow(f"The public report on {case.reference} is on record already.")
        row = PublicReport(case=case, received_on=received_on, notices_placed_on=notices_placed_on)
        doing.add(row)
        return row


def answer_public_report(
    *,
    reference: str,
    by: str,
    at: datetime,
    answered_on: date,
    ombudsman_reference: str,
    considered_by: str,
    considered_on: date,
    notices_placed_on: date | None = None,
) -> PublicReport:
    """Send the members' answer to a public report, with which of them considered it and when.

    Full council, cabinet or a committee of elected members considers it; an officer cannot. Raises NotNow, DoesNotFit.
    """
    with performing(Act.ANSWER_PUBLIC_REPORT, reference=reference, by=by, at=at, day=answered_on) as doing:
        row = _report(doing, ombudsman_reference)
        if not considered_by.strip() or not row.received_on <= considered_on <= answered_on:
            raise DoesNotFit(
                "Say which elected members considered the report and on which day, between the day it came, "
                f"{in_words(row.received_on)}, and the day it is answered."
            )
        doing.change(
            row,
            considered_by=considered_by.strip(),
            considered_on=considered_on,
            answered_on=answered_on,
            notices_placed_on=notices_placed_on or row.notices_placed_on,
        )
        return row


def clock_of_report(row: PublicReport) -> Clock:
    """The three months of a public report."""
    return start_clock(REPORT, row.received_on, stopped_on=row.answered_on)


def _report(doing: Doing, ombudsman_reference: str) -> PublicReport:
    case = case_of_ombudsman(doing, ombudsman_reference)
    row = PublicReport.objects.filter(case=case, answered_on=None).first()
    if row is None:
        raise NotNow(f"There is no public report on {case.reference} waiting for an answer. Record it first.")
    return row
