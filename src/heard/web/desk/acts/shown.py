"""What the page of an act says before anybody answers: what it does, on what basis, by when, and who is told."""

from __future__ import annotations

from datetime import date
from typing import Any

from heard.casework.foreseeing import letter_of
from heard.casework.offers import Offer, next_offer
from heard.web.desk.acts.page import ActPage
from heard.web.desk.wording import spoken_day


def about_act(page: ActPage, offer: Offer, case: Any, today: date) -> dict[str, Any]:
    """The facts at the head of the page."""
    letter = letter_of(page.act, case)
    rows = [
        ("What this does", page.says or offer.says),
        ("On what basis", offer.basis),
        ("By when", _by_when(offer, today)),
        ("Who is told", _told(letter) if letter else ""),
    ]
    return {"about": [(name, value) for name, value in rows if value]}


def what_is_next(member: Any, reference: str, today: date) -> str:
    """What is to be done next on a case, in a sentence; nothing where nothing is."""
    offer = next_offer(member, reference, on=today)
    if offer is None:
        return ""
    day = f", by {spoken_day(offer.by_when)}" if offer.by_when else ""
    return f"Next: {offer.title[:1].lower()}{offer.title[1:]}{day}."


def _by_when(offer: Offer, today: date) -> str:
    if offer.by_when is None:
        return ""
    late = " That day has passed." if offer.by_when < today else ""
    return f"By {spoken_day(offer.by_when)}.{late}"


def _told(letter: Any) -> str:
    titles = " or ".join(f"“{title}”" for title in letter.titles)
    unless = f" None is needed if {letter.unless}." if letter.unless else ""
    return f"The complainant, by the letter {titles}, which this act owes.{unless}"
