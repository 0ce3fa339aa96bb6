"""Files that reach the council: sealed first, scanned where there is a scanner, and opened as a copy of no maker."""

from __future__ import annotations

import socket
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from tests.casework.fake_scanner import EICAR, NAME, scanner
from tests.casework.letter_cases import AT, REFERENCE, living_case
from tests.files import made
from tests.files.hostile import everything_in

from heard.casework import arriving_files, filing, papers, previews, room_for_files
from heard.casework.arriving_files import file_arrival, look_over, make_ready, most_files, waiting_on
from heard.casework.audit import verify
from heard.casework.letters.reading import grade, longest_sentence
from heard.casework.permissions import Level
from heard.casework.room_for_files import NoRoom
from heard.casework.store import store
from heard.casework.words_on_files import AT_THE_DOOR, IN_THE_OFFICE
from heard.casework.writing import writing
from heard.files.refusing import Why
from heard.representations.models import Document, Representation

pytestmark = pytest.mark.django_db
DOOR = "public pages"
READER = SimpleNamespace(parts={"papers"}, level=Level.S2)
SAYS_VIRUS = {
    "a text": lambda: EICAR,
    "a text with a line after": lambda: EICAR + b"\r\nDear council",
    "the middle of a text": lambda: b"Dear council\n" + EICAR + b"\nYours",
    "a picture in a Word file": lambda: made.changed(made.word_file(), word__media__a_dot_emf=EICAR),
    "a part of a workbook": lambda: made.changed(made.workbook(), xl__x_dot_bin=EICAR),
    "a part of an OpenDocument": lambda: made.changed(made.open_document(), x_dot_bin=EICAR),
    "a file inside a file inside a Word file": lambda: made.changed(
        made.word_file(), word__embeddings__a_dot_xlsx=made.changed(made.workbook(), xl__x_dot_bin=EICAR)
    ),
    "a file inside a PDF": lambda: made.told_pdf(lambda pdf: pdf.attachments.__setitem__("a.txt", EICAR)),
    "the end of a PDF": lambda: made.plain_pdf() + b"\n" + EICAR,
    "the end of a photo": lambda: made.picture() + EICAR,
    "the label of a sound": lambda: (
        made.mp3().replace(b"TAG" + made.SAID, b"TAG" + EICAR[:60] + EICAR[60:])[:2000] + EICAR
    ),
    "rich text, as figures": lambda: b"{\\rtf1 {\\*\\x " + EICAR.hex().encode() + b"}}",
    "the sound of a recording": lambda: made.wav() + EICAR,
}


@pytest.fixture
def case(settings: Any, tmp_path: Any) -> Representation:
    settings.DATA = tmp_path
    return living_case()


def arrives(content: bytes, name: str = "IMG_0001.JPG", kind: str = "evidence", **more: Any) -> Document:
    return file_arrival(reference=REFERENCE, name=name, content=content, kind=kind, by=DOOR, at=AT, **more)


def ready(**more: Any) -> arriving_files.Readied:
    return make_ready(by="command line", at=AT, **more)


def can_be_opened() -> list[str]:
    """The titles of what those who read the case may list, and whose file is given to them."""
    rows = [row for row in Document.objects.filter(level__lt=Level.S4) if not filing.held_back(row)]
    return [row.title for row in rows if filing.read_paper(row)]


def test_a_photo_arrives_sealed_and_is_opened_as_a_copy_that_says_nothing_of_where(case):
    original = arrives(made.picture())
    assert (original.level, can_be_opened()) == (Level.S4, [])
    assert list(waiting_on(READER, case)) == [
        "“Picture that came with it” came and is being made ready. It stands among the papers in a minute or so."
    ]

    assert ready().copied == 1
    copy = Document.objects.get(copy_of=original)
    original.refresh_from_db()
    assert (original.says_of_itself, original.level) == ("sealed", Level.S4)
    assert (copy.says_of_itself, copy.level, copy.media_type) == ("taken_off", Level.S2, "image/jpeg")
    assert made.SAID in filing.read_stored(original)
    assert made.SAID not in filing.read_paper(copy)
    assert (list(waiting_on(READER, case)), ready().copied) == ([], 0)
    assert verify().whole


def test_what_says_nothing_of_itself_is_opened_as_it_came(case):
    row = arrives(b"Nobody rang back.", "what happened.txt")
    ready()
    row.refresh_from_db()

    assert (row.title, row.level, row.says_of_itself) == ("what happened", Level.S2, "nothing")
    assert Document.objects.count() == 1


def test_what_cannot_be_made_plain_for_sure_is_read_by_the_complaints_team_alone(case):
    row = arrives(made.mp4(b"isom", b"meta"), "film.mp4", "recording")
    ready()

    copy = Document.objects.get(copy_of=row)
    assert (copy.level, copy.says_of_itself) == (Level.S3, "not_sure")
    assert "Do not pass it on" in papers.seen_as(copy).of_itself


def test_a_paper_that_reads_as_if_from_court_is_set_aside_when_it_arrives(case):
    row = arrives(
        b"IN THE FAMILY COURT AT ELDERBY\nCase No: LS26C50123\nIt is ordered that", "letter home.txt"
    )
    ready()
    row.refresh_from_db()

    assert (row.kind, row.level) == (papers.SET_ASIDE, Level.S4)


def test_a_file_that_breaks_when_it_is_opened_stays_sealed_and_says_so(case):
    arrives(b"%PDF-1.7\nInvented.\n", "letter of the school.pdf")

    assert (ready().broken, can_be_opened()) == (1, [])
    assert list(waiting_on(READER, case)) == [
        "“letter of the school” came and cannot be opened. Ask whoever sent it for a PDF or a photo of it."
    ]


def test_those_who_do_not_read_the_papers_are_not_told_of_files_that_wait(case):
    arrives(made.picture())

    assert list(waiting_on(SimpleNamespace(parts=set(), level=Level.S3), case)) == []
    assert list(waiting_on(SimpleNamespace(parts={"papers"}, level=1), case)) == []


@pytest.mark.parametrize("kind", ["jpg", "pdf", "docx", "mp4", "webm"])
def test_a_place_or_name_in_a_file_of_somebody_unknown_stands_nowhere_but_in_the_sealed_original(case, kind):
    content = made.TELLING[kind]()
    original = arrives(content, f"{made.PLANTED} report.{kind}", keep_name=False)
    ready()

    rows = [row for model in apps.get_models() for row in model._default_manager.all()]
    assert [row for row in rows if made.PLANTED in str(vars(row))] == []
    filed = {one: store().get(filing.named(one)) for one in filing.all_filed()}
    assert [one for one, content in filed.items() if made.SAID in everything_in(content)] == [original.path]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("IMG_0001.JPG", "Picture that came with it"),
        ("scan.pdf", "Picture that came with it"),
        ("Letter from the school, 3 May.jpg", "Letter from the school, 3 May"),
        ("C:\\Users\\malik\\Bruise on her arm.jpg", "Bruise on her arm"),
        ("../../etc/passwd.jpg", "passwd"),
        ("photo\u202egpj.exe", "photo gpj"),
        ("", "Picture that came with it"),
        ("a\r\nSet-Cookie: x.jpg", "a Set-Cookie: x"),
    ],
)
def test_a_file_has_the_name_it_came_with_if_that_says_anything(case, name, title):
    assert " ".join(arrives(made.picture(), name).title.split()) == title


def test_pictures_without_a_name_are_told_apart(case):
    titles = [arrives(made.picture(turned=one), "").title for one in (1, 2, 3)]

    assert titles == [f"Picture that came with it{more}" for more in ("", ", 2", ", 3")]


# The virus scan


def test_no_file_with_a_virus_is_ever_opened_by_anybody_however_it_is_packed(case, settings):
    with scanner() as there:
        settings.HEARD_CLAMAV = there.address
        for label, make in SAYS_VIRUS.items():
            arrives(make(), f"{label}.txt")
        done = ready()

    assert len(SAYS_VIRUS) >= 12
    assert (done.scanned, done.found, done.copied, can_be_opened()) == (13, 13, 0, [])
    assert set(Document.objects.values_list("scan", "found")) == {("found", NAME)}
    said = list(waiting_on(READER, case))
    assert len(said) == 13
    assert f"found {NAME} in it" in said[0]
    assert "Ask whoever sent it for a printout, a photo or a new copy" in said[0]
    for row in Document.objects.all():
        with pytest.raises(filing.HeldBack):
            filing.read_paper(row)
    assert verify().whole


def test_with_the_guard_off_a_virus_would_be_handed_out(case, settings, monkeypatch):
    with scanner() as there:
        settings.HEARD_CLAMAV = there.address
        row = arrives(EICAR)
        ready()
    monkeypatch.setattr(filing, "held_back", lambda document: "")
    row.refresh_from_db()

    assert filing.read_paper(row) == EICAR


def test_a_clean_file_is_opened_once_it_was_scanned_and_not_before(case, settings):
    with scanner() as there:
        settings.HEARD_CLAMAV = there.address
        arrives(made.picture())
        assert can_be_opened() == []
        done = ready()
        assert (done.scanned, done.found, done.copied, done.waiting) == (1, 0, 1, 0)
        assert can_be_opened() == ["Picture that came with it"]
        assert there.asked == 1
    assert set(Document.objects.values_list("scan", flat=True)) == {"clean"}


def test_with_the_scanner_down_for_an_hour_every_file_is_accepted_and_none_is_opened(case, settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.HEARD_CLAMAV = f"127.0.0.1:{closed.getsockname()[1]}"
    for minute in range(60):
        file_arrival(
            reference=REFERENCE, name="", content=b"Line %d" % minute, kind="evidence", by=DOOR,
            at=AT + timedelta(minutes=minute),
        )  # fmt: skip
        if minute % 10 == 0:
            done = ready()
            assert (done.scanner_answers, done.scanned, done.copied) == (False, 0, 0)
    assert (Document.objects.count(), can_be_opened()) == (60, [])
    assert "waits for the virus scan" in next(waiting_on(READER, case))

    with scanner() as there:
        settings.HEARD_CLAMAV = there.address
        done = ready()
        assert (done.scanner_answers, done.scanned, done.waiting, len(can_be_opened())) == (True, 60, 0, 60)


def test_a_file_the_scanner_will_not_take_waits_and_the_others_go_on(case, settings):
    with scanner(largest=500) as there:
        settings.HEARD_CLAMAV = there.address
        arrives(made.picture())
        arrives(b"Nobody rang back.", "what happened.txt")
        done = ready()

    assert (done.scanned, done.waiting, done.scanner_answers) == (1, 1, True)
    assert can_be_opened() == ["what happened"]


def test_a_scanner_at_a_socket_file_is_asked_too_and_a_wrong_address_is_said(case, settings, tmp_path):
    settings.HEARD_CLAMAV = f"unix:{tmp_path}/nobody.ctl"
    arrives(made.picture())
    assert ready().scanner_answers is False
    settings.HEARD_CLAMAV = "clamav"
    assert ready().scanner_answers is False


def test_without_a_scanner_papers_say_that_they_were_not_scanned_and_are_not_shown_on_a_page(case):
    row = arrives(made.picture())
    ready()
    copy = Document.objects.get(copy_of=row)

    assert papers.seen_as(copy).scan == "Not scanned: this installation has no scanner"
    assert not previews.may_be_shown(copy)
    with pytest.raises(filing.NotAsFiled):
        previews.preview_of(copy)


def test_once_there_is_a_scanner_what_was_filed_before_is_scanned_before_it_is_opened_again(case, settings):
    arrives(made.picture())
    ready()
    assert len(can_be_opened()) == 1
    with scanner() as there:
        settings.HEARD_CLAMAV = there.address
        assert can_be_opened() == []
        assert (ready().scanned, len(can_be_opened())) == (1, 1)
        copy = Document.objects.get(copy_of__isnull=False)
        assert previews.preview_of(copy).startswith(b"\x89PNG")


# Room, and what is said on the page


def test_what_is_wrong_with_a_file_is_said_in_words_a_child_may_read():
    assert look_over("a.jpg", made.picture()).words == ""
    assert look_over("a.jpg", made.picture()).is_taken
    assert (
        look_over("a.mp4", bytes(20 * 2**20 + 1)).words
        == "That file is too big. Choose one smaller than 20MB."
    )
    assert look_over("a.zip", made.zipped({"x": b"x"})).words.startswith("We cannot open a zip folder.")
    assert (
        look_over("a.pdf", b"%PDF-1.7\n").words
        == "That file is broken. Save it again, or take a photo of it."
    )
    assert most_files(9) == ""
    assert most_files(10).startswith("You can send 10 files.")


def test_whatever_is_wrong_is_said_at_a_childs_reading_grade_and_to_the_office_with_what_to_do():
    assert set(AT_THE_DOOR) == set(IN_THE_OFFICE) == set(Why)
    for words in (*AT_THE_DOOR.values(), room_for_files.AT_THE_DOOR, arriving_files.TOO_MANY):
        assert grade(words) <= 4, words
        assert longest_sentence(words) <= 15, words
    for words in IN_THE_OFFICE.values():
        assert words.count(". ") >= 1, words


def test_at_the_floor_of_free_space_files_are_refused_and_words_are_taken(case, settings, monkeypatch):
    monkeypatch.setattr(
        room_for_files.shutil,
        "disk_usage",
        lambda place: SimpleNamespace(total=1000 * 2**20, free=50 * 2**20),
    )
    settings.HEARD_FREE_SPACE = 5

    assert (
        look_over("a.txt", b"Nobody rang back.").words
        == "We cannot take more files right now. You can still tell us in words."
    )
    with pytest.raises(NoRoom):
        arrives(b"Nobody rang back.")
    with writing("test_rows", by="amina", at=AT, reference=REFERENCE) as line:
        line.change(case, words="Nobody rang back.")
    assert Representation.objects.get(reference=REFERENCE).words == "Nobody rang back."
    settings.HEARD_FREE_SPACE = 4
    assert look_over("a.txt", b"Nobody rang back.").is_taken


@pytest.mark.parametrize(
    ("name", "most", "says"),
    [
        ("MOST_ON_A_CASE", 20, "as many papers as a case can hold"),
        ("MOST_PAPERS_ON_A_CASE", 1, "as many papers as a case can hold"),
        ("MOST_A_DAY_FROM_THE_PUBLIC", 20, "We cannot take more files right now."),
    ],
)
def test_past_a_quota_a_file_is_refused_before_anything_is_written(case, monkeypatch, name, most, says):
    arrives(b"Nobody rang back.")
    monkeypatch.setattr(room_for_files, name, most)

    with pytest.raises(NoRoom, match=says):
        arrives(b"Nobody rang back at all.")
    assert Document.objects.count() == 1


def test_two_who_make_ready_at_once_make_one_copy(case, monkeypatch):
    arrives(made.picture())
    opened = arriving_files.open_file
    inside: list[bool] = []

    def slowly(content: bytes) -> Any:
        if not inside:
            inside.append(True)
            ready()
        return opened(content)

    monkeypatch.setattr(arriving_files, "open_file", slowly)
    ready()

    assert Document.objects.filter(copy_of__isnull=False).count() == 1
