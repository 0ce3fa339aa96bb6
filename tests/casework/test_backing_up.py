"""A backup is whole, of one instant and sealed; it goes into an empty installation, proved equal, or not at all."""

from __future__ import annotations

import io
import json
import tarfile
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.db import transaction
from tests.casework.making import LATER, NOW, complaint, council, kept
from tests.casework.test_one_instant import elsewhere, write_a_row

from heard.casework import (
    accounts,
    backing_up,
    backup_box,
    backup_reading,
    backup_tables,
    filing,
    restoring,
    sealing,
)
from heard.casework.audit import verify
from heard.casework.permissions import Level
from heard.casework.writing import writing
from heard.ledger.models import Entry
from heard.outcomes.models import Payment
from heard.people.models import Council, Person, Service
from heard.representations.models import (
    Document,
    Doorstep,
    DoorstepFile,
    Hold,
    ReadyCode,
    Representation,
    Wall,
)

DAY = date(2026, 11, 22)
KEY = backup_box.pyrage.x25519.Identity.generate()
TO = [str(KEY.to_public())]


def fill() -> None:
    """A council with cases, a sealed paper, a wall, a hold, an account, and something sealed by the key."""
    council()
    member = accounts.add_member(
        sign_in_name="amina", full_name="Amina", role="complaints_manager", by="amina", at=NOW, as_person=True
    )
    kept(complaint("C1"), complaint("C2", complainant_name="Żofia Þorn 🎈"))
    filing.file_paper(
        reference="C1", title="From court", kind="court", level=Level.S4, content=b"%PDF-1.7 sealed words",
        media_type="application/pdf", by="amina", at=NOW,
    )  # fmt: skip
    case = Representation.objects.get(reference="C2")
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Wall(representation=case, person=member.person, source="declared", begins_on=DAY))
        line.add(Hold(representation=case, basis="advocate", evidence="Asked for.", from_on=DAY))
        line.add(gone := Service(label="Short-lived"))
    with writing("test_rows", by="amina", at=NOW) as line:
        line.remove(gone)
    ReadyCode.objects.create(tag="t", digest="d", sealed=sealing.seal("1234"))


@pytest.fixture
def folders(tmp_path, settings):
    """Two data folders: of the installation that is backed up, and of the empty one."""
    for name in ("one", "other", "backups"):
        (tmp_path / name).mkdir()
    settings.DATA, settings.HEARD_WORDS = tmp_path / "one", tmp_path / "one" / "words"
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the key of the one", ["an earlier key"]
    return tmp_path


def made_and_gone(folders: Path) -> backing_up.Made:
    """A backup of a full installation, which then is empty again."""
    with transaction.atomic():
        fill()
        made = backing_up.back_up(folders / "backups", to=TO, on=DAY, at=NOW)
        transaction.set_rollback(True)
    installed.DATA, installed.HEARD_WORDS = folders / "other", folders / "other" / "words"
    installed.SECRET_KEY, installed.SECRET_KEY_FALLBACKS = "made by itself", []
    assert not Council.objects.exists()
    return made


def nothing_there(folders: Path) -> bool:
    return (
        not Council.objects.exists() and not Entry.objects.exists() and not any((folders / "other").iterdir())
    )


@pytest.mark.django_db
def test_an_installation_comes_back_whole_sealed_walled_and_held_and_says_that_it_was_restored(folders):
    made = made_and_gone(folders)

    # The monthly drill does all of it and keeps nothing, so that the same place takes the restore.
    assert restoring.prove(made.place, [KEY]).manifest.standing == made.manifest.standing
    assert nothing_there(folders)
    done = restoring.restore(made.place, [KEY], by="command line", at=LATER)

    assert done.rows == made.manifest.rows > 50
    stands = done.manifest.standing
    assert (stands.cases, stands.sealed_papers, stands.walls, stands.holds, stands.faults) == (2, 1, 1, 1, 0)
    assert Person.objects.filter(name="Żofia Þorn 🎈").exists()
    assert filing.read_stored(Document.objects.get()) == b"%PDF-1.7 sealed words"
    assert sealing.unseal(ReadyCode.objects.get().sealed) == "1234"
    assert (folders / "other" / "secret_key").read_text() == "the key of the one"
    assert (folders / "other" / "earlier_keys").read_text() == "an earlier key"
    assert verify().whole
    last = Entry.objects.order_by("sequence").last()
    assert (last.act, json.loads(last.said)["backup"]) == ("restore_installation", made.digest)
    with writing("test_rows", by="amina", at=LATER) as line:
        line.add(new := Service(label="Fostering"))
    # A number that was given once is never given again.
    assert f"people.service:{new.pk}" not in str(
        list(Entry.objects.filter(sequence__lte=stands.entries).values())
    )
    assert sorted(one.name for one in (folders / "other").iterdir()) == [
        "earlier_keys",
        "files",
        "secret_key",
    ]
    assert not any("sealed words" in str(one) for one in made.place.read_bytes().split(b"\n"))
    with pytest.raises(restoring.NotRestored, match="not empty"):
        restoring.restore(made.place, [KEY], by="command line", at=LATER)


@pytest.mark.django_db
def test_what_differs_is_noticed_before_any_of_it_counts_and_nothing_stays(folders, monkeypatch):
    made = made_and_gone(folders)

    def refused(match: str) -> None:
        with pytest.raises((restoring.NotRestored, backup_box.NotABackup), match=match):
            restoring.restore(made.place, [KEY], by="command line", at=LATER)
        assert nothing_there(folders)

    whole, put = restoring.manifest_of, restoring.put
    for name, other in (("walls", 2), ("seen", "x"), ("sealed_by", "x"), ("ledger_ends", "x")):
        with monkeypatch.context() as here:
            stands = {name: other}
            here.setattr(
                restoring,
                "manifest_of",
                lambda read, s=stands: replace(whole(read), standing=replace(whole(read).standing, **s)),
            )
            refused("would not stand as it stood")
    with monkeypatch.context() as here:
        here.setattr(restoring, "put", lambda model, lines: put(model, lines[:-1]))
        refused("FOREIGN KEY|foreign key|not what the backup holds|did not take|is not present")
    with monkeypatch.context() as here:
        here.setattr(restoring, "migrations_here", lambda: ("ledger.0001_initial",))
        refused("Another version of Heard")
    with monkeypatch.context() as here:
        here.setattr(backup_reading, "FORMAT", 0)
        refused("newer version")
    with monkeypatch.context() as here:
        here.setenv("HEARD_SECRET_KEY", "another")
        refused("HEARD_SECRET_KEY")
    (folders / "other" / "files").mkdir()
    (folders / "other" / "files" / "a").write_text("somebody's")
    with pytest.raises(restoring.NotRestored, match="files"):
        restoring.restore(made.place, [KEY], by="command line", at=LATER)
    # What a restore left that was cut short is no record of anything.
    (folders / "other" / "restoring").mkdir()
    assert restoring.restore(made.place, [KEY], by="command line", at=LATER).rows == made.manifest.rows


@pytest.mark.django_db
def test_a_damaged_or_foreign_file_is_refused_wherever_it_is_damaged(folders):
    made = made_and_gone(folders)
    whole = made.place.read_bytes()
    assert backup_reading.check(made.place, [KEY]).rows == made.manifest.rows
    assert backup_reading.check_outside(made.place) == made.digest

    for at in (0, 40, 150, len(whole) // 3, len(whole) // 2, len(whole) - 1):
        made.place.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(backup_box.NotABackup):
            backup_reading.check(made.place, [KEY])
        with pytest.raises(backup_box.NotABackup, match="not as it was written"):
            backup_reading.check_outside(made.place)
    for end in (0, 100, len(whole) // 2, len(whole) - 1):
        made.place.write_bytes(whole[:end])
        with pytest.raises(backup_box.NotABackup):
            backup_reading.check(made.place, [KEY])
    with pytest.raises(backup_box.NotABackup):
        restoring.restore(made.place, [KEY], by="command line", at=LATER)
    assert nothing_there(folders)
    made.place.write_bytes(whole)
    with pytest.raises(backup_box.WrongKey, match="another key"):
        backup_reading.check(made.place, [backup_box.pyrage.x25519.Identity.generate()])
    made.place.write_bytes(_somebody_elses())
    with pytest.raises(backup_box.NotABackup, match="holds something else"):
        backup_reading.check(made.place, [KEY])


def _somebody_elses() -> bytes:
    tape, sealed = io.BytesIO(), io.BytesIO()
    with tarfile.open(fileobj=tape, mode="w:gz") as made:
        made.addfile(tarfile.TarInfo("holiday.jpg"), io.BytesIO())
    tape.seek(0)
    backup_box.pyrage.encrypt_io(tape, sealed, [KEY.to_public()])
    return sealed.getvalue()


@pytest.mark.django_db
def test_a_box_that_was_filled_otherwise_than_its_list_says_is_refused(folders, monkeypatch):
    """Sealed soundly, and still not whole: by whoever has the public key, or by a fault of ours."""
    add = backup_box.Box.add

    def without_one(box: backup_box.Box, name: str, content: bytes) -> None:
        if not name.startswith("tables/representations.Wall/"):
            add(box, name, content)

    monkeypatch.setattr(backup_box.Box, "add", without_one)
    made = made_and_gone(folders)

    with pytest.raises(backup_box.NotABackup, match="representations.Wall"):
        backup_reading.check(made.place, [KEY])
    # The control: without the list being held against what came, it is read as if it were whole.
    monkeypatch.setattr(backup_reading, "_hold_to_manifest", lambda read, sums: None)
    assert backup_reading.check(made.place, [KEY]).standing.walls == 1


@pytest.mark.django_db
def test_a_backup_that_breaks_off_leaves_nothing_and_a_killed_one_is_tidied_away(folders, monkeypatch):
    council()
    with pytest.raises(backing_up.NoBackup, match="make-key"):
        backing_up.back_up(folders / "backups", to=[], on=DAY, at=NOW)
    monkeypatch.setattr(backing_up, "standing", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        backing_up.back_up(folders / "backups", to=TO, on=DAY, at=NOW)
    assert list((folders / "backups").iterdir()) == []
    assert backing_up.last_backup() is None
    monkeypatch.undo()
    (folders / "backups" / ".heard-20261101T090000Z.heard.part").write_text("half")
    old = [
        backing_up.back_up(folders / "backups", to=TO, on=DAY, at=NOW - timedelta(days=n)).place
        for n in (40, 36)
    ]
    assert backing_up.last_backup()["file"] == str(old[1])
    assert backing_up.drop_older(folders / "backups", 35, at=NOW) == [old[0].name]  # The newest always stays.
    assert sorted(one.name for one in (folders / "backups").iterdir()) == [
        old[1].name,
        f"{old[1].name}.sha256",
    ]


@pytest.mark.django_db
def test_a_file_of_the_store_that_is_not_what_was_filed_is_told_of_and_kept_all_the_same(folders):
    fill()
    paper = Document.objects.get()
    (folders / "one" / "files" / paper.path).write_bytes(b"rotten")

    made = backing_up.back_up(folders / "backups", to=TO, on=DAY, at=NOW)

    assert made.manifest.odd_files == (paper.path,)
    (folders / "one" / "files" / paper.path).unlink()
    assert backing_up.back_up(folders / "backups", to=TO, on=DAY, at=LATER).manifest.odd_files == (
        paper.path,
    )


def written_between_tables(folders: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a backup finds wrong in itself where somebody writes while it is made."""
    council()
    stands = backing_up.standing

    def after_a_write(**when):
        elsewhere(write_a_row)
        return stands(**when)

    monkeypatch.setattr(backing_up, "standing", after_a_write)
    manifest = backing_up.back_up(folders / "backups", to=TO, on=DAY, at=NOW).manifest
    assert Service.objects.filter(label="Service 0").exists()
    return (
        [] if manifest.standing.entries == manifest.tables["ledger.Entry"].rows else ["the ledger is longer"]
    )


@pytest.mark.django_db(transaction=True)
def test_it_is_of_one_instant_while_others_write(folders, monkeypatch):
    assert written_between_tables(folders, monkeypatch) == []


@pytest.mark.django_db(transaction=True)
def test_read_at_two_instants_it_is_not(folders, monkeypatch):
    """The control."""
    monkeypatch.setattr(backing_up, "as_of_one_instant", nullcontext)

    assert written_between_tables(folders, monkeypatch) == ["the ledger is longer"]


@pytest.mark.django_db
def test_lines_are_the_same_on_every_database(folders):
    """So that a digest taken on SQLite holds on PostgreSQL: money, instants, days, yes and no, bytes."""
    fill()
    doorstep = Doorstep.objects.create(tag="t", sealed="x", seen_at=NOW)
    DoorstepFile.objects.create(doorstep=doorstep, sealed=b"\x00\xff", size=2)
    said = {
        model: "".join(next(backup_tables.lines_of(model)))
        for model in (Payment, Entry, Document, DoorstepFile, Wall)
    }

    assert '"113.00"' in said[Payment]
    assert '"2026-11-22T09:00:00+00:00"' in said[Entry]
    assert "true" in said[Document]
    assert '"AP8="' in said[DoorstepFile]
    assert '"2026-11-22"' in said[Wall]
    # What nobody has sent yet is gone within the hour, and is in no backup.
    assert "representations.DoorstepFile" not in backup_tables.tables()
