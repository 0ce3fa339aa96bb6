"""`heard report verify` says whether a file is as released, and of each figure that moved since what touched it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from tests.casework.reports_made import AT, TODAY, a_council, begun, released, rewrite
from tests.cli.speaking import asked, heard
from tests.web import small_council
from tests.web.small_council import bring_in, case

from heard.reporting import verifying

pytestmark = pytest.mark.django_db
FORMS = "html,json,csv,xlsx,docx,ods"


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setattr("heard.cli.reports.today", lambda: TODAY)
    return a_council()


def as_files(tmp_path: Path, which: str) -> dict[str, Path]:
    told = asked("report", "build", which, "--out", tmp_path, "--format", FORMS)
    return {Path(one).suffix[1:]: Path(one) for one in told["files"]}


def test_a_draft_is_listed_checked_and_written(office, tmp_path):
    amina = office["complaints_manager"]
    draft = begun(amina)
    assert asked("report", "list")["reports"][0]["standing"] == "Being written"
    assert heard("report", "check", draft.pk).code == 0
    rewrite(amina, draft, "key", commentary="We received 57 complaints.")

    told = heard("report", "check", draft.pk)
    assert (told.code, "57 complaints" in told.err) == (1, True)
    assert heard("report", "check", 99).code == 2
    page = heard("report", "build", draft.pk, "--out", tmp_path)
    assert "This is a draft" in next(tmp_path.glob("*.html")).read_text(), page


def test_every_file_of_a_release_verifies_until_a_number_in_it_is_changed(office, tmp_path):
    row = released(office["complaints_manager"], office["director"])
    files = as_files(tmp_path, row.mark)
    for form, path in files.items():
        named = ("--report", row.mark) if form == "csv" else ()
        told = heard("report", "verify", path, *named)
        assert told.code == 0, (form, told)

    for form, was in (("html", ">40<"), ("json", '"printed": "40"'), ("csv", ",40,")):
        text = files[form].read_text("utf-8")
        assert was in text
        files[form].write_text(text.replace(was, was.replace("40", "41"), 1), "utf-8")
        told = heard("report", "verify", files[form], "--report", row.mark)
        assert (told.code, "were not released: 41" in told.err) == (1, True), (form, told)
    other = tmp_path / "letter.html"
    other.write_text("<html>We had 40 complaints.</html>")
    assert "names no report" in heard("report", "verify", other).err
    assert heard("report", "verify", tmp_path / "nothing.html").code == 1


def test_without_the_comparison_a_changed_number_would_go_unseen(office, tmp_path, monkeypatch):
    row = released(office["complaints_manager"], office["director"])
    path = as_files(tmp_path, row.mark)["html"]
    path.write_text(path.read_text("utf-8").replace(">40<", ">41<", 1), "utf-8")
    monkeypatch.setattr(verifying, "_numbers", lambda text: Counter())

    assert heard("report", "verify", path).code == 0


def test_what_moved_since_is_named_with_the_cases_and_the_sheet_that_moved_it(office, tmp_path, monkeypatch):
    monkeypatch.setattr(small_council, "AT", AT + timedelta(days=1))
    row = released(office["complaints_manager"], office["director"])
    path = as_files(tmp_path, row.mark)["json"]
    changed = case(5, stages=(), received_on=TODAY.replace(year=2025))
    bring_in([changed, *(case(number) for number in range(40, 42))], name="again.csv")

    told = heard("report", "verify", path, "--json")
    found = json.loads(told.out)
    received = next(one for one in found["changed"] if one["row"] == "Complaints received")
    assert (told.code, found["same"], found["file"]) == (1, False, [])
    assert received["was"] == "40"
    assert any("CS-0040" in one for one in received["because"])
    assert any(note.startswith("Sheet 2 was brought in") for note in found["notes"])
