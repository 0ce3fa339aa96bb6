"""The page of what every figure means is what the definitions say, and a figure left out of it is noticed."""

from __future__ import annotations

from pathlib import Path

from heard.figures import dictionary
from heard.figures.dimensions import DIMENSIONS
from heard.figures.measures import MEASURES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "figures.md"


def missing(page: str) -> list[str]:
    return [name for name in (*MEASURES, *DIMENSIONS) if f"| `{name}` |" not in page]


def test_the_page_in_the_documents_is_up_to_date_and_names_every_figure():
    assert PAGE.read_text("utf-8") == dictionary.dictionary_page()
    assert missing(dictionary.dictionary_page()) == []


def test_a_group_left_out_would_be_noticed(monkeypatch):
    monkeypatch.setattr(dictionary, "GROUPS", dictionary.GROUPS[1:])

    assert "received" in missing(dictionary.dictionary_page())
    assert PAGE.read_text("utf-8") != dictionary.dictionary_page()
