"""From which number on a count may be released, and which team is in which service, so that none betrays another."""

from __future__ import annotations

from datetime import date

from heard.casework.council import setting
from heard.ledger.models import Entry
from heard.people.models import Team

SETTING = "small_numbers/threshold"
USUAL = "5"
MOST = 20


class NotAThreshold(ValueError):
    """The value does not fit; the message says what would."""


def threshold_on(day: date) -> int:
    """Counts from 1 to one less than this are withheld from what is released on a day; 1 withholds nothing."""
    return int(setting(SETTING, day, USUAL))


def check_threshold(value: str) -> None:
    """Refuse what does not fit. Raises NotAThreshold."""
    said = value.strip()
    if not said.isdecimal() or not 1 <= int(said) <= MOST:
        raise NotAThreshold(
            f"“{value}” does not fit. Write a whole number from 1, which withholds nothing, to {MOST}."
        )


def services_of_teams() -> dict[str, str]:
    """The service of each team that is in one, by their labels."""
    found = Team.objects.filter(service__isnull=False).values_list("label", "service__label")
    return dict(found)


def is_on_record(digest: str) -> bool:
    """Whether a line of the ledger bears this digest: what was read up to it was read from this council."""
    return Entry.objects.filter(digest=digest).exists()
