"""What was learnt, as a list by service, theme, year and state, and each point with its whole story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from heard.casework.learning_read import learning_numbered, learning_of
from heard.casework.looking import PAGE
from heard.casework.permissions import Act, demand
from heard.figures.periods import UnknownPeriod, period, year_key, year_label
from heard.outcomes.models import (
    GoodPractice,
    Guidance,
    LearningAnswer,
    LearningPlace,
    LearningPlan,
    LearningPoint,
    PaperChanged,
    Sharing,
    TrainingNeed,
    YouSaid,
)
from heard.people.models import Member, Person
from heard.representations.models import Representation

VIEWS = {
    "all": "All",
    "to_share": "To share",
    "shared": "Shared",
    "to_ask": "To ask whether it changed",
    "asked": "Asked",
}
# Half a year after it was shared or in force, somebody asks whether it changed.
ASK_AFTER = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class LearningSeen:
    """One learning point in the list. `shared_on` is the last day it was shared; `standing` a name of VIEWS."""

    number: int
    words: str
    services: tuple[str, ...]
    themes: tuple[str, ...]
    learned_on: date
    plan: LearningPlan | None
    shared_on: date | None
    standing: str
    answer: str


@dataclass(frozen=True, slots=True)
class LearningList:
    """A page of learning points, the newest first, how many are in each view, and what they can be narrowed to."""

    rows: tuple[LearningSeen, ...]
    counts: Mapping[str, int]
    page: int
    total: int
    themes: tuple[str, ...]
    years: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LearningStory:
    """One learning point with everything that became of it. Its cases are all there for who sees it at all."""

    seen: LearningSeen
    cases: tuple[Representation, ...]
    sharings: tuple[Sharing, ...]
    guidance: tuple[tuple[Guidance, int, int], ...]
    practice: tuple[GoodPractice, ...]
    papers: tuple[PaperChanged, ...]
    training: tuple[TrainingNeed, ...]
    you_said: tuple[YouSaid, ...]
    answers: tuple[LearningAnswer, ...]
    row: LearningPoint


def learning_seen(
    member: Member,
    *,
    today: date,
    view: str = "all",
    service: str = "",
    theme: str = "",
    year: str = "",
    page: int = 1,
) -> LearningList:
    """What was learnt that this person may read, the newest first. Raises NotAllowed."""
    demand(member, Act.SEE_LEARNING)
    mine = learning_of(member)
    themes = mine.filter(themes__isnull=False).values_list("themes__term__label", flat=True)
    edges = mine.aggregate(first=Min("learned_on"), last=Max("learned_on"))
    every = _narrowed(mine, service, theme, year)
    views = _views(every, today)
    found = views.get(view, views["all"])
    counts = {name: one.count() for name, one in views.items()}
    total = counts.get(view, counts["all"])
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    rows = _with_parts(found).order_by("-learned_on", "-pk")[(page - 1) * PAGE : page * PAGE]
    return LearningList(
        tuple(_seen(one, today) for one in rows),
        counts,
        page,
        total,
        tuple(sorted(set(themes.order_by()))),
        _years(edges["first"], edges["last"]),
    )


def one_learning(member: Member, number: int, *, today: date) -> LearningStory:
    """One learning point with its whole story. Raises NotAllowed, NotOnRecord."""
    demand(member, Act.SEE_LEARNING)
    learning_numbered(member, number)
    row = _with_parts(LearningPoint.objects.filter(pk=number)).get()
    further = [one.representation for one in row.further_cases.select_related("representation")]
    notes = row.guidance.prefetch_related("readers")
    return LearningStory(
        seen=_seen(row, today),
        cases=tuple(one for one in (row.representation, *further) if one is not None),
        sharings=tuple(row.sharings.all()),
        guidance=tuple((one, *_signed(one)) for one in notes),
        practice=tuple(row.practice.filter(taken_back_on=None)),
        papers=tuple(row.papers.all()),
        training=tuple(row.training.all()),
        you_said=tuple(row.you_said.filter(taken_back_on=None)),
        answers=tuple(row.answers.all()),
        row=row,
    )


def owners() -> list[tuple[int, str]]:
    """Who may see to what was learnt: everybody of the office, by name."""
    return list(Person.objects.filter(member__is_outside=False).order_by("name").values_list("pk", "name"))


def points_to_name(member: Member) -> list[tuple[int, str]]:
    """The learning points that somebody may name as the reason of something, the newest first."""
    rows = learning_of(member).order_by("-learned_on", "-pk").values_list("pk", "words")[:200]
    return [(number, f"{number}: {words[:90]}") for number, words in rows]


def _signed(one: Guidance) -> tuple[int, int]:
    readers = one.readers.all()
    return sum(reader.signed_on is not None for reader in readers), len(readers)


def _narrowed(every: QuerySet[LearningPoint], service: str, theme: str, year: str) -> QuerySet[LearningPoint]:
    if service:
        of_place = LearningPlace.objects.filter(learning=OuterRef("pk"), service__label=service)
        every = every.filter(Q(service__label=service) | Exists(of_place))
    if theme:
        every = every.filter(pk__in=LearningPoint.objects.filter(themes__term__label=theme).values("pk"))
    if year:
        try:
            asked = period(year)
        except UnknownPeriod:
            return every
        if asked.first and asked.last:
            every = every.filter(learned_on__range=(asked.first, asked.last))
    return every


def _views(every: QuerySet[LearningPoint], today: date) -> dict[str, QuerySet[LearningPoint]]:
    shared = Q(Exists(Sharing.objects.filter(learning=OuterRef("pk")))) | Q(shared_on__isnull=False)
    asked = Q(Exists(LearningAnswer.objects.filter(learning=OuterRef("pk"))))
    long_ago = today - ASK_AFTER
    early = Sharing.objects.filter(learning=OuterRef("pk"), shared_on__lte=long_ago)
    ripe = Q(Exists(early)) | Q(shared_on__lte=long_ago) | Q(plan__in_force_on__lte=long_ago)
    return {
        "all": every,
        "to_share": every.exclude(shared),
        "shared": every.filter(shared),
        "to_ask": every.filter(ripe).exclude(asked),
        "asked": every.filter(asked),
    }


def _with_parts(rows: QuerySet[LearningPoint]) -> QuerySet[LearningPoint]:
    return rows.select_related("service", "representation", "plan__owner").prefetch_related(
        "places__service", "themes__term", "sharings__to", "answers"
    )


def _seen(row: LearningPoint, today: date) -> LearningSeen:
    first = [row.service.label] if row.service else []
    days = [one.shared_on for one in row.sharings.all()] + ([row.shared_on] if row.shared_on else [])
    plan, answers = getattr(row, "plan", None), list(row.answers.all())
    since = [*days, *([plan.in_force_on] if plan is not None and plan.in_force_on else [])]
    if answers:
        standing = "asked"
    elif since and min(since) <= today - ASK_AFTER:
        standing = "to_ask"
    else:
        standing = "shared" if days else "to_share"
    return LearningSeen(
        number=row.pk,
        words=row.words,
        services=(*first, *(one.service.label for one in row.places.all())),
        themes=tuple(one.term.label for one in row.themes.all()),
        learned_on=row.learned_on,
        plan=plan,
        shared_on=max(days, default=None),
        standing=standing,
        answer=answers[-1].get_answer_display() if answers else "",
    )


def _years(first: date | None, last: date | None) -> tuple[str, ...]:
    if first is None or last is None:
        return ()
    return tuple(year_label(key) for key in range(year_key(last), year_key(first) - 1, -1))
