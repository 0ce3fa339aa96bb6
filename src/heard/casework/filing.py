"""The papers of a case: filed under their digest, read back only if they are still what was filed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from heard.casework.performing import NoSuchCase, NotNow
from heard.casework.permissions import Level
from heard.casework.store import store
from heard.casework.virus_scanner import has_scanner
from heard.casework.writing import writing
from heard.representations.models import Document, Representation

FOLDER = "files"
# A copy that holds all that came but for what the file says of itself: nothing else was taken out of it.
PLAIN_COPY = (Document.OfItself.TAKEN_OFF, Document.OfItself.NOT_SURE)
LARGEST = 50 * 1024 * 1024


class NotAsFiled(Exception):
    """The file in the store is not the one that was filed, or is not there; the message says which paper."""


class HeldBack(NotAsFiled):
    """Nobody may open a paper: it waits for the virus scan, or a virus was found. The message says what to do."""


def file_paper(
    *,
    reference: str,
    title: str,
    kind: str,
    level: Level,
    content: bytes,
    media_type: str,
    by: str,
    at: datetime,
    copy_of: Document | None = None,
    of_itself: Document.OfItself = Document.OfItself.AS_FILED,
) -> Document:
    """Add a paper to a case, or a working copy of one. What was filed is never changed. Raises NoSuchCase, NotNow.

    A working copy never has a lower level than its original until its release is approved; only the copy without what a
    file says of itself (`of_itself`) is open while its original is sealed.
    """
    case = Representation.objects.filter(reference=reference).first()
    if case is None:
        raise NoSuchCase(f"There is no case {reference}. Check the number.")
    _refuse(title, content, copy_of, case)
    is_plain_copy = copy_of is not None and of_itself in PLAIN_COPY
    row = paper_row(
        case,
        title=title,
        kind=kind,
        level=max(level, Level(copy_of.level)) if copy_of and not is_plain_copy else level,
        content=content,
        media_type=media_type,
        by=by,
        at=at,
        copy_of=copy_of,
        of_itself=of_itself,
    )
    with writing("file_paper", by=by, at=at, reference=reference, digest=row.digest) as line:
        line.add(row)
    return row


def paper_row(
    case: Representation,
    *,
    title: str,
    kind: str,
    level: Level,
    content: bytes,
    media_type: str,
    by: str,
    at: datetime,
    copy_of: Document | None,
    of_itself: Document.OfItself,
) -> Document:
    """A paper whose file is in the store, still to be written."""
    digest = keep_file(content)
    return Document(
        representation=case,
        title=title.strip()[:300],
        kind=kind[:40],
        level=level,
        is_original=copy_of is None,
        copy_of=copy_of,
        digest=digest,
        path=place_of(digest),
        media_type=media_type[:120],
        size=len(content),
        added_by=by[:80],
        added_at=at,
        says_of_itself=of_itself,
    )


def is_whole(document: Document) -> bool:
    """Whether a paper holds all that came: an original, or its copy without what the file says of itself."""
    return document.is_original or document.says_of_itself in PLAIN_COPY


def propose_release(*, document: Document, by: str, at: datetime) -> None:
    """Propose a working copy, with parts taken out, for release. An original is never released. Raises NotNow."""
    if is_whole(document):
        raise NotNow(
            "An original is not released: make a working copy, take out what must go, and propose that."
        )
    _release(document, "propose_release", Document.Redaction.PROPOSED, by, at)


def approve_release(*, document: Document, level: Level, by: str, at: datetime) -> None:
    """Approve a proposed working copy for release at a level. Raises NotNow."""
    if document.redaction != Document.Redaction.PROPOSED:
        raise NotNow("Nobody has proposed this paper for release. Propose it first.")
    _release(document, "approve_release", Document.Redaction.APPROVED, by, at, level=int(level))


def read_paper(document: Document) -> bytes:
    """The file of a paper, held against its digest. Raises HeldBack where nobody may open it, and NotAsFiled."""
    if why := held_back(document):
        raise HeldBack(why)
    return read_stored(document)


def held_back(document: Document) -> str:
    """Why nobody may open the file of a paper now, in words; nothing where it may be opened."""
    if document.scan == Document.Scan.FOUND:
        return (
            f"“{document.title}” is held back: the virus scan found {document.found} in it. Nobody can open it. "
            "Ask whoever sent it for a printout, a photo or a new copy, and tell whoever looks after your computers."
        )
    if document.scan == Document.Scan.WAITING and has_scanner():
        return (
            f"“{document.title}” waits for the virus scan. It can be opened once the scan is done, mostly within a "
            "minute. If it waits for longer, tell whoever looks after your computers."
        )
    return ""


def read_stored(document: Document) -> bytes:
    """The file of a paper as it lies in the store, for the scanner and for making its copy. Raises NotAsFiled."""
    try:
        content = store().get(named(document.path))
    except OSError as why:
        raise NotAsFiled(
            f"The file of “{document.title}” cannot be read. Restore it from the backup."
        ) from why
    if digest_of(content) != document.digest:
        raise NotAsFiled(
            f"The file of “{document.title}” is not the one that was filed. Restore it from the backup."
        )
    return content


def digest_of(content: bytes) -> str:
    """The digest under which a file is filed."""
    return hashlib.sha256(content).hexdigest()


def keep_file(content: bytes) -> str:
    """Keep a file in the store, readable by the installation alone. Returns its digest. Raises OSError.

    Filed again it is put again: what was about to be thrown away with an erased case stays.
    """
    digest = digest_of(content)
    store().put(named(place_of(digest)), content)
    return digest


def filed_at(path: str) -> float | None:
    """When the file at a place of the store was last filed, in seconds since 1970; None where there is none."""
    return store().filed_at(named(path))


def throw_away(path: str) -> None:
    """Take a file out of the store for good, whose last row was erased. No file there is no fault."""
    store().throw_away(named(path))


def all_filed() -> Iterator[str]:
    """The place of every file in the store, in order."""
    return (name.removeprefix(named("")) for name in store().names(named("")))


def named(path: str) -> str:
    """How the store calls the file of a place, beside what else it keeps."""
    return f"{FOLDER}/{path}"


def place_of(digest: str) -> str:
    """Where in the store the file of a digest lies."""
    return f"{digest[:2]}/{digest[2:]}"


def read_kept(digest: str, what: str) -> bytes:
    """A file of the store that is no paper, held against its digest. Raises NotAsFiled, naming `what` it is."""
    try:
        content = store().get(named(place_of(digest)))
    except OSError as why:
        raise NotAsFiled(f"{what} cannot be read. Restore it from the backup.") from why
    if digest_of(content) != digest:
        raise NotAsFiled(f"{what} is not as it was kept. Restore it from the backup.")
    return content


def _release(document: Document, act: str, redaction: str, by: str, at: datetime, **more: int) -> None:
    reference = document.representation.reference
    with writing(act, by=by, at=at, reference=reference, paper=document.pk) as line:
        line.change(document, redaction=redaction, **more)


def _refuse(title: str, content: bytes, copy_of: Document | None, case: Representation) -> None:
    if not title.strip():
        raise NotNow("A paper has a title, so that people can tell it from others. Write one.")
    if not content:
        raise NotNow("The file is empty. Choose the file again.")
    if len(content) > LARGEST:
        raise NotNow(f"The file is larger than {LARGEST // 2**20} MB. Split it, or make it smaller.")
    if copy_of is not None and copy_of.representation_id != case.pk:
        raise NotNow("A working copy belongs to the case of its original.")
