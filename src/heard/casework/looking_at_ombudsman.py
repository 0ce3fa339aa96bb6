"""The Ombudsman's cases: the file of one of ours, with its second clock, and every one somebody may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, OuterRef, Q, Subquery

from heard.casework.clocks import clocks_of_council
from heard.casework.days_left import DaysLeft, DayStanding
from heard.casework.looking import visible_to
from heard.casework.ombudsman_report import clock_of_report
from heard.casework.permissions import Act, demand
from heard.law.ombudsman_outcomes import outcome_in_words
from heard.outcomes.models import Payment, ProposedPayment
from heard.people.models import Member
from heard.representations.models import (
    DecisionMadePublic,
    OmbudsmanCase,
    OmbudsmanDraft,
    OmbudsmanEnquiry,
    OmbudsmanRecommendation,
    OmbudsmanStep,
    PublicReport,
    Representation,
    WordOnRefusal,
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
    payments: tuple[ProposedPayment, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftSeen:
    """One draft decision, and how the day for comments stands until they were sent."""

    row: OmbudsmanDraft
    standing: DayStanding | None


@dataclass(frozen=True, slots=True)
class FileSeen:
    """One case of the Ombudsman: asked and answered, decided, what it asks for, a report, and what was paid.

    `stands` is where it stands now, `since` from which day; `explained` what its outcome means for a reader.
    """

    row: OmbudsmanCase
    enquiries: tuple[EnquirySeen, ...]
    asked: tuple[AskedSeen, ...]
    report: PublicReport | None
    report_stands: DayStanding | None
    payments: tuple[Payment, ...]
    drafts: tuple[DraftSeen, ...] = ()
    stands: str = ""
    since: date | None = None
    explained: str = ""
    made_public: DecisionMadePublic | None = None
    word: WordOnRefusal | None = None

    @property
    def fault_not_public(self) -> bool:
        """Whether fault was found and it is not on record that the council made it public."""
        found = self.row.decision is not None and self.row.decision.means == "upheld"
        return found and (self.made_public is None or self.made_public.told_on is None)


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
    stands: str = ""
    service: str = ""


def file_of(case: Representation, *, today: date, money: bool) -> tuple[FileSeen, ...]:
    """The Ombudsman's file of a case, the earliest first; payments only where `money` may be seen."""
    rows = OmbudsmanCase.objects.filter(about=case).select_related(
        "decision", "service", "decided_with", "public_report", "made_public", "word_on_refusal"
    )
    rows = rows.prefetch_related(
        "enquiries__extensions",
        "drafts__extensions",
        "recommendations__extensions",
        "recommendations__owner",
        "recommendations__service",
        "recommendations__payments",
        "steps",
        "talks",
        "payments__kind",
    )
    days = DaysLeft(today, clocks_of_council())
    return tuple(_file(row, days, money) for row in rows.order_by("received_on", "pk"))


def ombudsman_case_numbered(case: Representation, number: int) -> OmbudsmanCase | None:
    """The Ombudsman's case of this number in our own record, if it is about this case."""
    return OmbudsmanCase.objects.filter(about=case, pk=number).first()


def where_it_stands(
    row: OmbudsmanCase, steps: Sequence[OmbudsmanStep], *, is_asking: bool
) -> tuple[str, date | None]:
    """Where a case stands with the Ombudsman, in words, and since when: decided, as last recorded, or as its facts say.

    What was recorded after a decision, such as that it was opened again, stands before the decision.
    """
    last = steps[-1] if steps else None
    if row.decided_on is not None and (last is None or last.from_on <= row.decided_on):
        return "Decided", row.decided_on
    if row.sent_back_on is not None and (last is None or last.from_on <= row.sent_back_on):
        return "Premature: sent back to us", row.sent_back_on
    if last is not None:
        return str(last.get_what_display()), last.from_on
    return ("Making enquiries", None) if is_asking else ("Awaiting a decision", row.received_on)


def ombudsman_list(member: Member, *, today: date) -> list[ListedCase]:
    """The Ombudsman's cases about cases this person may see: what is due first, then the newest. Raises NotAllowed."""
    demand(member, Act.SEE_CASES)
    asked = Min("enquiries__answer_by", filter=Q(enquiries__answered_on=None))
    wanted = Min("recommendations__due_on", filter=Q(recommendations__accepted_on=None))
    rows = OmbudsmanCase.objects.filter(about__in=visible_to(member))
    rows = rows.select_related("about", "decision", "service").prefetch_related("steps")
    # Drafts are asked apart: joined to the rest they would multiply its rows.
    comments = OmbudsmanDraft.objects.filter(case=OuterRef("pk"), commented_on=None).order_by("comments_by")
    rows = rows.annotate(
        asked_by=asked,
        wanted_by=wanted,
        comments_by=Subquery(comments.values("comments_by")[:1]),
        reported_on=F("public_report__received_on"),
        report_answered_on=F("public_report__answered_on"),
    )
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
        stands=where_it_stands(row, list(row.steps.all()), is_asking=_asks(row))[0],
        service=row.service.label if row.service else "",
    )


def _asks(row: OmbudsmanCase) -> bool:
    return row.asked_by is not None  # type: ignore[attr-defined]


def _due_days(row: OmbudsmanCase) -> Iterable[date | None]:
    yield row.asked_by  # type: ignore[attr-defined]
    yield row.wanted_by  # type: ignore[attr-defined]
    yield row.comments_by  # type: ignore[attr-defined]
    if row.reported_on and not row.report_answered_on:  # type: ignore[attr-defined]
        yield clock_of_report(PublicReport(received_on=row.reported_on)).due_on  # type: ignore[attr-defined]


def _file(row: OmbudsmanCase, days: DaysLeft, money: bool) -> FileSeen:
    report = getattr(row, "public_report", None)
    enquiries = tuple(_enquiry(one, days) for one in row.enquiries.all())
    asking = any(one.row.answered_on is None for one in enquiries)
    stands, since = where_it_stands(row, list(row.steps.all()), is_asking=asking)
    return FileSeen(
        row=row,
        enquiries=enquiries,
        asked=tuple(_asked(one, days, money) for one in row.recommendations.all()),
        report=report,
        report_stands=_report_stands(report, days),
        payments=tuple(row.payments.all()) if money else (),
        drafts=tuple(
            DraftSeen(one, None if one.commented_on else days.of(one.comments_by)) for one in row.drafts.all()
        ),
        stands=stands,
        since=since,
        explained=_explained(row),
        made_public=getattr(row, "made_public", None),
        word=getattr(row, "word_on_refusal", None),
    )


def _explained(row: OmbudsmanCase) -> str:
    if row.decision is None and row.sent_back_on is not None:
        return outcome_in_words("premature")
    return outcome_in_words(row.decision.means if row.decision else "", is_decided=row.decision is not None)


def _enquiry(row: OmbudsmanEnquiry, days: DaysLeft) -> EnquirySeen:
    return EnquirySeen(row, None if row.answered_on else days.of(row.answer_by))


def _asked(row: OmbudsmanRecommendation, days: DaysLeft, money: bool) -> AskedSeen:
    payments = tuple(row.payments.all()) if money else ()
    return AskedSeen(row, None if row.accepted_on else days.of(row.due_on), payments)


def _report_stands(report: PublicReport | None, days: DaysLeft) -> DayStanding | None:
    if report is None or report.answered_on:
        return None
    due = clock_of_report(report).due_on
    return days.of(due) if due else None
