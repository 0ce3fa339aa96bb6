"""What a spreadsheet may tell besides its cells, in words for whoever is to release it."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "hidden_sheet": "a hidden sheet",
    "hidden_column": "a hidden column",
    "hidden_row": "a hidden or filtered row",
    "white_text": "text in the colour of its cell",
    "no_format": "a format that shows nothing",
    "names": "a name given to cells",
    "formulas": "a formula",
    "properties": "who made it and when",
    "validation": "a list of choices behind a cell",
    "headers": "words at the head or foot of the page",
    "pivot": "the rows behind a pivot table",
    "comments": "remarks on cells",
    "links": "links to other files",
    "connections": "connections to where its figures came from",
    "files_inside": "files, pictures or charts inside",
    "custom_xml": "parts of other programs",
    "macros": "macros",
    "tracked": "earlier changes",
    "hyperlinks": "links on cells",
    "unused_words": "words that no cell shows",
}
