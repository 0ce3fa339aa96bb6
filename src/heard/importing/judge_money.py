"""Sums of money as a council writes them: "£1,875 + £500", or "£113" for "£100 towards carpet plus £13 travel"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from heard.casework.history import HistoryPayment
from heard.importing.words import as_text, says_nothing

_AMOUNT = r"(?:£|GBP\s?)?\s?(?P<sum>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)"
MOST = Decimal(10_000_000)
_ONE = re.compile(_AMOUNT, re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:\+|&|;|\band\b|\bplus\b)\s*", re.IGNORECASE)
_IN_DETAIL = re.compile(r"£\s?(?P<sum>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)(?P<for>[^£]*)")


@dataclass(frozen=True, slots=True)
class Money:
    """Pounds paid in all, and the sums it was written as."""

    total: Decimal
    sums: tuple[Decimal, ...]


def read_money(cell: Any) -> Money | None:
    """Pounds from a cell; None where it is blank or nought. Raises ValueError saying why it is not money."""
    text = as_text(cell)
    if says_nothing(text):
        return None
    if re.match(r"^\(?\s*£?\s*[-−]|^\(\s*£?\s*\d[\d,.]*\s*\)$", text):
        raise ValueError("It is less than nothing.")
    found = [_ONE.fullmatch(part.strip()) for part in _BETWEEN.split(text)]
    if not all(found):
        raise ValueError("It is not a sum of money.")
    sums = tuple(Decimal(one["sum"].replace(",", "")) for one in found if one)
    total = sum(sums, Decimal(0))
    if total > MOST:
        raise ValueError("It is more than ten million pounds.")
    return Money(total, sums) if total else None


def payment(money: Money, kind: str, detail: str, paid_on: Any = None) -> HistoryPayment:
    """The payment of one row, in the parts that its amount or its detail gives, where they add up."""
    return HistoryPayment(money.total, kind, _parts(money, detail), paid_on, detail)


def _parts(money: Money, detail: str) -> tuple[tuple[Decimal, str], ...]:
    if len(money.sums) > 1:
        words = [part.strip() for part in _BETWEEN.split(detail)]
        if len(words) != len(money.sums):
            words = [""] * len(money.sums)
        return tuple(zip(money.sums, words, strict=True))
    return _parts_in(detail, money.total)


def _parts_in(detail: str, total: Decimal) -> tuple[tuple[Decimal, str], ...]:
    found = [
        (Decimal(one["sum"].replace(",", "")), _BETWEEN.sub(" ", one["for"]).strip(" ,.()"))
        for one in _IN_DETAIL.finditer(detail)
    ]
    return tuple(found) if len(found) > 1 and sum(pounds for pounds, _ in found) == total else ()
