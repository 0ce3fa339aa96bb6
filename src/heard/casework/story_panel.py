"""The panel in the story: who came, what each put to it, where its report went, and what it asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch

from heard.casework.commitments import key_of
from heard.casework.story_telling import Fact, dated
from heard.casework.story_words import sentence
from heard.outcomes.models import Recommendation
from heard.representations.models import Appointment, Panel, PanelAttendance, PanelSubmission

# Read with recommendations, so that none is asked about alone.
REPORTS_OF_STAGE = Prefetch(
    "stage__appointments",
    Appointment.objects.filter(part="investigating_officer").prefetch_related("reports"),
    to_attr="investigated",
)


def panel_facts(row: Panel) -> Iterator[Fact]:
    """What happened around the panel, day by day."""
    yield from dated(
        row,
        ("acknowledged_on", "The request for Stage 3 was acknowledged."),
        ("notice_sent_on", "Everybody was told when and where the panel meets."),
        ("agreed_with_chair_on", "Who attends and which papers there are was agreed with the chair."),
        ("papers_sent_on", "The panel’s papers were sent."),
    )
    yield from _report_of(row)
    words = "The panel’s recommendations were received."
    for fact in dated(row, ("recommendations_received_on", words)):
        yield Fact(fact.happened_on, fact.words, fact.key, received_on=fact.happened_on, field=fact.field)
    answered = row.stage.answered_on
    if answered is not None and row.independent_person_took_part:
        part = f"How the independent person took part: {sentence(row.independent_person_took_part)}"
        yield Fact(answered, part, key_of(row))


def _report_of(row: Panel) -> Iterator[Fact]:
    sent = row.stage.report_sent_on
    if sent is not None and row.report_sent_to:
        why = f"In brief: {row.report_summary}" if row.report_summary else ""
        yield Fact(sent, f"The report went to: {sentence(row.report_sent_to)}", key_of(row), why)


def attendance_facts(row: PanelAttendance) -> Iterator[Fact]:
    """That somebody came, and as what."""
    met = row.panel.stage.panel_met_on
    if met is not None:
        spoke = ", and spoke for the complainant" if row.spoke_for_complainant else ""
        words = f"{row.person.name} came ({row.get_came_as_display().lower()}){spoke}."
        yield Fact(met, words, key_of(row))


def submission_facts(row: PanelSubmission) -> Iterator[Fact]:
    """What somebody put to the panel, or that they put nothing."""
    met = row.panel.stage.panel_met_on
    if met is not None:
        who = row.person.name if row.person else row.get_of_display()
        yield Fact(met, f"{who}: {row.get_way_display().lower()}: {sentence(row.words)}", key_of(row))


def recommendation_facts(row: Recommendation) -> Iterator[Fact]:
    """What was recommended on the day it came, what the council answered, and that it was done."""
    stage = row.stage
    came = _came_on(row)
    if came is not None:
        yield Fact(came, f"Recommended: “{row.words}”", key_of(row), received_on=came)
    if stage is not None and stage.answered_on is not None and row.answer:
        words = f"Recommendation {row.get_answer_display().lower()}: “{row.words}”"
        yield Fact(stage.answered_on, words, key_of(row), row.answer_reason)
    yield from dated(row, ("done_on", f"A recommendation was done: “{row.words}”"))


def _came_on(row: Recommendation) -> date | None:
    """The day a panel's recommendations were received, or the first report of whoever investigated."""
    if row.stage is None:
        return None
    if hasattr(row.stage, "panel"):
        return row.stage.panel.recommendations_received_on
    days = [report.received_on for one in row.stage.investigated for report in one.reports.all()]  # type: ignore[attr-defined]
    return min(days, default=None)
