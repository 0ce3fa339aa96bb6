"""The command line as a test speaks to it: in this process for speed, or as a process of its own."""

from __future__ import annotations

import fcntl
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zlib
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heard.cli import main

SOURCE = Path(__file__).resolve().parents[2] / "src" / "heard"


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it said to a program."""
        return json.loads(self.out)


def heard(*words: str | Path) -> Said:
    """`heard("figures", "--list")` is the command `heard figures --list`, run within this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([str(word) for word in words])
        except SystemExit as ended:  # argparse ends the process itself when the words are wrong
            code = int(ended.code or 0)
    return Said(code, out.getvalue(), err.getvalue())


def asked(*words: str | Path) -> Any:
    """What a command that must succeed says with --json."""
    said = heard(*words, "--json")
    assert said.code == 0, said
    return said.json


def environment(data: Path) -> dict[str, str]:
    """This environment with another installation in it."""
    kept = {name: value for name, value in os.environ.items() if name != "HEARD_DATABASE_URL"}
    return {**kept, "HEARD_DATA": str(data)}


def installation(data: Path, council: str) -> Path:
    """An empty installation of its own for processes of their own. Its tables come by the migrations, once a run."""
    data.mkdir(parents=True, exist_ok=True)
    shutil.copy(_tables(), data / "heard.sqlite3")
    said = heard_apart(data, "init", "--council", council)
    assert said.code == 0, said
    return data


def _tables() -> Path:
    """A database with every table and nothing in it; whoever comes first makes it, the others wait for it."""
    steps = "".join(sorted(str(one) for one in SOURCE.rglob("migrations/*.py")))
    folder = Path(tempfile.gettempdir(), f"heard-tables-{zlib.crc32(steps.encode()):08x}")
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            made = "from heard.cli.running import open_database; open_database()"
            subprocess.run([sys.executable, "-c", made], env=environment(folder), check=True)
            (folder / "made").touch()
    return folder / "heard.sqlite3"


def heard_apart(data: Path, *words: str | Path) -> Said:
    """The same command as a process of its own, on an installation of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "heard.cli", *map(str, words)],
        env=environment(data),
        capture_output=True,
        text=True,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)
