"""Why a file is not taken: one short code a reason. The words for people stand where people are spoken to."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    KIND = "kind"
    PAGE = "page"
    PROGRAM = "program"
    MACROS = "macros"
    TWO_KINDS = "two_kinds"
    PACKED = "packed"
    DAMAGED = "damaged"
    LOCKED = "locked"
    SWELLS = "swells"
    TOO_MANY_PARTS = "too_many_parts"
    OUTSIDE = "outside"
    DECLARES = "declares"
    TOO_MANY_DOTS = "too_many_dots"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MUCH = "too_much"


class NotTaken(Exception):
    """A file is not taken; `why` is the reason."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why
