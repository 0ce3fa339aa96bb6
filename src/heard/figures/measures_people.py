"""Measures over people: children who complain themselves, advocates, workers complained about, what people said."""

from __future__ import annotations

import narwhals as nw

from heard.figures.measure_kinds import Measure

_COMPLAINT = nw.col("kind_code").is_in(("statutory_complaint", "corporate_complaint"))
_ADVOCATE_KNOWN = ("Yes", "No")

PEOPLE_MEASURES = (
    Measure(
        "from_children",
        "Complaints from children themselves",
        "Of the complaints received in the period: those in which the complainant is the child or young person. Its "
        "base is all complaints received.",
        "representations",
        among=_COMPLAINT,
        counted=nw.col("from_child") == 1,
        unit="share",
    ),
    Measure(
        "from_children_with_advocate",
        "Complaints from children with an advocate",
        "Of the complaints received in the period from a child or young person: those with an advocate. Its base is "
        "those of which the record says yes or no.",
        "representations",
        among=_COMPLAINT & (nw.col("from_child") == 1),
        counted=nw.col("advocate") == "Yes",
        unknown=~nw.col("advocate").is_in(_ADVOCATE_KNOWN),
        unit="share",
        base_is_known_only=True,
    ),
    Measure(
        "advocacy_offered",
        "Advocates offered",
        "Times that an advocate was offered, or asked for before any complaint, in the period.",
        "advocacy",
    ),
    Measure(
        "advocacy_wanted",
        "Advocates wanted",
        "Of the times that an advocate was offered or asked for in the period: those in which one was wanted.",
        "advocacy",
        counted=nw.col("wanted") == 1,
        unknown=nw.col("wanted").is_null(),
        unit="share",
    ),
    Measure(
        "advocacy_given",
        "Advocates given",
        "Of the times that an advocate was offered or asked for in the period and wanted: those in which the advocate "
        "has spoken with the person or been appointed.",
        "advocacy",
        among=nw.col("wanted") == 1,
        counted=nw.col("given") == 1,
        unit="share",
    ),
    Measure(
        "workers_complained_about",
        "Workers complained about",
        "Workers whom representations received in the period complain about, once for each representation. Nobody is "
        "named.",
        "workers",
    ),
    Measure(
        "workers_again",
        "Workers complained about again",
        "Of the workers whom representations received in the period complain about: those about whom another "
        "representation had come in the 365 days before, known by the same name on record. Counted, never named.",
        "workers",
        counted=nw.col("again") == 1,
        unit="share",
        restricted=True,
    ),
    Measure(
        "said_about_themselves",
        "What complainants said about themselves",
        "Answers that people gave about themselves in the period after they had sent a complaint, if they wanted to. "
        "Each answer is counted apart from every case and from that person's other answers.",
        "about_people",
    ),
)
