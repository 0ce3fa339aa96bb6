"""Files from outside: what is refused and why, what is made harmless, and what they no longer say of their maker."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir

import docx
import openpyxl
import pikepdf
import pytest
from PIL import Image
from tests.files import made
from tests.files.hostile import MADE_HARMLESS, REFUSED, everything_in

from heard.files import child, confined, kinds, marked_text, opening, packed, pdfs, pictures, zip_members
from heard.files.kinds import kind_of
from heard.files.opening import open_file, words_in
from heard.files.refusing import NotTaken, Why

FULL = bool(os.environ.get("HEARD_FULL"))


def became(name: str, content: bytes) -> str | bytes:
    """What becomes of a file, as in the process apart but here: why it is refused, or its copy."""
    try:
        kind = kind_of(content, name)
    except NotTaken as refused:
        return refused.why.value
    if kind is kinds.TEXT:
        return content
    clean = __import__(child.ROOMS[kind.family], fromlist=["clean"]).clean
    said, copy = child._done(clean, content, kind)
    return str(said["why"]) if "why" in said else copy or content


def test_no_file_that_is_made_to_do_harm_is_taken():
    tried = dict(list(REFUSED.items())[:: 1 if FULL else 3])
    outcomes = {label: became(name, make()) for label, (name, make, _) in tried.items()}

    assert len(REFUSED) + len(MADE_HARMLESS) >= 120
    wrong = {label: outcomes[label] for label, (_, _, why) in tried.items() if outcomes[label] != why.value}
    assert wrong == {}


def test_what_is_taken_for_its_words_is_harmless_in_the_copy_that_people_open():
    for label, (name, make, harm) in MADE_HARMLESS.items():
        content = make()
        assert harm in everything_in(content), label
        copy = became(name, content)
        assert isinstance(copy, bytes), (label, copy)
        assert harm not in everything_in(copy), label


@pytest.mark.parametrize("ending", made.TELLING)
def test_the_copy_that_people_open_does_not_say_who_made_it_nor_where(ending):
    content = made.TELLING[ending]()
    opened = open_file(content, f"x.{ending}")

    assert made.SAID in everything_in(content)
    assert opened.kind.ending == ending
    assert opened.is_sure
    assert opened.copy is not None
    assert made.SAID not in everything_in(opened.copy)
    assert became("x", opened.copy) == opened.copy or opened.copy_kind.family in ("picture", "packed", "pdf")


def test_a_picture_in_the_copy_stands_upright_and_shows_the_same():
    with Image.open(BytesIO(open_file(made.picture(turned=6)).copy or b"")) as copy:
        assert (copy.size, copy.info.get("exif"), dict(copy.getexif())) == ((40, 60), None, {})
        red, blue = copy.getpixel((20, 5)), copy.getpixel((20, 55))
    assert (red[0] > 200, blue[2] > 200) == (True, True)


def test_the_words_are_all_there_in_the_copy():
    word = docx.Document(BytesIO(open_file(made.word_file()).copy or b""))
    sheet = openpyxl.load_workbook(BytesIO(open_file(made.workbook()).copy or b"")).active

    assert [one.text for one in word.paragraphs][0] == "Nobody rang back."
    assert [(one.text, one.author) for one in word.comments] == [("Is that so?", "Author")]
    assert len(word.inline_shapes) == 1
    assert (sheet["A1"].value, sheet["A1"].comment.text) == ("Nobody rang back.", "Is that so?")
    media = open_file(made.open_document()).kind.media_type
    assert "Nobody rang back." in words_in(open_file(made.open_document()).copy or b"", media)


def test_a_file_that_says_nothing_of_itself_stays_as_it_is():
    assert open_file(made.plain_pdf()).copy is None
    assert open_file(b"Nobody rang back.", "x.txt").copy is None


def test_where_it_cannot_be_sure_it_says_so():
    assert not open_file(made.mp4(b"isom", b"meta")).is_sure
    assert not open_file(made.mp4(b"isom", b"vide", made.box(b"beam", b"x"))).is_sure
    assert not open_file(rb"{\rtf1{\pict\jpegblip ffd8}}").is_sure


def test_a_film_is_not_moved_by_a_byte():
    for make in (made.mp4, made.webm, made.ogg):
        assert len(open_file(make()).copy or b"") == len(make())
    assert b"dots" * 9 in (open_file(made.mp4()).copy or b"")


@pytest.mark.parametrize(
    ("where", "what", "off", "label"),
    [
        (zip_members, "MOST_RATIO", 10**9, "a file of 20 MB in a few kB"),
        (zip_members, "MOST_PARTS", 10**9, "three thousand parts"),
        (packed, "MACROS", __import__("re").compile("(?!)"), "a Word file with macros"),
        (marked_text, "DECLARES", __import__("re").compile(rb"(?!)"), "a declaration in a sheet"),
        (kinds, "_ends_as_a_folder", lambda content: False, "a PDF that is also a zip"),
        (kinds, "HIDDEN", __import__("re").compile(rb"(?!)"), "a photo that is also a page"),
        (pdfs, "MOST_PAGES", 10**9, "a PDF of 2,001 pages"),
    ],
)
def test_with_a_guard_off_the_harm_comes_in(monkeypatch, where, what, off, label):
    monkeypatch.setattr(where, what, off)
    name, make, why = REFUSED[label]

    assert became(name, make()) != why.value


def test_with_the_taking_off_off_the_script_stays(monkeypatch):
    monkeypatch.setattr(pdfs, "_take_off", lambda pdf: None)
    name, make, harm = MADE_HARMLESS["a PDF that runs a script on opening"]

    assert harm in everything_in(bytes(became(name, make())))


def _in_a_child(lines: str) -> str:
    """What a process says that has given up what an opening process gives up."""
    before = "import os, socket, encodings.idna\nfrom heard.files import confined\nconfined.limit(0)\n"
    code = f"{before}left = confined.shut_off()\n{lines}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=confined.child_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.skipif(
    bool(opening.not_given_up()), reason="this machine does not shut off the network or files"
)
def test_the_process_that_opens_a_file_reaches_no_file_no_network_and_writes_nothing(tmp_path):
    tried = {
        "open('/etc/passwd')": "Permission",
        f"open({str(tmp_path / 'written')!r}, 'w')": "Permission",
        "os.listdir('/')": "Permission",
        "os.execv('/bin/true', ['true'])": "Permission",
    }
    for line, why in tried.items():
        assert why in _in_a_child(line), line

    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        there.listen()
        port = there.getsockname()[1]
        said = _in_a_child(f"socket.create_connection(('127.0.0.1', {port}), 1)")
        there.settimeout(0.2)
        assert "Error" in said
        with pytest.raises(TimeoutError):
            there.accept()


@pytest.mark.skipif(
    "faketime" in os.environ.get("LD_PRELOAD", ""), reason="under a made-up clock no alarm rings"
)
def test_a_process_that_takes_too_long_is_ended_and_the_file_refused(monkeypatch):
    monkeypatch.setattr(opening, "SECONDS", 0.2)
    monkeypatch.setattr(
        opening, "child_command", lambda *args: [sys.executable, "-c", "import time; time.sleep(60)"]
    )
    with pytest.raises(NotTaken) as refused:
        open_file(made.told_pdf())
    assert refused.value.why is Why.TOO_MUCH


def test_more_memory_than_one_file_is_given_ends_the_process_and_not_the_server():
    said = _in_a_child("x = bytearray(2 * 2**30)")

    assert "MemoryError" in said


@pytest.mark.parametrize(
    "said", [b"", b"[]\n", b'{"kind": "text/html", "size": 0}\n', b'{"size": 3}\nxx', b"{"]
)
def test_what_a_process_says_that_fell_to_its_file_is_not_believed(monkeypatch, said):
    monkeypatch.setattr(
        opening,
        "child_command",
        lambda *args: [sys.executable, "-c", f"import sys; sys.stdout.buffer.write({said!r})"],
    )

    with pytest.raises(NotTaken):
        open_file(made.told_pdf())


def test_none_of_our_settings_go_along(monkeypatch):
    monkeypatch.setenv("HEARD_SECRET_KEY", "planted")

    assert "planted" not in str(confined.child_environment())


def test_a_name_never_says_what_a_file_is():
    for name in ("x.exe", "x.html", "../../x.pdf", "x\u202egpj.exe"):
        assert kind_of(made.plain_pdf(), name) is kinds.PDF


def test_a_picture_of_the_largest_size_is_opened_within_its_memory():
    flat = Image.new("L", (7000, 7000))
    out = BytesIO()
    flat.save(out, "PNG")

    assert pictures.MOST_DOTS == 50_000_000
    assert open_file(out.getvalue()).copy is not None


def test_a_picture_in_a_pdf_does_not_say_where_it_was_taken():
    def put(pdf: pikepdf.Pdf) -> None:
        dots = pdf.make_stream(made.picture())
        dots.Type, dots.Subtype, dots.Filter = (
            pikepdf.Name.XObject,
            pikepdf.Name.Image,
            pikepdf.Name.DCTDecode,
        )
        dots.Width, dots.Height, dots.ColorSpace, dots.BitsPerComponent = 60, 40, pikepdf.Name.DeviceRGB, 8
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=dots))

    content = made.told_pdf(put)
    copy = open_file(content).copy or b""

    assert made.SAID in everything_in(content)
    assert made.SAID not in everything_in(copy)
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert pdf.pages[0].obj.Resources.XObject.Im.Width == 60


def test_a_recording_keeps_its_sums():
    from heard.files.ogg import _pages, _sum

    copy = bytearray(open_file(made.ogg()).copy or b"")
    for at, _, end in _pages(copy):
        said = struct.unpack("<I", copy[at + 22 : at + 26])[0]
        copy[at + 22 : at + 26] = bytes(4)
        assert _sum(copy[at:end]) == said


def test_no_file_is_left_behind():
    place = Path(gettempdir())
    before = set(os.listdir(place))
    open_file(made.picture())

    assert [one for one in os.listdir(place) if one not in before and "heard" in one] == []
