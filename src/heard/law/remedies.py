"""Putting things right: the order in which to think, the kinds there are, and dated amounts to compare with.

The amounts are what the Ombudsman has asked for, not a tariff: they say what others paid, and a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.law.kinds import Meaning, by_code, look_up
from heard.law.rulebook import NotInForce, SourceRead
from heard.law.working_days import in_words

POWER = "Local Government Act 2000, section 92"
GUIDANCE = "Ombudsman's Guidance on Remedies"


@dataclass(frozen=True, slots=True)
class Remedy(Meaning):
    """A kind of remedy. `order` is its place in the order of thought; `money` whether it is paid in pounds."""

    order: int = 0
    money: bool = False
    basis: str = POWER


REMEDIES = (
    Remedy("apology", "Apology", "for what went wrong, by somebody who may say so", 1, basis=GUIDANCE),
    Remedy("explanation", "Explanation", "what happened and why", 1, basis=GUIDANCE),
    Remedy("corrective_action", "Putting it right", "doing what should have been done", 2),
    Remedy("reconsideration", "Deciding again", "the decision is looked at afresh", 2),
    Remedy("quantifiable_loss", "Making good a loss", "what the fault cost them, as can be counted", 3, True),
    Remedy("symbolic_payment", "Symbolic payment", "for distress, time, trouble or delay", 4, True),
    Remedy("service_improvement", "Improving the service", "so that others are spared it; always considered", 5),
)  # fmt: skip
REMEDY = by_code(REMEDIES)
ORDER_OF_THOUGHT = (
    "First an apology and an explanation. Then putting it right, or deciding again. Then a loss that can be counted. "
    "Then, where none of that is enough, a symbolic payment. Always: what would spare others the same?"
)


@dataclass(frozen=True, slots=True)
class Amount(Meaning):
    """What was asked for, in pounds, from a day on. `meaning` says for what; `source_read`, how well read."""

    since: date = date.max
    lowest: int = 0
    highest: int = 0
    source: str = ""
    source_read: SourceRead = "unverified"


# Decisions are dated by the Ombudsman's year in their number; editions of the guidance that were not read, by the same.
_NOT_READ = f"{GUIDANCE}; the edition was not read and its day is assumed"
AMOUNTS = (
    Amount("delay_monthly", "Delay in the procedure", "for each month of delay", date(2024, 4, 1), 50, 50,
           "West Sussex 24 018 419, Plymouth 24 021 502, Birmingham 25 024 735", "restated"),
    Amount("delay_flat", "Delay in the procedure", "for the case as a whole", date(2022, 4, 1), 100, 700,
           "Worcestershire 22 003 365 (£100), Wokingham (£500), Harrow (£700)", "restated"),
    Amount("distress", "Distress", "for the case as a whole", date(2024, 4, 1), 0, 500, _NOT_READ),
    Amount("missed_education", "Missed education", "for each term", date(2024, 4, 1), 900, 2400, _NOT_READ),
    Amount("time_and_trouble", "Time and trouble", "by older editions", date(2022, 4, 1), 100, 300, _NOT_READ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground(Meaning):
    """The principle on which money is paid. `compare` names the amounts of the Ombudsman to hold beside it."""

    compare: tuple[str, ...] = ()


GROUNDS = (
    Ground("loss", "A loss that can be counted", "to put them back where they would be but for the fault"),
    Ground("service_missed", "A service they should have had", "what it was worth to them, or what they paid for"),
    Ground("missed_education", "Missed education", "for what was not taught", ("missed_education",)),
    Ground("delay", "Delay", "for the time they waited too long", ("delay_monthly", "delay_flat")),
    Ground("distress", "Distress", "for what the fault did to them", ("distress",)),
    Ground("time_and_trouble", "Time and trouble", "for what it took them to complain", ("time_and_trouble",)),
    Ground("goodwill", "Goodwill", "no fault is found, and the council pays all the same"),
)  # fmt: skip
GROUND = by_code(GROUNDS)


def remedy(code: str) -> Remedy:
    """The kind of remedy of this code. Raises UnknownCode, listing those there are."""
    return look_up(code, REMEDY, "remedy")


def in_order(codes: tuple[str, ...]) -> tuple[Remedy, ...]:
    """These kinds in the order of thought."""
    return tuple(sorted((remedy(code) for code in codes), key=lambda one: one.order))


def amount_on(code: str, day: date) -> Amount:
    """The amount to compare with on `day`. Raises UnknownCode, or NotInForce for a day before the first on record."""
    look_up(code, by_code(AMOUNTS), "amount")
    known = sorted((one for one in AMOUNTS if one.code == code), key=lambda one: one.since, reverse=True)
    for one in known:
        if one.since <= day:
            return one
    raise NotInForce(
        f"No amount for “{known[-1].words}” is on record for {in_words(day)}. The earliest is from "
        f"{in_words(known[-1].since)}."
    )
