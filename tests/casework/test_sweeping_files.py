"""A file that no row names is swept after a day, and one that any row names never is."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.casework import living

from heard.casework import filing
from heard.casework.permissions import Level
from heard.casework.sweeping_files import sweep_files
from heard.cli import files
from heard.representations.models import ArrivedMail

pytestmark = pytest.mark.django_db
LATER = living.NOW + timedelta(days=2)


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.DATA = tmp_path
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "uploads")
    (tmp_path / "uploads").mkdir()
    living.council()
    return tmp_path / "files"


def as_of_now(folder: Path) -> None:
    for one in folder.rglob("*"):
        os.utime(one, (living.NOW.timestamp(),) * 2)


def there(folder: Path) -> set[str]:
    return {one.read_text() for one in folder.rglob("*") if one.is_file()}


def test_what_was_put_and_never_named_goes_and_what_is_named_stays(folder):
    filing.file_paper(
        reference=living.at_stage_1().reference, title="Report", kind="report", level=Level.S2, content=b"a paper",
        media_type="text/plain", by="amina", at=living.NOW,
    )  # fmt: skip
    mail = filing.keep_file(b"a mail")
    ArrivedMail.objects.create(
        key="k",
        received_at=living.NOW,
        taken_in_at=living.NOW,
        digest=mail,
        path=filing.place_of(mail),
        size=6,
    )
    filing.keep_file(b"of something that was killed")
    half = folder / "ab" / "cd.1-2.part"
    half.parent.mkdir(exist_ok=True)
    half.write_text("half")

    as_of_now(folder)

    assert sweep_files(at=living.NOW + timedelta(minutes=1)) == 0
    assert len(there(folder)) == 4
    assert sweep_files(at=LATER) == 1
    assert there(folder) == {"a paper", "a mail"}
    assert sweep_files(at=LATER) == 0


def test_what_is_filed_again_before_it_goes_stays(folder):
    digest = filing.keep_file(b"again")
    place = folder / filing.place_of(digest)
    os.utime(place, (LATER.timestamp(), LATER.timestamp()))

    assert sweep_files(at=LATER) == 0
    assert there(folder) == {"again"}


def test_what_was_being_sent_when_the_pages_died_goes_after_an_hour_and_a_list_that_waits_stays(folder):
    uploads = folder.parent / "uploads"
    (uploads / "waiting").mkdir()
    for place in (uploads / "half.upload.jpg", uploads / "waiting" / "file"):
        place.write_text("words")
    as_of_now(uploads)

    sweep_files(at=living.NOW + timedelta(minutes=59))
    assert (uploads / "half.upload.jpg").exists()
    sweep_files(at=living.NOW + timedelta(minutes=61))

    assert not (uploads / "half.upload.jpg").exists()
    assert (uploads / "waiting" / "file").exists()


@pytest.mark.parametrize(("minutes", "stays"), [(59, True), (61, False)])
def test_the_minutes_work_on_files_takes_halves_away_without_waiting_for_the_night(
    folder, monkeypatch, capsys, minutes, stays
):
    half = folder.parent / "uploads" / "half.upload.jpg"
    half.write_text("words")
    as_of_now(half.parent)
    monkeypatch.setattr(files, "open_database", lambda: None)
    monkeypatch.setattr(files, "now", lambda: living.NOW + timedelta(minutes=minutes))

    assert files.make_files_ready.__wrapped__(Namespace(json=True)) == 0
    assert half.exists() is stays
