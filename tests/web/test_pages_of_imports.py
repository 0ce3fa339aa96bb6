"""The pages by which a list comes in: looked at, answered for, kept or not, taken back."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web import small_council
from tests.web.act_pages import signed_in as proved
from tests.web.small_council import bring_in, case, found, signed_in

from heard.casework.looking import imports
from heard.people.models import Member
from heard.representations.models import Representation
from heard.web.desk import uploads

GOOD = """Reference,Type,Date received,Team,Outcome,Date of response
A1,Stage 1 complaint,03/04/2026,Assessment North,Upheld,16/04/2026
A2,Stage 1 complaint,07/04/2026,Assessment North,Not upheld,20/04/2026
A3,Stage 1 complaint,08/04/2026,Leaving Care,Upheld,20/04/2026
"""
BAD_DATE = GOOD.replace("07/04/2026", "31/02/2026")


@pytest.fixture
def members(db: None) -> dict[str, Member]:
    """A small council with four cases and one member in each role."""
    found()
    bring_in([case(number) for number in range(4)])
    return small_council.members()


@pytest.fixture
def officer(members: dict[str, Member]) -> Client:
    """The browser of the complaints officer."""
    return signed_in(members["complaints_officer"])


def choose(client: Client, text: str, name: str = "list.csv", as_: str = "auto") -> str:
    """Choose a file; the address of the page on which it is looked at."""
    file = SimpleUploadedFile(name, text.encode())
    answer = client.post("/imports/", {"file": file, "as_": as_})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def names() -> set[str]:
    """Every case on record."""
    return set(Representation.objects.values_list("reference", flat=True))


@pytest.mark.django_db
def test_a_list_is_looked_at_before_anything_is_kept(officer):
    before = names()
    page = officer.get(choose(officer, GOOD)).content.decode()

    assert "3 rows read: 3 cases to keep." in page
    assert "Nothing stands in the way" in page
    assert "16 April 2026" in page or "2026-04-16" in page
    assert names() == before


@pytest.mark.django_db
def test_in_a_demonstration_a_list_is_kept_only_when_somebody_says_that_it_may(officer):
    look = choose(officer, GOOD)
    refused = officer.post(f"{look}keep/", {})
    kept = officer.post(f"{look}keep/", {"into_demo": "on"})

    assert refused.status_code == 422
    assert "This is a demonstration and the list was not kept" in refused.content.decode()
    assert kept.headers["Location"] == f"/imports/{imports()[0].number}/"
    assert {"A1", "A2", "A3"} <= names()


@pytest.mark.django_db
def test_a_live_council_is_not_asked_about_a_demonstration():
    found(is_demo=False)
    client = proved(small_council.members()["complaints_officer"])
    look = choose(client, GOOD)

    assert "demonstration" not in client.get(look).content.decode()
    client.post(f"{look}keep/", {})
    assert names() == {"A1", "A2", "A3"}


@pytest.mark.django_db
def test_a_row_to_mend_says_row_column_what_why_and_what_next_and_nothing_is_kept(officer):
    before, look = names(), choose(officer, BAD_DATE)
    page = officer.get(look).content.decode()

    assert "Row 3" in page
    assert "Date received" in page
    assert "31/02/2026" in page
    assert officer.post(f"{look}keep/", {"into_demo": "on"}).status_code == 422
    assert names() == before


@pytest.mark.django_db
def test_the_rows_to_mend_come_as_a_copy_of_the_list_with_a_column_that_says_why(officer):
    import openpyxl

    answer = officer.get(f"{choose(officer, BAD_DATE)}mend/")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)

    assert rows[0][-1] == "What to mend"
    assert [row[0] for row in rows[1:]] == ["A2"]
    assert "Date received" in str(rows[1][-1])


@pytest.mark.django_db
def test_an_answer_about_a_column_is_used_when_the_list_is_looked_at_again(officer):
    look = choose(officer, GOOD)
    officer.post(look, {"column-3": "ignore"})
    officer.post(f"{look}keep/", {"into_demo": "on"})

    assert Representation.objects.get(reference="A1").team is None


@pytest.mark.django_db
def test_a_row_that_names_no_kind_is_what_the_person_says_it_is(officer):
    look = choose(officer, GOOD.replace("Stage 1 complaint", "Stage 1"))
    officer.post(look, {"default_kind": "corporate_complaint"})
    officer.post(f"{look}keep/", {"into_demo": "on"})

    assert Representation.objects.get(reference="A1").kind == "corporate_complaint"


@pytest.mark.django_db
def test_an_answer_that_was_not_on_the_page_changes_nothing(officer):
    look = choose(officer, GOOD)
    officer.post(look, {"column-3": "password", "layout": "sideways", "question-0": "Upheld"})
    page = officer.get(look).content.decode()

    assert "3 rows read: 3 cases to keep." in page


@pytest.mark.django_db
def test_a_spelling_is_answered_once_and_remembered(officer):
    unlike = GOOD.replace(
        "A3,Stage 1 complaint,08/04/2026,Leaving Care", "A3,Stage 1 complaint,08/04/2026,Leaving Care Svc"
    )
    look = choose(officer, unlike)
    asked = officer.get(look).content.decode()
    assert "“Leaving Care Svc” in teams" in asked

    officer.post(look, {"question-0": "Leaving Care", "question-0-about": "Leaving Care Svc"})
    officer.post(f"{look}keep/", {"into_demo": "on"})
    again = officer.get(choose(officer, unlike.replace("A3", "A4"))).content.decode()

    assert Representation.objects.get(reference="A3").team.label == "Leaving Care"
    assert "What do these words mean?" not in again


@pytest.mark.django_db
def test_a_label_that_is_only_another_spelling_can_be_said_to_be_one(officer):
    look = choose(officer, GOOD.replace("08/04/2026,Leaving Care", "08/04/2026,Careleavers"))
    officer.post(look, {"label-team-0": "Leaving Care", "label-team-0-about": "Careleavers"})
    officer.post(f"{look}keep/", {"into_demo": "on"})

    assert Representation.objects.get(reference="A3").team.label == "Leaving Care"


@pytest.mark.django_db
def test_a_later_version_shows_what_was_added_changed_and_gone_and_takes_out_only_what_was_ticked(officer):
    look = choose(officer, GOOD)
    officer.post(f"{look}keep/", {"into_demo": "on"})
    later = GOOD.replace("A1,", "A9,").replace(
        "07/04/2026,Assessment North,Not upheld", "07/04/2026,Assessment North,Upheld"
    )
    look = choose(officer, later)
    page = officer.get(look).content.decode()

    for said in ("1 added", "1 the same", "1 changed", "1 no longer in the list", "Not upheld"):
        assert said in page
    officer.post(f"{look}keep/", {"into_demo": "on"})
    assert {"A1", "A9"} <= names()


@pytest.mark.django_db
def test_a_record_that_is_gone_is_taken_out_when_that_is_ticked(officer):
    look = choose(officer, GOOD)
    officer.post(f"{look}keep/", {"into_demo": "on"})
    look = choose(officer, GOOD.replace("A1,", "A9,"))
    officer.post(f"{look}keep/", {"into_demo": "on", "remove_gone": "on"})

    assert "A9" in names()
    assert "A1" not in names()


@pytest.mark.django_db
def test_a_manager_takes_an_import_back_and_an_officer_cannot(members, officer):
    look = choose(officer, GOOD)
    officer.post(f"{look}keep/", {"into_demo": "on"})
    number = imports()[0].number

    assert officer.post(f"/imports/{number}/undo/").status_code == 403
    assert "A1" in names()
    assert signed_in(members["complaints_manager"]).post(f"/imports/{number}/undo/").status_code == 302
    assert "A1" not in names()


@pytest.mark.django_db
def test_the_file_of_one_person_does_not_exist_for_another(members, officer):
    look = choose(officer, GOOD)
    other = signed_in(members["complaints_manager"])

    assert other.get(look).status_code == 404
    assert other.post(f"{look}keep/", {"into_demo": "on"}).status_code == 404
    assert officer.get("/imports/waiting/../../secret_key/1/").status_code == 404


@pytest.mark.django_db
def test_a_file_that_is_dropped_or_refused_or_kept_is_deleted(officer):
    def waiting() -> int:
        return sum(1 for place in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir() if place.is_dir())

    before = waiting()
    dropped = choose(officer, GOOD)
    officer.post(dropped.replace("/1/", "/drop/"))
    refused = officer.get(choose(officer, "no list at all", name="list.pdf"))
    kept = choose(officer, GOOD)
    officer.post(f"{kept}keep/", {"into_demo": "on"})

    assert refused.status_code == 422
    assert "The file cannot be read" in refused.content.decode()
    assert waiting() == before


@pytest.mark.django_db
def test_what_waited_longer_than_a_day_is_swept_away(officer):
    choose(officer, GOOD)
    uploads.sweep((small_council.AT + timedelta(days=36_500)).timestamp())

    assert [one for one in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir() if one.is_dir()] == []


@pytest.mark.django_db
def test_no_file_an_empty_file_and_one_that_is_too_large_are_refused_in_words(officer, monkeypatch):
    nothing = officer.post("/imports/", {"as_": "auto"})
    empty = officer.post("/imports/", {"as_": "auto", "file": SimpleUploadedFile("list.csv", b"")})
    monkeypatch.setattr(settings, "MAX_IMPORT_BYTES", 3_000_000)
    large = SimpleUploadedFile("list.csv", b"x" * 4_000_000)
    too_large = officer.post("/imports/", {"as_": "auto", "file": large})

    assert "Choose the file that holds your list" in nothing.content.decode()
    assert "The file is empty" in empty.content.decode()
    assert "The file must be smaller than 100MB" in too_large.content.decode()
    assert (nothing.status_code, empty.status_code, too_large.status_code) == (422, 422, 422)


@pytest.mark.django_db
def test_choosing_a_file_needs_the_token_of_the_page(members):
    client = Client(enforce_csrf_checks=True)
    client.force_login(members["complaints_officer"].account)

    assert client.post("/imports/", {"as_": "auto"}).status_code == 403


def workbook(sheets: dict[str, str]) -> bytes:
    """A workbook with one list a sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in sheets.items():
        sheet = book.create_sheet(name)
        for row in csv.reader(text.splitlines()):
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_workbook_of_two_lists_is_kept_list_by_list_each_with_its_own_answers(officer):
    other = GOOD.replace("A1,", "B1,").replace("A2,", "B2,").replace("A3,", "B3,")
    file = SimpleUploadedFile("book.xlsx", workbook({"April": GOOD, "May": other}))
    first = officer.post("/imports/", {"file": file, "as_": "auto"}).headers["Location"]
    second = first.replace("/1/", "/2/")
    officer.post(second, {"column-3": "ignore"})

    assert "This one is on the sheet “April”" in officer.get(first).content.decode()
    assert officer.post(f"{first}keep/", {"into_demo": "on"}).headers["Location"] == second
    assert "B1" not in names()
    officer.post(f"{second}keep/", {"into_demo": "on"})

    assert {"A1", "B1"} <= names()
    assert Representation.objects.get(reference="A1").team is not None
    assert Representation.objects.get(reference="B1").team is None
    assert officer.get(second).status_code == 404
