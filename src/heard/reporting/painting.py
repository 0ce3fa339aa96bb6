"""Our charts as PNG, for papers that take no SVG: the same shapes at the same places, in ink on white."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from typing import Any

from lxml import etree
from PIL import Image, ImageDraw, ImageFont

WIDTH = 640  # pixels of the chart as drawn; a percentage in it is of this
SCALE = 2  # dots of the picture for each of them, so that it is sharp on paper
SVG = "{http://www.w3.org/2000/svg}"
LETTERS = ("LiberationSans-Regular.ttf", "Arial.ttf", "DejaVuSans.ttf")
EDGE = 8  # white around, so that a mark at the edge is whole
Point = tuple[float, float]


def painted(svg: str) -> bytes:
    """One of our charts as PNG. Raises ValueError for a shape that our charts do not use."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    size = (_dots(WIDTH + 2 * EDGE), _dots(float(root.get("height")) + 2 * EDGE))
    picture = Image.new("RGB", size, "white")
    brush = _Brush(ImageDraw.Draw(picture))
    for shape in root:
        name = str(shape.tag).removeprefix(SVG)
        if name in ("title", "desc"):
            continue
        if name not in brush.shapes:
            raise ValueError(f"A chart uses “{name}”, which is not painted yet: add it to painting.py.")
        brush.shapes[name](shape)
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True, dpi=(96 * SCALE, 96 * SCALE))
    return out.getvalue()


@dataclass
class _Brush:
    """Paints one shape after another."""

    on: Any

    @property
    def shapes(self) -> dict[str, Any]:
        """Which shapes are known."""
        return {"rect": self._rect, "line": self._line, "text": self._text, "svg": self._mark}

    def _rect(self, shape: Any) -> None:
        left, top = _at(shape.get("x")), _at(shape.get("y"))
        right, bottom = left + _long(shape.get("width")), top + _long(shape.get("height"))
        if right > left and bottom > top:
            self.on.rectangle((left, top, right, bottom), fill=shape.get("fill"))

    def _line(self, shape: Any) -> None:
        ends = [(_at(shape.get(f"x{n}")), _at(shape.get(f"y{n}"))) for n in (1, 2)]
        width = round(float(shape.get("stroke-width", 1)) * SCALE)
        dashes = [float(one) * SCALE for one in (shape.get("stroke-dasharray") or "").split()]
        for piece in _dashed(ends[0], ends[1], dashes):
            self.on.line(piece, fill=shape.get("stroke"), width=width)

    def _text(self, shape: Any) -> None:
        place = (_at(shape.get("x")) + _long(shape.get("dx", "0")), _at(shape.get("y")))
        anchor = {"middle": "ms", "end": "rs"}.get(shape.get("text-anchor", ""), "ls")
        halo = {"stroke_width": 2 * SCALE, "stroke_fill": "white"} if shape.get("stroke") else {}
        self.on.text(place, shape.text or "", fill="#0b0c0c", font=_letters(), anchor=anchor, **halo)

    def _mark(self, shape: Any) -> None:
        x, y = _at(shape.get("x")), _at(shape.get("y"))
        for path in shape:
            round_ = re.match(r"M0-(\d+)a\1 ", path.get("d"))
            if round_:
                far = float(round_[1]) * SCALE
                self.on.ellipse((x - far, y - far, x + far, y + far), fill=path.get("fill"))
            else:
                corners = [(x + a * SCALE, y + b * SCALE) for a, b in _corners(path.get("d"))]
                self.on.polygon(corners, fill=path.get("fill"))


def _long(said: str) -> float:
    """A length in dots; a percentage is of the width."""
    return (float(said[:-1]) * WIDTH / 100 if said.endswith("%") else float(said)) * SCALE


def _at(said: str) -> float:
    return _long(said) + EDGE * SCALE


def _dots(length: float) -> int:
    return round(length * SCALE)


def _dashed(start: Point, end: Point, dashes: list[float]) -> Iterator[tuple[Point, Point]]:
    """A line in pieces, every second length of the pattern left out."""
    whole = hypot(end[0] - start[0], end[1] - start[1])
    if not dashes or not whole:
        yield start, end
        return
    done, turn = 0.0, 0
    while done < whole:
        till = min(whole, done + dashes[turn % len(dashes)])
        if turn % 2 == 0:
            yield _between(start, end, done / whole), _between(start, end, till / whole)
        done, turn = till, turn + 1


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _corners(path: str) -> Iterator[Point]:
    """The corners of a shape of straight lines, drawn from its first corner step by step."""
    x = y = 0.0
    for letter, numbers in re.findall(r"([Mhvl])([-\d., ]*)", path):
        steps = [float(one) for one in re.findall(r"-?[\d.]+", numbers)]
        if letter == "M":
            x, y = steps
            yield x, y
            continue
        pairs = zip(steps[::2], steps[1::2], strict=True) if letter == "l" else None
        for dx, dy in pairs or [(one, 0.0) if letter == "h" else (0.0, one) for one in steps]:
            x, y = x + dx, y + dy
            yield x, y


@lru_cache(maxsize=1)
def _letters() -> Any:
    for name in LETTERS:
        try:
            return ImageFont.truetype(name, 14 * SCALE)
        except OSError:
            continue
    return ImageFont.load_default(14 * SCALE)
