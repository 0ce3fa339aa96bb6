"""The numbers in a text, read as a person reads them: how many, of what unit, how exactly, and beside what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from heard.figures.claims_written import SHARES, WORD_NUMBER, read_digits, read_words

Unit = Literal["count", "percent", "points", "days", "pounds"]
Manner = Literal["exact", "about", "under", "over"]
Role = Literal["plain", "base", "change", "from", "to", "compared"]


@dataclass(frozen=True, slots=True)
class Number:
    """One number as typed. `value` is None where it is no number at all, as 22.1.8.

    `places` are the decimal places typed; `direction` is 1 for a rise, -1 for a fall; `says_working` whether days
    were said to be working days.
    """

    start: int
    end: int
    value: Decimal | None
    places: int = 0
    unit: Unit = "count"
    manner: Manner = "exact"
    role: Role = "plain"
    direction: int = 0
    says_working: bool = False
    in_words: bool = False


_MALFORMED = re.compile(
    r"(?<![\w.])£?\d+(?:\.\d+){2,}\s?%?|\d[\d,.]*\s?%\s?%|(?<![\d,])\d+,\d{1,2}(?![\d,])|\d+\.\s?%"
)
_DIGITS = re.compile(
    r"(?<![\w.,/])(?P<sign>[+−-](?=\d))?(?P<pounds>£\s?)?(?P<number>\d[\d,]*(?:\.\d+)?)(?![\w/])"
)
_WORDS = re.compile(rf"(?<![\w-])(?P<number>{WORD_NUMBER}|no(?= )|none)(?![\w-])")
_SHARE = re.compile(rf"(?<![\w-])(?:(one|a|two|three)[ -])?({'|'.join(SHARES)})s?(?= of\b| were\b)")
_AFTER = re.compile(
    r"\s*(%|per cent\b|percent\b)?(?:\s*(percentage points?|points?)\b)?(?:[\s-]*((?:working[\s-])?days?)\b)?"
)
_ABOUT = r"(?:about|around|approximately|approx\.?|roughly|some)"
_UNDER = r"(?:nearly|almost|just under|under|fewer than|less than|up to|below)"
_OVER = r"(?:just over|over|more than|at least|above)"
_MANNERS: tuple[tuple[Manner, str], ...] = (("about", _ABOUT), ("under", _UNDER), ("over", _OVER))
_UP = r"increase[sd]?|increasing|rise[sn]?|rising|rose|grew|grown|growth|up|higher|more"
_DOWN = (
    r"decrease[sd]?|decreasing|reduction|reduced|fall(?:en|ing|s)?|fell|drop(?:ped|s)?|down|declined?|lower|fewer"
    r"|less"
)
_EITHER = r"changed?|improvement|improved|difference"
RISES, FALLS = re.compile(rf"\b(?:{_UP})\b"), re.compile(rf"\b(?:{_DOWN})\b")
_CHANGE_BEFORE = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?:{_EITHER}))\s+(?:of|by|was)?\s*(?:an? |{_ABOUT} |{_UNDER} |{_OVER} )*$"
)
_CHANGE_AFTER = re.compile(
    r"^\s*(?:point )?(?:(?P<up>increase|rise|growth|more(?=[^.;]*\bthan\b)|higher)"
    r"|(?P<down>decrease|reduction|fall|drop|fewer|less|lower))\b(?! than (?:\d|half))"
)
_FROM = re.compile(rf"\b(?<!ranged )(?<!ranging )(?<!range )from\s+(?:the |an? |{_ABOUT} |average of )*$")
_TO = re.compile(rf"\bto\s+(?:{_ABOUT} )?$")
_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|compares (?:with|to)|against|than|as against|beside|not)\s+"
    rf"(?:the |an? |only |just |{_ABOUT} |total of )*$"
)
_PART = re.compile(
    rf"(?:\d|{WORD_NUMBER})[\s)%]*\s*(?:out )?of\s+(?:the |all |all the |these |those |our )*$"
)
# What a word like "one" or "three" must stand before to be a number of the report.
_COUNTED = re.compile(
    r"^[\s-]+(?:(?:new|such|further|other|more|separate|single|of (?:the|these|those)|were|was|had|have|has|which)\s+)*"
    r"(?:·|complaint|concern|compliment|representation|case|investigation|review|payment|stage|statutory|formal|informal"
    r"|enquir|upheld|not upheld|partly|partially|related|came|about|escalated|went|of (?:them|these|which|those|whom)"
    r"|young people|fewer|less|more\b|were\b|was\b)"
)


def malformed(text: str) -> Iterator[tuple[int, int]]:
    """Figures that are no number: 22.1.8%, 1,00, 50%%."""
    for match in _MALFORMED.finditer(text):
        yield match.start(), match.end()


def numbers(text: str, low: str) -> Iterator[Number]:
    """The numbers left in a text where all else was blotted out; `low` is the text before, in small letters."""
    broken = list(malformed(text))
    for start, end in broken:
        yield Number(start, end, None)
    for match in _DIGITS.finditer(text):
        if not any(start <= match.start() < end for start, end in broken):
            value = read_digits(match["number"].rstrip(","))
            if value is not None:
                yield _number(match, value, text, low)
    for match in _WORDS.finditer(text):
        value_of = 0 if match[0] in ("no", "none") else read_words(match[0])
        if value_of is not None and _counts(match, text, low):
            yield _number(match, Decimal(value_of), text, low, in_words=True)
    yield from _shares(text)


def _counts(match: re.Match[str], text: str, low: str) -> bool:
    after = text[match.end() :]
    if match[0] == "no":
        return bool(re.match(r"\s+(?:(?:formal|statutory|such|new|further)\s+)?·", after))
    unit = _AFTER.match(after)
    has_unit = bool(unit and (unit[1] or unit[2] or unit[3]))
    beside = _COMPARED.search(text[: match.start()]) or _FROM.search(text[: match.start()])
    return has_unit or bool(beside) or bool(_COUNTED.match(after)) or bool(_COUNTED.match(low[match.end() :]))


def _number(match: re.Match[str], value: Decimal, text: str, low: str, *, in_words: bool = False) -> Number:
    before, after = text[: match.start()], text[match.end() :]
    unit = _AFTER.match(after)
    named: Unit = "count"
    if match.groupdict().get("pounds"):
        named = "pounds"
    elif unit and unit[2]:
        named = "points"
    elif unit and unit[1]:
        named = "percent"
    elif unit and unit[3]:
        named = "days"
    length = unit.end() if unit and named != "count" and named != "pounds" else 0
    role, direction = _role(before, after[length:], match.groupdict().get("sign") or "")
    digits = match["number"].partition(".")[2]
    says_working = bool(unit and unit[3] and unit[3].startswith("working"))
    end = match.end() + (unit.end() if unit and named in ("percent", "points") else 0)
    return Number(
        match.start(),
        end,
        value,
        len(digits),
        named,
        _manner(before),
        role,
        direction,
        says_working,
        in_words,
    )


def _manner(before: str) -> Manner:
    for manner, words in reversed(_MANNERS):
        if re.search(rf"\b{words}\s+$", before):
            return manner
    return "exact"


def _role(before: str, after: str, sign: str) -> tuple[Role, int]:
    if sign:
        return "change", 1 if sign == "+" else -1
    for found in (_CHANGE_BEFORE.search(before), _CHANGE_AFTER.match(after)):
        if found and not re.search(rf"(?:{_UNDER}|{_OVER})\s+$", before[-14:]):
            return "change", 1 if found["up"] else -1 if found["down"] else 0
    if _COMPARED.search(before):
        return "compared", 0
    if _FROM.search(before):
        return "from", 0
    if _TO.search(before) and re.search(
        r"\bfrom\b[^.;]*\d|\b(?:rose|fell|increased|decreased|up|down)\b[^.;]*$", before
    ):
        return "to", 0
    if re.search(r"\b(?:the|these|those)\s+$", before) and not re.search(r"\bby the\s+$", before):
        return "base", 0
    if _PART.search(before) or re.search(
        r"(?:^|[.;:!?]\s*)of\s+(?:the |all |all the |these |those |our )*$", before
    ):
        return "base", 0
    return "plain", 0


def _shares(text: str) -> Iterator[Number]:
    """A third of, nearly one-fifth of, half of: shares that are never exact."""
    for match in _SHARE.finditer(text):
        times = {"two": 2, "three": 3}.get(match[1] or "", 1)
        share = SHARES[match[2]] * times * 100
        before = text[: match.start()]
        if re.search(r"\b(?:more|less|fewer) than\s+$", before) or re.search(r"\bover\s+$", before):
            continue  # said of a majority, and held as one
        value = Decimal(share.numerator) / Decimal(share.denominator)
        yield Number(
            match.start(), match.end(), value, 0, "percent", _loosely(before), "plain", 0, False, True
        )


def _loosely(before: str) -> Manner:
    manner = _manner(before)
    return "about" if manner == "exact" else manner
