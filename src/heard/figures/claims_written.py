"""Numbers as people write them: fifteen, twenty-six, a fifth, 1,000, 22.4."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
SMALL = {word: number for number, word in enumerate(ONES)} | {"nil": 0, "none": 0, "no": 0}
SHARES = {
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "sixth": Fraction(1, 6),
    "tenth": Fraction(1, 10),
}
_ONE = "|".join(sorted(ONES, key=len, reverse=True))
_TEN = "|".join(TENS)
# Twenty, twenty-six, fifteen, a hundred, one hundred and eighteen.
WORD_NUMBER = (
    rf"(?:(?:(?:{_ONE}|an?)\s+hundred(?:\s+and\s+(?:(?:{_TEN})(?:[-\s](?:{_ONE}))?|{_ONE}))?)"
    rf"|(?:{_TEN})(?:[-\s](?:{_ONE}))?|{_ONE}|nil)"
)


def read_words(words: str) -> int | None:
    """The number that words mean: "one hundred and eighteen" is 118. None where they mean none."""
    total = 0
    for word in words.casefold().replace("-", " ").split():
        if word == "hundred":
            total = max(total, 1) * 100
        elif word in SMALL:
            total += SMALL[word]
        elif word in TENS:
            total += TENS[word]
        elif word not in ("and", "a", "an"):
            return None
    return total


def read_digits(written: str) -> Decimal | None:
    """The number that figures mean: "1,000.50" is 1000.5. None where they mean none, as "22.1.8"."""
    try:
        return Decimal(written.replace(",", ""))
    except InvalidOperation:
        return None


def counted_in_words(printed: str) -> str:
    """A whole number up to a hundred in words, as a sentence would begin; anything else as it is printed."""
    number = read_digits(printed)
    if number is None or number != number.to_integral_value() or not 0 <= number < 100:
        return printed
    whole = int(number)
    if whole < 20:
        return "none" if whole == 0 else ONES[whole]
    ten = next(word for word, worth in TENS.items() if worth == whole // 10 * 10)
    return ten if whole % 10 == 0 else f"{ten}-{ONES[whole % 10]}"
