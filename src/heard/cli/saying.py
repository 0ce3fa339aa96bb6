"""How the command line says things: to a person in sentences, to a program in JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any


class Refusal(Exception):
    """The command was understood and refused (exit 1), or was wrong usage (exit 2). Reasons are sentences."""

    def __init__(self, reasons: Sequence[str], *, usage: bool = False, **facts: Any) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = tuple(reasons)
        self.exit_code = 2 if usage else 1
        self.facts = facts


def say_refusal(why: Refusal, *, as_json: bool) -> int:
    """Print why not, and give the exit code."""
    if as_json:
        say_json({"done": False, "reasons": list(why.reasons), **why.facts})
    else:
        for reason in why.reasons:
            print(reason, file=sys.stderr)
    return why.exit_code


def say_json(facts: Any) -> None:
    """Print one JSON value."""
    print(json.dumps(facts, default=_plain, ensure_ascii=False, indent=2))


def _plain(value: object) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    raise TypeError(f"{type(value).__name__} cannot be said in JSON")


def in_words(day: date) -> str:
    """A day as pages print it: Friday 4 December 2026."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def columns(rows: Sequence[Sequence[str]], headings: Sequence[str]) -> str:
    """Rows set out in columns under their headings."""
    table = [list(headings), *[[str(cell) for cell in row] for row in rows]]
    widths = [max(len(row[place]) for row in table) for place in range(len(headings))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)
