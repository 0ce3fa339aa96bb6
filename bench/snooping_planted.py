"""Twelve people who look without a reason, each in one way: what the drill of looks must find."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from snooping_made import (
    FIRST,
    LONDON,
    Made,
    moment,
    opened,
    working,
    working_days,
)

Script = Callable[[Made, str, date], list[str]]


def plant(made: Made) -> None:
    """Twelve people, each in one way of their own, on days in the second half."""
    chance = made.chance
    culprits = iter(chance.sample(made.people[:20] + made.people[44:], 12))
    some = [day for day in working_days() if 45 <= (day - FIRST).days <= 78]
    for name, script in SCRIPTS.items():
        who = next(culprits)
        made.planted[name] = who, set(script(made, who, chance.choice(some)))


def _staff_name(made: Made, who: str) -> str:
    from heard.people.models import Person

    return str(Person.objects.get(pk=made.persons[who]).name)


def _rename(made: Made, reference: str, *, made_name: str) -> None:
    """What somebody is called."""
    from heard.people.models import Person

    Person.objects.filter(pk=made.family[reference][0]).update(name=made_name)


def _rehouse(made: Made, reference: str, home: str) -> None:
    """Give the family of a case another name."""
    from heard.people.models import Contact

    Contact.objects.filter(person=made.family[reference][0]).update(value=home)


def _others(made: Made, who: str, many: int) -> list[str]:
    mine = set(made.own.get(who, ()))
    return made.chance.sample([one for one in made.references if one not in mine], many)


def _surname(made: Made, who: str, day: date) -> list[str]:
    case = _others(made, who, 1)
    _rename(made, case[0], made_name=f"Robin {_staff_name(made, who).split()[-1]}")
    for later in (0, 2):
        opened(made, who, case[0], working(day, later))
    return case


def _address(made: Made, who: str, day: date) -> list[str]:
    case = _others(made, who, 1)
    _rehouse(made, case[0], made.homes[who])
    opened(made, who, case[0], day)
    return case


def _postcode(made: Made, who: str, day: date) -> list[str]:
    case = _others(made, who, 1)
    street, _, code = made.homes[who].partition(", ")
    number = int(street.split()[0])
    _rehouse(made, case[0], f"{number + 1} {' '.join(street.split()[1:])}, {code}")
    opened(made, who, case[0], day)
    return case


def _family(made: Made, who: str, day: date) -> list[str]:
    from heard.people.models import Tie

    case = _others(made, who, 1)
    Tie.objects.create(person_id=made.persons[who], name=made.family[case[0]][1], begins_on=FIRST)
    opened(made, who, case[0], day)
    return case


def _odd_hours(made: Made, who: str, day: date) -> list[str]:
    cases = _others(made, who, 5)
    for one in cases:
        opened(made, who, one, day, hour=23)
    return cases


def _walk(made: Made, who: str, day: date) -> list[str]:
    first = made.chance.randrange(len(made.references) - 20)
    cases = made.references[first : first + 12]
    for minute, one in enumerate(cases):
        made.looks.append((datetime.combine(day, time(14, 2 + minute * 3), LONDON), who, one, "shell", False))
    return cases


def _burst(made: Made, who: str, day: date) -> list[str]:
    cases = _others(made, who, 45)
    for one in cases:
        opened(made, who, one, day)
    return cases


def _slowly(made: Made, who: str, day: date) -> list[str]:
    cases = _others(made, who, 320)
    for number in range(25):
        for one in cases[number * 11 : number * 11 + 11]:
            opened(made, who, one, working(FIRST + timedelta(days=42), number))
    return cases


def _papers(made: Made, who: str, day: date) -> list[str]:
    cases = made.own[who][:10]
    for one in cases:
        made.looks += [(moment(made.chance, day), who, one, "paper taken away", False) for _ in range(3)]
    return cases


def _lists(made: Made, who: str, day: date) -> list[str]:
    for number in range(6):
        at = moment(made.chance, working(day, number % 4))
        made.looks.append((at, who, "list of cases", "csv of 480 rows", False))
    return []


def _guesses(made: Made, who: str, day: date) -> list[str]:
    for number in range(8):
        made.looks.append((moment(made.chance, day), who, f"CS-{7000 + number * 13}", "shell", True))
    return []


def _again(made: Made, who: str, day: date) -> list[str]:
    case = _others(made, who, 1)
    for later in range(5):
        opened(made, who, case[0], working(day - timedelta(days=day.weekday()), later))
    return case


SCRIPTS: dict[str, Script] = {
    "surname": _surname,
    "address": _address,
    "postcode": _postcode,
    "family": _family,
    "out_of_hours": _odd_hours,
    "walk": _walk,
    "many_in_a_day": _burst,
    "many_over_weeks": _slowly,
    "papers_taken": _papers,
    "lists_taken": _lists,
    "refusals": _guesses,
    "comes_back": _again,
}
