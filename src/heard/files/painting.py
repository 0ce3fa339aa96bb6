"""The picture of a page: parts of it painted over, by the squares of a grid, so that no box is as wide as a name."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont, ImageOps
from pypdf import PageObject

from heard.files.painting_parts import COLUMNS, ROWS, part_of
from heard.files.refusing import NotTaken, Why

MOST_DOTS = 60_000_000
WIDEST = 1600
SMALLEST = 40  # dots: a line or a dot of a drawing is no picture


def picture_on(page: PageObject) -> Image.Image | None:
    """The largest picture on a page, upright and no wider than is needed; None where there is none."""
    found = [one.image for one in page.images if one.image is not None]
    found = [one for one in found if min(one.size) >= SMALLEST]
    if not found:
        return None
    largest = max(found, key=lambda one: one.width * one.height)
    if largest.width * largest.height > MOST_DOTS:
        raise NotTaken(Why.TOO_MUCH)
    shown = ImageOps.exif_transpose(largest).convert("RGB")
    shown.thumbnail((WIDEST, WIDEST * 2))
    return shown


def painted(picture: Image.Image, parts: Sequence[str]) -> Image.Image:
    """The picture with these parts of the grid painted black. Raises NotTaken for what is no part."""
    copy = Image.new("RGB", picture.size)
    copy.paste(picture)
    draw = ImageDraw.Draw(copy)
    for said in parts:
        squares = part_of(said)
        if squares is None:
            raise NotTaken(Why.KIND)
        draw.rectangle(_dots(picture, squares), fill=(0, 0, 0))
    return copy


def gridded(picture: Image.Image) -> Image.Image:
    """The picture under its grid, each square named at its edge, to choose parts by."""
    shown = picture.copy()
    draw = ImageDraw.Draw(shown)
    font = ImageFont.load_default(size=max(shown.width // 60, 11))
    for column, name in enumerate(COLUMNS):
        left = column * shown.width // len(COLUMNS)
        draw.line((left, 0, left, shown.height), fill=(29, 112, 184), width=1)
        draw.text((left + 3, 1), name, fill=(212, 53, 28), font=font)
    for row in range(ROWS):
        top = row * shown.height // ROWS
        draw.line((0, top, shown.width, top), fill=(29, 112, 184), width=1)
        draw.text((1, top + 1), str(row + 1), fill=(212, 53, 28), font=font)
    return shown


def _dots(picture: Image.Image, squares: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    left, top, right, low = squares
    wide, high = picture.width / len(COLUMNS), picture.height / ROWS
    return int(left * wide), int(top * high), int((right + 1) * wide) + 1, int((low + 1) * high) + 1
