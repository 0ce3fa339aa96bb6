"""Measures over words that people made of cases: lines and quotes released for the report, and themes."""

from __future__ import annotations

import narwhals as nw

from heard.figures.measure_kinds import Measure

WORDS_MEASURES = (
    Measure(
        "compliment_lines",
        "Compliments in a line",
        "Compliments received in the period that have a line for the report, released by a second person.",
        "report_words",
        among=nw.col("use") == "line",
    ),
    Measure(
        "compliment_quotes",
        "Quotes from compliments",
        "Compliments received in the period of which words are released as a quote for the report.",
        "report_words",
        among=nw.col("use") == "quote",
    ),
    Measure(
        "in_themes",
        "Cases in themes",
        "Cases received in the period that a person put into a theme. One that stands in several counts once in each.",
        "themed",
    ),
    Measure(
        "in_themes_upheld",
        "Upheld in themes",
        "Of the cases received in the period that a person put into a theme: those upheld or partly upheld at the last "
        "stage on which there is a finding. Its base is those with a finding.",
        "themed",
        counted=nw.col("upheld") == 1,
        unknown=nw.col("upheld").is_null(),
        unit="share",
        base_is_known_only=True,
    ),
)
