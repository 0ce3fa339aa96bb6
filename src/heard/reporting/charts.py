"""Charts drawn as text: SVG that needs no script, no style sheet and no colour to be read.

Horizontal places are percentages and type keeps its size, so a chart is as readable at 320 pixels as on a wall.
Each says every value in its description; the table with the same numbers stands beside it on the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from textwrap import wrap

from heard.reporting.charts_drawing import (
    LETTER,
    NARROW,
    PAPER_LINE,
    PLOT,
    TEXT,
    TOP,
    Slots,
    drawing,
    grid,
    line_from,
    mark_at,
    plainly,
    rectangle,
    round_up,
    slots_for,
    text_at,
)

__all__ = ["NARROW", "bar_chart", "column_chart", "line_chart"]

MARKS = (  # each series is told apart by the shape of its points and the dashes of its line, then by colour
    ("#2b4c7e", "", "M0-5a5 5 0 1 0 0 10A5 5 0 0 0 0-5z"),
    ("#a2402b", "9 4", "M-5-5h10v10h-10z"),
    ("#3f6b2e", "2 4", "M0-7l7 7-7 7-7-7z"),
    ("#5b4a8a", "12 3 2 3", "M0-6l7 12h-14z"),
)

Bar = tuple[str, float, str]


def bar_chart(title: str, finding: str, rows: Sequence[Bar], *, unit: str, name: str = "chart") -> str:
    """Bars lying down, for kinds of thing: (label, value, value as printed) each.

    `unit` says what is counted; `name` makes the ids of this chart its own on the page.
    Raises ValueError for a value below nought.
    """
    most = _most(rows)
    room = max(0.4, 1 - (max((len(printed) for *_, printed in rows), default=0) + 2) * LETTER / NARROW)
    parts: list[str] = []
    y = 0
    for label, value, printed in rows:
        lines = wrap(label, int(NARROW / LETTER)) or [""]
        parts += [text_at(line, "0", y + 16 + 18 * i) for i, line in enumerate(lines)]
        y += 18 * len(lines) + 6
        width = value / most * room * 100
        parts.append(rectangle("0", y, f"{width:.2f}%", 18))
        parts.append(text_at(printed, f"{width:.2f}%", y + 14, more=' dx="6"'))
        y += 30
    return drawing(title, _told(finding, rows), unit, name, y, parts)


def column_chart(
    title: str,
    finding: str,
    rows: Sequence[Bar],
    *,
    unit: str,
    name: str = "chart",
    target: tuple[float, str] | None = None,
) -> str:
    """Columns by year or quarter, the last one darker: (label, value, value as printed) each.

    `target` is (value, words): a dashed line across. Values that would run into each other are left to the
    description and the table. Raises ValueError for a value below nought.
    """
    most = max(_most(rows), target[0] if target else 0)
    above = 20 if target else 0  # the target's words have a line of their own
    slots = slots_for([label for label, *_ in rows], above, [printed for *_, printed in rows])
    every = max(1, ceil(slots.widest_value / slots.width))
    columns: list[str] = []
    words: list[str] = []
    for i, (label, value, printed) in enumerate(rows):
        last = i == len(rows) - 1
        height = value / most * PLOT
        left, width = slots.left(i) + slots.share * 0.15, slots.share * 0.7
        columns.append(rectangle(f"{left:.2f}%", slots.base - height, f"{width:.2f}%", height, last))
        if (len(rows) - 1 - i) % every == 0:
            words.append(
                text_at(printed, f"{slots.centre(i):.2f}%", slots.base - height - 6, anchor="middle")
            )
        words += slots.label(i, label)
    columns.append(line_from("0", slots.base, "100%", slots.base, PAPER_LINE))
    parts = columns + _target(target, most, slots.base) + words
    told = _told(finding, rows) + (f" Target: {target[1]}." if target else "")
    return drawing(title, told, unit, name, slots.bottom, parts)


def line_chart(
    title: str,
    finding: str,
    labels: Sequence[str],
    series: Mapping[str, Sequence[float | None]],
    *,
    unit: str = "",
    name: str = "chart",
) -> str:
    """Lines over several years: for each name a value (or None where there is none) for each label.

    A gap is left where a value is missing. Raises ValueError for more than four lines, or a line whose values
    do not match the labels.
    """
    _check(labels, series)
    top = round_up(max((v for line in series.values() for v in line if v is not None), default=0))
    keys, key_height = _keys(series)
    slots = slots_for(labels, key_height)
    parts = keys + grid(top, key_height)
    for mark, values in zip(MARKS, series.values(), strict=False):
        parts += _one_line(mark, values, slots, top, key_height)
    for i, label in enumerate(labels):
        parts += slots.label(i, label)
    return drawing(title, _told_lines(finding, labels, series), unit, name, slots.bottom, parts)


def _most(rows: Sequence[Bar]) -> float:
    below = next((label for label, value, _ in rows if value < 0), None)
    if below is not None:
        raise ValueError(f"A bar cannot show less than nought: look at “{below}”, or draw a line instead.")
    return max((value for _, value, _ in rows), default=0) or 1


def _check(labels: Sequence[str], series: Mapping[str, Sequence[float | None]]) -> None:
    if len(series) > len(MARKS):
        raise ValueError(f"{len(series)} lines cannot be told apart: draw at most {len(MARKS)} on one chart.")
    for line, values in series.items():
        if len(values) != len(labels):
            raise ValueError(
                f"“{line}” has {len(values)} values for {len(labels)} labels: give None for a gap."
            )


def _told(finding: str, rows: Sequence[Bar]) -> str:
    return f"{finding} " + "; ".join(f"{label}: {printed}" for label, _, printed in rows) + "."


def _told_lines(finding: str, labels: Sequence[str], series: Mapping[str, Sequence[float | None]]) -> str:
    lines = (
        f"{line}: " + ", ".join(f"{x} {plainly(v)}" for x, v in zip(labels, values, strict=True))
        for line, values in series.items()
    )
    return f"{finding} " + "; ".join(lines) + "."


def _target(target: tuple[float, str] | None, most: float, base: float) -> list[str]:
    if target is None:
        return []
    y = base - target[0] / most * PLOT
    return [line_from("0", y, "100%", y, TEXT, "6 4"), text_at(f"Target: {target[1]}", "0", 14)]


def _keys(series: Mapping[str, Sequence[float | None]]) -> tuple[list[str], float]:
    """What each line is, with its first and last value, above the plot; and how much height that took."""
    parts: list[str] = []
    y = 10.0
    for (ink, dashes, path), (label, values) in zip(MARKS, series.items(), strict=False):
        known = [v for v in values if v is not None]
        ends = f"{plainly(known[0])} to {plainly(known[-1])}" if known else "no values"
        lines = wrap(f"{label}: {ends}", int((NARROW - 42) / LETTER))
        parts += [line_from("0", y, "34", y, ink, dashes, 2), mark_at("17", y, ink, path)]
        parts += [text_at(line, "42", y + 5 + 18 * i) for i, line in enumerate(lines)]
        y += 18 * len(lines) + 6
    return parts, y


def _one_line(
    mark: tuple[str, str, str], values: Sequence[float | None], slots: Slots, top: float, above: float
) -> list[str]:
    ink, dashes, path = mark
    places = [
        None if v is None else (f"{slots.centre(i):.2f}%", TOP + above + PLOT * (1 - v / top))
        for i, v in enumerate(values)
    ]
    joined = [(a, b) for a, b in zip(places, places[1:], strict=False) if a and b]
    drawn = [line_from(a[0], a[1], b[0], b[1], ink, dashes, 2) for a, b in joined]
    return drawn + [mark_at(p[0], p[1], ink, path) for p in places if p]
