"""Figure tokens: a number in commentary is written as the place it stands in, and the report puts the number there.

`{in-time/Stage 1/In time %}` names a table, a row and a column. Years of the report are said as "this year" and
"last year", so that the words can be used again next year. After a bar stands how it is to be said: `| in words`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from heard.figures.claims_written import counted_in_words
from heard.figures.rounding import half_up
from heard.figures.table_cells import TableCell, TableResult

TOKEN = re.compile(r"\{([^{}\n]+)\}")
NEAREST = 3
_YEARS = {0: "this year", 1: "last year"}


class NoSuchFigure(LookupError):
    """A token that no cell answers. `token` is what was written, `nearest` the tokens most like it."""

    def __init__(self, token: str, nearest: Sequence[str], why: str) -> None:
        self.token, self.nearest = token, tuple(nearest)
        likely = f" Did you mean {' or '.join(f'{{{one}}}' for one in nearest)}?" if nearest else ""
        super().__init__(f"No figure of this report answers {{{token}}}: {why}.{likely}")


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is typed, without its braces; the number it puts in; and what that number is, in words."""

    written: str
    printed: str
    words: str
    cell: TableCell

    def __str__(self) -> str:
        return f"{{{self.written}}}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of filled text: where it began in what was typed, and whether a token put it in."""

    start: int
    end: int
    text: str
    is_token: bool


def tokens(tables: Iterable[TableResult]) -> tuple[Token, ...]:
    """Every token these tables answer, in printed order, each with its printed value: for a list to choose from."""
    return tuple({token.written: token for table in tables for token in _tokens_of(table)}.values())


def _tokens_of(table: TableResult) -> Iterable[Token]:
    names = [_said(column, table) for column in table.columns]
    for row in table.rows:
        for name, column, cell in zip(names, table.columns, row.cells, strict=True):
            written = f"{table.id}/{_said(row.label, table)}/{name}"
            yield Token(written, cell.printed, f"{table.title}: {row.label}, {column}", cell)


def _said(label: str, table: TableResult) -> str:
    """A label with the report's own year said as "this year" and the one before as "last year"."""
    for years, words in _YEARS.items():
        label = label.replace(table.period.earlier(years).label, words)
    return label


def filled(text: str, tables: Sequence[TableResult]) -> str:
    """The text with the number of each token in its place. Raises NoSuchFigure, which names the token."""
    return "".join(piece.text for piece in pieces(text, tables))


def pieces(text: str, tables: Sequence[TableResult]) -> list[Piece]:
    """The text in pieces, tokens filled in, each with its place in what was typed. Raises NoSuchFigure."""
    known = _by_key(tables) if TOKEN.search(text) else {}
    found, at = [], 0
    for match in TOKEN.finditer(text):
        found.append(Piece(at, match.start(), text[at : match.start()], False))
        found.append(Piece(match.start(), match.end(), _value(match[1], known, tables), True))
        at = match.end()
    return [*found, Piece(at, len(text), text[at:], False)]


def _by_key(tables: Sequence[TableResult]) -> dict[str, Token]:
    """Each token by what it is read as: with "this year" or the year itself, both are good."""
    found: dict[str, Token] = {}
    for table in tables:
        for token in _tokens_of(table):
            found.setdefault(_key(token.written), token)
            for years, words in _YEARS.items():
                dated = token.written.replace(words, table.period.earlier(years).label)
                found.setdefault(_key(dated), token)
    return found


def _key(written: str) -> str:
    """What a person means by a token: case, spaces and the two ways to write a year make no difference."""
    plain = re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", written)).strip().casefold()
    return re.sub(r"\b(\d{4})-(\d{2})\b", r"\1/\2", plain)


def _value(written: str, known: Mapping[str, Token], tables: Sequence[TableResult]) -> str:
    name, _, manner = (part.strip() for part in written.partition("|"))
    token = known.get(_key(name))
    if token is None:
        raise NoSuchFigure(name, nearest_tokens(name, tables), "no table, row and column are called so")
    if manner and manner.casefold() not in MANNERS:
        ways = ", ".join(f"“{one}”" for one in MANNERS)
        raise NoSuchFigure(written, (), f"“{manner}” is no way to say a number; the ways are {ways}")
    return MANNERS[manner.casefold()](token.cell) if manner else token.printed


def nearest_tokens(written: str, tables: Sequence[TableResult], many: int = NEAREST) -> tuple[str, ...]:
    """The tokens most like what was typed, best first."""
    choices = [token.written for token in tokens(tables)]
    found = process.extract(
        written, choices, scorer=fuzz.WRatio, processor=utils.default_process, limit=many, score_cutoff=40
    )
    return tuple(choice for choice, _, _ in found)


def _in_words(cell: TableCell) -> str:
    return counted_in_words(cell.printed)


def _size(cell: TableCell) -> str:
    """A change without its sign: for “a fall of …”."""
    return cell.printed.lstrip("+-−")


def _rise_or_fall(cell: TableCell) -> str:
    if cell.shows != "change" or cell.value is None:
        return cell.printed
    direction = half_up(float(cell.value), 1)
    if direction == 0:
        return "no change"
    return f"{'an increase' if direction > 0 else 'a decrease'} of {_size(cell)}"


def _n_of_d(cell: TableCell) -> str:
    if cell.value is None or cell.base is None or cell.shows not in ("number", "percent", "ratio"):
        return cell.printed
    worth = f" ({half_up(cell.percent, 1)}%)" if cell.percent is not None else ""
    return f"{cell.value:,} of {cell.base:,}{worth}"


MANNERS: dict[str, Callable[[TableCell], str]] = {
    "in words": _in_words,
    "size": _size,
    "rise or fall": _rise_or_fall,
    "n of d": _n_of_d,
}

__all__ = ["MANNERS", "NoSuchFigure", "Piece", "Token", "filled", "nearest_tokens", "pieces", "tokens"]
