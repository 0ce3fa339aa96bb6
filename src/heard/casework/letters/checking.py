"""Checking a draft: every merged fact confirmed one by one, and whatever can be found by looking, listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.letters.allowing import not_allowed
from heard.casework.letters.drafting import Fact, Written, draft_of, written
from heard.casework.letters.facts_of_days import DAYS
from heard.casework.letters.fields import looked_up
from heard.casework.letters.leaks import Leak
from heard.casework.letters.merging import FIELD, CannotTell, lines_that_apply, wording
from heard.casework.letters.protecting import leaks_in
from heard.casework.letters.reading import grade, reading_of, words
from heard.casework.letters.stepping import TO_WRITE, Standing, Step, stepping
from heard.representations.models import LetterDraft

# What a letter cannot leave out if its template has it: every day, and where to go next.
RIGHTS = frozenset(DAYS) | {"ombudsman", "ombudsman_address", "ombudsman_telephone", "advocacy_right"}
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
TYPED_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})(?: \d{{4}})?\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b"
)
UNFILLED = re.compile(r"\{[^}]*\}?")
NO_VALUE = ("None", "nan", "NaN", "null")
NAMES_NOT_OURS = ("ombudsman", "ombudsman_address", "ombudsman_telephone", "ombudsman_website")


class NotReady(CannotTell):
    """A draft cannot be checked, signed off or issued as it stands; the message lists why."""


class NotConfirmed(NotReady):
    """A fact of the letter was not confirmed, or says something else by now."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something found in a draft: of what kind, in words, and whether it stops the letter."""

    what: str
    words: str
    stops: bool


def issues_of(draft: int, *, on: date) -> list[Issue]:
    """Whatever is found in a draft as it would be issued on a day; what stops it first. Raises NoSuchDraft."""
    row = draft_of(draft)
    return found_in(row, written(row, on=on))


def reading_grade(draft: int, *, on: date) -> float:
    """The school grade the draft asks of its reader, in the words that are ours. Raises NoSuchDraft."""
    return grade(our_words(written(draft_of(draft), on=on)))


def check_draft(
    *, draft: int, version: int, confirmed: Mapping[str, str], by: str, at: datetime, although: str = ""
) -> LetterDraft:
    """Check a draft: `confirmed` gives for each merged fact, by its name, what it was seen to say.

    What does not stop the letter (a hard sentence, a word we never say) is kept on record with `although`, the reason
    to leave it. Raises NotReady, NotConfirmed or ChangedMeanwhile.
    """
    with stepping("check_letter", draft, by=by, at=at, version=version, where=TO_WRITE) as step:
        made = written(step.draft, on=step.day)
        found = found_in(step.draft, made)
        must_have_nothing_that_stops(found)
        must_be_confirmed(facts_to_confirm(step.draft, made), confirmed)
        if found and not although.strip():
            listed = " ".join(issue.words for issue in found)
            raise NotReady(f"{listed} Change that, or say why it stays.")
        step.note(
            Step.CHECKED,
            made.digest,
            facts=dict(confirmed),
            grade=round(grade(our_words(made)), 1),
            found=[issue.words for issue in found],
            although=although.strip(),
        )
        step.stand(Standing.CHECKED)
        return step.draft


def facts_to_confirm(draft: LetterDraft, made: Written) -> list[Fact]:
    """The facts merged, and each day that somebody typed, for which nobody else answers."""
    version = made.version
    typed = dict.fromkeys(TYPED_DAY.findall(version.words if version else ""))
    return [*made.facts, *(Fact(f"typed: {day}", day, f"typed by {draft.written_by}") for day in typed)]


def must_have_nothing_that_stops(found: list[Issue]) -> None:
    """Refuse while anything found stops the letter. Raises NotReady, listing it."""
    stops = [issue.words for issue in found if issue.stops]
    if stops:
        raise NotReady(f"The letter is not ready. {' '.join(stops)}")


def must_be_confirmed(facts: list[Fact], confirmed: Mapping[str, str]) -> None:
    """Refuse unless every fact was seen to say what it says. Raises NotConfirmed."""
    left = [fact for fact in facts if fact.name not in confirmed]
    if left:
        raise NotConfirmed(f"Confirm each fact of the letter. Left: {', '.join(fact.name for fact in left)}.")
    other = next((fact for fact in facts if confirmed[fact.name] != fact.value), None)
    if other is not None:
        raise NotConfirmed(
            f"“{other.name.replace('_', ' ')}” now says “{other.value}” ({other.source}), and not "
            f"“{confirmed[other.name]}”. Look at it again, then confirm it."
        )


def found_in(draft: LetterDraft, made: Written, leaks: list[Leak] | None = None) -> list[Issue]:
    """Whatever is found in a draft, what stops it first. `leaks` saves scanning what was scanned just now."""
    if leaks is None:
        leaks = leaks_in(draft.representation, draft.to, made.html)
    found = [*_missing(draft, made), *_leaking(draft, made, leaks), *_hard_to_read(made)]
    return sorted(found, key=lambda issue: not issue.stops)


def _missing(draft: LetterDraft, made: Written) -> Iterator[Issue]:
    for name in made.gaps:
        yield Issue(
            "gap", f"“{name.replace('_', ' ')}” is still to be written, or to be put on record.", True
        )
    for name in _rights_left_out(draft, made):
        yield Issue(
            "left out", f"The letter must give “{name.replace('_', ' ')}”. Put {{{name}}} back.", True
        )
    for said in dict.fromkeys(UNFILLED.findall("\n".join(_ours(made)))):
        yield Issue("unfilled", f"“{said}” is no word of a letter. Take it out or fill it.", True)
    for fact in made.facts:
        if fact.value in NO_VALUE:
            yield Issue("unfilled", f"“{fact.name.replace('_', ' ')}” says “{fact.value}”.", True)
    if not made.about.way:
        yield Issue("no way", "No safe way to reach them is on record. Choose one.", False)


def _rights_left_out(draft: LetterDraft, made: Written) -> list[str]:
    version = made.version
    if version is None or not version.words:
        return []
    words = wording(draft.kind, draft.audience, made.about.own)
    must = FIELD.findall("\n".join(lines_that_apply(words, looked_up(made.about))))
    return [
        name for name in dict.fromkeys(must) if name in RIGHTS and name not in FIELD.findall(version.words)
    ]


def _leaking(draft: LetterDraft, made: Written, found: list[Leak]) -> Iterator[Issue]:
    left = not_allowed(draft, made.digest, found)
    for leak in found:
        yield Issue("tells too much", f"It tells {leak.said}.", leak in left)


def _hard_to_read(made: Written) -> Iterator[Issue]:
    read = reading_of(our_words(made), made.about.audience)
    if read.grade > read.hardest:
        yield Issue(
            "grade", f"It reads at grade {read.grade:.1f}; {read.hardest} is the most for them.", False
        )
    for said in read.too_long:
        yield Issue(
            "long sentence",
            f"A sentence has {len(words(said))} words; {read.longest} is the most: “{said}”",
            False,
        )
    for word in read.never_said:
        yield Issue("word we never say", f"It says “{word}”.", False)


def _ours(made: Written) -> list[str]:
    """What stands in our own words: what people said, and lists looked up, are theirs."""
    return [block.text for block in made.blocks if block.tag in ("paragraph", "bullet")]


def our_words(made: Written) -> str:
    """What stands in our own words, and is held to a grade: the Ombudsman's name and address are not ours."""
    text = "\n".join(_ours(made))
    for fact in made.facts:
        if fact.name in NAMES_NOT_OURS:
            text = text.replace(fact.value, "Jo")
    return text
