"""The two reports of Stage 2: the investigating officer's and the independent person's. Neither stops the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from heard.casework.appointments import INDEPENDENT, INVESTIGATOR, must_be_appointed
from heard.casework.findings import PointFound, Step, answer_every_point, keep_findings
from heard.casework.new_details import DoesNotFit
from heard.casework.performing import Doing, performing
from heard.casework.recommendations import Recommended, keep_recommendations
from heard.law.procedure import Act
from heard.law.working_days import in_words
from heard.outcomes.models import Source
from heard.representations.models import Report

# Whose recommendations they are, by whose report it is.
SOURCE = {INVESTIGATOR: Source.INVESTIGATOR, INDEPENDENT: Source.INDEPENDENT_PERSON}


def receive_investigator_report(
    *,
    reference: str,
    by: str,
    at: datetime,
    received_on: date,
    findings: Sequence[PointFound],
    recommendations: Sequence[str | Recommended] = (),
    words: str = "",
) -> Report:
    """Receive the investigating officer's report, with a finding on each point and what it recommends.

    The clock runs on. A revised report stands beside the first. Raises NotNow, DoesNotFit, NotInTheList or NotOnRecord.
    """
    act = Act.RECEIVE_INVESTIGATOR_REPORT
    with performing(act, reference=reference, by=by, at=at, day=received_on) as doing:
        return _receive(doing, INVESTIGATOR, Step.INVESTIGATOR, findings, recommendations, words)


def receive_independent_report(
    *,
    reference: str,
    by: str,
    at: datetime,
    received_on: date,
    findings: Sequence[PointFound],
    recommendations: Sequence[str | Recommended] = (),
    words: str = "",
) -> Report:
    """Receive the independent person's own report on each point; to differ from the investigator needs a reason.

    The clock runs on. Raises NotNow, DoesNotFit, NotInTheList or NotOnRecord.
    """
    act = Act.RECEIVE_INDEPENDENT_REPORT
    with performing(act, reference=reference, by=by, at=at, day=received_on) as doing:
        return _receive(doing, INDEPENDENT, Step.INDEPENDENT, findings, recommendations, words)


def _receive(
    doing: Doing,
    part: str,
    step: Step,
    findings: Sequence[PointFound],
    recommendations: Sequence[str | Recommended],
    words: str,
) -> Report:
    stage = doing.stage("stage_2")
    appointed = must_be_appointed(stage, part)
    if doing.day < appointed.appointed_on:
        raise DoesNotFit(
            f"They were appointed on {in_words(appointed.appointed_on)} and cannot report before."
        )
    revised = Report.objects.filter(appointment__stage=stage, appointment__part=part).exists()
    (keep_findings if revised else answer_every_point)(doing, step, findings)
    keep_recommendations(doing, stage, recommendations, SOURCE[part])
    row = Report(appointment=appointed, received_on=doing.day, is_revised=revised, words=words.strip())
    doing.add(row)
    if appointed.report_received_on is None:
        doing.change(appointed, report_received_on=doing.day)
    return row
