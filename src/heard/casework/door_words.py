"""The words of the public's pages in each language: ours, and the council's own in their place.

Each language is a catalogue in the form that gettext reads: `django.po` for people and, compiled, `django.mo` for the
pages. Ours lie beside the code; the council's in the folder `words` of the data. Where both say something, the council
is heard.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from json import dumps
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import PoFileError, read_po
from django.conf import settings

OURS = Path(__file__).resolve().parent.parent / "locale"
SOURCE = OURS / "django.pot"
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
TAGS = re.compile(r"</?[A-Za-z][^>]*>")
NUMBERS = re.compile(r"\d[\d,]*")
Stamp = tuple[str, int]
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
# What is read in another order keeps its parts together by marks that nobody sees.
MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")


class WordsRefused(Exception):
    """A file of words cannot be used; `faults` say why, each with its line and what to do."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Said:
    """One thing our pages say: in English, in the language, and where it stands. `is_own` is the council's own."""

    english: str
    words: str
    where: str
    is_own: bool = False


def own_folder() -> Path:
    """Where the council's own words lie."""
    return Path(settings.HEARD_WORDS)


def file_of(folder: Path, code: str, kind: str = "po") -> Path:
    """The file of a language's words in a folder."""
    return folder / code / "LC_MESSAGES" / f"django.{kind}"


def everything_said(code: str) -> list[Said]:
    """Everything the pages say, in a language, in the order in which it was collected; `en` is as we word it."""
    shown = words_in(code)
    own = compiled(file_of(own_folder(), code, "mo"))
    return [Said(one, shown.get(one, ""), where, one in own) for one, where in _source().items()]


def words_in(code: str) -> Mapping[str, str]:
    """What each of our English words is in a language, as the pages show it; what has no words is left out."""
    return _together(code, _changed(file_of(OURS, code, "mo")), _changed(file_of(own_folder(), code, "mo")))[
        0
    ]


def fingerprint(code: str) -> str:
    """What changes as soon as any of the words does, or something is said that has no words yet."""
    return _together(code, _changed(file_of(OURS, code, "mo")), _changed(file_of(own_folder(), code, "mo")))[
        1
    ]


@lru_cache(maxsize=32)
def _together(code: str, ours_changed: Stamp, own_changed: Stamp) -> tuple[Mapping[str, str], str]:
    ours = compiled(file_of(OURS, code, "mo")) if code != "en" else {one: one for one in _source()}
    known = {**ours, **compiled(file_of(own_folder(), code, "mo"))}
    said = {english: known[english] for english in _source() if known.get(english)}
    told = dumps(sorted(said.items()), ensure_ascii=False)
    return said, sha256(told.encode()).hexdigest()


def _changed(path: Path) -> Stamp:
    """Which file it is, and when it was changed last: what is kept of it is good until then."""
    try:
        return str(path), path.stat().st_mtime_ns
    except OSError:
        return str(path), 0


def without_words(code: str) -> list[str]:
    """What our pages say and the language has no words for."""
    there = words_in(code)
    return [english for english in _source() if english not in there]


def compiled(path: Path) -> Mapping[str, str]:
    """The words of a compiled catalogue; none where there is none."""
    name, changed = _changed(path)
    return _compiled(name, changed) if changed else {}


@lru_cache(maxsize=32)
def _compiled(name: str, changed: int) -> Mapping[str, str]:
    with open(name, "rb") as file:
        return {str(one.id): str(one.string) for one in read_mo(file) if one.id and one.string}


@lru_cache(maxsize=1)
def _source() -> Mapping[str, str]:
    return {str(one.id): ", ".join(place for place, _ in one.locations) for one in _read(SOURCE) if one.id}


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def read_words(path: Path) -> Catalog:
    """A file of words, held against what our pages say. Raises WordsRefused with everything that is wrong in it."""
    try:
        found = _read(path)
    except (OSError, PoFileError, UnicodeDecodeError, ValueError) as why:
        raise WordsRefused(
            f"“{path.name}” cannot be read as a .po file: {why}. Begin again with `heard words write`."
        ) from why
    faults = list(faults_in(found))
    if faults:
        raise WordsRefused(*faults)
    return found


def faults_in(found: Catalog) -> Iterator[str]:
    """What is wrong with the words of a catalogue, each fault with its line; what is left empty is no fault."""
    for one in found:
        if one.id:
            yield from (f"Line {one.lineno}: {fault}" for fault in _faults(one))


def _faults(one: Message) -> Iterator[str]:
    english, words = str(one.id), str(one.string or "")
    if english not in _source():
        near = get_close_matches(english, list(_source()), n=1)
        meant = f" Did you mean “{near[0]}”?" if near else ""
        yield f"no page says “{english}”.{meant} The line that begins with msgid stays as it is; change msgstr."
    elif words and one.fuzzy:
        yield f"“{words}” is marked fuzzy. Look at it, and take the mark off the line above."
    elif words:
        yield from _differs("the place held as", PLACES, english, words)
        yield from _differs("the mark", TAGS, english, words)
        yield from _differs("the number", NUMBERS, english, words)


def _differs(what: str, pattern: re.Pattern[str], english: str, words: str) -> Iterator[str]:
    wanted, there = (Counter(pattern.findall(MARKS.sub("", text))) for text in (english, words))
    for part in wanted - there:
        yield f"“{words}” lacks {what} {part}. Put it where it belongs in the sentence."
    for part in there - wanted:
        yield f"“{words}” has {what} {part}, and the English has not. Take it out."


def use_words(code: str, path: Path) -> int:
    """Put a council's own words in the place of ours, from the next start. Gives how many. Raises WordsRefused."""
    found = read_words(path)
    own = {str(one.id): one for one in found if one.id and one.string}
    ours = compiled(file_of(OURS, code, "mo")) if code != "en" else {one: one for one in own}
    for english, one in own.items():
        if ours.get(english) == one.string:
            found.delete(one.id)
    kept = file_of(own_folder(), code)
    kept.parent.mkdir(parents=True, exist_ok=True)
    given = path.read_bytes()
    _put(kept, given)
    _put(file_of(own_folder(), code, "mo"), in_machine_form(found))
    return sum(1 for one in found if one.id and one.string)


def in_machine_form(found: Catalog) -> bytes:
    """A catalogue compiled as the pages read it: the same words always give the same file."""
    out = BytesIO()
    found.creation_date = found.revision_date = LONG_AGO
    write_mo(out, found)
    return out.getvalue()


def _put(path: Path, content: bytes) -> None:
    beside = path.with_suffix(".new")
    beside.write_bytes(content)
    beside.replace(path)
