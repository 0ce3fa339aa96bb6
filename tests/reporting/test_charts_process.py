"""A process chart says every value, shows what stands out by its shape, and never runs out of a phone's width."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from heard.figures.process_charts import process_chart
from heard.reporting.charts_process import STANDS_OUT, process_drawing

LABELS = [f"Month {number}" for number in range(1, 13)]
STEADY = [10, 11, 9, 10, 12, 10, 9, 11, 10, 10, 11, 9]


def drawn(counts, **said) -> str:
    svg = process_drawing("Received", "Steady.", LABELS, process_chart(counts), **said)
    ElementTree.fromstring(svg)
    return svg


def test_every_value_is_said_in_words_and_nothing_leans_on_colour():
    svg = drawn(STEADY)
    told = re.search(r"<desc[^>]*>(.*?)</desc>", svg)[1]

    assert all(f"{label}: {count}" in told for label, count in zip(LABELS, STEADY, strict=True))
    assert "No period stands out" in told
    assert STANDS_OUT not in svg


def test_a_month_that_stands_out_has_a_shape_of_its_own_and_its_number():
    svg = drawn([*STEADY[:5], 40, *STEADY[6:]])

    assert svg.count(f'd="{STANDS_OUT}"') == 2  # in the key and on the chart
    assert re.search(r"<text[^>]*>40</text>", svg)


def test_an_event_has_a_letter_where_it_happened_and_its_words_in_the_key_and_the_description():
    svg = drawn(STEADY, events=[(4, "Concerns are recorded from here on")])

    assert svg.count(">A</text>") == 2
    assert "From Month 5 on: Concerns are recorded from here on." in svg


def test_labels_that_do_not_match_are_refused():
    with pytest.raises(ValueError, match="12 labels for 2 counts"):
        drawn([1, 2])
