"""Papers from a family court are known by how they read: nearly all of two hundred, and few that only mention one."""

from __future__ import annotations

from functools import cache
from time import perf_counter

import pytest
from tests.casework.court_samples import BESIDE, Sample, samples

from heard.casework import court_papers
from heard.casework.court_papers import signs_of_court
from heard.files.words import words_of


@cache
def kept() -> list[Sample]:
    return samples()


def shares() -> tuple[float, float]:
    """Of the papers from court, which share is set aside; and of the others, which share is by mistake."""
    found = [
        (one.from_court, bool(signs_of_court(words_of(one.content, one.media_type)))) for one in samples()
    ]
    court, other = ([said for is_court, said in found if is_court is which] for which in (True, False))
    assert (len(court), len(other)) == (100, 100)
    return sum(court) / 100, sum(other) / 100


def test_of_two_hundred_files_nearly_all_from_court_are_set_aside_and_few_others(monkeypatch):
    found, mistaken = shares()

    assert found >= 0.98
    assert mistaken <= 0.05
    monkeypatch.setattr(court_papers, "SIGNS", ())
    assert shares() == (0, 0)  # the control: without the signs none is found


@pytest.mark.parametrize(("from_court", "text"), BESIDE)
def test_papers_written_apart_from_those_are_told_apart_too(from_court, text):
    assert bool(signs_of_court(text)) is from_court


@pytest.mark.parametrize(
    ("title", "is_said"),
    [
        ("Care order, 3 May", True),
        ("Guardian’s final analysis", True),
        ("Position statement of the mother", True),
        ("Letter about the care order", False),
        ("Complaint about the court report", False),
        ("Letter from the school, 3 May", False),
    ],
)
def test_a_scan_without_words_is_known_by_its_name_alone(title, is_said):
    assert (signs_of_court("", title) == (court_papers.TITLE_SAYS,)) is is_said


def test_the_signs_are_plain_words_and_never_the_words_of_the_paper():
    said = signs_of_court("IN THE FAMILY COURT AT ELDERBY\nCase No: LS26C50123\nRe: Kayla Thornbeck")

    assert said == (
        "it is headed “In the Family Court”, or another court",
        "it has the number of a case in court",
    )


@pytest.mark.parametrize(
    "text",
    [
        "a" * 40_000,
        "the " * 10_000,
        "in the matter of " * 2_400,
        "not be disclosed " * 2_400,
        "a b " * 10_000,
    ],
)
def test_no_text_however_made_keeps_the_reader_busy(text):
    began = perf_counter()
    signs_of_court(text, text[:300])

    assert perf_counter() - began < 1


@pytest.mark.parametrize(
    ("content", "media_type", "said"),
    [
        (rb"{\rtf1\ansi IN THE FAMILY COURT\par Ma\'edve}", "application/rtf", "IN THE FAMILY COURT\nMa\xedve"),
        (b"%PDF-1.7 broken", "application/pdf", ""),
        (b"PK\x03\x04 broken", "application/vnd.oasis.opendocument.text", ""),
        (b"\xff\xd8\xff", "image/jpeg", ""),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_has_no_words(content, media_type, said):
    assert words_of(content, media_type).strip() == said
