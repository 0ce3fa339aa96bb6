"""When a letter arrives: the day on record, or the day the council assumes for its way, and said to be assumed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from heard.casework.clocks import clocks_of_council
from heard.casework.council import setting
from heard.law.working_days import in_words

WAYS = {"post": "post", "email": "email", "by_hand": "by hand", "page": "their own page"}
ASSUMED_DAYS = {"post": 2, "email": 0, "by_hand": 0, "page": 0}
LONGEST_ASSUMED = 10
SPELT = {
    "post": "post",
    "letter": "post",
    "address": "post",
    "email": "email",
    "e-mail": "email",
    "by hand": "by_hand",
    "by_hand": "by_hand",
    "page": "page",
    "code page": "page",
}


class Received(NamedTuple):
    """The day something was received, whether that is assumed, and why it is that day."""

    day: date | None
    is_assumed: bool
    why: str


def way_of(said: str) -> str:
    """The code of a way that a letter can go, or nothing for one by which no letter goes, such as a telephone."""
    return SPELT.get(said.strip().lower(), "")


def assumed_days(way: str, on: date) -> int:
    """Working days a letter is assumed to take by a way: the council's `post/assumed_days/<way>`, or the usual."""
    usual = ASSUMED_DAYS.get(way, ASSUMED_DAYS["post"])
    return int(setting(f"post/assumed_days/{way}", on, str(usual)))


def assumed_arrival(way: str, sent_on: date) -> Received:
    """The day on which a letter sent by this way is assumed to be received."""
    days = assumed_days(way, sent_on)
    words = WAYS.get(way, way or "an unknown way")
    if days == 0:
        return Received(sent_on, True, f"Assumed: sent by {words} on {in_words(sent_on)}, the same day.")
    day = clocks_of_council().calendar.by_law.after(sent_on, days)
    plural = "" if days == 1 else "s"
    return Received(
        day, True, f"Assumed: {days} working day{plural} after it was sent by {words} on {in_words(sent_on)}."
    )
