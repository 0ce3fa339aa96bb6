"""What charts are drawn with: text, lines, shapes and places, as SVG that needs no script, style sheet or colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

NARROW = 290  # pixels left for a chart on a phone 320 wide
LETTER = 7.8  # pixels of one letter at 14
INK, LAST, PAPER_LINE, TEXT = "#2b4c7e", "#16294a", "#6b7280", "#0b0c0c"
PLOT = 180  # pixels of height between the base line and the tallest value
TOP = 26


@dataclass(frozen=True, slots=True)
class Slots:
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
        return [text_at(text, f"{self.centre(i):.2f}%", self.base + 18 + 18 * level, anchor="middle")]


def slots_for(labels: Sequence[str], above: float = 0, values: Sequence[str] = ()) -> Slots:
    """Places for columns under these labels, with so much room kept above the plot."""
    return Slots(len(labels), widest(labels), TOP + PLOT + above, widest(values))


def widest(words: Sequence[str]) -> float:
    """The pixels of the widest of these words."""
    return max((len(word) for word in words), default=0) * LETTER


def round_up(value: float) -> float:
    """The first of 1, 2, 5, 10, 20… that is not below the value."""
    if value <= 0:
        return 1
    power = 10.0 ** floor(log10(value))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= value)


def plainly(value: float | None) -> str:
    """A value as it is written on a chart."""
    if value is None:
        return "no value"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def drawing(title: str, told: str, unit: str, name: str, height: float, parts: Sequence[str]) -> str:
    """The whole drawing, with its title and the description that says every value."""
    heading = f"{title} ({unit})" if unit else title
    own = escape(name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{height:.0f}" role="img" '
        f'aria-labelledby="{own}-title {own}-desc" font-family="Helvetica Neue, Helvetica, Arial, sans-serif" '
        f'font-size="14" fill="{TEXT}"><title id="{own}-title">{escape(heading)}</title>'
        f'<desc id="{own}-desc">{escape(told)}</desc>{"".join(parts)}</svg>'
    )


def text_at(text: str, x: str, y: float, *, anchor: str = "start", more: str = "") -> str:
    """Words at a place; `anchor` says which part of them stands there."""
    place = f' text-anchor="{anchor}"' if anchor != "start" else ""
    halo = (
        ' stroke="#fff" stroke-width="4" paint-order="stroke"'  # so that a line behind does not strike it out
    )
    return f'<text x="{x}" y="{y:.1f}"{place}{halo}{more}>{escape(text)}</text>'


def rectangle(x: str, y: float, width: str, height: float, last: bool = False) -> str:
    """A bar or a column; the last one of a series is darker."""
    ink, kind = (LAST, "last") if last else (INK, "shape")
    return f'<rect x="{x}" y="{y:.1f}" width="{width}" height="{height:.1f}" fill="{ink}" data-ink="{kind}"/>'


def line_from(x1: str, y1: float, x2: str, y2: float, ink: str, dashes: str = "", width: float = 1) -> str:
    """A line from one place to another."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{x1}" y1="{y1:.1f}" x2="{x2}" y2="{y2:.1f}" stroke="{ink}" stroke-width="{width:g}"{dashed} '
        'data-ink="line"/>'
    )


def mark_at(x: str, y: float, ink: str, path: str) -> str:
    """A mark at a place, told apart by its shape."""
    return (
        f'<svg x="{x}" y="{y:.1f}" overflow="visible"><path d="{path}" fill="{ink}" data-ink="mark"/></svg>'
    )


def grid(top: float, above: float) -> list[str]:
    """The base line, and lines at half and the whole of the height with their values."""
    parts = []
    for share in (0, 0.5, 1):
        y = TOP + above + PLOT * (1 - share)
        parts += [line_from("0", y, "100%", y, PAPER_LINE, "" if share == 0 else "1 3")]
        parts += [text_at(plainly(top * share), "0", y - 4)] if share else []
    return parts
