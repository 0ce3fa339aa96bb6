"""Which words stand together in many cases: TF-IDF and NMF, held against the same words dealt out by chance.

It reads no table and knows no name: it is given texts and words to leave out. Needs scikit-learn, which a small
installation leaves out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

FEWEST_CASES = 5
FEWEST_TEXTS = 20
MOST_THEMES = 15
# How many words say what a theme is about, and how many of them a case needs to be one of it.
SHOWN, NEEDED = 8, 2
SHARE = 0.5
TRIALS = 4
# How much more together words must stand than the best of what chance brings.
MARGIN = 0.15
WORD = re.compile(r"[^\W\d_]{3,}")
# Words of the work itself, which stand in every case and say nothing of it.
OF_THE_WORK = frozenset(
    {"social", "worker", "work", "case", "child", "children", "family", "council", "service", "team", "complaint",
     "complain", "said", "say", "told", "tell", "year", "month", "week", "day", "time", "people", "person", "thing",
     "like", "want", "need", "know", "feel", "felt", "think", "just", "get", "got", "make", "look", "happy", "angry"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Together:
    """Words that stand together, the weightiest first, and the texts of it by place with those of the words in each."""

    terms: tuple[str, ...]
    texts: tuple[tuple[int, tuple[str, ...]], ...]


def words_of(text: str) -> list[str]:
    """The words of a text as they are counted: in small letters, without the s of the plural and the like."""
    return [_stem(word) for word in WORD.findall(text.casefold().replace("’", "'"))]


def together(texts: Sequence[str], leave_out: Iterable[str] = ()) -> list[Together]:
    """The themes of the texts: none where words stand together no more than chance would have it."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    out = {
        _stem(word) for word in (*ENGLISH_STOP_WORDS, *OF_THE_WORK, *(one.casefold() for one in leave_out))
    }
    lists = [[word for word in words_of(text) if word not in out] for text in texts]
    if len(lists) < FEWEST_TEXTS:
        return []
    read = _Read.of(lists)
    if read is None:
        return []
    chance = _shuffled(lists)
    found = [_themes(read, chance, number) for number in _numbers(len(lists))]
    return _as_written(max(found, key=lambda one: one[0])[1], texts)


@dataclass(frozen=True)
class _Read:
    """Texts as a table of weights, with which words stand in which."""

    weights: Any
    there: Any
    terms: tuple[str, ...]

    @classmethod
    def of(cls, lists: Sequence[Sequence[str]], terms: Sequence[str] = ()) -> _Read | None:
        """The table of the texts, of these words or of those that enough of the texts share."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        how: dict[str, Any] = {"vocabulary": terms} if terms else {"min_df": FEWEST_CASES, "max_df": 0.5}
        vectoriser = TfidfVectorizer(analyzer=list, sublinear_tf=True, **how)
        try:
            weights = vectoriser.fit_transform(lists)
        except ValueError:  # No word is left that enough of them share.
            return None
        return cls(weights, (weights > 0).astype(float), tuple(vectoriser.get_feature_names_out()))


def _numbers(texts: int) -> list[int]:
    return [number for number in (3, 4, 5, 6, 8, 10, 12, MOST_THEMES) if number <= max(3, texts // 10)]


def _shuffled(lists: Sequence[Sequence[str]]) -> list[_Read]:
    """The same words dealt out to texts of the same lengths by chance, a few times, always the same."""
    from random import Random

    found = []
    for trial in range(TRIALS):
        pool = [word for words in lists for word in words]
        Random(trial).shuffle(pool)
        dealt, place = [], 0
        for words in lists:
            dealt.append(pool[place : place + len(words)])
            place += len(words)
        found.append(_Read.of(dealt))
    return [one for one in found if one is not None]


def _themes(read: _Read, chance: Sequence[_Read], number: int) -> tuple[float, list[Together]]:
    """The themes at a number of them, and by how much their words stand together beyond chance."""
    bar = max((score for one in chance for score, _ in _topics(one, number)), default=0.0) + MARGIN
    claimed = [(score, theme) for score, theme in _topics(read, number) if score > bar and theme is not None]
    # Of two ways to part the texts the one is better whose texts, all told, are said together more: parts are no gain.
    worth = sum((score - bar) * len(theme.texts) for score, theme in claimed)
    return worth, [theme for _, theme in claimed]


def _topics(read: _Read, number: int) -> list[tuple[float, Together | None]]:
    from sklearn.decomposition import NMF

    number = min(number, len(read.terms))
    model = NMF(n_components=number, init="nndsvda", max_iter=200, random_state=0, tol=1e-3)
    shares = model.fit_transform(read.weights)
    found = []
    for topic in range(number):
        top = [int(one) for one in model.components_[topic].argsort()[::-1][:SHOWN]]
        found.append((_held_together(read, top), _of(read, shares, topic, top)))
    return found


def _of(read: _Read, shares: Any, topic: int, top: Sequence[int]) -> Together | None:
    """The texts of which a theme is the greater part and that have some of its words; None where they are too few."""
    there = read.there[:, list(top)].toarray()
    greater = shares[:, topic] >= SHARE * shares.sum(axis=1)
    rows = []
    for place in ((there.sum(axis=1) >= NEEDED) & greater).nonzero()[0]:
        mine = tuple(read.terms[one] for one, stands in zip(top, there[place], strict=True) if stands)
        rows.append((int(place), mine))
    return Together(tuple(read.terms[one] for one in top), tuple(rows)) if len(rows) >= FEWEST_CASES else None


def _held_together(read: _Read, top: Sequence[int]) -> float:
    """How much the words of a theme stand in the same texts: the mean of their normalised mutual information."""
    import numpy

    there = read.there[:, list(top)].toarray()
    texts = there.shape[0]
    both = (there.T @ there) / texts
    alone = numpy.diag(both)
    found = []
    for first in range(len(top)):
        for second in range(first):
            joint = both[first, second]
            if joint == 0:
                found.append(-1.0)
            elif joint < 1:
                found.append(float(numpy.log(joint / (alone[first] * alone[second])) / -numpy.log(joint)))
    return sum(found) / len(found) if found else 0.0


def _as_written(themes: Sequence[Together], texts: Sequence[str]) -> list[Together]:
    """Each word in the form in which it stands most often."""
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        for word in WORD.findall(text.casefold()):
            forms.setdefault(_stem(word), Counter())[word] += 1
    said = {stem: counted.most_common(1)[0][0] for stem, counted in forms.items()}

    def in_full(terms: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(said.get(one, one) for one in terms)

    return [
        Together(in_full(one.terms), tuple((place, in_full(mine)) for place, mine in one.texts))
        for one in themes
    ]


def _stem(word: str) -> str:
    """A word without its plural and its commonest endings, so that calls and called are one."""
    for ending, least in (("ings", 3), ("ing", 3), ("ies", 2), ("ed", 3), ("es", 4), ("s", 3)):
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word
