"""None of the hostile or broken files is half imported, and each is answered with words that name the place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.cli.speaking import heard
from tests.cli.test_import_command import everything_kept
from tests.importing.hostile import FILES, HostileFile, as_csv, complaints

from heard.casework.audit import verify

pytestmark = pytest.mark.django_db
# Each file is brought in by the first test; a small run reads the words of every third one.
SHARE = slice(None, None, 1 if os.environ.get("HEARD_FULL") else 3)
ANSWERED: list[str] = []


def the_mapping(folder: Path) -> Path:
    """What the columns of a sound list mean, as the council has answered before: asked once, the same each time."""
    mapping = folder / "mapping.toml"
    if not ANSWERED:
        sound = folder / "sound list.csv"
        sound.write_text(as_csv(complaints({"Compensation": "£50"})), "utf-8")
        assert heard("import", sound, "--dry-run", "--save-map", mapping).code == 0
        ANSWERED.append(mapping.read_text("utf-8"))
    mapping.write_text(ANSWERED[0], "utf-8")
    return mapping


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_hostile_file_is_refused_whole_or_kept_whole_and_never_in_part(
    file: HostileFile, council, tmp_path
):
    before = everything_kept()

    said = heard("import", file.make(tmp_path), "--map", the_mapping(tmp_path), "--json")

    after, told = everything_kept(), said.json
    if said.code == 0:
        assert file.outcome == "read_as_text"
        assert after["representations.Representation"] == sum(one["records"] for one in told["lists"])
        assert after["ledger.ImportRun"] == len(told["lists"])
    else:
        assert said.code == 1
        assert told["reasons"]
        assert after == before
    assert verify().whole


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.outcome == "refused"][SHARE], ids=lambda file: file.name
)
def test_a_file_that_cannot_be_trusted_is_refused_with_its_reason(file: HostileFile, council, tmp_path):
    said = heard("import", file.make(tmp_path), "--as", "complaints")

    assert said.code == 1
    assert all(word.casefold() in said.err.casefold() for word in file.words), said.err
    if file.row:
        assert str(file.row) in said.err
    if file.column:
        assert file.column in said.err


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.outcome == "rows_to_mend"][SHARE], ids=lambda file: file.name
)
def test_a_row_that_must_be_mended_is_named_with_its_row_and_column(file: HostileFile, council, tmp_path):
    words = ("import", file.make(tmp_path), "--map", the_mapping(tmp_path))

    said, told = heard(*words), heard(*words, "--json")

    assert (said.code, told.code) == (1, 1)
    assert all(word.casefold() in said.err.casefold() for word in file.words), said.err
    named = [one for one in told.json["problems"] if one["row"] in (file.row, 0)]
    assert any(_says_where(one, file) for one in named), told.json["problems"]


def _says_where(problem: dict[str, str], file: HostileFile) -> bool:
    told = f"{problem['column']} {problem['why']} {problem['next']} {problem['said']}"
    return file.column is None or file.column in told or file.column.startswith("Column ")
