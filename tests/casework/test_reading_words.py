"""Words meet whatever their case, accents and marks, and names also when a letter of them is wrong."""

from __future__ import annotations

import pytest

from heard.casework.reading_words import folded, reference_key, sought, sounds


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Zoë O’Brien-Łukasz", "zoe obrien lukasz"),
        ("  Nobody rang — twice! ", "nobody rang twice"),
        ("Straße, Ångström & Sørensen", "strasse angstrom sorensen"),
        ("don't", "dont"),
        ("", ""),
    ],
)
def test_words_are_read_without_case_accents_and_marks(typed, read):
    assert folded(typed) == read


@pytest.mark.parametrize("typed", ["cr-2026-0142", "CR 2026 0142", " cr2026/0142 ", "CR.2026.0142"])
def test_a_reference_is_the_same_however_it_is_typed(typed):
    assert reference_key(typed) == "CR20260142"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("smith", "smyth"),
        ("mohammed", "muhamad"),
        ("kayla", "caila"),
        ("thornbeck", "thornbek"),
        ("thornbeck", "thornback"),
        ("johnson", "jonhson"),
        ("okafor", "okafar"),
        ("williams", "willams"),
        ("patterson", "pattersen"),
        ("stephen", "steven"),
        ("robertson", "robetson"),
    ],
)
def test_names_that_sound_alike_or_differ_by_a_slip_meet(one, other):
    assert set(sounds(one)) & set(sounds(other))


@pytest.mark.parametrize(("one", "other"), [("smith", "garcia"), ("thornbeck", "okafor"), ("ali", "bowen")])
def test_names_that_have_nothing_in_common_do_not_meet(one, other):
    assert not set(sounds(one)) & set(sounds(other))


def test_a_query_is_read_as_words_words_side_by_side_and_beginnings():
    found = sought('rang "foster carer" thorn* a* O\'Brien')

    assert [(one.words, one.begins) for one in found] == [
        (("rang",), False),
        (("foster", "carer"), False),
        (("thorn",), True),
        (("a",), False),
        (("obrien",), False),
    ]


def test_a_query_of_marks_alone_asks_for_nothing():
    assert sought('" & | ! ( ) :* ') == ()
