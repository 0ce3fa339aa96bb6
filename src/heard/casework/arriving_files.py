"""What becomes of a file that reaches the council: filed sealed, scanned, copied without what it says of itself, open.

At the public's door: `look_over` for the answer on the page; `file_arrival` inside the transaction that puts the words
on record; `make_ready` after it. What is not made ready then is made ready by `heard files` and by the night.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from heard.casework import filing, jobs
from heard.casework.access import Eyes
from heard.casework.court_papers import signs_of_court
from heard.casework.looking_over import LookedOver, look_over
from heard.casework.papers import ENDING, KINDS, ONLY_A_FILE_NAME, SEALED_KINDS, SET_ASIDE
from heard.casework.performing import NoSuchCase, NotNow
from heard.casework.permissions import Level
from heard.casework.room_for_files import NoRoom, demand_room
from heard.casework.virus_scanner import SECONDS_TO_ANSWER, NotReached, Scanned, has_scanner, scan
from heard.casework.words_of_papers import words_of
from heard.casework.writing import writing
from heard.files.kinds import kind_of
from heard.files.opening import Opened, open_file
from heard.files.refusing import NotTaken
from heard.representations.models import Document, Representation

__all__ = ["LookedOver", "NoRoom", "Readied", "file_arrival", "look_over", "make_ready", "most_files"]

MOST_IN_A_TELLING = 10
TOO_MANY = f"You can send {MOST_IN_A_TELLING} files. Take one away, or send the others later."
OF_ITSELF, SCAN = Document.OfItself, Document.Scan
# What a file is called whose name says nothing, or must not be kept.
CALLED = {
    "picture": "Picture that came with it",
    "sound": "Recording that came with it",
    "film": "Film that came with it",
    "pdf": "PDF that came with it",
}
MOST_AT_ONCE = 200
# Somebody waits for the page: a scanner that takes longer answers to `heard files`.
SECONDS_OF_A_PAGE = 5.0
SCANNING, COPYING = "scan a file", "make a copy"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Readied:
    """What was made ready: files scanned, viruses found, copies made, files that cannot be opened, what waits still."""

    scanned: int = 0
    found: int = 0
    copied: int = 0
    broken: int = 0
    waiting: int = 0
    scanner_answers: bool = True
    parked: int = 0


def most_files(there: int) -> str:
    """What to say where one telling has as many files as it may have; nothing where one more may come."""
    return TOO_MANY if there >= MOST_IN_A_TELLING else ""


def file_arrival(
    *, reference: str, name: str, content: bytes, kind: str, by: str, at: datetime, keep_name: bool = True
) -> Document:
    """File what came from outside on a case, sealed until it is made ready. Opens nothing, so that it is quick.

    `kind` is one of the kinds of papers; `keep_name` is false where whoever sent it keeps their own name to themselves.
    Raises NoRoom before anything is written: the words are then put on record without it. Raises NoSuchCase, NotNow.
    """
    case = Representation.objects.filter(reference=reference).first()
    if case is None:
        raise NoSuchCase(f"There is no case {reference}. Check the number.")
    demand_room(reference, len(content), at=at, from_public=True)
    try:
        found = kind_of(content, name)
    except NotTaken as why:
        raise NotNow(f"“{name[:80]}” is not a file that is taken. Look it over first.") from why
    return filing.file_paper(
        reference=reference,
        title=_title(case, name if keep_name else "", found.family),
        kind=kind if kind in KINDS else "other",
        level=Level.S4,
        content=content,
        media_type=found.media_type,
        by=by,
        at=at,
        of_itself=OF_ITSELF.WAITS,
    )


def make_ready(*, by: str, at: datetime, reference: str = "", most: int = MOST_AT_ONCE) -> Readied:
    """Scan what waits for the scan, and make the copies that wait. Never inside the transaction of an act.

    With a `reference` somebody waits for the page, and a slow scanner is not waited for. Run twice, the second time
    finds nothing. Where the scanner does not answer everything stays as it is, and nothing that waits for it is opened
    by anybody.
    """
    seconds = SECONDS_OF_A_PAGE if reference else SECONDS_TO_ANSWER
    scanned, found, answers = _scan_what_waits(reference, by, at, most, seconds)
    copied, broken = _copy_what_waits(reference, by, at, most)
    waiting = {row.pk for rows in (_to_scan(reference), _to_copy(reference)) for row in rows.only("pk")}
    return Readied(scanned, found, copied, broken, len(waiting), answers, len(jobs.parked()))


def _to_scan(reference: str) -> QuerySet[Document]:
    """What is scanned: each file that came, and no copy that is made of it here."""
    if not has_scanner():
        return Document.objects.none()
    rows = Document.objects.filter(scan=SCAN.WAITING).exclude(
        copy_of__isnull=False, says_of_itself__in=filing.PLAIN_COPY
    )
    rows = rows.exclude(pk__in=jobs.numbers_parked(SCANNING))
    return rows.filter(representation__reference=reference) if reference else rows


def _to_copy(reference: str) -> QuerySet[Document]:
    rows = Document.objects.filter(says_of_itself=OF_ITSELF.WAITS).exclude(scan=SCAN.FOUND)
    rows = rows.exclude(pk__in=jobs.numbers_parked(COPYING))
    return rows.filter(representation__reference=reference) if reference else rows


def _scan_what_waits(
    reference: str, by: str, at: datetime, most: int, seconds: float
) -> tuple[int, int, bool]:
    scanned = found = 0
    for row in _to_scan(reference).select_related("representation").order_by("pk")[:most]:
        try:
            said = jobs.attempt(SCANNING, row.pk, partial(_scanned, row, seconds, by, at), at=at, failed=None)
        except NotReached as why:
            log.warning("%s Files wait in quarantine.", why)
            return scanned, found, False
        if said is not None:
            scanned, found = scanned + 1, found + bool(said.found)
    return scanned, found, True


def _scanned(row: Document, seconds: float, by: str, at: datetime) -> Scanned:
    said = scan(filing.read_stored(row), seconds)
    _keep_scan(row, said.found, by, at)
    return said


def _keep_scan(row: Document, name: str, by: str, at: datetime) -> None:
    """What the scan said, of a file and of the copy that was made of it here."""
    state = SCAN.FOUND if name else SCAN.CLEAN
    with writing(
        "scan_file", by=by, at=at, reference=row.representation.reference, paper=row.pk, found=name
    ) as line:
        for one in (row, *row.copies.filter(says_of_itself__in=filing.PLAIN_COPY)):
            line.change(one, scan=state, found=name, scanned_at=at)


def _copy_what_waits(reference: str, by: str, at: datetime, most: int) -> tuple[int, int]:
    copied = broken = 0
    for row in _to_copy(reference).select_related("representation").order_by("pk")[:most]:
        if filing.held_back(row):
            continue
        made, unmade = jobs.attempt(
            COPYING, row.pk, partial(_copied, row, by, at), at=at, failed=(False, False)
        )
        copied, broken = copied + made, broken + unmade
    return copied, broken


def _copied(row: Document, by: str, at: datetime) -> tuple[bool, bool]:
    """Whether its copy was made, and whether it cannot be opened."""
    try:
        opened = open_file(filing.read_stored(row))
    except (NotTaken, filing.NotAsFiled) as why:
        log.warning("Of paper %s no copy could be made: %s", row.pk, why)
        return False, _keep_copy(row, None, by, at)
    return _keep_copy(row, opened, by, at), False


def _keep_copy(row: Document, opened: Opened | None, by: str, at: datetime) -> bool:
    """Keep the copy that people open, unless somebody else made it meanwhile."""
    with transaction.atomic():
        now = Document.objects.select_for_update().get(pk=row.pk)
        if now.says_of_itself != OF_ITSELF.WAITS:
            return False
        now.representation = row.representation
        with writing("make_copy", by=by, at=at, reference=row.representation.reference, paper=row.pk) as line:
            if opened is None:
                line.change(now, says_of_itself=OF_ITSELF.BROKEN)
            elif opened.copy is None:
                line.change(now, **_as_it_is(now, opened))
            else:
                line.change(now, says_of_itself=OF_ITSELF.SEALED, media_type=opened.kind.media_type)
                line.add(_copy(now, opened, opened.copy, by, at))
    return True


def _as_it_is(row: Document, opened: Opened) -> dict[str, object]:
    """Where there was nothing to take off, or it cannot be, people open what came."""
    kind, level = _kind_and_level(row, filing.read_stored(row), opened)
    of_itself = OF_ITSELF.NOTHING if opened.is_sure else OF_ITSELF.NOT_SURE
    return {"says_of_itself": of_itself, "kind": kind, "level": level, "media_type": opened.kind.media_type}


def _copy(row: Document, opened: Opened, content: bytes, by: str, at: datetime) -> Document:
    kind, level = _kind_and_level(row, content, opened)
    copy = filing.paper_row(
        row.representation,
        title=row.title,
        kind=kind,
        level=level,
        content=content,
        media_type=opened.copy_kind.media_type,
        by=by,
        at=at,
        copy_of=row,
        of_itself=OF_ITSELF.TAKEN_OFF if opened.is_sure else OF_ITSELF.NOT_SURE,
    )
    copy.scan, copy.scanned_at = row.scan, row.scanned_at
    return copy


def _kind_and_level(row: Document, content: bytes, opened: Opened) -> tuple[str, Level]:
    """Those who read the case read it, but what may say who sent it, or reads as if it came from court."""
    if row.kind in SEALED_KINDS:
        return row.kind, Level.S4
    if signs_of_court(words_of(content, opened.copy_kind.media_type), row.title):
        return SET_ASIDE, Level.S4
    return row.kind, Level.S2 if opened.is_sure else Level.S3


def _title(case: Representation, name: str, family: str) -> str:
    """The name the file came with, if it says anything; else what it is. Nothing invisible, and no folders."""
    plain = "".join(one if one.isprintable() else " " for one in unicodedata.normalize("NFC", name))
    plain = ENDING.sub("", re.split(r"[/\\]", plain)[-1]).strip(" .")[:200]
    if plain and not ONLY_A_FILE_NAME.match(plain):
        return plain
    called = CALLED.get(family, "File that came with it")
    there = case.documents.filter(title__startswith=called, is_original=True).count()
    return f"{called}, {there + 1}" if there else called


def waiting_on(eyes: Eyes, case: Representation) -> Iterator[str]:
    """What came for a case and cannot be opened yet, or not at all: a sentence each for those who read its papers."""
    if "papers" not in eyes.parts or eyes.level < Level.S2:
        return
    stuck = set(jobs.numbers_parked(SCANNING, COPYING))
    came = case.documents.filter(is_original=True, says_of_itself__in=(OF_ITSELF.WAITS, OF_ITSELF.BROKEN))
    for row in came.exclude(kind__in=(*SEALED_KINDS, SET_ASIDE)).order_by("pk"):
        yield (
            PARKED.format(row.title)
            if row.pk in stuck
            else filing.held_back(row) or NOT_YET[OF_ITSELF(row.says_of_itself)].format(row.title)
        )


PARKED = (
    "“{}” came and could not be made ready, although it was tried several times. Nothing of it is lost. Tell whoever "
    "looks after your computers."
)
NOT_YET = {
    OF_ITSELF.WAITS: "“{}” came and is being made ready. It stands among the papers in a minute or so.",
    OF_ITSELF.BROKEN: "“{}” came and cannot be opened. Ask whoever sent it for a PDF or a photo of it.",
}
