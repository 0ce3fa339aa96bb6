"""When a letter arrives: the day on record, or the day the council assumes for its way, and said to be assumed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from heard.casework.clocks import clocks_of_council
from heard.casework.letters.kinds import ANSWERS
from heard.law.working_days import in_words
from heard.people.models import CouncilSetting
from heard.representations.models import Letter, Posting, Stage

WAYS = {"post": "post", "email": "email", "by_hand": "by hand", "page": "their own page"}
ASSUMED_DAYS = {"post": 2, "email": 0, "by_hand": 0, "page": 0}
LONGEST_ASSUMED = 10
SETTING = "post/assumed_days/"
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


class PostTakes:
    """How long each way is assumed to take, read once and asked for many letters."""

    def __init__(self) -> None:
        rows = CouncilSetting.objects.filter(name__startswith=SETTING).order_by("begins_on")
        self._set = list(rows.values_list("name", "begins_on", "value"))
        self._calendar = clocks_of_council().calendar

    def days(self, way: str, on: date) -> int:
        """Working days a letter is assumed to take by a way: the council's `post/assumed_days/<way>`, or the usual."""
        usual = ASSUMED_DAYS.get(way, ASSUMED_DAYS["post"])
        held = [
            value for name, begins_on, value in self._set if name == f"{SETTING}{way}" and begins_on <= on
        ]
        return int(held[-1]) if held else usual

    def after(self, sent_on: date, days: int) -> date:
        """The working day so many after it was sent."""
        return self._calendar.by_law.after(sent_on, days)


def check_assumed_days(way: str, value: str) -> None:
    """Whether a council may assume this for a way: a whole number of working days, 0 to 10. Raises ValueError."""
    if way not in WAYS:
        raise ValueError(f"There is no way “{way}”. There are: {', '.join(WAYS)}.")
    if not value.strip().isdecimal() or int(value) > LONGEST_ASSUMED:
        raise ValueError(f"“{value}” is not a number of working days from 0 to {LONGEST_ASSUMED}.")


def assumed_arrival(way: str, sent_on: date, takes: PostTakes | None = None) -> Received:
    """The day on which a letter sent by this way is assumed to be received."""
    takes = takes or PostTakes()
    days = takes.days(way, sent_on)
    words = WAYS.get(way, way or "an unknown way")
    if days == 0:
        return Received(sent_on, True, f"Assumed: sent by {words} on {in_words(sent_on)}, the same day.")
    plural = "" if days == 1 else "s"
    return Received(
        takes.after(sent_on, days),
        True,
        f"Assumed: {days} working day{plural} after it was sent by {words} on {in_words(sent_on)}.",
    )


def receipt_of(posting: Posting, takes: PostTakes | None = None) -> Received:
    """When a letter was received: as recorded, else assumed from the day it was sent. No day while it is unsent."""
    if posting.failed_because:
        return Received(None, False, f"It did not arrive: {posting.failed_because}")
    if posting.received_on is not None:
        return Received(posting.received_on, posting.is_assumed, "As recorded.")
    if posting.sent_on is None:
        return Received(None, False, "It has not been sent.")
    return assumed_arrival(posting.way, posting.sent_on, takes)


def received_for(stage: Stage) -> Received:
    """The day the answer of a stage was received: Stage 3's time to ask counts from that of Stage 2.

    Where several complainants were written to, the last to receive it. Without a letter on record it is assumed to
    have been posted on the day of the answer.
    """
    letters = list(Letter.objects.filter(stage=stage, kind__in=ANSWERS).select_related("posting"))
    takes = PostTakes() if letters else None
    receipts = [receipt_of(letter.posting, takes) for letter in letters]
    if receipts:
        unknown = next((one for one in receipts if one.day is None), None)
        return unknown or max(receipts, key=lambda one: one.day or date.min)
    if stage.answered_on is None:
        return Received(None, False, "The stage has not been answered.")
    day, _, why = assumed_arrival("post", stage.answered_on)
    return Received(day, True, f"No letter is on record. {why}")
