"""A draft as a page shows it: its words, facts, faults, history and what comes next, looked up once.

Whoever asks: a page asks `access.can` before it opens a draft.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.changed import names_behind
from heard.casework.letters.allowing import people_for, who_allowed
from heard.casework.letters.checking import Issue, facts_to_confirm, found_in, our_words
from heard.casework.letters.drafting import Fact, NoSuchDraft, Written, words_of, written_as
from heard.casework.letters.fields import GIVEN
from heard.casework.letters.kinds import kind_of
from heard.casework.letters.leaks import Leak
from heard.casework.letters.merging import AUDIENCES, NoSuchWording, Own, fields_of, wording
from heard.casework.letters.protecting import leaks_in
from heard.casework.letters.reading import Reading, reading_of
from heard.casework.letters.signing import why_four_eyes
from heard.casework.letters.stepping import Standing
from heard.representations.models import DraftStep, DraftVersion, LetterDraft, Representation


@dataclass(frozen=True, slots=True)
class StepSeen:
    """One step in the life of a draft: what, by whom, when, and the reason that was given."""

    what: str
    by: str
    at: datetime
    because: str


@dataclass(frozen=True, slots=True)
class VersionSeen:
    """One version of the words: its number, who wrote it and when; the template has number 0 and nobody."""

    number: int
    by: str
    at: datetime | None
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class FoundSeen:
    """Something the scan found: what and where, who allowed it so far, and how many people it takes."""

    said: str
    allowed_by: tuple[str, ...]
    takes: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact that only a person can give to a letter: its field, as what it is given, and what was given."""

    name: str
    kind: type
    value: object
    is_missing: bool


@dataclass(frozen=True)
class Opened:
    """A draft opened by somebody who may."""

    row: LetterDraft
    made: Written
    title: str
    words: str
    facts: tuple[Fact, ...]
    issues: tuple[Issue, ...]
    reading: Reading
    steps: tuple[StepSeen, ...]
    found: tuple[FoundSeen, ...]
    four_eyes: str

    @property
    def kind(self) -> str:
        """What the letter is called."""
        return kind_of(self.row.kind).words

    @property
    def stops(self) -> tuple[Issue, ...]:
        """What keeps the letter from being checked."""
        return tuple(issue for issue in self.issues if issue.stops)

    @property
    def is_open(self) -> bool:
        """Whether its words may be changed."""
        return self.row.standing not in (Standing.ISSUED, Standing.WITHDRAWN, Standing.FROM_BEFORE)


def draft_on(case: Representation, number: int) -> LetterDraft:
    """The draft of a number on a case. Raises NoSuchDraft, also where it belongs to another case."""
    rows = LetterDraft.objects.select_related("representation", "to", "stage", "letter")
    found = rows.filter(pk=number, representation=case).first()
    if found is None:
        raise NoSuchDraft(f"There is no draft {number} on this case. Choose one from its letters.")
    return found


def open_draft(row: LetterDraft, *, on: date) -> Opened:
    """Everything a page shows of a draft as it would be issued on a day."""
    versions = list(row.versions.order_by("number"))
    last = versions[-1] if versions else None
    made = written_as(row, last, on=on)
    title, words = words_of(row, last, on=on, about=made.about)
    leaks = leaks_in(row.representation, row.to, made.html)
    return Opened(
        row=row,
        made=made,
        title=title,
        words=words,
        facts=tuple(facts_to_confirm(row, made)),
        issues=tuple(found_in(row, made, leaks)),
        reading=reading_of(our_words(made), made.about.audience),
        steps=_steps(row),
        found=tuple(_found(row, made, leaks)),
        four_eyes=why_four_eyes(row),
    )


def try_words(row: LetterDraft, *, title: str, words: str, on: date) -> tuple[Written, Reading, list[Issue]]:
    """What a draft would say, and what would be found in it, with words nobody has kept. Raises UnknownField."""
    version = DraftVersion(draft=row, number=row.version + 1, title=title.strip(), words=words.strip())
    made = written_as(row, version, on=on)
    return made, reading_of(our_words(made), made.about.audience), found_in(row, made)


def in_words_for(row: LetterDraft, audience: str, *, on: date) -> Written | None:
    """The same letter in the template's words for another reader, to be read beside it; None where it has none."""
    other = copy.copy(row)
    other.audience = audience
    try:
        made = written_as(other, None, on=on)
        return made if made.about.audience == audience else None
    except NoSuchWording:
        return None


def readers_of(opened: Opened) -> list[str]:
    """Those for whom this letter has words: adult, child, easy."""
    return [one for one in AUDIENCES if _has(opened.row.kind, one, opened.made.about.own)]


def versions_of(row: LetterDraft, *, on: date) -> list[VersionSeen]:
    """Every version of the words, the template's first; one that says nothing went back to the template."""
    rows = list(row.versions.order_by("number"))
    names = names_behind({one.by for one in rows})
    title, words = words_of(row, None, on=on)
    found = [VersionSeen(0, "", None, title, words)]
    for one in rows:
        said = (one.title or title, one.words) if one.words else (title, words)
        found.append(VersionSeen(one.number, names.get(one.by, one.by), one.at, *said))
    return found


def facts_asked(opened: Opened) -> list[Asked]:
    """What only a person can give to this letter, whatever is missing first."""
    row, given = opened.row, opened.made.about.given
    named = fields_of(wording(row.kind, row.audience, opened.made.about.own)) | set(opened.made.gaps)
    asked = [name for name in GIVEN if name in named and name != "point"]
    found = [Asked(name, GIVEN[name][0], given.get(name), name in opened.made.gaps) for name in asked]
    return sorted(found, key=lambda one: not one.is_missing)


def _has(kind: str, audience: str, own: Own) -> bool:
    try:
        return wording(kind, audience, own).audience == audience
    except NoSuchWording:
        return False


def _steps(row: LetterDraft) -> tuple[StepSeen, ...]:
    rows: Sequence[DraftStep] = list(row.steps.order_by("-pk"))
    names = names_behind({one.by for one in rows})
    return tuple(
        StepSeen(one.get_step_display(), names.get(one.by, one.by), one.at, _because(one)) for one in rows
    )


def _because(step: DraftStep) -> str:
    said = json.loads(step.said) if step.said else {}
    return str(said.get("reason") or said.get("although") or "")


def _found(row: LetterDraft, made: Written, found: list[Leak]) -> list[FoundSeen]:
    allowed = {leak.key: who_allowed(row, made.digest, leak.key) for leak in found}
    names = names_behind({by for people in allowed.values() for by in people})
    return [
        FoundSeen(
            leak.said,
            tuple(names.get(by, by) for by in sorted(allowed[leak.key])),
            people_for(leak),
        )
        for leak in found
    ]
