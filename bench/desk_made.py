"""A made-up council of any size, put straight into the tables, for measuring pages: seeded, and nothing fetched.

Half the words come from a small stock, so that one word stands in about every fifth case, and one in about one of
twenty thousand. Nothing goes through the ledger here: what is measured is reading, and one act at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

ON = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TEAMS, SERVICES, LOT = 30, 5, 5000
COMMON, RARE = "contact", "zebrano"
FIRST = [
    "Amina", "Malik", "Kayla", "Ruth", "Dana", "Tom", "Ines", "Peter", "Zoe", "Aled", "Bronwyn", "Chidi",
    "Divya", "Efua", "Farah", "Gareth", "Hana", "Idris", "Jo",
]  # fmt: skip
LAST = [
    "Thornbeck", "Okafor", "Marlowe", "Pennant", "Adeyemi", "Sørensen", "Whitlock", "Castellane", "Ferreday",
    "Holloway", "Iremonger", "Jessop", "Kettering", "Lindqvist", "Mowbray", "Nakamura", "O’Dowd", "Pellegrin",
    "Quillfeather", "Rostova", "Stavely", "Trevanion",
]  # fmt: skip
STOCK = [
    "school", "review", "worker", "letter", "visit", "meeting", "plan", "report", "phone", "answer", "house",
    "family", "court", "foster", "bus", "money", "coat", "winter", "summer", "promise", "change", "sibling",
    "health", "doctor", "advocate", "carer", "message", "teacher", "photo", "birthday", "travel",
]  # fmt: skip


def make_council(cases: int, *, live: int, note: Any = print) -> None:
    """A council with so many cases, of which `live` are open, and one member in most roles."""
    from heard.casework.council import open_installation

    open_installation(name="Benchshire", by="bench", at=AT, is_demo=True)
    teams, people = _office()
    draw = Random(7)
    for first in range(1, cases + 1, LOT):
        count = min(LOT, cases + 1 - first)
        _keep_lot(draw, first, count, live * count // cases, teams, people)
        note(f"{first + count - 1:,} cases")
    _analyse()


def _office() -> tuple[list[Any], dict[str, Any]]:
    from heard.casework import accounts
    from heard.people.models import Member, Service, Team, Term

    services = [Service(label=f"Service {number}", position=number) for number in range(SERVICES)]
    Service.objects.bulk_create(services)
    Term.objects.create(list="channel", label="Letter", means="letter")
    teams = [
        Team(label=f"Team {number:02}", service=services[number % SERVICES], position=number)
        for number in range(TEAMS)
    ]
    Team.objects.bulk_create(teams)
    roles = ["complaints_manager", "director", "information_governance", "head_of_service"]
    roles += [f"complaints_officer {number}" for number in range(1, 9)]
    roles += [f"team_manager {number}" for number in range(1, 7)]
    for number, said in enumerate(roles):
        role, name = said.split(" ")[0], said.replace("_", "-").replace(" ", "-")
        if Member.objects.filter(account__username=name).exists():
            continue
        team = teams[number % TEAMS] if role == "team_manager" else None
        accounts.add_member(
            sign_in_name=name,
            full_name=said.replace("_", " ").capitalize(),
            role=role,
            by="bench",
            at=AT,
            team=team,
        )
    return teams, {one.account.username: one for one in Member.objects.select_related("account")}


def _words(draw: Random, number: int) -> str:
    said = draw.choices(STOCK, k=60)
    said += [f"w{draw.randrange(20_000)}" for _ in range(20)]
    if draw.random() < 0.2:
        said.append(COMMON)
    if number % 20_000 == 17:
        said.append(RARE)
    draw.shuffle(said)
    return " ".join(said).capitalize() + "."


def _keep_lot(
    draw: Random, first: int, count: int, live: int, teams: list[Any], people: dict[str, Any]
) -> None:
    from heard.casework.finding_cases_index import keep_searchable
    from heard.people.models import Person
    from heard.representations.models import Assignment, Element, Party, Representation, Stage

    cases = [_case(draw, number, number - first < live, teams) for number in range(first, first + count)]
    Representation.objects.bulk_create(cases, batch_size=1000)
    Stage.objects.bulk_create([stage for case in cases for stage in _stages(draw, case)], batch_size=1000)
    Element.objects.bulk_create(
        [Element(representation=case, number=1, words=_words(draw, 0)) for case in cases], batch_size=1000
    )
    persons = [Person(name=f"{draw.choice(FIRST)} {draw.choice(LAST)}") for _ in cases]
    Person.objects.bulk_create(persons, batch_size=1000)
    Party.objects.bulk_create(
        [
            Party(representation=case, person=person, part="complainant")
            for case, person in zip(cases, persons, strict=True)
        ],
        batch_size=1000,
    )
    _letters(draw, cases[: count // 2])
    officers = [one for name, one in people.items() if name.startswith("complaints-officer")]
    given = [
        Assignment(
            representation=case, member=draw.choice(officers), part="owner", begins_on=case.received_on
        )
        for case in cases[:live]
        if draw.random() < 0.8
    ]
    Assignment.objects.bulk_create(given, batch_size=1000)
    _shut(cases, people)
    keep_searchable(case.pk for case in cases)


def _letters(draw: Random, cases: list[Any]) -> None:
    from heard.representations.models import Letter

    Letter.objects.bulk_create(
        [
            Letter(
                representation=case, kind="acknowledgement", audience="adult", title="We have your complaint",
                body=_words(draw, 0), issued_on=case.received_on, issued_by="bench",
            )
            for case in cases
        ],
        batch_size=1000,
    )  # fmt: skip


def _shut(cases: list[Any], people: dict[str, Any]) -> None:
    """A few cases behind a wall for the complaints manager, and a few kept to those who have them."""
    from heard.people.models import Person
    from heard.representations.models import Restriction, Wall

    manager = people["complaints-manager"]
    if manager.person is None:
        manager.person = Person.objects.create(name="Complaints manager")
        manager.save(update_fields=["person"])
    Wall.objects.bulk_create(
        [
            Wall(representation=case, person=manager.person, source="declared", begins_on=case.received_on)
            for case in cases[::250]
        ]
    )
    Restriction.objects.bulk_create(
        [
            Restriction(representation=case, because="Known to many", begins_on=case.received_on)
            for case in cases[1::1000]
        ]
    )


def _case(draw: Random, number: int, is_live: bool, teams: list[Any]) -> Any:
    from heard.law.procedure import State
    from heard.representations.models import Representation

    back = draw.randrange(40) if is_live else 60 + draw.randrange(365 * 10)
    corporate = number % 4 == 0
    state = State.STAGE_1 if is_live else State.HISTORY_CLOSED
    return Representation(
        reference=f"CR-{2016 + number % 11}-{number:06}",
        kind="corporate_complaint" if corporate else "statutory_complaint",
        procedure="corporate" if corporate else "children_act",
        received_on=ON - timedelta(days=back),
        recorded_at=AT,
        is_history=not is_live,
        team=draw.choice(teams),
        words=_words(draw, number),
        state=state.value,
    )


def _stages(draw: Random, case: Any) -> Iterator[Any]:
    from heard.law.working_days import ENGLAND
    from heard.representations.models import Stage

    began = case.received_on
    if not case.is_history:
        due = ENGLAND.after(began, 10)
        yield Stage(
            representation=case, stage="stage_1", started_on=began, acknowledged_on=began, due_on_hint=due
        )
        return
    ended = began + timedelta(days=draw.randrange(5, 30))
    yield Stage(representation=case, stage="stage_1", started_on=began, answered_on=ended)
    if draw.random() < 0.1:
        yield Stage(
            representation=case,
            stage="stage_2",
            started_on=ended,
            answered_on=ended + timedelta(days=draw.randrange(30, 90)),
        )


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
