"""What may be added to a case, as it is said before it is kept, and the refusals. Plain values, no table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


class NotOnRecord(LookupError):
    """The case, stage, point or person named is not on record; the message says what is."""


class NotInTheList(ValueError):
    """A label that the council's list does not have; the message gives the list."""


class DoesNotFit(ValueError):
    """What was said cannot be true of this case as it stands, or may not be; the message says why."""


def fitting(words: str, most: int) -> str:
    """The words without room around them. Raises DoesNotFit where the record would keep only a part of them."""
    kept = words.strip()
    if len(kept) > most:
        raise DoesNotFit(
            f"“{kept[:40]}…” is {len(kept):,} characters long, and {most:,} can be kept. Nothing was changed. Make it "
            "shorter, or put the whole of it on file as a paper."
        )
    return kept


@dataclass(frozen=True, slots=True)
class NewElement:
    """One point of complaint in the complainant's words, the wording agreed and what would put it right."""

    words: str
    agreed_words: str = ""
    outcome_wanted: str = ""
    arose_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewFinding:
    """What one person found on one point. `step` is one of `Finding.Step`; `finding` a label of the outcomes."""

    point: int
    step: str
    finding: str
    reason: str = ""
    found_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewParty:
    """Somebody's part in a case. `person` is the number of somebody known, else a person of this name is added."""

    part: str
    name: str = ""
    relation: str = ""
    person: int | None = None


@dataclass(frozen=True, slots=True)
class NewExtension:
    """More time for one stage: until when, why, who was told and when."""

    stage: str
    extended_to: date
    reason: str
    decided_on: date
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewRemedy:
    """Something that puts a complaint right. `kind` is a label of the council's remedies."""

    kind: str
    words: str = ""
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewRecommendation:
    """What the council was asked to do and its answer: one of `Recommendation.Answer`, or none yet."""

    words: str
    stage: str = ""
    service: str = ""
    answer: str = ""
    answer_reason: str = ""
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewLearning:
    """What a service learned, and how and when that was shared."""

    words: str
    learned_on: date
    service: str = ""
    shared_by: str = ""
    shared_on: date | None = None
