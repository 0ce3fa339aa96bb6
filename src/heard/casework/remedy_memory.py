"""What was done before for the like: past remedies and payments here, beside what the Ombudsman asked for elsewhere.

It says what was, and suggests nothing: each case is weighed by a person, on its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from django.db.models import Count, Exists, OuterRef, QuerySet

from heard.casework.access_seeing import readable
from heard.casework.permissions import Level
from heard.law.remedies import AMOUNTS, Amount
from heard.outcomes.models import Payment, Remedy
from heard.people.models import Member
from heard.representations.models import Representation, RepresentationNature, Stage

# Under this many, amounts would tell of single families: only their number is said.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class PaidBefore:
    """Payments of one kind: how many, and where there are enough the lowest, the middle and the highest, in pounds."""

    kind: str
    number: int
    lowest: Decimal | None = None
    middle: Decimal | None = None
    highest: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """Past cases like this one, of those somebody may read: how many, what was done and what was paid.

    `about` are the categories they share, `finding` the outcome they share where this case has one. `remedies` are
    (kind, number of cases); `unpaid` says that whoever looks does not see the money of cases.
    """

    about: tuple[str, ...]
    finding: str
    cases: int
    remedies: tuple[tuple[str, int], ...]
    paid: tuple[PaidBefore, ...]
    sees_money: bool
    amounts: tuple[Amount, ...]


def memory_of(member: Member, case: Representation, *, on: date) -> Memory:
    """What was done before for the like of a case. Always the same few statements, however many cases there are."""
    natures = dict(
        RepresentationNature.objects.filter(representation=case, term__list="nature").values_list(
            "term_id", "term__label"
        )
    )
    finding = _finding(case)
    like = _like(readable(member, on), case, natures, finding[0])
    in_full = readable(member, on, level=Level.S3)
    done = Remedy.objects.filter(representation__in=like).order_by().values_list("kind__label")
    counted = done.annotate(cases=Count("representation", distinct=True)).order_by("-cases", "kind__label")
    paid = Payment.objects.filter(representation__in=_like(in_full, case, natures, finding[0]))
    return Memory(
        about=tuple(natures.values()),
        finding=finding[1],
        cases=like.count(),
        remedies=tuple(counted),
        paid=tuple(_paid(paid.order_by().values_list("kind__label", "amount"))),
        sees_money=in_full.filter(pk=case.pk).exists(),
        amounts=amounts_known(on),
    )


def amounts_known(on: date) -> tuple[Amount, ...]:
    """The Ombudsman's amounts on record by a day: of each the newest, with its source and how well that was read."""
    newest: dict[str, Amount] = {}
    for one in sorted(AMOUNTS, key=lambda one: one.since):
        if one.since <= on:
            newest[one.code] = one
    return tuple(newest.values())


def _finding(case: Representation) -> tuple[str, str]:
    """The outcome of the latest stage of a case that has one: its common meaning and its words."""
    rows = Stage.objects.filter(representation=case, outcome__isnull=False).order_by("-started_on", "-pk")
    return rows.values_list("outcome__means", "outcome__label").first() or ("", "")


def _like(
    cases: QuerySet[Representation], case: Representation, natures: Mapping[int, str], means: str
) -> QuerySet[Representation]:
    of_it = RepresentationNature.objects.filter(representation=OuterRef("pk"), term__in=list(natures))
    found = cases.exclude(pk=case.pk).filter(Exists(of_it))
    if means:
        found = found.filter(
            Exists(Stage.objects.filter(representation=OuterRef("pk"), outcome__means=means))
        )
    return found


def _paid(rows: Iterable[tuple[str | None, Decimal]]) -> Iterable[PaidBefore]:
    by_kind: dict[str, list[Decimal]] = {}
    for kind, amount in rows:
        by_kind.setdefault(kind or "Not recorded", []).append(amount)
    for kind, amounts in sorted(by_kind.items(), key=lambda one: (-len(one[1]), one[0])):
        if len(amounts) < FEWEST:
            yield PaidBefore(kind, len(amounts))
        else:
            yield PaidBefore(kind, len(amounts), min(amounts), median(amounts), max(amounts))
