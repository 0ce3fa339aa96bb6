"""Ninety days of sixty people at work, all invented: their cases, their looks, and twelve who look without a reason."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

FIRST, DAYS, CASES = date(2026, 6, 1), 90, 1500
LONDON = ZoneInfo("Europe/London")
SYLLABLES = (
    "Ar",
    "Bel",
    "Cor",
    "Dun",
    "Es",
    "Fal",
    "Gar",
    "Hol",
    "Ing",
    "Jor",
    "Kel",
    "Lan",
    "Mar",
    "Nor",
    "Ost",
    "Pen",
)
ENDS = (
    "by",
    "den",
    "field",
    "ham",
    "ley",
    "mere",
    "ridge",
    "ston",
    "thorpe",
    "wick",
    "worth",
    "wood",
    "combe",
    "grove",
)
SURNAMES = [first + last.lower() for first in SYLLABLES for last in ENDS]
STREETS = [
    "Alder Rise",
    "Brook End",
    "Candle Lane",
    "Drover Walk",
    "Elm Parade",
    "Ferry Steps",
    "Glebe Close",
    "Hazel Way",
]
ROLES = ["complaints_officer"] * 16 + ["complaints_manager"] * 4 + ["team_manager"] * 24
ROLES += ["legal"] * 4 + ["safeguarding"] * 4 + ["panel_clerk"] * 4 + ["information_governance"] * 4
# How many cases of their own, and of others, somebody opens on a day.
OPENS = {"complaints_officer": (8, 2.0), "complaints_manager": (5, 3.0), "team_manager": (3, 0.2)}
PARTS = ("shell", "parties", "timeline", "points", "letters", "papers")


@dataclass
class Made:
    """What was made: accounts with roles and members, references of cases in order, who has which, and whose homes."""

    chance: random.Random
    people: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    members: dict[str, int] = field(default_factory=dict)
    persons: dict[str, int] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)
    own: dict[str, list[str]] = field(default_factory=dict)
    family: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    looks: list[tuple[datetime, str, str, str, bool]] = field(default_factory=list)
    planted: dict[str, tuple[str, set[str]]] = field(default_factory=dict)


def made_office(seed: int) -> Made:
    """Sixty people with homes and surnames, and 1,500 cases of families, some of them each one's own."""
    from django.contrib.auth.models import User

    from heard.people.models import Contact, Member, Person, Team

    made = Made(random.Random(seed))
    chance = made.chance
    teams = Team.objects.bulk_create([Team(label=f"Team {number}") for number in range(24)])
    for number, role in enumerate(ROLES):
        name, home = _name(chance), _home(chance)
        account = User.objects.create(username=f"user{number:02}", first_name=name)
        person = Person.objects.create(name=name)
        team = teams[number % 24] if role == "team_manager" else None
        member = Member.objects.create(account=account, role=role, person=person, team=team)
        Contact.objects.create(person=person, way="post", value=home)
        made.people.append(account.username)
        made.roles[account.username], made.members[account.username] = role, member.pk
        made.persons[account.username], made.homes[account.username] = person.pk, home
    _families(made, teams)
    return made


def _families(made: Made, teams: list[Any]) -> None:
    from heard.people.models import Contact, Person
    from heard.representations.models import Party, Representation

    chance = made.chance
    names = [(_name(chance), _home(chance)) for _ in range(CASES)]
    persons = Person.objects.bulk_create([Person(name=name) for name, _ in names])
    Contact.objects.bulk_create(
        [Contact(person=one, way="post", value=home) for one, (_, home) in zip(persons, names, strict=True)]
    )
    at = datetime.combine(FIRST, time(9), LONDON)
    cases = Representation.objects.bulk_create(
        [
            Representation(
                reference=f"CS-{number + 1:04}", kind="statutory_complaint", procedure="children_act",
                received_on=FIRST - timedelta(days=90 - number * 180 // CASES), recorded_at=at,
                team=teams[chance.randrange(24)],
            )
            for number in range(CASES)
        ]
    )  # fmt: skip
    Party.objects.bulk_create(
        [
            Party(representation=case, person=person, part="complainant")
            for case, person in zip(cases, persons, strict=True)
        ]
    )
    _give(made, list(zip(cases, persons, names, strict=True)))


def _give(made: Made, cases: list[Any]) -> None:
    """Each case to its owner; a team manager has those of the team."""
    from heard.people.models import Member
    from heard.representations.models import Assignment

    chance = made.chance
    owners = [one for one in made.people if made.roles[one] != "team_manager"]
    given = []
    for case, person, (name, home) in cases:
        who = owners[chance.randrange(len(owners))]
        made.references.append(case.reference)
        made.own.setdefault(who, []).append(case.reference)
        made.family[case.reference] = (person.pk, name, home)
        given.append(
            Assignment(
                representation=case,
                member_id=made.members[who],
                part="owner",
                begins_on=FIRST - timedelta(days=90),
            )
        )
    for who in made.people:
        if made.roles[who] == "team_manager":
            team = Member.objects.get(pk=made.members[who]).team_id
            made.own[who] = [case.reference for case, _, _ in cases if case.team_id == team]
    Assignment.objects.bulk_create(given)


def ordinary_days(made: Made) -> None:
    """Everybody's work: their own cases, some of others for which a line of the ledger or nothing at all speaks.

    Among it what is innocent and strikes: a check of data, leave covered, a bundle, evenings before a deadline.
    """
    from heard.casework.writing import writing

    chance = made.chance
    for day in working_days():
        for who in made.people:
            own, others = OPENS.get(made.roles[who], (3, 0.6))
            for reference in _some(chance, made.own.get(who, []), _poisson(chance, own)):
                opened(made, who, reference, day)
                if chance.random() < 0.05:
                    made.looks.append((moment(chance, day), who, reference, "paper taken away", False))
            for reference in _some(chance, made.references, _poisson(chance, others)):
                opened(made, who, reference, day)
                if chance.random() < 0.4:
                    at = datetime.combine(day, time(12), LONDON)
                    with writing("record_contact", by=who, at=at, reference=reference, done_on=day):
                        pass
            if chance.random() < 0.02:
                made.looks.append(
                    (moment(chance, day), who, f"CS-{chance.randrange(9000, 9999)}", "shell", True)
                )
    for who in made.people[16:20]:  # a list for the meeting of each Monday
        for day in working_days():
            if day.weekday() == 0:
                made.looks.append(
                    (
                        moment(chance, day),
                        who,
                        "list of cases",
                        f"xlsx of {chance.randrange(80, 400)} rows",
                        False,
                    )
                )
    _innocent(made)


def _innocent(made: Made) -> None:
    chance = made.chance
    days = list(working_days())
    for who in chance.sample(made.people[:20], 4):  # a check of data quality before an inspection
        for reference in chance.sample(made.references, chance.randrange(10, 18)):
            opened(made, who, reference, chance.choice(days))
    for who in chance.sample(made.people, 6):  # evenings at work on cases of their own
        for day in chance.sample(days, 12):
            for reference in _some(chance, made.own.get(who, []), 4):
                opened(made, who, reference, day, hour=chance.choice((20, 21)))
    clerk = made.people[made.people.index("user52")]
    for day in chance.sample(days, 3):  # a bundle for a panel
        for reference in _some(chance, made.own.get(clerk, []), 2):
            made.looks += [
                (moment(chance, day), clerk, reference, "paper taken away", False) for _ in range(6)
            ]


def keep_looks(made: Made) -> int:
    """Write the looks. Gives how many."""
    from heard.ledger.models import Look

    rows = [
        Look(at=at, by=who, role=made.roles[who], reference=reference, what=what, refused=refused)
        for at, who, reference, what, refused in sorted(made.looks)
    ]
    Look.objects.bulk_create(rows, batch_size=5000)
    return len(rows)


def opened(made: Made, who: str, reference: str, day: date, hour: int | None = None) -> None:
    """Look at a few parts of a case."""
    at = moment(made.chance, day, hour)
    for part in PARTS[: made.chance.randrange(1, 5)]:
        made.looks.append((at, who, reference, part, False))


def moment(chance: random.Random, day: date, hour: int | None = None) -> datetime:
    """Looks at a few parts of a case."""
    return datetime.combine(
        day, time(hour if hour is not None else chance.randrange(9, 17), chance.randrange(60)), LONDON
    )


def working_days() -> Iterator[date]:
    """An instant of a day, at work unless an hour is given."""
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        if day.weekday() < 5 and day != date(2026, 8, 31):
            yield day


def working(day: date, later: int) -> date:
    """The working days."""
    while later:
        day += timedelta(days=1)
        later -= day.weekday() < 5
    return day


def _name(chance: random.Random) -> str:
    """So many working days later."""
    """A name; the first surnames of the list are common, the last rare, as surnames are."""
    number = min(int(len(SURNAMES) * chance.random() ** 2), len(SURNAMES) - 1)
    return f"{chance.choice(('Alex', 'Robin', 'Sam', 'Jo', 'Kit'))} {SURNAMES[number]}"


def _home(chance: random.Random) -> str:
    number = chance.randrange(1, 80)
    street = chance.randrange(len(STREETS) * 40)
    words = f"{STREETS[street % len(STREETS)]} {'NESW'[street % 4]}{street // len(STREETS)}"
    return f"{number} {words}, ZZ{street % 90 + 1} {number // 20 + 1}{'ABDEFGHJ'[street % 8]}{'LNPQ'[street // 80 % 4]}"


def _some(chance: random.Random, there: list[str], many: int) -> list[str]:
    """Let the family of a case live elsewhere."""
    return chance.sample(there, min(many, len(there)))


def _poisson(chance: random.Random, mean: float) -> int:
    limit, many, so_far = math.exp(-mean), 0, chance.random()
    while so_far > limit:
        many, so_far = many + 1, so_far * chance.random()
    return many
