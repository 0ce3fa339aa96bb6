"""Papers and messages of a case at their pages: what is taken, who opens it, what goes out and what stays in."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.casework import offices
from tests.casework.fake_scanner import EICAR, NAME, scanner
from tests.casework.letter_cases import AT, REFERENCE, living_case, reach, somebody
from tests.clock import Clock
from tests.files import made
from tests.web import small_council
from tests.web.act_pages import opened, signed_in

from heard.casework import papers
from heard.casework.papers import type_of
from heard.casework.performing import NotNow
from heard.people.models import Member
from heard.representations.models import Decision, Document, Message, OfficeNote
from heard.web.desk import case_papers

pytestmark = pytest.mark.django_db
CASE = f"/cases/{REFERENCE}"
PDF = made.plain_pdf()


@pytest.fixture
def office(clock: Clock, settings: Any, tmp_path: Any) -> dict[str, Client]:
    settings.DATA = tmp_path
    living_case()
    reach(somebody("Malik"), "email", safe=True, value="malik@example.org")
    clock.set(AT + timedelta(minutes=5))
    return {role: signed_in(member) for role, member in small_council.members().items()}


def added(client: Client, content: bytes = PDF, **more: Any) -> Any:
    file = SimpleUploadedFile("Scan001.pdf", content, content_type="text/html")
    of = f"?copy-of={more.pop('of')}" if "of" in more else ""
    answers = {"title": "Letter from the school", "kind": "evidence", "level": "2", "file": file, **more}
    return client.post(f"{CASE}/papers/new/{of}", answers)


def zipped(*names: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as folder:
        for name in names:
            folder.writestr(name, "x")
    return made.getvalue()


def test_a_paper_is_added_under_a_name_people_know_and_opened_through_a_check(office):
    officer = office["complaints_officer"]
    assert added(officer).status_code == 302
    paper = Document.objects.get()
    assert (paper.media_type, paper.title) == ("application/pdf", "Letter from the school")
    assert "Letter from the school" in officer.get(f"{CASE}/papers/").content.decode()

    way = officer.get(f"{CASE}/papers/{paper.pk}/open/")
    file = officer.get(way.headers["Location"])
    assert file.content == PDF
    assert file.headers["Content-Disposition"] == 'attachment; filename="Letter from the school.pdf"'


def test_the_address_of_a_file_serves_nobody_else_and_not_for_long(office, monkeypatch):
    officer = office["complaints_officer"]
    added(officer)
    way = officer.get(f"{CASE}/papers/{Document.objects.get().pk}/open/").headers["Location"]

    assert office["complaints_manager"].get(way).status_code == 404
    assert officer.get(way[:-4] + "abc/").status_code == 404
    monkeypatch.setattr(case_papers, "SECONDS", -1)
    assert officer.get(way).status_code == 404


@pytest.mark.parametrize(
    ("content", "title", "says"),
    [
        (b"MZ\x90\x00\x03\x00", "A program", "This kind of file is not taken."),
        (b"<html><script>x</script>", "A page", "This kind of file is not taken."),
        (
            zipped("word/document.xml", "word/vbaProject.bin"),
            "A letter",
            "This file holds a program (macros).",
        ),
        (zipped("a.pdf"), "A folder", "A packed folder is not taken."),
        (PDF, "Scan001.pdf", "does not say what the paper is"),
    ],
)
def test_a_paper_that_is_not_taken_says_why_and_what_to_do(office, content, title, says):
    answer = added(office["complaints_officer"], content, title=title)

    assert answer.status_code == 422
    assert says in unescape(answer.content.decode())
    assert not Document.objects.exists()


def test_the_same_file_twice_is_said_to_be_there(office):
    added(office["complaints_officer"])
    answer = added(office["complaints_officer"], title="Again")

    assert "on the case already, as “Letter from the school”" in unescape(answer.content.decode())


def test_what_a_file_is_stands_in_it_and_not_in_its_name():
    assert type_of(made.word_file())[1] == "docx"
    assert type_of(b"Nobody rang back.")[0] == "text/plain"
    with pytest.raises(NotNow, match="damaged"):
        type_of(b"PK\x03\x04rubbish")


def test_a_paper_from_court_is_sealed_at_once_and_nobody_opens_it_alone(office):
    added(office["complaints_officer"], kind="court")
    paper = Document.objects.get()

    assert paper.level == 4
    office["complaints_officer"].get("/work/")
    assert (
        "Letter from the school" not in office["complaints_officer"].get(f"{CASE}/papers/").content.decode()
    )
    assert office["complaints_manager"].get(f"{CASE}/papers/{paper.pk}/").status_code == 404
    assert office["complaints_manager"].get(f"{CASE}/papers/{paper.pk}/open/").status_code == 404


ORDER = b"IN THE FAMILY COURT AT ELDERBY\nCase No: LS26C50123\nORDER\nIT IS ORDERED that"


def test_a_paper_that_reads_as_if_from_court_is_set_aside_until_somebody_says_what_it_is(office, monkeypatch):
    officer, manager = office["complaints_officer"], office["complaints_manager"]
    where = added(officer, ORDER, title="Paper they brought").headers["Location"]
    paper = Document.objects.get()

    assert (paper.kind, paper.level) == ("set_aside", 4)
    assert where == f"{CASE}/papers/{paper.pk}/set-aside/"
    page = unescape(officer.get(where).content.decode())
    assert "it is headed “In the Family Court”" in page
    assert "LS26C50123" not in page
    assert where in manager.get(f"{CASE}/papers/").content.decode()
    for role in ("information_governance", "team_manager", "post_room", "panel_clerk"):
        assert office[role].post(where, {"from_court": "no"}).status_code in (403, 404), role
    for one in (officer, manager):
        assert one.get(f"{CASE}/papers/{paper.pk}/open/").status_code == 404
    too_little = officer.post(where, {"from_court": "no", "because": "I know it."})
    assert too_little.status_code == 422
    assert "Choose who may see it" in too_little.content.decode()

    answers = {"from_court": "no", "kind": "letter_in", "level": "3", "because": "It is a poem in that form."}
    said = manager.post(where, answers, follow=True).content.decode()
    assert "is not set aside any more" in unescape(said)
    paper.refresh_from_db()
    assert (paper.kind, paper.level) == ("letter_in", 3)
    assert officer.get(where).status_code == manager.post(where, answers).status_code == 404
    decided = Decision.objects.get(about="paper_set_aside")
    assert (decided.answer, decided.reason) == ("not_from_court", "It is a poem in that form.")
    added(officer, ORDER + b" ...", title="Paper they brought, parts taken out", of=paper.pk)
    assert Document.objects.get(is_original=False).kind == "evidence"  # asked once, not of each copy

    monkeypatch.setattr(papers, "signs_of_court", lambda *_: ())
    added(officer, ORDER + b" again", title="Another of them")
    assert (
        Document.objects.get(title="Another of them").level == 2
    )  # without reading it, it lies open: the control


def test_a_paper_said_to_be_from_court_stays_sealed_and_who_may_not_say_so_is_told_who_does(office):
    officer = office["complaints_officer"]
    where = added(officer, ORDER, title="Paper they brought").headers["Location"]
    officer.post(where, {"from_court": "yes", "because": "It bears the seal of the court."})
    paper = Document.objects.get()

    assert (paper.kind, paper.level) == ("court", 4)
    assert where not in officer.get(f"{CASE}/papers/").content.decode()
    offices.give(paper.representation, Member.objects.get(role="team_manager"), "responder")
    answer = added(office["team_manager"], ORDER + b" 2", title="From our file")
    assert answer.headers["Location"] == f"{CASE}/papers/"
    assert (
        "until the complaints team says what it is"
        in office["team_manager"].get(f"{CASE}/papers/").content.decode()
    )
    theirs = Document.objects.get(title="From our file")
    assert office["team_manager"].get(f"{CASE}/papers/{theirs.pk}/set-aside/").status_code == 404


def test_a_copy_with_parts_taken_out_is_released_by_two_people(office):
    officer, manager = office["complaints_officer"], office["complaints_manager"]
    added(officer, level="3")
    original = Document.objects.get()
    file = SimpleUploadedFile("copy.pdf", made.plain_pdf(2))
    more = {"title": "Letter, parts taken out", "kind": "evidence", "level": "2", "file": file}
    officer.post(f"{CASE}/papers/new/?copy-of={original.pk}", more)
    copy = Document.objects.get(is_original=False)
    assert copy.level == 3

    manager.post(f"{CASE}/papers/{copy.pk}/release/", {"propose": "yes"})
    said = manager.post(f"{CASE}/papers/{copy.pk}/release/", {"approve": "yes", "level": "2"}, follow=True)
    assert "Somebody else approves it." in said.content.decode()
    assert officer.post(f"{CASE}/papers/{copy.pk}/release/", {"approve": "yes"}).status_code == 403
    copy.refresh_from_db()
    assert copy.redaction == "proposed"


def test_a_paper_is_not_there_for_whom_the_case_is_not(office):
    added(office["complaints_officer"])
    number = Document.objects.get().pk
    for role in ("panel_clerk", "team_manager", "advocate"):
        assert office[role].get(f"{CASE}/papers/{number}/").status_code == 404, role
    assert office["information_governance"].get(f"{CASE}/papers/{number}/").status_code == 404
    assert office["complaints_officer"].get(f"{CASE}/papers/999/").status_code == 404


def test_a_photo_is_opened_as_a_copy_that_does_not_say_where_and_what_came_is_sealed(office):
    officer = office["complaints_officer"]
    added(officer, made.picture(), title="Photo of the room")
    copy = Document.objects.get(is_original=False)

    page = officer.get(f"{CASE}/papers/{copy.pk}/").content.decode()
    assert "Not scanned: this installation has no scanner" in page
    assert "Taken off: who made it, when, where and with what." in page
    assert officer.get(f"{CASE}/papers/{copy.copy_of_id}/").status_code == 404
    file = officer.get(officer.get(f"{CASE}/papers/{copy.pk}/open/").headers["Location"])
    assert made.SAID not in file.content
    assert file.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert (file.headers["X-Content-Type-Options"], file.headers["Cache-Control"]) == ("nosniff", "no-store")
    assert file.headers["Content-Disposition"] == 'attachment; filename="Photo of the room.jpg"'
    assert officer.get(f"{CASE}/papers/{copy.pk}/preview/").status_code == 404
    release = office["complaints_manager"].post(
        f"{CASE}/papers/{copy.pk}/release/", {"propose": "yes"}, follow=True
    )
    assert "An original is not released" in release.content.decode()


def test_a_paper_with_a_virus_is_on_the_case_and_opened_by_nobody(office, settings):
    officer = office["complaints_officer"]
    with scanner() as there:
        settings.HEARD_CLAMAV = there.address
        file = SimpleUploadedFile("a.jpg", made.picture() + EICAR)
        answers = {"title": "Photo of the room", "kind": "evidence", "level": "2", "file": file}
        said = unescape(officer.post(f"{CASE}/papers/new/", answers, follow=True).content.decode())
        assert f"“Photo of the room” is held back: the virus scan found {NAME} in it." in said
        copy = Document.objects.get(is_original=False)
        assert "Save the file" not in officer.get(f"{CASE}/papers/{copy.pk}/").content.decode()
        way = officer.get(f"{CASE}/papers/{copy.pk}/open/").headers["Location"]
        held = officer.get(way, follow=True)
        assert "is held back" in unescape(held.content.decode())
        assert "Content-Disposition" not in held.headers

        added(officer, made.picture("PNG"), title="Photo of the door")
        clean = Document.objects.get(is_original=False, title="Photo of the door")
        preview = officer.get(f"{CASE}/papers/{clean.pk}/preview/")
        assert (preview.status_code, preview.headers["Content-Type"]) == (200, "image/png")
        assert office["panel_clerk"].get(f"{CASE}/papers/{clean.pk}/preview/").status_code == 404


def message(client: Client, words: str, **more: str) -> Any:
    where = f"{CASE}/do/message-to-them/"
    to = {"person": str(somebody("Malik").pk), "way": "email", "words": words}
    return client.post(where, {**opened(client, where), **to, **more, "confirmed": "yes"})


def test_a_message_goes_out_word_for_word_and_stands_among_the_messages(office):
    officer = office["complaints_officer"]
    assert message(officer, "We will ring you on Monday.").status_code == 302

    assert Message.objects.get().words == "We will ring you on Monday."
    said = officer.get(f"{CASE}/messages/").content.decode()
    assert "Message to them by e-mail: Malik Thornbeck" in said


def test_a_message_that_is_hard_to_read_goes_out_only_with_a_reason(office):
    officer = office["complaints_officer"]
    answer = message(officer, "Your vexatious complaint is closed.")
    assert answer.status_code == 422
    assert "“vexatious” is a word we never say." in unescape(answer.content.decode())
    assert not Message.objects.exists()

    message(officer, "Your vexatious complaint is closed.", although="It quotes the court.")
    assert Message.objects.get().although == "It quotes the court."


def test_a_message_tells_nobody_where_another_lives(office):
    reach(somebody("Kayla"), "address", safe=True, value="12 Willow Court")
    answer = message(office["complaints_officer"], "She is at 12 Willow Court.")

    assert "This message would show how to reach Kayla Thornbeck" in unescape(answer.content.decode())


def test_a_way_they_called_unsafe_carries_no_message(office):
    reach(somebody("Malik"), "email", safe=False, value="shared@example.org")
    answer = message(office["complaints_officer"], "We will ring.", value="shared@example.org")

    assert "this way is not safe" in answer.content.decode()


def test_an_office_note_has_a_page_of_its_own_and_stands_in_no_message(office):
    officer = office["complaints_officer"]
    officer.post(f"{CASE}/notes/", {"words": "Ring the team on Monday."})

    assert OfficeNote.objects.get().words == "Ring the team on Monday."
    assert "Ring the team on Monday." in officer.get(f"{CASE}/notes/").content.decode()
    assert "Ring the team on Monday." not in officer.get(f"{CASE}/messages/").content.decode()
    assert office["information_governance"].get(f"{CASE}/notes/").status_code == 403
    assert officer.post(f"{CASE}/notes/", {"words": " "}).status_code == 422


def test_papers_and_messages_ask_as_much_of_many_as_of_few(office):
    officer = office["complaints_officer"]

    def counted() -> list[int]:
        found = []
        for tab in ("papers/", "messages/", "notes/"):
            officer.get(f"{CASE}/{tab}")
            with CaptureQueriesContext(connection) as asked:
                officer.get(f"{CASE}/{tab}")
            found.append(len(asked))
        return found

    def fill(of: range) -> None:
        for number in of:
            added(officer, f"Letter {number}.".encode(), title=f"Letter of the school, {number}")
            message(officer, f"We ring at {number}.")
            officer.post(f"{CASE}/notes/", {"words": f"Note {number}"})

    fill(range(2))
    few = counted()
    fill(range(2, 12))
    assert counted() == few
