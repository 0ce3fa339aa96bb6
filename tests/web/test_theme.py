"""A council's colour is taken only when people can read it."""

from __future__ import annotations

import pytest

from heard.web.theme import TooFaint, contrast_ratio, theme_css


@pytest.mark.parametrize(
    ("a", "b", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#FFFFFF", 4.54),
        ("#595959", "#ffffff", 7.0),
    ],
)
def test_contrast_is_counted_as_wcag_counts_it(a: str, b: str, ratio: float) -> None:
    assert contrast_ratio(a, b) == pytest.approx(ratio, abs=0.05)
    assert contrast_ratio(b, a) == contrast_ratio(a, b)


def test_a_colour_with_enough_contrast_becomes_a_style_sheet() -> None:
    assert theme_css("#6A1B4D") == ":root{--govuk-brand-colour:#6a1b4d}\n"


def test_the_faintest_grey_that_passes_is_taken_and_the_next_is_refused() -> None:
    assert "#767676" in theme_css("#767676")
    with pytest.raises(TooFaint, match="contrast with white is 4.5 to 1"):
        theme_css("#777777")


def test_a_bright_colour_is_refused_with_what_to_do() -> None:
    with pytest.raises(TooFaint, match="Choose a darker colour"):
        theme_css("#ffdd00")


@pytest.mark.parametrize("wrong", ["red", "#fff", "#12345g", "", "#123456}body{display:none", "#123456\n"])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        theme_css(wrong)
