"""Live cases to act on: the cast, and a complaint that has just come in, in one line of Python each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from heard.casework import intake
from heard.casework.council import open_installation
from heard.casework.intake import Said, Somebody
from heard.casework.letters.protecting import protect_words
from heard.casework.new_details import NewElement
from heard.casework.writing import writing
from heard.people.models import Person, Term
from heard.representations.models import Party, Representation

# Easter: 3 and 6 April 2026 are bank holidays. Stage 1 of 1 April is due on the 17th and at the latest on 1 May.
RECEIVED = date(2026, 4, 1)
DUE, LATEST = date(2026, 4, 17), date(2026, 5, 1)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WHO: dict[str, Any] = {"by": "amina", "at": NOW}
DECIDED: dict[str, Any] = {"reason": "It is about a child in need.", "decided_by": "Amina Odell"}

MALIK = Somebody("complainant", "Malik Thornbeck", "parent")
KAYLA = Somebody("complainant", "Kayla Thornbeck", "child", born_on=date(2012, 2, 3), file_number="F-1042")
THE_CHILD = Somebody("child", "Kayla Thornbeck", born_on=date(2012, 2, 3), file_number="F-1042")
SAM = Somebody("complainant", "Sam Stranger", "other")
RUTH = Somebody("advocate", "Ruth Amsel")
TOM = Somebody("worker", "Tom Ashby")
PETER = Somebody("independent_person", "Peter Vance")

DELAY = NewElement("Nobody rang back for six weeks.", arose_on=date(2026, 2, 2))
CONDUCT = NewElement("The worker shouted at my daughter.", "A change of worker", arose_on=date(2026, 3, 3))
OLD = NewElement("They lost my letter.", outcome_wanted="An apology", arose_on=date(2024, 5, 5))


def council() -> None:
    """A council with the lists that live cases use."""
    open_installation(name="Ashmere Council", by="amina", at=NOW)
    with writing("test_lists", by="amina", at=NOW) as line:
        for list_, label, means in (
            ("kind", "Duty matter: subject access", "duty_matter"),
            ("channel", "Telephone", "telephone"),
            ("complainant", "Parent", "parent"),
            ("nature", "Delay", ""),
            ("advocate_provider", "Open Voice", ""),
            ("remedy", "Apology", ""),
            ("outcome", "Upheld", "upheld"),
            ("outcome", "Partly upheld", "partly_upheld"),
            ("outcome", "Not upheld", "not_upheld"),
        ):
            if not Term.objects.filter(list=list_, label=label).exists():
                line.add(Term(list=list_, label=label, means=means))


def said(kind: str = "statutory_complaint", **more: Any) -> Said:
    """What Malik said of two things, on 1 April 2026 by telephone."""
    facts: dict[str, Any] = {
        "received_on": RECEIVED,
        "words": "I am not happy. Nobody rings back and she was shouted at.",
        "people": (MALIK, THE_CHILD),
        "points": (DELAY, CONDUCT),
    }
    return Said(kind, **{**facts, **more})


def received(kind: str = "statutory_complaint", **more: Any) -> Representation:
    """A representation that has come in and waits."""
    return intake.receive(said=said(kind, **more), **WHO)


def at_stage_1(kind: str = "statutory_complaint", **more: Any) -> Representation:
    """A complaint taken into Stage 1 on the day after it came."""
    case = received(kind, **more)
    intake.accept(reference=case.reference, decided_on=date(2026, 4, 2), **DECIDED, **WHO)
    return fresh(case)


def fresh(case: Representation) -> Representation:
    """The case as it stands on record now."""
    return Representation.objects.get(pk=case.pk)


def person(case: Representation, part: str = "complainant") -> int:
    """The number of the first person with a part in a case."""
    return Party.objects.filter(representation=case, part=part).order_by("pk")[0].person_id


def known(name: str) -> Person:
    """Somebody on record by name."""
    return Person.objects.get(name=name)


def protected_address(case: Representation, words: str, *, at: datetime) -> None:
    """Whoever complains fled, and nobody may learn where they live."""
    mother = case.parties.get(part="complainant").person_id
    protect_words(
        reference=case.reference,
        person=mother,
        what="address",
        words=words,
        reason="She fled.",
        by="amina",
        at=at,
    )
