"""Kill the server while eight people send: is anything that was acknowledged lost, or on record twice, or half?

    ./drills door-kills [--kills 50] [--too-early]

A sending is acknowledged once its answer led to the page that says it was sent. The list of those is kept here, outside
the server. Whoever's sending broke off presses again. With `--too-early` the pages answer before anything is kept: the
control, which has to lose some.
"""

from __future__ import annotations

import argparse
import http.client
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from visitors import PAGES, Served, Visitor, installation

VISITORS, A_MOMENT = 8, 0.1
TOO_EARLY = "door_controls:too_early()"
BROKE = (OSError, http.client.HTTPException)
PATIENCE, A_WHILE = 120, 2
PARTS = ("telling", "codes", "parties", "searched", "assignments", "decisions", "letter_drafts")


@dataclass
class Ledger:
    """What the visitors know: words that were acknowledged, the codes shown for them, presses that broke off, and
    answers that were neither."""

    acknowledged: list[str] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    pressed: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)


def insisting(ask: Callable[[], Any]) -> Any:
    """Ask until it is answered, as somebody does whose page did not come."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return ask()
        except BROKE:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def tell(port: int, words: str, ledger: Ledger) -> None:
    """One visitor goes the whole way, through however many kills."""
    visitor = Visitor(port, made=insisting)
    token = visitor.answer_all(words)
    ledger.pressed.append(words)

    def press(ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except BROKE:
            ledger.broken.append(words)
            return insisting(ask)

    visitor.made = press
    if not visitor.press_send(token):
        ledger.odd.append(words)
        return
    ledger.acknowledged.append(words)
    visitor.made = insisting
    ledger.codes[words] = visitor.code()


def killed(served: Served, kills: int, ledger: Ledger) -> float:
    """Kill the server again and again while visitors send. Gives the longest that it took to answer again.

    It is killed a moment after some of them have pressed, so that what was on its way is hit however slow the machine.
    """
    over = threading.Event()

    def go(name: int) -> None:
        number = 0
        while not over.is_set():
            number += 1
            try:
                tell(served.port, f"Words {name}-{number} that must not be lost.", ledger)
            except (*BROKE, SystemExit) as why:
                ledger.odd.append(str(why))

    together = [threading.Thread(target=go, args=(name,)) for name in range(VISITORS)]
    for one in together:
        one.start()
    longest = 0.0
    for _ in range(kills):
        wanted, until = len(ledger.pressed) + random.randint(1, VISITORS), time.monotonic() + PATIENCE
        while len(ledger.pressed) < wanted and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(random.uniform(0, A_MOMENT))
        served.kill()
        longest = max(longest, served.begin())
    over.set()
    for one in together:
        one.join()
    return longest


def on_record() -> Counter[str]:
    """How often each of the words stands on record."""
    from heard.representations.models import Representation

    return Counter(Representation.objects.filter(words__startswith="Words ").values_list("words", flat=True))


def half_written() -> list[str]:
    """The cases of which a part is missing, by reference, and the sendings without a case."""
    from heard.ledger.models import Entry, Submission
    from heard.representations.models import Representation

    cases = Representation.objects.filter(words__startswith="Words ")
    found = [case.reference for part in PARTS for case in cases.filter(**{part: None})]
    for act in ("receive", "keep_telling", "acknowledge"):
        noted = set(Entry.objects.filter(act=act).values_list("reference", flat=True))
        found += [case.reference for case in cases if case.reference not in noted]
    sent = set(Submission.objects.values_list("reference", flat=True))
    return found + list(sent ^ {case.reference for case in cases})


def codes_that_fail(port: int, ledger: Ledger) -> list[str]:
    """The acknowledged words whose code was not shown or does not open them."""
    return [
        words
        for words, code in ledger.codes.items()
        if not code or words not in Visitor(port).come_back(code)[1]
    ]


def told(ledger: Ledger, port: int) -> dict[str, int]:
    """What became of it all, once the server stands again."""
    from heard.casework.audit import verify

    there, verdict = on_record(), verify()
    return {
        "acknowledged": len(ledger.acknowledged),
        "broken off and pressed again": len(set(ledger.broken)),
        "acknowledged and not on record": sum(1 for one in ledger.acknowledged if not there[one]),
        "on record twice": sum(1 for number in there.values() if number > 1),
        "on record in part": len(half_written()),
        "answered in another way": len(ledger.odd),
        "codes that do not open their words": len(codes_that_fail(port, ledger)),
        "faults found by audit verify": 0 if verdict.whole else 1,
    }


def main() -> int:
    """Make an installation, kill its server, and count. Ends with 1 where it did not go as it has to."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--too-early", action="store_true")
    given = asked.parse_args()
    with installation(20 * given.kills + 40, slow=False) as database:
        served, ledger = Served(TOO_EARLY if given.too_early else PAGES), Ledger()
        served.begin()
        try:
            longest = killed(served, given.kills, ledger)
            time.sleep(A_WHILE)  # What the control keeps late is kept by now, or lost.
            found = told(ledger, served.port)
        finally:
            served.kill()
    print(
        f"{database}: {given.kills} kills with {VISITORS} visitors, answering again after {longest:.1f} s at most."
    )
    for what, number in found.items():
        print(f"  {what}: {number}", flush=True)
    lost, *wrong = list(found.values())[2:]
    return int(not lost) if given.too_early else int(bool(lost or any(wrong)))


if __name__ == "__main__":
    sys.exit(main())
