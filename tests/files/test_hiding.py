"""What is hidden in a paper is gone: from every page, place and property of the copy, and from how wide a box is."""

from __future__ import annotations

import os
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from tests.files import planting

from heard.files.binding import WORD_FILE, Bound, bind
from heard.files.covered import covered_words
from heard.files.finding_words import spans_of
from heard.files.hiding import ToHide, hide
from heard.files.joining import one_file
from heard.files.read_back import read_back
from heard.files.sheets import tricks_in

FULL = bool(os.environ.get("HEARD_FULL"))
STRINGS, PLACED, NAMED = (400, 20, 1000) if FULL else (3, 1, 25)
PDF = "application/pdf"
REASONS = {"A": "About another person"}


def hidden(content: bytes, words: str, media_type: str = PDF) -> bytes:
    copy, _ = hide("A paper", bind("A paper", content, media_type).pdf, [ToHide("A", words)], REASONS)
    return copy


def boxes_over_words(pdf: bytes) -> list[str]:
    return [run for page in PdfReader(BytesIO(pdf)).pages for run in covered_words(page)]


@pytest.mark.parametrize("technique", planting.TECHNIQUES)
def test_words_hidden_on_a_page_are_recovered_from_the_copy_by_no_reader(technique):
    for said in planting.strings(STRINGS):
        paper = planting.page(planting.TECHNIQUES[technique](said))
        assert read_back(paper, [said]) == [0], "it was planted"
        copy = hidden(paper, said)
        assert (read_back(copy, [said]), boxes_over_words(copy)) == ([], []), said
        assert "would come before the summer" in PdfReader(BytesIO(copy)).pages[0].extract_text()


def test_a_black_box_over_words_hides_nothing_from_these_readers():
    for said in planting.strings(20, seed=35):
        boxed = planting.page(planting.boxed(said))
        assert read_back(boxed, [said]) == [0]
        assert boxes_over_words(boxed) == [said]


@pytest.mark.parametrize("place", planting.PLACES)
def test_nothing_stays_behind_beside_the_pages_neither_in_a_copy_nor_in_a_bundle(place):
    for said in planting.strings(PLACED, seed=36):
        paper = planting.PLACES[place](said)
        bound = bind("A paper", paper, PDF)
        bundle, _ = one_file("Papers", (), [bound])
        assert read_back(hidden(paper, said), [said]) == []
        assert read_back(bundle, [said]) == [] or spans_of(" ".join(bound.texts), [said]), said


def test_copied_as_they_are_most_such_places_go_along():
    kept = 0
    for place in planting.PLACES.values():
        writer = PdfWriter(clone_from=PdfReader(BytesIO(place("Kayla Thornbeck"))))
        out = BytesIO()
        writer.write(out)
        kept += read_back(out.getvalue(), ["Kayla Thornbeck"]) == [0]
    assert kept >= 12


@pytest.mark.parametrize("trick", planting.WORD_TRICKS)
def test_what_a_word_file_keeps_is_in_no_copy_of_it(trick):
    for said in planting.strings(PLACED, seed=37):
        copy = hidden(planting.WORD_TRICKS[trick](said), said, WORD_FILE)
        assert read_back(copy, [said]) == []


@pytest.mark.parametrize("trick", planting.SHEET_TRICKS)
def test_every_trick_of_a_sheet_is_found(trick):
    assert trick in tricks_in(planting.SHEET_TRICKS[trick]())


def test_a_flat_sheet_has_no_trick():
    assert tricks_in(planting.sheet()) == []


def without_marks_of_time(pdf: bytes) -> tuple[bytes, ...]:
    return tuple(page.get_contents().get_data() for page in PdfReader(BytesIO(pdf)).pages)


def test_nobody_is_guessed_by_the_width_of_a_box_or_by_where_its_lines_end():
    names = planting.names(NAMED)
    looks = [without_marks_of_time(hidden(planting.letter(name), name)) for name in names]
    # Who looks at a copy can at best tell apart the groups of names whose copies differ.
    guessed = len(set(looks)) / len(names)

    assert guessed <= 1 / len(names) + 0.02


def test_by_boxes_as_wide_as_the_words_many_are_guessed():
    widths = [round(stringWidth(name, "Helvetica", 12), 1) for name in planting.names(1000)]
    assert len(set(widths)) / 1000 > 0.1


def test_neighbours_share_one_box_and_a_name_over_the_end_of_a_page_is_hidden_on_both():
    out = planting.page(lambda canvas: canvas.drawString(60, 700, "Kayla Thornbeck, Ruth Odell and Tom came"))
    said, told = hide("Kayla", bind("x", out, PDF).pdf, [ToHide("A", "Kayla"), ToHide("B", "Thornbeck"),
                                                        ToHide("A", "Ruth Odell")], REASONS)  # fmt: skip
    assert told.boxes == {"A": 1}
    assert [sum(one.values()) for one in told.found] == [1, 1, 1]
    assert "hidden" in PdfReader(BytesIO(said)).pages[0].extract_text()
    two = Bound("x", _two_pages("It was Kayla", "Thornbeck who came"), ("", ""))
    copy, told = hide("x", two.pdf, [ToHide("A", "Kayla Thornbeck")], REASONS)
    assert told.found == [{1: 1}]
    assert read_back(copy, ["Kayla", "Thornbeck"]) == []


def _two_pages(*said: str) -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    for words in said:
        canvas.drawString(60, 700, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
