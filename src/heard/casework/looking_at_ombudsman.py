"""The Ombudsman's cases: the file of one of ours, with its second clock, and every one somebody may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, Q

from heard.casework.clocks import clocks_of_council
from heard.casework.days_left import DaysLeft, DayStanding
from heard.casework.looking import visible_to
from heard.casework.ombudsman_report import clock_of_report
from heard.casework.permissions import Act, demand
from heard.outcomes.models import Payment
from heard.people.models import Member
from heard.representations.models import (
    OmbudsmanCase,
    OmbudsmanEnquiry,
    OmbudsmanRecommendation,
    PublicReport,
    Representation,
)


@dataclass(frozen=True, slots=True)
class EnquirySeen:
    """One enquiry, and how its day stands while it is not answered."""

    row: OmbudsmanEnquiry
    standing: DayStanding | None


@dataclass(frozen=True, slots=True)
class AskedSeen:
    """One recommendation of the Ombudsman, and how its day stands until its proof is accepted."""

    row: OmbudsmanRecommendation
    standing: DayStanding | None


@dataclass(frozen=True, slots=True)
class FileSeen:
    """One case of the Ombudsman: asked and answered, decided, what it asks for, a report, and what was paid."""

    row: OmbudsmanCase
    enquiries: tuple[EnquirySeen, ...]
    asked: tuple[AskedSeen, ...]
    report: PublicReport | None
    report_stands: DayStanding | None
    payments: tuple[Payment, ...]


@dataclass(frozen=True, slots=True)
class ListedCase:
    """A line of the list, none of it more than the shell: both numbers, days, the label, and the next day due."""

    ombudsman_reference: str
    reference: str
    received_on: date
    decision: str
    decided_on: date | None
    is_premature: bool | None
    next_due: DayStanding | None


def file_of(case: Representation, *, today: date, money: bool) -> tuple[FileSeen, ...]:
    """The Ombudsman's file of a case, the earliest first; payments only where `money` may be seen."""
    rows = OmbudsmanCase.objects.filter(about=case).select_related(
        "decision", "service", "decided_with", "public_report"
    )
    rows = rows.prefetch_related("enquiries", "recommendations__owner", "payments__kind")
    days = DaysLeft(today, clocks_of_council())
    return tuple(_file(row, days, money) for row in rows.order_by("received_on", "pk"))


def ombudsman_list(member: Member, *, today: date) -> list[ListedCase]:
    """The Ombudsman's cases about cases this person may see: what is due first, then the newest. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    asked = Min("enquiries__answer_by", filter=Q(enquiries__answered_on=None))
    wanted = Min("recommendations__due_on", filter=Q(recommendations__accepted_on=None))
    rows = OmbudsmanCase.objects.filter(about__in=visible_to(member)).select_related("about", "decision")
    rows = rows.annotate(asked_by=asked, wanted_by=wanted, reported_on=F("public_report__received_on"),
                         report_answered_on=F("public_report__answered_on"))  # fmt: skip
    days = DaysLeft(today)
    found = [_listed(row, days) for row in rows.order_by("-received_on", "-pk")]
    return sorted(found, key=lambda one: one.next_due.due_on if one.next_due else date.max)


def _listed(row: OmbudsmanCase, days: DaysLeft) -> ListedCase:
    due = [day for day in _due_days(row) if day]
    return ListedCase(
        ombudsman_reference=row.reference,
        reference=row.about.reference if row.about else "",
        received_on=row.received_on,
        decision=row.decision.label if row.decision else "",
        decided_on=row.decided_on,
        is_premature=row.is_premature,
        next_due=days.of(min(due)) if due else None,
    )


def _due_days(row: OmbudsmanCase) -> Iterable[date | None]:
    yield row.asked_by  # type: ignore[attr-defined]
    yield row.wanted_by  # type: ignore[attr-defined]
    if row.reported_on and not row.report_answered_on:  # type: ignore[attr-defined]
        yield clock_of_report(PublicReport(received_on=row.reported_on)).due_on  # type: ignore[attr-defined]


def _file(row: OmbudsmanCase, days: DaysLeft, money: bool) -> FileSeen:
    report = getattr(row, "public_report", None)
    return FileSeen(
        row=row,
        enquiries=tuple(_enquiry(one, days) for one in row.enquiries.all()),
        asked=tuple(_asked(one, days) for one in row.recommendations.all()),
        report=report,
        report_stands=_report_stands(report, days),
        payments=tuple(row.payments.all()) if money else (),
    )


def _enquiry(row: OmbudsmanEnquiry, days: DaysLeft) -> EnquirySeen:
    return EnquirySeen(row, None if row.answered_on else days.of(row.answer_by))


def _asked(row: OmbudsmanRecommendation, days: DaysLeft) -> AskedSeen:
    return AskedSeen(row, None if row.accepted_on else days.of(row.due_on))


def _report_stands(report: PublicReport | None, days: DaysLeft) -> DayStanding | None:
    if report is None or report.answered_on:
        return None
    due = clock_of_report(report).due_on
    return days.of(due) if due else None
