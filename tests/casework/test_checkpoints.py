"""What is signed and kept outside shows what the chain by itself cannot: an end cut off, and a ledger written anew."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bench.tampering import KINDS, ONLY_OUTSIDE, something_to_tamper_with, tampered
from tests.casework.making import NOW, council

from heard.casework import checkpoints, signed_notes
from heard.casework.audit import verify
from heard.casework.checkpoints import NotSigned, hold_to_checkpoints, write_checkpoint
from heard.casework.signed_notes import BadNote, NoKey, make_signer, reader_of, sign, signer_in, text_of
from heard.casework.writing import writing
from heard.people.models import Service

HOUR = timedelta(hours=1)


@pytest.fixture
def signer(tmp_path):
    return make_signer("heard.example", tmp_path / "key")


@pytest.fixture
def outside(db, tmp_path, signer):
    """A folder with two checkpoints of a ledger, the second at its end."""
    council()
    something_to_tamper_with(6, NOW)
    folder = tmp_path / "outside"
    write_checkpoint(folder, signer, at=NOW)
    one_line_more("Later")
    write_checkpoint(folder, signer, at=NOW + HOUR)
    return folder


def one_line_more(label: str) -> None:
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Service(label=label))


def is_found(folder) -> bool:
    return bool(hold_to_checkpoints(folder).faults) or not verify().whole


def test_every_kind_of_tampering_is_found(outside):
    assert not is_found(outside)
    missed = [
        (kind, seed)
        for kind in KINDS
        for seed in range(2)
        if not tampered(kind, seed, lambda: is_found(outside))
    ]

    assert len(KINDS) == 12
    assert missed == []
    assert not is_found(outside)


def test_without_checkpoints_a_sound_chain_that_lies_goes_unseen(outside):
    """The control."""
    assert [tampered(kind, 1, lambda: verify().whole) for kind in sorted(ONLY_OUTSIDE)] == [True, True]


def test_what_is_found_is_named_and_is_not_signed_again(outside, signer, tmp_path):
    def named() -> bool:
        kinds.extend(fault.kind for fault in hold_to_checkpoints(outside).faults)
        with pytest.raises(NotSigned, match="Nothing was signed"):
            write_checkpoint(outside, signer, at=NOW + 2 * HOUR)
        return True

    kinds: list[str] = []
    for kind in sorted(ONLY_OUTSIDE):
        tampered(kind, 1, named)

    assert "truncated" in kinds
    assert "rewritten" in kinds
    held = hold_to_checkpoints(outside, reader_of(signer.public))
    assert (held.checkpoints, held.since, held.faults) == (2, 0, ())
    assert checkpoints.newest_in(outside) == NOW + HOUR


def test_a_checkpoint_that_was_changed_moved_in_time_or_signed_by_another_does_not_count(outside, tmp_path):
    first, second = sorted(outside.glob("*.checkpoint"))
    whole = first.read_text("utf-8")
    first.write_text(whole.replace("\nat 2026", "\nat 2025"), "utf-8")
    assert [one.kind for one in hold_to_checkpoints(outside).faults] == ["bad signature"]
    first.write_text("no note", "utf-8")
    assert [one.kind for one in hold_to_checkpoints(outside).faults] == ["bad signature"]
    other = make_signer("heard.example", tmp_path / "another")
    assert len(hold_to_checkpoints(outside, reader_of(other.public)).faults) == 2
    first.write_text(whole, "utf-8")
    write_checkpoint(tmp_path / "late", signer_in(tmp_path / "key"), at=NOW + 5 * HOUR)
    one_line_more("Later still")
    write_checkpoint(tmp_path / "late", signer_in(tmp_path / "key"), at=NOW)
    assert [one.kind for one in hold_to_checkpoints(tmp_path / "late").faults] == ["clock"]
    for one in (first, second):
        one.unlink()
    assert [one.kind for one in hold_to_checkpoints(outside).faults] == ["checkpoint missing"]


def test_notes_are_those_that_other_programs_read(tmp_path):
    """The example of Go’s own package for signed notes, which we did not make."""
    reader = reader_of("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    note = (
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n— "
        "PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )
    signer = make_signer("heard.example", tmp_path / "key")
    ours = sign("a\nb\n", signer)

    assert text_of(note, reader).startswith("If you think")
    assert text_of(ours, reader_of(signer.public)) == "a\nb\n"
    assert ours.splitlines()[2:3] == [""]
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(BadNote):
        text_of(note.replace("answer", "question"), reader)
    for wrong in ("", "a+b+c", signer.public[:-4], signer.public.replace("heard", "heart")):
        with pytest.raises(NoKey):
            reader_of(wrong)
    with pytest.raises(NoKey):
        signer_in(tmp_path / "none")
    with pytest.raises(NoKey):
        make_signer("two words", tmp_path / "other")
    assert signed_notes.signer_in(tmp_path / "key").public == signer.public


def test_one_key_hands_over_to_another_and_whoever_believes_either_still_proves_all_of_it(
    outside, signer, tmp_path
):
    newer, stranger = (
        make_signer("heard.example", tmp_path / "newer"),
        make_signer("heard.example", tmp_path / "s"),
    )
    write_checkpoint(outside, signer, at=NOW + 2 * HOUR, hand_to=newer)
    one_line_more("After it")
    write_checkpoint(outside, newer, at=NOW + 3 * HOUR)

    for believed in (None, reader_of(signer.public), reader_of(newer.public)):
        held = hold_to_checkpoints(outside, believed)
        assert (held.checkpoints, held.since, held.faults) == (4, 0, ())
    assert len(hold_to_checkpoints(outside, reader_of(stranger.public)).faults) == 4
    with pytest.raises(NotSigned, match="handed over"):
        write_checkpoint(outside, signer, at=NOW + 4 * HOUR)


def test_nobody_takes_over_whom_the_one_before_did_not_name(outside, signer, tmp_path):
    stranger = make_signer("heard.example", tmp_path / "stranger")
    made = checkpoints.Checkpoint("heard.example", 1, "00" * 32, NOW, (signer.public, stranger.public))
    forged = outside / f"000000009999-20261122T120000Z{checkpoints.ENDING}"
    forged.write_text(sign(made.text, stranger))

    for believed in (signer, stranger):
        assert hold_to_checkpoints(outside, reader_of(believed.public)).faults
    write_bare = checkpoints.Checkpoint("heard.example", 1, "00" * 32, NOW)
    forged.write_text(
        sign(write_bare.text, signer).replace("at ", f"{checkpoints.HANDS}{stranger.public}\nat ")
    )
    assert hold_to_checkpoints(outside, reader_of(signer.public)).faults
