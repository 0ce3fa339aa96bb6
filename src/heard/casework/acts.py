"""What the acts of the office do to a representation's state: the only place where it is worked out."""

from __future__ import annotations

from collections.abc import Iterable

from heard.casework.history import HistoryStage


def state_from_history(kind: str, stages: Iterable[HistoryStage]) -> str:
    """Where a past case stands: open while its last stage has no answer, else closed or withdrawn."""
    ordered = sorted(stages, key=lambda one: (one.started_on, one.stage))
    if not ordered:
        return "closed" if kind in ("compliment", "comment", "suggestion") else "open"
    last = ordered[-1]
    if last.withdrawn_on:
        return "withdrawn"
    return "closed" if last.answered_on else "open"
