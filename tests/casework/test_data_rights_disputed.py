"""Words that somebody disputes carry that person's statement wherever they go: to a panel, in a letter, in a file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.casework import living
from tests.casework.letter_cases import TODAY, living_case
from tests.casework.stages import with_panel
from tests.casework.test_letters_drafts import WHO as AMINA
from tests.casework.test_letters_drafts import drafted
from tests.web import small_council

from heard.casework import bundles, bundles_freezing, data_rights_correcting, filing
from heard.casework.bundles_disputed import disputed_pages
from heard.casework.bundles_for import bundle_for
from heard.casework.letters.changing import change_draft
from heard.casework.letters.drafting import draft_of, preview, written
from heard.casework.permissions import Level
from heard.casework.retention_tables import belongings_of
from heard.casework.subject_access_text import named, record_in_words
from heard.casework.writing import writing
from heard.law.procedure import Act
from heard.people.models import Member
from heard.representations.models import Disputed, Element, Representation

pytestmark = pytest.mark.django_db
AT = datetime(2026, 7, 20, 10, 0, tzinfo=UTC)
SAID, SECRET = "They did ring, once.", "14 Quince Row, Barrowby BY1 4ZZ"


def disputed(case: Representation, what: str = "point/1/words", statement: str = SAID) -> Disputed:
    row = Disputed(representation=case, what=what, statement=statement, stated_on=date(2026, 7, 1))
    with writing("dispute_words", by="amina", at=AT, reference=case.reference) as line:
        line.add(row)
    return row


def ended(mark: Disputed) -> None:
    """The control: the mark is taken away."""
    with writing("end_dispute", by="amina", at=AT) as line:
        line.change(mark, ended_on=date(2026, 7, 2), ended_because="Settled.")


def words_of_point(case: Representation) -> str:
    return Element.objects.get(representation=case, number=1).words


def frozen(case: Representation, manager: Member, title: str) -> str:
    report = filing.file_paper(
        reference=case.reference, title=title, content=f"{title}: fine.".encode(), media_type="text/plain",
        kind="report", level=Level.S2, by="amina", at=AT,
    )  # fmt: skip
    who = {"reference": case.reference, "by": manager, "at": AT}
    bundles.begin_bundle(**who)
    bundles.pick_papers(**who, papers=[report.pk])
    row = bundles_freezing.freeze_bundle(**who)
    pages = PdfReader(BytesIO(bundles_freezing.frozen_file(row))).pages
    assert row.papers.get(document=report).last_page == len(pages)
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_a_panels_file_begins_with_what_is_disputed_and_never_sets_out_what_is_protected(settings, tmp_path):
    settings.DATA = tmp_path
    living.council()
    case = with_panel()
    manager = small_council.members()["complaints_manager"]
    living.protected_address(case, SECRET, at=AT)
    marks = [disputed(case), disputed(case, "words", "I never lived at 14 Quince Row.")]

    said = frozen(case, manager, "Report one")
    assert f"Point 1, their words: “{words_of_point(case)}”" in said
    assert f"What the person says, on Wednesday 1 July 2026: {SAID}" in said
    assert "Quince" not in said
    assert "holds words that are protected" in said

    for mark in marks:
        ended(mark)
    # The control: `test_bundles` counts the pages of a file without it.
    assert disputed_pages(bundle_for(case.reference, manager, AT)) == []


def test_a_letter_that_quotes_disputed_words_says_so_to_its_reader_and_not_who_disputes_them():
    case = living_case()
    draft = drafted(Act.ACKNOWLEDGE)
    without = written(draft_of(draft.pk), on=TODAY)
    mark = disputed(case)

    with_it = written(draft_of(draft.pk), on=TODAY)
    told = f"Not everybody agrees with these words: “{words_of_point(case)}”"
    assert (told in with_it.text, told in without.text, SAID in with_it.text) == (True, False, False)
    assert with_it.digest != without.digest  # Whoever signed it off without the mark signs again.

    change_draft(draft=draft.pk, words="We quote nothing here.", version=1, **AMINA)
    assert "Not everybody agrees" not in preview(draft.pk, on=TODAY)
    ended(mark)


def test_in_somebodys_own_file_the_statement_stands_under_the_words():
    living.council()
    case = living.at_stage_1()
    mark = disputed(case)

    def told() -> list[str]:
        rows = {model: list(some.values()) for model, some in belongings_of(case).rows.items()}
        return record_in_words(rows, named()).split("\n\n")

    beside = [one for one in told() if words_of_point(case) in one]
    assert beside
    assert all(f"Disputed. What the person says, on Wednesday 1 July 2026: {SAID}" in one for one in beside)
    assert data_rights_correcting.called("point/1/words") == "Point 1, their words"
    ended(mark)
    assert not any("Disputed. What" in one for one in told())
