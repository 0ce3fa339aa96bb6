"""Every broken or hostile file is refused in words, quickly and without harm, or read as the text that it is."""

import io
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from tests.importing.hostile import FILES, HostileFile

from heard.importing import read_child, read_csv, read_kind, read_marks, read_xls, read_zip
from heard.importing.layout import find_table
from heard.importing.read import Refused, Sheet, read_file

_MEGABYTE_IN_KILOBYTES = 1024


def _those(outcome: str) -> list[HostileFile]:
    return [file for file in FILES if file.outcome == outcome]


def _read(path: Path) -> list[Sheet]:
    sheets = read_file(path)
    find_table(sheets[0])
    return sheets


def _peak_of_this_process() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _processor_seconds() -> float:
    """What this process and the children it waited for have worked: a busy machine makes nothing slower."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))


@pytest.mark.parametrize("file", _those("refused"), ids=lambda file: file.name)
def test_a_file_that_cannot_be_trusted_is_refused_in_words_and_soon(file, tmp_path):
    path = file.make(tmp_path)
    before, started = _peak_of_this_process(), _processor_seconds()

    with pytest.raises(Refused) as refused:
        _read(path)

    message = str(refused.value)
    assert all(word.casefold() in message.casefold() for word in file.words), message
    assert (refused.value.row, refused.value.column) == (file.row, file.column), message
    assert any(next_step in message for next_step in ("try again", "Choose", "Check", "try with")), message
    assert _processor_seconds() - started < 10
    assert _peak_of_this_process() - before < 30 * _MEGABYTE_IN_KILOBYTES


@pytest.mark.parametrize("file", _those("read_as_text"), ids=lambda file: file.name)
def test_a_file_that_means_mischief_is_read_as_the_text_that_it_is(file, tmp_path):
    sheets = _read(file.make(tmp_path))

    found = [cell for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, str)]
    assert all(any(word in cell for cell in found) for word in file.words)


@pytest.mark.parametrize("file", _those("rows_to_mend"), ids=lambda file: file.name)
def test_a_file_with_one_bad_row_is_read_whole_and_the_bad_row_can_be_found_by_its_number(file, tmp_path):
    table = find_table(read_file(file.make(tmp_path))[0])

    rows = {row.number: row for row in table.rows}
    assert file.row in rows
    assert 2 in rows


def test_there_are_at_least_thirty_of_them_and_no_two_share_a_name():
    names = [file.name for file in FILES]

    assert len(names) >= 60
    assert len(set(names)) == len(names)


HEAVY = {"bomb.xlsx", "far_cell.xlsx", "long_text.xlsx", "bomb.ods", "many_cells.csv", "huge_cell.csv"}


@pytest.mark.parametrize("file", [file for file in FILES if file.name in HEAVY], ids=lambda file: file.name)
def test_the_process_that_reads_stays_within_its_memory(file, tmp_path):
    with file.make(tmp_path).open("rb") as given:
        said = subprocess.run(
            [sys.executable, "-c", READ_AND_TELL], stdin=given, capture_output=True, check=True
        )
    kilobytes, seconds = json.loads(said.stdout)

    assert kilobytes < 1024 * _MEGABYTE_IN_KILOBYTES
    assert seconds < 10


# A process takes over the peak of the one it was forked from, which here is the tests': so a small one lies between.
READ_AND_TELL = """
import json, os, subprocess, sys
child = subprocess.Popen([sys.executable, "-m", "heard.importing.read_child"], stdout=subprocess.DEVNULL,
                         stderr=subprocess.DEVNULL)
_, _, used = os.wait4(child.pid, 0)
print(json.dumps([used.ru_maxrss, used.ru_utime]))
"""


GUARDS = [
    ("fetch.xlsx", read_zip, "_refuse_declarations"),
    ("laughs.xlsx", read_zip, "_refuse_declarations"),
    ("nested.xlsx", read_zip, "_judge_start"),
    ("outside.xlsx", read_zip, "_judge"),
    ("twins.xlsx", read_zip, "_judge"),
    ("many_parts.xlsx", read_zip, "_judge"),
    ("bomb.xlsx", read_zip, "_judge"),
    ("formula.xlsx", read_marks, "_refuse_uncalculated"),
    ("nul.csv", read_csv, "_refuse_nul"),
    ("two_alphabets.csv", read_csv, "_refuse_mixed"),
    ("long_cell.csv", read_child, "refuse_long_cells"),
    ("page.xls", read_kind, "_refuse_markup"),
    ("letter.xls", read_xls, "_refuse_other_kinds"),
]


def _answer(path: Path) -> str:
    """What the reading process would say of a file, without the process around it."""
    out = io.StringIO()
    with path.open("rb") as given:
        try:
            read_child._hand_over(given, out)
        except Refused as refused:
            return str(refused)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "module", "guard"), GUARDS, ids=lambda each: getattr(each, "__name__", each)
)
def test_each_guard_is_what_refuses_and_without_it_its_words_are_not_said(
    name, module, guard, monkeypatch, tmp_path
):
    file = next(file for file in FILES if file.name == name)
    path = file.make(tmp_path)

    assert all(word.casefold() in _answer(path).casefold() for word in file.words)

    monkeypatch.setattr(module, guard, lambda *arguments: None)
    assert not all(word.casefold() in _answer(path).casefold() for word in file.words)
