"""The process that opens one file from outside. It hands back the file without what it says of itself, or why not.

Started by `heard.files.opening` with the file as its standard input. It imports no Django and, once it has begun, can
reach no other file, no network and no other process.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from importlib import import_module

from heard.files.cleaned import Cleaned
from heard.files.confined import limit, shut_off
from heard.files.kinds import BY_MEDIA_TYPE, Kind
from heard.files.refusing import NotTaken, Why

ROOMS = {
    "picture": "heard.files.pictures",
    "pdf": "heard.files.pdfs",
    "packed": "heard.files.packed",
    "rtf": "heard.files.rich_text",
    "sound": "heard.files.recordings",
    "film": "heard.files.recordings",
}
DOES = {"copy": "clean", "small": "small"}
# What the standard library reads from disk only when it is first needed: after shutting off that is too late.
AHEAD = ("encodings.cp437", "encodings.latin_1", "encodings.utf_16", "encodings.ascii", "encodings.cp1252")
# The same of the library that reads words out of a PDF.
AHEAD_OF_WORDS = ("pypdf.filters", "pypdf._codecs._codecs")


def main() -> int:
    """Open standard input and write what became of it."""
    job, kind = sys.argv[1], BY_MEDIA_TYPE[sys.argv[2]]
    limit(os.fstat(0).st_size)
    for name in (*AHEAD, *(AHEAD_OF_WORDS if job == "words" else ())):
        import_module(name)
    room = import_module("heard.files.words" if job == "words" else ROOMS[kind.family])
    left = shut_off()
    with os.fdopen(0, "rb") as file:
        content = file.read()
    said, copy = _done(_read if job == "words" else getattr(room, DOES[job]), content, kind)
    with os.fdopen(1, "wb") as out:
        out.write(json.dumps({**said, "left": left, "size": len(copy)}).encode() + b"\n" + copy)
    return 0


def _read(content: bytes, kind: Kind) -> Cleaned:
    from heard.files.words import words_of  # loaded before the files were shut off, where it is asked for

    return Cleaned(kind, words_of(content, kind.media_type).encode("utf-8", "replace"))


def _done(
    do: Callable[[bytes, Kind], Cleaned], content: bytes, kind: Kind
) -> tuple[dict[str, object], bytes]:
    try:
        done = do(content, kind)
    except NotTaken as why:
        return {"why": why.why.value}, b""
    except (MemoryError, RecursionError):
        return {"why": Why.TOO_MUCH.value}, b""
    except Exception:  # noqa: BLE001 (a file from outside can be broken in any way)
        return {"why": Why.DAMAGED.value}, b""
    said = {
        "kind": done.kind.media_type,
        "copy": (done.copy_kind or done.kind).media_type,
        "sure": done.is_sure,
    }
    return said, done.copy or b""


if __name__ == "__main__":
    sys.exit(main())
