"""A council's colour is taken only when people can read it wherever it is used."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.casework.colours import (
    BRAND,
    LINKS,
    USUAL_BRAND,
    USUAL_LINKS,
    NotAColour,
    TooFaint,
    contrast_ratio,
    nearest_darker,
    readable,
)

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


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


def test_the_usual_colours_can_be_read() -> None:
    assert readable(USUAL_BRAND, BRAND) == USUAL_BRAND
    assert readable(USUAL_LINKS, LINKS) == USUAL_LINKS


def test_the_faintest_grey_that_passes_is_taken_and_the_next_is_refused_with_it() -> None:
    assert readable(" #767676 ", BRAND) == "#767676"
    with pytest.raises(TooFaint, match=r"contrast is 4\.47 to 1, and people need 4\.5 to 1") as refused:
        readable("#777777", BRAND)
    assert refused.value.instead == "#767676"


def test_a_bright_colour_is_refused_with_where_it_fails_and_a_darker_one() -> None:
    with pytest.raises(
        TooFaint, match="White words on it, in the bar at the top: the contrast is 1.34"
    ) as refused:
        readable("#ffdd00", BRAND)
    assert refused.value.instead in str(refused.value)
    assert readable(refused.value.instead, BRAND) == refused.value.instead


def test_a_link_must_be_read_on_the_light_background_too() -> None:
    assert readable("#767676", LINKS[:1]) == "#767676"
    with pytest.raises(TooFaint, match="Links on the light background: the contrast is 4.08"):
        readable("#767676", LINKS)


@given(COLOURS, st.sampled_from([BRAND, LINKS]))
def test_the_darker_colour_offered_can_be_read_and_none_lighter_of_its_hue_can(colour: str, uses) -> None:
    instead = nearest_darker(colour, uses)

    assert all(use.holds(instead) for use in uses)
    assert all(mine <= theirs for mine, theirs in zip(_parts(instead), _parts(colour), strict=True))
    if instead != colour:
        assert not all(use.holds(colour) for use in uses)


def _parts(colour: str) -> list[int]:
    return [int(part, 16) for part in re.findall("[0-9a-f]{2}", colour)]


@pytest.mark.parametrize(
    "wrong", ["red", "#fff", "#12345g", "", "#123456}body{display:none", "#１２３４５６"]
)
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(NotAColour, match="is not a colour"):
        readable(wrong, BRAND)
