"""The bench as somebody sees it: who is free, their skills and cases, and how long it takes to appoint somebody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import QuerySet

from heard.casework.access_seeing import visible
from heard.casework.bench_of_investigators import PARTS, on_the_bench
from heard.casework.clocks import clocks_of_council
from heard.casework.permissions import Act, demand
from heard.law.conflicts import PART
from heard.law.working_days import WorkingCalendar
from heard.outcomes.models import KnownTie, NotFree, OnTheBench
from heard.people.models import Member
from heard.representations.models import Appointment, Party, Representation

REPORTING = ("investigating_officer", "independent_person")
FAMILY = ("complainant", "child", "parent")
LATEST = 25


@dataclass(frozen=True, slots=True)
class BenchSeen:
    """Somebody on the bench. `free_from` is the day they are free again, where they are not free and it is known.

    `open_cases` and `past_cases` count the cases the reader may see; `middle_days` is the middle one of the working
    days from appointment to report, over `reports` of them.
    """

    row: OnTheBench
    parts: tuple[str, ...]
    is_free: bool
    free_from: date | None
    not_free: tuple[NotFree, ...]
    ties: tuple[KnownTie, ...]
    open_cases: int
    past_cases: int
    reports: int
    middle_days: float | None

    @property
    def fee(self) -> str:
        """The fee in words: “£45.00 an hour”; nothing where it is not known."""
        return f"£{self.row.fee:,.2f} {self.row.get_fee_per_display()}" if self.row.fee else ""


@dataclass(frozen=True, slots=True)
class TimeToAppoint:
    """One appointment at Stage 2: to which part, from the request to the day, in working days."""

    reference: str
    part: str
    name: str
    asked_on: date
    appointed_on: date
    working_days: int


@dataclass(frozen=True, slots=True)
class Times:
    """How long it took from the request for Stage 2 to each appointment: the middle one of all, and the latest."""

    number: int
    middle: float | None
    latest: tuple[TimeToAppoint, ...]


@dataclass(frozen=True, slots=True)
class OneOnBench:
    """Somebody on the bench with the cases they have and had, of those the reader may see."""

    seen: BenchSeen
    cases: tuple[Appointment, ...]


def bench_seen(member: Member, *, today: date, left: bool = False) -> tuple[BenchSeen, ...]:
    """Who is on the bench by name; with `left`, who was. Always the same few statements. Raises NotAllowed."""
    demand(member, Act.KEEP_BENCH)
    return _seen(OnTheBench.objects.filter(ended_on__isnull=not left), visible(member), today)


def one_on_bench(member: Member, number: int, *, today: date) -> OneOnBench:
    """Somebody on the bench and their cases. Raises NotAllowed or NotOnRecord."""
    demand(member, Act.KEEP_BENCH)
    row = on_the_bench(number)
    seen = _seen(OnTheBench.objects.filter(pk=row.pk), visible(member), today)[0]
    cases = Appointment.objects.filter(person_id=row.person_id, representation__in=visible(member))
    rows = cases.select_related("representation", "stage").order_by("-appointed_on", "-pk")
    return OneOnBench(seen, tuple(rows[:LATEST]))


def beside_names(member: Member, case: Representation, *, today: date) -> Mapping[int, tuple[str, ...]]:
    """What to know of each on the bench when somebody is chosen for a case, by the person's number.

    Whether they are free, what they have, their skills, languages and fee, what ties them here, and whether they spoke
    for anybody of this case before. Always the same few statements.
    """
    spoke = _spoke_for(case)
    service = case.service_id or (case.team.service_id if case.team else None)
    return {
        one.row.person_id: tuple(_words(one, service, one.row.person_id in spoke))
        for one in _seen(OnTheBench.objects.filter(ended_on=None), visible(member), today)
    }


def times_to_appoint(member: Member) -> Times:
    """How long it took from a request for Stage 2 to who investigates and who is independent. Raises NotAllowed.

    The first of each part counts; somebody appointed in another's place does not.
    """
    demand(member, Act.KEEP_BENCH)
    rows = Appointment.objects.filter(
        representation__in=visible(member),
        part__in=REPORTING,
        stage__stage="stage_2",
        stage__started_on__isnull=False,
    )
    told = rows.order_by("appointed_on", "pk").values_list(
        "stage_id", "part", "representation__reference", "person__name", "stage__started_on", "appointed_on"
    )
    firsts: dict[tuple[int, str], Any] = {}
    for one in told:
        firsts.setdefault((one[0], one[1]), one)
    calendar = clocks_of_council().calendar.by_law
    found = [_time(one, calendar) for one in firsts.values() if one[5] >= one[4]]
    latest = sorted(found, key=lambda one: one.appointed_on, reverse=True)[:LATEST]
    days = [one.working_days for one in found]
    return Times(len(days), median(days) if days else None, tuple(latest))


def _time(one: Any, calendar: WorkingCalendar) -> TimeToAppoint:
    _, part, reference, name, asked_on, appointed_on = one
    days = calendar.between(asked_on, appointed_on)
    return TimeToAppoint(reference, PART[part].words, name, asked_on, appointed_on, days)


def _seen(rows: QuerySet[OnTheBench], cases: QuerySet[Representation], today: date) -> tuple[BenchSeen, ...]:
    whole = list(
        rows.select_related("person")
        .prefetch_related("not_free", "ties__service")
        .order_by("person__name", "pk")
    )
    held = Appointment.objects.filter(person__in=[one.person_id for one in whole], representation__in=cases)
    by_person: dict[int, list[Any]] = {}
    for one in held.order_by("pk").values_list(
        "person_id",
        "representation_id",
        "appointed_on",
        "ended_on",
        "report_received_on",
        "stage__answered_on",
    ):
        by_person.setdefault(one[0], []).append(one)
    calendar = clocks_of_council().calendar.by_law
    return tuple(_one(row, by_person.get(row.person_id, []), calendar, today) for row in whole)


def _one(row: OnTheBench, held: Iterable[Any], calendar: WorkingCalendar, today: date) -> BenchSeen:
    held = list(held)
    away = [one for one in row.not_free.all() if one.last_on is None or one.last_on >= today]
    now = [one for one in away if one.begins_on <= today]
    known = [one.last_on for one in now if one.last_on]
    is_over = {one[1]: bool(one[3] or one[5]) for one in held}
    days = [calendar.between(one[2], one[4]) for one in held if one[4] is not None and one[4] >= one[2]]
    return BenchSeen(
        row=row,
        parts=tuple(words for code, words in PARTS.items() if getattr(row, code)),
        is_free=not now,
        free_from=date.fromordinal(max(known).toordinal() + 1) if now and len(known) == len(now) else None,
        not_free=tuple(away),
        ties=tuple(row.ties.all()),
        open_cases=sum(not over for over in is_over.values()),
        past_cases=sum(is_over.values()),
        reports=len(days),
        middle_days=median(days) if days else None,
    )


def _spoke_for(case: Representation) -> set[int]:
    """Who was the advocate, in another case, of somebody of this family."""
    family = Party.objects.filter(representation=case, part__in=FAMILY).order_by().values("person_id")
    theirs = Party.objects.filter(person__in=family).exclude(representation=case).order_by()
    spoke = Party.objects.filter(part="advocate", representation__in=theirs.values("representation_id"))
    return set(spoke.order_by().values_list("person_id", flat=True))


def _words(one: BenchSeen, service: int | None, spoke: bool) -> Iterable[str]:
    if one.is_free:
        yield "Free now"
    else:
        until = f", free again from {one.free_from:%-d %B %Y}" if one.free_from else ""
        yield f"Not free now{until}"
    yield f"{one.open_cases} case{'' if one.open_cases == 1 else 's'} now, {one.past_cases} before"
    yield from (said for said in (one.row.skills, one.row.languages, one.fee) if said)
    for tie in one.ties:
        if tie.service_id in (None, service):
            where = tie.service.label if tie.service else "the council"
            yield f"{tie.get_kind_display()}: {where}"
    if spoke:
        yield "Was the advocate of somebody of this family in another case"
