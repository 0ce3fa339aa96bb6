"""Words on a page that something was drawn over: a box hides them from the eye, and from nobody who copies the page.

Each letter is placed by the page's own instructions; whatever is filled, or set as a picture, after it and over its
middle covers it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject
from pypdf.generic._font import Font

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
FILLS = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
ENDS = frozenset((*FILLS, b"S", b"s", b"n"))
MOVES = frozenset((b"BT", b"Td", b"TD", b"Tm", b"T*"))
SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"'))
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
MOST_LETTERS = 200_000
# A form or a picture placed over all of a page is the page itself, not a box over its words.
WHOLE_PAGE = 0.9


@dataclass
class _Seen:
    """What a page draws, in its order: letters with their middles, and boxes over them."""

    fonts: dict[str, Font]
    letters: list[tuple[str, float, float, int]] = field(default_factory=list)
    boxes: list[tuple[Box, int]] = field(default_factory=list)
    path: list[Box] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    font: Font | None = None
    size: float = 1.0
    pen: float = 0.0
    order: int = 0

    def saw(self, operator: bytes, operands: Sequence[Any], cm: Sequence[float], tm: Sequence[float]) -> None:
        """One instruction, before it is carried out."""
        self.order += 1
        if operator == b"Tf" and len(operands) == 2:
            self.font, self.size = self.fonts.get(str(operands[0])), float(operands[1])
        elif operator in MOVES:
            self.pen = 0.0
        elif operator in SHOWS:
            self._show(operands, _times(tuple(tm), tuple(cm)))  # type: ignore[arg-type]
        elif operator == b"re" and len(operands) == 4:
            self.path.append(_box(operands, tuple(cm)))  # type: ignore[arg-type]
        elif operator in (b"m", b"l") and len(operands) == 2:
            self.points.append(_at(tuple(cm), float(operands[0]), float(operands[1])))  # type: ignore[arg-type]
        elif operator in ENDS:
            self._end(operator)
        elif operator == b"Do":
            self.boxes.append((_box((0, 0, 1, 1), tuple(cm)), self.order))  # type: ignore[arg-type]

    def _end(self, operator: bytes) -> None:
        if operator in FILLS:
            self.boxes += [(one, self.order) for one in self.path]
            if len(self.points) > 2:
                across, up = [x for x, _ in self.points], [y for _, y in self.points]
                self.boxes.append(((min(across), min(up), max(across), max(up)), self.order))
        self.path, self.points = [], []

    def _show(self, operands: Sequence[Any], matrix: Matrix) -> None:
        said = operands[-1] if operands else []
        for part in said if isinstance(said, list) else [said]:
            if isinstance(part, (int, float)):
                self.pen -= float(part) / 1000 * self.size
                continue
            for letter, width in self._letters(part):
                wide = width / 1000 * self.size
                x, y = _at(matrix, self.pen + wide / 2, self.size * 0.3)
                if len(self.letters) < MOST_LETTERS:
                    self.letters.append((letter, x, y, self.order))
                self.pen += wide

    def _letters(self, part: Any) -> Iterator[tuple[str, float]]:
        font = self.font
        if isinstance(part, str) or font is None:
            text = part if isinstance(part, str) else bytes(part).decode("latin-1")
            yield from ((letter, _width(font, letter)) for letter in text)
        elif isinstance(font.encoding, str):
            for raw in bytes(part).decode(font.encoding, "replace"):
                yield font.character_map.get(raw, raw), _width(font, raw)
        else:
            for byte in bytes(part):
                raw = font.encoding.get(byte, chr(byte))
                yield font.character_map.get(raw, raw), _width(font, chr(byte))


def covered_words(page: PageObject) -> list[str]:
    """The runs of letters on a page that something was drawn over, in the order they were set."""
    seen = _seen_on(page)
    whole = float(page.cropbox.width) * float(page.cropbox.height) * WHOLE_PAGE
    boxes = [(box, order) for box, order in seen.boxes if _area(box) < whole]
    runs, run, before = [], "", -2
    for place, (letter, x, y, order) in enumerate(seen.letters):
        if not any(after > order and _holds(box, x, y) for box, after in boxes):
            continue
        if place != before + 1:
            runs.append(run)
            run = ""
        run, before = run + letter, place
    return [one for one in (*(some.strip() for some in runs), run.strip()) if one]


def _seen_on(page: PageObject) -> _Seen:
    seen = _Seen(dict(_fonts_of(page.get("/Resources"), 0)))
    page.extract_text(visitor_operand_before=seen.saw)
    return seen


def _fonts_of(resources: Any, deep: int) -> Iterator[tuple[str, Font]]:
    """The fonts of a page and of what is placed on it; where two share a name the page's own counts."""
    found = resources.get_object() if resources is not None else {}
    forms = found.get("/XObject", {})
    for one in forms.get_object().values() if forms and deep < 4 else ():
        yield from _fonts_of(one.get_object().get("/Resources"), deep + 1)
    fonts = found.get("/Font", {})
    for name, one in fonts.get_object().items() if fonts else ():
        try:
            yield str(name), Font.from_font_resource(one.get_object())
        except Exception:  # noqa: BLE001, S112 (a font can be broken in any way; its letters are then guessed)
            continue


def _width(font: Font | None, letter: str) -> float:
    return font.get_text_width(letter) if font is not None else 500.0


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def _box(said: Sequence[Any], matrix: Matrix) -> Box:
    left, low, wide, high = (float(one) for one in said)
    (x, y), (u, v) = _at(matrix, left, low), _at(matrix, left + wide, low + high)
    return min(x, u), min(y, v), max(x, u), max(y, v)


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
