"""The languages of the public's pages: which there are, and which are offered because a named person checked the words.

A language is off until somebody who knows it has read every word in it, and goes off by itself when a word changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from heard.casework import door_words
from heard.casework.performing import day_of
from heard.casework.writing import writing
from heard.people.models import LanguageReview


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code, what those who speak it call it, what we call it, and which way it is read."""

    code: str
    own_name: str
    name: str
    is_right_to_left: bool = False

    @property
    def direction(self) -> str:
        """Which way it is read, as a page says it."""
        return "rtl" if self.is_right_to_left else "ltr"


LANGUAGES = (
    Language("ar", "العربية", "Arabic", is_right_to_left=True),
    Language("fa", "فارسی", "Farsi", is_right_to_left=True),
    Language("pl", "Polski", "Polish"),
    Language("ro", "Română", "Romanian"),
    Language("uk", "Українська", "Ukrainian"),
)
KNOWN = {one.code: one for one in LANGUAGES}


class LanguageRefused(Exception):
    """The review cannot be kept, or there is nothing to take off; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a language stands: whether it is offered, why or why not, and the last review there was of it."""

    language: Language
    is_offered: bool
    why: str
    review: LanguageReview | None
    fingerprint: str


def offered() -> list[Language]:
    """The languages in which the public's pages may be read now, in their order."""
    return [one.language for one in standings() if one.is_offered]


def is_offered(code: str) -> bool:
    """Whether the public's pages may be read in a language now."""
    return code in KNOWN and standing(code).is_offered


def checked_on(code: str) -> date | None:
    """The day on which the words of a language were checked, where it is offered."""
    there = standing(code)
    return there.review.reviewed_on if there.is_offered and there.review else None


def standings() -> list[Standing]:
    """How every language stands. One statement."""
    latest = {one.language: one for one in LanguageReview.objects.order_by("pk")}
    return [_standing(one, latest.get(one.code)) for one in LANGUAGES]


def standing(code: str) -> Standing:
    """How one language stands. Raises LanguageRefused for a code we have no words for."""
    if code not in KNOWN:
        raise LanguageRefused("We have no words in that language. The list shows those there are.")
    latest = LanguageReview.objects.filter(language=code).order_by("-pk").first()
    return _standing(KNOWN[code], latest)


def reviews_of(code: str) -> list[LanguageReview]:
    """Every review there was of a language, the latest first."""
    return list(LanguageReview.objects.filter(language=code).order_by("-pk"))


def _standing(language: Language, review: LanguageReview | None) -> Standing:
    now = door_words.fingerprint(language.code)
    why = _why_off(language, review, now)
    return Standing(language, not why, why or "On: the words were checked", review, now)


def _why_off(language: Language, review: LanguageReview | None, now: str) -> str:
    if review is None:
        return "Off: nobody has checked the words yet"
    if review.taken_off_on is not None:
        return "Off: it was taken off"
    if review.fingerprint != now:
        return "Off: the words have changed since they were checked. Somebody has to check them again"
    if door_words.without_words(language.code):
        return "Off: words are missing"
    return ""


def review_language(
    *,
    code: str,
    reviewed_by: str,
    who_they_are: str,
    reviewed_on: date,
    fingerprint: str,
    by: str,
    at: datetime,
) -> None:
    """Put on record that a named person has checked every word in a language, and offer it from now on.

    `fingerprint` is that of the words as they were read. Raises LanguageRefused where the words are others by now,
    where some are missing, for a day that has not come, and without a name.
    """
    there = standing(code)
    if not reviewed_by.strip() or not who_they_are.strip():
        raise LanguageRefused("Enter who checked the words, and how they know the language.")
    if reviewed_on > day_of(at):
        raise LanguageRefused("The day on which the words were checked has not come yet.")
    if missing := door_words.without_words(code):
        raise LanguageRefused(
            f"{len(missing)} of our words have none in {there.language.name}, such as “{missing[0]}”. Add them first."
        )
    if fingerprint != there.fingerprint:
        raise LanguageRefused(
            "The words have changed since this page was opened. Check those that changed, and press again."
        )
    row = LanguageReview(
        language=code,
        reviewed_by=reviewed_by.strip(),
        who_they_are=who_they_are.strip(),
        reviewed_on=reviewed_on,
        fingerprint=fingerprint,
    )
    named = {"reason": "Every word was checked.", "label": there.language.name, "words": fingerprint[:12]}
    with writing("review_language", by=by, at=at, done_on=reviewed_on, **named) as line:
        line.add(row)


def take_language_off(*, code: str, by: str, at: datetime, reason: str) -> None:
    """Stop offering a language, with the reason. Raises LanguageRefused where it is not offered."""
    there = standing(code)
    if not there.is_offered or there.review is None:
        raise LanguageRefused(f"{there.language.name} is not offered, so there is nothing to take off.")
    named = {"reason": reason, "label": there.language.name}
    with writing("take_language_off", by=by, at=at, done_on=day_of(at), **named) as line:
        line.change(there.review, taken_off_on=day_of(at))
