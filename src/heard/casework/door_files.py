"""The files that came with what was told at the door: each a paper of its case, sealed until it is made ready."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from heard.casework import arriving_files, filing
from heard.representations.models import Representation

KIND = "recording"


def file_what_came(
    case: Representation, files: Iterable[tuple[str, bytes]], *, by: str, at: datetime, keep_names: bool
) -> tuple[str, ...]:
    """File what came, in order, inside the transaction of the telling. The same file twice is filed once.

    Where whoever told us keeps their name to themselves their files' names, which may say it, are not kept. Where there
    is no room left the words are put on record without the file. Returns the names of those that were left out.
    Raises NotNow for what was not looked over.
    """
    seen: set[str] = set()
    left_out: list[str] = []
    for name, content in files:
        digest = filing.digest_of(content)
        if digest in seen:
            continue
        seen.add(digest)
        try:
            arriving_files.file_arrival(
                reference=case.reference,
                name=name,
                content=content,
                kind=KIND,
                by=by,
                at=at,
                keep_name=keep_names,
            )
        except arriving_files.NoRoom:
            left_out.append(name)
    return tuple(left_out)
