"""Training, dip samples and changed papers as lists, each traced only to what somebody may read; and figures a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count

from heard.casework.access_seeing import readable
from heard.casework.learning_read import learning_of
from heard.casework.permissions import Act, demand
from heard.figures.periods import year_key, year_label
from heard.law.working_days import in_words
from heard.outcomes.models import DipSample, PaperChanged, TrainingNeed, TrainingSession
from heard.people.models import Member
from heard.representations.models import Representation

MOST = 300


@dataclass(frozen=True, slots=True)
class Traced:
    """Something with what it is traced to, of that which somebody may read: learning points and case references."""

    row: Any
    learning: int | None
    cases: tuple[str, ...]
    promise: str = ""


@dataclass(frozen=True, slots=True)
class TrainingYear:
    """One financial year of training in handling complaints: sessions, people who came, scores and their mean."""

    year: str
    sessions: int
    attended: int
    scores: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class TrainingSeen:
    """Needs that were raised, sessions that were held, and the years."""

    needs: tuple[Traced, ...]
    sessions: tuple[TrainingSession, ...]
    years: tuple[TrainingYear, ...]


def training_seen(member: Member) -> TrainingSeen:
    """Training that complaints show is needed and that was held, the latest first. Raises NotAllowed."""
    demand(member, Act.SEE_LEARNING)
    needs = list(
        TrainingNeed.objects.select_related("service", "representation").prefetch_related("sessions")[:MOST]
    )
    sessions = list(
        TrainingSession.objects.select_related("need")
        .annotate(scores=Count("feedback__score"), mean=Avg("feedback__score"))
        .prefetch_related("feedback")[:MOST]
    )
    return TrainingSeen(tuple(_traced(member, needs)), tuple(sessions), tuple(_years(sessions)))


def papers_seen(member: Member) -> list[Traced]:
    """Policies, forms and templates that were changed, the latest first. Raises NotAllowed."""
    demand(member, Act.SEE_LEARNING)
    return _traced(member, list(PaperChanged.objects.select_related("representation")[:MOST]))


def samples_seen(member: Member) -> list[Traced]:
    """Dip samples, the latest first. Raises NotAllowed."""
    demand(member, Act.SEE_LEARNING)
    rows = DipSample.objects.select_related(
        "service", "action__representation", "follows", "followed_by"
    ).prefetch_related("cases__representation")
    return _traced(member, list(rows[:MOST]))


def samples_to_look_at_again(member: Member, *, today: date) -> list[DipSample]:
    """The samples whose day to look again has come and which nobody looked at again. Raises NotAllowed."""
    demand(member, Act.SEE_LEARNING)
    return list(DipSample.objects.filter(again_on__lte=today, followed_by=None).order_by("again_on", "pk"))


def needs_to_name() -> list[tuple[int, str]]:
    """The training needs that a session may answer, the latest first."""
    rows = TrainingNeed.objects.values_list("pk", "words")[:MOST]
    return [(number, f"{number}: {words[:80]}") for number, words in rows]


def samples_to_name() -> list[tuple[int, str]]:
    """The samples that nobody looked at again yet, the latest first."""
    rows = DipSample.objects.filter(followed_by=None).values_list("pk", "asked", "looked_on")[:MOST]
    return [(number, f"{number}: {asked[:80]} ({in_words(day)})") for number, asked, day in rows]


def _traced(member: Member, rows: Sequence[TrainingNeed | PaperChanged | DipSample]) -> list[Traced]:
    mine = set(
        learning_of(member)
        .filter(pk__in={one.learning_id for one in rows if one.learning_id})
        .values_list("pk", flat=True)
    )
    named = {one.pk for row in rows for one in _cases(row)}
    read = set(readable(member).filter(pk__in=named).values_list("pk", flat=True)) if named else set()
    return [
        Traced(
            one,
            one.learning_id if one.learning_id in mine else None,
            tuple(case.reference for case in _cases(one, with_promise=False) if case.pk in read),
            _promise(one, read),
        )
        for one in rows
    ]


def _cases(
    row: TrainingNeed | PaperChanged | DipSample, *, with_promise: bool = True
) -> list[Representation]:
    if isinstance(row, DipSample):
        promised = [row.action.representation] if row.action is not None and with_promise else []
        return [one.representation for one in row.cases.all()] + promised
    return [row.representation] if row.representation is not None else []


def _promise(row: object, read: set[int]) -> str:
    if isinstance(row, DipSample) and row.action is not None and row.action.representation_id in read:
        return row.action.words
    return ""


def _years(sessions: Sequence[TrainingSession]) -> list[TrainingYear]:
    there: dict[int, list[TrainingSession]] = {}
    for one in sessions:
        if one.on_complaints:
            there.setdefault(year_key(one.held_on), []).append(one)
    return [_year(key, there[key]) for key in sorted(there, reverse=True)]


def _year(key: int, sessions: Sequence[TrainingSession]) -> TrainingYear:
    given = [one.score for row in sessions for one in row.feedback.all() if one.score is not None]
    mean = sum(given) / len(given) if given else None
    return TrainingYear(
        year_label(key), len(sessions), sum(one.attended for one in sessions), len(given), mean
    )
