"""The measures that have been asked for longest: received, stages and their answers, outcomes, clocks, payments."""

from __future__ import annotations

import narwhals as nw

from heard.figures.measure_kinds import IN_TIME, LATE, NO_LIMIT, TIME_NOT_KNOWN, Measure


def _answered() -> nw.Expr:
    return nw.col("how_concluded") == "answered"


def _answered_within_a_limit() -> nw.Expr:
    return _answered() & (nw.col("timeliness") != NO_LIMIT)


def _concluded() -> nw.Expr:
    return nw.col("how_concluded").is_in(("answered", "withdrawn"))


_IS = nw.col("timeliness")

ALL_MEASURES = (
    Measure(
        "received",
        "Received",
        "Representations of every kind but compliments (complaints, concerns, comments, enquiries) whose "
        "first stage on record started in the period. Each counts once, whatever stages it reached.",
        "representations",
        among=nw.col("kind_code") != "compliment",
    ),
    Measure(
        "stage_started",
        "Stages started",
        "Stages whose clock started in the period, whenever they were answered. A representation counts "
        "once for each stage it reached.",
        "stages",
    ),
    Measure(
        "answered",
        "Answers sent",
        "Stages that started in the period and were answered, whenever the answer was sent. Withdrawn ones "
        "are left out.",
        "stages",
        among=_answered(),
        concluded_only=True,
    ),
    Measure(
        "concluded",
        "Concluded",
        "Stages that started in the period and were answered or withdrawn, whenever that was.",
        "stages",
        among=_concluded(),
        concluded_only=True,
    ),
    Measure(
        "in_time",
        "Answered in time",
        "Of the stages that started in the period and were answered: those answered by the due date, with "
        "the extensions on record. Its base is all that were answered and have a time limit; where an "
        "extension or the start is not known the answer is counted as not known, never as in time.",
        "stages",
        among=_answered_within_a_limit(),
        counted=_IS.is_in(IN_TIME),
        unknown=_IS.is_in(TIME_NOT_KNOWN),
        unit="share",
        concluded_only=True,
    ),
    Measure(
        "over_time",
        "Answered over time",
        "Of the stages that started in the period and were answered: those answered after the due date, "
        "with the extensions on record. Its base is all that were answered and have a time limit.",
        "stages",
        among=_answered_within_a_limit(),
        counted=_IS == LATE,
        unknown=_IS.is_in(TIME_NOT_KNOWN),
        unit="share",
        concluded_only=True,
    ),
    Measure(
        "timeliness_not_known",
        "Timeliness not known",
        "Of the stages that started in the period and were answered: those of which the record does not say "
        "whether an extension was agreed, or when the clock started. Its base is all that were answered and "
        "have a time limit.",
        "stages",
        among=_answered_within_a_limit(),
        counted=_IS.is_in(TIME_NOT_KNOWN),
        unit="share",
        concluded_only=True,
    ),
    Measure(
        "withdrawn",
        "Withdrawn",
        "Of the stages that started in the period: those that the complainant withdrew. Its base is all "
        "that started.",
        "stages",
        counted=nw.col("how_concluded") == "withdrawn",
        unit="share",
    ),
    Measure(
        "open",
        "Open",
        "Stages that started in the period, by the as-at day, and had not been answered, withdrawn or ended "
        "without an answer.",
        "stages",
        among=nw.col("concluded_on").is_null(),
    ),
    Measure(
        "ended_without_answer",
        "Ended without an answer",
        "Stages that started in the period and ended, but were neither answered nor withdrawn: the case went on to the "
        "next stage, was skipped, joined to another, refused or moved to another procedure. Nobody is left out.",
        "stages",
        among=nw.col("how_concluded") == "ended",
    ),
    Measure(
        "average_working_days",
        "Average working days",
        "The mean number of working days from the start of a stage to its answer or withdrawal, over the "
        "stages that started in the period and were concluded. The day of the start is day 0.",
        "stages",
        among=_concluded(),
        summed="working_days",
        unknown=nw.col("working_days").is_null(),
        unit="working days",
        concluded_only=True,
    ),
    Measure(
        "outcomes",
        "Outcomes",
        "Stages that started in the period, by what was found; a stage not yet concluded counts as open.",
        "stages",
    ),
    Measure(
        "with_action",
        "With an action or improvement identified",
        "Of the representations whose first stage started in the period: those on which some form of action "
        "or improvement was identified. Its base is those of which the record says yes or no.",
        "representations",
        among=nw.col("kind_code") != "compliment",
        counted=nw.col("with_action") == 1,
        unknown=nw.col("with_action").is_null(),
        unit="share",
        base_is_known_only=True,
    ),
    Measure(
        "resolved_at_stage_1",
        "Resolved at Stage 1",
        "Of the complaints received in the period: those whose Stage 1 was concluded and which have no "
        "later stage on record.",
        "representations",
        among=nw.col("kind_code").is_in(("statutory_complaint", "corporate_complaint")),
        counted=nw.col("resolved") == 1,
        unit="share",
    ),
    Measure(
        "went_to_stage_2",
        "Went on to Stage 2",
        "Of the complaints received in the period that have a Stage 1 on record: those that also have a "
        "Stage 2 on record, in whatever year it started.",
        "representations",
        among=nw.col("kind_code").is_in(("statutory_complaint", "corporate_complaint"))
        & (nw.col("had_stage_1") == 1),
        counted=nw.col("had_stage_2") == 1,
        unit="share",
    ),
    Measure(
        "clocks_met",
        "Clocks met",
        "Of the separate statutory clocks (such as panel, report and response of Stage 3) that started in "
        "the period: those met. Its base is those of which it is known whether they were met.",
        "clocks",
        counted=nw.col("met") == 1,
        unknown=nw.col("met").is_null(),
        unit="share",
        base_is_known_only=True,
    ),
    Measure(
        "clocks_missed",
        "Clocks missed",
        "Of the separate statutory clocks that started in the period: those missed. Its base is those of "
        "which it is known whether they were met.",
        "clocks",
        counted=nw.col("met") == 0,
        unknown=nw.col("met").is_null(),
        unit="share",
        base_is_known_only=True,
    ),
    Measure(
        "ombudsman_received",
        "Ombudsman cases",
        "Cases of the Local Government and Social Care Ombudsman received in the period.",
        "ombudsman",
    ),
    Measure(
        "ombudsman_investigated",
        "Investigated by the Ombudsman",
        "Of the Ombudsman cases received in the period: those the Ombudsman investigated. Its base is those "
        "of which the record says yes or no.",
        "ombudsman",
        counted=nw.col("investigated") == 1,
        unknown=nw.col("investigated").is_null(),
        unit="share",
        base_is_known_only=True,
    ),
    Measure(
        "compliments_received",
        "Compliments",
        "Compliments received in the period. One that has several categories counts once in the total.",
        "compliments",
    ),
    Measure(
        "payments",
        "Payments",
        "Payments of money made on representations whose first stage started in the period, whenever they "
        "were paid. A payment made in parts counts once.",
        "payments",
    ),
    Measure(
        "payments_total",
        "Total paid",
        "Pounds paid on representations whose first stage started in the period, whenever they were paid.",
        "payments",
        summed="amount_pence",
        unit="pounds",
    ),
    Measure(
        "concluded_in_period",
        "Concluded in the period",
        "Stages answered or withdrawn in the period, whenever they started.",
        "stages",
        among=_concluded(),
        dated_by="concluded_on",
        concluded_only=True,
    ),
    Measure(
        "paid_in_period",
        "Paid in the period",
        "Pounds paid in the period, whenever the representation was received.",
        "payments",
        summed="amount_pence",
        unit="pounds",
        dated_by="paid_on",
    ),
)
