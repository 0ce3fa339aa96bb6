"""From the tables to what is watched: looks as openings, what links each with who looked, and the records beside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta

from heard.casework.looks import A_LIST, TAKEN
from heard.casework.walls_building import addresses
from heard.casework.watching_kinds import Day, Marks, Opened, Staff, Taken, Watched, marks_of, surnames_of
from heard.casework.watching_links import LONDON, links_since
from heard.casework.watching_patterns import day_in_numbers
from heard.law.working_days import ENGLAND
from heard.ledger.models import Look
from heard.people.models import Member, Tie
from heard.representations.models import Party, Representation

WINDOW, BEFORE = timedelta(days=7), timedelta(days=28)
FIRST_HOUR, LAST_HOUR = time(7), time(20)
FAMILY = (Party.Part.COMPLAINANT, Party.Part.CHILD)
FEWEST_NAMES = 200  # of fewer names none can be called common
Row = tuple[datetime, str, str, str, str, bool]


def watched_until(until: datetime) -> Watched:
    """The looks of the seven days before an instant, with everything they are held against."""
    since = until - WINDOW
    rows = list(_looks(since - BEFORE, until))
    if not rows:
        return Watched([])
    opened = list(_opened(rows))
    first = since.astimezone(LONDON).date()
    lists = list(_lists(rows))
    members = list(Member.objects.select_related("account", "person"))
    staff = _staff(members)
    now = [one for one in opened if one.day >= first]
    return Watched(
        opened=now,
        lists=[one for one in lists if one.at >= since],
        staff=staff,
        cases=_cases({one.reference for one in now if one.known}),
        usual=_usual([one for one in opened if one.day < first], [one for one in lists if one.at < since]),
        roles={one.account.username: one.role for one in members},
        common=_common({name for one in staff.values() for name in one.own.surnames}),
    )


def is_odd(at: datetime) -> bool:
    """Whether an instant is before seven, from eight in the evening, or on a day that is no working day."""
    here = at.astimezone(LONDON)
    return not FIRST_HOUR <= here.time() < LAST_HOUR or not ENGLAND.is_working_day(here.date())


def _looks(since: datetime, until: datetime) -> Iterable[Row]:
    rows = Look.objects.filter(at__gte=since, at__lt=until).exclude(by="").order_by("at", "pk")
    return rows.values_list("at", "by", "role", "reference", "what", "refused").iterator(chunk_size=5000)


def _opened(rows: Iterable[Row]) -> Iterator[Opened]:
    found: dict[tuple[str, str, date, bool], list[Row]] = defaultdict(list)
    for row in rows:
        if row[3] != A_LIST:
            found[row[1], row[3], row[0].astimezone(LONDON).date(), row[5]].append(row)
    there = _teams_of_cases({reference for _, reference, _, _ in found})
    links = links_since(there, min((key[2] for key in found), default=date(2100, 1, 1)))
    for (by, reference, day, refused), some in found.items():
        yield Opened(
            by=by,
            role=some[-1][2],
            reference=reference,
            day=day,
            first_at=some[0][0],
            last_at=some[-1][0],
            looks=len(some),
            odd_hours=any(is_odd(one[0]) for one in some),
            refused=refused,
            known=reference in there,
            taken=sum(one[4].endswith(TAKEN) for one in some),
            link=links.of(by, reference, day) if reference in there else "",
        )


def _lists(rows: Iterable[Row]) -> Iterator[Taken]:
    for at, by, role, reference, what, refused in rows:
        if reference == A_LIST and not refused:
            many = [int(word) for word in what.split() if word.isdigit()]
            yield Taken(by, role, at, many[0] if many else 0, is_odd(at))


def _usual(opened: Iterable[Opened], lists: Iterable[Taken]) -> dict[str, dict[date, Day]]:
    """Each person's days in numbers."""
    days: dict[str, dict[date, list[Opened]]] = defaultdict(lambda: defaultdict(list))
    for one in opened:
        days[one.by][one.day].append(one)
    taken = Counter((one.by, one.at.astimezone(LONDON).date()) for one in lists)
    for by, day in taken:
        days[by][day] += []
    return {
        by: {day: day_in_numbers(some, taken[by, day]) for day, some in each.items()}
        for by, each in days.items()
    }


def _teams_of_cases(references: Collection[str]) -> dict[str, int | None]:
    rows = Representation.objects.order_by().values_list("reference", "team_id")
    return {reference: team for reference, team in rows.iterator(chunk_size=5000) if reference in references}


def _staff(members: Iterable[Member]) -> dict[str, Staff]:
    homes: dict[int, list[str]] = defaultdict(list)
    for person, value in addresses().filter(person__member__isnull=False).values_list("person_id", "value"):
        homes[person].append(value)
    ties: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for person, name, to, where in Tie.objects.values_list("person_id", "name", "to__name", "address"):
        ties[person].append((to or name, where))
    return {
        one.account.username: Staff(
            own=marks_of([_name(one)], homes.get(one.person_id or 0, [])),
            tied=marks_of(*zip(*ties[one.person_id], strict=True)) if one.person_id in ties else Marks(),
        )
        for one in members
    }


def _name(member: Member) -> str:
    account = member.account
    return member.person.name if member.person else account.get_full_name() or account.username


def _cases(references: Collection[str]) -> dict[str, Marks]:
    """The names and homes of the family in each case."""
    names: dict[str, list[str]] = defaultdict(list)
    homes: dict[str, list[str]] = defaultdict(list)
    of: dict[int, list[str]] = defaultdict(list)
    there = Party.objects.filter(part__in=FAMILY, representation__reference__in=list(references))
    for reference, person, name in there.values_list(
        "representation__reference", "person_id", "person__name"
    ):
        names[reference].append(name)
        of[person].append(reference)
    for person, value in (
        addresses().filter(person__in=there.values("person_id")).values_list("person_id", "value")
    ):
        for reference in of[person]:
            homes[reference].append(value)
    return {one: marks_of(names[one], homes[one]) for one in names}


def _common(surnames: Collection[str]) -> dict[str, float]:
    """In how many of a thousand names of families on record each of these surnames stands."""
    counted: Counter[str] = Counter()
    names = Party.objects.filter(part__in=FAMILY).order_by().values_list("person__name", flat=True)
    every = 0
    for name in names.iterator(chunk_size=5000):
        every += 1
        counted.update(surnames_of(name) & set(surnames))
    return {one: 1000 * many / every for one, many in counted.items()} if every >= FEWEST_NAMES else {}
