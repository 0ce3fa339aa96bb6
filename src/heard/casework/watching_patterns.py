"""Twelve patterns in who looked at what, each a small reading of the looks. None accuses: each says what was seen."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from math import ceil
from statistics import median

from heard.casework.watching_kinds import Day, Found, Marks, Opened, Staff, Watched

Pattern = Callable[[Watched], Iterator[Found]]
NOBODY, NOTHING = Staff(), Marks()
COMMON = 4.0  # in a thousand cases: from here on a surname alone says nothing
IN_TURN, WITHIN, GAP = 8, timedelta(hours=1), 2
ODD_CASES, ODD_DAYS = 3, 3
A_DAY_AT_LEAST, BEYOND = 12, 1.25
WEEKS_AT_LEAST, BEYOND_PEERS, FEWEST_PEERS = 40, 2.5, 3
PAPERS_AT_LEAST = 15
LISTS_AT_LEAST, LIST_OF_MANY = 4, 200
REFUSALS = 5
COMES_BACK = 4
NUMBER = re.compile(r"^(.*?)(\d+)\D*$")


def surname(watched: Watched) -> Iterator[Found]:
    """A case without a link to them, of somebody of their own surname; a common one only with a second sign."""
    for opens in _cases(watched.opened, linked=False):
        shared = _staff(watched, opens).own.surnames & _marks(watched, opens).surnames
        rare = [one for one in shared if watched.common.get(one, 0) < COMMON]
        again = len({one.day for one in opens}) > 1 or any(one.odd_hours for one in opens)
        if rare or (shared and again):
            said = "Somebody in the case has the same surname, and nothing on record links the two."
            yield _of_case(
                "surname", opens, said if rare else f"{said} The name is common; {_second_sign(opens)}."
            )


def address(watched: Watched) -> Iterator[Found]:
    """A case of somebody who lives at their own address; a refused try counts too."""
    for opens in _cases(watched.opened, refused=None):
        if _staff(watched, opens).own.addresses & _marks(watched, opens).addresses:
            yield _of_case(
                "address", opens, "Somebody in the case lives at the address the staff record has of them."
            )


def postcode(watched: Watched) -> Iterator[Found]:
    """A case without a link to them, of somebody in their own postcode: a dozen doors or so."""
    for opens in _cases(watched.opened, linked=False):
        same = _staff(watched, opens).own, _marks(watched, opens)
        if same[0].postcodes & same[1].postcodes and not same[0].addresses & same[1].addresses:
            said = "Somebody in the case lives in the same postcode, and nothing on record links the two."
            yield _of_case("postcode", opens, said)


def family(watched: Watched) -> Iterator[Found]:
    """A case of somebody whom, or whose home, the staff record says they are tied to; a refused try counts too."""
    for opens in _cases(watched.opened, refused=None):
        tied, marks = _staff(watched, opens).tied, _marks(watched, opens)
        if tied.names & marks.names or tied.addresses & marks.addresses:
            tried = " They were refused, and tried." if all(one.refused for one in opens) else ""
            yield _of_case("family", opens, f"The staff record ties them to somebody in the case.{tried}")


def out_of_hours(watched: Watched) -> Iterator[Found]:
    """Several cases without a link to them, at an hour or on a day on which they do not usually work."""
    for (by, _), opens in _days(watched.opened).items():
        odd = [one for one in opens if one.odd_hours and not one.link]
        before = sum(1 for each in watched.usual.get(by, {}).values() if each.odd_unlinked)
        if len(odd) >= ODD_CASES and before <= ODD_DAYS:
            yield _of_many(
                "out_of_hours",
                odd,
                f"{len(odd)} cases that nothing links with them were opened at an odd hour.",
            )


def walk(watched: Watched) -> Iterator[Found]:
    """Case after case by their numbers within an hour: a way to look through the record, not to look for somebody."""
    for opens in _days(watched.opened, refused=None).values():
        found = max(_runs(sorted(opens, key=lambda one: one.first_at)), key=len, default=[])
        if len(found) >= IN_TURN and sum(not one.link for one in found) * 4 >= len(found) * 3:
            yield _of_many(
                "walk", found, f"{len(found)} cases were opened one after the other by their numbers."
            )


def many_in_a_day(watched: Watched) -> Iterator[Found]:
    """More cases without a link to them on a day than in 99 of 100 days of people of their role, and than is usual."""
    for (by, _), opens in _days(watched.opened).items():
        unlinked = [one for one in opens if not one.link]
        if len(unlinked) <= A_DAY_AT_LEAST:
            continue
        top = _percentile(_days_of_role(watched, by, lambda one: one.unlinked), 0.99)
        own = median([each.unlinked for each in watched.usual.get(by, {}).values()] or [0])
        if len(unlinked) > max(top * BEYOND, own * 2):
            most = f"99 of 100 days of their role had {top} at most"
            said = f"{len(unlinked)} cases in a day that nothing links with them; {most}."
            yield _of_many("many_in_a_day", unlinked, said)


def many_over_weeks(watched: Watched) -> Iterator[Found]:
    """Many more cases without a link to them in the weeks than others of their role, if few on any one day."""
    people = {by: [one for one in opens if not one.link] for by, opens in _people(watched.opened).items()}
    before = {by: sum(one.unlinked for one in days.values()) for by, days in watched.usual.items()}
    totals = {by: before.get(by, 0) + len(people.get(by, ())) for by in {*before, *people}}
    for by, unlinked in people.items():
        peers = [
            many
            for one, many in totals.items()
            if one != by and watched.roles.get(one) == watched.roles.get(by)
        ]
        others = peers if len(peers) >= FEWEST_PEERS else [many for one, many in totals.items() if one != by]
        usual = median(others or [0])
        if unlinked and totals[by] > max(WEEKS_AT_LEAST, usual * BEYOND_PEERS):
            said = f"{totals[by]} cases in five weeks that nothing links with them; others of the kind had {usual:g}."
            yield _of_many("many_over_weeks", unlinked, said)


def papers_taken(watched: Watched) -> Iterator[Found]:
    """More papers taken away as files on a day than in 99 of 100 days of the office, and than is usual for them."""
    everybody = [one.taken for days in watched.usual.values() for one in days.values()]
    top = _percentile(everybody, 0.99)
    for (by, _), opens in _days(watched.opened).items():
        many = sum(one.taken for one in opens)
        own = max([one.taken for one in watched.usual.get(by, {}).values()] or [0])
        if many > max(PAPERS_AT_LEAST, top * BEYOND, own):
            said = f"{many} papers were taken away as files, to save or to print; 99 of 100 days had {top} at most."
            yield _of_many("papers_taken", [one for one in opens if one.taken], said)


def lists_taken(watched: Watched) -> Iterator[Found]:
    """More lists taken away in a week than is usual for them, or a long one at an odd hour."""
    weeks: dict[str, list[datetime]] = defaultdict(list)
    odd = set()
    for one in watched.lists:
        weeks[one.by].append(one.at)
        odd |= {one.by} if one.odd_hours and one.rows >= LIST_OF_MANY else set()
    for by, times in weeks.items():
        usual = sum(each.lists for each in watched.usual.get(by, {}).values()) / 4
        if len(times) > max(LISTS_AT_LEAST - 1, usual * 3) or by in odd:
            said = f"{len(times)} lists of cases were taken away as files within a week; usual are {usual:g} a week."
            said += " One was long and taken at an odd hour." if by in odd else ""
            role = watched.roles.get(by, "")
            yield Found("lists_taken", by, role, "", (), said, min(times), max(times), len(times))


def refusals(watched: Watched) -> Iterator[Found]:
    """Several cases tried and refused on one day: numbers guessed, or a wall leant on."""
    for opens in _days(watched.opened, refused=True).values():
        if len(opens) >= REFUSALS:
            yield _of_many("refusals", opens, f"{len(opens)} cases were asked for and refused on one day.")


def comes_back(watched: Watched) -> Iterator[Found]:
    """A case without a link to them that they open again on day after day."""
    for opens in _cases(watched.opened, linked=False):
        days = len({one.day for one in opens})
        if days >= COMES_BACK:
            said = f"They opened it on {days} days within a week, and nothing on record links them with it."
            yield _of_case("comes_back", opens, said)


PATTERNS: Mapping[str, Pattern] = {
    "surname": surname,
    "address": address,
    "postcode": postcode,
    "family": family,
    "out_of_hours": out_of_hours,
    "walk": walk,
    "many_in_a_day": many_in_a_day,
    "many_over_weeks": many_over_weeks,
    "papers_taken": papers_taken,
    "lists_taken": lists_taken,
    "refusals": refusals,
    "comes_back": comes_back,
}


def struck(watched: Watched, patterns: Mapping[str, Pattern] = PATTERNS) -> list[Found]:
    """Everything that strikes, by person and pattern."""
    found = [one for pattern in patterns.values() for one in pattern(watched)]
    return sorted(found, key=lambda one: (one.by, one.pattern, one.reference, one.first_at))


def day_in_numbers(opens: Iterable[Opened], lists: int = 0) -> Day:
    """One person's day as the weeks before are kept: numbers alone."""
    there = [one for one in opens if not one.refused]
    unlinked = [one for one in there if not one.link]
    odd = sum(one.odd_hours for one in unlinked)
    return Day(len(unlinked), sum(one.taken for one in there), lists, odd)


def _cases(
    opened: Sequence[Opened], *, linked: bool | None = None, refused: bool | None = False
) -> Iterator[list[Opened]]:
    """The looks of one person at one case that there is, a list each."""
    found: dict[tuple[str, str], list[Opened]] = defaultdict(list)
    for one in opened:
        if one.known and refused in (None, one.refused) and linked in (None, bool(one.link)):
            found[one.by, one.reference].append(one)
    yield from found.values()


def _days(opened: Sequence[Opened], *, refused: bool | None = False) -> dict[tuple[str, date], list[Opened]]:
    found: dict[tuple[str, date], list[Opened]] = defaultdict(list)
    for one in opened:
        if refused in (None, one.refused):
            found[one.by, one.day].append(one)
    return found


def _people(opened: Sequence[Opened]) -> dict[str, list[Opened]]:
    found: dict[str, list[Opened]] = defaultdict(list)
    for one in opened:
        if not one.refused:
            found[one.by].append(one)
    return found


def _runs(opens: Sequence[Opened]) -> Iterator[list[Opened]]:
    """Stretches in which each number follows the one before, up or down, within the hour."""
    run: list[Opened] = []
    step = 0
    for one in opens:
        moved = _moved(run[-1].reference, one.reference) if run else 0
        goes_on = 0 < abs(moved) <= GAP and moved * step >= 0 and one.first_at - run[0].first_at <= WITHIN
        if not goes_on:
            yield run
            run, step = [], 0
        else:
            step = moved
        run.append(one)
    yield run


def _moved(one: str, other: str) -> int:
    """By how much the number of a case is higher than that of another of the same series; 0 where they are of two."""
    first, second = NUMBER.match(one), NUMBER.match(other)
    if not first or not second or first[1] != second[1]:
        return 0
    return int(second[2]) - int(first[2])


def _days_of_role(watched: Watched, by: str, number: Callable[[Day], int]) -> list[int]:
    role = watched.roles.get(by)
    return [
        number(day)
        for one, days in watched.usual.items()
        if watched.roles.get(one) == role
        for day in days.values()
    ]


def _percentile(numbers: Sequence[int], share: float) -> int:
    return sorted(numbers)[max(ceil(len(numbers) * share) - 1, 0)] if numbers else 0


def _staff(watched: Watched, opens: Sequence[Opened]) -> Staff:
    return watched.staff.get(opens[0].by, NOBODY)


def _marks(watched: Watched, opens: Sequence[Opened]) -> Marks:
    return watched.cases.get(opens[0].reference, NOTHING)


def _second_sign(opens: Sequence[Opened]) -> str:
    return "they opened it at an odd hour" if any(one.odd_hours for one in opens) else "they came back to it"


def _of_case(pattern: str, opens: Sequence[Opened], why: str) -> Found:
    found = _of_many(pattern, opens, why)
    return Found(
        pattern, found.by, found.role, opens[0].reference, found.cases, why, found.first_at, found.last_at,
        found.looks, next((one.link for one in opens if one.link), ""),
    )  # fmt: skip


def _of_many(pattern: str, opens: Sequence[Opened], why: str) -> Found:
    cases = tuple(dict.fromkeys(one.reference for one in opens if one.known))
    first, last = min(one.first_at for one in opens), max(one.last_at for one in opens)
    looks = sum(one.looks for one in opens)
    return Found(pattern, opens[0].by, opens[0].role, "", cases, why, first, last, looks)
