"""Tables typed into commentary: their numbers held like those of a sentence, their totals, decimals and rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from heard.figures.claims_context import sentence
from heard.figures.claims_facts import Facts
from heard.figures.claims_flags import Check, Claim, Flag, Read, TypedCell, TypedTable
from heard.figures.claims_mentions import BLANK
from heard.figures.claims_numbers import claim_of
from heard.figures.claims_reading import Number, malformed
from heard.figures.claims_written import read_digits
from heard.figures.periods import Period

_ROW = re.compile(r"[^\n]*(?:\||\t)[^\n]*")
_RULE = re.compile(r"[\s|:+-]+")
_CELL = re.compile(
    r"£?\s?(?P<number>[+−-]?\d[\d,]*(?:\.\d+)?)\s?(?P<percent>%)?\s?(?P<days>(?:working )?days?)?"
)
_SEVERAL = re.compile(
    r"\bmore than one (?:category|heading|theme|reason|type)|\bseveral categories|\bcategories overlap"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row as typed: what stands in each of its cells, and where."""

    start: int
    cells: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell as typed: its row, its column, where it begins and what is written in it."""

    row: int
    column: int
    start: int
    written: str


def typed_tables(text: str, facts: Facts, now: Period) -> tuple[list[TypedTable], str]:
    """The tables typed into a text, and the text with them blotted out, so that they are not read as sentences."""
    found, rest = [], text
    for start, end in _blocks(text):
        table = _table(text, start, end, facts, now)
        if table is not None:
            found.append(table)
            rest = rest[:start] + re.sub(r"[^\n]", BLANK, rest[start:end]) + rest[end:]
    return found, rest


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of two lines or more that are set in columns."""
    start = end = None
    lines = 0
    for match in re.finditer(r"[^\n]*\n?", text):
        if _ROW.fullmatch(match[0].rstrip("\n")):
            start, end, lines = (match.start() if start is None else start), match.end(), lines + 1
            continue
        if start is not None and end is not None and lines > 1:
            yield start, end
        start, end, lines = None, None, 0


def _table(text: str, start: int, end: int, facts: Facts, now: Period) -> TypedTable | None:
    lines = [
        line
        for line in _lines(text, start, end)
        if not _RULE.fullmatch("".join(one for _, one in line.cells))
    ]
    if len(lines) < 2:
        return None
    headings = tuple(words.strip() for _, words in lines[0].cells)
    caption = _caption(text, start)
    cells = [
        _typed_cell(Spot(row, column, at, written), line, headings, caption, facts, now)
        for row, line in enumerate(lines[1:])
        for column, (at, written) in enumerate(line.cells)
        if column > 0 and written.strip()
    ]
    return TypedTable(start, end, caption, headings, tuple(cells))


def _lines(text: str, start: int, end: int) -> Iterator[Line]:
    for match in re.finditer(r"[^\n]+", text[start:end]):
        row = match[0]
        lead = len(row) - len(row.lstrip("| \t")) if row.lstrip().startswith("|") else 0
        at, cells = start + match.start() + lead, []
        for part in re.split(r"\||\t", row[lead:].rstrip("| \t") if "|" in row else row):
            cells.append((at, part))
            at += len(part) + 1
        yield Line(start + match.start(), tuple(cells))


def _caption(text: str, start: int) -> str:
    """The line above the table, where it says what the table is of."""
    before = text[:start].rstrip("\n").rpartition("\n")[2].strip()
    return before.strip("*#: ") if len(before) < 160 else ""


def _typed_cell(
    spot: Spot, line: Line, headings: Sequence[str], caption: str, facts: Facts, now: Period
) -> TypedCell:
    label = line.cells[0][1].strip()
    heading = headings[spot.column] if spot.column < len(headings) else ""
    written = spot.written.strip()
    at = spot.start + len(spot.written) - len(spot.written.lstrip())
    claim = _claim(at, written, f"{caption}. {label}, {heading}", heading, facts, now)
    return TypedCell(spot.row, spot.column, label, heading, written, claim)


def _claim(at: int, written: str, context: str, heading: str, facts: Facts, now: Period) -> Claim | None:
    """The number of a cell, said to be of what its caption, row and column say."""
    said = sentence(0, context, facts, now, in_table=True)
    if list(malformed(written)):
        return claim_of(Number(at, at + len(written), None), replace(said, numbers=()), facts)
    match = _CELL.fullmatch(written)
    value = read_digits(match["number"].lstrip("+−-")) if match else None
    if match is None or value is None or re.search(r"\btotal\b", context.casefold().split(",")[0][-8:]):
        return None
    share = bool(match["percent"]) or "%" in heading or "per cent" in heading.casefold()
    days = bool(match["days"]) or bool(re.search(r"\bdays\b", heading.casefold()))
    places = len(match["number"].partition(".")[2])
    number = Number(
        len(context) - 1, len(context), value, places, "percent" if share else "days" if days else "count"
    )
    number = replace(number, says_working="working" in f"{written} {heading}".casefold())
    claim = claim_of(number, said, facts)
    return replace(claim, number=replace(claim.number, start=at, end=at + len(written)))


def _total(read: Read) -> Iterator[Flag]:
    for table in read.typed:
        for column, cells in _columns(table).items():
            totals = [one for one in cells if one.row_label.casefold().startswith("total")]
            parts = [value for one in cells if one not in totals and (value := _worth(one)) is not None]
            for total in totals:
                worth = _worth(total)
                if (
                    worth is not None
                    and parts
                    and worth != sum(parts)
                    and not _is_share(table.headings, column)
                ):
                    words = f"The rows add up to {sum(parts):,}, and the total says {total.written}."
                    yield _on(read, table, total, "total", words)
        yield from _several(read, table)


def _is_share(headings: Sequence[str], column: int) -> bool:
    return column < len(headings) and bool(re.search(r"%|average|days|per cent", headings[column].casefold()))


def _several(read: Read, table: TypedTable) -> Iterator[Flag]:
    """Rows said to overlap must add up to no less than what they are of."""
    if not _SEVERAL.search(read.text[max(0, table.start - 400) : table.end + 400].casefold()):
        return
    for cells in _columns(table).values():
        parts = [
            value
            for one in cells
            if (value := _worth(one)) is not None and not one.row_label.casefold().startswith("total")
        ]
        claims = [one.claim for one in cells if one.claim is not None]
        bases = {fact.base for claim in claims for fact in claim.fits if fact.labels and fact.base}
        if len(bases) == 1 and sum(parts) < next(iter(bases)):
            whole = next(iter(bases))
            words = (
                f"The rows add up to {sum(parts):,}, not the {whole:,} they are of. If one may have several, they "
                f"add up to {whole:,} or more: {whole - sum(parts):,} or more have none, and no row says so."
            )
            yield _on(
                read, table, cells[0], "total", words, claims[0].fits[0].place if claims[0].fits else ""
            )


def _columns(table: TypedTable) -> dict[int, list[TypedCell]]:
    found: dict[int, list[TypedCell]] = defaultdict(list)
    for cell in table.cells:
        found[cell.column].append(cell)
    return found


def _worth(cell: TypedCell) -> Decimal | None:
    match = _CELL.fullmatch(cell.written)
    return read_digits(match["number"]) if match and not match["percent"] else None


def _decimals(read: Read) -> Iterator[Flag]:
    for table in read.typed:
        for cells in _columns(table).values():
            places = {
                one.written: len(one.written.rstrip("% ").partition(".")[2])
                for one in cells
                if "." in one.written
            }
            if len(set(places.values())) > 1:
                usual = max(set(places.values()), key=lambda many: list(places.values()).count(many))
                odd = next(one for one in cells if "." in one.written and places[one.written] != usual)
                words = f"Decimals are mixed in this column: most have {usual}. Print one decimal place everywhere."
                yield _on(read, table, odd, "decimals", words)


def _on(read: Read, table: TypedTable, cell: TypedCell, kind: str, words: str, nearest: str = "") -> Flag:
    at = (
        read.text.find(cell.written, table.start, table.end)
        if cell.claim is None
        else cell.claim.number.start
    )
    return read.flag(at, at + len(cell.written), kind, words, nearest)


def claims_in(tables: Sequence[TypedTable]) -> Iterator[Claim]:
    """The numbers of typed tables, to be held like any other."""
    for table in tables:
        yield from (cell.claim for cell in table.cells if cell.claim is not None)


TYPED_CHECKS: Sequence[Check] = (
    Check("total", "A total is what its rows add up to.", _total),
    Check("decimals", "A column has one number of decimal places.", _decimals),
)
