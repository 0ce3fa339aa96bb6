"""The code of an earlier version beside that of now, both on one database: for the drills of upgrading."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOP = Path(__file__).parent.parent
PAGES = "heard.config.wsgi:application"


@dataclass(frozen=True)
class Version:
    """The code of one commit, or of this folder, with the installation that it speaks to."""

    source: Path
    data: Path
    database: str

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which its programs speak to the installation."""
        kept = {name: said for name, said in os.environ.items() if not name.startswith("HEARD_")}
        named = {name: os.environ[name] for name in ("HEARD_BACKUP_KEY",) if name in os.environ}
        also = {"HEARD_DATABASE_URL": self.database} if self.database else {}
        return {
            **kept,
            **named,
            **also,
            "HEARD_DATA": str(self.data),
            "DJANGO_SETTINGS_MODULE": "heard.config.settings",
            "PYTHONPATH": str(self.source),
            "HEARD_FREE_SPACE": "0",
        }

    def run(self, *words: Any, program: str = "", may_fail: bool = False) -> str:
        """One command of `heard`, or a few lines of Python in its stead, to its end. Gives what it printed."""
        command = [sys.executable, "-c", program] if program else [sys.executable, "-m", "heard.cli"]
        done = subprocess.run(
            [*command, *map(str, words)], env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode and not may_fail:
            raise SystemExit(f"{words or program[:60]} ended with {done.returncode}: {done.stderr[-3000:]}")
        return done.stdout

    def heard(self, place: Path) -> Path:
        """A program that is this version's `heard`, as another version would run it."""
        said = f'#!/bin/sh\nPYTHONPATH={self.source} exec {sys.executable} -m heard.cli "$@"\n'
        place.write_text(said)
        place.chmod(0o700)
        return place

    @contextmanager
    def served(self) -> Iterator[int]:
        """Its pages, on a port of their own; at the end what is under way is finished first."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = int(free.getsockname()[1])
        command = [sys.executable, "-m", "gunicorn", PAGES, "--bind", f"127.0.0.1:{port}", "--workers", "2"]
        command += ["--worker-class", "gthread", "--threads", "4", "--log-level", "error"]
        running = subprocess.Popen(command, env=self.environment)
        try:
            _answers(port, running)
            yield port
        finally:
            running.send_signal(signal.SIGTERM)
            running.wait(60)


def _answers(port: int, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 600
    while time.monotonic() < until and running.poll() is None:
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            asking.request("GET", "/health/")
            if asking.getresponse().status == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            asking.close()
    raise SystemExit("The pages did not come up.")


def commit_before() -> str:
    """The last commit on whose tables the rule that changes leave the version before working was not yet needed."""
    sys.path.insert(0, str(TOP))
    from tests.house.test_upgrading import RULE_BEGINS

    first = [
        str(place.relative_to(TOP))
        for room, last in RULE_BEGINS.items()
        for place in (TOP / "src/heard" / room / "migrations").glob("0*.py")
        if int(place.name[:4]) > last
    ]
    if not first:
        raise SystemExit("No change of tables came since. Name an earlier commit: --before COMMIT.")
    added = _git("log", "--diff-filter=A", "--reverse", "--format=%H", "--", *first).split()
    if not added:
        raise SystemExit("This copy has no history. Fetch it, or name a commit: --before COMMIT.")
    return _git("rev-parse", f"{added[0]}^").strip()


def source_of(commit: str, folder: Path) -> Path:
    """The code of a commit, laid out in a folder."""
    folder.mkdir()
    tape = subprocess.run(["git", "archive", commit, "src"], cwd=TOP, stdout=subprocess.PIPE, check=True)
    subprocess.run(["tar", "-x", "-C", str(folder)], input=tape.stdout, check=True)
    return folder / "src"


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=TOP, stdout=subprocess.PIPE, text=True, check=True).stdout


def new_database(server: str, name: str, like: str = "template1") -> str:
    """A new database on a server, a copy of another where one is named. Gives its address."""
    import psycopg

    base = server.rpartition("/")[0]
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}".encode())
    return f"{base}/{name}"
