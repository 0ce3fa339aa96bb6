"""The built files: whole, the same compressed, and free of what only GOV.UK may show."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest

import heard.web

STATIC = Path(heard.web.__file__).parent / "static" / "heard"
BUILT = ["app.css", "app.js", "govuk-frontend-6.6.0.min.js"]


@pytest.mark.parametrize("name", BUILT)
def test_the_compressed_siblings_hold_the_same_as_the_file(name: str) -> None:
    plain = (STATIC / name).read_bytes()
    assert gzip.decompress((STATIC / f"{name}.gz").read_bytes()) == plain
    assert brotli.decompress((STATIC / f"{name}.br").read_bytes()) == plain


@pytest.mark.parametrize("word", ["GDS Transport", "@font-face", "crest", "crown", "url("])
def test_the_style_sheet_carries_no_branding_of_gov_uk_and_asks_for_nothing_else(word: str) -> None:
    assert word.lower() not in (STATIC / "app.css").read_text().lower()


def test_the_licence_travels_with_what_it_covers() -> None:
    text = (STATIC / "LICENSE-govuk-frontend.txt").read_text()
    assert "The MIT License" in text
    assert "Crown Copyright" in text


@pytest.mark.parametrize("name", BUILT)
def test_a_built_file_names_no_map_and_fetches_nothing(name: str) -> None:
    text = (STATIC / name).read_text()
    assert "sourceMappingURL" not in text
    assert not re.search(r"fetch\(|XMLHttpRequest|@import|from ?[\"']https?:", text)


def test_every_class_of_ours_that_a_template_uses_is_in_the_style_sheet() -> None:
    pages = "".join(page.read_text() for page in (STATIC.parent.parent / "templates").rglob("*.html"))
    styles = (STATIC / "app.css").read_text()
    used = set(re.findall(r"heard-[a-z][a-z-]*(?:__[a-z-]+)?(?:--[a-z-]+)?(?=[\s\"])", pages))
    assert {"heard-demo", "heard-status", "heard-footer"} <= used
    assert {name for name in used if f".{name}" not in styles} == set()
