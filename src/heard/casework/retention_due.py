"""Which cases are over by the schedule, by which line and why. Worked out each time, never stored as truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Q

from heard.casework.acts import OPEN_STATES
from heard.casework.looking import newest_digest
from heard.casework.retention_schedule import schedule_on
from heard.law.retention import Facts, Judgement, Line, judge
from heard.law.working_days import in_words
from heard.outcomes.models import Action, RetentionFacts, RetentionReview
from heard.representations.models import Decision, OmbudsmanCase, Party, Representation, Stage

# Whoever owns a line looks at what is over within so many days; then it counts as overdue.
REVIEW_WITHIN = timedelta(days=90)
ANONYMOUS = "anonymous_report"


@dataclass(frozen=True, slots=True)
class CaseOver:
    """A case and how its time stands. `from_on` is the day from which it is to be reviewed: later if kept longer."""

    case: int
    reference: str
    kind: str
    judgement: Judgement
    kept_until: date | None = None
    # Not over only because something nobody said is missing.
    needs_facts: bool = False

    @property
    def from_on(self) -> date | None:
        """The day from which somebody is to look at it."""
        days = [one for one in (self.judgement.over_on, self.kept_until) if one]
        return max(days) if self.judgement.over_on else None

    def is_due(self, on: date) -> bool:
        """Whether somebody is to look at it on a day."""
        return self.from_on is not None and self.from_on <= on

    def is_overdue(self, on: date) -> bool:
        """Whether somebody should have looked at it by now."""
        return self.from_on is not None and self.from_on + REVIEW_WITHIN < on


@dataclass
class _Known:
    """What the tables say of every ended case, gathered in a few statements."""

    ends: dict[int, list[date]] = field(default_factory=lambda: defaultdict(list))
    open_because: dict[int, str] = field(default_factory=dict)
    births: dict[int, list[date | None]] = field(default_factory=lambda: defaultdict(list))
    workers: set[int] = field(default_factory=set)
    said: dict[int, RetentionFacts] = field(default_factory=dict)
    kept: dict[int, date] = field(default_factory=dict)


_last: dict[tuple[str, date], tuple[CaseOver, ...]] = {}


def every_case(on: date) -> tuple[CaseOver, ...]:
    """Every ended case with how its time stands on a day: worked out once for as long as nothing is written."""
    key = (newest_digest(), on)
    if key not in _last:
        found = tuple(_judged(None, schedule_on(on), on))
        _last.clear()
        _last[key] = found
    return _last[key]


def one_case(case: Representation, *, on: date) -> CaseOver:
    """How the time of one case stands on a day; an open one says so."""
    return next(iter(_judged([case.pk], schedule_on(on), on)))


def under(schedule: Mapping[str, Line], *, on: date) -> int:
    """How many cases would be over on a day under another schedule."""
    return sum(one.judgement.is_over(on) for one in _judged(None, schedule, on))


def facts_of(case: Representation) -> Facts:
    """What is known of a case now."""
    return next(iter(facts for _, facts, _ in _facts([case.pk])))


def _judged(cases: Iterable[int] | None, schedule: Mapping[str, Line], on: date) -> Iterable[CaseOver]:
    shortest = {code: replace(line, until_age=None) for code, line in schedule.items()}
    for row, facts, kept in _facts(cases):
        judgement = judge(facts, schedule)
        missing = bool(judgement.unknown) and _hoped(facts, shortest, on)
        yield CaseOver(row[0], row[1], row[2], judgement, kept, missing)


def _hoped(facts: Facts, shortest: Mapping[str, Line], on: date) -> bool:
    """Whether it would be over if every question that nobody answered were answered with no."""
    no = {"was_looked_after": False, "was_adopted": False, "was_protected": False, "not_taken_up": True}
    hoped = {name: value for name, value in no.items() if getattr(facts, name) is None}
    if not facts.allegation:
        hoped["allegation"] = "none"  # type: ignore[assignment]
    return judge(replace(facts, **hoped), shortest).is_over(on)  # type: ignore[arg-type]


def _facts(cases: Iterable[int] | None) -> Iterable[tuple[tuple[Any, ...], Facts, date | None]]:
    chosen = Representation.objects.order_by("pk")
    chosen = chosen.filter(pk__in=cases) if cases is not None else chosen.exclude(state__in=OPEN_STATES)
    known = _gather(cases)
    for row in chosen.values_list("pk", "reference", "kind", "received_on", "state").iterator(
        chunk_size=5000
    ):
        pk, _, kind, received, state = row
        why = "It is open." if state in OPEN_STATES else known.open_because.get(pk, "")
        facts = Facts(
            kind=kind,
            is_open=bool(why),
            closed_on=max([received, *known.ends[pk]]),
            still_open=why,
            has_worker=pk in known.workers,
            not_taken_up=None if kind == ANONYMOUS else False,
            child_born_on=_youngest(known.births[pk]),
        )
        yield row, _as_said(facts, known.said.get(pk)), known.kept.get(pk)


def _youngest(births: list[date | None]) -> date | None:
    """The last birth, if every child's is known."""
    return max((one for one in births if one), default=None) if None not in births else None


def _as_said(facts: Facts, said: RetentionFacts | None) -> Facts:
    if said is None:
        return facts
    return replace(
        facts,
        was_looked_after=said.was_looked_after,
        was_adopted=said.was_adopted,
        was_protected=said.was_protected,
        allegation=said.allegation,
        not_taken_up=said.is_anonymous_not_taken_up if facts.not_taken_up is None else False,
        child_born_on=said.child_born_on or facts.child_born_on,
        child_died_on=said.child_died_on,
        adopted_on=said.adopted_on,
        last_contact_on=said.last_contact_on,
        worker_born_on=said.worker_born_on,
    )


def _gather(cases: Iterable[int] | None) -> _Known:
    known = _Known()
    only = Q() if cases is None else Q(representation__in=list(cases))
    for case, *days in Stage.objects.filter(only).values_list(
        "representation_id", "answered_on", "withdrawn_on", "ended_on"
    ):
        there = [day for day in days if day]
        known.ends[case] += there
        if not there:
            known.open_because[case] = "A stage of it has not ended."
    decided = Decision.objects.filter(only).order_by().values_list("representation_id")
    for case, day in decided.annotate(Max("decided_on")):
        known.ends[case].append(day)
    _gather_ombudsman(known, cases)
    _gather_beside(known, only)
    for case, born in (
        Party.objects.filter(only)
        .filter(Q(part="child") | Q(part="complainant", relation__in=("child", "Child")))
        .values_list("representation_id", "person__born_on")
    ):
        known.births[case].append(born)
    known.workers = set(Party.objects.filter(only, part="worker").values_list("representation_id", flat=True))
    known.said = {row.representation_id: row for row in RetentionFacts.objects.filter(only)}
    reviews = RetentionReview.objects.filter(only).order_by("pk")
    known.kept = {
        case: until
        for case, until in reviews.values_list("representation_id", "keep_until")
        if until is not None
    }
    return known


def _gather_ombudsman(known: _Known, cases: Iterable[int] | None) -> None:
    about = Q(about__isnull=False) if cases is None else Q(about__in=list(cases))
    rows = OmbudsmanCase.objects.filter(about).values_list(
        "about_id", "reference", "decided_on", "sent_back_on"
    )
    for case, reference, decided, sent_back in rows:
        if over := decided or sent_back:
            known.ends[case].append(over)
        else:
            known.open_because[case] = f"The Ombudsman’s case {reference} is not decided."


def _gather_beside(known: _Known, only: Q) -> None:
    for case, due in Action.objects.filter(only, done_on=None).values_list("representation_id", "due_on"):
        known.open_because.setdefault(case, f"A promise of it is not kept yet, due on {in_words(due)}.")
    later = Representation.objects.filter(earlier__isnull=False, state__in=OPEN_STATES)
    for case, reference in later.values_list("earlier_id", "reference"):
        known.open_because.setdefault(case, f"{reference}, which goes on from it, is open.")
