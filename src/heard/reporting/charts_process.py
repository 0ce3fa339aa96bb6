"""A monthly series as a process chart: what chance gives as a band, what stands out by shape, events by a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from string import ascii_uppercase
from textwrap import wrap

from heard.figures.process_charts import ProcessChart
from heard.reporting.charts_drawing import (
    INK,
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
    round_up,
    slots_for,
    text_at,
)

COUNTED = "M0-4a4 4 0 1 0 0 8A4 4 0 0 0 0-4z"
STANDS_OUT = "M0-8l8 8-8 8-8-8z"
OUT = "#a2402b"
LINE_HEIGHT = 20

Event = tuple[int, str]


def process_drawing(
    title: str,
    finding: str,
    labels: Sequence[str],
    chart: ProcessChart,
    *,
    events: Sequence[Event] = (),
    unit: str = "",
    name: str = "chart",
) -> str:
    """The series as a line, the middle and the limits of chance behind it, and each event where it happened.

    `events` are (place among the labels, words) each. Raises ValueError where labels and counts do not match.
    """
    if len(labels) != len(chart.counts):
        raise ValueError(f"There are {len(labels)} labels for {len(chart.counts)} counts: give one for each.")
    keys, above = _keys(chart, events)
    highest = max([*chart.counts, *(one for one in chart.upper if one is not None)], default=0)
    plot = _Plot(slots_for(labels, above), round_up(highest), above)
    parts = [*keys, *grid(plot.top, above), *plot.band(chart), *plot.events(events), *plot.series(chart)]
    for place, label in enumerate(labels):
        parts += plot.slots.label(place, label)
    told = _told(finding, labels, chart, events)
    return drawing(title, told, unit, name, plot.slots.bottom, parts)


class _Plot:
    """Where everything stands."""

    def __init__(self, slots: Slots, top: float, above: float) -> None:
        self.slots, self.top, self.above = slots, top, above

    def x(self, place: int) -> str:
        return f"{self.slots.centre(place):.2f}%"

    def y(self, value: float) -> float:
        return TOP + self.above + PLOT * (1 - value / self.top)

    def band(self, chart: ProcessChart) -> Iterator[str]:
        """The middle, whole, and the limits, broken: each as long as it stays at one height."""
        for values, dashes in ((chart.centre, ""), (chart.upper, "3 4"), (chart.lower, "3 4")):
            for value, run in groupby(enumerate(values), key=lambda one: one[1]):
                places = [place for place, _ in run]
                if value is not None:
                    left = f"{self.slots.left(places[0]):.2f}%"
                    right = f"{self.slots.left(places[-1] + 1):.2f}%"
                    yield line_from(left, self.y(value), right, self.y(value), PAPER_LINE, dashes)

    def series(self, chart: ProcessChart) -> Iterator[str]:
        out = {one.at for one in chart.signals if not one.is_run}
        for (place, one), (after, other) in pairwise(enumerate(chart.counts)):
            yield line_from(self.x(place), self.y(one), self.x(after), self.y(other), INK, width=2)
        for place, one in enumerate(chart.counts):
            stands_out = place in out
            yield mark_at(
                self.x(place), self.y(one), OUT if stands_out else INK, STANDS_OUT if stands_out else COUNTED
            )
            if stands_out or place == len(chart.counts) - 1:
                yield text_at(plainly(one), self.x(place), self.y(one) - 12, anchor="middle")

    def events(self, events: Sequence[Event]) -> Iterator[str]:
        for letter, (place, _) in zip(ascii_uppercase, events, strict=False):
            at = f"{self.slots.left(place):.2f}%"
            yield line_from(at, TOP + self.above - 4, at, self.slots.base, TEXT, "1 4")
            yield text_at(letter, at, TOP + self.above - 8, anchor="middle")


def _keys(chart: ProcessChart, events: Sequence[Event]) -> tuple[list[str], float]:
    """What each line, mark and letter means, above the plot, and how much height that takes."""
    parts: list[str] = []
    y = 10.0
    for words, drawn in _meanings(chart, events):
        lines = wrap(words, int((NARROW - 42) / LETTER)) or [""]
        parts += drawn(y)
        parts += [text_at(line, "42", y + 5 + 18 * place) for place, line in enumerate(lines)]
        y += 18 * len(lines) + 6
    return parts, y + LINE_HEIGHT


def _meanings(chart: ProcessChart, events: Sequence[Event]) -> Iterator[tuple[str, _Drawn]]:
    yield "Counted each month", _Drawn(INK, "", COUNTED, 2)
    if any(one is not None for one in chart.centre):
        yield "The middle", _Drawn(PAPER_LINE, "", "")
        yield "What chance gives: between these", _Drawn(PAPER_LINE, "3 4", "")
    if any(not one.is_run for one in chart.signals):
        yield "Stands out", _Drawn(OUT, None, STANDS_OUT)
    for letter, (_, words) in zip(ascii_uppercase, events, strict=False):
        yield words, _Drawn(TEXT, None, "", letter=letter)


class _Drawn:
    """How one key is drawn: a line, a mark or a letter."""

    def __init__(self, ink: str, dashes: str | None, path: str, width: float = 1, letter: str = "") -> None:
        self.ink, self.dashes, self.path, self.width, self.letter = ink, dashes, path, width, letter

    def __call__(self, y: float) -> list[str]:
        line = [] if self.dashes is None else [line_from("0", y, "34", y, self.ink, self.dashes, self.width)]
        mark = [mark_at("17", y, self.ink, self.path)] if self.path else []
        return line + mark + ([text_at(self.letter, "17", y + 5, anchor="middle")] if self.letter else [])


def _told(finding: str, labels: Sequence[str], chart: ProcessChart, events: Sequence[Event]) -> str:
    counted = "; ".join(f"{label}: {one:,}" for label, one in zip(labels, chart.counts, strict=True))
    happened = "".join(f" From {labels[place]} on: {words}." for place, words in events)
    return f"{finding} {chart.words} {counted}.{happened}"
