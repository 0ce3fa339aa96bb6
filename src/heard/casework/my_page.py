"""What whoever told us something sees of it: their own words, where it stands, the next day, what passed between us.

It is built from a closed list: their own thread, days and no times, letters that were issued to them. Nothing that the
office writes for itself is ever among it, and nothing that another person of the case said or did changes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.casework.intake_clocks import waiting_due_day
from heard.casework.letters.kept import read_back
from heard.casework.letters.merging import Block
from heard.law.procedure_states import State
from heard.representations.models import (
    Assignment,
    Element,
    HowItWas,
    Letter,
    Message,
    Party,
    Representation,
    Stage,
    Telling,
    Wording,
)

FAMILY = (Party.Part.COMPLAINANT, Party.Part.CHILD)
# From these they may say that they are not happy and ask to go on with one press.
ASKS_ON = {State.STAGE_1_ANSWERED, State.STAGE_1_RESOLVED, State.STAGE_2_ANSWERED}
HAVE_IT, LOOKING, AGAIN, ANSWERED = 1, 2, 3, 4
LOOKS_AGAIN = ("stage_2", "stage_3")


@dataclass(frozen=True, slots=True)
class Passed:
    """One message between us: from them or to them, on which day."""

    from_them: bool
    words: str
    on: date


@dataclass(frozen=True, slots=True)
class LetterToThem:
    """A letter that was issued to them: its number, title and day."""

    number: int
    title: str
    on: date


@dataclass(frozen=True, slots=True)
class PointAnswered:
    """One thing they told us, and what was found on it in the council's words for them; empty until it is answered."""

    number: int
    words: str
    found: str


@dataclass(frozen=True, slots=True)
class MyPage:
    """Everything on it. `step` is where it stands, 1 to 4; `due` the day of our answer, where one is owed."""

    reference: str
    is_child: bool
    told_on: date
    words: str
    step: int
    due: date | None
    is_late: bool
    reader: str
    points: tuple[PointAnswered, ...]
    letters: tuple[LetterToThem, ...]
    passed: tuple[Passed, ...]
    may_go_on: bool
    to_agree: bool
    trusted: str
    was_asked_how: bool
    is_over: bool


def my_page(case: int, person: int, *, on: date) -> MyPage | None:
    """The page of somebody of a case; None where they have no part in it any more. The same few statements always."""
    row = Representation.objects.select_related("complainant_kind").filter(pk=case).first()
    family = list(Party.objects.filter(representation=case, part__in=FAMILY).order_by("pk"))
    mine = next((one for one in family if one.person_id == person), None)
    if row is None or mine is None:
        return None
    # What was said first is theirs who said it: who joined later reads their own messages and letters.
    said_it = mine == next((one for one in family if one.part == Party.Part.COMPLAINANT), None)
    stages = list(Stage.objects.filter(representation=row))
    telling = Telling.objects.filter(representation=row).first()
    letters = _letters(row, person)
    due = _due(row, stages)
    return MyPage(
        reference=row.reference,
        is_child=_is_child(row, mine, telling),
        told_on=row.received_on,
        words=row.words if said_it else "",
        step=_step(row, stages),
        due=due,
        is_late=due is not None and due < on,
        reader=_reader(row),
        points=_points(row, stages, letters) if said_it else (),
        letters=letters,
        passed=_passed(row, person),
        may_go_on=State(row.state) in ASKS_ON,
        to_agree=said_it and _to_agree(stages),
        trusted=telling.trusted if telling and telling.trusted_until is None else "",
        was_asked_how=HowItWas.objects.filter(representation=row, person=person).exists(),
        is_over=bool(letters) and due is None,
    )


def letter_to(case: int, person: int, number: int) -> tuple[str, list[Block], date] | None:
    """The title, words and day of one letter that was issued to them; None for every other."""
    row = Letter.objects.filter(representation=case, to=person, pk=number, is_from_elsewhere=False).first()
    if row is None:
        return None
    title, blocks = read_back(row.body)
    return title or row.title, blocks, row.issued_on


def statement_to_agree(case: int) -> list[tuple[int, str, str]]:
    """The statement that was sent to be agreed: each point's number, their words and ours."""
    rows = Element.objects.filter(representation=case).order_by("number")
    ours = {
        one.element_id: one.words for one in Wording.objects.filter(element__in=rows).order_by("since", "pk")
    }
    return [(one.number, one.words, ours.get(one.pk, one.words)) for one in rows]


def _is_child(row: Representation, mine: Party, telling: Telling | None) -> bool:
    if telling is not None:
        return telling.door == Telling.Door.CHILD
    return mine.part == Party.Part.CHILD or mine.relation == "child"


def _letters(row: Representation, person: int) -> tuple[LetterToThem, ...]:
    found = Letter.objects.filter(representation=row, to=person, is_from_elsewhere=False)
    listed = found.order_by("-issued_on", "-pk").values_list("pk", "title", "issued_on")
    return tuple(LetterToThem(*one) for one in listed)


def _passed(row: Representation, person: int) -> tuple[Passed, ...]:
    found = Message.objects.filter(representation=row, person=person).order_by("-said_on", "-pk")
    return tuple(Passed(one.direction == Message.Direction.IN, one.words, one.said_on) for one in found)


def _points(
    row: Representation, stages: list[Stage], letters: tuple[LetterToThem, ...]
) -> tuple[PointAnswered, ...]:
    """What was found is told once it was answered in a letter to them, never before."""
    answered = any(one.answered_on for one in stages) and bool(letters)
    found = []
    for one in (
        Element.objects.filter(representation=row).order_by("number").prefetch_related("findings__finding")
    ):
        rows = sorted(one.findings.all(), key=lambda each: (each.found_on or date.min, each.pk))
        last = rows[-1].finding if rows and answered else None
        found.append(PointAnswered(one.number, one.words, (last.child_label or last.label) if last else ""))
    return tuple(found)


def _open(stages: list[Stage]) -> list[Stage]:
    return [one for one in stages if not (one.answered_on or one.withdrawn_on or one.ended_on)]


def _due(row: Representation, stages: list[Stage]) -> date | None:
    running = [one.due_on_hint for one in _open(stages) if one.due_on_hint]
    return min(running) if running else waiting_due_day(row)


def _step(row: Representation, stages: list[Stage]) -> int:
    running = _open(stages)
    if any(one.stage in LOOKS_AGAIN for one in running):
        return AGAIN
    if running:
        return LOOKING
    return ANSWERED if any(one.answered_on for one in stages) else HAVE_IT


def _to_agree(stages: list[Stage]) -> bool:
    second = next((one for one in stages if one.stage == "stage_2"), None)
    sent = second is not None and second.statement_sent_on is not None
    return sent and second is not None and second.statement_agreed_on is None and not second.ended_on


def _reader(row: Representation) -> str:
    """The first name of whoever has the case."""
    found = Assignment.objects.filter(representation=row, part="owner", ends_on=None).select_related(
        "member__account"
    )
    mine = found.first()
    return mine.member.account.first_name.split(" ")[0] if mine else ""
