"""Commands of which one at a time is enough, however many nodes have the same timer."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import wraps

from heard.cli.running import open_database
from heard.cli.saying import say_json

Run = Callable[[argparse.Namespace], int]


def one_at_a_time(work: str) -> Callable[[Run], Run]:
    """Do it unless another node, or another process here, is at it now: then say so and end well."""

    def told(run: Run) -> Run:
        @wraps(run)
        def only_once(given: argparse.Namespace) -> int:
            open_database()
            from heard.casework.alone import alone

            with alone(work) as mine:
                if mine:
                    return run(given)
            if given.json:
                say_json({"done": False, "at_it_elsewhere": True})
            else:
                print("This is being done elsewhere just now, so nothing was done here.")
            return 0

        return only_once

    return told
