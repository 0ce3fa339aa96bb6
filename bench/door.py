"""The public's door: what sending costs, what looking a code up costs, and whether anything acknowledged is ever lost.

    .venv/bin/python bench/door.py [--sendings 60]
    .venv/bin/python bench/door.py --kills 50

On SQLite in a folder of its own, or on the PostgreSQL server that HEARD_TEST_POSTGRES names (`scripts/postgres.sh`
starts one). Every visitor goes the whole way: each question, the check, sending, and the page with the code. Only the
sending is timed: it ends with a durable commit. With `--kills` the server and its workers are killed that many times
without warning while four visitors send, and afterwards every code that was shown has to open the words that were sent.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

ANSWERS = (
    ("hide", {}), ("who", {"who": "child"}), ("how", {"how": "write"}), ("words", {}),
    ("feelings", {"feelings": "sad"}),
    ("better", {}), ("kept-from", {}), ("name", {"name": "secret"}), ("answer", {"answer": "code"}), ("easier", {}),
    ("trusted", {}),
)  # fmt: skip
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
GROUP = re.compile(r">\s*(\d{4})\s*<")
DATABASE, WORKERS, VISITORS = "heard_bench_door", 2, 4


class Visitor:
    """Somebody at the door with a browser of their own: cookies, forms, and the way through the questions."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies, self.connection = (
            port,
            SimpleCookie(),
            http.client.HTTPConnection("127.0.0.1", port),
        )
        self.connection.timeout = 30

    def ask(self, method: str, address: str, said: dict[str, str] | None = None) -> tuple[int, str]:
        """One request; gives the status and what came back."""
        headers = {"Cookie": "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())}
        body = None
        if said is not None:
            headers["Content-Type"], body = "application/x-www-form-urlencoded", urlencode(said)
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.load(value)
        return answer.status, answer.read().decode()

    def send(self, words: str) -> tuple[float, str]:
        """Tell something. Gives the seconds that the sending took, and the code that was shown."""
        for step, said in ANSWERS:
            self._post(f"/tell/{step}/", {**said, **({"words": words} if step == "words" else {})})
        token = self._token("/tell/check/")
        began = time.perf_counter()
        status, _ = self.ask("POST", "/tell/check/", {"csrfmiddlewaretoken": token})
        took = time.perf_counter() - began
        _, page = self.ask("GET", "/tell/sent/")
        code = "".join(GROUP.findall(page)[:4])
        if status != 302 or len(code) != 16:
            raise SystemExit(f"The door answered {status}, and no code was shown: look there first.")
        return took, code

    def come_back(self, code: str) -> tuple[float, str]:
        """Use a code. Gives the seconds that the look-up took, and the page it opened."""
        token = self._token("/code/")
        began = time.perf_counter()
        self.ask("POST", "/code/", {"csrfmiddlewaretoken": token, "code": code})
        took = time.perf_counter() - began
        return took, self.ask("GET", "/my/")[1]

    def _post(self, address: str, said: dict[str, str]) -> None:
        status, page = self.ask("POST", address, {**said, "csrfmiddlewaretoken": self._token(address)})
        if status != 302:
            raise SystemExit(f"{address} answered {status}:\n{re.sub('<[^>]+>', '', page)[-900:]}")

    def _token(self, address: str) -> str:
        found = TOKEN.search(self.ask("GET", address)[1])
        return found[1] if found else ""


class Served:
    """The pages, served as an installation serves them, in a process group of their own that can be killed whole."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.running: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Start, and wait until the pages answer."""
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "heard.config.wsgi:application",
            "--bind",
            f"127.0.0.1:{self.port}",
        ]
        command += [
            "--workers",
            str(WORKERS),
            "--worker-class",
            "gthread",
            "--threads",
            "4",
            "--log-level",
            "critical",
        ]
        self.running = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                status, _ = Visitor(self.port).ask("GET", "/tell/")
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)
                continue
            if status == 200:
                return
        raise SystemExit("The pages did not come up.")

    def kill(self) -> None:
        """Kill it and its workers without warning."""
        if self.running is not None:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()


def quantile(took: list[float], share: float) -> float:
    """Milliseconds within which so many of them were done."""
    return sorted(took)[min(int(len(took) * share), len(took) - 1)] * 1000


def timed(port: int, sendings: int, visitors: int) -> tuple[list[float], list[float], list[str]]:
    """So many sendings shared out among visitors, and each code used once."""
    sent: list[float] = []
    used: list[float] = []
    codes: list[str] = []

    def go() -> None:
        for number in range(sendings // visitors):
            took, code = Visitor(port).send(f"Nobody told me that I was moving. {number}")
            sent.append(took)
            codes.append(code)
            used.append(Visitor(port).come_back(code)[0])

    together = [threading.Thread(target=go) for _ in range(visitors)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    return sent, used, codes


def measure(served: Served, sendings: int) -> None:
    """Sending and coming back, with one visitor and with eight."""
    print("| | visitors | p50, ms | p95, ms |\n|---|---:|---:|---:|")
    timed(served.port, 8, 2)
    for visitors in (1, 8):
        sent, used, _ = timed(served.port, sendings, visitors)
        print(
            f"| sending, to the durable commit | {visitors} | {quantile(sent, 0.5):.0f} | {quantile(sent, 0.95):.0f} |"
        )
        print(
            f"| looking a code up | {visitors} | {quantile(used, 0.5):.0f} | {quantile(used, 0.95):.0f} |",
            flush=True,
        )


def killed(served: Served, kills: int) -> None:
    """Kill the server again and again while visitors send; then every code that was shown opens its words."""
    shown: dict[str, str] = {}
    over = threading.Event()

    def go(name: int) -> None:
        number = 0
        while not over.is_set():
            number += 1
            words = f"Words {name}-{number} that must not be lost."
            try:
                shown[Visitor(served.port).send(words)[1]] = words
            except (OSError, http.client.HTTPException, SystemExit):
                time.sleep(0.05)

    together = [threading.Thread(target=go, args=(name,)) for name in range(VISITORS)]
    for one in together:
        one.start()
    for _ in range(kills):
        time.sleep(random.uniform(0.3, 2.0))
        served.kill()
        served.begin()
    over.set()
    for one in together:
        one.join()
    lost = [code for code, words in shown.items() if words not in Visitor(served.port).come_back(code)[1]]
    print(f"{kills} kills, {len(shown)} codes shown, {len(lost)} of them without their words.")


def made(council: str) -> None:
    """An installation with codes made ahead, as each night leaves it."""
    import django

    django.setup()
    from datetime import UTC, datetime

    from django.core.management import call_command

    from heard.casework import codes
    from heard.casework.council import open_installation

    call_command("migrate", verbosity=0)
    open_installation(name=council, by="bench", at=datetime.now(UTC))
    codes.make_ready(400)


def main() -> None:
    """Make an installation, serve it, and measure or kill it."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sendings", type=int, default=80)
    asked.add_argument("--kills", type=int, default=0)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as data, socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
        os.environ |= {"HEARD_DATA": str(Path(data)), "DJANGO_SETTINGS_MODULE": "heard.config.settings"}
        if server := os.environ.get("HEARD_TEST_POSTGRES"):
            _on_postgres(server)
        made("Bench Council")
        free.close()
        served = Served(port)
        served.begin()
        try:
            killed(served, given.kills) if given.kills else measure(served, given.sendings)
        finally:
            served.kill()


def _on_postgres(server: str) -> None:
    import psycopg

    base = server.rsplit("/", 1)[0]
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    os.environ["HEARD_DATABASE_URL"] = f"{base}/{DATABASE}"


if __name__ == "__main__":
    main()
