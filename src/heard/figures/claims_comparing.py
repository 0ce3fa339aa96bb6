"""Comparisons said in words, held against the cells: fell, most, all, none, doubled, the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from heard.figures.claims_changing import Pair, pairs
from heard.figures.claims_context import Sentence, readings
from heard.figures.claims_facts import Fact
from heard.figures.claims_flags import Check, Claim, Flag, Read
from heard.figures.claims_mentions import BLANK
from heard.figures.claims_support import fitting
from heard.figures.rounding import half_up

_ROSE = (
    r"increase[sd]?|rise[sn]?|rose|risen|grew|grown|growth|went up|gone up|more (?=·+ than (?:last|in|the))"
)
_FELL = (
    r"decrease[sd]?|reduction|reduced|fall(?:en|s)?|fell|drop(?:ped|s)?|declined?|went down|gone down"
    r"|fewer (?=·+ than (?:last|in|the))"
)
_MOVES = re.compile(rf"\b(?:(?P<up>{_ROSE})|(?P<down>{_FELL}))(?:\b|(?<= ))")
_WISH = re.compile(
    r"\b(?:to|will|would|should|may|might|could|can|must|help(?:s|ed)?|aim(?:s|ed)?|hope[sd]?|further|any|no)\s+"
    r"(?:(?:see|a|an|be|the|be an?|not)\s+)*$"
)
_SHARE = re.compile(r"\b(?:share|proportion|percentage|per cent|rate)\b|%")
_MOST = re.compile(
    r"\b(?:(?:great |vast |large |overwhelming |clear )*majority|more than half|over half|(?<!the )most(?= of )"
    r"(?! of the time))\b|(?:^|(?<=[.;:,] )|(?<=that )|(?<=and ))most\b(?= ·)"
)
_LEAST = re.compile(r"\b(?:less than half|fewer than half|under half|a minority)\b")
_NOT_ALWAYS = re.compile(
    r"\b(?:can|should|may|might|could|would|will|must|aims?|targets?|want|often|usually)\b"
)
_ALL = re.compile(
    r"\ball (?:of (?:which|these|them|those|the|our)|(?:·+ )?(?:were|was|are|had)|·+|both|\w+ of (?:which|them|these))|"
    r"\bboth (?:were|was|of)|\bevery (?:one of )?(?:these |the )?·"
)
_NONE = re.compile(r"\bnone (?:of (?:which|these|them|those|the|our)|were|was|had)")
_TIMES: tuple[tuple[str, Decimal, Decimal], ...] = (
    (r"more than doubled|more than twice", Decimal(2), Decimal(1000)),
    (r"doubled|twice as (?:many|long|high)|twice the (?:number|average)", Decimal("1.85"), Decimal("2.15")),
    (r"tripled|trebled|three times (?:as|the)", Decimal("2.7"), Decimal("3.3")),
    (r"halved|half as many|half the number", Decimal("0.45"), Decimal("0.55")),
)
_SAME = re.compile(
    r"\b(?:the same (?:number |share |percentage )?as (?:in )?(?:last|the (?:previous|year)|·)|unchanged|no change"
    r"|remained the same|stayed the same|did not change)"
)
_A_PART = 1  # points a share must move before it is said to


def _sayings(read: Read, pattern: re.Pattern[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
    for said in read.sentences:
        for match in pattern.finditer(said.blank):
            yield said, match


def _on(read: Read, said: Sentence, match: re.Match[str], kind: str, words: str, nearest: str = "") -> Flag:
    return read.flag(said.start + match.start(), said.start + match.end(), kind, words, nearest)


def _direction(read: Read) -> Iterator[Flag]:
    for claim in read.claims:
        if claim.wrong == "direction":
            yield read.on(claim, "direction", claim.why, claim.nearest)
    for said, match in _sayings(read, _MOVES):
        if _WISH.search(said.blank[: match.start()]) or _is_numbered(read, said, match):
            continue
        found, up = _pairs_at(read, said, match), bool(match["up"])
        typed = _typed_turn(read, said, match, up)
        if typed is not None:
            yield typed
        elif found and all(_turned(pair, _part_of(said, match), up) for pair in found):
            moved = "rose" if found[0].rose > 0 else "fell" if found[0].rose < 0 else "did not change"
            yield _on(read, said, match, "direction", f"The figure {moved}.", found[0].words)


def _part_of(said: Sentence, match: re.Match[str]) -> str:
    """The words around one, as far as a comma or semicolon."""
    before = re.split(r",(?!\d)|;", said.low[: match.start()])[-1]
    return before + re.split(r",(?!\d)|;", said.low[match.start() :])[0]


def _turned(pair: Pair, words: str, up: bool) -> bool:
    value = pair.points if _SHARE.search(words) and pair.points is not None else pair.rose
    return value <= 0 if up else value >= 0


def _is_numbered(read: Read, said: Sentence, match: re.Match[str]) -> bool:
    """Whether the word belongs to a change said in a number, which is held by itself."""
    return any(
        claim.number.role == "change" and not re.search(r"[,;]", said.blank[match.end() : claim.number.start])
        for claim in read.claims
        if claim.sentence is said and abs(claim.number.start - match.end()) < 30
    )


def _pairs_at(read: Read, said: Sentence, match: re.Match[str]) -> list[Pair]:
    """The figures a word may compare: those of the likeliest reading that has any and says what it is of."""
    for about in readings(said, match.start()):
        if not about.says_nothing:
            found = list(dict.fromkeys(pairs(read.facts, about, said)))
            if found:
                return found
    return []


def _typed_turn(read: Read, said: Sentence, match: re.Match[str], up: bool) -> Flag | None:
    """Two numbers typed beside the word that say otherwise."""
    mine = [one for one in read.claims if one.sentence is said and one.number.value is not None]
    if len(_MOVES.findall(said.blank)) > 1:
        stop = re.search(r"[,;]", said.blank[match.end() :])
        end = match.end() + stop.start() if stop else len(said.blank)
        mine = [one for one in mine if match.start() < one.number.start < end]
    start = [one for one in mine if one.number.role in ("from", "compared")]
    ends = [one for one in mine if one.number.role in ("to", "plain")]
    for before in start:
        near = [one for one in ends if one.number.unit == before.number.unit]
        now = min(near, key=lambda one: abs(one.start - before.start), default=None)
        if now is not None and _apart(now, before, up):
            words = f"{now.number.value:,} beside {before.number.value:,} is no {'rise' if up else 'fall'}."
            return _on(read, said, match, "direction", words)
    return None


def _apart(now: Claim, before: Claim, up: bool) -> bool:
    one, other = now.number.value or Decimal(0), before.number.value or Decimal(0)
    return one < other if up else one > other


def _share_turns(read: Read) -> Iterator[Flag]:
    for said, match in _sayings(read, _MOVES):
        if _WISH.search(said.blank[: match.start()]) or _SHARE.search(said.low):
            continue
        up = bool(match["up"])
        for pair in _pairs_at(read, said, match)[:1]:
            points = pair.points
            if points is None or pair.now.base == pair.now.value or abs(points) < _A_PART:
                continue
            if (pair.rose < 0 and points > 0 and not up) or (pair.rose > 0 and points < 0 and up):
                share = f"from {_percent(pair.before)} to {_percent(pair.now)}"
                words = (
                    f"The number {'rose' if up else 'fell'} because there were {'more' if up else 'fewer'} in all; its "
                    f"share {'fell' if up else 'rose'}, {share}. Say both."
                )
                yield _on(read, said, match, "share", words, pair.words)


def _percent(fact: Fact) -> str:
    return f"{half_up(fact.percent or 0, 1)}%"


def _shares_at(read: Read, said: Sentence, place: int) -> list[Fact]:
    """The shares that a word of quantity may be of: parts of a whole that the sentence names."""
    for about in readings(said, place):
        if about.labels or about.how or about.stage:
            found = [fact for fact in fitting(read.facts, about) if fact.percent is not None and fact.base]
            found = [fact for fact in found if fact.labels or fact.how or fact.base != fact.value]
            if found:
                return found
    return []


def _majority(read: Read) -> Iterator[Flag]:
    for pattern, holds, wants in (
        (_MOST, lambda share: share > 50, "A majority is more than half"),
        (_LEAST, lambda share: share < 50, "This is not less than half"),
    ):
        for said, match in _sayings(read, pattern):
            if not _NOT_ALWAYS.search(said.low):
                yield from _majority_of(read, said, match, holds, wants)


def _majority_of(
    read: Read, said: Sentence, match: re.Match[str], holds: Callable[[float], bool], wants: str
) -> Iterator[Flag]:
    typed = next(
        (
            one.number.value
            for one in read.claims
            if one.sentence is said
            and one.number.unit == "percent"
            and 0 <= one.number.start - match.end() < 60
        ),
        None,
    )
    if typed is not None:
        if not holds(float(typed)):
            yield _on(
                read, said, match, "majority", f"{wants}, and {typed}% is not. Call it the largest group."
            )
        return
    found = _shares_at(read, said, match.start())
    if found and not any(holds(fact.percent or 0) for fact in found):
        yield _on(
            read, said, match, "majority", f"{wants}, and this is {_percent(found[0])}.", found[0].place
        )
    elif not found and _speaks_of_records(said, match):
        words = "No figure of this report shows of what there were most. Name the row of the table that does."
        yield _on(read, said, match, "majority", words, _largest(read, said, match))


def _speaks_of_records(said: Sentence, match: re.Match[str]) -> bool:
    """Whether it is said of complaints, compliments or those who made them, and of what they did."""
    at = said.clause_of(match.start())
    mine = {value for one in said.said(at, "subject") for value in one.values}
    follows = said.low[match.end() :]
    return bool(mine & {"complaint", "statutory", "compliment", "representation", "concern"}) and bool(
        re.search(r"\b(?:through|by|via|about|from|chose|used|related|concerned|against|in|on)\b", follows)
    )


def _largest(read: Read, said: Sentence, match: re.Match[str]) -> str:
    """The largest row of the table of methods, where it is a way of complaining that was named."""
    by = [
        fact
        for fact in read.facts.all
        if fact.period == read.now.label
        and {one for one, _ in fact.labels} == {"channel"}
        and fact.percent is not None
    ]
    return max(by, key=lambda fact: fact.percent or 0).place if by else ""


def _all_or_none(read: Read) -> Iterator[Flag]:
    for said, match in _sayings(read, _ALL):
        if _NOT_ALWAYS.search(said.low) or not _names_records(said, match):
            continue
        found = [fact for fact in _shares_at(read, said, match.start()) if fact.labels or fact.how]
        if found and all((fact.percent or 0) < 100 for fact in found):
            yield _on(
                read, said, match, "all", f"Not all: {found[0].value:,} of {found[0].base:,}.", found[0].place
            )
    for said, match in _sayings(read, _NONE):
        found = [fact for fact in _shares_at(read, said, match.start()) if fact.labels or fact.how]
        if found and all(fact.value for fact in found):
            yield _on(
                read,
                said,
                match,
                "all",
                f"Not none: {found[0].value:,} of {found[0].base:,}.",
                found[0].place,
            )


def _names_records(said: Sentence, match: re.Match[str]) -> bool:
    """Whether "all" is said of records, not of stages or staff; nearly all is not all."""
    if re.search(r"\b(?:nearly|almost|not|virtually|in|of|among|across|for) $", said.blank[: match.start()]):
        return False
    spoken = {"subject", "label", "stage"}
    over = [one for one in said.found if one.start < match.end() and match.start() < one.end]
    return BLANK not in match[0] or any(one.dimension in spoken for one in over)


def _times(read: Read) -> Iterator[Flag]:
    for words, low, high in _TIMES:
        for said, match in _sayings(read, re.compile(rf"\b(?:{words})")):
            found = [pair for pair in _pairs_at(read, said, match) if pair.before.value]
            if re.search(r"\bmore than $", said.blank[: match.start()]):
                continue
            if found and not any(low <= _ratio(pair) <= high for pair in found):
                words_said = f"It is {half_up(_ratio(found[0]), 1)} times the figure of the year before."
                yield _on(read, said, match, "times", words_said, found[0].words)


def _ratio(pair: Pair) -> Decimal:
    return (pair.now.value or Decimal(0)) / (pair.before.value or Decimal(1))


def _same(read: Read) -> Iterator[Flag]:
    for said, match in _sayings(read, _SAME):
        found = _pairs_at(read, said, match)
        if found and all(pair.rose for pair in found):
            yield _on(read, said, match, "same", "The two figures differ.", found[0].words)


COMPARISON_CHECKS: Sequence[Check] = (
    Check("direction", "A rise is said of what rose, a fall of what fell.", _direction),
    Check("share", "Where a number falls and its share rises, both are said.", _share_turns),
    Check("majority", "A majority is more than half, of a row that a table has.", _majority),
    Check("all", "All is all of them, and none is none.", _all_or_none),
    Check("times", "Doubled is twice as many, halved is half.", _times),
    Check("same", "The same is the same number.", _same),
)
