"""What is kept of people who worked here, or were on the bench, after they left: due by the schedule, erased by two.

Their name stays in the ledger and in the cases they worked on for as long as those are kept. What goes is what was kept
of them as staff: posts, training, access, whom they are tied to, when they were away, what the bench knew of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.db import models
from django.db.models import Q

from heard.casework import four_eyes
from heard.casework.four_eyes import NotAgreed
from heard.casework.new_details import fitting
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.retention_erasing import erase_rows
from heard.casework.retention_holds import Held, What, hold_the_holds, standing
from heard.casework.retention_reviewing import NotReviewed
from heard.casework.retention_salts import NotWhole
from heard.casework.retention_schedule import schedule_on
from heard.casework.writing import writing
from heard.law.retention import later
from heard.outcomes.models import GuidanceReader, OnTheBench, TrainingAttendance
from heard.people.models import (
    Absence,
    AccessReviewed,
    DirectoryLink,
    Member,
    OfficeChange,
    OfficePost,
    Person,
    Tie,
)
from heard.representations.models import SecondPerson

ERASE = "erase_leaver"
Tables = tuple[tuple[type[models.Model], str], ...]
# Under each line of the schedule the tables it is about, and how a row of each names whom it is of.
KEPT: Mapping[str, Tables] = MappingProxyType(
    {
        "staff": (
            (OfficePost, "person"), (OfficeChange, "member__person"), (AccessReviewed, "member__person"),
            (TrainingAttendance, "person"), (GuidanceReader, "member__person"),
        ),
        "staff_life": ((Tie, "person"), (Absence, "member__person"), (DirectoryLink, "member__person")),
        "bench": ((OnTheBench, "person"),),
    }
)  # fmt: skip
# What there is of each, as people call it: one, and several.
CALLED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        OfficePost._meta.label: ("post they held", "posts they held"),
        OfficeChange._meta.label: ("change of their work here", "changes of their work here"),
        AccessReviewed._meta.label: ("review of their access", "reviews of their access"),
        TrainingAttendance._meta.label: ("training they came to", "trainings they came to"),
        GuidanceReader._meta.label: (
            "piece of guidance they were to read",
            "pieces of guidance they were to read",
        ),
        Tie._meta.label: ("family or place they were tied to", "families or places they were tied to"),
        Absence._meta.label: ("time they were away", "times they were away"),
        DirectoryLink._meta.label: ("place in the directory", "places in the directory"),
        OnTheBench._meta.label: ("time on the bench", "times on the bench"),
    }
)
LEFT = {"staff": "member__ends_on", "staff_life": "member__ends_on", "bench": "bench__ended_on"}


@dataclass(frozen=True)
class Leaver:
    """Somebody who left and of whom something is over: since when, by which lines, and the rows of it by table."""

    person: int
    name: str
    since: date
    lines: tuple[str, ...]
    rows: tuple[models.Model, ...]
    waits: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each table there are, by what a table is called."""
        return dict(sorted(Counter(str(row._meta.verbose_name) for row in self.rows).items()))

    @property
    def what(self) -> str:
        """The same in words."""
        return rows_in_words(row._meta.label for row in self.rows)


def rows_in_words(labels: Iterable[str]) -> str:
    """Of which tables there are how many rows, as people call them."""
    found = Counter(labels)
    return ", ".join(sorted(f"{count} {CALLED[label][count > 1]}" for label, count in found.items()))


def leavers_over(on: date, *, person: int | None = None) -> list[Leaver]:
    """Everybody who left and of whom something is over by the schedule on a day, those that waited longest first."""
    found: dict[int, list[tuple[date, str]]] = {}
    for code, over_on, number in _over(on, person):
        found.setdefault(number, []).append((over_on, code))
    rows = _rows(found)
    names = dict(Person.objects.filter(pk__in=found).values_list("pk", "name"))
    titles, waits = {code: line.title for code, line in schedule_on(on).items()}, _waiting()
    made = [
        Leaver(
            number, names[number], min(day for day, _ in over), tuple(titles[code] for _, code in over),
            tuple(rows[number]), waits.get(_named(number), ""),
        )
        for number, over in found.items() if rows.get(number)
    ]  # fmt: skip
    return sorted(made, key=lambda one: (one.since, one.person))


def propose_leaver(*, person: int, because: str, by: Member, at: datetime) -> SecondPerson:
    """Propose to erase what is over of somebody who left. A second person agrees to exactly it. Raises NotReviewed."""
    demand(by, Act.KEEP_RETENTION)
    one = _one(person, day_of(at))
    if not because.strip():
        raise NotReviewed("Say what you looked at and why nothing of it is needed any more. Write it down.")
    if one.waits:
        raise NotReviewed("It is proposed already, and waits for a second person or for the night.")
    _refuse_held(one, day_of(at))
    return four_eyes.ask(
        act=ERASE, reference=_named(person), content=_content(one, fitting(because, 500)), by=by, at=at
    )


def erase_agreed_leavers(*, by: str, at: datetime) -> tuple[list[str], list[tuple[str, str]]]:
    """Erase what two persons agreed on: of whom, and what was not erased with why. A change or a hold stops it."""
    erased, stayed = [], []
    for row in list(
        SecondPerson.objects.filter(act=ERASE, answer=SecondPerson.Answer.APPROVED).order_by("pk")
    ):
        try:
            _erase(row, by, at)
        except (Held, NotAgreed, NotReviewed, NotWhole) as why:
            stayed.append((row.reference, str(why)))
        else:
            erased.append(row.reference)
    return erased, stayed


def _erase(asked: SecondPerson, by: str, at: datetime) -> None:
    person, on = int(asked.reference.rpartition("-")[2]), day_of(at)
    with writing(ERASE, by=by, at=at, reference=asked.reference, done_on=on) as line:
        hold_the_holds()
        one = _one(person, on)
        _refuse_held(one, on)
        because = str(json.loads(asked.content)["because"])
        four_eyes.use(
            line, number=asked.pk, act=ERASE, reference=asked.reference, content=_content(one, because)
        )
        gone = erase_rows(line, one.rows)
        line.said["tables"] = dict(gone.tables)


def _content(one: Leaver, because: str) -> dict[str, object]:
    """Exactly what is erased: a row more, or another line, and the agreement is void."""
    counted = ", ".join(f"{name}: {count}" for name, count in one.counts.items())
    return {
        "person": one.name, "what": counted, "basis": "; ".join(one.lines), "because": because,
        "rows": ", ".join(sorted(f"{row._meta.label}:{row.pk}" for row in one.rows)),
    }  # fmt: skip


def _one(person: int, on: date) -> Leaver:
    found = leavers_over(on, person=person)
    if not found:
        raise NotReviewed(
            "Nothing of this person is over. They work here, or are on the bench, or their time is not over, or it is "
            "erased already. See the list of people who left."
        )
    return found[0]


def _refuse_held(one: Leaver, on: date) -> None:
    held = standing(on).filter(Q(what=What.EVERYTHING) | Q(what=What.PERSON, person=one.person))
    if held.exists():
        raise Held(one.name, list(held))


def _over(on: date, person: int | None) -> Iterator[tuple[str, date, int]]:
    """Each line that is over for somebody: its code, since when, and whose."""
    people = Person.objects.order_by("pk") if person is None else Person.objects.filter(pk=person)
    for code, line in schedule_on(on).items():
        if code not in KEPT or line.length is None:
            continue
        left = people.filter(**{f"{LEFT[code]}__lte": on}).values_list("pk", LEFT[code])
        for number, day in left:
            over_on = later(day, line.length, line.unit)
            if over_on <= on:
                yield code, over_on, number


def _rows(found: Mapping[int, list[tuple[date, str]]]) -> dict[int, list[models.Model]]:
    """What there is of each under the lines that are over, table by table."""
    rows: dict[int, list[models.Model]] = {}
    for code, tables in KEPT.items():
        whose = [number for number, over in found.items() if code in {one for _, one in over}]
        for model, of in tables if whose else ():
            some = model._default_manager.filter(**{f"{of}__in": whose}).annotate(whose=models.F(f"{of}_id"))
            for row in some.order_by("pk"):
                rows.setdefault(row.whose, []).append(row)
    return rows


def _waiting() -> dict[str, str]:
    answers = SecondPerson.Answer
    asked = SecondPerson.objects.filter(act=ERASE, answer__in=(answers.WAITING, answers.APPROVED))
    said = {answers.WAITING: "Waits for a second person.", answers.APPROVED: "Agreed: erased in the night."}
    return {row.reference: said[answers(row.answer)] for row in asked}


def _named(person: int) -> str:
    return f"person-{person}"
