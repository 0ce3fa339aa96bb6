"""Each unsafe setting is found by itself, and a safe installation is said to be one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from tests.casework.making import NOW, council

from heard.casework import backing_up, backup_box, deploy_checks, deploy_pooler, health
from heard.casework.checkpoints import write_checkpoint
from heard.casework.signed_notes import make_signer
from heard.casework.store import Folder, StoreAway
from heard.config.postgresql.base import DatabaseWrapper
from heard.people.models import Council

pytestmark = pytest.mark.django_db
# What hangs on the machine that the tests run on, and on its database.
OF_THE_MACHINE = {
    "account",
    "database",
    "fsync",
    "full_page_writes",
    "synchronous_commit",
    "changes of tables that wait",
    "SQLite waits for the disk",
}


@pytest.fixture
def safe(settings, tmp_path, monkeypatch):
    """An installation as it should be, in which it is now the hour of these tests."""
    monkeypatch.setattr(deploy_checks.clock_off, "seconds_off", lambda at: 0.0)
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    settings.DATA = data
    settings.SECRET_KEY = "".join(chr(33 + n) for n in range(60))
    settings.ALLOWED_HOSTS, settings.HEARD_ADDRESS = (
        ["heard.northmoor.example"],
        "https://heard.northmoor.example/",
    )
    settings.SESSION_COOKIE_SECURE, settings.HEARD_PROXIES = True, 1
    settings.EMAIL_HOST, settings.HEARD_CLAMAV = "mail.northmoor.example", "unix:/run/clamd"
    council()
    secret = backup_box.pyrage.x25519.Identity.generate()
    settings.HEARD_BACKUP_KEY = [str(secret.to_public())]
    settings.HEARD_WORDS, settings.HEARD_CHECKPOINTS = data / "words", str(tmp_path / "outside")
    backing_up.back_up(tmp_path / "backups", to=settings.HEARD_BACKUP_KEY, on=NOW.date(), at=NOW)
    write_checkpoint(tmp_path / "outside", make_signer("heard.example", tmp_path / "key"), at=NOW)
    return settings


def unsafe(at=NOW) -> set[str]:
    found = deploy_checks.deploy_checks(at)
    assert all(one.to_do for one in found)
    return {one.name for one in found if not one.is_safe} - OF_THE_MACHINE


def test_each_unsafe_setting_is_found_by_itself(safe, monkeypatch):
    assert unsafe() == set()

    for name, value, found in (
        ("DEBUG", True, {"debug"}),
        ("SECRET_KEY", "django-insecure" + str(safe.SECRET_KEY), {"secret key"}),
        ("SECRET_KEY", "x" * 60, {"secret key"}),
        ("HEARD_CLAMAV", "", {"virus scanner"}),
        ("HEARD_CLAMAV", "scanner.northmoor.example:3310", {"virus scanner"}),
        ("EMAIL_HOST", "", {"outgoing e-mail"}),
        ("EMAIL_USE_TLS", False, {"outgoing e-mail"}),
        ("ALLOWED_HOSTS", ["heard.northmoor.example", "*"], {"hosts"}),
        ("ALLOWED_HOSTS", ["localhost"], {"hosts", "address in e-mails"}),
        ("SESSION_COOKIE_SECURE", False, {"https"}),
        ("HEARD_ADDRESS", "http://heard.northmoor.example/", {"address in e-mails"}),
        ("HEARD_PROXIES", 0, {"proxies"}),
        ("HEARD_BACKUP_KEY", ["age1nonsense"], {"backups are sealed to"}),
        ("HEARD_BACKUP_KEY", [], {"backups are sealed to"}),
        ("HEARD_CHECKPOINTS", "", {"last checkpoint"}),
    ):
        kept = getattr(safe, name)
        setattr(safe, name, value)
        assert unsafe() == found, name
        setattr(safe, name, kept)
    assert unsafe(NOW + timedelta(hours=27)) == {"last backup", "last checkpoint"}

    safe.DATA.chmod(0o750)
    assert unsafe() == {"rights of data"}
    safe.DATA.chmod(0o700)
    (safe.DATA / "restoring").mkdir()
    assert unsafe() == {"restore cut short"}
    (safe.DATA / "restoring").rmdir()
    User.objects.create(username="sam", is_superuser=True)
    Council.objects.update(is_demo=True)
    assert unsafe() == {
        "superusers",
        "council",
        "switched to training",
        "connections of a training installation",
    }


def test_sqlite_on_a_disk_across_the_network_is_refused_and_so_is_the_trial_itself(safe, monkeypatch):
    sqlite = connection.vendor == "sqlite"
    found = {one.name: one for one in deploy_checks.deploy_checks(NOW)}
    assert found["database"].is_safe is not sqlite
    assert deploy_checks.disk_of(safe.DATA) != "unknown"

    monkeypatch.setattr(deploy_checks, "disk_of", lambda place: "nfs4")
    assert unsafe() == ({"disk of the data"} if sqlite else set())


def test_the_numbers_for_a_watcher_say_how_old_things_are_and_name_nobody(safe):
    said = health.as_prometheus(health.readings(NOW + timedelta(hours=1)))

    assert "heard_last_backup_age_seconds 3600\n" in said
    assert "heard_last_checkpoint_age_seconds 3600\n" in said
    assert "# TYPE heard_ledger_entries counter\nheard_ledger_entries 1\n" in said
    (safe.DATA / "last_backup.json").unlink()
    assert "heard_last_backup_age_seconds -1\n" in health.as_prometheus(health.readings(NOW))
    assert "northmoor" not in said.lower()
    assert all(line.startswith(("#", "heard_")) for line in said.splitlines())


@pytest.mark.skipif(connection.vendor != "postgresql", reason="this is about PostgreSQL")
def test_a_pooler_that_takes_transactions_apart_and_a_way_that_leaves_the_machine_bare_are_found(
    safe, monkeypatch
):
    for pooled, whole, found in (
        (False, False, set()),
        (True, True, set()),
        (True, False, {"pooler of connections"}),
    ):
        monkeypatch.setattr(DatabaseWrapper, "is_pooled", lambda self, pooled=pooled: pooled)
        monkeypatch.setattr(deploy_pooler, "_keeps_them_whole", lambda whole=whole: whole)
        assert unsafe() == found
    monkeypatch.setattr(DatabaseWrapper, "is_pooled", lambda self: False)
    assert deploy_pooler.unsealed_parts("127.0.0.1") == []
    assert deploy_pooler.unsealed_parts("db.northmoor.example") == ["from here"]
    monkeypatch.setattr(deploy_pooler, "WHERE", "SELECT '10.0.0.5'")
    assert deploy_pooler.unsealed_parts("localhost") == ["to the server"]
    assert unsafe() == {"way to the database"}


def test_a_bucket_that_does_not_answer_or_is_asked_in_the_open_is_refused(safe, monkeypatch):
    class Full(Folder):
        def put(self, name, content):
            raise StoreAway("It refuses.")

    for where, kept, found in (
        ("s3://papers", Folder(safe.DATA), set()),
        ("s3://papers?endpoint=http://files.example", Folder(safe.DATA), {"bucket of files"}),
        ("s3://papers", Full(safe.DATA), {"bucket of files"}),
    ):
        safe.HEARD_FILES = where
        for room in (deploy_checks, backing_up):
            monkeypatch.setattr(room, "store", lambda kept=kept: kept)
        assert unsafe() == found
    safe.HEARD_FILES = ""
