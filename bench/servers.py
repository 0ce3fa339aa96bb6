"""A PostgreSQL, a PgBouncer and nodes of our own, for the drills: begun, killed, begun again and gone at the end.

Everything answers on 127.0.0.1 or in a network namespace of our own, and lies in one folder that is removed.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
OWN = "heard"
BIN = next(
    (Path(one) for one in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), Path("/usr/bin")
)
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def missing(*programs: str) -> list[str]:
    """Which of these programs are not on this machine."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin", str(BIN)])
    return [one for one in programs if shutil.which(one, path=path) is None]


def until(ask: Callable[[], Any], seconds: float, *, every: float = 0.02) -> float:
    """Ask until the answer is yes. Gives the seconds it took. Stops everything where it never is."""
    began = time.monotonic()
    while time.monotonic() < began + seconds:
        with contextlib.suppress(Exception):
            if ask():
                return time.monotonic() - began
        time.sleep(every)
    raise SystemExit(f"Waited {seconds:g} seconds in vain for {getattr(ask, '__name__', 'an answer')}.")


def listens(host: str, port: int) -> bool:
    """Whether something takes connections there."""
    with socket.create_connection((host, port), timeout=1):
        return True


class Place:
    """Where processes run: here, or in a network namespace."""

    def __init__(self, host: str = "127.0.0.1", namespace: str = "") -> None:
        self.host, self.namespace = host, namespace

    def begin(self, command: Sequence[str], *, user: str = "", **said: Any) -> subprocess.Popen[bytes]:
        """Start a process in a group of its own, as another user where one is named."""
        if user and os.geteuid() == 0:
            who = pwd.getpwnam(user)
            command = [
                "setpriv",
                f"--reuid={who.pw_uid}",
                f"--regid={who.pw_gid}",
                "--clear-groups",
                *command,
            ]
        if self.namespace:
            command = ["ip", "netns", "exec", self.namespace, *command]
        return subprocess.Popen(command, start_new_session=True, **said)


def killed(running: subprocess.Popen[bytes] | None) -> None:
    """Kill a process and its group without warning, and wait until it is gone."""
    if running is not None and running.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


class Postgres:
    """A PostgreSQL in a folder of its own. `durable` forces each commit to the disk, as an installation does."""

    def __init__(
        self, folder: Path, place: Place | None = None, *, durable: bool = True, most: int = 120
    ) -> None:
        self.folder, self.place, self.most = folder, place or Place(), most
        self.data, self.port = folder / "data", 5432 if self.place.namespace else free_port()
        self.settings = [] if durable else list(HASTY)
        self.running: subprocess.Popen[bytes] | None = None
        self.password = secrets.token_hex(16)

    @property
    def url(self) -> str:
        """Its address, of the database that the drills use."""
        return self.address(OWN)

    def address(self, database: str) -> str:
        """The address of a database on it."""
        return f"postgresql://{OWN}:{self.password}@{self.place.host}:{self.port}/{database}"

    def make(self) -> None:
        """Make it, empty, and start it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        word = self.folder / "password"
        word.write_text(self.password + "\n")
        self.lend(self.folder)
        made = [str(BIN / "initdb"), "-D", str(self.data), "-U", OWN, "-E", "UTF8", "--locale=C.UTF-8"]
        made += ["--auth=scram-sha-256", f"--pwfile={word}", "--no-sync"]
        if Place().begin(made, user="postgres", stdout=subprocess.DEVNULL).wait():
            raise SystemExit("PostgreSQL could not be made.")
        with (self.data / "pg_hba.conf").open("a") as rules:
            rules.write(
                "host all all 10.77.0.0/24 scram-sha-256\nhost replication all 127.0.0.1/32 scram-sha-256\n"
            )
        self.begin()
        self.ask(f"CREATE DATABASE {OWN}", database="postgres")

    def begin(self, seconds: float = 120) -> float:
        """Start it, and wait until it answers, so long at the most. Gives the seconds it took."""
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        said = [f"port={self.port}", f"listen_addresses={self.place.host}", "unix_socket_directories=",
                f"max_connections={self.most}", *self.settings]  # fmt: skip
        command = [
            str(BIN / "postgres"),
            "-D",
            str(self.data),
            *(part for one in said for part in ("-c", one)),
        ]
        with (self.folder / "log").open("ab") as log:
            self.running = self.place.begin(command, user="postgres", stdout=log, stderr=log)
        return until(self.answers, seconds)

    def answers(self) -> bool:
        """Whether it takes questions."""
        return self.ask("SELECT 1", database="postgres") == [(1,)]

    def ask(self, statement: str, *, database: str = OWN) -> Any:
        """Ask it something, with all rights."""
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True, connect_timeout=3) as connection:
            found = connection.execute(statement.encode())
            return found.fetchall() if found.description else None

    def kill(self) -> None:
        """Kill every process of it without warning."""
        if self.running is not None:
            # Each of its processes leads a session of its own and is none of the group.
            children = Path(f"/proc/{self.running.pid}/task/{self.running.pid}/children").read_text().split()
            for one in (str(self.running.pid), *children):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(one), signal.SIGKILL)
            self.running.wait()
            until(lambda: not any(Path(f"/proc/{one}").exists() for one in children), 10)

    def stop(self) -> None:
        """Stop it for good."""
        if self.running is not None and self.running.poll() is None:
            self.running.send_signal(signal.SIGQUIT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.running.wait(20)
        killed(self.running)

    def lend(self, folder: Path) -> None:
        """Give all that lies in a folder to the user who runs it."""
        if os.geteuid() == 0:
            who = pwd.getpwnam("postgres")
            for one in (folder, *folder.rglob("*")):
                os.chown(one, who.pw_uid, who.pw_gid)


class PgBouncer:
    """PgBouncer before a PostgreSQL, set as `deploy/pgbouncer.ini` sets it, on a port of its own."""

    def __init__(
        self, behind: Postgres, folder: Path, *, pool: int = 12, to: tuple[str, int] | None = None, **more: str
    ) -> None:  # fmt: skip
        self.behind, self.folder, self.pool, self.more = behind, folder, pool, more
        self.to = to or (behind.place.host, behind.port)
        self.port = 6432 if behind.place.namespace else free_port()
        self.running: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address that Heard is given."""
        return f"postgresql://{OWN}:{self.behind.password}@{self.behind.place.host}:{self.port}/{OWN}"

    def begin(self) -> None:
        """Start it as the user of PostgreSQL."""
        self.folder.mkdir(parents=True, exist_ok=True)
        said = {
            "listen_addr": self.behind.place.host, "listen_port": str(self.port), "unix_socket_dir": "",
            "auth_type": "plain", "auth_file": str(self.folder / "users.txt"), "logfile": str(self.folder / "log"),
            "pidfile": "", "default_pool_size": str(self.pool), **self.more,
        }  # fmt: skip
        sample = (TOP / "deploy" / "pgbouncer.ini").read_text()
        for name, value in said.items():
            sample = re.sub(rf"^;?{name} *=.*\n", "", sample, flags=re.M) + f"{name} = {value}\n"
        sample = re.sub(r"^heard = .*$", f"* = host={self.to[0]} port={self.to[1]}", sample, flags=re.M)
        (self.folder / "pgbouncer.ini").write_text(sample)
        (self.folder / "users.txt").write_text(f'"{OWN}" "{self.behind.password}"\n')
        self.behind.lend(self.folder)
        command = ["pgbouncer", "-q", str(self.folder / "pgbouncer.ini")]
        self.running = self.behind.place.begin(command, user="postgres", stderr=subprocess.DEVNULL)
        until(lambda: listens(self.behind.place.host, self.port), 10)

    def stop(self) -> None:
        """Stop it."""
        killed(self.running)


class Node:
    """The pages, served as `heard serve` serves them, in a process group that can be killed whole."""

    def __init__(
        self, place: Place | None = None, *, workers: int = 2, data: str = "", database: str = ""
    ) -> None:
        self.place, self.workers, self.data, self.database = place or Place(), workers, data, database
        self.port = 8000 if self.place.namespace else free_port()
        self.running: subprocess.Popen[bytes] | None = None
        self.more: dict[str, str] = {}

    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        said = {
            **os.environ,
            "HEARD_HOSTS": "*",
            "HEARD_FREE_SPACE": "0",
            "DJANGO_SETTINGS_MODULE": "heard.config.settings",
        }
        if self.data:
            said["HEARD_DATA"] = self.data
        if self.database:
            said["HEARD_DATABASE_URL"] = self.database
        return {**said, **self.more}

    def begin(self) -> float:
        """Start, and wait until the pages answer. Gives the seconds it took."""
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "heard.config.wsgi:application",
            "--worker-class",
            "gthread",
        ]
        command += ["--bind", f"{self.place.host}:{self.port}", "--workers", str(self.workers)]
        command += ["--threads", "4"]
        command += ["--pythonpath", str(Path(__file__).parent), "--timeout", "120", "--keep-alive", "75"]
        command += ["--log-level", "critical"]
        log = Path(os.environ["HEARD_DATA"]) / f"node-{self.place.namespace or self.port}.log"
        with log.open("ab") as out:
            self.running = self.place.begin(command, env=self.environment(), stdout=out, stderr=out)
        return until(lambda: self.status("/health/") == 200, 400)

    def status(self, address: str, *, seconds: float = 30) -> int:
        """What a page answers to somebody unknown."""
        import http.client

        asked = http.client.HTTPConnection(self.place.host, self.port, timeout=seconds)
        try:
            asked.request("GET", address, headers={"Host": "localhost"})
            return asked.getresponse().status
        finally:
            asked.close()

    def heard(self, *command: str) -> subprocess.Popen[bytes]:
        """Begin `heard COMMAND` on this node."""
        said = [sys.executable, "-m", "heard.cli", *command]
        return self.place.begin(said, env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def kill(self) -> None:
        """Kill it and its workers without warning."""
        killed(self.running)


@contextlib.contextmanager
def folder_of_ours() -> Iterator[Path]:
    """A folder for everything, removed at the end."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="heard-drill-", ignore_cleanup_errors=True) as made:
        os.chmod(made, 0o755)
        yield Path(made)
