"""Somebody at the public's door over HTTP, and the pages served as an installation serves them: for bench and drill."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import empty_tables

ANSWERS = (
    ("hide", {}), ("who", {"who": "child"}), ("how", {"how": "write"}), ("words", {}),
    ("feelings", {"feelings": "sad"}),
    ("better", {}), ("kept-from", {}), ("name", {"name": "secret"}), ("answer", {"answer": "code"}), ("easier", {}),
    ("trusted", {}),
)  # fmt: skip
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
GROUP = re.compile(r">\s*(\d{4})\s*<")
WORKERS, THREADS = 2, 4
PAGES = "heard.config.wsgi:application"
Said = dict[str, str]


class Visitor:
    """Somebody at the door with a browser of their own: cookies, forms, and the way through the questions."""

    def __init__(self, port: int, made: Callable[[Callable[[], Any]], Any] = lambda ask: ask()) -> None:
        self.made = made
        self.cookies: SimpleCookie = SimpleCookie()
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, method: str, address: str, said: Said | None = None) -> tuple[int, str, str]:
        """One request, made as `made` makes it. Gives the status, what came back, and where it leads."""
        return self.made(lambda: self._ask(method, address, said))

    def _ask(self, method: str, address: str, said: Said | None) -> tuple[int, str, str]:
        headers = {"Cookie": "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())}
        body = None
        if said is not None:
            headers["Content-Type"], body = "application/x-www-form-urlencoded", urlencode(said)
            headers["Origin"] = f"http://127.0.0.1:{self.connection.port}"
        try:
            self.connection.request(method, address, body, headers)
            answer = self.connection.getresponse()
            page = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.connection.close()  # The next request opens another.
            raise
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.load(value)
        return answer.status, page, answer.getheader("Location") or ""

    def answer_all(self, words: str) -> str:
        """Answer every question. Gives the form's token of the page that checks them."""
        for step, said in ANSWERS:
            given = {**said, **({"words": words} if step == "words" else {})}
            address = f"/tell/{step}/"
            status, page, _ = self.ask("POST", address, {**given, "csrfmiddlewaretoken": self.token(address)})
            if status != 302:
                raise SystemExit(f"{address} answered {status}:\n{re.sub('<[^>]+>', '', page)[-900:]}")
        return self.token("/tell/check/")

    def press_send(self, token: str) -> bool:
        """Press the last button. Whether it was acknowledged: led to the page that says it was sent."""
        status, _, leads_to = self.ask("POST", "/tell/check/", {"csrfmiddlewaretoken": token})
        return status == 302 and leads_to == "/tell/sent/"

    def code(self) -> str:
        """The code on the page that says it was sent; nothing where none is shown."""
        found = "".join(GROUP.findall(self.ask("GET", "/tell/sent/")[1])[:4])
        return found if len(found) == 16 else ""

    def come_back(self, code: str) -> tuple[float, str]:
        """Use a code. Gives the seconds that the look-up took, and the page it opened."""
        token = self.token("/code/")
        began = time.perf_counter()
        self.ask("POST", "/code/", {"csrfmiddlewaretoken": token, "code": code})
        took = time.perf_counter() - began
        return took, self.ask("GET", "/my/")[1]

    def token(self, address: str) -> str:
        """The form's token of a page."""
        found = TOKEN.search(self.ask("GET", address)[1])
        return found[1] if found else ""


class Served:
    """The pages, served as an installation serves them, in a process group of their own that can be killed whole."""

    def __init__(self, pages: str = PAGES, log: Path | None = None) -> None:
        self.log = log
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.pages = pages
        self.running: subprocess.Popen[bytes] | None = None

    def begin(self) -> float:
        """Start, and wait until the pages answer. Gives the seconds that it took."""
        began = time.perf_counter()
        command = [sys.executable, "-m", "gunicorn", self.pages, "--bind", f"127.0.0.1:{self.port}"]
        command += ["--workers", str(WORKERS), "--worker-class", "gthread", "--threads", str(THREADS)]
        command += ["--pythonpath", str(Path(__file__).parent), "--log-level", "critical"]
        with self.log.open("ab") if self.log else nullcontext() as log:
            self.running = subprocess.Popen(command, start_new_session=True, stderr=log)
        while time.perf_counter() < began + 240:
            try:
                status, *_ = Visitor(self.port).ask("GET", "/tell/")
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)
                continue
            if status == 200:
                return time.perf_counter() - began
        self.kill()
        raise SystemExit("The pages did not come up.")

    def kill(self) -> None:
        """Kill it and its workers without warning."""
        if self.running is not None:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()


@contextmanager
def tables(on: Path | None = None) -> Iterator[str]:
    """Empty tables of our own: on the server that HEARD_TEST_POSTGRES names, else on SQLite. Gives which it is.

    Once a process, because the settings are read once. `on` is the disk for the data, where not the machine's own.
    """
    with tempfile.TemporaryDirectory(dir=on) as data:
        os.environ |= {"HEARD_DATA": str(Path(data)), "DJANGO_SETTINGS_MODULE": "heard.config.settings"}
        os.environ["HEARD_FREE_SPACE"] = "0"
        os.environ.pop("HEARD_DATABASE_URL", None)
        server = os.environ.get("HEARD_TEST_POSTGRES", "")
        (empty_tables.on_postgres if server else empty_tables.on_sqlite)()
        import django

        django.setup()
        yield "PostgreSQL" if server else "SQLite"


@contextmanager
def installation(codes_ready: int, *, slow: bool = True, on: Path | None = None) -> Iterator[str]:
    """An installation of its own with a council. Gives which database it is on.

    Its codes are made ahead, as each night leaves them; with `slow=False` by a quick digest, where what is tried is not
    how hard they are to guess.
    """
    with tables(on) as database:
        _open(codes_ready, slow)
        yield database


def _open(codes_ready: int, slow: bool) -> None:
    from datetime import UTC, datetime

    from heard.casework.accounts import add_member
    from heard.casework.council import open_installation

    named = {"by": "bench", "at": datetime.now(UTC)}
    open_installation(name="Bench Council", **named)
    add_member(
        sign_in_name="amina", full_name="Amina Rahman", role="complaints_manager", as_person=True, **named
    )
    make_codes(codes_ready, slow=slow)


def make_codes(codes_ready: int, *, slow: bool) -> None:
    """Codes made ahead, as each night leaves them."""
    from argon2 import PasswordHasher

    from heard.casework import codes
    from heard.representations.models import ReadyCode

    if not slow:
        codes.SLOW = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with ThreadPoolExecutor(WORKERS) as makers:
        ReadyCode.objects.bulk_create(makers.map(lambda _: codes._make(), range(codes_ready)))
