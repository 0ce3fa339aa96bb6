"""One case, or one piece of the night’s work, that fails does not stop the rest of it: it is named as a fault."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from heard.casework.jobs import NOT_THE_JOBS
from heard.casework.nightly_rechecking import Fault
from heard.representations.models import Representation

log = logging.getLogger(__name__)
T = TypeVar("T")
WHAT = "failed"


def one_by_one(
    some: Sequence[Representation], look: Callable[[Sequence[Representation]], list[T]], faults: list[Fault]
) -> list[T]:
    """Look at some cases at once and, where that fails, at each by itself; the one that it failed on is a fault."""
    try:
        return look(some)
    except NOT_THE_JOBS:
        raise
    except Exception as why:
        if len(some) > 1:
            return [one for case in some for one in one_by_one([case], look, faults)]
        reference, error = some[0].reference, type(why).__name__
        log.error("%s could not be looked at tonight (%s).", reference, error)
        faults.append(
            Fault(
                reference,
                WHAT,
                f"{reference} could not be looked at tonight ({error}); every other case was. Look at its days "
                "yourself, and tell whoever looks after the system.",
            )
        )
        return []


def all_of(name: str, do: Callable[[], Iterable[T]], faults: list[Fault]) -> list[T]:
    """What one piece of the night's work found; nothing where it fails."""
    nothing: list[T] = []
    return going_on(name, lambda: list(do()), nothing, faults)


def going_on(name: str, do: Callable[[], T], failed: T, faults: list[Fault]) -> T:
    """Do one piece of the night's work; where it fails the next is done all the same."""
    try:
        return do()
    except NOT_THE_JOBS:
        raise
    except Exception as why:
        error = type(why).__name__
        log.error("The night could not %s (%s).", name, error)
        faults.append(
            Fault("", WHAT, f"The night could not {name} ({error}). Tell whoever looks after the system.")
        )
        return failed
