"""What Stage 2s and Stage 3s cost: on one case, year by year, and the saving of those that were spared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from django.db.models import Exists, OuterRef, QuerySet, Sum

from heard.casework.access_seeing import readable
from heard.casework.costs import KINDS, SPARED, THAT_COST
from heard.casework.payments_set import ASSUMES, SHARE, money_settings
from heard.casework.permissions import Act, Level, demand
from heard.figures.periods import financial_year, year_key, year_label
from heard.outcomes.models import Cost, Payment
from heard.people.models import Member
from heard.representations.models import STAGES, Decision, Representation, Stage

PENNY = Decimal("0.01")
YEARS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class StageCost:
    """What one stage cost in a year: of how many cases, in all, for each on average, and the middle one, in pounds."""

    stage: str
    words: str
    cases: int
    total: Decimal
    mean: Decimal
    middle: Decimal


@dataclass(frozen=True, slots=True)
class KindCost:
    """What one kind of thing cost in a year, at Stage 2 and at Stage 3, in pounds."""

    words: str
    stage_2: Decimal
    stage_3: Decimal


@dataclass(frozen=True, slots=True)
class Saving:
    """What was saved by Stage 2s that were spared, and everything it rests on.

    `mean` is what a Stage 2 here cost on average, over `of` of them that have a cost on record; None where there is
    none, and then there is no `amount` either. `share` is how many in a hundred would have gone on.
    """

    spared: int
    of: int
    mean: Decimal | None
    share: int
    assumes: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class CostsSeen:
    """What complaints cost in one financial year."""

    year: int
    words: str
    stages: tuple[StageCost, ...]
    kinds: tuple[KindCost, ...]
    total: Decimal
    saving: Saving
    cases: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class CaseCosts:
    """What one case cost: each thing, the totals by stage, and what was paid to the family, in pounds."""

    rows: tuple[Cost, ...]
    stages: tuple[tuple[str, Decimal], ...]
    total: Decimal
    paid: Decimal


def costs_of_case(case: Representation) -> CaseCosts:
    """What a case cost, for whoever sees its money. What was taken back is shown and not counted."""
    rows = tuple(Cost.objects.filter(representation=case).select_related("stage", "person"))
    counted = [one for one in rows if one.taken_back_on is None]
    words = dict.fromkeys(one.stage.get_stage_display() for one in counted)
    by_stage = tuple(
        (name, _sum(one.amount for one in counted if one.stage.get_stage_display() == name)) for name in words
    )
    paid = Payment.objects.filter(representation=case).aggregate(paid=Sum("amount"))["paid"]
    return CaseCosts(rows, by_stage, _sum(one.amount for one in counted), paid or Decimal())


def costs_seen(member: Member, *, today: date, year: int | None = None) -> CostsSeen:
    """What complaints cost in a financial year, of the cases this person reads in full. Raises NotAllowed.

    A cost counts in the year in which its invoice is dated; a case that cost something in two years is in both.
    """
    demand(member, Act.SEE_COSTS)
    year = year_key(today) if year is None else year
    cases = readable(member, level=Level.S3)
    period = financial_year(year)
    rows = Cost.objects.filter(
        representation__in=cases, taken_back_on=None, incurred_on__range=(period.first, period.last)
    )
    told = list(rows.order_by().values_list("stage__stage", "kind", "representation__reference", "amount"))
    by_case: dict[str, Decimal] = {}
    for _, _, reference, amount in told:
        by_case[reference] = by_case.get(reference, Decimal()) + amount
    return CostsSeen(
        year=year,
        words=year_label(year),
        stages=tuple(_of_stage(code, told) for code in THAT_COST),
        kinds=tuple(one for one in (_of_kind(code, words, told) for code, words in KINDS)
                    if one.stage_2 or one.stage_3),
        total=_sum(amount for *_, amount in told),
        saving=_saving(cases, year, today),
        cases=tuple(sorted(by_case.items(), key=lambda one: (-one[1], one[0]))),
    )  # fmt: skip


def years_with_costs(member: Member, *, today: date) -> list[int]:
    """The financial years one may look at, the latest first."""
    demand(member, Act.SEE_COSTS)
    latest = year_key(today)
    return list(range(latest, latest - YEARS_SHOWN, -1))


Told = Sequence[tuple[str, str, str, Decimal]]


def _of_stage(stage: str, told: Told) -> StageCost:
    by_case: dict[str, Decimal] = {}
    for code, _, reference, amount in told:
        if code == stage:
            by_case[reference] = by_case.get(reference, Decimal()) + amount
    amounts, total = list(by_case.values()), _sum(by_case.values())
    mean = _penny(total / len(amounts)) if amounts else Decimal()
    middle = _penny(median(amounts)) if amounts else Decimal()
    return StageCost(stage, dict(STAGES)[stage], len(amounts), total, mean, middle)


def _of_kind(kind: str, words: str, told: Told) -> KindCost:
    at_2, at_3 = (
        _sum(amount for stage, one, _, amount in told if one == kind and stage == code) for code in THAT_COST
    )
    return KindCost(words, at_2, at_3)


def _saving(cases: QuerySet[Representation], year: int, today: date) -> Saving:
    """By what holds today: the assumption that is printed is the one that the sum was made with."""
    period, settings = financial_year(year), money_settings(today)
    began = Stage.objects.filter(
        representation=OuterRef("representation"), stage="stage_2", withdrawn_on=None
    )
    rows = Decision.objects.filter(
        ~Exists(began),
        representation__in=cases,
        about=SPARED,
        decided_on__range=(period.first, period.last),
    )
    spared = rows.order_by().values("representation").distinct().count()
    costs = Cost.objects.filter(representation__in=cases, taken_back_on=None, stage__stage="stage_2")
    totals = list(costs.order_by().values("stage").annotate(all=Sum("amount")).values_list("all", flat=True))
    share = int(settings[SHARE])
    mean = _penny(_sum(totals) / len(totals)) if totals else None
    amount = _penny(_sum(totals) / len(totals) * spared * share / 100) if totals else None
    return Saving(spared, len(totals), mean, share, settings[ASSUMES], amount)


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal())


def _penny(amount: Decimal) -> Decimal:
    return amount.quantize(PENNY, rounding=ROUND_HALF_UP)
