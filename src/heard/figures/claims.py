"""Commentary held against the report's cells: every typed number and comparison is supported, or flagged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

from heard.figures.claims_comparing import COMPARISON_CHECKS
from heard.figures.claims_context import sentences
from heard.figures.claims_facts import facts_of
from heard.figures.claims_flags import Check, Flag, Read, flags_of
from heard.figures.claims_numbers import NUMBER_CHECKS, claims_of
from heard.figures.claims_stages import STAGE_CHECKS
from heard.figures.claims_tokens import NoSuchFigure, Piece, Token, filled, nearest_tokens, pieces, tokens
from heard.figures.claims_typed import TYPED_CHECKS, claims_in, typed_tables
from heard.figures.claims_whole import WHOLE_CHECKS
from heard.figures.table_cells import TableResult

CHECKS: tuple[Check, ...] = (
    *NUMBER_CHECKS,
    *COMPARISON_CHECKS,
    *WHOLE_CHECKS,
    *STAGE_CHECKS,
    *TYPED_CHECKS,
)

# What one paragraph may say rightly and two together wrongly.
TOGETHER = tuple(
    one
    for one in CHECKS
    if one.kind
    in ("two values", "one number for two", "basis", "definition", "stages", "whose year", "dates")
)
BETWEEN = "\n\n"


def check(
    text: str,
    tables: Sequence[TableResult],
    *,
    limits: Collection[int] = (),
    breaks: Collection[str] = (),
    checks: Sequence[Check] = CHECKS,
) -> tuple[Flag, ...]:
    """What the text says that the tables do not bear out, in the order of the text. None when all is well.

    A number put in by a token is right by itself; the year and the comparison beside it are held like any other, and
    flags stand where the token was typed.
    `limits` are the time limits of the law in working days, which are of no case; `breaks` the years with
    which the report says a series begins anew. Raises NoSuchFigure for a token that
    no cell answers.
    """
    if not tables:
        return ()
    parts = pieces(text, tables)
    read = _read("".join(part.text for part in parts), tables, frozenset(limits), frozenset(breaks))
    found = (flag for flag in flags_of(read, checks) if not _is_of_token(flag, parts))
    return tuple(_as_typed(flag, parts, text) for flag in found)


def check_each(
    texts: Sequence[str],
    tables: Sequence[TableResult],
    *,
    limits: Collection[int] = (),
    breaks: Collection[str] = (),
) -> tuple[tuple[Flag, ...], ...]:
    """What only several texts together show, for each text: two values of one figure, one number for two things…

    Flags stand where they stand in their own text. Raises NoSuchFigure.
    """
    flags = check(BETWEEN.join(texts), tables, limits=limits, breaks=breaks, checks=TOGETHER)
    found, start = [], 0
    for text in texts:
        end = start + len(text)
        mine = [one for one in flags if start <= one.start and one.end <= end]
        found.append(tuple(replace(one, start=one.start - start, end=one.end - start) for one in mine))
        start = end + len(BETWEEN)
    return tuple(found)


# What may be wrong with a number as it was typed, and cannot be with one that its cell put in.
_TYPED_WRONG = {"malformed", "cut off", "number", "measure", "no figure", "change", "points"}


def _is_of_token(flag: Flag, parts: Sequence[Piece]) -> bool:
    at = 0
    for part in parts:
        if part.is_token and flag.kind in _TYPED_WRONG and flag.start < at + len(part.text) and at < flag.end:
            return True
        at += len(part.text)
    return False


def _read(text: str, tables: Sequence[TableResult], limits: frozenset[int], breaks: frozenset[str]) -> Read:
    facts, now = facts_of(tables), tables[0].period
    typed, rest = typed_tables(text, facts, now)
    said = sentences(rest, facts, now)
    claims = (*(claim for one in said for claim in claims_of(one, facts, limits)), *claims_in(typed))
    return Read(text, facts, now, tuple(said), claims, tuple(typed), limits, breaks)


def _as_typed(flag: Flag, parts: Sequence[Piece], text: str) -> Flag:
    """The flag where it stands in what was typed, before tokens were filled in."""
    if len(parts) == 1:
        return flag
    start, end = _place(flag.start, parts, last=False), _place(flag.end - 1, parts, last=True)
    return replace(flag, start=start, end=end, said=text[start:end])


def _place(at: int, parts: Sequence[Piece], *, last: bool) -> int:
    begins = [0]
    for part in parts:
        begins.append(begins[-1] + len(part.text))
    number = min(bisect_right(begins, at) - 1, len(parts) - 1)
    part = parts[number]
    if part.is_token:
        return part.end if last else part.start
    return part.start + at - begins[number] + (1 if last else 0)


__all__ = [
    "CHECKS",
    "Check",
    "Flag",
    "NoSuchFigure",
    "Token",
    "check",
    "check_each",
    "filled",
    "nearest_tokens",
    "tokens",
]
