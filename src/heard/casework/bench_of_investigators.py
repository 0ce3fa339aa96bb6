"""The bench: who may be asked to investigate, to be the independent person or to sit on a panel; kept small."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from heard.casework.appointments import person_numbered
from heard.casework.new_details import DoesNotFit, NotOnRecord, fitting
from heard.casework.on_record import listed, one_of, services
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.outcomes.models import KnownTie, NotFree, OnTheBench
from heard.people.models import Member, Person
from heard.representations.models import Appointment

PARTS = {
    "investigates": "Investigating officer",
    "is_independent_person": "Independent person",
    "sits_on_panels": "Panel member",
}
FEE_PER = tuple((str(code), str(words)) for code, words in OnTheBench.FeePer.choices)
TIES = tuple((str(code), str(words)) for code, words in KnownTie.Kind.choices)
OUTSIDE = (Member.Role.INVESTIGATING_OFFICER, Member.Role.INDEPENDENT_PERSON, Member.Role.PANEL_MEMBER)


@dataclass(frozen=True, slots=True)
class Seat:
    """What is known of somebody on the bench: their parts by the codes of `PARTS`, skills, languages and fee."""

    parts: tuple[str, ...]
    skills: str = ""
    languages: str = ""
    fee: Decimal | None = None
    fee_per: str = ""


def join_bench(
    *,
    member: Member,
    at: datetime,
    joined_on: date,
    seat: Seat,
    person: int | None = None,
    name: str = "",
) -> OnTheBench:
    """Add somebody to the bench: somebody on record by their number, or somebody new by name.

    Raises NotAllowed, DoesNotFit where they are on it, without a part or for a day to come; NotOnRecord.
    """
    demand(member, Act.KEEP_BENCH)
    _not_to_come(joined_on, at)
    with writing("join_bench", by=_by(member), at=at, done_on=joined_on) as line:
        who = _somebody(person, name)
        if who.pk is None:
            line.add(who)
        if OnTheBench.objects.filter(person=who, ended_on=None).exists():
            raise DoesNotFit(f"{who.name} is on the bench already. Change what is known of them there.")
        there = OnTheBench.objects.filter(person=who).first()
        values = {**_values(seat), "joined_on": joined_on, "ended_on": None, "ended_because": ""}
        if there is not None:
            line.change(there, **values)
            return there
        row = OnTheBench(person=who, **values)
        line.add(row)
        return row


def change_bench(*, member: Member, at: datetime, number: int, seat: Seat) -> OnTheBench:
    """Change what is known of somebody on the bench. Raises NotAllowed, NotOnRecord or DoesNotFit."""
    demand(member, Act.KEEP_BENCH)
    with writing("change_bench", by=_by(member), at=at) as line:
        row = on_the_bench(number)
        line.change(row, **_values(seat))
        return row


def say_not_free(
    *, member: Member, at: datetime, number: int, begins_on: date, last_on: date | None = None
) -> NotFree:
    """Say from when to when somebody takes no new case; without a last day, until it is said again.

    Raises NotAllowed, NotOnRecord, or DoesNotFit for days the wrong way round.
    """
    demand(member, Act.KEEP_BENCH)
    if last_on is not None and last_on < begins_on:
        raise DoesNotFit(f"It ends on {in_words(last_on)}, before it begins. Check both days.")
    with writing("say_not_free", by=_by(member), at=at) as line:
        who = on_the_bench(number)
        row = NotFree(who=who, begins_on=begins_on, last_on=last_on)
        line.add(row)
        return row


def say_free_again(*, member: Member, at: datetime, number: int, from_on: date) -> None:
    """Say that somebody takes cases again from a day: what stood open ends the day before, what comes later goes.

    Raises NotAllowed, NotOnRecord, or DoesNotFit where they were free all the while.
    """
    demand(member, Act.KEEP_BENCH)
    with writing("say_free_again", by=_by(member), at=at, done_on=from_on) as line:
        who = on_the_bench(number)
        still = list(who.not_free.filter(models.Q(last_on=None) | models.Q(last_on__gte=from_on)))
        if not still:
            raise DoesNotFit("They are free on that day already.")
        for row in still:
            if row.begins_on >= from_on:
                line.remove(row)
            else:
                line.change(row, last_on=date.fromordinal(from_on.toordinal() - 1))


def note_bench_tie(
    *,
    member: Member,
    at: datetime,
    number: int,
    kind: str,
    service: str = "",
    until_on: date | None = None,
    words: str = "",
) -> KnownTie:
    """Note what ties somebody on the bench to a service, or to the whole council where none is named.

    Raises NotAllowed, NotOnRecord, NotInTheList, or DoesNotFit where somebody worked there until no day.
    """
    demand(member, Act.KEEP_BENCH)
    one_of(dict(TIES), kind, "kind of tie")
    if kind == KnownTie.Kind.WORKED and until_on is None:
        raise DoesNotFit("Give the day they stopped working there: guidance counts three years from it.")
    with writing("note_bench_tie", by=_by(member), at=at) as line:
        where = listed(services(), service, "services") if service else None
        row = KnownTie(
            who=on_the_bench(number), kind=kind, service=where, until_on=until_on, words=fitting(words, 200)
        )
        line.add(row)
        return row


def drop_bench_tie(*, member: Member, at: datetime, number: int, tie: int) -> None:
    """Take away a tie that was noted by mistake. Raises NotAllowed or NotOnRecord."""
    demand(member, Act.KEEP_BENCH)
    with writing("drop_bench_tie", by=_by(member), at=at) as line:
        row = KnownTie.objects.filter(who=on_the_bench(number), pk=tie).first()
        if row is None:
            raise NotOnRecord("There is no such tie. See what is on record.")
        line.remove(row)


def leave_bench(*, member: Member, at: datetime, number: int, ended_on: date, because: str) -> OnTheBench:
    """End somebody's place on the bench, with the reason. A case they have stays theirs until it is given on.

    Raises NotAllowed, NotOnRecord or DoesNotFit.
    """
    demand(member, Act.KEEP_BENCH)
    _not_to_come(ended_on, at)
    with writing("leave_bench", by=_by(member), at=at, done_on=ended_on) as line:
        row = on_the_bench(number)
        if row.ended_on is not None:
            raise DoesNotFit(f"They left on {in_words(row.ended_on)}.")
        if ended_on < row.joined_on:
            raise DoesNotFit(
                f"They joined on {in_words(row.joined_on)} and cannot leave before. Check the day."
            )
        if not because.strip():
            raise DoesNotFit("Say why they leave, in a few words.")
        line.change(row, ended_on=ended_on, ended_because=fitting(because, 300))
        return row


def could_join() -> list[tuple[int, str]]:
    """Those on record who had such a part or sign in for one, and are not on the bench: number and name."""
    parts = ("investigating_officer", "independent_person", "panel_chair", "panellist")
    had = Appointment.objects.filter(part__in=parts).order_by().values("person_id")
    known = models.Q(pk__in=had) | models.Q(member__role__in=OUTSIDE)
    there = OnTheBench.objects.filter(ended_on=None).order_by().values("person_id")
    rows = Person.objects.filter(known).exclude(pk__in=there).order_by("name", "pk")
    return list(rows.values_list("pk", "name"))


def on_the_bench(number: int) -> OnTheBench:
    """Somebody's place on the bench by its number. Raises NotOnRecord."""
    row = OnTheBench.objects.select_related("person").filter(pk=number).first()
    if row is None:
        raise NotOnRecord("There is nobody of this number on the bench. See who is on it.")
    return row


def _somebody(person: int | None, name: str) -> Person:
    if person is not None:
        return person_numbered(person)
    if not name.strip():
        raise DoesNotFit("Say who it is: somebody on record, or their name.")
    return Person(name=fitting(name, 200))


def _values(seat: Seat) -> dict[str, Any]:
    if not seat.parts:
        raise DoesNotFit(
            "Say what they may be asked for: to investigate, to be independent person, to sit on panels."
        )
    for part in seat.parts:
        one_of(PARTS, part, "part on the bench")
    if (seat.fee is None) is bool(seat.fee_per):
        raise DoesNotFit("A fee is so much an hour, a day or a case. Give both, or neither.")
    if seat.fee is not None and seat.fee <= 0:
        raise DoesNotFit("A fee is more than nothing. Leave it empty if it is not known.")
    return {
        **{part: part in seat.parts for part in PARTS},
        "skills": fitting(seat.skills, 300),
        "languages": fitting(seat.languages, 200),
        "fee": seat.fee,
        "fee_per": seat.fee_per,
    }


def _not_to_come(day: date, at: datetime) -> None:
    if day > day_of(at):
        raise DoesNotFit(f"{in_words(day)} has not come yet. Give the day on which it happened.")


def _by(member: Member) -> str:
    return member.account.get_username()
