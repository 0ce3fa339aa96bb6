"""What a council says of itself: what is kept, with its reason, and what is refused."""

from __future__ import annotations

import base64
import io
import json

import pytest
from PIL import Image, ImageFile, PngImagePlugin
from tests.casework.making import LATER, council

from heard.casework import looking_at_council
from heard.casework.audit import verify
from heard.casework.colours import TooFaint
from heard.casework.council_details import (
    MOST_BYTES,
    DetailsRefused,
    add_help_number,
    change_council,
    change_help_number,
    drawn_anew,
    harmless_address,
    put_up_logo,
    remove_help_number,
    take_down_logo,
)
from heard.ledger.models import Entry
from heard.people.models import Council, CouncilLogo, HelpNumber

WHY = {"by": "amina", "at": LATER, "reason": "Agreed in November"}


def picture(form: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **more) -> bytes:
    """A small picture of one colour."""
    out = io.BytesIO()
    Image.new(mode, size, "#6a1b4d").save(out, form, **more)
    return out.getvalue()


@pytest.mark.django_db
def test_each_change_stands_in_the_ledger_with_its_reason_and_what_was_there_before():
    council()
    changed = change_council(**WHY, contact="01632 960 001", theme="#6A1B4D", name="Ashmere Council")
    again = change_council(**WHY, contact="01632 960 001")
    entry = Entry.objects.get(act="change_council")

    assert (changed, again) == (["contact", "theme"], [])
    assert json.loads(entry.said)["reason"] == "Agreed in November"
    assert json.loads(entry.said)["was"] == {"contact": "", "theme": "#2b4c7e"}
    assert looking_at_council.changes()[0].what == (
        "Contact: “01632 960 001” instead of nothing",
        "Colour: “#6a1b4d” instead of “#2b4c7e”",
    )
    assert looking_at_council.changes("change_council", of=("address",)) == []
    assert verify().whole


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "error", "why"),
    [
        ({"theme": "#ffd700"}, TooFaint, "is too light"),
        ({"links": "#88aaff"}, TooFaint, "Links on the light background"),
        ({"exit_address": "http://www.bbc.co.uk/"}, DetailsRefused, "must begin with https://"),
        ({"name": " "}, DetailsRefused, "Enter the council’s name"),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_is_written(said, error, why):
    council()
    before = Entry.objects.count()
    with pytest.raises(error, match=why):
        change_council(**WHY, contact="01632 960 001", **said)

    assert Entry.objects.count() == before
    assert Council.objects.get().contact == ""


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://",
        "https://localhost/",
        "https://10.0.0.1/",
        "https://me:secret@www.bbc.co.uk/",
        "https://www.bbc.co.uk:8443/",
        "https://www.bbc.co.uk/a b",
        "https://[::1]/",
        "//www.bbc.co.uk/",
        "https://www.bbc.co.uk:x/",
    ],
)
def test_an_exit_address_is_a_page_anybody_might_look_at(address: str) -> None:
    with pytest.raises(DetailsRefused):
        harmless_address(address)


def test_an_exit_address_left_empty_is_a_harmless_one() -> None:
    assert harmless_address(" ") == "https://www.bbc.co.uk/weather"
    assert harmless_address("https://www.metoffice.gov.uk/") == "https://www.metoffice.gov.uk/"


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_is_drawn_anew_and_keeps_nothing_else(form: str) -> None:
    about = PngImagePlugin.PngInfo()
    about.add_text("Place", "51.5N secretplace")
    exif = Image.Exif()
    exif[0x010E] = "secretplace"
    told = picture(form, pnginfo=about) if form == "PNG" else picture(form, exif=exif)
    told += b"<script>secretplace</script>"

    kind, drawn = drawn_anew(told)

    assert b"secretplace" in told
    assert b"secretplace" not in drawn
    assert kind == form.lower()
    assert Image.open(io.BytesIO(drawn)).size == (40, 20)


def test_what_can_be_seen_through_stays_so() -> None:
    _, drawn = drawn_anew(picture(mode="RGBA"))
    clear = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(clear, "PNG")
    _, still_clear = drawn_anew(clear.getvalue())

    assert Image.open(io.BytesIO(drawn)).convert("RGBA").getpixel((0, 0)) == (106, 27, 77, 255)
    assert Image.open(io.BytesIO(still_clear)).convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "must be a PNG or JPEG"),
        (b"", "must be a PNG or JPEG"),
        (picture()[:60], "must be a PNG or JPEG"),
        (picture("GIF"), "must be a PNG or JPEG"),
        (picture(size=(1201, 10)), "at most 1200 dots wide"),
        (picture() + bytes(MOST_BYTES), "no larger than 40 kB: this file has 41 kB"),
    ],
)
def test_what_is_no_small_png_or_jpeg_is_refused(told: bytes, why: str) -> None:
    with pytest.raises(DetailsRefused, match=why) as refused:
        drawn_anew(told)
    assert refused.value.about == "picture"


@pytest.mark.django_db
def test_a_logo_is_put_up_replaced_and_taken_down():
    council()
    put_up_logo(picture=picture(), **WHY)
    first = Council.objects.get().logo
    put_up_logo(picture=picture("JPEG"), **WHY)
    second = Council.objects.get().logo

    assert looking_at_council.logo(first) is None
    assert looking_at_council.logo(second) == (
        "image/jpeg",
        base64.b64decode(CouncilLogo.objects.get().content),
    )
    assert verify().whole

    take_down_logo(**WHY)
    with pytest.raises(DetailsRefused, match="There is no logo"):
        take_down_logo(**WHY)

    assert looking_at_council.logo("") is None
    assert Council.objects.get().logo == ""
    assert verify().whole


@pytest.mark.django_db
def test_help_numbers_begin_with_childline_and_are_the_councils_to_keep():
    council()
    row = add_help_number(label="Thistle  Advocacy", number="01632 960 002", **WHY)
    change_help_number(number_id=row.pk, label=row.label, number="01632 960 003", hours="9am to 5pm", **WHY)
    for label, number, why in (
        ("childline", "0800 1111", "is on the list already"),
        ("", "0800 1111", "Enter who answers"),
        ("Another", "ring the office", "Enter a telephone number"),
    ):
        with pytest.raises(DetailsRefused, match=why):
            add_help_number(label=label, number=number, **WHY)

    assert [(one.label, one.number) for one in looking_at_council.help_numbers()] == [
        ("Childline", "0800 1111"),
        ("Thistle Advocacy", "01632 960 003"),
    ]

    remove_help_number(number_id=row.pk, **WHY)
    with pytest.raises(DetailsRefused, match="no such help number any more"):
        remove_help_number(number_id=row.pk, **WHY)
    assert HelpNumber.objects.count() == 1
    assert verify().whole


def test_a_picture_cut_short_is_refused_even_where_a_library_has_such_filled_up(monkeypatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    with pytest.raises(DetailsRefused, match="must be a PNG or JPEG"):
        drawn_anew(picture()[:60])
