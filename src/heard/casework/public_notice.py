"""A notice to the public for some days: that answers take longer, that the telephone does not work, and until when."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.council import change_setting, setting

NAME = "public/notice"
LONGEST = 200


class NotANotice(Exception):
    """The notice does not fit; the message says what would."""


def notice_on(on: date) -> str:
    """The notice that stands on the public's pages on a day; empty where none does."""
    return setting(NAME, on)


def set_notice(*, words: str, begins_on: date, by: str, at: datetime, reason: str) -> None:
    """Put a notice up from a day on, in the place of the last; with no words it is taken down. Raises NotANotice."""
    said = " ".join(words.split())
    if len(said) > LONGEST:
        raise NotANotice(
            f"The notice has {len(said)} letters. {LONGEST} is the most: say what, and until when."
        )
    change_setting(name=NAME, value=said, begins_on=begins_on, by=by, at=at, reason=reason)
