"""A council's own colour, as a small style sheet: no rebuild, and never too faint to read."""

from __future__ import annotations

import re

LEAST_CONTRAST = 4.5  # WCAG 2.2 AA, 1.4.3: text on its background


class TooFaint(ValueError):
    """The colour cannot carry white text, or be read as text on white."""


def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _luminance(colour: str) -> float:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"“{colour}” is not a colour. Write # and six of 0 to 9 or a to f, as in #2b4c7e.")
    red, green, blue = (_channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(a: str, b: str) -> float:
    """How far apart two colours are in lightness: 1 is the same, 21 black on white (as WCAG counts)."""
    lighter, darker = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def theme_css(colour: str) -> str:
    """The style sheet that puts a council's colour on its pages.

    Raises TooFaint when the colour has a contrast under 4.5 to 1 on white, ValueError when it is no colour.
    """
    ratio = contrast_ratio(colour, "#ffffff")
    if ratio < LEAST_CONTRAST:
        raise TooFaint(
            f"{colour} is too light: its contrast with white is {ratio:.1f} to 1, and people need at least "
            f"{LEAST_CONTRAST} to 1 to read it. Choose a darker colour."
        )
    return f":root{{--govuk-brand-colour:{colour.lower()}}}\n"
