"""A council's colours, held against everything they stand on: taken only when people can read them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

WORDS = 4.5  # WCAG 2.2 AA, 1.4.3: words on their background
SHAPES = 3.0  # WCAG 2.2 AA, 1.4.11: lines, bars and what shows where the focus is
WHITE, LIGHT, FOCUS = "#ffffff", "#f1f3f6", "#ffdd00"
USUAL_BRAND, USUAL_LINKS = "#2b4c7e", "#1a65a6"


class NotAColour(ValueError):
    """What was typed names no colour."""


class TooFaint(ValueError):
    """People could not read the colour where it is used. `instead` is the nearest darker one that they can."""

    def __init__(self, message: str, instead: str) -> None:
        super().__init__(message)
        self.instead = instead


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a colour is used: what stands there, what it stands on, and the least contrast it needs."""

    what: str
    beside: str
    least: float

    def ratio(self, colour: str) -> float:
        """The contrast of the colour there, rounded down to two places: 4.49 is not 4.5."""
        return math.floor(contrast_ratio(colour, self.beside) * 100) / 100

    def holds(self, colour: str) -> bool:
        """Whether people can read the colour there."""
        return contrast_ratio(colour, self.beside) >= self.least


BRAND = (
    Use("White words on it, in the bar at the top", WHITE, WORDS),
    Use("Words in it on white, as at the head of a letter", WHITE, WORDS),
    Use("Lines, tabs and the bars of charts on white", WHITE, SHAPES),
    Use("Lines on the light background, as above the footer", LIGHT, SHAPES),
    Use("The yellow of what is in focus, in the bar at the top", FOCUS, SHAPES),
)
LINKS = (
    Use("Links on white", WHITE, WORDS),
    Use("Links on the light background", LIGHT, WORDS),
)


def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _parts(colour: str) -> tuple[int, int, int]:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise NotAColour(
            f"“{colour}” is not a colour. Write # and six of 0 to 9 or a to f, as in {USUAL_BRAND}."
        )
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = map(_channel, _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(a: str, b: str) -> float:
    """How far apart two colours are in lightness: 1 is the same, 21 black on white (as WCAG counts)."""
    lighter, darker = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def darker(colour: str, share: float) -> str:
    """The same hue with so much of its light left: 1 is the colour itself, 0 black."""
    return "#" + "".join(f"{math.floor(part * share):02x}" for part in _parts(colour))


def nearest_darker(colour: str, uses: tuple[Use, ...]) -> str:
    """The lightest colour of the same hue, not lighter than this one, that people can read wherever it is used."""
    shades = (darker(colour, left / 256) for left in range(256, -1, -1))
    return next(shade for shade in shades if all(use.holds(shade) for use in uses))


def readable(colour: str, uses: tuple[Use, ...]) -> str:
    """The colour in small letters, when people can read it in each of its uses. Raises NotAColour, TooFaint."""
    colour = colour.strip().lower()
    _parts(colour)
    worst = min(uses, key=lambda use: use.ratio(colour) / use.least)
    if worst.holds(colour):
        return colour
    instead = nearest_darker(colour, uses)
    raise TooFaint(
        f"{colour} is too light. {worst.what}: the contrast is {worst.ratio(colour):.2f} to 1, and people need "
        f"{worst.least:g} to 1. The nearest darker colour that passes is {instead}.",
        instead,
    )
