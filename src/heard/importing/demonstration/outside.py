"""The Ombudsman's cases about the invented council, and the figures it sets its own beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from heard.casework.history import HistoryContext, HistoryOmbudsman
from heard.importing.demonstration.draft import Draft
from heard.importing.demonstration.draw import on
from heard.importing.demonstration.money import paid
from heard.importing.demonstration.place import DECISIONS, SOURCE
from heard.importing.demonstration.world import World

HOW_MANY = {
    "Upheld: fault and injustice": 5,
    "Upheld: fault, no injustice": 2,
    "Not upheld: no fault": 3,
    "Premature": 6,
    "Not investigated: council's remedy is enough": 2,
    "Not investigated: before the court": 2,
    "Not investigated: too long ago": 1,
    "Investigation discontinued": 1,
    "Awaiting decision": 3,
}
INVESTIGATED = ("upheld", "not_upheld", "discontinued")
FIGURES = (
    ("Children served", 3410, 140),
    ("Referrals in the year", 4120, -210),
    ("Open cases", 2265, 85),
    ("Looked-after children", 498, 17),
    ("Children aged 0 to 17", 51_300, 240),
)


def ombudsman_cases(world: World, made: Sequence[Draft]) -> list[HistoryOmbudsman]:
    """The Ombudsman's cases, most of them about a complaint on record, in the order in which they came."""
    cases = [_case(world, made, label) for label, count in HOW_MANY.items() for _ in range(count)]
    ordered = sorted(cases, key=lambda one: one.received_on)
    return [_numbered(one, row) for row, one in enumerate(ordered, start=2)]


def _case(world: World, made: Sequence[Draft], label: str) -> HistoryOmbudsman:
    draw, means = world.draw, DECISIONS[label]
    about = draw.one(_those_it_may_be_about(world, made, means))
    answered = about.stages[-1].answered_on or about.received_on
    received = on(answered, draw.whole(12, 45)) if means != "premature" else on(about.received_on, 6)
    decided: date | None = on(
        received, draw.whole(6, 20) if means in ("premature", "not_investigated") else draw.whole(70, 105)
    )
    if means == "awaiting":
        received, decided = world.today - timedelta(days=draw.whole(6, 120)), None
    if means == "upheld" and decided and draw.chance(0.6):
        about.payments.append(paid(draw, decided, world.last, detail="Recommended by the Ombudsman"))
    return HistoryOmbudsman(
        row=0,
        reference="",
        received_on=received,
        service=about.team.service,
        investigated=True if means in INVESTIGATED else None if means == "awaiting" else False,
        decision=label,
        decided_on=decided,
        about_reference=about.reference if means != "not_investigated" or draw.chance(0.5) else "",
        notes=about.teller(draw).answer("ombudsman", means),
    )


def _those_it_may_be_about(world: World, made: Sequence[Draft], means: str) -> list[Draft]:
    """Complaints answered long enough ago for the Ombudsman to have decided; those upheld had gone far."""
    before = world.today - timedelta(days=230)
    over = [
        one
        for one in made
        if one.kind in ("statutory_complaint", "corporate_complaint")
        and one.stages[-1].answered_on
        and one.stages[-1].answered_on < before
    ]
    far = [one for one in over if len(one.stages) > 1]
    return far if means == "upheld" and far else over


def _numbered(one: HistoryOmbudsman, row: int) -> HistoryOmbudsman:
    # The Ombudsman numbers by year and never reaches nine hundred thousand: these cannot be anybody's.
    year = (
        one.received_on.year
        if one.received_on >= date(one.received_on.year, 4, 1)
        else one.received_on.year - 1
    )
    return replace(one, row=row, reference=f"{year % 100:02d} 9{row:02d} {row * 37 % 1000:03d}")


def context_figures(today: date) -> list[HistoryContext]:
    """What the council counts besides, at the last three ends of a financial year."""
    last = today.year if today > date(today.year, 3, 31) else today.year - 1
    ends = [date(year, 3, 31) for year in (last - 2, last - 1, last)]
    rows = [
        (name, value - change * ago, end)
        for name, value, change in FIGURES
        for ago, end in zip((2, 1, 0), ends, strict=True)
    ]
    return [
        HistoryContext(row, name, Decimal(value), end, SOURCE, min(end + timedelta(days=40), today))
        for row, (name, value, end) in enumerate(rows, start=2)
    ]
