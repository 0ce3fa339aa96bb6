"""What the council sets about money: who approves how much, in how many days it is paid, what a saving rests on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from heard.casework.council import setting, settings_on

LIMIT, DAYS = "payments/limit/", "payments/days"
SHARE, ASSUMES = "costs/prevented/share", "costs/prevented/words"
NO_LIMIT = "none"
# Where the council has set nothing. The approver of the finance team has no limit of their own.
DEFAULTS: Mapping[str, str] = {
    f"{LIMIT}complaints_manager": "500",
    f"{LIMIT}director": "5000",
    f"{LIMIT}finance_approver": NO_LIMIT,
    DAYS: "28",
    SHARE: "100",
    ASSUMES: "Each of these complaints would have gone to Stage 2 and cost what a Stage 2 here costs on average.",
}
MOST_WORDS = 200


class NotAnAmount(ValueError):
    """A setting about money does not fit; the message says what would."""


def money_setting(name: str, on: date) -> str:
    """What the council has set under one of these names on a day, or what holds where it has set nothing."""
    return setting(name, on, DEFAULTS[name])


def limit_of(role: str, on: date) -> Decimal | None:
    """The most, in pounds, that somebody in a role may approve on a day; None where there is no limit.

    A role that has none of these settings approves nothing.
    """
    name = f"{LIMIT}{role}"
    said = money_setting(name, on) if name in DEFAULTS else "0"
    return None if said == NO_LIMIT else Decimal(said)


def days_to_pay(on: date) -> timedelta:
    """In how many days after its approval a payment is to be made, by what holds on a day."""
    return timedelta(days=int(money_setting(DAYS, on)))


def money_settings(on: date) -> dict[str, str]:
    """Every setting about money as it holds on a day, by name. One statement."""
    there = settings_on(on)
    return {name: there.get(name, default) for name, default in DEFAULTS.items()}


def check_money(name: str, value: str) -> None:
    """Refuse what does not fit one of these settings. Raises NotAnAmount."""
    if name not in DEFAULTS:
        raise NotAnAmount(f"There is no setting “{name}”. There are: {', '.join(DEFAULTS)}.")
    if name == ASSUMES:
        _check_words(value)
    elif name.startswith(LIMIT):
        _check_limit(value)
    elif not value.isdecimal() or not 0 < int(value) <= (100 if name == SHARE else 365):
        most = "100" if name == SHARE else "365"
        raise NotAnAmount(f"“{value}” does not fit. Write a whole number from 1 to {most}.")


def _check_words(value: str) -> None:
    if not value.strip() or len(value) > MOST_WORDS:
        raise NotAnAmount(
            f"The assumption stands beside every saving: write it in 1 to {MOST_WORDS} characters."
        )


def _check_limit(value: str) -> None:
    if value == NO_LIMIT:
        return
    try:
        fits = Decimal(value) >= 0 and Decimal(value) == Decimal(value).quantize(Decimal("0.01"))
    except InvalidOperation:
        fits = False
    if not fits:
        raise NotAnAmount(f"“{value}” is no amount. Write pounds such as 500, or “{NO_LIMIT}” for no limit.")
