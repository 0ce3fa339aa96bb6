"""The installation's key is changed while people work: nobody notices, the old one can go, nothing is half changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.casework.making import NOW, council

from heard.casework import accounts, changing_keys, codes, directory, doorsteps, factors
from heard.casework.audit import verify
from heard.casework.changing_keys import KeyNotChanged, change_key, prepare_key, renew_seals, resting
from heard.casework.one_time_codes import code_of, new_secret, step_of
from heard.casework.sealing import seal
from heard.people.models import Factor, Member
from heard.representations.models import ReadyCode

pytestmark = pytest.mark.django_db
AT_THE_DOOR = "w" * 43


@pytest.fixture
def folder(tmp_path, settings, monkeypatch) -> Path:
    """An installation's folder, whose key is the one in force, as if the pages had just begun."""
    monkeypatch.setattr(changing_keys, "READY", 1)
    for name in changing_keys.IN_THE_ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "secret_key").write_text("the first key " * 5)
    _loaded(tmp_path, settings)
    council()
    return tmp_path


def _loaded(folder: Path, settings) -> None:
    """What the pages take up when they load anew."""
    settings.SECRET_KEY = (folder / "secret_key").read_text()
    there = [folder / "next_key", folder / "earlier_keys"]
    said = "\n".join(one.read_text() for one in there if one.exists())
    settings.SECRET_KEY_FALLBACKS = [one for one in said.split("\n") if one]


def _what_rests(member: Member) -> Iterator[tuple[str, object]]:
    """What somebody has in hand while the key is changed, and what is there of it."""
    yield "recovery", len(json_of(member))
    yield "answers", doorsteps.answers_of(AT_THE_DOOR, at=NOW)
    yield "files", [one.name for one in doorsteps.files_of(AT_THE_DOOR, at=NOW)]
    yield "group", directory.is_approved("Officers", "complaints_officer", on=NOW.date())


def json_of(member: Member) -> str:
    return Factor.objects.get(member=member, kind=Factor.Kind.RECOVERY).secret


def test_what_is_in_hand_stays_good_through_two_changes_and_nothing_needs_the_old_key_then(folder, settings):
    boss = accounts.add_member(
        sign_in_name="boss", full_name="B", role="complaints_manager", by="amina", at=NOW
    )
    secret = new_secret()
    Factor.objects.create(member=boss, kind=Factor.Kind.CODES, secret=seal(secret), added_at=NOW)
    recovery = factors.new_recovery_codes(boss, by="boss", at=NOW)
    doorsteps.keep(AT_THE_DOOR, {"words": "Nobody rings back."}, at=NOW)
    doorsteps.keep_file(AT_THE_DOOR, "photo.jpg", b"x", at=NOW)
    directory.approve("Officers", "complaints_officer", yes=True, by=boss, at=NOW, today=NOW.date())
    codes.make_ready(1)
    before = list(_what_rests(boss))

    for _ in range(2):
        prepare_key(folder)
        _loaded(folder, settings)
        change_key(folder, by="amina", at=NOW)
        _loaded(folder, settings)
        assert list(_what_rests(boss)) == before
        assert factors.code_is_right(boss, recovery.pop(), at=NOW) == "recovery"
        before = list(_what_rests(boss))
    assert doorsteps.keep(AT_THE_DOOR, {"words": "And more."}, at=NOW)
    assert doorsteps.answers_of(AT_THE_DOOR, at=NOW) == {"words": "And more."}

    assert (resting().sealed, resting().broken) == (2, 0)
    assert renew_seals(by="amina", at=NOW) == 2
    assert resting().is_none
    settings.SECRET_KEY_FALLBACKS = []
    assert factors.code_is_right(boss, code_of(secret, step_of(NOW)), at=NOW) == "codes"
    assert ReadyCode.objects.count() == 1
    assert verify().whole


def test_with_the_earlier_key_no_longer_named_it_is_lost(folder, settings):
    """The control: what the test above keeps does hang on the key."""
    boss = accounts.add_member(
        sign_in_name="boss", full_name="B", role="complaints_manager", by="amina", at=NOW
    )
    recovery = factors.new_recovery_codes(boss, by="boss", at=NOW)
    Factor.objects.create(member=boss, kind=Factor.Kind.CODES, secret=seal(new_secret()), added_at=NOW)
    doorsteps.keep(AT_THE_DOOR, {"words": "Nobody rings back."}, at=NOW)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key " * 5, []

    assert factors.code_is_right(boss, recovery[0], at=NOW) == ""
    assert doorsteps.answers_of(AT_THE_DOOR, at=NOW) == {}
    assert resting().broken == 1


def test_an_approval_that_was_stopped_does_not_come_back_with_an_earlier_key(folder, settings):
    boss = accounts.add_member(
        sign_in_name="boss", full_name="B", role="complaints_manager", by="amina", at=NOW
    )
    directory.approve("Officers", "complaints_officer", yes=True, by=boss, at=NOW, today=date(2026, 1, 1))
    prepare_key(folder)
    _loaded(folder, settings)
    change_key(folder, by="amina", at=NOW)
    _loaded(folder, settings)

    directory.approve("Officers", "complaints_officer", yes=False, by=boss, at=NOW, today=NOW.date())

    assert not directory.is_approved("Officers", "complaints_officer", on=NOW.date())


def test_a_change_cut_short_leaves_a_key_that_opens_everything(folder, settings, monkeypatch):
    prepare_key(folder)
    _loaded(folder, settings)
    sealed = seal("words")

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(os, "replace", dies)
        with pytest.raises(KeyboardInterrupt):
            change_key(folder, by="amina", at=NOW)
    _loaded(folder, settings)
    assert changing_keys.sealed_anew(sealed)
    change_key(folder, by="amina", at=NOW)
    _loaded(folder, settings)
    assert changing_keys.sealed_anew(sealed)
    assert (folder / "earlier_keys").stat().st_mode & 0o077 == 0


def test_a_key_is_not_changed_before_the_next_is_known_nor_where_it_lies_elsewhere(folder, monkeypatch):
    with pytest.raises(KeyNotChanged, match="heard keys prepare"):
        change_key(folder, by="amina", at=NOW)
    prepare_key(folder)
    with pytest.raises(KeyNotChanged, match="made already"):
        prepare_key(folder)
    monkeypatch.setenv("HEARD_SECRET_KEY", "x" * 60)
    with pytest.raises(KeyNotChanged, match="comes from HEARD_SECRET_KEY"):
        change_key(folder, by="amina", at=NOW)
