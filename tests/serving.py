"""A whole installation for the journeys: the demonstration council, served as `./start` serves it."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

HEARD = [sys.executable, "-m", "heard.cli"]
SECONDS_TO_COME_UP = 60
# Where `./check` begins to load the demonstration before the tests begin.
SHARED = "HEARD_TEST_SHARED"


@dataclass(frozen=True)
class Installation:
    """One running installation: its address, its folder, and a way to give it commands."""

    url: str
    data: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """`installation.run("audit", "verify")` is `heard audit verify` in this installation."""
        return _run(self.data, *command)


def environment(data: Path) -> dict[str, str]:
    """What an installation's commands are told: its folder and, where the run has a server, a database of its own."""
    said = {**os.environ, "HEARD_DATA": str(data)}
    if url := os.environ.get("HEARD_DATABASE_URL"):
        said["HEARD_DATABASE_URL"] = f"{url.rpartition('/')[0]}/{_database(data)}"
    return said


def _database(data: Path) -> str:
    return f"journey_{zlib.crc32(str(data).encode()):08x}"


def make_room(data: Path, like: Path | None = None) -> Path:
    """Make the folder, and on a server the database, of an installation: empty, or a copy of another's."""
    if like is None:
        data.mkdir(parents=True, exist_ok=True)
    else:
        shutil.copytree(like, data)
    if url := os.environ.get("HEARD_DATABASE_URL"):
        pattern = f" TEMPLATE {_database(like)}" if like else ""
        with psycopg.connect(f"{url.rpartition('/')[0]}/postgres", autocommit=True) as server:
            server.execute(f"CREATE DATABASE {_database(data)}{pattern}".encode())
    return data


def _run(data: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*HEARD, *command], env=environment(data), capture_output=True, text=True, check=False
    )


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_COME_UP
    while not _answers(url):
        if server.poll() is not None or time.monotonic() > until:
            pytest.fail(f"The pages did not come up:\n{log.read_text()}")
        time.sleep(0.1)


def _loaded(whole_run: Path) -> Path:
    """The folder of a demonstration loaded by `heard demo`, once for all processes of a run."""
    folder, done = whole_run / "demonstration-as-loaded", whole_run / "demonstration-is-loaded"
    with (whole_run / "demonstration-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            loaded = _run(make_room(folder), "demo")
            assert loaded.returncode == 0, loaded.stderr
            done.touch()
    return folder


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demonstration council, loaded by `heard demo` and served by `heard serve` for all journeys of this run."""
    own = tmp_path_factory.getbasetemp()
    whole_run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    loaded = _loaded(Path(os.environ.get(SHARED, whole_run)))
    with (loaded.parent / "demonstration-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # A server copies a database that nobody else is copying.
        data = make_room(own / "demonstration", like=loaded)
    log = data / "serve.log"
    url = f"http://127.0.0.1:{(port := _free_port())}"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [*HEARD, "serve", "--port", str(port)], env=environment(data), stdout=out, stderr=out
        )
    try:
        _wait_for(url, server, log)
        yield Installation(url, data)
    finally:
        server.terminate()
        server.wait(timeout=30)


if __name__ == "__main__":
    _loaded(Path(os.environ[SHARED]))
