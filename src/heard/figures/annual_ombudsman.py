"""The tables of the annual report on what came of the Ombudsman's cases: where they stand, compliance, refusals."""

from __future__ import annotations

from heard.figures.table_specs import THIS_YEAR, WITH_CHANGE, Column, Spec

OMBUDSMAN_TABLES = (
    Spec(
        "ombudsman-standing",
        "Where cases with the Ombudsman stand",
        "Cases of the Ombudsman received in the year, by where they stand on the day this was counted.",
        THIS_YEAR,
        "No Ombudsman cases were recorded in this period.",
        measure="ombudsman_standing",
        split=("stands",),
        total="whole",
    ),
    Spec(
        "ombudsman-compliance",
        "What the Ombudsman asked for, and what was done in time",
        "Each part of what decisions of the year ask for. In time: the accepted proof was sent by the day the decision "
        "states; what is not due yet is left out of that share.",
        (
            Column("Asked for", measure="ombudsman_asked"),
            Column("Done", measure="ombudsman_asked_done"),
            Column("In time", measure="ombudsman_asked_in_time"),
            Column("In time %", "percent", measure="ombudsman_asked_in_time"),
        ),
        "The Ombudsman asked for nothing in decisions of this period.",
        split=("service",),
        total="whole",
    ),
    Spec(
        "ombudsman-refusals",
        "Refusals that the Ombudsman looked at",
        "Cases of the Ombudsman received in the year about a refusal of the council, by what the Ombudsman said of it.",
        WITH_CHANGE,
        "No refusal of the council went to the Ombudsman in this period.",
        measure="ombudsman_refusals",
        split=("word_on_refusal",),
        total="whole",
    ),
)
