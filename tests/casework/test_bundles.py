"""The bundle of a panel: picked, ordered, checked page by page, frozen as one numbered file, sent, never changed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas
from tests.casework import living
from tests.casework.stages import of, panel_met, with_panel
from tests.web import small_council

from heard.casework import (
    bundles,
    bundles_checking,
    bundles_for,
    bundles_freezing,
    bundles_sending,
    filing,
    stage_3,
)
from heard.casework.bundles_for import BundleFor
from heard.casework.bundles_pages import WORD_FILE, CannotBeBound, bind, one_file
from heard.casework.letters.protecting import protect_words
from heard.casework.looking import NotYours
from heard.casework.new_details import DoesNotFit
from heard.casework.performing import NotNow
from heard.casework.permissions import Level, NotAllowed
from heard.ledger.models import Entry
from heard.people.models import Member
from heard.representations.models import Bundle, BundlePaper, Document

pytestmark = pytest.mark.django_db
AT = datetime(2026, 7, 20, 10, 0, tzinfo=UTC)
SECRET = "14 Quince Row, Barrowby BY1 4ZZ"


@pytest.fixture
def case(settings, tmp_path):
    settings.DATA = tmp_path
    living.council()
    return with_panel()


@pytest.fixture
def manager(case):
    return small_council.members()["complaints_manager"]


def pdf(*pages: str) -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    for words in pages:
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def paper(case, title: str, content: bytes, media_type: str = "application/pdf", **more) -> Document:
    said = {"kind": "report", "level": Level.S2, "by": "amina", "at": AT, **more}
    return filing.file_paper(
        reference=case.reference, title=title, content=content, media_type=media_type, **said
    )


def made(case, manager, *papers: Document) -> Bundle:
    bundle = bundles.begin_bundle(reference=case.reference, by=manager, at=AT)
    for one in papers:
        bundles.pick_papers(reference=case.reference, papers=[one.pk], by=manager, at=AT)
    return bundle


def who(case, manager) -> dict:
    return {"reference": case.reference, "by": manager, "at": AT}


def titles(bundle: Bundle) -> list[str]:
    return [one.document.title for one in bundle.papers.order_by("position")]


def test_papers_are_picked_put_in_order_and_taken_out_each_on_record(case, manager):
    first, second, third = (paper(case, name, pdf(name)) for name in ("Report", "Letter", "Notes"))
    bundle = made(case, manager, first, second, third)
    notes = bundle.papers.get(document=third)

    bundles.move_paper(**who(case, manager), paper=notes.pk, up=True)
    assert titles(bundle) == ["Report", "Notes", "Letter"]
    bundles.move_paper(**who(case, manager), paper=notes.pk, up=True)
    bundles.move_paper(**who(case, manager), paper=notes.pk, up=True)
    assert titles(bundle) == ["Notes", "Report", "Letter"]
    bundles.drop_paper(**who(case, manager), paper=notes.pk)
    assert titles(bundle) == ["Report", "Letter"]
    acts = list(
        Entry.objects.filter(reference=case.reference).order_by("sequence").values_list("act", flat=True)
    )
    assert acts[-5:] == ["pick_papers", "move_paper", "move_paper", "move_paper", "drop_paper"]


def test_a_frozen_bundle_is_one_file_with_contents_and_every_page_numbered(case, manager):
    made(
        case,
        manager,
        paper(case, "Report of Ines", pdf("One", "Two")),
        paper(case, "Adjudication", pdf("Three")),
    )
    frozen = bundles_freezing.freeze_bundle(**who(case, manager))

    read = PdfReader(BytesIO(bundles_freezing.frozen_file(frozen)))
    texts = [page.extract_text() for page in read.pages]
    assert len(texts) == frozen.pages == 4
    assert "Report of Ines" in texts[0]
    assert "2 to 3" in texts[0]
    assert [f"Page {number} of 4" in text for number, text in enumerate(texts, start=1)] == [True] * 4
    assert [one.title for one in read.outline] == ["Report of Ines", "Adjudication"]
    assert read.root_object["/Lang"] == "en-GB"
    assert list(frozen.papers.values_list("first_page", "last_page")) == [(2, 3), (4, 4)]
    assert frozen.document.digest == frozen.digest
    assert Entry.objects.filter(act="freeze_bundle").count() == 1


def test_a_page_with_something_protected_blocks_and_is_named(case, manager):
    living.protected_address(case, SECRET, at=AT)
    bad = paper(case, "Chronology", pdf("Nothing here.", "She moved to 14  QUINCE ROW in May.", "Nothing."))
    bundle = made(case, manager, paper(case, "Report", pdf("Fine.")), bad)

    with pytest.raises(bundles_freezing.NotToBeFrozen) as why:
        bundles_freezing.freeze_bundle(**who(case, manager))
    assert [(one.title, one.page) for one in why.value.faults] == [("Chronology", 2)]
    assert "on page 2" in str(why.value)
    assert Bundle.objects.get().frozen_at is None
    assert not Document.objects.filter(kind=bundles_for.PANEL).exists()

    copy = paper(
        case, "Chronology, address taken out", pdf("Nothing here.", "She moved in May."), copy_of=bad
    )
    bundles.drop_paper(**who(case, manager), paper=bundle.papers.get(document=bad).pk)
    bundles.pick_papers(**who(case, manager), papers=[copy.pk])
    assert bundles_freezing.freeze_bundle(**who(case, manager)).frozen_at == AT


def test_without_the_protection_the_same_page_goes_through(case, manager):
    made(case, manager, paper(case, "Chronology", pdf("She moved to 14 QUINCE ROW in May.")))
    assert bundles_freezing.freeze_bundle(**who(case, manager)).frozen_at == AT


def test_protected_words_in_a_title_or_across_two_pages_are_found_too(case, manager):
    mother = case.parties.get(part="complainant").person_id
    protect_words(
        reference=case.reference, person=mother, what="school", words="Thornfield Primary", reason="Safety.",
        by="amina", at=AT,
    )  # fmt: skip
    rows = made(
        case, manager, paper(case, "Visit to Thornfield Primary", pdf("Fine.")),
        paper(case, "Letter", pdf("The school is Thornfield", "Primary since May.")),
    ).papers.order_by("position")  # fmt: skip
    found = bundles_checking.check_papers(BundleFor(case), list(rows)).faults

    assert [(one.title, "in its title" in one.words, "across its pages" in one.words) for one in found] == [
        ("Visit to Thornfield Primary", True, False),
        ("Letter", False, True),
    ]


def test_a_scan_blocks_until_somebody_says_they_looked_at_it(case, manager):
    picture = BytesIO()
    Image.new("RGB", (60, 40), "white").save(picture, "PNG")
    scan = paper(case, "Drawing", picture.getvalue(), "image/png")
    bundle = made(case, manager, scan)
    with pytest.raises(bundles_freezing.NotToBeFrozen, match="A machine cannot read all of page 1"):
        bundles_freezing.freeze_bundle(**who(case, manager))

    row = bundles.look_over(**who(case, manager), paper=bundle.papers.get().pk)
    assert row.looked_over_by == manager.account.username
    assert bundles_freezing.freeze_bundle(**who(case, manager)).pages == 2


def test_what_is_frozen_is_never_changed_and_a_change_is_the_next_version(case, manager):
    first = paper(case, "Report", pdf("Fine."))
    made(case, manager, first)
    frozen = bundles_freezing.freeze_bundle(**who(case, manager))
    before = bundles_freezing.frozen_file(frozen)
    row = frozen.papers.get()
    for change in (
        lambda: bundles.drop_paper(**who(case, manager), paper=row.pk),
        lambda: bundles.pick_papers(**who(case, manager), papers=[first.pk]),
        lambda: bundles_freezing.freeze_bundle(**who(case, manager)),
    ):
        with pytest.raises(NotNow, match="What is frozen is never changed"):
            change()

    second = bundles.begin_bundle(**who(case, manager))
    bundles.pick_papers(**who(case, manager), papers=[paper(case, "Late letter", pdf("More.")).pk])
    assert (second.version, titles(second)) == (2, ["Report", "Late letter"])
    assert titles(Bundle.objects.get(version=1)) == ["Report"]
    assert bundles_freezing.frozen_file(Bundle.objects.get(version=1)) == before


def test_a_file_changed_by_hand_is_not_sent(case, manager, settings):
    made(case, manager, paper(case, "Report", pdf("Fine.")))
    frozen = bundles_freezing.freeze_bundle(**who(case, manager))
    stage_3.set_panel_date(**of(case, decided_on=date(2026, 7, 10), meets_on=date(2026, 8, 12)))
    sent = of(case, sent_on=date(2026, 7, 28), sent_to="All six.", version=1)
    with pytest.raises(NotNow, match="Version 3 of the bundle is not frozen"):
        bundles_sending.send_papers(**{**sent, "version": 3})
    with pytest.raises(DoesNotFit, match="cannot have gone before"):
        bundles_sending.send_papers(**{**sent, "sent_on": date(2026, 7, 15)})

    place = settings.DATA / filing.FOLDER / frozen.document.path
    whole = place.read_bytes()
    place.write_bytes(whole + b" ")
    with pytest.raises(filing.NotAsFiled):
        bundles_sending.send_papers(**sent)
    place.write_bytes(whole)
    bundles_sending.send_papers(**sent)
    assert Bundle.objects.get().sent_to == "All six."


def test_nobody_makes_a_bundle_of_a_case_that_is_not_theirs(case, manager):
    team_manager = Member.objects.get(role="team_manager")
    with pytest.raises((NotYours, NotAllowed)):
        bundles.begin_bundle(reference=case.reference, by=team_manager, at=AT)
    with pytest.raises(NotYours):
        bundles.begin_bundle(reference="CR-2026-9999", by=manager, at=AT)
    assert not Bundle.objects.exists()


def test_a_bundle_is_not_begun_after_the_panel_met(settings, tmp_path):
    settings.DATA = tmp_path
    living.council()
    met = panel_met()
    manager = small_council.members()["complaints_manager"]
    with pytest.raises(NotNow, match="until it meets"):
        bundles.begin_bundle(reference=met.reference, by=manager, at=AT)


def test_sealed_papers_papers_of_others_and_what_waits_for_approval_are_not_picked(case, manager):
    original = paper(case, "Report", pdf("Fine."))
    sealed = paper(case, "Legal advice", pdf("Sealed."), level=Level.S4)
    copy = paper(case, "Copy", pdf("Fine."), copy_of=original)
    filing.propose_release(document=copy, by="amina", at=AT)
    made(case, manager)
    with pytest.raises(NotNow, match="Choose papers of this case that you may open"):
        bundles.pick_papers(**who(case, manager), papers=[sealed.pk])
    with pytest.raises(NotNow, match="waits for somebody to approve"):
        bundles.pick_papers(**who(case, manager), papers=[copy.pk])
    assert not BundlePaper.objects.exists()


def test_a_pdf_leaves_its_notes_scripts_and_properties_behind():
    writer = PdfWriter(clone_from=BytesIO(pdf("Words.")))
    writer.metadata = {"/Author": "Ines Calder", "/Title": "Draft 3"}
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert('x')"),
    }
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    note = DictionaryObject(
        {NameObject("/Subtype"): NameObject("/Text"), NameObject("/Contents"): TextStringObject("psst")}
    )
    writer.add_annotation(0, note)
    out = BytesIO()
    writer.write(out)

    made_of, _ = one_file("Head", (), [bind("Report", out.getvalue(), "application/pdf")])
    read = PdfReader(BytesIO(made_of))
    assert not any("/Annots" in page for page in read.pages)
    assert not {"/OpenAction", "/Names", "/AcroForm"} & set(read.root_object)
    assert read.metadata is not None
    assert read.metadata.get("/Author") is None
    assert b"psst" not in made_of
    assert b"app.alert" not in made_of


def test_texts_letters_and_word_files_are_set_out_in_their_words():
    file = BytesIO()
    document = docx.Document()
    document.add_paragraph("A visit on 3 May.")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Monday", "Nobody came"
    document.save(file)

    word = bind("Notes", file.getvalue(), WORD_FILE)
    assert "A visit on 3 May." in word.texts[0]
    assert "Monday | Nobody came" in word.texts[0]
    assert "Dear <Kayla>" in bind("Note", b"Dear <Kayla>,\n\nThank you.", "text/plain").texts[0]
    assert "Hello" in bind("Letter", b"<h1>Hello</h1><p>You were right.</p>", "text/html").texts[0]


@pytest.mark.parametrize(
    ("content", "media_type", "words"),
    [
        (b"%PDF-1.7 broken", "application/pdf", "cannot be read"),
        (b"\x00\x01", "image/png", "cannot be read"),
        (b"MZ", "application/x-msdownload", "cannot be set as pages"),
        (b"\xff\xfe\xff", "text/plain", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_set_as_pages_is_named_with_what_to_do(content, media_type, words):
    with pytest.raises(CannotBeBound, match=words) as why:
        bind("Scan", content, media_type)
    assert "pick the copy" in str(why.value)


def test_a_pdf_locked_with_a_password_is_named():
    writer = PdfWriter(clone_from=BytesIO(pdf("Words.")))
    writer.encrypt("secret")
    out = BytesIO()
    writer.write(out)
    with pytest.raises(CannotBeBound, match="locked with a password"):
        bind("Report", out.getvalue(), "application/pdf")
