"""T44: of 300 planted names, places, days, references and ways to reach people nearly every one is flagged."""

from __future__ import annotations

import re

import pytest
from tests.casework.reports_made import AT, a_council, begun, content, rewrite

from heard.casework import reports_checking
from heard.casework.reports_checking import check_report
from heard.casework.writing import writing
from heard.people.models import Contact, Person

pytestmark = pytest.mark.django_db
FIRST = ("Kayla", "Malik", "Ruth", "Ines", "Tamsin", "Oren", "Bryony", "Idris", "Pernille", "Cormac")
LAST = (
    "Thornbeck",
    "Ashgrove",
    "Vexley",
    "Quillfeather",
    "Marrowby",
    "Danesworth",
    "Okonjo-Hale",
    "Pellinore",
)
PLACES = ("Primary School", "Academy", "Nursery", "Children’s Home", "Surgery", "Road", "Lane", "Close")
OWN = ("Larkfield", "Stonewell", "Harrowmere", "Brackenside", "Foxcombe")
MONTHS = ("January", "March", "May", "August", "October")


def people() -> list[str]:
    """Eighty people on record, two in three with a telephone number, an address of e-mail or a postcode."""
    names = [f"{first} {last}" for last in LAST for first in FIRST]
    with writing("test_rows", by="test", at=AT) as line:
        for number, name in enumerate(names):
            line.add(person := Person(name=name))
            way, value = (
                ("phone", f"07700 {900000 + number}"),
                ("email", f"home{number}@harbour-{number}.example"),
                ("post", f"{number + 2} Tidewrack Mews, QX{number % 9 + 1} {number % 9}ZZ"),
            )[number % 3]
            line.add(Contact(person=person, way=way, value=value))
    return names


def planted(names: list[str]) -> list[tuple[str, str]]:
    """Each identifier as it is written, and the part of it by which its flag is known."""
    written = []
    for number, name in enumerate(names):
        first, _, last = name.partition(" ")
        forms = (
            name,
            name.upper(),
            f"{first}  {last}",
            f"{first}\n{last}",
            f"{last}, {first}",
            f"{first}’s",
            f"Ms {last}",
        )
        known_by = (name, name, name, name, first, first, last)
        written.append((forms[number % len(forms)], known_by[number % len(forms)]))
    written += [(f"07700 {900000 + one}", f"{900000 + one}") for one in range(0, 80, 3)]
    written += [(f"home{one}@harbour-{one}.example", f"harbour-{one}.") for one in range(1, 80, 3)]
    written += [(f"{one + 2} Tidewrack Mews", "tidewrack") for one in range(2, 80, 3)]
    written += [
        (ref.format(one), f"{one:04}") for one in range(40) for ref in (("CS-{:04}", "cs {:04}")[one % 2],)
    ]
    written += [(f"{own} {kind}", f"{own} {kind}") for own in OWN for kind in PLACES]
    days = [f"{day} {month}" for month in MONTHS for day in range(3, 9)]
    written += [(one, one) for one in days]
    written += [(f"{one:02}/0{one % 9 + 1}/2026", f"{one:02}/0{one % 9 + 1}/2026") for one in range(1, 31)]
    return written


def flagged(draft) -> str:
    """Everything that the checks for names say, folded."""
    found = [one for one in check_report(content(draft)).open if one.kind in ("name", "small")]
    return " ".join(" ".join((one.said, one.words)) for one in found).casefold()


def missed(draft, there: list[tuple[str, str]]) -> list[str]:
    said = " ".join(re.findall(r"“([^”]*)”", flagged(draft)))
    return [words for words, part in there if part.casefold() not in said]


def test_three_hundred_planted_identifiers_are_flagged(monkeypatch):
    office = a_council()
    amina, there = office["complaints_manager"], planted(people())
    draft = begun(amina)
    rewrite(amina, draft, "ask", commentary="\n\n".join(f"We met {words} in the end." for words, _ in there))

    assert len(there) >= 300
    lost = missed(draft, there)
    assert len(lost) <= len(there) // 100, lost
    monkeypatch.setattr(reports_checking, "tells", lambda text, no_names="": [])
    assert len(missed(draft, there)) == len(there), "without the scan nothing is flagged"


def test_plain_words_of_a_report_are_not_flagged():
    office = a_council()
    people()
    amina = office["complaints_manager"]
    draft = begun(amina)
    words = (
        "Most people told us that nobody rang them back. Teams now ring back the next day. Fewer complaints went on to "
        "Stage 2 than in the year before. The figures are as at 20 November 2026, and the year began on 1 April 2026."
    )
    rewrite(amina, draft, "ask", commentary=words)

    assert flagged(draft) == ""
