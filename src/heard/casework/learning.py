"""What the council learns: why it happened, what is different from now on, who sees to it, and whether it changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.access_seeing import readable
from heard.casework.appointments import person_numbered
from heard.casework.choosing import name_of
from heard.casework.deciding import Decided, keep_decision
from heard.casework.learning_read import learning_numbered, learning_of
from heard.casework.new_details import DoesNotFit, NotInTheList, NotOnRecord
from heard.casework.on_record import listed, one_of, services
from heard.casework.performing import day_of, performing
from heard.casework.permissions import Act as Right
from heard.casework.permissions import demand
from heard.casework.writing import Line, writing
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.outcomes.models import (
    LearningAnswer,
    LearningCase,
    LearningPlace,
    LearningPlan,
    LearningPoint,
    LearningTheme,
)
from heard.people.models import Member, Service, Term
from heard.representations.models import Decision, Representation

THEMES = ("nature", "category")
LEARNING, NOTHING = "learning", "nothing"


@dataclass(frozen=True, slots=True)
class SeenTo:
    """Who sees to what was learnt, the day by which it is so, and the day from which it was, if it is."""

    owner: int
    due_on: date
    in_force_on: date | None = None


@dataclass(frozen=True, slots=True)
class Of:
    """Of which services and themes a learning point is, and from which further cases it comes, by their references."""

    services: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


def learn(
    *,
    reference: str,
    by: str,
    at: datetime,
    learned_on: date,
    words: str,
    service: str = "",
    cause: str = "",
    shared_by: str = "",
    shared_on: date | None = None,
    of: Of = Of(),  # noqa: B008  # frozen
    seen_to: SeenTo | None = None,
) -> LearningPoint:
    """Record what the council learns from a case, its cause, who sees to it, and with whom it was shared and when.

    Raises DoesNotFit without words or for a day of sharing that cannot be, NotInTheList for a service or theme.
    """
    with performing(Act.RECORD_LEARNING, reference=reference, by=by, at=at, day=learned_on) as doing:
        if shared_on is not None and not learned_on <= shared_on <= day_of(at):
            raise DoesNotFit(
                f"It was learnt on {in_words(learned_on)} and is shared between that day and today. Check both days."
            )
        row = _point(words, cause, learned_on, (service, *of.services))
        row.representation, row.shared_by, row.shared_on = doing.case, shared_by.strip(), shared_on
        doing.add(row)
        member = Member.objects.filter(account__username=by).first()
        _keep_of(doing.line, row, of, member, learned_on)
        if seen_to is not None:
            _keep_plan(doing.line, row, seen_to, day_of(at))
        return row


def learn_nothing(
    *, reference: str, by: str, at: datetime, decided_on: date, reason: str, decided_by: str
) -> Decision:
    """Record that nothing is learnt from a case, and why. Raises NotNow without a reason or a person."""
    with performing(Act.RECORD_LEARNING, reference=reference, by=by, at=at, day=decided_on) as doing:
        return keep_decision(doing, LEARNING, Decided(NOTHING, reason, decided_by))


def learn_beyond_cases(
    *,
    member: Member,
    at: datetime,
    learned_on: date,
    words: str,
    cause: str = "",
    of: Of = Of(),  # noqa: B008  # frozen
    seen_to: SeenTo | None = None,
) -> LearningPoint:
    """Record what is learnt from no single case, or from several at once.

    Raises NotAllowed, DoesNotFit, NotInTheList, or NotOnRecord for a case that one does not read.
    """
    demand(member, Right.KEEP_LEARNING)
    if learned_on > day_of(at):
        raise DoesNotFit(f"{in_words(learned_on)} has not come yet. Give the day on which it was learnt.")
    row = _point(words, cause, learned_on, of.services)
    with writing("learn_beyond_cases", by=member.account.username, at=at, done_on=learned_on) as line:
        line.add(row)
        _keep_of(line, row, of, member, learned_on)
        if seen_to is not None:
            _keep_plan(line, row, seen_to, day_of(at))
    return row


def keep_learning_in_order(*, member: Member, at: datetime, learning: int, of: Of) -> LearningPoint:
    """Add services, themes or further cases to a learning point that one reads. Raises NotAllowed, NotOnRecord."""
    demand(member, Right.KEEP_LEARNING)
    row = learning_numbered(member, learning)
    with writing("keep_learning_in_order", by=member.account.username, at=at, learning=row.pk) as line:
        _keep_of(line, row, of, member, day_of(at))
    return row


def plan_learning(*, member: Member, at: datetime, learning: int, seen_to: SeenTo) -> LearningPlan:
    """Say who sees to a learning point, by when, and from which day it was so. Raises NotAllowed, DoesNotFit."""
    demand(member, Right.KEEP_LEARNING)
    row = learning_numbered(member, learning)
    with writing("plan_learning", by=member.account.username, at=at, learning=row.pk) as line:
        return _keep_plan(line, row, seen_to, day_of(at))


def say_if_changed(
    *, member: Member, at: datetime, learning: int, answer: str, words: str, said_on: date
) -> LearningAnswer:
    """Answer whether what was learnt changed anything, and how that is known. Raises NotAllowed, DoesNotFit."""
    demand(member, Right.KEEP_LEARNING)
    row = learning_numbered(member, learning)
    one_of(LearningAnswer.Answer.values, answer, "answer to whether it changed")
    if not words.strip():
        raise DoesNotFit("Say how you know: what you counted, asked or looked at.")
    if not row.learned_on <= said_on <= day_of(at):
        raise DoesNotFit(
            f"It was learnt on {in_words(row.learned_on)}: it is answered between that day and today. Check the day."
        )
    said = LearningAnswer(
        learning=row, answer=answer, words=words.strip(), said_on=said_on, said_by=name_of(member)
    )
    with writing("say_if_changed", by=member.account.username, at=at, done_on=said_on, answer=answer) as line:
        line.add(said)
    return said


def _point(words: str, cause: str, learned_on: date, where: Sequence[str]) -> LearningPoint:
    if not words.strip():
        raise DoesNotFit("Nothing is written of what was learned. Write it, then record it.")
    why = f"Why: {cause.strip()}" if cause.strip() else ""
    known, first = services(), next(filter(None, where), "")
    return LearningPoint(
        service=listed(known, first, "services") if first else None,
        words="\n".join(filter(None, (words.strip(), why))),
        learned_on=learned_on,
    )


def _keep_of(line: Line, row: LearningPoint, of: Of, member: Member | None, day: date) -> None:
    """Keep the services, themes and further cases that it has not yet. Raises NotInTheList, NotOnRecord."""
    known = services()
    there = {row.service_id, *row.places.values_list("service_id", flat=True)}
    for label in dict.fromkeys(of.services):
        service: Service = listed(known, label, "services")
        if service.pk not in there:
            line.add(LearningPlace(learning=row, service=service, added_on=day))
    themed = set(row.themes.values_list("term_id", flat=True))
    for term in _terms(of.themes):
        if term.pk not in themed:
            line.add(LearningTheme(learning=row, term=term, added_on=day))
    linked = {row.representation_id, *row.further_cases.values_list("representation_id", flat=True)}
    for case in cases_read(member, of.cases):
        if case.pk not in linked:
            line.add(LearningCase(learning=row, representation=case, added_on=day))


def _terms(labels: Iterable[str]) -> list[Term]:
    wanted = list(dict.fromkeys(labels))
    found = {
        one.label: one for one in Term.objects.filter(list__in=THEMES, label__in=wanted).order_by("list")
    }
    if missing := [one for one in wanted if one not in found]:
        raise NotInTheList(
            f"“{missing[0]}” is not among what complaints or compliments are about. Pick one listed."
        )
    return [found[one] for one in wanted]


def cases_read(member: Member | None, references: Sequence[str]) -> list[Representation]:
    """The cases of these references. Raises NotOnRecord for one that is not there for this person, as for none."""
    wanted = list(dict.fromkeys(one.strip() for one in references if one.strip()))
    rows = {one.reference: one for one in readable(member).filter(reference__in=wanted)} if wanted else {}
    if missing := [one for one in wanted if one not in rows]:
        raise NotOnRecord(f"There is no case {missing[0]}. Check the reference.")
    return [rows[one] for one in wanted]


def _keep_plan(line: Line, row: LearningPoint, seen_to: SeenTo, today: date) -> LearningPlan:
    if seen_to.due_on < row.learned_on:
        raise DoesNotFit(
            f"It was learnt on {in_words(row.learned_on)} and cannot be due before. Check the day."
        )
    if seen_to.in_force_on is not None and not row.learned_on <= seen_to.in_force_on <= today:
        raise DoesNotFit("It is in force from a day between the day it was learnt and today. Check the day.")
    owner = person_numbered(seen_to.owner)
    there = LearningPlan.objects.filter(learning=row).first()
    if there is None:
        there = LearningPlan(
            learning=row, owner=owner, due_on=seen_to.due_on, in_force_on=seen_to.in_force_on
        )
        line.add(there)
    else:
        line.change(there, owner=owner, due_on=seen_to.due_on, in_force_on=seen_to.in_force_on)
    return there


__all__ = [
    "Of",
    "SeenTo",
    "cases_read",
    "keep_learning_in_order",
    "learn",
    "learn_beyond_cases",
    "learn_nothing",
    "learning_of",
    "plan_learning",
    "say_if_changed",
]
