"""Press the last button of one form again and again at once: it is on record once, and every press shows its one code.

    ./drills door-twice [--presses 500] [--forgetful]

With `--forgetful` the pages do not know the form again: the control, which has to put it on record more than once.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor

from visitors import PAGES, Served, Visitor, installation

AT_ONCE = 25
FORGETFUL = "door_controls:forgetful()"
WORDS = "Pressed again and again."


def pressed(port: int, presses: int) -> tuple[int, set[str]]:
    """Press so often from browsers that hold the same cookies. How many were acknowledged, and the codes shown."""
    first = Visitor(port)
    token = first.answer_all(WORDS)

    def press(_: int) -> tuple[bool, str]:
        visitor = Visitor(port)
        visitor.cookies.load("; ".join(f"{name}={one.value}" for name, one in first.cookies.items()))
        return visitor.press_send(token), visitor.code()

    with ThreadPoolExecutor(AT_ONCE) as hands:
        answers = list(hands.map(press, range(presses)))
    return sum(acknowledged for acknowledged, _ in answers), {code for _, code in answers}


def main() -> int:
    """Press, and count. Ends with 1 where it did not go as it has to."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--presses", type=int, default=500)
    asked.add_argument("--forgetful", action="store_true")
    given = asked.parse_args()
    with installation(AT_ONCE, slow=False) as database:
        from heard.representations.models import Representation

        served = Served(FORGETFUL if given.forgetful else PAGES)
        served.begin()
        try:
            acknowledged, codes = pressed(served.port, given.presses)
        finally:
            served.kill()
        there = Representation.objects.filter(words=WORDS).count()
    print(f"{database}: {given.presses} presses, {AT_ONCE} at a time, {acknowledged} acknowledged.")
    print(f"  on record: {there}\n  codes shown: {len(codes)}", flush=True)
    once = there == 1 and len(codes) == 1 and acknowledged == given.presses
    return int(once if given.forgetful else not once)


if __name__ == "__main__":
    sys.exit(main())
