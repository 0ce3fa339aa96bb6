"""Which cells a number may rest on, and whether one of them is that number, rounded as it was typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from heard.figures.claims_context import About
from heard.figures.claims_facts import Fact, Facts, Label
from heard.figures.claims_reading import Manner, Number
from heard.figures.rounding import half_up, percent_of

# Words that leave the rest no room: a complaint taken to the Ombudsman is counted with the Ombudsman's.
_STRONG_SUBJECTS = ("ombudsman", "payment", "feedback")
_COMPLAINTS = {"statutory", "complaint", "corporate"}
_SAME = {
    "complaint": {"statutory", "complaint"},
    "statutory": {"statutory", "complaint"},
    "corporate": {"corporate"},
    "representation": {"representation", "statutory", "complaint"},
    "feedback": {"feedback"},
}
ABOUT = Decimal("0.05")
ABOUT_POINTS = Decimal("2.5")
UNDER, OVER = Decimal("0.88"), Decimal("1.15")


def fitting(facts: Facts, about: About, *, any_period: bool = False) -> list[Fact]:
    """The cells that a number said to be of this may rest on."""
    key = (about, any_period)
    if key not in facts.asked:
        facts.asked[key] = _fitting(facts, about, any_period)
    return facts.asked[key]


def _fitting(facts: Facts, about: About, any_period: bool) -> list[Fact]:
    found = [
        fact
        for fact in facts.all
        if (any_period or fact.period in about.periods)
        and _stage_fits(fact, about)
        and _how_fits(fact, about)
        and _labels_fit(fact, about)
        and _subject_fits(fact, about)
    ]
    return [*_exact(found, about), *_together(facts, about, any_period)]


def _exact(found: Sequence[Fact], about: About) -> list[Fact]:
    """Where no stage is named and a row of the whole stands, the same row of Stage 1 alone is another figure."""
    if about.stage:
        return list(found)
    whole = {(one.subject, one.how, one.labels, one.period, one.unit) for one in found if not one.stage}
    return [
        one
        for one in found
        if not one.stage or (one.subject, one.how, one.labels, one.period, one.unit) not in whole
    ]


def _subject_fits(fact: Fact, about: About) -> bool:
    if fact.subject == "context" or fact.how.startswith(("ratio", "rate")):
        return True
    subjects = set(about.subject)
    strong = subjects & set(_STRONG_SUBJECTS)
    if strong and not (strong == {"payment"} and fact.subject == "ombudsman"):
        subjects = strong
    if fact.subject == "corporate" or (fact.subject != "corporate" and subjects == {"corporate"}):
        return fact.subject == "corporate" and "corporate" in subjects
    if not subjects:
        return fact.subject in {"representation", *_COMPLAINTS} or fact.how == fact.subject
    wanted = {one for subject in subjects for one in _SAME.get(subject, {subject})}
    if fact.subject == "representation" and subjects & _COMPLAINTS:
        return bool(fact.labels) or "informal" in subjects
    return fact.subject in wanted or fact.how == fact.subject


def _stage_fits(fact: Fact, about: About) -> bool:
    if about.stage:
        return fact.stage in about.stage or (
            not fact.stage and fact.how in ("resolved", "escalated") or fact.how.startswith("ratio")
        )
    return fact.stage in ("", "1") or fact.how.startswith("clock")


def _how_fits(fact: Fact, about: About) -> bool:
    how = about.how - ({"investigated"} if "ombudsman" not in about.subject else set())
    if fact.how.startswith(("ratio", "rate")):
        return True
    if how:
        moved = how <= {"escalated"} and not fact.how and fact.stage in ("2", "3")
        return fact.how in how or moved
    if not fact.how:
        # A row of a table of answers is still a row of what was answered.
        return not (about.weak and "answered" in about.weak and "received" not in about.weak) or bool(
            fact.labels
        )
    return fact.how in about.weak


def _labels_fit(fact: Fact, about: About) -> bool:
    mentioned = about.labels
    options = {option for one in mentioned for option in one}
    if not fact.labels <= options | about.quarters:
        return False
    if about.quarters and not fact.labels & about.quarters:
        return False
    return all(_answered(one, fact.labels, mentioned) for one in mentioned)


def _answered(
    mention: frozenset[Label], labels: frozenset[Label], others: Sequence[frozenset[Label]]
) -> bool:
    """Whether the labels have what was named, or another named beside it in the same column."""
    if mention & labels:
        return True
    dimensions = {dimension for dimension, _ in mention}
    beside = {option for one in others if one is not mention for option in one if option[0] in dimensions}
    return bool(beside & labels)


def _together(facts: Facts, about: About, any_period: bool) -> Iterator[Fact]:
    """The sum of the rows named together: upheld or partly upheld; of averages the mean over the parts."""
    named: dict[str, set[Label]] = defaultdict(set)
    for label in [*(option for one in about.labels for option in one), *about.quarters]:
        named[label[0]].add(label)
    for dimension, labels in named.items():
        if len(labels) > 1:
            alone = replace(about, labels=(frozenset(labels),), quarters=frozenset())
            parts: dict[object, list[Fact]] = defaultdict(list)
            for fact in facts.all:
                mine = {one for one in fact.labels if one[0] == dimension}
                in_time = any_period or fact.period in about.periods
                if mine & labels and in_time and _fits_but_for_labels(fact, alone):
                    same = (fact.subject, fact.stage, fact.how, fact.labels - mine, fact.unit, fact.period)
                    parts[same].append(fact)
            yield from (_added(group) for group in parts.values() if len(group) > 1)


def _fits_but_for_labels(fact: Fact, about: About) -> bool:
    return _stage_fits(fact, about) and _how_fits(fact, about) and _subject_fits(fact, about)


def _added(parts: Sequence[Fact]) -> Fact:
    parts = list({part.labels: part for part in parts}.values())
    first = parts[0]
    if first.unit == "days":
        weight = sum((part.base or Decimal(0) for part in parts), Decimal(0))
        total = sum(((part.value or 0) * (part.base or 0) for part in parts), Decimal(0))
        return replace(first, value=total / weight if weight else None, base=weight, labels=frozenset())
    value = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    percent = percent_of(value, first.base) if first.base and first.percent is not None else None
    return replace(first, value=value, percent=percent, labels=frozenset())


def values_of(fact: Fact, number: Number) -> list[Decimal]:
    """The numbers of a cell in the unit that was typed."""
    if number.unit in ("percent", "points"):
        return [Decimal(str(fact.percent))] if fact.percent is not None else []
    if number.role == "base":
        return [one for one in (fact.base, fact.value) if one is not None and fact.unit == "count"]
    if fact.how.startswith("ratio"):
        return []
    wanted = {"count": ("count", "days"), "days": ("days",), "pounds": ("pounds",)}[number.unit]
    return [fact.value] if fact.value is not None and fact.unit in wanted else []


def is_said(number: Number, value: Decimal) -> bool:
    """Whether the number typed is this value, rounded to the places typed, or near it where words say so."""
    said = abs(number.value) if number.value is not None else Decimal(0)
    value = abs(value)
    if half_up(value, number.places) == said:
        return True
    return _near(said, value, number.manner, number.unit in ("percent", "points"))


def _near(said: Decimal, value: Decimal, manner: Manner, is_share: bool) -> bool:
    if manner == "about":
        return abs(value - said) <= max(said * ABOUT, ABOUT_POINTS if is_share else Decimal("0.5"))
    if manner == "under":
        return said * UNDER <= value <= said
    if manner == "over":
        return said <= value <= said * OVER
    return False


def is_cut_off(number: Number, value: Decimal) -> bool:
    """Whether the number typed is this value with its last places dropped where they should have been rounded."""
    step = Decimal(1).scaleb(-number.places)
    value = abs(value)
    if number.value is None or half_up(value, number.places) == abs(number.value):
        return False
    return value.quantize(step, rounding=ROUND_DOWN) == abs(number.value)


def nearest_of(found: Iterable[Fact], number: Number) -> Fact | None:
    """The cell whose number stands nearest to the one typed."""
    said = number.value or Decimal(0)
    ranked = [
        (min(abs(value - said) for value in values), fact)
        for fact in found
        if (values := values_of(fact, number))
    ]
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None
