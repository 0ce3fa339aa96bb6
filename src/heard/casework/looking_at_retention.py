"""What the pages about keeping and erasing show: what is due and why, one case, and what was erased."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from heard.casework.access_seeing import visible
from heard.casework.choosing import name_of
from heard.casework.looking import NotYours
from heard.casework.permissions import Act, demand
from heard.casework.retention_due import CaseOver, every_case, facts_of, one_case
from heard.casework.retention_holds import holds_of, in_words_of, standing
from heard.casework.retention_reviewing import PURGE, waiting_of
from heard.casework.retention_schedule import schedule_on
from heard.law.retention import Facts
from heard.outcomes.models import ErasedTotal, LegalHold, RetentionFacts, RetentionReview, Tombstone
from heard.people.models import Member
from heard.representations.models import Representation, SecondPerson

LISTS = {
    "due": "To review",
    "facts": "Something must be said first",
    "proposed": "Proposed",
    "held": "Held",
    "kept": "Kept longer",
}
PAGE = 25
NO_CASE = "We cannot find that case. It may not be yours to see, or it was erased."


@dataclass(frozen=True, slots=True)
class DueRow:
    """A case in a list: which line it falls under and why, since when, and what stands in the way."""

    reference: str
    kind: str
    since: date | None
    line: str
    why: tuple[str, ...]
    is_overdue: bool
    holds: tuple[str, ...] = ()
    waits: str = ""


@dataclass(frozen=True)
class DueList:
    """One of the lists, a page of it, and how many stand in each; overdue reviews are a figure."""

    name: str
    rows: tuple[DueRow, ...]
    counts: dict[str, int]
    overdue: int
    total: int
    signed_off: bool


@dataclass(frozen=True)
class CaseKept:
    """One case: how its time stands, what is known, who looked, what holds it and what waits."""

    row: Representation
    over: CaseOver
    line: str
    facts: Facts
    said: RetentionFacts | None
    reviews: tuple[RetentionReview, ...]
    holds: tuple[str, ...]
    asked: SecondPerson | None
    asked_by: str
    answered_by: str

    @property
    def is_agreed(self) -> bool:
        """Whether a second person agreed."""
        return self.asked is not None and self.asked.answer == SecondPerson.Answer.APPROVED


@dataclass(frozen=True)
class ErasedSeen:
    """What was erased: the tombstones, how many in all, and the month totals by what was counted."""

    stones: tuple[tuple[Tombstone, int], ...]
    total: int
    years: tuple[tuple[int, str, str, int], ...]


def due_list(member: Member | None, name: str, *, on: date, page: int = 1) -> DueList:
    """One of the lists of cases whose time is over, those first that waited longest. Raises NotAllowed."""
    who = demand(member, Act.KEEP_RETENTION)
    name = name if name in LISTS else "due"
    seen = set(visible(who, on).values_list("pk", flat=True))
    asked = _asked()
    cases = [
        one for one in every_case(on) if one.case in seen and (one.judgement.is_over(on) or one.needs_facts)
    ]
    held = (
        holds_of([one.case for one in cases if one.judgement.is_over(on)], on=on)
        if standing(on).exists()
        else {}
    )
    sorted_in: dict[str, list[CaseOver]] = {one: [] for one in LISTS}
    for one in sorted(cases, key=lambda one: (one.from_on or date.max, one.reference)):
        sorted_in[_list_of(one, on, bool(held.get(one.case)), one.reference in asked)].append(one)
    some = sorted_in[name][(page - 1) * PAGE : page * PAGE]
    titles = {code: line.title for code, line in schedule_on(on).items()}
    return DueList(
        name=name,
        rows=tuple(_row(one, titles, held.get(one.case, []), asked, on) for one in some),
        counts={one: len(rows) for one, rows in sorted_in.items()},
        overdue=sum(one.is_overdue(on) for one in sorted_in["due"]),
        total=len(sorted_in[name]),
        signed_off=bool(titles),
    )


def case_kept(member: Member | None, reference: str, *, on: date) -> CaseKept:
    """How the time of one case stands. Raises NotAllowed, NotYours."""
    who = demand(member, Act.KEEP_RETENTION)
    case = visible(who, on).filter(reference=reference).first()
    if case is None:
        raise NotYours(NO_CASE)
    over, asked = one_case(case, on=on), waiting_of(reference)
    line = schedule_on(on).get(over.judgement.code)
    return CaseKept(
        row=case,
        over=over,
        line=line.title if line else "",
        facts=facts_of(case),
        said=RetentionFacts.objects.filter(representation=case).first(),
        reviews=tuple(RetentionReview.objects.filter(representation=case).order_by("-pk")),
        holds=tuple(in_words_of(one) for one in holds_of([case.pk], on=on).get(case.pk, [])),
        asked=asked,
        asked_by=name_of(asked.asked_by) if asked else "",
        answered_by=name_of(asked.answered_by) if asked and asked.answered_by else "",
    )


def holds_seen(member: Member | None) -> list[tuple[LegalHold, str]]:
    """Every hold in words, those that stand first. Raises NotAllowed."""
    demand(member, Act.PLACE_HOLD)
    rows = LegalHold.objects.select_related("person", "team", "service", "theme", "category")
    return [(one, in_words_of(one)) for one in rows.order_by("released_on", "-begins_on", "-pk")]


def hold_numbered(number: int) -> LegalHold | None:
    """A hold by its number."""
    return (
        LegalHold.objects.select_related("person", "team", "service", "theme", "category")
        .filter(pk=number)
        .first()
    )


def releases_asked(hold: LegalHold) -> list[tuple[SecondPerson, str]]:
    """What was asked about releasing a hold and waits or was agreed, with the reason that was given."""
    open_ = (SecondPerson.Answer.WAITING, SecondPerson.Answer.APPROVED)
    rows = SecondPerson.objects.select_related("asked_by__account", "answered_by__account")
    found = rows.filter(act="release_legal_hold", answer__in=open_).order_by("pk")
    said = [(row, json.loads(row.content)) for row in found]
    return [(row, str(content["because"])) for row, content in said if content.get("hold") == hold.pk]


def erased_seen(member: Member | None, *, page: int = 1) -> ErasedSeen:
    """Tombstones, the latest first, and what stays of erased cases in counts by year. Raises NotAllowed."""
    demand(member, Act.KEEP_RETENTION)
    stones = Tombstone.objects.all()
    shown = stones[(page - 1) * PAGE : page * PAGE]
    totals = ErasedTotal.objects.order_by("month__year", "kind", "counted").values_list(
        "month__year", "kind", "counted"
    )
    kinds = dict(Representation._meta.get_field("kind").choices or ())
    return ErasedSeen(
        tuple((one, len(json.loads(one.counts))) for one in shown),
        stones.count(),
        tuple(
            (year, str(kinds.get(kind, kind)), counted.replace("_", " "), count)
            for year, kind, counted, count in totals.annotate(all=Sum("count"))
        ),
    )


def erased_since(begins: date, ends: date) -> int:
    """How many cases received in a period have been erased since: what a count of the record no longer holds."""
    found = ErasedTotal.objects.filter(month__range=(begins.replace(day=1), ends), counted="received")
    return int(found.aggregate(all=Sum("count"))["all"] or 0)


def _asked() -> dict[str, SecondPerson]:
    open_ = (SecondPerson.Answer.WAITING, SecondPerson.Answer.APPROVED)
    rows = SecondPerson.objects.filter(act=PURGE, answer__in=open_).select_related("asked_by__account")
    return {row.reference: row for row in rows.order_by("pk")}


def _list_of(one: CaseOver, on: date, is_held: bool, is_asked: bool) -> str:
    if one.needs_facts:
        return "facts"
    if is_held:
        return "held"
    if is_asked:
        return "proposed"
    return "due" if one.is_due(on) else "kept"


def _row(
    one: CaseOver,
    titles: dict[str, str],
    holds: Sequence[LegalHold],
    asked: dict[str, SecondPerson],
    on: date,
) -> DueRow:
    waits = asked.get(one.reference)
    said = "Agreed: it is erased tonight" if waits and waits.answer == SecondPerson.Answer.APPROVED else ""
    kinds = dict(Representation._meta.get_field("kind").choices or ())
    return DueRow(
        reference=one.reference,
        kind=str(kinds.get(one.kind, one.kind)),
        since=one.from_on,
        line=titles.get(one.judgement.code, ""),
        why=one.judgement.unknown or tuple(reason.words for reason in one.judgement.reasons),
        is_overdue=one.is_overdue(on),
        holds=tuple(in_words_of(hold) for hold in holds),
        waits=said or (f"Waits for a second person, asked by {name_of(waits.asked_by)}" if waits else ""),
    )
