"""Composing a letter: whose words, what facts, and whether it may go to whom it is addressed. Nothing is kept here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from heard.casework.data_rights_disputed import marks_on
from heard.casework.letters.about import About, is_a_child, who_is_told
from heard.casework.letters.arriving import way_of
from heard.casework.letters.fields import check_given, looked_up
from heard.casework.letters.kept import as_html
from heard.casework.letters.kinds import LetterKind, kind_of
from heard.casework.letters.merging import Block, CannotTell, Wording, disputed_among, merge, needed, wording
from heard.casework.letters.protecting import must_not_betray, people_of
from heard.casework.letters.reasons import must_say
from heard.people.models import Contact, Person
from heard.representations.models import Representation, Stage


class NotOnThisCase(CannotTell):
    """The letter would go to somebody who has no part in the case."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a letter: its kind, and who reads it, in which words and by which way, where that is chosen."""

    kind: str
    to: Person | None = None
    audience: str | None = None
    stage: Stage | None = None
    way: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter as it would be kept."""

    about: About
    title: str
    body: str


def compose(
    case: Representation, asked: Asked, *, on: date, by: str, facts: Mapping[str, object]
) -> Composed:
    """The letter as it would be kept if it were issued on a day. Raises CannotTell, which names what is missing."""
    person = asked.to or who_is_told(case)
    must_be_on_the_case(case, person)
    words = wording(kind_of(asked.kind).code, audience_of(case, asked, person, on))
    about = About(
        case=case,
        kind=asked.kind,
        stage=asked.stage or stage_of(case, kind_of(asked.kind)),
        to=person,
        audience=words.audience,
        on=on,
        by=by,
        way=way_of(asked.way) or safe_way(person),
        given=check_given(facts),
    )
    title, blocks = _written(words, about)
    must_not_betray(case, person, as_html(title, blocks))
    return Composed(about, title, as_html(title, blocks))


def audience_of(case: Representation, asked: Asked, person: Person | None, on: date) -> str:
    """Whose words the letter uses: those chosen, else a child's for a child and an adult's for anybody else."""
    return asked.audience or ("child" if is_a_child(case, person, on) else "adult")


def stage_of(case: Representation, kind: LetterKind) -> Stage | None:
    """The stage a kind of letter speaks of, or the latest."""
    stages = Stage.objects.filter(representation=case)
    if kind.stage:
        return stages.filter(stage=kind.stage).first()
    return stages.order_by("-started_on", "-pk").first()


def safe_way(person: Person | None) -> str:
    """How a letter reaches somebody by a way that is safe, else by one not known to be unsafe, else nothing."""
    if person is None:
        return ""
    ways = [(row.is_safe, way_of(row.way)) for row in Contact.objects.filter(person=person).order_by("pk")]
    unsafe = {way for safe, way in ways if safe is False} - {way for safe, way in ways if safe is True}
    usable = [
        (safe is not True, way) for safe, way in ways if way and way not in unsafe and safe is not False
    ]
    return min(usable, key=lambda one: one[0])[1] if usable else ""


def must_be_on_the_case(case: Representation, person: Person | None) -> None:
    """Refuse to write about a case to somebody who has no part in it. Raises NotOnThisCase."""
    if person is not None and person.pk not in people_of(case):
        raise NotOnThisCase(
            f"{person.name} has no part in {case.reference}. Add them to the case first, then write to them."
        )


def _written(words: Wording, about: About) -> tuple[str, list[Block]]:
    """The title and blocks of a letter, with the opening and closing that every letter has."""
    look_up = looked_up(about)
    for name in must_say(about):
        needed(name, look_up, about.kind)
    title, blocks = merge(words, look_up)
    opening = merge(wording("_opening", words.audience), look_up)[1]
    closing = merge(wording("_closing", words.audience), look_up)[1]
    return title, [*opening, *blocks, *disputed_among(marks_on(about.case), blocks), *closing]
