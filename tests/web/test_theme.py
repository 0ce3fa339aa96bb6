"""The style sheet of a council's colours."""

from __future__ import annotations

import pytest

from heard.casework.colours import NotAColour, TooFaint
from heard.web.theme import theme_css


def test_colours_that_can_be_read_become_a_style_sheet() -> None:
    assert theme_css("#6A1B4D", "#1A65A6") == (
        ":root{--govuk-brand-colour:#6a1b4d;--govuk-link-colour:#1a65a6;--govuk-link-hover-colour:#0e375b}\n"
    )


def test_a_preview_colours_its_own_part_of_the_page_only() -> None:
    assert theme_css("#6a1b4d", where=".heard-preview").startswith(".heard-preview{")


def test_a_colour_too_faint_makes_no_style_sheet() -> None:
    with pytest.raises(TooFaint):
        theme_css("#ffdd00")
    with pytest.raises(TooFaint):
        theme_css("#6a1b4d", "#88aaff")


@pytest.mark.parametrize("wrong", ["red", "#123456}body{display:none", "#123456;x:y"])
def test_what_is_no_colour_never_reaches_a_style_sheet(wrong: str) -> None:
    with pytest.raises(NotAColour, match="is not a colour"):
        theme_css(wrong)
    with pytest.raises(NotAColour, match="is not a colour"):
        theme_css("#6a1b4d", wrong)
