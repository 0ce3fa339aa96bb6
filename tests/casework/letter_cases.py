"""A case to write letters on: Kayla's complaint by Malik, with two points, and whatever stage a test needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from heard.casework.council import open_installation
from heard.casework.council_details import change_council
from heard.casework.performing import Doing, performing
from heard.casework.writing import writing
from heard.law.procedure import Act, State
from heard.people.models import Contact, Person
from heard.representations.models import Element, Party, Representation, Stage

RECEIVED = date(2026, 11, 20)
TODAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
REFERENCE = "CR-2026-0142"


def day(said: str) -> date:
    return date.fromisoformat(said)


def at(said: str, hour: int = 10) -> datetime:
    return datetime(*map(int, said.split("-")), hour, tzinfo=UTC)


def living_case(state: State = State.STAGE_1, **more: Any) -> Representation:
    """Malik's complaint about Kayla's care, received Friday 20 November 2026, standing at `state`."""
    open_installation(name="Ashmere Council", by="amina", at=AT)
    change_council(by="amina", at=AT, contact="complaints team, 0800 000 0000")
    facts: dict[str, Any] = {
        "kind": "statutory_complaint",
        "procedure": "children_act",
        "received_on": RECEIVED,
        "recorded_at": AT,
        "state": state.value,
    }
    with writing("receive", by="amina", at=AT, reference=REFERENCE) as line:
        case = Representation(reference=REFERENCE, **{**facts, **more})
        line.add(case)
        for number, words in enumerate(("You moved Kayla with no notice", "Nobody rang back"), start=1):
            line.add(Element(representation=case, number=number, words=words))
        for name, part, born in (
            ("Malik Thornbeck", "complainant", None),
            ("Kayla Thornbeck", "child", day("2012-03-01")),
            ("Tom Ashby", "worker", None),
        ):
            person = Person(name=name, born_on=born)
            line.add(person)
            line.add(Party(representation=case, person=person, part=part))
        line.add(Stage(representation=case, stage="stage_1", started_on=case.received_on))
    return case


def somebody(name: str) -> Person:
    return Person.objects.get(name__startswith=name)


def reach(person: Person, way: str, *, safe: bool | None, value: str = "somewhere") -> None:
    with writing("receive", by="amina", at=AT) as line:
        line.add(Contact(person=person, way=way, value=value, is_safe=safe))


def add(*rows: Any) -> None:
    """Keep rows that another act would have kept."""
    with writing("receive", by="amina", at=AT) as line:
        for row in rows:
            line.add(row)


@contextmanager
def doing(act: Act = Act.SEND_LETTER, *, on: str = "2026-11-24", hour: int = 10) -> Iterator[Doing]:
    with performing(act, reference=REFERENCE, by="amina", at=at(on, hour), day=day(on)) as found:
        yield found
