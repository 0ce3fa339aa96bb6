"""The next version of a sheet still kept by hand: shown row by row, kept whole, taken back; a kill leaves no half."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.lists import a_list
from tests.cli.speaking import asked, environment, heard, heard_apart, installation

from heard.casework.audit import verify
from heard.ledger.models import Correction
from heard.representations.models import Representation

HERE = Path(__file__).parents[1]
LATER = (("C2", "Outcome", "Upheld"), ("C5", "Response sent", "06/01/2021"), ("C5", "Outcome", "Not upheld"))


@pytest.fixture
def council(db):
    """An empty installation."""
    assert heard("init", "--council", "Northmoor").code == 0


@pytest.fixture
def versions(tmp_path) -> tuple[Path, Path]:
    """A sheet, and the sheet a month later: two rows changed, one added, one gone."""
    first = a_list(tmp_path, name="march.csv")
    second = a_list(tmp_path, *LATER, ("C8", "Team", "South"), name="april.csv", leave_out="C6")
    return first, second


def figures() -> dict[str, list[tuple[list[str], object, object]]]:
    """What the installation answers, by several questions, in whatever order its lists stand."""
    answers = {}
    for measure in ("received", "outcomes", "answered", "open", "payments_total"):
        cells = asked("figures", measure, "--by", "team,outcome" if measure == "outcomes" else "team")[
            "cells"
        ]
        answers[measure] = sorted((list(one["by"].values()), one["value"], one["base"]) for one in cells)
    return answers


@pytest.mark.django_db
def test_before_it_is_kept_a_later_version_shows_what_was_added_changed_and_gone(council, versions):
    first, second = versions
    heard("import", first)

    told = asked("import", second, "--dry-run")["lists"][0]
    said = heard("import", second, "--dry-run")

    assert (told["added"], told["same"], told["gone"]) == (1, 4, ["C6"])
    changed = {one["reference"]: (one["row"], one["what"]) for one in told["changed"]}
    assert changed == {
        "C2": (3, [["stage_1.outcome", "Not upheld", "Upheld"]]),
        "C5": (6, [["stage_2.answered_on", "", "2021-01-06"], ["stage_2.outcome", "", "Not upheld"]]),
    }
    assert "Changed, row 3, C2: stage_1.outcome: was “Not upheld”, became “Upheld”" in said.out
    assert "Gone from this version: C6" in said.out
    assert not Correction.objects.exists()


@pytest.mark.django_db
def test_what_is_gone_stays_unless_it_is_to_be_removed(council, versions):
    first, second = versions
    heard("import", first)

    heard("import", second)
    assert Representation.objects.filter(reference="C6").exists()
    assert Representation.objects.count() == 8

    told = asked("import", second, "--remove-gone")["lists"][0]
    assert told["gone"] == ["C6"]
    assert not Representation.objects.filter(reference="C6").exists()
    assert verify().whole


@pytest.mark.django_db
@pytest.mark.parametrize("more", [[], ["--remove-gone"]], ids=["kept", "removed"])
def test_undoing_a_later_version_gives_every_figure_back(council, versions, more):
    first, second = versions
    heard("import", first)
    before = figures()
    number = asked("import", second, *more)["lists"][0]["import"]
    assert figures() != before

    asked("undo", str(number))

    assert figures() == before
    assert verify().whole
    told = asked("import", first, "--dry-run")["lists"][0]
    assert (told["added"], told["same"], told["changed"], told["gone"]) == (0, 7, [], [])


@pytest.mark.django_db
def test_the_first_version_cannot_be_undone_beneath_the_second(council, versions):
    first, second = versions
    heard("import", first)
    heard("import", second)

    said = heard("undo", "1")

    assert said.code == 1
    assert "Undo import 2 first" in said.err


@pytest.mark.django_db
def test_the_versions_one_after_another_give_what_the_last_alone_gives(council, versions, tmp_path):
    first, second = versions
    heard("import", first)
    asked("import", second, "--remove-gone")
    step_by_step = figures()

    asked("undo", "2")
    asked("undo", "1")
    asked("import", second)

    assert figures() == step_by_step


def _long_list(folder: Path, rows: int) -> Path:
    """A list long enough to be killed in the middle of."""
    path = folder / "long.csv"
    lines = ["Ref,Type,Stage,Date received,Team,Category,Response sent,Outcome"]
    lines += [
        f"L{number},Statutory,1,{number % 28 + 1:02}/10/2020,North,Delay,{number % 27 + 1:02}/11/2020,Upheld"
        for number in range(1, rows + 1)
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


KILLED = """
import os, sys
import django
django.setup()
left = [int(sys.argv[1])]
def die_at(execute, sql, params, many, context):
    left[0] -= sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
    if left[0] < 0:
        os._exit(9)
    return execute(sql, params, many, context)
from django.db import connection
connection.execute_wrappers.append(die_at)
from heard.cli import main
sys.exit(main(sys.argv[2:]))
"""


def _killed_import(data: Path, file: Path, after: int) -> int:
    """An import whose process dies, as in a power cut, at so many writes. Its exit code."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(after), "import", str(file)],
        env={
            **environment(data),
            "DJANGO_SETTINGS_MODULE": "heard.config.settings",
            "PYTHONPATH": str(HERE.parent),
        },
        capture_output=True,
        check=False,
    )
    return done.returncode


def _tables(data: Path) -> dict[str, int]:
    with closing(sqlite3.connect(data / "heard.sqlite3")) as read:
        names = [name for (name,) in read.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: read.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


def test_an_import_killed_at_any_moment_leaves_nothing_and_run_again_gives_the_unbroken_end(tmp_path):
    file = _long_list(tmp_path, 300)
    unbroken = installation(tmp_path / "unbroken", "Northmoor")
    broken = Path(shutil.copytree(unbroken, tmp_path / "broken"))
    assert heard_apart(unbroken, "import", file).code == 0
    answers = ("figures", "outcomes", "--by", "team,outcome", "--cases", "--json")
    wanted = heard_apart(unbroken, *answers).json
    empty = _tables(broken)

    lot = random.Random(20 if not os.environ.get("HEARD_FULL") else None)
    moments = (
        [0, 1, *lot.sample(range(2, 40), 12)] if os.environ.get("HEARD_FULL") else [lot.randrange(2, 40)]
    )
    died = [_killed_import(broken, file, moment) for moment in moments if _tables(broken) == empty]

    assert died.count(9) == len(moments), died
    assert _tables(broken) == empty
    assert heard_apart(broken, "import", file).code == 0
    assert _tables(broken) == _tables(unbroken)
    assert heard_apart(broken, *answers).json == wanted
    assert heard_apart(broken, "audit", "verify").code == 0
