"""In whose words somebody is written to: a child's, an adult's, or in easy read where that was agreed."""

from __future__ import annotations

from datetime import date

from heard.people.models import Person

ADULT_AT = 18
EASY_READ = "easy read"


def is_under_age(person: Person, on: date) -> bool | None:
    """Whether somebody is aged 17 or under on a day; None where no day of birth is on record."""
    return None if person.born_on is None else on < _birthday(person.born_on, ADULT_AT)


def words_for(*, is_child: bool, wants_easy_read: bool) -> str:
    """The audience that fits: a child's words are as short as easy read, so a child has those."""
    if is_child:
        return "child"
    return "easy" if wants_easy_read else "adult"


def _birthday(born_on: date, age: int) -> date:
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)
