"""A released report held against the record: the file as it was released, and what would be counted today, and why.

Heard reads the number and the fingerprint that every file of a release carries, makes the same file again from what was
frozen, and compares the numbers in both. Then it counts the figures again, and says of each that moved what touched it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from heard.casework.looking_at_reports import corrections_since, imports_since, released_as, touched_since
from heard.casework.reports_releasing import is_as_released
from heard.figures.frozen import Difference, cell_at, differences, read_back
from heard.figures.table_cells import TableResult
from heard.figures.tables import cases_of
from heard.law.version import rule_book_version
from heard.law.working_days import in_words
from heard.ledger.models import Correction, Entry, PublishedReport
from heard.reporting.cached import snapshot_now
from heard.reporting.file_text import KindNotKnown, kind_of, text_of
from heard.reporting.files import as_file
from heard.reporting.formats import FORMATS
from heard.reporting.publishing import released_as_report, tables_now

MARK = re.compile(r"\bR(\d{1,8})-(\d{1,8})\b")
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
NUMBER = re.compile(r"[£+−-]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?%?")
MOST_SHOWN, MOST_ASKED = 8, 60


class NotARelease(Exception):
    """The file is of no released report; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that would be counted otherwise today, and what is known to have touched it since."""

    difference: Difference
    because: tuple[str, ...]


@dataclass(frozen=True)
class Verified:
    """What was found: whether the file is as released, whether the figures still are, and what changed since."""

    report: PublishedReport
    faults: tuple[str, ...]
    moved: tuple[Moved, ...]
    notes: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether the file is whole and every figure would be counted the same today."""
        return not self.faults and not self.moved


def verify_file(path: Path, *, today: date, called: str = "") -> Verified:
    """Verify a file of a release; `called` names the release where the file does not, such as R3-1.

    Raises NotARelease where no release is named or the file cannot be read.
    """
    try:
        content = path.read_bytes()
        text = text_of(content)
    except (OSError, KindNotKnown) as why:
        raise NotARelease(
            f"The file cannot be read: {why}. Give a file of a report that was released."
        ) from why
    match = MARK.search(text)
    row = released_as(called or (match[0] if match else ""))
    if row is None:
        raise NotARelease(
            "The file names no report that was released here. Every file of a release names it, such as R3-1, at its "
            "beginning or end. If it was cut off, say which it is with --report."
        )
    return verify_release(row, today=today, faults=tuple(_faults(row, content, text, called)))


def verify_release(row: PublishedReport, *, today: date, faults: tuple[str, ...] = ()) -> Verified:
    """Count the figures of a release again, as known on the same day, and say what changed since and why."""
    if not is_as_released(row):
        faults = (*faults, "The record of the release itself was edited by hand. Have the ledger checked.")
    was = read_back(json.loads(row.figures))
    now = tables_now(row.period, row.as_at, today=today)
    found = differences(was, now)
    return Verified(row, faults, tuple(_moved(row, found, was, now, today)), tuple(_notes(row)))


def _faults(row: PublishedReport, content: bytes, text: str, called: str) -> Iterator[str]:
    kind = kind_of(content)
    digests = set(DIGEST.findall(text))
    if digests and row.digest not in digests:
        other = sorted(digests)[0][:12]
        yield f"The fingerprint in the file is not that of {row.mark}: {other}…, not {row.digest[:12]}…."
    if not digests and not called:
        yield "The file carries no fingerprint, so nothing proves that it is whole."
    if kind == "pdf" or kind not in FORMATS:
        return  # How a page is broken into lines is for its maker: a PDF is proved by its fingerprint.
    again = text_of(as_file(released_as_report(row), kind))
    said, right = _numbers(text), _numbers(again)
    if more := list((said - right).elements()):
        yield f"In the file stand numbers that were not released: {_some(more)}."
    if less := list((right - said).elements()):
        yield f"In the file these numbers of the release are missing: {_some(less)}."


def _numbers(text: str) -> Counter[str]:
    return Counter(one.replace("−", "-") for one in NUMBER.findall(DIGEST.sub(" ", text)))


def _some(numbers: Sequence[str]) -> str:
    more = f" and {len(numbers) - MOST_SHOWN} more" if len(numbers) > MOST_SHOWN else ""
    return f"{', '.join(numbers[:MOST_SHOWN])}{more}"


def _notes(row: PublishedReport) -> Iterator[str]:
    """What may have moved figures without touching any one case."""
    if row.rule_book != rule_book_version():
        yield f"The rule book changed since: it was {row.rule_book}, and is {rule_book_version()}."
    for run in imports_since(row):
        what = "was undone" if run.undone_at and run.undone_at >= row.released_at else "was brought in"
        yield f"Sheet {run.number} {what} since."


def _moved(
    row: PublishedReport,
    found: Sequence[Difference],
    was: Sequence[TableResult],
    now: Sequence[TableResult],
    today: date,
) -> Iterator[Moved]:
    if not found:
        return
    seen, touched = snapshot_now(today, row.as_at), touched_since(row)
    corrected: dict[str, list[Correction]] = {}
    for one in corrections_since(row):
        corrected.setdefault(one.reference, []).append(one)
    for place, difference in enumerate(found):
        cell = cell_at(now, difference.table, difference.row, difference.column)
        before = cell_at(was, difference.table, difference.row, difference.column)
        behind = cases_of(seen, cell, row.as_at) if cell is not None and place < MOST_ASKED else ()
        because = tuple(_because(dict.fromkeys(behind), touched, corrected))
        if before and cell and before.definition != cell.definition:
            because = ("What it counts was defined otherwise.", *because)
        yield Moved(difference, because)


def _because(
    behind: dict[str, None], touched: dict[str, list[Entry]], corrected: dict[str, list[Correction]]
) -> Iterator[str]:
    """What touched the cases counted now; where none did, the cases corrected since that may have left the number."""
    counted = [one for one in behind if one in touched]
    gone = [one for one in touched if one not in behind and one in corrected]
    for reference in (counted or gone)[:MOST_SHOWN]:
        still = "counted now" if reference in behind else "not counted here now"
        if reference in corrected:
            for one in corrected[reference][-3:]:
                words = f"{one.what.replace('_', ' ')} was corrected on {in_words(one.at.date())} by {one.by}"
                yield f"{reference} ({still}): {words}: {one.why}"
        else:
            last = touched[reference][-1]
            act = last.act.replace("_", " ")
            yield f"{reference} ({still}): {act}, {in_words(last.at.date())}, entry {last.sequence} of the ledger"


__all__ = ["Moved", "NotARelease", "Verified", "verify_file", "verify_release"]
