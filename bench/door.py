"""The public's door: what sending costs, and what looking a code up costs.

    .venv/bin/python bench/door.py [--sendings 80] [--look-ups 20]

On SQLite in a folder of its own, or on the PostgreSQL server that HEARD_TEST_POSTGRES names. `./drills door` runs it on
both. Every visitor goes the whole way: each question, the check, sending, and the page with the code. Only the sending
is timed: it ends with a durable commit. Codes are looked up apart, when nobody sends.
"""

from __future__ import annotations

import argparse
import threading
import time
from collections.abc import Callable

from visitors import Served, Visitor, installation

CLIENTS = (1, 8)
Times = list[float]


def quantile(took: Times, share: float) -> float:
    """Milliseconds within which so many of them were done."""
    return sorted(took)[min(int(len(took) * share), len(took) - 1)] * 1000


def at_once(visitors: int, times: int, do: Callable[[int], float]) -> Times:
    """The seconds of each of so many, shared out among visitors who do not wait for each other."""
    took: Times = []

    def go(first: int) -> None:
        took.extend(do(number) for number in range(first, times, visitors))

    together = [threading.Thread(target=go, args=(first,)) for first in range(visitors)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    return took


def sending(port: int, codes: list[str]) -> Callable[[int], float]:
    """Tell something, and note the code that was shown. The seconds are those of the last button."""

    def send(number: int) -> float:
        visitor = Visitor(port)
        token = visitor.answer_all(f"Nobody told me that I was moving. {number}")
        began = time.perf_counter()
        acknowledged = visitor.press_send(token)
        took = time.perf_counter() - began
        codes.append(visitor.code())
        if not acknowledged or not codes[-1]:
            raise SystemExit("The door did not take what was sent: look there first.")
        return took

    return send


def row(what: str, visitors: int, took: Times) -> None:
    """One line of the table."""
    print(f"| {what} | {visitors} | {quantile(took, 0.5):.0f} | {quantile(took, 0.95):.0f} |", flush=True)


def measure(port: int, database: str, sendings: int, look_ups: int) -> None:
    """Sending and coming back, with one visitor and with eight."""
    codes: list[str] = []
    at_once(2, 8, sending(port, codes))
    for visitors in CLIENTS:
        row(
            f"sending, to the durable commit, {database}",
            visitors,
            at_once(visitors, sendings, sending(port, codes)),
        )
    for visitors in CLIENTS:
        took = at_once(visitors, look_ups, lambda number: Visitor(port).come_back(codes[number])[0])
        row(f"looking a code up, {database}", visitors, took)


def main() -> None:
    """Make an installation, serve it, and measure it."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sendings", type=int, default=80)
    asked.add_argument("--look-ups", type=int, default=20)
    given = asked.parse_args()
    with installation(8 + len(CLIENTS) * given.sendings) as database:
        served = Served()
        served.begin()
        try:
            measure(served.port, database, given.sendings, given.look_ups)
        finally:
            served.kill()


if __name__ == "__main__":
    main()
