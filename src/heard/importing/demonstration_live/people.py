"""Who plays in the live cases: those of the office and those from outside, each one person throughout. All invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from heard.casework.appointments import Named
from heard.casework.parties import Somebody, Way
from heard.importing.demonstration.instead import instead
from heard.law.conflicts import PersonFacts
from heard.people.models import Person

if TYPE_CHECKING:
    from datetime import date

    from heard.importing.demonstration_live.plan import Live

AMINA_SIGNS_IN, BEA_SIGNS_IN = "demo-complaints-manager", "demo-complaints-officer"
TOM_SIGNS_IN, DANA_SIGNS_IN = "demo-team-manager", "demo-director"
AMINA, BEA, TOM, DANA = "Amina Okaverly", "Bea Tillingmere", "Tom Brackenell", "Dana Wellowhurst"
INES, PETER = "Ines Calderbrook", "Peter Vantreath"
CHAIR, PANEL = "Clemency Mundesley", ("Hugh Pellingfold", "Nadia Ormskerry")
HEAD = "Gwen Ashcombry"
ADVOCATE, PROVIDER = "Ruth Amselwick", "Lanternlight Advocacy"


def person(name: str) -> Callable[[Live], int]:
    """The number of somebody of the office, asked when it is needed."""
    return lambda live: number_of(name)


def complainant(live: Live) -> int:
    """The number of whoever complains."""
    return live.person("complainant")


def number_of(name: str) -> int:
    """The number of somebody who has a part in some case already."""
    return int(Person.objects.filter(name=instead(name)).order_by("pk").values_list("pk", flat=True)[0])


def named(name: str, day: date, **declared: Any) -> Callable[[Live], Named]:
    """Somebody for a part, who declared on a day."""
    return lambda live: Named(number_of(name), PersonFacts(name, **declared), day)


def email(name: str, *, note: str = "") -> Way:
    """An e-mail address that cannot exist, called safe by the person."""
    return Way("email", f"{name.lower().replace(' ', '.')}@mail.example", True, note)


def grown_up(name: str, relation: str = "parent", *ways: Way) -> Somebody:
    """A grown-up who complains."""
    return Somebody("complainant", name, relation, ways=ways or (email(name),))


def child(name: str, born_on: date, number: str, *ways: Way, part: str = "child") -> Somebody:
    """The child it is about, or, as a complainant, the child who complains."""
    relation = "child" if part == "complainant" else ""
    return Somebody(part, name, relation, born_on=born_on, file_number=f"DEMO-{number}", ways=ways)
