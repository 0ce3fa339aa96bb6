"""Ten times as many as ever: 256 connections at once for a minute (R23), and what is left of it afterwards.

    ./drills burst [--connections 256] [--seconds 60]

Each asks again as soon as it was answered, and gives up after a minute. Answers are pages or a plain 503; ten seconds
after it is over a page comes as before; the memory of the workers stays within 400 MB each.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from collections import Counter

import people
from database_away import Asker, Met
from of_processes import memory_of
from servers import Node, Postgres, folder_of_ours

MOST_MB, RECOVERS = 400, 10.0


class Hasty(Asker):
    """Asks without any pause."""

    def run(self) -> None:
        """One page after the other."""
        while not self.over.is_set():
            self.number += 1
            try:
                self.note("GET", "/work/?view=mine" if self.number % 2 else "/tell/")
            except people.BROKE:
                continue


def recovered(node: Node, cookies: dict[str, str], usual: float) -> float:
    """Seconds until three pages in a row come as quickly as before, twice over."""
    began, good = time.monotonic(), 0
    while good < 3 and time.monotonic() < began + 120:
        asked = time.monotonic()
        person = people.Person(
            (node.place.host, node.port), cookies, [], people.Told(), over=threading.Event()
        )
        status = person._ask("GET", "/work/?view=mine", "")[0]
        good = good + 1 if status == 200 and time.monotonic() - asked <= max(1.0, 3 * usual) else 0
    return time.monotonic() - began


def main() -> int:
    """Make an installation, let them all come, and count. Ends with 1 where it did not go as it has to."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--connections", type=int, default=256)
    asked.add_argument("--seconds", type=float, default=60)
    given = asked.parse_args()
    with folder_of_ours() as folder:
        (folder / "heard").mkdir()
        postgres = Postgres(folder / "postgres")
        postgres.make()
        node = Node(database=postgres.url)
        try:
            people.django_ready(postgres.url, folder / "heard")
            people.made_up(2000, 500)
            node.begin()
            return _burst(node, given)
        finally:
            node.kill()
            postgres.stop()


def _burst(node: Node, given: argparse.Namespace) -> int:
    cookies, met, over = people.signed_in(16), Met(), threading.Event()
    assert node.running is not None
    before = [recovered(node, cookies[0], 1.0) / 3 for _ in range(3)][-1]
    together = [Hasty(node, cookies[number % 16], met, over) for number in range(given.connections)]
    for one in together:
        one.start()
    most, until = 0, time.monotonic() + given.seconds
    while time.monotonic() < until:
        time.sleep(2)
        most = max(most, memory_of(node.running.pid))
    over.set()
    healed = recovered(node, cookies[0], before)
    for one in together:
        one.join(90)
    answers = Counter(met.status)
    print(f"{given.connections} connections for {given.seconds:g} s; load {os.getloadavg()[0]:.1f}")
    print(f"  answered {len(met.took) / given.seconds:.0f} a second: {dict(sorted(answers.items()))}")
    print(f"  p50 {people.part(met.took, 0.5):.0f} ms, longest {max(met.took):.1f} s")
    print(f"  as before after {healed:.1f} s (before: {before * 1000:.0f} ms a page)")
    print(f"  memory of both workers together at most {most} MB", flush=True)
    clear = set(answers) <= {200, 503} and met.plain == answers[503] and not met.traces
    return int(not clear or healed > RECOVERS or most > MOST_MB * node.workers)


if __name__ == "__main__":
    sys.exit(main())
