"""8, 16, 32 and 64 people at work on one node (R21): PostgreSQL, workers of four threads, 20,000 cases.

    ./drills load [--cases 20000] [--seconds 120] [--people 8,16,32,64] [--pooled]

They think 4 to 10 seconds between two things; 55 lists, 35 cases, 10 new cases in a hundred. With 64: p95 of reading at
most 300 ms, of writing 400 ms, p99 of all one second, errors none. Ends with 1 where one of them is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time

import people
from of_processes import memory_of, of_processor
from servers import Node, PgBouncer, Postgres, folder_of_ours, missing

MOST = {"read": 300.0, "write": 400.0, "p99": 1000.0}
WARM = 4


def run(node: Node, postgres: Postgres, count: int, seconds: float) -> bool:
    """So many people for so long: prints a row, and says whether all was as it has to be."""
    told, over = people.Told(), threading.Event()
    cookies, cases = people.signed_in(count), people.cases_to_open()
    at = (node.place.host, node.port)
    together = [people.Person(at, one, cases, told, over=over) for one in cookies]
    assert node.running is not None
    assert postgres.running is not None
    before = of_processor(node.running.pid), of_processor(postgres.running.pid)
    for one in together:
        one.start()
    time.sleep(seconds)
    over.set()
    for one in together:
        one.join(60)
    done = len(told.read) + len(told.wrote)
    pages = (of_processor(node.running.pid) - before[0]) / done * 1000
    tables = (of_processor(postgres.running.pid) - before[1]) / done * 1000
    read, write = people.part(told.read, 0.95), people.part(told.wrote, 0.95)
    last = people.part(told.read + told.wrote, 0.99)
    print(
        f"| {count} | {done / seconds:.1f} | {people.part(told.read, 0.5):.0f} | {read:.0f} | "
        f"{people.part(told.wrote, 0.5):.0f} | {write:.0f} | {last:.0f} | {len(told.wrong)} | {pages:.0f} | "
        f"{tables:.0f} | {memory_of(node.running.pid)} | {os.getloadavg()[0]:.1f} |",
        flush=True,
    )
    for one in told.wrong[:5]:
        print(f"  wrong: {one}", file=sys.stderr)
    became = people.what_became(told)
    kept = not any(list(became.values())[1:])
    if not kept:
        print(f"  {became}")
    good = read <= MOST["read"] and write <= MOST["write"] and last <= MOST["p99"] and not told.wrong and kept
    return good or count < 64


def warm(node: Node) -> None:
    """Each worker's first pages read rules and words: nobody measures those."""
    told, over = people.Told(), threading.Event()
    cases = people.cases_to_open(8)
    for cookies in people.signed_in(WARM):
        one = people.Person((node.place.host, node.port), cookies, cases, told, over=over)
        for address, _ in people.LISTS:
            one.look(address)
        for case in cases:
            one.look(f"/cases/{case}/")
        one.write()
    if told.wrong:
        raise SystemExit(f"A page is wrong before anything was measured: {told.wrong[0]}")


def main() -> int:
    """Make the council, serve it, let them work, and print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--cases", type=int, default=20_000)
    asked.add_argument("--live", type=int, default=1_000)
    asked.add_argument("--seconds", type=float, default=120)
    asked.add_argument("--people", default="8,16,32,64")
    asked.add_argument("--workers", type=int, default=2, help="processes that serve")
    asked.add_argument("--pooled", action="store_true", help="through PgBouncer, as several nodes do")
    given = asked.parse_args()
    if given.pooled and missing("pgbouncer"):
        raise SystemExit("PgBouncer is not here. An administrator can run: apt-get install pgbouncer")
    with folder_of_ours() as folder:
        data = folder / "heard"
        data.mkdir()
        postgres = Postgres(folder / "postgres")
        postgres.make()
        pooler = PgBouncer(postgres, folder / "pgbouncer") if given.pooled else None
        node = Node(workers=given.workers)
        try:
            people.django_ready(postgres.url, data)
            people.made_up(given.cases, given.live)
            if pooler is not None:
                pooler.begin()
                node.database = pooler.url
            node.begin()
            warm(node)
            print("| people | things a second | read p50, ms | p95 | write p50, ms | p95 | all p99 | errors | "
                  "processor a thing: pages, ms | tables, ms | MB | load |")  # fmt: skip
            print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
            good = [run(node, postgres, int(count), given.seconds) for count in given.people.split(",")]
        finally:
            node.kill()
            if pooler is not None:
                pooler.stop()
            postgres.stop()
    return int(not all(good))


if __name__ == "__main__":
    sys.exit(main())
