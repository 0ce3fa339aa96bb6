"""Payments the invented council made."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from heard.casework.history import HistoryPayment
from heard.importing.demonstration.draw import Draw, on

SYMBOLIC = (100, 150, 200, 250, 300, 500, 750)
PARTS = (
    ("carpet", "travel to the shop"),
    ("distress", "time and trouble"),
    ("school uniform", "shoes"),
    ("missed short breaks", "time and trouble"),
)


def paid(draw: Draw, answered: date, last: date, *, small: bool = False, detail: str = "") -> HistoryPayment:
    """A payment within weeks of an answer, sometimes in parts. The day is blank while it has not been made."""
    day = on(answered, draw.whole(4, 25))
    paid_on = day if day <= last else None
    if draw.chance(0.35):
        first, second = draw.one(PARTS)
        amounts = (Decimal(draw.whole(4, 30) * 10), Decimal(draw.whole(6, 60)) + Decimal("0.50"))
        parts = ((amounts[0], first), (amounts[1], second))
        return HistoryPayment(sum(amounts, Decimal()), "Compensation", parts, paid_on, detail)
    if small and draw.chance(0.6):
        amount = Decimal(draw.whole(1800, 14_000)) / 100
        return HistoryPayment(
            amount, "Reimbursement", (), paid_on, detail or "What the family had paid itself"
        )
    amount = Decimal(draw.one(SYMBOLIC[:4] if small else SYMBOLIC[2:]))
    return HistoryPayment(
        amount, "Symbolic payment", (), paid_on, detail or "For avoidable worry and trouble"
    )
