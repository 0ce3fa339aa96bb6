"""From tables to the frames of compliments, of words released for the report, and of themes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from heard.casework.looking_at_report_words import released_words
from heard.casework.themes_counted import themed_cases

Cases = Mapping[int, dict[str, Any]]
Columns = Callable[..., Any]


def compliments(cases: Cases, columns: Columns) -> Any:
    """Each compliment, on the day it came."""
    return columns(
        (
            {
                "started_on": case["received_on"],
                **{name: case[name] for name in ("ref", "service", "team", "complainant", "channel")},
            }
            for case in cases.values()
            if case["kind_code"] == "compliment"
        ),
        "compliments",
    )


def report_words(columns: Columns) -> Any:
    """Words as they were released, and no others."""
    return columns(
        (
            {
                "ref": one.reference,
                "started_on": one.received_on,
                "use": one.use,
                "printed": one.words,
                "service": one.service or None,
            }
            for use in ("line", "quote")
            for one in released_words(use)
        ),
        "report_words",
    )


def themed(cases: Cases, columns: Columns) -> Any:
    """Each case that a person put into a theme."""
    return columns(
        (
            {
                "started_on": cases[one.case]["received_on"],
                "theme": one.theme,
                "upheld": None if one.upheld is None else int(one.upheld),
                **{name: cases[one.case][name] for name in ("ref", "kind", "kind_code", "service", "team")},
            }
            for one in themed_cases()
        ),
        "themed",
    )
