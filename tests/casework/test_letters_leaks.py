"""No finished letter tells its reader what must be kept from them, however it is disguised."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.casework.letters.files import CannotRead, texts_of_docx, texts_of_html
from heard.casework.letters.leaks import Kept, find_leaks

HOME = Kept("Kayla Thornbeck", "post", "14 Invented Mill Road, Ashmere AS1 2BC", True)
PHONE = Kept("Kayla Thornbeck", "telephone", "0161 496 0000", True)
MAIL = Kept("Ruth Amsel", "email", "ruth.amsel@voices.example")
SCHOOL = Kept("Kayla Thornbeck", "school", "St Office’s Primary School", True)
NAME = Kept("Kayla Thornbeck", "name", "Kayla", True)


def paper(**parts: str) -> bytes:
    """A DOCX with words in one of its parts."""
    document = Document()
    document.add_paragraph(parts.get("body", "We agree."))
    if "header" in parts:
        document.sections[0].header.paragraphs[0].text = parts["header"]
    if "table" in parts:
        table = document.add_table(rows=1, cols=2)
        first, second = parts["table"].split("|")
        table.cell(0, 0).text, table.cell(0, 1).text = first, second
    if "property" in parts:
        document.core_properties.comments = parts["property"]
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(name: str, body: bytes) -> bytes:
    """A DOCX with one more part in it."""
    file = BytesIO(paper())
    with ZipFile(file, "a", ZIP_DEFLATED) as opened:
        opened.writestr(name, body)
    return file.getvalue()


def with_alternative_words(words: str) -> bytes:
    """A DOCX with a drawing whose words for those who cannot see it say something."""
    source = BytesIO(paper())
    out = BytesIO()
    drawing = f'<w:p><w:r><w:drawing><x:docPr xmlns:x="urn:x" id="1" name="n" descr="{words}"/></w:drawing></w:r></w:p>'
    with ZipFile(source) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "word/document.xml":
                body = body.replace(b"<w:body>", b"<w:body>" + drawing.encode())
            new.writestr(name, body)
    return out.getvalue()


def page(words: str) -> dict[str, str]:
    return texts_of_html(f"<h1>Our answer</h1><p>{words}</p>")


DISGUISES = {
    "as it stands": page("They live at 14 Invented Mill Road, Ashmere AS1 2BC."),
    "other case": page("They live at 14 INVENTED mill ROAD."),
    "a line break": page("They live at 14 Invented<br>Mill\nRoad."),
    "a hyphen": page("They live at 14 In-vented Mill-Road."),
    "a ligature": page("She goes to St Oﬃce’s Primary School."),
    "a character that does not show": page("They live at 14 Inv\u200bented M\u00adill Ro\u2060ad."),
    "a short form": page("They live at no. 14, Invented Mill Rd."),
    "wide letters": page("They live at １４ Ｉｎｖｅｎｔｅｄ Mill Road."),
    "letters of another alphabet": page("They live at 14 Invеntеd Mill Rоаd."),
    "the header": texts_of_docx(paper(header="14 Invented Mill Road")),
    "a table, across cells": texts_of_docx(paper(table="14 Invented|Mill Road")),
    "the properties": texts_of_docx(paper(property="AS1 2BC")),
    "words for those who cannot see a picture": texts_of_docx(
        with_alternative_words("14 Invented Mill Road")
    ),
    "the name of the file": {"in the name of the file": "letter AS12BC.docx"},
    "across paragraphs": texts_of_html("<p>They live at 14 Invented</p><p>Mill Road</p>"),
    "an attribute of the page": texts_of_html('<p title="as1 2bc">Hello</p>'),
    "a hidden remark": texts_of_html("<p>Hello</p><!-- AS1 2BC -->"),
    "a place for other data": texts_of_docx(with_part("customXml/item1.xml", b"<a><b>AS1 2BC</b></a>")),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_place_is_found_in_every_disguise_and_said_where(disguise):
    found = find_leaks([HOME, SCHOOL], DISGUISES[disguise])

    assert [leak.kept.whose for leak in found] == ["Kayla Thornbeck"]
    assert found[0].where
    assert found[0].kept.words in found[0].said


@pytest.mark.parametrize("disguise", DISGUISES)
def test_with_the_scan_told_of_nothing_every_disguise_passes(disguise):
    """The control: the same texts are let through where nothing is known to be kept."""
    assert find_leaks([], DISGUISES[disguise]) == []


def test_a_plain_comparison_would_let_nearly_every_disguise_pass():
    """The control: what a search for the words as they stand finds of the same texts."""
    plain = [name for name, texts in DISGUISES.items() if HOME.words in " ".join(texts.values())]

    assert plain == ["as it stands"]


@pytest.mark.parametrize(
    "said",
    [
        "0161 496 0000",
        "(0161) 4960-000",
        "+44 161 496 0000",
        "0044 (0) 161 4960000",
        "０１６１ 496 0000",
        "0161.496.0000",
    ],
)
def test_a_telephone_number_is_found_however_it_is_written(said):
    assert [leak.kept.what for leak in find_leaks([PHONE], page(f"Ring {said} today."))] == ["telephone"]


@pytest.mark.parametrize(
    "said",
    [
        "ruth.amsel@voices.example",
        "RUTH.AMSEL @ VOICES.EXAMPLE",
        "ruth dot amsel at voices dot example",
        "ruth(dot)amsel(at)voices.example",
    ],
)
def test_an_e_mail_address_is_found_however_it_is_written(said):
    assert [leak.kept.what for leak in find_leaks([MAIL], page(f"Write to {said}."))] == ["email"]


def test_a_protected_name_is_found_as_a_word_and_not_inside_another():
    assert find_leaks([NAME], page("We spoke to Kay-la and K\u200bayla."))
    assert find_leaks([NAME], page("We spoke to KAYLA’s brother."))
    assert find_leaks([NAME], page("We spoke to Mikaylan.")) == []


@pytest.mark.parametrize(
    "clean",
    [
        "You live at 4 Invented Mill Road.",
        "You live at 114 Invented Mill Road.",
        "You live at 14 Invented Hill Road.",
        "Write to AS1 2BD.",
        "Ring 0161 496 0001.",
        "We met on 14 November 2026 about 2 points.",
    ],
)
def test_what_only_looks_like_it_passes(clean):
    assert find_leaks([HOME, PHONE, MAIL, SCHOOL], page(clean)) == []


def test_a_postcode_is_not_found_in_a_date():
    kept = Kept("Kayla Thornbeck", "address", "9 Other Row, B1 5TH", True)

    assert find_leaks([kept], page("We met on Feb 15th.")) == []
    assert find_leaks([kept], page("They live in b1-5th."))


@pytest.mark.parametrize(
    "said", ["On 3 May 2026 14 Invented Mill Road", "point 2 14InventedMillRoad", "14 Invented Mill Rd 12"]
)
def test_a_number_beside_it_hides_no_place(said):
    assert find_leaks([HOME], page(said))


def test_what_the_reader_has_already_is_no_secret():
    known = ["14 Invented Mill Rd AS1 2BC"]

    assert find_leaks([HOME], page("You live at 14 Invented Mill Road."), known=known) == []
    assert find_leaks([HOME], page("You live at 14 Invented Mill Road."), known=["9 Other Row"])


@pytest.mark.parametrize("name", ["word/media/image1.png", "word/embeddings/sheet.xlsx"])
def test_a_picture_or_a_file_inside_cannot_be_read_and_stops_the_letter(name):
    with pytest.raises(CannotRead, match="in which words cannot be read"):
        texts_of_docx(with_part(name, b"14 Invented Mill Road"))


def test_what_is_no_docx_stops_the_letter():
    with pytest.raises(CannotRead, match="cannot be read back"):
        texts_of_docx(b"not a file")


HIDING = st.sampled_from(["", "\u200b", "\u00ad", "\u200d", "\ufeff"])


@settings(deadline=None, max_examples=60)
@given(
    st.lists(HIDING, min_size=30, max_size=30), st.booleans(), st.sampled_from(["", " ", "-", "\n", "\u00a0"])
)
def test_hidden_characters_anywhere_in_a_place_hide_nothing(hidden, upper, between):
    words = between.join(["14", "Invented", "Mill", "Road"])
    said = "".join(letter + hidden[place % 30] for place, letter in enumerate(words))
    text = f"They live at {said.upper() if upper else said} now."

    assert find_leaks([HOME], {"the letter": text})
