"""`heard backup`, `heard restore` and `heard checkpoint` as an administrator uses them, with what they refuse."""

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
    assert "not empty" in heard("restore", made, "--key", key, "--prove-only").err
    assert heard("restore", tmp_path / "none", "--key", key).code == 1


def test_where_the_ledger_ends_is_signed_sent_out_and_held_against_it(council, tmp_path, mailoutbox):
    key, folder = tmp_path / "signer", tmp_path / "outside"
    public = heard("checkpoint", key, "--make-key", "heard.example", "--json").json["public_key"]
    assert heard("checkpoint", folder).code == 2
    assert heard("checkpoint", folder, "--key", tmp_path / "none").code == 1

    signed = heard("checkpoint", folder, "--key", key, "--mail-to", "governance@example.org", "--json").json
    (note,) = folder.glob("*.checkpoint")
    assert (signed["sent"], mailoutbox[0].body) == (True, note.read_text("utf-8"))
    whole = heard("audit", "verify", "--checkpoints", folder, "--signed-by", public)
    assert (whole.code, "as 1 checkpoint says" in whole.out) == (0, True)

    note.write_text(note.read_text("utf-8").replace("\n", "\n9", 1), "utf-8")
    changed = heard("audit", "verify", "--checkpoints", folder, "--json")
    assert (changed.code, changed.json["faults"][0]["kind"]) == (1, "bad signature")
    assert heard("audit", "verify", "--checkpoints", folder, "--signed-by", "nobody").code == 1
    assert heard("audit", "verify", "--checkpoints", tmp_path / "nowhere", "--json").json["whole"] is False
