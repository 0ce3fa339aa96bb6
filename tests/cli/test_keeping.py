"""`heard backup` and `heard restore` as an administrator uses them: a key, a backup, a look at it, and refusals."""

from __future__ import annotations

import pytest
from tests.cli.speaking import heard

pytestmark = pytest.mark.django_db


def test_a_key_a_backup_and_a_look_at_it_with_and_without_the_key(with_cases, tmp_path, settings):
    settings.DATA, settings.HEARD_WORDS = tmp_path / "data", tmp_path / "data" / "words"
    settings.DATA.mkdir()
    key, other, folder = tmp_path / "key", tmp_path / "other", tmp_path / "backups"
    assert heard("backup", folder).code == 1
    assert "--make-key" in heard("backup", folder).err

    public = heard("backup", "--make-key", key, "--json").json["public_key"]
    assert public.startswith("age1")
    assert key.stat().st_mode & 0o777 == 0o600
    assert heard("backup", "--make-key", key).code == 1  # An older key is never written over.
    settings.HEARD_BACKUP_KEY = [public]
    told = heard("backup", folder, "--keep-days", "35", "--json")
    assert (told.code, told.json["standing"]["cases"], told.json["faults"]) == (0, 7, [])
    made = told.json["file"]

    assert "is as it was written" in heard("backup", "--verify", made).out
    assert heard("backup", "--verify", made, "--key", key, "--json").json["standing"] == told.json["standing"]
    heard("backup", "--make-key", other)
    assert "another key" in heard("backup", "--verify", made, "--key", other).err
    assert "no secret key" in heard("restore", made, "--key", made).err
    refused = heard("restore", made, "--key", key, "--json")
    assert (refused.code, "not empty" in refused.json["reasons"][0]) == (1, True)
    assert heard("restore", tmp_path / "none", "--key", key).code == 1
