"""What the public's pages say, collected from the pages themselves into catalogues, without the tools of gettext."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from heard.casework.door_words import Said

SOURCE = Path(__file__).resolve().parent.parent
KEYWORDS = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"))
ROOMS = ("web", "casework")
MARKED = re.compile(r"django\.utils\.translation|{% load [^%]*i18n")


def sentences() -> Iterator[tuple[str, str]]:
    """Each sentence that is marked to be put into other languages, and the file it stands in."""
    for room in ROOMS:
        for path in sorted((SOURCE / room).rglob("*")):
            if path.suffix not in (".py", ".html") or not MARKED.search(path.read_text("utf-8")):
                continue
            where = path.relative_to(SOURCE).as_posix()
            for _, found, _, _ in extract("python", BytesIO(_as_python(path)), KEYWORDS):
                yield str(found), where


def _as_python(path: Path) -> bytes:
    if path.suffix == ".py":
        return path.read_bytes()
    lines = templatize(path.read_text("utf-8")).splitlines()
    # What is left of the page are rows of X, indented as it pleased.
    return "\n".join(line.lstrip() for line in lines).encode()


def catalogue(code: str, said: Iterable[Said]) -> Catalog:
    """A catalogue to write out: each sentence with its words and where it stands."""
    found = _empty(code)
    for one in said:
        found.add(one.english, one.words, locations=[(one.where, 0)])
    return found


def written(found: Catalog, width: int = 0) -> bytes:
    """A catalogue as a .po file, without the hour at which it was written."""
    out = BytesIO()
    write_po(out, found, width=width, omit_header=False, include_lineno=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    unwanted = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator', '"Language-Team',
                '"Report-Msgid', '"Project-Id')  # fmt: skip
    return "".join(line for line in lines if not line.startswith(unwanted)).encode()


def collect() -> dict[str, int]:
    """Write the catalogues anew, and compile them. Gives how many sentences each language has no words for."""
    from heard.casework.door_words import OURS, file_of, in_machine_form
    from heard.casework.languages import LANGUAGES

    found: dict[str, list[str]] = {}
    for english, where in sentences():
        if where not in found.setdefault(english, []):
            found[english].append(where)
    (OURS / "django.pot").write_bytes(written(_of("en", found, {})))
    counts = {}
    for one in LANGUAGES:
        path = file_of(OURS, one.code)
        path.parent.mkdir(parents=True, exist_ok=True)
        there = _words_in(path)
        made = _of(one.code, found, there)
        path.write_bytes(written(made))
        # Compiled from what was written, so that both files say the same to the letter.
        file_of(OURS, one.code, "mo").write_bytes(in_machine_form(read_po(BytesIO(path.read_bytes()))))
        counts[one.name] = sum(1 for english in found if not there.get(english))
    return counts


def _words_in(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id and not one.fuzzy}


def _of(code: str, found: dict[str, list[str]], there: dict[str, str]) -> Catalog:
    made = _empty(code)
    for english, places in found.items():
        made.add(english, there.get(english, ""), locations=[(place, 0) for place in places])
    return made


def _empty(code: str) -> Catalog:
    return Catalog(locale=code, project="Heard", header_comment="# Words of the public's pages.", fuzzy=False)
