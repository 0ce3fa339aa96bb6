"""A file that was looked over is filed: as it came where it says nothing of itself, else sealed beside a plain copy."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from heard.casework.filing import file_paper
from heard.casework.permissions import Level
from heard.files.opening import Opened
from heard.representations.models import Document

OF_ITSELF = Document.OfItself


def file_opened(
    *,
    reference: str,
    title: str,
    kind: str,
    kind_as_said: str,
    level: Level,
    content: bytes,
    opened: Opened,
    by: str,
    at: datetime,
    copy_of: Document | None = None,
) -> Document:
    """File a paper, and return the row that people open. Raises NoSuchCase, NotNow.

    `kind_as_said` is the kind of the file as it came, where its copy is set aside until somebody says what it is. What
    may say who made it, because that could not be taken off for sure, is read by the complaints team and those who
    decide, and by nobody else.
    """

    keep = partial(_keep, reference=reference, title=title, kind=kind, by=by, at=at)
    plain = content if opened.copy is None else opened.copy
    is_type = opened.kind.media_type if opened.copy is None else opened.copy_kind.media_type
    if copy_of is not None:  # parts were taken out by somebody: what says who did it need not be kept
        return keep(
            plain,
            is_type,
            level,
            OF_ITSELF.NOTHING if opened.is_sure else OF_ITSELF.AS_FILED,
            copy_of=copy_of,
        )
    if opened.is_sure and opened.copy is None:
        return keep(content, is_type, level, OF_ITSELF.NOTHING)
    if not opened.is_sure:
        level = max(level, Level.S3)
    if opened.copy is None:
        return keep(content, is_type, level, OF_ITSELF.NOT_SURE)
    original = keep(content, opened.kind.media_type, Level.S4, OF_ITSELF.SEALED, kind=kind_as_said)
    of_itself = OF_ITSELF.TAKEN_OFF if opened.is_sure else OF_ITSELF.NOT_SURE
    return keep(plain, is_type, level, of_itself, copy_of=original)


def _keep(
    content: bytes, media_type: str, level: Level, of_itself: Document.OfItself, **more: Any
) -> Document:
    return file_paper(content=content, media_type=media_type, level=level, of_itself=of_itself, **more)
