"""Imports point down, as pyproject.toml says."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.house.sources import SOURCE, TOP

LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as go; go()", "--no-logo"]


def _lint(folder: Path, source: Path) -> subprocess.CompletedProcess[str]:
    """Hold the contracts against the source that stands in a folder."""
    return subprocess.run(
        [*LINT, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(source), "PATH": "", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the source and its contracts, in which a wrong import may be planted."""
    shutil.copy(TOP / "pyproject.toml", tmp_path)
    shutil.copytree(
        SOURCE, tmp_path / "src" / "heard", ignore=shutil.ignore_patterns("__pycache__", "static")
    )
    return tmp_path


def test_imports_point_down():
    done = _lint(TOP, TOP / "src")

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("room", "planted"),
    [
        ("law", "from heard.casework import history"),
        ("law", "import django"),
        ("figures", "import sqlite3"),
        ("web", "from heard.people import models"),
        ("casework", "from heard.web import urls"),
    ],
)
def test_an_import_that_points_up_or_out_is_caught(copy: Path, room: str, planted: str):
    (copy / "src" / "heard" / room / "planted.py").write_text(planted + "\n")

    done = _lint(copy, copy / "src")

    assert done.returncode == 1, done.stdout + done.stderr
    assert f"heard.{room}.planted" in done.stdout
