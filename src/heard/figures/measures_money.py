"""The measures of putting right and of what it costs: remedies, and the costs of Stage 2 and Stage 3."""

from __future__ import annotations

from heard.figures.measure_kinds import Measure

MONEY_MEASURES = (
    Measure(
        "remedies",
        "Remedies",
        "What was offered or done to put right representations whose first stage started in the period. One "
        "representation may have several: each counts.",
        "remedies",
    ),
    Measure(
        "costs_total",
        "What stages cost",
        "Pounds that the council paid to consider complaints at Stage 2 and Stage 3, by the day of each invoice. "
        "What was paid to families is not among them, nor what was taken back.",
        "costs",
        summed="amount_pence",
        unit="pounds",
    ),
)
