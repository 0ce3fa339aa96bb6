"""Charts drawn as text: SVG that needs no script, no style sheet and no colour to be read.

Horizontal places are percentages and type keeps its size, so a chart is as readable at 320 pixels as on a wall.
Each says every value in its description; the table with the same numbers stands beside it on the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from textwrap import wrap

NARROW = 290  # pixels left for a chart on a phone 320 wide
LETTER = 7.8  # pixels of one letter at 14
INK, LAST, PAPER_LINE, TEXT = "#2b4c7e", "#16294a", "#6b7280", "#0b0c0c"
PLOT = 180  # pixels of height between the base line and the tallest value
TOP = 26
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
        parts += [_text(line, "0", y + 16 + 18 * i) for i, line in enumerate(lines)]
        y += 18 * len(lines) + 6
        width = value / most * room * 100
        parts.append(_rect("0", y, f"{width:.2f}%", 18))
        parts.append(_text(printed, f"{width:.2f}%", y + 14, more=' dx="6"'))
        y += 30
    return _svg(title, _told(finding, rows), unit, name, y, parts)


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
    slots = _slots([label for label, *_ in rows], above, [printed for *_, printed in rows])
    every = max(1, ceil(slots.widest_value / slots.width))
    columns: list[str] = []
    words: list[str] = []
    for i, (label, value, printed) in enumerate(rows):
        last = i == len(rows) - 1
        height = value / most * PLOT
        left, width = slots.left(i) + slots.share * 0.15, slots.share * 0.7
        columns.append(_rect(f"{left:.2f}%", slots.base - height, f"{width:.2f}%", height, last))
        if (len(rows) - 1 - i) % every == 0:
            words.append(_text(printed, f"{slots.centre(i):.2f}%", slots.base - height - 6, anchor="middle"))
        words += slots.label(i, label)
    columns.append(_line("0", slots.base, "100%", slots.base, PAPER_LINE))
    parts = columns + _target(target, most, slots.base) + words
    told = _told(finding, rows) + (f" Target: {target[1]}." if target else "")
    return _svg(title, told, unit, name, slots.bottom, parts)


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
    top = _round_up(max((v for line in series.values() for v in line if v is not None), default=0))
    keys, key_height = _keys(series)
    slots = _slots(labels, key_height)
    parts = keys + _grid(top, key_height)
    for mark, values in zip(MARKS, series.values(), strict=False):
        parts += _one_line(mark, values, slots, top, key_height)
    for i, label in enumerate(labels):
        parts += slots.label(i, label)
    return _svg(title, _told_lines(finding, labels, series), unit, name, slots.bottom, parts)


@dataclass(frozen=True, slots=True)
class _Slots:
    """Where columns and their labels stand, and on how many levels the labels step down to fit a phone."""

    count: int
    widest: float
    base: float
    widest_value: float = 0

    @property
    def margin(self) -> float:
        """Per cent kept free at each side, so that the first and last label are not cut."""
        if self.count < 2:
            return 0
        wanted = 50 * max(self.widest, self.widest_value) / NARROW - 50 / self.count
        return max(0.0, wanted / (1 - 1 / self.count))

    @property
    def share(self) -> float:
        """Per cent of the width that one column has."""
        return (100 - 2 * self.margin) / max(self.count, 1)

    @property
    def width(self) -> float:
        """Pixels one column has on a phone."""
        return NARROW * self.share / 100

    @property
    def rows(self) -> int:
        """How many levels it would take to write every label."""
        return ceil((self.widest + 8) / self.width)

    @property
    def levels(self) -> int:
        """How many levels are used; beyond three, labels are left out."""
        return min(3, max(1, self.rows))

    @property
    def bottom(self) -> float:
        """The height of the whole drawing."""
        return self.base + 8 + 18 * self.levels

    def left(self, i: int) -> float:
        """Where column i begins, in per cent."""
        return self.margin + self.share * i

    def centre(self, i: int) -> float:
        """The middle of column i, in per cent."""
        return self.left(i) + self.share / 2

    def label(self, i: int, text: str) -> list[str]:
        """The label under column i, or nothing where there is no room for it."""
        back = self.count - 1 - i
        step = ceil(self.rows / 3)
        if back % step:
            return []
        level = back // step % self.levels
        return [_text(text, f"{self.centre(i):.2f}%", self.base + 18 + 18 * level, anchor="middle")]


def _slots(labels: Sequence[str], above: float = 0, values: Sequence[str] = ()) -> _Slots:
    return _Slots(len(labels), _widest(labels), TOP + PLOT + above, _widest(values))


def _widest(words: Sequence[str]) -> float:
    return max((len(word) for word in words), default=0) * LETTER


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


def _round_up(value: float) -> float:
    """The first of 1, 2, 5, 10, 20… that is not below the value."""
    if value <= 0:
        return 1
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)


def _plain(value: float | None) -> str:
    if value is None:
        return "no value"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _told(finding: str, rows: Sequence[Bar]) -> str:
    return f"{finding} " + "; ".join(f"{label}: {printed}" for label, _, printed in rows) + "."


def _told_lines(finding: str, labels: Sequence[str], series: Mapping[str, Sequence[float | None]]) -> str:
    lines = (
        f"{line}: " + ", ".join(f"{x} {_plain(v)}" for x, v in zip(labels, values, strict=True))
        for line, values in series.items()
    )
    return f"{finding} " + "; ".join(lines) + "."


def _svg(title: str, told: str, unit: str, name: str, height: float, parts: Sequence[str]) -> str:
    heading = f"{title} ({unit})" if unit else title
    own = escape(name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{height:.0f}" role="img" '
        f'aria-labelledby="{own}-title {own}-desc" font-family="Helvetica Neue, Helvetica, Arial, sans-serif" '
        f'font-size="14" fill="{TEXT}"><title id="{own}-title">{escape(heading)}</title>'
        f'<desc id="{own}-desc">{escape(told)}</desc>{"".join(parts)}</svg>'
    )


def _text(text: str, x: str, y: float, *, anchor: str = "start", more: str = "") -> str:
    place = f' text-anchor="{anchor}"' if anchor != "start" else ""
    halo = (
        ' stroke="#fff" stroke-width="4" paint-order="stroke"'  # so that a line behind does not strike it out
    )
    return f'<text x="{x}" y="{y:.1f}"{place}{halo}{more}>{escape(text)}</text>'


def _rect(x: str, y: float, width: str, height: float, last: bool = False) -> str:
    ink, kind = (LAST, "last") if last else (INK, "shape")
    return f'<rect x="{x}" y="{y:.1f}" width="{width}" height="{height:.1f}" fill="{ink}" data-ink="{kind}"/>'


def _line(x1: str, y1: float, x2: str, y2: float, ink: str, dashes: str = "", width: float = 1) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{x1}" y1="{y1:.1f}" x2="{x2}" y2="{y2:.1f}" stroke="{ink}" stroke-width="{width:g}"{dashed} '
        'data-ink="line"/>'
    )


def _mark(x: str, y: float, ink: str, path: str) -> str:
    return (
        f'<svg x="{x}" y="{y:.1f}" overflow="visible"><path d="{path}" fill="{ink}" data-ink="mark"/></svg>'
    )


def _target(target: tuple[float, str] | None, most: float, base: float) -> list[str]:
    if target is None:
        return []
    y = base - target[0] / most * PLOT
    return [_line("0", y, "100%", y, TEXT, "6 4"), _text(f"Target: {target[1]}", "0", 14)]


def _grid(top: float, above: float) -> list[str]:
    parts = []
    for share in (0, 0.5, 1):
        y = TOP + above + PLOT * (1 - share)
        parts += [_line("0", y, "100%", y, PAPER_LINE, "" if share == 0 else "1 3")]
        parts += [_text(_plain(top * share), "0", y - 4)] if share else []
    return parts


def _keys(series: Mapping[str, Sequence[float | None]]) -> tuple[list[str], float]:
    """What each line is, with its first and last value, above the plot; and how much height that took."""
    parts: list[str] = []
    y = 10.0
    for (ink, dashes, path), (label, values) in zip(MARKS, series.items(), strict=False):
        known = [v for v in values if v is not None]
        ends = f"{_plain(known[0])} to {_plain(known[-1])}" if known else "no values"
        lines = wrap(f"{label}: {ends}", int((NARROW - 42) / LETTER))
        parts += [_line("0", y, "34", y, ink, dashes, 2), _mark("17", y, ink, path)]
        parts += [_text(line, "42", y + 5 + 18 * i) for i, line in enumerate(lines)]
        y += 18 * len(lines) + 6
    return parts, y


def _one_line(
    mark: tuple[str, str, str], values: Sequence[float | None], slots: _Slots, top: float, above: float
) -> list[str]:
    ink, dashes, path = mark
    places = [
        None if v is None else (f"{slots.centre(i):.2f}%", TOP + above + PLOT * (1 - v / top))
        for i, v in enumerate(values)
    ]
    joined = [(a, b) for a, b in zip(places, places[1:], strict=False) if a and b]
    drawn = [_line(a[0], a[1], b[0], b[1], ink, dashes, 2) for a, b in joined]
    return drawn + [_mark(p[0], p[1], ink, path) for p in places if p]
