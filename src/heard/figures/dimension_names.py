"""Every dimension: its name, its title, and the sentence that says what its labels are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Dimension:
    """A way to split a measure: its name, and the sentence that says what its labels are."""

    name: str
    title: str
    definition: str


DIMENSIONS = {
    one.name: one
    for one in (
        Dimension(
            "kind", "Kind", "What was said: a statutory or corporate complaint, a concern, an enquiry…"
        ),
        Dimension("procedure", "Procedure", "The procedure followed, such as that of the Children Act."),
        Dimension(
            "stage", "Stage", "The stage counted; of a whole representation, its first stage on record."
        ),
        Dimension("team", "Team", "The team the matter is about."),
        Dimension("service", "Service", "The service area the matter is about."),
        Dimension(
            "leadership", "Leadership", "Who leads the service the matter is about, as it is on record now."
        ),
        Dimension(
            "nature",
            "Nature",
            "What it is about. One record may have several: it counts once in each, percentages are of "
            "records, and so may add up to more than 100. On compliments the same as category.",
        ),
        Dimension("outcome", "Outcome", "What was found; “Open” until a stage is concluded."),
        Dimension(
            "band",
            "Timescale band",
            "How many working days a concluded stage took, in the bands the council has set. An extension "
            "does not change the band. Each stage is in exactly one.",
        ),
        Dimension("channel", "Method", "How it reached the council: e-mail, letter, telephone…"),
        Dimension("complainant", "Complainant", "Who spoke: a child, a parent, a foster carer…"),
        Dimension(
            "advocate", "Advocate", "Whether the complainant had an advocate: yes, no or not recorded."
        ),
        Dimension("decision", "Ombudsman's decision", "What the Ombudsman decided."),
        Dimension(
            "category",
            "Category",
            "What a compliment is for. One may have several: it counts once in each, percentages are of "
            "compliments, and so may add up to more than 100. On other records the same as nature.",
        ),
        Dimension("payment_kind", "Kind of payment", "What a payment was for, as the council words it."),
        Dimension("payment_ground", "Ground of a payment", "The principle on which a payment was made."),
        Dimension(
            "asked_by",
            "On whose word",
            "Who asked for a payment: the council itself, a manager, investigator, panel, director or the Ombudsman.",
        ),
        Dimension("remedy", "Remedy", "What was offered or done to put it right, as the council words it."),
        Dimension("cost_kind", "Kind of cost", "What the council paid for to consider a complaint."),
        Dimension(
            "year", "Financial year", "The financial year, April to March, in which the record is dated."
        ),
        Dimension("quarter", "Quarter", "The quarter of the financial year; the first begins in April."),
        Dimension("month", "Month", "The calendar month in which the record is dated."),
        Dimension(
            "timeliness", "Timeliness", "In time, in time with an extension, late, or why it is not known."
        ),
        Dimension(
            "overdue", "Overdue", "Whether a stage still open is past its due day, judged on the as-at day."
        ),
        Dimension("clock", "Clock", "One of several statutory clocks of a stage: panel, report or response."),
        Dimension(
            "answer", "Answer", "How the council answered a recommendation: accepted, in part or refused."
        ),
        Dimension(
            "recommended_by",
            "Recommended by",
            "Whose recommendation it is: an investigating officer, a panel…",
        ),
        Dimension("amount", "Amount", "The pounds of one payment, such as £52.50."),
        Dimension("plan", "Plan", "The plan that an action or a priority stands in."),
        Dimension("line", "Action or priority", "One line of a plan, as it was agreed."),
        Dimension("line_kind", "Kind of line", "Whether a line of a plan is an action or a priority."),
        Dimension("line_standing", "Standing", "How a line of a plan stands, as its owner said last."),
        Dimension("matter", "Matter", "A question, a resolution or something agreed at a meeting, in words."),
        Dimension("matter_kind", "Kind of matter", "Whether a meeting asked, resolved or agreed it."),
        Dimension("with_whom", "Meeting with", "The committee or partner with which a meeting was held."),
        Dimension("answered_in_words", "Answer", "The answer to what a meeting raised, or that it waits."),
        Dimension(
            "came_from",
            "Came from",
            "Whether a thing learnt came from a complaint, another word, or no single case.",
        ),
        Dimension("way", "Way of sharing", "In which way something learnt was shared."),
        Dimension(
            "stands", "Where it stands", "Where a case stands with the Ombudsman on the day of counting."
        ),
        Dimension(
            "word_on_refusal", "Word on a refusal", "What the Ombudsman said of a refusal of the council."
        ),
        Dimension("lesson", "Lesson", "A note of good practice in its own words, as it was released."),
        Dimension("session", "Session", "A session of training, by what it was on."),
        Dimension("printed", "Words released", "Words about a compliment, exactly as they were released."),
        Dimension(
            "theme",
            "Theme",
            "What recurs across cases, in the words of the person who made or accepted the theme. One case may "
            "stand in several: it counts once in each.",
        ),
        Dimension("advocate_provider", "Advocacy provider", "Who provided the advocate."),
        Dimension(
            "found_by", "Found by", "Whose finding it is: the investigator's, the panel's, a manager's…"
        ),
        Dimension("appointed_part", "Part", "The part somebody is appointed to for Stage 2."),
        Dimension(
            "late_reason",
            "Reason on record",
            "What the record shows of why an answer was late, or that it shows none.",
        ),
        Dimension("waits_for", "Waits for", "What an open stage waited for on the last day of the month."),
        Dimension("employment", "Employment", "Whether the worker is permanent or from an agency."),
        Dimension("about", "Question", "What people were asked about themselves, such as age or ethnicity."),
        Dimension(
            "said", "What they said", "What people said about themselves, in the words they chose from."
        ),
        Dimension(
            "advocacy_right",
            "Right to an advocate",
            "Whether the law gives the person a right to an advocate.",
        ),
        Dimension("corrected", "What was corrected", "Which value on record was corrected."),
        Dimension("corrected_by", "Corrected by", "Whether a person or a later sheet corrected it."),
        Dimension("office_role", "Role", "As what somebody works in the complaints team."),
        Dimension("kind_code", "Kind (common word)", "The kind in the words every council shares."),
        Dimension("stage_code", "Stage (common word)", "The stage in the words every council shares."),
        Dimension("outcome_code", "Outcome (common word)", "The outcome in the words every council shares."),
    )
}
