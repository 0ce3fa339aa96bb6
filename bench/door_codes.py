"""Does the answer, or the time it takes, tell a code that was never given from one that was and has ended?

    ./drills door-codes [--times 500] [--slow-times 25]

The page that takes a code is asked with four kinds of figures, one after the other in an order drawn anew each round,
so that whatever else the machine does meets them all. Right codes are timed beside them, although what they open tells
them apart anyway. First with a quick digest, under which a gap in our own work would stand out, and with the digests
counted; then with the slow one of an installation.
"""

from __future__ import annotations

import argparse
import logging
import random
import re
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any

from argon2 import PasswordHasher
from visitors import installation

CODES = 12
# Beyond this Welch's t says that two times differ; the gap is of medians, in milliseconds.
MOST_T, MOST_GAP = 4.5, 1.0
DRAWN_AGAIN = 1000
USUAL = "never given"
Times = dict[str, list[float]]


class Counted(PasswordHasher):
    """A digest of which it is known how often it was worked out."""

    times = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002  so it is called there
        """Count, and prove."""
        Counted.times += 1
        return super().verify(hash, password)


def given_out() -> tuple[list[str], list[str]]:
    """Codes that open a page, and codes that did and have ended."""
    from datetime import UTC, datetime

    from heard.casework.door import SECRET_NAME, Told, take_in
    from heard.casework.parties import Somebody
    from heard.representations.models import Code

    at = datetime.now(UTC)
    child = (Somebody("complainant", SECRET_NAME, "child"),)

    def one(_: int) -> str:
        words = "Nobody told me that I was moving."
        told = Told("child", "statutory_complaint", f"once {uuid.uuid4()}", words, child, wants_code=True)
        return take_in(told, at=at).code

    ended = [one(number) for number in range(CODES)]
    Code.objects.update(ended_on=at.date(), ended_because="Somebody else has seen it.")
    return [one(number) for number in range(CODES)], ended


def kinds() -> dict[str, Callable[[], str]]:
    """What is typed, by its kind."""
    right, ended = given_out()

    def never_given() -> str:
        return f"{random.randrange(10**16):016}"

    return {
        "right": lambda: random.choice(right),
        USUAL: never_given,
        "ended": lambda: random.choice(ended),
        "sixteen figures among other signs": lambda: " - ".join(re.findall("....", never_given())) + " o",
    }


def ask(typed: str) -> tuple[float, float, int, str]:
    """Type a code in a browser of one's own. Gives seconds by the clock, those of the processor, and the answer."""
    from django.test import Client

    browser = Client()
    began, worked = time.perf_counter(), time.thread_time()
    answer = browser.post("/code/", {"code": typed})
    took = time.perf_counter() - began, time.thread_time() - worked
    page = re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", answer.content.decode())
    return *took, answer.status_code, page.replace(typed, "")


def measured(times: int) -> tuple[Times, Times, dict[str, set[Any]]]:
    """Each kind so many times, in turn."""
    wanted = kinds()
    clock: Times = {kind: [] for kind in wanted}
    work: Times = {kind: [] for kind in wanted}
    answers: dict[str, set[Any]] = {kind: set() for kind in wanted}
    for _ in range(times):
        for kind in random.sample(list(wanted), len(wanted)):
            took, worked, status, page = ask(wanted[kind]())
            clock[kind].append(took * 1000)
            work[kind].append(worked * 1000)
            answers[kind].add((status, page))
    return clock, work, answers


def welch(these: list[float], those: list[float]) -> float:
    """How far apart two means are, in their own spread."""
    spread = statistics.variance(these) / len(these) + statistics.variance(those) / len(those)
    return (statistics.mean(these) - statistics.mean(those)) / spread**0.5


def gap(these: list[float], those: list[float]) -> tuple[float, float, float]:
    """The gap of the medians, and the interval that holds it nineteen times of twenty, by drawing again."""
    drawn = sorted(
        statistics.median(random.choices(these, k=len(these)))
        - statistics.median(random.choices(those, k=len(those)))
        for _ in range(DRAWN_AGAIN)
    )
    found = statistics.median(these) - statistics.median(those)
    return found, drawn[DRAWN_AGAIN // 40], drawn[-DRAWN_AGAIN // 40]


def compare(title: str, digest: PasswordHasher, times: int) -> bool:
    """Measure with one digest and print the table. Whether an answer, a time or the number of digests tells."""
    from heard.casework import codes

    codes.SLOW = digest
    codes._of_nobody.cache_clear()
    codes.reader_of("")
    Counted.times = 0
    clock, work, answers = measured(times)
    print(f"\n{title}, {times} of each\n")
    print("| | median, ms | of the processor | gap of the latter from one never given | Welch’s t |")
    print("|---|---:|---:|---:|---:|")
    told = Counted.times not in (0, len(clock) * times)
    for kind in clock:
        apart, low, high = gap(work[kind], work[USUAL])
        far = welch(work[kind], work[USUAL]) if kind != USUAL else 0.0
        print(
            f"| {kind} | {statistics.median(clock[kind]):.1f} | {statistics.median(work[kind]):.1f} "
            f"| {apart:+.2f} ({low:+.2f} to {high:+.2f}) | {far:+.1f} |"
        )
        if kind not in ("right", USUAL):
            told |= abs(far) >= MOST_T or abs(apart) >= MOST_GAP or answers[kind] != answers[USUAL]
    pages = {page for kind in answers if kind != "right" for page in answers[kind]}
    print(
        f"\nDigests worked out: {Counted.times or 'not counted'}. Pages for what opens nothing: {len(pages)}.",
        flush=True,
    )
    return told


def main() -> int:
    """Measure and compare. Ends with 1 where an answer or a time tells."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--times", type=int, default=500)
    asked.add_argument("--slow-times", type=int, default=25)
    given = asked.parse_args()
    with installation(0) as database:
        from django.conf import settings

        from heard.casework import codes

        settings.ALLOWED_HOSTS = ["testserver"]
        logging.disable(logging.WARNING)
        as_it_is = codes.SLOW
        quick = Counted(time_cost=1, memory_cost=8, parallelism=1)
        told = compare(f"{database}, a quick digest", quick, given.times)
        return int(compare(f"{database}, the slow digest", as_it_is, given.slow_times) or told)


if __name__ == "__main__":
    sys.exit(main())
