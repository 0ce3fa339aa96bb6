"""Plain patterns of small failures that recur: not called back, an e-mail unanswered, a worker who changed again."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "theme_patterns.toml"
LONGEST_READ = 20_000


@dataclass(frozen=True, slots=True)
class Pattern:
    """One small failure: its code, its name and words for people, and how people say it."""

    code: str
    name: str
    words: str
    said: re.Pattern[str]


@cache
def patterns() -> tuple[Pattern, ...]:
    """The starting set, in its order."""
    rows = tomllib.loads(FILE.read_text("utf-8"))
    return tuple(
        Pattern(
            code, row["name"], row["words"], re.compile("|".join(f"(?:{one})" for one in row["any"]), re.I)
        )
        for code, row in rows.items()
    )


def pattern_of(code: str) -> Pattern | None:
    """The pattern of a code, if there is one."""
    return next((one for one in patterns() if one.code == code), None)


def codes_in(text: str) -> tuple[str, ...]:
    """The codes of whatever a text complains of, by the patterns."""
    plain = re.sub(r"\s+", " ", text[:LONGEST_READ])
    return tuple(one.code for one in patterns() if one.said.search(plain))
