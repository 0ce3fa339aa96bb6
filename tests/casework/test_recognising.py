"""What would let somebody be recognised in words for the public is marked: names, places, days, numbers, hints."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from tests.casework.living import KAYLA, NOW, RUTH, council, received
from tests.casework.offices import staff

from heard.casework.recognising import Known, Mark, counts_of, marks_in
from heard.casework.recognising_known import known_of
from heard.casework.writing import writing
from heard.people.models import Contact, Person, Team
from heard.representations.models import Protection

PEOPLE = (
    "Kayla Thornbeck",
    "Malik Osei-Bonsu",
    "Róisín O’Dowd",
    "Will Hope",
    "Grace Marsh",
    "Tomasz Zielinski",
    "Mae Yu",
)
OFFICE = (
    "Amina Odell",
    "Tom Ashby",
    "Priya Venkataraman",
    "Rose Young",
    "Ines Calloway",
    "Dana Holt",
    "Peter Vance",
)
KNOWN = (
    *(Known(name, of_case=True) for name in PEOPLE),
    *(Known(name) for name in OFFICE),
    Known("North Assessment Team", "team"),
    Known("Ashmere", "place", of_case=True),
    Known("Invented Mill Road", "way to reach", of_case=True),
    Known("St Office’s Primary School", "place", of_case=True),
    Known("F-1042", "number", of_case=True),
)
FRAMES = (
    "Thank you so much, {} was there for us every time we called.",
    "we cannot thank you enough for what happened with {} and for your patience.",
    "Everything changed for my family after {}, and we are grateful.",
    "The worker was lovely ({}) and listened to us.",
)
DISGUISES: tuple[Callable[[str], str], ...] = (
    str, str, str, str.lower, str.upper,
    lambda said: said.replace(" ", "  "), lambda said: said[:2] + "\u200b" + said[2:],
    lambda said: f"{said}’s help", lambda said: f"“{said}”", lambda said: said[:3] + "-" + said[3:],
)  # fmt: skip
PLACES = ("Ashmere", "Invented Mill Road", "14 Invented Mill Rd", "St Office’s Primary School", "9 other row",
          "Oakfield Academy", "Dunbrook Hospital", "AS1 2BC", "as12bc", "Flat 12", "Hawthorn Close", "St Bede’s",
          )  # fmt: skip
DAYS = ("3 May 2026", "3rd of May", "May 3rd", "12/03/2026", "12.3.26", "2026-03-12", "March 2025", "last Tuesday",
        "in August", "the 14th", "Christmas", "in 2024", "aged seven", "14 years old", "her 12th birthday")  # fmt: skip
REACHED = ("0161 496 0000", "+44 161 496 0000", "(0161) 496-0000", "07700 900123", "ruth@voices.example",
           "ruth dot amsel at voices dot example", "@kayla_t", "www.kayla.example", "F-1042", "f1042", "CS/2026/114",
           "26 000 001", "QQ 12 34 56 C", "4857730", "Mrs Thornbury", "K.T.")  # fmt: skip
CLEAN = (
    "The worker was kind to my daughter and always rang back when she said she would.",
    "Thank you for everything you did for us. We would not be here without you!",
    "She listened, she explained what would happen, and she kept her word.",
    "My son is much happier now and looks forward to the visits.",
    "I will never forget how much you helped; I may write again.",
    "You gave us hope, and showed grace when we were at our lowest.",
    "He did not mark us down for being late, and rose to every challenge.",
    "They made sure the SEND plan and the EHCP were right for our child.",
    "Nobody had taken the time to ask what I wanted before.",
    "It is rare to meet somebody who cares so much about young people.",
    "Brilliant support from start to finish. Very professional and calm.",
    "Please pass on our thanks to the whole team, who went above and beyond.",
    "We felt heard. The meeting was explained to the children in words they understood.",
    "Without her help I would have lost my home and my job.",
    "Our foster carer says that the training was the best she has been to.",
    "Always polite, always on time, and never too busy to answer a question.",
    "I've been in care since I was small and this is the first worker I trust.",
    "Great communication throughout. Nothing was too much trouble.",
    "You stood by us in court, and your report was fair and honest.",
    "What a difference it made to be told the truth, even when it was hard.",
)


def planted() -> list[tuple[str, str, str]]:
    """300 sentences, each with one identifier: its sort, itself as written, and the sentence."""
    chance = random.Random(20261122)
    names = [part for name in (*PEOPLE, *OFFICE) for part in (name, *name.split())]
    found = []
    for number in range(300):
        sort, things = [("name", names), ("place", PLACES), ("day", DAYS), ("number", REACHED)][
            (0, 0, 1, 2, 3)[number % 5]
        ]
        thing = chance.choice(things)
        # An everyday word in small letters is no name to anybody: “will”, “rose”, “hope”.
        everyday = sort == "name" and thing in (
            "Will",
            "Hope",
            "Grace",
            "Marsh",
            "Rose",
            "Young",
            "Mae",
            "Yu",
        )
        written = thing if everyday or sort != "name" else chance.choice(DISGUISES)(thing)
        found.append((sort, written, chance.choice(FRAMES).format(written)))
    return found


def touches(marks: list[Mark], text: str, written: str, *, sure: bool = False) -> bool:
    """Whether a mark lies on the identifier itself, and not only somewhere in the sentence."""
    start = text.index(written)
    return any(one.start < start + len(written) and start < one.end and one.sure >= sure for one in marks)


def missed(known: tuple[Known, ...], finds: Callable[..., list[Mark]] = marks_in) -> list[tuple[str, str]]:
    return [(sort, said) for sort, said, text in planted() if not touches(finds(text, known), text, said)]


def test_of_three_hundred_planted_identifiers_at_least_ninety_nine_in_a_hundred_are_marked():
    assert len(planted()) == 300
    assert len(missed(KNOWN)) <= 3, missed(KNOWN)


def test_with_the_scan_off_all_are_missed_and_without_our_record_no_name_is_sure():
    """The controls: nothing marks; and with nothing known a name is a hint at most, and some are missed."""
    names = [(said, text) for sort, said, text in planted() if sort == "name"]

    assert len(missed(KNOWN, lambda text, known: [])) == 300
    assert len(
        [1 for said, text in names if touches(marks_in(text, KNOWN), text, said, sure=True)]
    ) > 0.95 * len(names)
    assert len([1 for said, text in names if touches(marks_in(text, ()), text, said, sure=True)]) < 0.1 * len(
        names
    )
    assert missed(()) != []


def test_clean_sentences_are_hardly_ever_marked():
    marked = [(text, [one.said for one in marks_in(text, KNOWN)]) for text in CLEAN if marks_in(text, KNOWN)]

    assert len(marked) <= 1, marked
    assert not any(one.sure for text in CLEAN for one in marks_in(text, KNOWN))


@pytest.mark.parametrize(
    ("text", "what", "sure"),
    [
        ("I said that Will was great.", "name", True),
        ("We like kaylah.", "name", True),
        ("We like K a y l a.", "name", True),
        ("We like Kay la.", "name", True),
        ("We went to Brindlewick together.", "capital letter", False),
        ("Xanthe was great.", "capital letter", False),
        ("we love sarah so much", "first name", False),
        ("The north  assessment TEAM rang.", "team", False),
    ],
)
def test_a_name_is_seen_through_its_disguise_and_a_hint_is_called_one(text, what, sure):
    assert [(one.what, one.sure) for one in marks_in(text, KNOWN)] == [(what, sure)]


@pytest.mark.django_db
def test_what_the_record_knows_of_a_case_and_of_the_office_is_marked():
    council()
    case = received("compliment", people=(KAYLA, RUTH), points=(), words="Thanks")
    staff("zebedee", "complaints_manager")
    with writing("test_rows", by="amina", at=NOW) as line:
        kayla = Person.objects.get(name="Kayla Thornbeck")
        line.add(Contact(person=kayla, way="post", value="14 Invented Mill Road, Ashmere AS1 2BC"))
        line.add(Protection(representation=case, person=kayla, what="school", words="the Blue Gate", reason="Safe",
                            since=NOW.date()))  # fmt: skip
        line.add(Team(label="Harbour team"))
    text = (
        "Kayla and ruth amsel met zebedee of the harbour team at the blue gate near invented mill road, ashmere. "
        f"Her number is {case.reference} or f 1042."
    )

    assert counts_of(marks_in(text, known_of(case))) == {
        "name": 3, "team": 1, "place": 1, "way to reach": 2, "number": 2,
    }  # fmt: skip
