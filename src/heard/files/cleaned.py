"""What became of a file whose metadata was to be taken off."""

from __future__ import annotations

from dataclasses import dataclass

from heard.files.kinds import Kind


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file looked over: what it is, and its copy without what it says of itself, where there was anything."""

    kind: Kind
    copy: bytes | None = None
    is_sure: bool = True
    copy_kind: Kind | None = None
