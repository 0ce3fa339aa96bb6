"""From the spellings in a sheet to the labels the council prints.

Accepted without asking: what differs only in case, spaces, hyphens, quotes, "&" or a plural, and words that certainly
have a common meaning. Everything that is merely alike is asked, with what it may be and why.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from heard.importing.likeness import likeness
from heard.importing.meanings import MERGED, meaning_of
from heard.importing.words import same_words

MOST_SPELLINGS = 400
MOST_COMPARED = 150
CERTAIN = 99
MEANS_THE_SAME = "it means the same"


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a council's list, the common meaning it has, and other spellings a person has accepted."""

    text: str
    means: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CouncilLabels:
    """The labels in use, by the name of their list: kind, outcome, channel, team, service…"""

    lists: Mapping[str, tuple[Label, ...]] = field(default_factory=dict)

    def of(self, list_name: str) -> tuple[Label, ...]:
        """The labels of one list; none when the council has not used it yet."""
        return self.lists.get(list_name, ())


@dataclass(frozen=True, slots=True)
class Question:
    """A spelling that is probably a label's other spelling: a person answers, once.

    `rows` are the rows it stands in; `suggestions` the labels it may mean, the likeliest first.
    """

    list: str
    spelling: str
    rows: tuple[int, ...]
    suggestions: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class ReadAs:
    """A spelling that was read as a label, in so many rows, and why that is certain."""

    list: str
    spelling: str
    label: str
    rows: int
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question before its rows are looked up: the spelling, those that say the same words, what it may mean."""

    spelling: str
    spellings: tuple[str, ...]
    suggestions: tuple[str, ...]
    why: str


@dataclass(slots=True)
class Spellings:
    """What the spellings of one list were read as."""

    list_name: str
    label_of: dict[str, str] = field(default_factory=dict)
    means: dict[str, str] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    new: list[tuple[str, int, str]] = field(default_factory=list)
    read_as: list[ReadAs] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """Spellings that certainly say the same, with the rows each has."""

    counts: Counter[str]

    @property
    def rows(self) -> int:
        return self.counts.total()

    @property
    def best(self) -> str:
        """The spelling most often used; of two as frequent, the one in mixed case, then the longer."""
        return max(self.counts, key=lambda s: (self.counts[s], not s.isupper(), not s.islower(), len(s), s))


def read_spellings(
    list_name: str,
    counts: Mapping[str, int],
    known: Sequence[Label],
    answers: Mapping[str, str],
    meanings: Mapping[str, str],
) -> Spellings:
    """Which label each spelling means. `counts` are its rows; `answers` what a person has said already."""
    return _Reader(list_name, Counter(counts), known, answers, meanings).read()


class _Reader:
    def __init__(
        self,
        list_name: str,
        counts: Counter[str],
        known: Sequence[Label],
        answers: Mapping[str, str],
        meanings: Mapping[str, str],
    ) -> None:
        self.list_name, self.counts, self.meanings = list_name, counts, meanings
        self.known = {label.text: label for label in known}
        self.found = Spellings(list_name)
        self.anchors: dict[str, str] = {}
        self.doubtful: dict[str, tuple[_Group, Sequence[tuple[int, str, str]]]] = {}
        for label in known:
            for spelling in (label.text, *label.also):
                self.anchors.setdefault(same_words(spelling) or spelling, label.text)
        self.answers = {spelling: self._as_printed(label) for spelling, label in answers.items()}
        self.answered_words = {same_words(spelling): label for spelling, label in self.answers.items()}
        for text in self.answers.values():
            self.anchors.setdefault(same_words(text) or text, text)

    def _as_printed(self, label: str) -> str:
        """A person's answer in the council's own print of that label, or as the person wrote it."""
        return label if label in self.known else self.anchors.get(same_words(label), label)

    def read(self) -> Spellings:
        left = [spelling for spelling in self.counts if not self._settled(spelling)]
        groups = self._grouped(left)
        if self.list_name in MERGED:
            groups = self._merge_by_meaning(groups)
        self._ask_or_take_as_new(groups)
        self._settled_first()
        self._note_new()
        return self.found

    def _settled(self, spelling: str) -> bool:
        if spelling in self.answers:
            self._take(spelling, self.answers[spelling], "a person said so")
        elif spelling in self.known:
            self._take(spelling, spelling, "")
        elif (words := same_words(spelling)) in self.answered_words:
            self._take(spelling, self.answered_words[words], "a person said so of the same words")
        elif words in self.anchors:
            self._take(spelling, self.anchors[words], "the same words")
        else:
            return False
        return True

    def _take(self, spelling: str, label: str, why: str) -> None:
        self.found.label_of[spelling] = label
        if spelling != label:
            self.found.read_as.append(ReadAs(self.list_name, spelling, label, self.counts[spelling], why))

    def _take_group(self, group: _Group, label: str, why: str) -> None:
        for spelling in group.counts:
            self._take(spelling, label, why)

    def _grouped(self, spellings: Iterable[str]) -> list[_Group]:
        groups: dict[str, Counter[str]] = defaultdict(Counter)
        for spelling in spellings:
            groups[same_words(spelling) or spelling][spelling] = self.counts[spelling]
        return sorted(
            map(_Group, groups.values()), key=lambda group: (-group.rows, -len(group.best), group.best)
        )

    def _meaning(self, label: str) -> str:
        known = self.known.get(label)
        return self.meanings.get(label) or (known.means if known else "") or meaning_of(self.list_name, label)

    def _merge_by_meaning(self, groups: list[_Group]) -> list[_Group]:
        """Words that certainly mean the same take the label the council has for it, or its commonest word."""
        holders: dict[str, list[str]] = defaultdict(list)
        for label in dict.fromkeys(self.anchors.values()):
            holders[self._meaning(label)].append(label)
        left = []
        for group in groups:
            means = self._meaning(group.best)
            if not means:
                left.append(group)
            elif not holders[means]:
                holders[means].append(group.best)
                self._take_group(group, group.best, "the same words")
            elif len(holders[means]) == 1:
                self._take_group(group, holders[means][0], MEANS_THE_SAME)
            else:
                why = "the council has more than one label that means this"
                self._ask(group, [(0, label, why) for label in holders[means]])
        return left

    def _ask_or_take_as_new(self, groups: list[_Group]) -> None:
        if len(groups) > MOST_SPELLINGS:
            self.found.notes.append(
                f"There are {len(groups):,} different words for “{self.list_name.replace('_', ' ')}”. Is that "
                "column free text? They were all taken as they stand, and not compared with one another."
            )
        for group in groups:
            alike = [] if len(groups) > MOST_SPELLINGS else self._alike(group, groups[:MOST_COMPARED])
            if alike and alike[0][0] == CERTAIN:
                self._take_group(group, alike[0][1], alike[0][2])
            elif alike:
                self._ask(group, alike)
            else:
                self._take_group(group, group.best, "the same words")

    def _alike(self, group: _Group, groups: list[_Group]) -> list[tuple[int, str, str]]:
        """Labels that this spelling is probably a form of: how likely, the label, why. The likeliest first."""
        if meaning_of(self.list_name, group.best):
            return []  # a word that every council knows is no misspelling: "Other" beside "Other relative"
        rows_of: dict[str, int | None] = dict.fromkeys(self.anchors.values())
        rows_of |= {one.best: one.rows for one in groups if one is not group}
        found = []
        for label, rows in rows_of.items():
            like = likeness(group.best, label, rows=group.rows)
            if like and (rows is None or _is_form_of(like.form, group, label, rows)):
                found.append((like.score, label, like.why))
        return sorted(found, key=lambda one: (-one[0], one[1]))

    def _ask(self, group: _Group, alike: Sequence[tuple[int, str, str]]) -> None:
        """Ask once for all spellings of the same words. Suggestions that are themselves asked of come last."""
        for spelling in group.counts:
            self.found.label_of[spelling] = group.best
        self.doubtful[group.best] = (group, alike)

    def _settled_first(self) -> None:
        for spelling, (group, alike) in self.doubtful.items():
            ordered = sorted(alike, key=lambda one: one[1] in self.doubtful)[:5]
            why = ordered[0][2]
            self.found.asked.append(
                Asked(
                    spelling,
                    tuple(group.counts),
                    tuple(label for _, label, _ in ordered),
                    why[0].upper() + why[1:] + ".",
                )
            )

    def _note_new(self) -> None:
        rows: Counter[str] = Counter()
        asked = {spelling for one in self.found.asked for spelling in one.spellings}
        for spelling, label in self.found.label_of.items():
            self.found.means[label] = self._meaning(label)
            if spelling not in asked:
                rows[label] += self.counts[spelling]
        ordered = sorted(rows.items(), key=lambda one: (-one[1], one[0]))
        self.found.new = [
            (label, n, self.found.means[label]) for label, n in ordered if label not in self.known
        ]


def _is_form_of(form: str, group: _Group, label: str, rows: int) -> bool:
    """Which of two spellings is the other's form: the short one, unless it is by far the commoner."""
    if form == "short":
        return 3 * rows >= group.rows
    if form == "long":
        return 3 * group.rows < rows
    return form == "initials" or (rows, len(label), label) > (group.rows, len(group.best), group.best)
