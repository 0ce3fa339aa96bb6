"""The table of who may do what as a page of the manual: drawn from the code, and held equal to it by a test."""

from __future__ import annotations

from collections.abc import Iterator

from heard.casework.access_levels import PARTS
from heard.casework.permissions import TABLE, AnyAct, ChartAct, Level, Right, Role

BEGINS, ENDS = "<!-- drawn from the code: begins -->", "<!-- drawn from the code: ends -->"


def told() -> str:
    """Every role with its acts by reach and level, and every part of a case by level, as the manual prints them."""
    return "\n".join([BEGINS, "", *_parts(), *(line for role in Role for line in _of_role(role)), ENDS, ""])


def _parts() -> Iterator[str]:
    yield from ("## What stands at each level", "", "| level | what | parts of a case |", "|---|---|---|")
    for level in Level:
        named = ", ".join(part.replace("_", " ") for part, needed in PARTS.items() if needed is level)
        yield f"| {int(level)} | {level.words} | {named or 'none'} |"
    yield ""


def _of_role(role: Role) -> Iterator[str]:
    grouped: dict[tuple[str, int], list[str]] = {}
    for act, right in TABLE[role].items():
        grouped.setdefault((right.scope.value, int(right.level)), []).append(_act(act, right))
    yield from (f"## {role.label}", "", "| reaches | level | may |", "|---|---|---|")
    for (reach, level), acts in sorted(grouped.items()):
        yield f"| {reach} | {level} | {', '.join(sorted(acts))} |"
    yield ""


def _act(act: AnyAct, right: Right) -> str:
    words = act.words if isinstance(act, ChartAct) else act.value
    return f"{words}{' ²' if right.second else ''}{' ᶠ' if right.fresh else ''}"
