"""A draft as it stands on a day: its words worked out from the facts, what was merged and from where, and the gaps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from heard.casework.data_rights_disputed import Mark, marks_on
from heard.casework.letters.about import About
from heard.casework.letters.composing import safe_way
from heard.casework.letters.fields import GIVEN, looked_up
from heard.casework.letters.kept import as_html
from heard.casework.letters.kinds import kind_of
from heard.casework.letters.merging import (
    Block,
    LookUp,
    Wording,
    disputed_among,
    lines_that_apply,
    merge,
    merge_lines,
    wording,
)
from heard.casework.letters.own_words_kept import own_on
from heard.casework.letters.reasons import must_say
from heard.casework.letters.sources import source_of
from heard.casework.performing import NotNow
from heard.representations.models import DraftVersion, LetterDraft, Stage

# Worked out from the day of issue by a rule. They move with it, and what was signed for is the rule.
OF_THE_DAY_OF_ISSUE = frozenset({"issued_on", "expected_on", "ask_for_stage_2_by", "ask_for_stage_3_by"})


class NoSuchDraft(NotNow):
    """There is no draft of that number."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that stands in a letter: the field, what it says there, and where it comes from."""

    name: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as it would be issued on a day."""

    about: About
    title: str
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]
    gaps: tuple[str, ...]
    digest: str
    version: DraftVersion | None = None

    @property
    def html(self) -> str:
        """The letter as the page that would be kept."""
        return as_html(self.title, self.blocks)

    @property
    def text(self) -> str:
        """What it says, a line a block."""
        return "\n".join([self.title, *(block.text for block in self.blocks)])


@dataclass
class _Notes:
    """What was put in while a letter was merged, and what could not be."""

    facts: dict[str, str] = field(default_factory=dict)
    gaps: list[str] = field(default_factory=list)

    def fill(self, name: str, look_up: LookUp, letter: str) -> str | tuple[str, ...]:
        value = look_up(name)
        if not value:
            self.gaps.append(name)
            return f"[{name.replace('_', ' ')}: to be written]"
        self.facts[name] = value if isinstance(value, str) else "; ".join(value)
        return value


def draft_of(number: int) -> LetterDraft:
    """The draft of a number, with its case, reader and stage. Raises NoSuchDraft."""
    rows = LetterDraft.objects.select_related("representation", "to", "stage")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NoSuchDraft(f"There is no draft {number}. Choose one from the letters of the case.")
    return found


def preview(draft: int, *, on: date) -> str:
    """The draft as HTML, as it would be kept if it were issued on a day; a gap shows what is still to be written."""
    return written(draft_of(draft), on=on).html


def facts_merged(draft: int, *, on: date) -> tuple[Fact, ...]:
    """Every fact that stands in the draft, in order, and where it comes from: each is confirmed before issue."""
    return written(draft_of(draft), on=on).facts


def written(draft: LetterDraft, *, on: date) -> Written:
    """The draft worked out from the facts as they are. Raises UnknownField for a name in it that is no field."""
    return written_as(draft, last_version(draft), on=on)


def written_as(draft: LetterDraft, version: DraftVersion | None, *, on: date) -> Written:
    """The draft as it would stand in some version of its words, kept or not; in those of its template with None."""
    about = about_of(draft, on)
    look_up, notes, marks = looked_up(about), _Notes(), marks_on(draft.representation)
    words = wording(draft.kind, draft.audience, about.own)
    title, blocks = _merged(words, version, look_up, notes.fill, marks)
    for name in must_say(about):
        notes.fill(name, look_up, draft.kind)
    facts = tuple(Fact(name, value, source_of(name, about.given)) for name, value in notes.facts.items())
    signed_for = _merged(words, version, look_up, _with_rules_for_days, marks)
    gaps, digest = tuple(dict.fromkeys(notes.gaps)), _digest(draft, *signed_for)
    return Written(about, title, tuple(blocks), facts, gaps, digest, version)


def editable(draft: int, *, on: date) -> tuple[str, str]:
    """The title and the lines a person changes: each fact stands as its {name}, so that none can be mistyped.

    The opening and the closing are not among them: the day, the reference and how to reach us come by themselves.
    """
    row = draft_of(draft)
    return words_of(row, last_version(row), on=on)


def words_of(
    draft: LetterDraft, version: DraftVersion | None, *, on: date, about: About | None = None
) -> tuple[str, str]:
    """The title and the lines of one version; of the template where it has none of its own."""
    about = about or about_of(draft, on)
    words = wording(draft.kind, draft.audience, about.own)
    if version is not None and version.words:
        return version.title or words.title, version.words
    return words.title, "\n".join(lines_that_apply(words, looked_up(about)))


def last_version(draft: LetterDraft) -> DraftVersion | None:
    """The words as somebody last wrote them, or nothing where the wording stands as it is."""
    return draft.versions.order_by("-number").first()


def about_of(draft: LetterDraft, on: date) -> About:
    """What the draft is about, for its fields to be looked up from."""
    own = own_on(on)
    return About(
        case=draft.representation,
        kind=draft.kind,
        stage=_stage(draft),
        to=draft.to,
        audience=wording(draft.kind, draft.audience, own).audience,
        on=on,
        by=draft.written_by,
        way=draft.way or safe_way(draft.to),
        given=facts_given(draft),
        own=own,
    )


def facts_given(draft: LetterDraft) -> dict[str, object]:
    """What the act or somebody gave for this letter, as it was given: days are days."""
    return {name: _as_given(name, value) for name, value in json.loads(draft.given).items()}


def as_kept(given: Mapping[str, object]) -> str:
    """Facts given, to be kept with a draft."""
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def _as_given(name: str, value: object) -> object:
    if date in GIVEN[name] and isinstance(value, str):
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def _stage(draft: LetterDraft) -> Stage | None:
    """The stage a kind of letter speaks of, else the one its act wrote to, else the latest."""
    stages, kind = Stage.objects.filter(representation=draft.representation_id), kind_of(draft.kind)
    if kind.stage:
        return stages.filter(stage=kind.stage).select_related("representation").first()
    return draft.stage or stages.select_related("representation").order_by("-started_on", "-pk").first()


Fill = Callable[[str, LookUp, str], "str | tuple[str, ...]"]


def _merged(
    words: Wording, version: DraftVersion | None, look_up: LookUp, fill: Fill, marks: Sequence[Mark]
) -> tuple[str, list[Block]]:
    """The words of the wording, or of the version that took their place, between the opening and the closing."""
    opening = merge(wording("_opening", words.audience), look_up, fill)[1]
    title, blocks = merge(words if version is None else _titled(words, version), look_up, fill)
    if version is not None and version.words:
        blocks = merge_lines(_lines(version.words), look_up, fill, words.name)
    closing = merge(wording("_closing", words.audience), look_up, fill)[1]
    return title, [*opening, *blocks, *disputed_among(marks, blocks), *closing]


def _titled(words: Wording, version: DraftVersion) -> Wording:
    lines = () if version.words else words.lines
    return Wording(words.name, words.audience, version.title or words.title, lines)


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _with_rules_for_days(name: str, look_up: LookUp, letter: str) -> str | tuple[str, ...]:
    return f"{{{name}}}" if name in OF_THE_DAY_OF_ISSUE else look_up(name) or f"[{name}]"


def _digest(draft: LetterDraft, title: str, blocks: list[Block]) -> str:
    """The fingerprint of what is signed for: to whom, by which way, and every word but the day of issue's own."""
    said = (
        str(draft.pk),
        draft.kind,
        draft.audience,
        str(draft.to_id or ""),
        draft.way,
        as_html(title, blocks),
    )
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).hexdigest()
