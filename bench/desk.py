"""The desk at 100,000 cases on PostgreSQL: how long its pages take, what they cost the processor, what they ask.

    HEARD_TEST_POSTGRES=postgresql://… .venv/bin/python bench/desk.py [--cases 100000] [--live 4000] [--keep]

The address names a PostgreSQL server on which databases may be made (`scripts/postgres.sh` starts one). A council is
made up in a database of its own, served by gunicorn with two workers and no debugging, and asked by one client and by
eight, each over a connection it keeps. Prints a Markdown table. `--keep` takes the database as an earlier run left it.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import re
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

SERVER = "HEARD_TEST_POSTGRES"
DATABASE, WORKERS, WARM, ROUNDS = "heard_bench_desk", 2, 6, 60
TICKS = os.sysconf("SC_CLK_TCK")
PAGES = {
    "work list: one stage and team, with counts": "/work/?view=all&stage=stage_1&team=Team+07",
    "work list: everything, soonest first": "/work/?view=all",
    "my own work": "/work/?view=mine",
    "list of cases: open, one team": "/cases/?state=open&team=Team+07",
    "list of cases: all": "/cases/",
    "list of cases: page 4,000": "/cases/?after=2016-11-30.50000",
    "search: a rare word": "/find/?words=zebrano",
    "search: a common word": "/find/?words=contact",
    "search: a name": "/find/?words=quillfeather+amina",
    "search: a reference": "/find/?words={reference}",
    "case page": "/cases/{reference}/",
}


@contextmanager
def served(port: int) -> Iterator[int]:
    """The pages, served as an installation serves them; gives the number of the first process."""
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "heard.config.wsgi:application",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    command += [
        "--workers",
        str(WORKERS),
        "--worker-class",
        "gthread",
        "--threads",
        "4",
        "--log-level",
        "warning",
    ]
    running = subprocess.Popen([*command, "--keep-alive", "60"])
    try:
        _wait_for(port, running)
        yield running.pid
    finally:
        running.terminate()
        running.wait(30)


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    """Until the pages answer. Stops where they never do."""
    until = time.monotonic() + 120
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if running.poll() is not None or time.monotonic() > until:
            raise SystemExit("The pages did not come up.")
        time.sleep(0.5)


class Asker(threading.Thread):
    """One client: asks for a page again and again over one connection, and notes how long each took."""

    def __init__(self, port: int, cookie: str, sent: list[tuple[str, str, str]]) -> None:
        super().__init__()
        self.port, self.cookie, self.sent = port, cookie, sent
        self.took: list[float] = []
        self.wrong: list[int] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        for method, address, body in self.sent:
            headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
            began = time.perf_counter()
            connection.request(method, address, body or None, headers)
            answer = connection.getresponse()
            answer.read()
            self.took.append(time.perf_counter() - began)
            if answer.status not in (200, 302):
                self.wrong.append(answer.status)


def of_processor(first: int) -> float:
    """The seconds of the processor that the workers have used."""
    found = 0.0
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                parts = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(parts[1]) == first:
                found += (int(parts[11]) + int(parts[12])) / TICKS
    return found


def asked(port: int, first: int, cookie: str, clients: int, sent: Any) -> tuple[float, float, float]:
    """p50 and p95 in milliseconds, and milliseconds of the processor a request. Stops where an answer is wrong."""
    warm = [Asker(port, cookie, sent(WARM)) for _ in range(clients)]
    each = max(8, ROUNDS // clients)
    askers = [Asker(port, cookie, sent(each)) for _ in range(clients)]
    for some in (warm, askers):
        before = of_processor(first)
        for one in some:
            one.start()
        for one in some:
            one.join()
    if wrong := [status for one in (*warm, *askers) for status in one.wrong]:
        raise SystemExit(f"A page answered {wrong[0]}: look there before believing any figure.")
    took = sorted(seconds for one in askers for seconds in one.took)
    cost = (of_processor(first) - before) / len(took)
    return took[len(took) // 2] * 1000, took[int(len(took) * 0.95)] * 1000, cost * 1000


def statements(client: Any, address: str) -> int:
    """How many statements a page puts to the database, once it is warm."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as questions:
        client.get(address)
    return len(questions)


def new_case(client: Any) -> tuple[dict[str, str], int]:
    """What a form of a new case sends, and how many statements putting it on record asks."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page = client.get("/cases/new/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    day = {"received_on-day": "20", "received_on-month": "11", "received_on-year": "2026"}
    said = {
        "words": "Nobody rang back about the bus.", "kind": "statutory_complaint", "channel": "Letter", **day,
        "name": "Malik Thornbeck", "relation": "parent", "confirmed": "1", "once": "first",
        "csrfmiddlewaretoken": token[1] if token else "",
    }  # fmt: skip
    with CaptureQueriesContext(connection) as questions:
        answer = client.post("/cases/new/", said)
    if answer.status_code != 302:
        raise SystemExit(f"A new case was not put on record: {answer.status_code}.")
    return said, len(questions)


def taken_away() -> None:
    """The whole list as CSV, row by row."""
    import desk_made

    from heard.casework.looking import member_for, members
    from heard.casework.looking_at_lists import narrowed
    from heard.casework.looking_at_lists_whole import HEADINGS, whole_list
    from heard.reporting.lists import as_csv

    account = next(one.account for one in members() if one.account.username == "complaints-manager")
    member = member_for(account)
    assert member is not None
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, worked = time.perf_counter(), time.process_time()
    rows = sum(
        part.count(b"\n") for part in as_csv(HEADINGS, whole_list(member, narrowed({}), today=desk_made.ON))
    )
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    print(f"\nAll as CSV: {rows:,} rows, {rows / seconds:,.0f} a second by the clock, ", end="")
    print(f"{rows / worked:,.0f} a second of the processor, {more} MB more memory.")


def measure(port: int, pid: int) -> None:
    """Every page, with one client and with eight."""
    import desk_made
    from django.test import Client

    from heard.casework.looking import members
    from heard.casework.looking_at_lists import case_list, narrowed

    manager = next(one for one in members() if one.account.username == "complaints-manager")
    officer = next(one for one in members() if one.account.username == "complaints-officer-3")
    one = case_list(manager, narrowed({"state": "open"}), today=desk_made.ON).cases[3]
    for name, address in PAGES.items():
        client = Client()
        client.force_login((officer if "own" in name else manager).account)
        cookie = f"sessionid={client.cookies['sessionid'].value}"
        way = address.format(reference=one.reference)
        _row(
            name,
            port,
            pid,
            cookie,
            lambda rounds, way=way: [("GET", way, "")] * rounds,
            statements(client, way),
        )
    client = Client(enforce_csrf_checks=False)
    client.force_login(manager.account)
    said, asks = new_case(client)
    cookie = "; ".join(f"{name}={value.value}" for name, value in client.cookies.items())
    _row("create a case", port, pid, cookie, lambda rounds: [_new(said) for _ in range(rounds)], asks)


def _new(said: dict[str, str]) -> tuple[str, str, str]:
    return "POST", "/cases/new/", urlencode({**said, "once": os.urandom(12).hex()})


def _row(name: str, port: int, pid: int, cookie: str, sent: Any, asks: int) -> None:
    alone, eight = asked(port, pid, cookie, 1, sent), asked(port, pid, cookie, 8, sent)
    figures = " | ".join(f"{value:.1f}" for value in (*alone, *eight))
    print(f"| {name} | {figures} | {asks} |", flush=True)


def _ready(address: str, cases: int, live: int, *, keep: bool) -> None:
    import psycopg

    base = address.rsplit("/", 1)[0]
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        if not keep:
            connection.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
            connection.execute(f"CREATE DATABASE {DATABASE}")
    os.environ["HEARD_DATABASE_URL"] = f"{base}/{DATABASE}"
    import django

    django.setup()
    if not keep:
        import desk_made
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        desk_made.make_council(cases, live=live, note=lambda said: print(said, file=sys.stderr))


def main() -> None:
    """Make the council, serve it, ask it, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--live", type=int, default=4_000)
    parser.add_argument("--port", type=int, default=8791)
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(HEARD_DATA=folder, DJANGO_SETTINGS_MODULE="heard.config.settings")
        os.environ.setdefault("HEARD_HOSTS", "127.0.0.1,testserver")
        _ready(os.environ[SERVER], given.cases, given.live, keep=given.keep)
        print(
            "| page | p50, 1 client, ms | p95 | processor | p50, 8 clients, ms | p95 | processor | statements |"
        )
        print("|---|---:|---:|---:|---:|---:|---:|---:|")
        with served(given.port) as pid:
            measure(given.port, pid)
        taken_away()
        print(f"\nLoad average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")


if __name__ == "__main__":
    main()
