"""The process in which papers are turned into pages, joined, read, hidden in and read back; it can reach nothing else.

Started by `heard.files.working` with what it is given as its standard input. It imports no Django.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from importlib import import_module
from io import BytesIO
from typing import Any

from heard.files.confined import MEMORY, limit, shut_off
from heard.files.packing import pack, unpack
from heard.files.refusing import NotTaken, Why

Given = tuple[dict[str, Any], list[bytes]]
SECONDS = 60
AHEAD = (
    "encodings.cp437", "encodings.latin_1", "encodings.utf_16", "encodings.utf_16_be", "encodings.utf_16_le",
    "encodings.ascii", "encodings.cp1252", "encodings.mac_roman", "encodings.charmap", "encodings.gb18030",
    "encodings.shift_jis", "encodings.big5", "encodings.euc_kr", "pypdf.filters", "pypdf._codecs._codecs",
    "pypdf._codecs.core_font_metrics", "encodings.idna", "encodings.unicode_escape",
)  # fmt: skip


def main() -> int:
    """Do the one thing asked and write what came of it."""
    size = os.fstat(0).st_size
    limit(size, memory=MEMORY + 6 * size, seconds=SECONDS)
    _load()
    left = shut_off()
    with os.fdopen(0, "rb") as file:
        said, blobs = unpack(file.read())
    try:
        answer, files = JOBS[sys.argv[1]](said, blobs)
    except NotTaken as why:
        answer, files = {"why": why.why.value}, []
    except (MemoryError, RecursionError):
        answer, files = {"why": Why.TOO_MUCH.value}, []
    except Exception:  # noqa: BLE001 (a file from outside can be broken in any way)
        answer, files = {"why": Why.DAMAGED.value}, []
    with os.fdopen(1, "wb") as out:
        out.write(pack({**answer, "left": left}, files))
    return 0


def _load() -> None:
    """Load what libraries read from disk only when it is first needed: after shutting off that is too late."""
    for name in AHEAD:
        import_module(name)
    import docx  # noqa: F401, PLC0415
    from PIL import Image  # noqa: PLC0415
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415
    from reportlab.platypus import Image as Picture  # noqa: PLC0415
    from reportlab.platypus import Paragraph, Table  # noqa: PLC0415

    from heard.files import hiding, joining, page_reading, read_back, sheets  # noqa: F401, PLC0415
    from heard.files.binding import BODY, HEADING, Bound, set_pages  # noqa: PLC0415

    Image.init()
    dots = BytesIO()
    Image.new("RGB", (2, 2)).save(dots, "JPEG")
    first = set_pages(
        [Paragraph("<b>a</b> <i>é</i>", BODY), Paragraph("b", HEADING), Table([["c"]]), Picture(dots, 2, 2)]
    )
    pages = PdfReader(BytesIO(first)).pages
    pages[0].extract_text()
    list(pages[0].images)
    writer = PdfWriter()
    writer.add_page(pages[0])
    writer.write(BytesIO())
    joining.one_file("a", ["b"], [Bound("c", first, ("",))])


def _bind(said: dict[str, Any], blobs: Sequence[bytes]) -> Given:
    """Each paper as pages; what cannot be is named, and keeps back none of the others."""
    from heard.files.binding import bind  # noqa: PLC0415

    told: list[dict[str, Any]] = []
    files: list[bytes] = []
    for one, content in zip(said["papers"], blobs, strict=True):
        try:
            bound = bind(one["title"], content, one["media_type"])
        except NotTaken as why:
            told.append({"why": why.why.value})
            files.append(b"")
            continue
        told.append({"texts": bound.texts, "is_picture": bound.is_picture, "covered": _covered(bound.pdf)})
        files.append(bound.pdf)
    return {"papers": told}, files


def _covered(pdf: bytes) -> list[int]:
    """The pages, from 1, on which something is drawn over words."""
    from pypdf import PdfReader  # noqa: PLC0415

    from heard.files.covered import covered_words  # noqa: PLC0415

    found = []
    for number, page in enumerate(PdfReader(BytesIO(pdf)).pages, start=1):
        try:
            if any(sum(letter.isalnum() for letter in run) > 1 for run in covered_words(page)):
                found.append(number)
        except Exception:  # noqa: BLE001, S112 (what draws a page can be broken in any way)
            continue
    return found


def _join(said: dict[str, Any], blobs: Sequence[bytes]) -> Given:
    from heard.files.binding import Bound  # noqa: PLC0415
    from heard.files.joining import one_file  # noqa: PLC0415

    papers = [Bound(title, pdf, ("",)) for title, pdf in zip(said["titles"], blobs, strict=True)]
    content, places = one_file(said["head"], said["lines"], papers)
    return {"places": [(one.first, one.last) for one in places]}, [content]


def _page(said: dict[str, Any], blobs: Sequence[bytes]) -> Given:
    from heard.files.page_reading import page_of  # noqa: PLC0415

    seen = page_of(said["title"], blobs[0], said["media_type"], said["number"], said["mark"])
    return {"number": seen.number, "pages": seen.pages, "text": seen.text}, list(seen.pictures)


def _find(said: dict[str, Any], blobs: Sequence[bytes]) -> Given:
    from heard.files.page_reading import found_in  # noqa: PLC0415

    found = found_in(said["title"], blobs[0], said["media_type"], said["words"])
    return {"found": [asdict(one) for one in found]}, []


def _hide(said: dict[str, Any], blobs: Sequence[bytes]) -> Given:
    from heard.files.binding import bind  # noqa: PLC0415
    from heard.files.hiding import ToHide, hide  # noqa: PLC0415

    bound = bind(said["title"], blobs[0], said["media_type"])
    wanted = [ToHide(**one) for one in said["wanted"]]
    copy, hidden = hide(said["title"], bound.pdf, wanted, said["reasons"])
    return asdict(hidden), [copy]


def _hide_all(said: dict[str, Any], blobs: Sequence[bytes]) -> Given:
    """Each paper without what is to be hidden in it; one that cannot be set anew is named, and keeps back none."""
    told: list[dict[str, Any]] = []
    files: list[bytes] = []
    for one, content in zip(said["papers"], blobs, strict=True):
        try:
            answer, copy = _hide({**one, "reasons": said["reasons"]}, [content])
        except NotTaken as why:
            answer, copy = {"why": why.why.value}, [b""]
        told.append(answer)
        files += copy
    return {"papers": told}, files


def _grid(said: dict[str, Any], blobs: Sequence[bytes]) -> Given:
    from pypdf import PdfReader  # noqa: PLC0415

    from heard.files.binding import bind  # noqa: PLC0415
    from heard.files.painting import gridded, painted, picture_on  # noqa: PLC0415

    pages = PdfReader(BytesIO(bind("", blobs[0], said["media_type"]).pdf)).pages
    picture = picture_on(pages[said["page"] - 1]) if 0 < said["page"] <= len(pages) else None
    if picture is None:
        raise NotTaken(Why.KIND)
    out = BytesIO()
    gridded(painted(picture, said["parts"])).save(out, "JPEG", quality=75)
    return {}, [out.getvalue()]


def _read_back(said: dict[str, Any], blobs: Sequence[bytes]) -> Given:
    from heard.files.read_back import read_back  # noqa: PLC0415

    return {"found": read_back(blobs[0], said["wanted"])}, []


def _tricks(said: dict[str, Any], blobs: Sequence[bytes]) -> Given:
    from heard.files.sheets import tricks_in  # noqa: PLC0415

    return {"tricks": tricks_in(blobs[0])}, []


JOBS: Mapping[str, Callable[[dict[str, Any], Sequence[bytes]], Given]] = {
    "bind": _bind,
    "join": _join,
    "page": _page,
    "find": _find,
    "hide": _hide,
    "hide_all": _hide_all,
    "grid": _grid,
    "read_back": _read_back,
    "tricks": _tricks,
}

if __name__ == "__main__":
    sys.exit(main())
