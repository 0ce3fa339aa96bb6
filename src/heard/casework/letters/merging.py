"""The wording of a letter and the putting in of its fields. Fields are looked up by name; nothing is ever compiled.

One line of a wording is one paragraph. `# ` begins a heading and `- ` a bullet. `{name}` stands for a field. A line
that begins `?name:` is left out where that field has no value, one that begins `!name:` where it has one. `+name`
brings in a part that several letters share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from heard.casework.data_rights_disputed import Mark
from heard.casework.performing import NotNow

WORDS = Path(__file__).parent / "words"
FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")
CONDITION = re.compile(r"^([?!])([a-z][a-z0-9_]*):\s*(.*)$")
AUDIENCES = ("adult", "child", "easy")
Tag = Literal["heading", "paragraph", "bullet", "number"]
Value = str | tuple[str, ...] | None
LookUp = Callable[[str], Value]
Fill = Callable[[str, LookUp, str], str | tuple[str, ...]]


class CannotTell(NotNow):
    """A letter cannot be written; the message says what is missing and what there is."""


class UnknownField(CannotTell):
    """A wording or an act names a field that is not in the table of fields."""


class MissingField(CannotTell):
    """A field that a letter needs has no value on this case."""


class NoSuchWording(CannotTell):
    """There is no wording for this letter, or none for this reader."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or item of a letter."""

    tag: Tag
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one letter for one reader, as the file has them. `audience` is whose wording it is."""

    name: str
    audience: str
    title: str
    lines: tuple[str, ...]


Own = Mapping[tuple[str, str], Wording]
NOTHING: Own = MappingProxyType({})


def disputed_among(marks: Iterable[Mark], blocks: Iterable[Block]) -> list[Block]:
    """A mark for each disputed words that a letter quotes: they go out to nobody as if nobody spoke against them."""
    text = " ".join(block.text for block in blocks)
    return [Block("paragraph", mark.told) for mark in marks if mark.is_quoted_in(text)]


def wording(name: str, audience: str, own: Own = NOTHING) -> Wording:
    """The wording of a letter for a reader; easy read falls back on the adult's words. Raises NoSuchWording.

    `own` are the words a council put in the place of those that came with Heard (`own_words.own_on`).
    """
    if (name, audience) in own:
        return own[name, audience]
    found = _shipped(name, audience)
    return own.get((name, found.audience), found)


@cache
def _shipped(name: str, audience: str) -> Wording:
    if audience not in AUDIENCES:
        raise NoSuchWording(f"There is no wording “{audience}”. There are: {', '.join(AUDIENCES)}.")
    for reader in (audience, "adult") if audience == "easy" else (audience,):
        file = WORDS / name / f"{reader}.txt"
        if file.is_file():
            return _read(name, reader, file.read_text("utf-8"))
    raise NoSuchWording(
        f"The letter “{name.replace('_', ' ')}” has no wording for {audience}. "
        f"Choose another, or write words/{name}/{audience}.txt."
    )


def _read(name: str, audience: str, text: str) -> Wording:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    title = ""
    if lines and lines[0].startswith("Title:"):
        title = lines.pop(0).removeprefix("Title:").strip()
    return Wording(name, audience, title, tuple(lines))


def fields_of(one: Wording) -> frozenset[str]:
    """Every field that a wording names, its shared parts included."""
    said = "\n".join([one.title, *lines_of(one)])
    return frozenset(FIELD.findall(said)) | {
        match[2] for match in map(CONDITION.match, lines_of(one)) if match
    }


def lines_of(one: Wording) -> Iterator[str]:
    """The lines of a wording, with each shared part in its place. Raises NoSuchWording."""
    for line in one.lines:
        if line.startswith("+"):
            yield from lines_of(wording(f"_{line[1:].strip()}", one.audience))
        else:
            yield line


def needed(name: str, look_up: LookUp, letter: str) -> str | tuple[str, ...]:
    """The value of a field that a letter cannot do without. Raises MissingField, naming it."""
    value = look_up(name)
    if not value:
        raise MissingField(
            f"The letter “{letter.strip('_').replace('_', ' ')}” needs “{name.replace('_', ' ')}”, and this case has "
            "none. Put it on record or give it, then send the letter."
        )
    return value


def merge(one: Wording, look_up: LookUp, fill: Fill = needed) -> tuple[str, list[Block]]:
    """The title and blocks of a letter. Raises UnknownField or MissingField, naming the field.

    `fill` says what stands in the place of a field: a draft shows a gap where a letter would be refused.
    """
    lines = lines_that_apply(one, look_up)
    return _inline(one.title, look_up, fill, one.name), merge_lines(lines, look_up, fill, one.name)


def lines_that_apply(one: Wording, look_up: LookUp) -> list[str]:
    """The lines of a wording that stand in this letter, its fields not yet put in. Raises UnknownField."""
    found = []
    for line in lines_of(one):
        condition = CONDITION.match(line)
        if condition is None:
            found.append(line)
        elif bool(look_up(condition[2])) is (condition[1] == "?"):
            found.append(condition[3])
    return found


def merge_lines(lines: Iterable[str], look_up: LookUp, fill: Fill, letter: str) -> list[Block]:
    """The blocks of lines as they stand: fields are put in, and nothing in them is ever taken for a rule."""
    return [block for line in lines for block in _blocks(line, look_up, fill, letter)]


def _blocks(line: str, look_up: LookUp, fill: Fill, letter: str) -> Iterator[Block]:
    alone = FIELD.fullmatch(line)
    if alone:
        yield from _whole(fill(alone[1], look_up, letter))
        return
    tag, text = _tagged(line)
    yield Block(tag, _inline(text, look_up, fill, letter))


def _tagged(line: str) -> tuple[Tag, str]:
    if line.startswith("# "):
        return "heading", line[2:]
    if line.startswith("- "):
        return "bullet", line[2:]
    return "paragraph", line


def _whole(value: str | tuple[str, ...]) -> Iterator[Block]:
    """A field that stands alone on its line: a list becomes numbered items, text keeps its own paragraphs."""
    if isinstance(value, tuple):
        yield from (Block("number", " ".join(item.split())) for item in value)
    else:
        yield from (Block("paragraph", " ".join(said.split())) for said in value.splitlines() if said.strip())


def _inline(text: str, look_up: LookUp, fill: Fill, letter: str) -> str:
    def put(match: re.Match[str]) -> str:
        value = fill(match[1], look_up, letter)
        return " ".join((value if isinstance(value, str) else "; ".join(value)).split())

    return FIELD.sub(put, text)
