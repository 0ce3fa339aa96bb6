"""The dashboards at 20,000 and 100,000 cases: the first view of each, and the first after something was written.

    .venv/bin/python bench/dashboards.py [--cases 20000 100000] [--rounds 15]

Councils are made up, each in an SQLite database of its own in a temporary folder, and asked within this process, with
templates and everything around them. "First" is a page that nobody asked for since the tables were read; "after a
change" is asked from the moment a line of the ledger was written until the new state is shown, while one thread reads
the tables anew beside it. The reading is timed by itself: a process reads once before anybody asks. Prints a Markdown
table.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

PAGES = ("/dashboards/", "/dashboards/on-time/", "/dashboards/voices/", "/dashboards/found/")


def run(cases: int, rounds: int, folder: Path) -> None:
    """One council of so many cases. A process of its own, so that nothing is warm from another."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "heard.config.settings", "HEARD_DATA": str(folder)}
    sys.path[:0] = [str(Path(__file__).parent)]
    import django

    django.setup()
    _make(cases, folder)
    from django.test import Client

    from heard.people.models import Member
    from heard.reporting import cached, reading_ahead

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Member.objects.select_related("account").get(account__username="director").account)
    began = time.perf_counter()
    _get(client, PAGES[0])
    cold = time.perf_counter() - began
    parts = [f"team%3DTeam {number:02}" for number in range(rounds)]
    first = [_timed(client, f"{page}?part={part}") for page in PAGES for part in parts]
    again = [_timed(client, page) for page in PAGES for _ in range(rounds)]
    after, waited, is_large = [], [], not cached.last_kept().is_quick
    for number in range(rounds):
        _write(number)
        after.append(_timed(client, PAGES[0]))  # while it is read anew, where the council is large
        began = time.perf_counter()
        while is_large and cached.last_kept().key[0] != _digest():
            after.append(_timed(client, PAGES[number % len(PAGES)]))
            time.sleep(0.2)
            if time.perf_counter() - began > 300:
                raise SystemExit("The tables were not read anew: look at reading_ahead.")
        waited.append(time.perf_counter() - began)
    assert reading_ahead.SOON <= 5
    _say(cases, cold, first, again, after, waited)


def _make(cases: int, folder: Path) -> None:
    from django.core.management import call_command

    if (folder / "made").exists():
        return
    call_command("migrate", verbosity=0)
    from desk_made import make_council

    make_council(cases, live=cases // 25, note=lambda _: None)
    (folder / "made").touch()


def _get(client: Any, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}: look there before believing any figure.")


def _timed(client: Any, address: str) -> float:
    began = time.perf_counter()
    _get(client, address)
    return (time.perf_counter() - began) * 1000


def _write(number: int) -> None:
    from datetime import UTC, datetime

    from heard.casework.writing import writing
    from heard.representations.models import Representation

    row = Representation.objects.order_by("pk")[number]
    with writing("bench", by="bench", at=datetime.now(UTC), reference=row.reference) as line:
        line.note(row)


def _digest() -> str:
    from heard.casework.looking import newest_digest

    return newest_digest()


def _say(cases: int, cold: float, *series: list[float]) -> None:
    first, again, after, waited = series
    said = [f"{median(one):.0f} / {sorted(one)[int(len(one) * 0.95)]:.0f}" for one in (first, again, after)]
    print(f"| {cases:,} | {' | '.join(said)} | {cold:.1f} | {median(waited):.1f} |", flush=True)


def main() -> None:
    """Each size in a process of its own, one after the other."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, nargs="+", default=[20_000, 100_000])
    asked.add_argument("--rounds", type=int, default=15)
    asked.add_argument("--folder", type=Path, help="where the councils are kept, to be used again")
    given = asked.parse_args()
    print(
        "| cases | first view | seen before | after a change | first in a process, s | until it is new, s |"
    )
    print("|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as temporary:
        for cases in given.cases:
            folder = (given.folder or Path(temporary)) / str(cases)
            folder.mkdir(parents=True, exist_ok=True)
            if os.fork() == 0:
                run(cases, given.rounds, folder)
                sys.stdout.flush()
                os._exit(0)
            os.wait()


if __name__ == "__main__":
    main()
