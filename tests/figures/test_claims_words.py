"""Numbers as they are written, and the law as it is cited."""

from __future__ import annotations

import pytest

from heard.figures.claims_law import wrong_citations
from heard.figures.claims_reading import numbers
from heard.figures.claims_written import counted_in_words, read_words


@pytest.mark.parametrize(
    ("words", "number"),
    [("fifteen", 15), ("twenty-six", 26), ("one hundred and eighteen", 118), ("a hundred", 100), ("nil", 0)],
)
def test_numbers_in_words_are_read(words, number):
    assert read_words(words) == number


def test_what_is_no_number_in_words_is_none():
    assert read_words("many") is None


@pytest.mark.parametrize(
    ("printed", "said"), [("0", "none"), ("4", "four"), ("26", "twenty-six"), ("118", "118")]
)
def test_a_small_number_is_said_in_words_and_a_large_one_in_figures(printed, said):
    assert counted_in_words(printed) == said


def read(text: str) -> list[tuple]:
    return [(str(one.value), one.unit, one.role, one.manner) for one in numbers(text, text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a decrease of 22.4%", [("22.4", "percent", "change", "exact")]),
        ("compared with 152 complaints", [("152", "count", "compared", "exact")]),
        ("about 62 per cent", [("62", "percent", "plain", "about")]),
        ("64 of 118 complaints", [("64", "count", "plain", "exact"), ("118", "count", "base", "exact")]),
        ("£6,250.50 was paid", [("6250.50", "pounds", "plain", "exact")]),
        ("15.7 working days", [("15.7", "days", "plain", "exact")]),
        ("up 3.2 points", [("3.2", "points", "change", "exact")]),
        ("34 fewer complaints", [("34", "count", "change", "exact")]),
        ("22.1.8%", [("None", "count", "plain", "exact")]),
        ("three independent people", []),
        ("one complaint was upheld", [("1", "count", "plain", "exact")]),
    ],
)
def test_a_number_is_read_with_its_unit_and_what_it_does_in_the_sentence(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    "wrong",
    [
        "section 13 of the Children Act 1989 Representations Procedure (England) Regulations 2006",
        "the Children's Act 1989",
        "the Representations Procedure (Children) Regulations 1991",
        "regulation 26 of the Children Act 1989",
    ],
)
def test_a_wrong_citation_is_found(wrong):
    assert list(wrong_citations(wrong))


@pytest.mark.parametrize(
    "right",
    [
        "section 26(3) of the Children Act 1989",
        "regulation 13 of the Children Act 1989 Representations Procedure (England) Regulations 2006",
        "section 26 of the Children Act 1989 and the Children Act 1989 Representations Procedure (England) "
        "Regulations 2006",
        "section 3(1) of the Adoption and Children Act 2002",
    ],
)
def test_a_right_citation_stands(right):
    assert list(wrong_citations(right)) == []
