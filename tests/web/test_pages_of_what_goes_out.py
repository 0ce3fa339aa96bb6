"""What goes out at its pages: the Ombudsman's copy of a case, and words hidden in a paper; each released by another."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from tests.casework.living import NOW
from tests.casework.stages import adjudicated, label
from tests.files import planting
from tests.web.act_pages import opened, signed_in
from tests.web.acts_done import at, done, office_on, on

from heard.casework import filing
from heard.casework.permissions import Level
from heard.files.read_back import read_back
from heard.representations.models import (
    Bundle,
    Document,
    HiddenWords,
    OmbudsmanCase,
    OmbudsmanDraft,
    OmbudsmanEnquiry,
    OmbudsmanExtension,
    OmbudsmanTalk,
)

pytestmark = pytest.mark.django_db
NUMBER, PDF = "26 000 001", "application/pdf"
OF = {"ombudsman_reference": NUMBER}
OPENED, LATER = date(2026, 9, 1), date(2026, 12, 1)


@pytest.fixture
def members(monkeypatch, settings, tmp_path):
    settings.DATA = tmp_path
    found = office_on(monkeypatch)
    label("decision", "Upheld", "upheld")
    return found


@pytest.fixture
def case(members):
    row = adjudicated()
    done(members, row, "open-ombudsman-case", **on("received_on", OPENED), **OF, premature="no")
    return row


def paper(case, said: str, title: str = "Report", media_type: str = PDF, content: bytes = b"") -> Document:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, said)
    canvas.save()
    return filing.file_paper(
        reference=case.reference, title=title, kind="report", level=Level.S2, media_type=media_type,
        content=content or out.getvalue(), by="amina", at=NOW,
    )  # fmt: skip


def test_every_page_of_the_file_reaches_the_record_and_shows_there(members, case):
    asked = {**on("received_on", OPENED), **on("answer_by", LATER), "asked": "Why?", **OF}
    done(members, case, "receive-ombudsman-enquiry", **asked)
    done(members, case, "record-ombudsman-step", **on("from_on", OPENED), **OF, step="waits")
    draft = {**on("received_on", OPENED), **on("comments_by", LATER), "proposes": "Fault in part.", **OF}
    done(members, case, "receive-ombudsman-draft", **draft)
    enquiry, draft = OmbudsmanEnquiry.objects.get(), OmbudsmanDraft.objects.get()
    more = {**on("asked_on", OPENED), **on("wanted_until", date(2026, 12, 8)), "due": f"enquiry:{enquiry.pk}"}
    done(members, case, "ask-ombudsman-for-time", **more, asked_by="Amina", reason="Two of us are ill.")
    given = {
        **on("answered_on", OPENED),
        **on("given_until", date(2026, 12, 7)),
        "given": "yes",
        "told": "Tom",
    }
    waiting = OmbudsmanExtension.objects.get()
    done(
        members,
        case,
        "record-ombudsman-time",
        **given,
        extension=str(waiting.pk),
        answered_by="The investigator",
    )
    said = {**on("commented_on", OPENED), "draft": str(draft.pk), "comments": "We have no comments."}
    done(members, case, "comment-on-ombudsman-draft", **said)
    talk = {
        **on("held_on", OPENED),
        "how": "Video call",
        "with_whom": "Liaison officer",
        "words": "All is well.",
    }
    done(members, case, "record-ombudsman-talk", **talk, **OF)
    word = {**on("said_on", OPENED), "word": "accepted", "words": "It was right."}
    done(members, case, "record-word-on-refusal", **word, **OF)
    decision = {**on("decided_on", OPENED), "label": "Upheld", "narrative": "Fault.", **OF}
    done(members, case, "record-ombudsman-decision", **decision)
    where = {**on("published_on", OPENED), "address": "https://www.lgo.org.uk/decisions/26-000-001", **OF}
    manager, page = signed_in(members["complaints_manager"]), at(case, "make-decision-public")
    assert manager.post(page, {**opened(manager, page), **where}).status_code == 302

    enquiry.refresh_from_db()
    assert enquiry.answer_by == date(2026, 12, 7)
    file = manager.get(f"/cases/{case.reference}/ombudsman/").content.decode()
    for words in (
        "given until",
        "We have no comments.",
        "All is well.",
        "Accepted our refusal",
        "Fault was found.",
    ):
        assert words in file
    assert 'href="https://www.lgo.org.uk/decisions/26-000-001"' in file
    listed = manager.get("/ombudsman/").content.decode()
    assert "accepted 1 of 1 refusals" in listed
    talk = {
        **on("held_on", OPENED),
        "how": "Meeting",
        "with_whom": "Liaison officer",
        "words": "First meeting.",
    }
    assert manager.post("/ombudsman/talks/new/", {**talk, "once": "a"}).status_code == 302
    assert OmbudsmanTalk.objects.filter(case=None).count() == 1
    assert "First meeting." in manager.get("/ombudsman/talks/").content.decode()
    assert signed_in(members["elected_member"]).get("/ombudsman/talks/").status_code in (403, 404)


def test_the_ombudsmans_copy_is_put_together_and_frozen_at_its_page(members, case):
    one = paper(case, "What happened.")
    page = f"/cases/{case.reference}/ombudsman/{OmbudsmanCase.objects.get().pk}/copy/"
    manager = signed_in(members["complaints_manager"])
    for step in ({"begin": "yes"}, {"draw": "yes"}, {"pick": "yes", "paper": [one.pk]}):
        assert manager.post(page, step).status_code == 302
    line = Bundle.objects.get().chronology.first()
    assert manager.post(page, {"word_line": line.pk, "words": "They wrote to us."}).status_code == 302
    wrong = manager.post(
        page, {"add_line": "yes", "day_0": "31", "day_1": "2", "day_2": "2026", "words": "A"}
    )
    assert (wrong.status_code, "Enter the day it happened" in wrong.content.decode()) == (422, True)
    assert "Every paper can be read, 1 page." in manager.post(page, {"check": "yes"}).content.decode()
    assert manager.post(page, {"freeze": "yes"}).status_code == 302
    row = Bundle.objects.get()
    assert manager.get(f"{page}1/").content.startswith(b"%PDF")
    done(
        members,
        case,
        "send-ombudsman-copy",
        **on("sent_on", date(2026, 11, 22)),
        copy=str(row.pk),
        sent_to="Them",
    )
    assert "Sent on" in manager.get(page).content.decode()
    director = signed_in(members["team_manager"]).get(page)
    assert (director.status_code in (403, 404), b"They wrote" in director.content) == (True, False)


def test_words_are_hidden_seen_as_they_will_be_and_the_copy_is_released_by_another(members, case):
    one = paper(case, "Kayla Thornbeck of 12 Elm Road rang.", title="Letter of Kayla")
    page = f"/cases/{case.reference}/papers/{one.pk}/hide/"
    officer = signed_in(members["complaints_officer"])
    assert (
        "Hide words and make a copy"
        in officer.get(f"/cases/{case.reference}/papers/{one.pk}/").content.decode()
    )
    assert (
        officer.post(page, {"hide_words": "y", "said": "kayla", "reason": "third_party"}).status_code == 302
    )
    assert officer.post(page, {"hide_words": "y", "said": "Elm Rode", "reason": "address"}).status_code == 302
    seen = officer.get(page).content.decode()
    assert "Found 1 time, on page 1." in seen
    assert "Stands nowhere in the paper" in seen
    refused = officer.post(page, {"make": "yes"})
    assert refused.status_code == 422
    assert "This stands nowhere in the paper: Elm Rode" in refused.content.decode()
    officer.post(page, {"again": HiddenWords.objects.get(words="Elm Rode").pk})
    officer.post(page, {"hide_words": "y", "said": "12 Elm Road", "reason": "address"})
    assert officer.post(page, {"make": "yes"}).status_code == 302
    copy = Document.objects.get(copy_of=one)
    assert (copy.title, copy.redaction, copy.level) == (
        "Letter of [hidden], parts hidden",
        "proposed",
        one.level,
    )
    assert read_back(filing.read_paper(copy), ["Kayla", "Elm Road"]) == []
    release = f"/cases/{case.reference}/papers/{copy.pk}/release/"
    officer.post(release, {"approve": "yes", "level": "2"})
    copy.refresh_from_db()
    assert copy.redaction == "proposed", "who proposed it does not release it"
    signed_in(members["complaints_manager"]).post(release, {"approve": "yes", "level": "2"})
    copy.refresh_from_db()
    assert copy.redaction == "approved"
    assert signed_in(members["elected_member"]).get(page).status_code in (403, 404)


def test_a_part_of_a_picture_is_painted_over_and_a_picture_nobody_looked_at_stays_behind(members, case):
    out = BytesIO()
    Image.new("RGB", (600, 800), (255, 255, 255)).save(out, "JPEG")
    one = paper(case, "", title="Scan", media_type="image/jpeg", content=out.getvalue())
    page = f"/cases/{case.reference}/papers/{one.pk}/hide/"
    officer = signed_in(members["complaints_officer"])
    wrong = officer.post(page, {"hide_part": "part", "on_page": "1", "part": "Z9", "reason": "harm"})
    assert "Name the page, and the part by its squares" in wrong.content.decode()
    officer.post(page, {"hide_part": "part", "on_page": "1", "part": "A1:L8", "reason": "harm"})
    grid = officer.get(f"{page}1/")
    assert (grid["Content-Type"], grid.content[:2]) == ("image/jpeg", b"\xff\xd8")
    shown = Image.open(BytesIO(grid.content)).convert("L")
    assert shown.getpixel((shown.width // 2 + 12, shown.height // 4 + 12)) < 60
    assert shown.getpixel((shown.width // 2 + 12, shown.height * 3 // 4 + 12)) > 200
    assert officer.post(page, {"make": "yes"}).status_code == 302


@pytest.mark.parametrize(("content", "media_type", "why"), [
    (planting.page(planting.boxed("Kayla Thornbeck")), "application/pdf", "something is drawn over words"),
    (planting.sheet(planting.hidden_sheet), planting.XLSX, "a hidden sheet"),
    (planting.WORD_TRICKS["a remark"]("Kayla"), planting.DOCX, "keeps earlier words"),
])  # fmt: skip
def test_a_copy_that_tells_more_than_it_shows_is_not_released(members, case, content, media_type, why):
    one = paper(case, "Kayla")
    copy = filing.file_paper(
        reference=case.reference, title="Copy", kind="report", level=Level.S2, media_type=media_type,
        content=content, by="amina", at=NOW, copy_of=one,
    )  # fmt: skip
    filing.propose_release(document=copy, by="amina", at=NOW)
    manager = signed_in(members["complaints_manager"])
    said = manager.post(f"/cases/{case.reference}/papers/{copy.pk}/release/", {"approve": "yes"}, follow=True)
    copy.refresh_from_db()
    assert (why in said.content.decode(), copy.redaction) == (True, "proposed")
