"""The database refused, reset, swallowed by the network, slow, or all its connections taken (R10, R11).

    ./drills database-away [--patient]

Eight people ask for pages and put cases on record, through a proxy that spoils the way to PostgreSQL. Each is to be
answered within ten seconds, by a page, and where the database is away by a plain 503 without a trace; five seconds
after it is back every thread answers as before. On a slow database everything is still taken, at the public's door
too; where each answer comes a second late a page of staff may say that it cannot reach the records, and nobody is left
without an answer. The control, `--patient`: pages that wait for the database for ever.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import people
from fault_proxy import FaultProxy
from servers import OWN, Node, PgBouncer, Postgres, folder_of_ours, missing
from visitors import Visitor

ASKERS, WITHIN, HEALED, LONG = 8, 10.0, 5.0, 240.0
TRACES = ("Traceback", "psycopg", "OperationalError", "File &quot;", "django.db")


@dataclass
class Met:
    """What people met: how long each answer took and of which kind it was."""

    took: list[float] = field(default_factory=list)
    status: Counter[int] = field(default_factory=Counter)
    traces: int = 0
    plain: int = 0


class Asker(people.Person):
    """Asks without thinking, and notes everything."""

    def __init__(self, node: Node, cookies: dict[str, str], met: Met, over: threading.Event) -> None:
        super().__init__((node.place.host, node.port), cookies, [], people.Told(), over=over)
        self.met, self.number = met, 0

    def run(self) -> None:
        """A list, then a new case, and again."""
        while not self.over.is_set():
            self.number += 1
            with contextlib.suppress(*people.BROKE):
                if self.number % 3:
                    self.note("GET", "/work/?view=mine")
                elif found := people.TOKEN.search(self.note("GET", "/cases/new/")):
                    self.note("POST", "/cases/new/", new_case(found[1]))
            self.over.wait(0.2)

    def note(self, method: str, address: str, body: str = "") -> str:
        """One request, and what it met."""
        began = time.monotonic()
        try:
            status, page, _ = self._ask(method, address, body)
        except people.BROKE:
            self.met.took.append(time.monotonic() - began)
            self.met.status[0] += 1
            raise
        self.met.took.append(time.monotonic() - began)
        self.met.status[status] += 1
        self.met.traces += any(one in page for one in TRACES)
        self.met.plain += status == 503 and "We cannot reach our records" in page
        return page


def new_case(token: str) -> str:
    """What the form of a new case sends."""
    return urlencode(
        {
            "words": f"Nobody rang back {os.urandom(8).hex()}.", "kind": "statutory_complaint", "channel": "Letter",
            "received_on-day": "20", "received_on-month": "11", "received_on-year": "2026", "name": "",
            "confirmed": "1", "once": os.urandom(12).hex(), "csrfmiddlewaretoken": token,
        }
    )  # fmt: skip


def during(
    node: Node, cookies: list[dict[str, str]], spoil: Any, heal: Any, seconds: float
) -> tuple[Met, float, int]:
    """People ask while something is spoilt. Gives what they met, the seconds until all was well, and threads stuck."""
    met, over = Met(), threading.Event()
    together = [Asker(node, one, met, over) for one in cookies]
    for one in together:
        one.start()
    time.sleep(2)
    spoil()
    time.sleep(seconds)
    over.set()
    for one in together:
        one.join(60)
    heal()
    began = time.monotonic()
    while time.monotonic() < began + 60 and not all(_well(node, cookies)):
        time.sleep(0.2)
    healed = time.monotonic() - began
    stuck = 2 * ASKERS - sum(_well(node, cookies * 2))
    return met, healed, stuck


def _well(node: Node, cookies: list[dict[str, str]]) -> list[bool]:
    """Whether as many pages as there are threads all come, asked at once."""
    found: list[bool] = []

    def ask(one: dict[str, str]) -> None:
        person = people.Person((node.place.host, node.port), one, [], people.Told(), over=threading.Event())
        with contextlib.suppress(*people.BROKE):
            found.append(person._ask("GET", "/work/", "")[0] == 200)

    together = [threading.Thread(target=ask, args=(one,), daemon=True) for one in cookies]
    for one in together:
        one.start()
    for one in together:
        one.join(10)
    return [*found, *[False] * (len(cookies) - len(found))]


def row(name: str, met: Met, healed: float, stuck: int, *, away: bool) -> bool:
    """Print what was met; whether it was as it has to be."""
    longest = max(met.took, default=0.0)
    said = ", ".join(f"{status or 'broken off'}: {count}" for status, count in sorted(met.status.items()))
    print(
        f"| {name} | {len(met.took)} | {longest:.1f} | {said} | {met.traces} | {healed:.1f} | {stuck} |",
        flush=True,
    )
    answered = set(met.status) <= {200, 302, 503} and met.plain == met.status[503] and not met.traces
    in_time = longest <= WITHIN and healed <= HEALED + 1 if away else True
    return answered and in_time and not stuck and (not away or met.status[503] > 0)


def taken_away(pooler: PgBouncer, count: int) -> Any:
    """Every connection of the pool, held by transactions that somebody left open."""
    import psycopg

    held: list[Any] = []

    def take() -> None:
        for _ in range(count):
            with contextlib.suppress(psycopg.OperationalError):
                held.append(psycopg.connect(pooler.url, connect_timeout=8))
                held[-1].execute("SELECT 1")

    def give_back() -> None:
        for one in held:
            one.close()

    return take, give_back


def slow(node: Node, proxy: FaultProxy, seconds: float) -> bool:
    """A child tells at the door while each answer of the database comes so much later."""
    proxy.delay(seconds)
    began = time.monotonic()
    met, over = Met(), threading.Event()
    together = [Asker(node, one, met, over) for one in people_in(4)]
    for one in together:
        one.patience = LONG
        one.start()
    visitor = Visitor(node.port)
    visitor.connection.timeout = LONG
    try:
        taken = visitor.press_send(visitor.answer_all(f"Words told slowly {seconds}."))
    finally:
        over.set()
    took = time.monotonic() - began
    for one in together:
        one.join(LONG)
    proxy.heal()
    until = time.monotonic()
    while time.monotonic() < until + 30 and not all(_well(node, people_in(ASKERS))):
        time.sleep(0.2)
    healed = time.monotonic() - until
    said = ", ".join(f"{status or 'broken off'}: {count}" for status, count in sorted(met.status.items()))
    print(f"  +{seconds * 1000:.0f} ms: told at the door and {'taken' if taken else 'NOT TAKEN'} after {took:.0f} s; "
          f"{len(met.took)} others asked, the longest {max(met.took, default=0):.0f} s ({said}); as before after "
          f"{healed:.1f} s", flush=True)  # fmt: skip
    plain = seconds >= 1 and met.plain == met.status[503]
    return taken and set(met.status) <= ({200, 302, 503} if plain else {200, 302}) and healed <= HEALED + 1


def people_in(count: int) -> list[dict[str, str]]:
    """Browsers that were let in before anything was spoilt."""
    return (ALL * (count // len(ALL) + 1))[:count]


ALL: list[dict[str, str]] = []


def main() -> int:
    """Spoil it in each way. Ends with 1 where it did not go as it has to."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--seconds", type=float, default=12)
    asked.add_argument("--patient", action="store_true")
    given = asked.parse_args()
    with folder_of_ours() as folder:
        (folder / "heard").mkdir()
        postgres = Postgres(folder / "postgres")
        postgres.make()
        proxy = FaultProxy((postgres.place.host, postgres.port))
        node = Node(database=f"postgresql://{OWN}:{postgres.password}@127.0.0.1:{proxy.port}/{OWN}")
        node.more = {"HEARD_DATABASE_PATIENCE": "0"} if given.patient else {}
        try:
            people.django_ready(postgres.url, folder / "heard")
            people.made_up(200, 100)
            ALL.extend(people.signed_in(ASKERS))
            node.begin()
            _well(node, people_in(ASKERS))
            good = spoilt(node, proxy, given)
            if not given.patient:
                good += [
                    pool_taken(node, postgres, folder, given),
                    slow(node, proxy, 0.2),
                    slow(node, proxy, 1.0),
                ]
        finally:
            node.kill()
            postgres.stop()
    return int(all(good)) if given.patient else int(not all(good))


def spoilt(node: Node, proxy: FaultProxy, given: argparse.Namespace) -> list[bool]:
    """Refused, reset and swallowed."""
    print(
        "| what | asked | longest answer, s | answers | with a trace | as before after, s | threads stuck |"
    )
    print("|---|---:|---:|---|---:|---:|---:|")
    cookies = people_in(ASKERS)
    if given.patient:
        return [row("swallowed for 30 s", *during(node, cookies, proxy.swallow, proxy.heal, 30), away=True)]
    resets = threading.Event()

    def resetting() -> None:
        def go() -> None:
            while not resets.wait(0.3):
                proxy.reset()

        threading.Thread(target=go, daemon=True).start()

    return [
        row("refused", *during(node, cookies, proxy.refuse, proxy.heal, given.seconds), away=True),
        row("reset again and again", *during(node, cookies, resetting, resets.set, given.seconds), away=True),
        row("swallowed for 30 s", *during(node, cookies, proxy.swallow, proxy.heal, 30), away=True),
    ]


def pool_taken(node: Node, postgres: Postgres, folder: Any, given: argparse.Namespace) -> bool:
    """All connections of PgBouncer held by somebody else."""
    if missing("pgbouncer"):
        print("  PgBouncer is not here: apt-get install pgbouncer")
        return False
    pooler, before = PgBouncer(postgres, folder / "pgbouncer", pool=3), node.database
    pooler.begin()
    try:
        node.kill()
        node.database = pooler.url
        node.begin()
        take, give_back = taken_away(pooler, 12)
        found = during(node, people_in(ASKERS), take, give_back, given.seconds)
        return row("every connection of the pool taken", *found, away=True)
    finally:
        node.kill()
        pooler.stop()
        node.database = before
        node.begin()


if __name__ == "__main__":
    sys.exit(main())
