"""A stage that ended without an answer is neither open nor concluded, and stands in its own box."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework.making import NOW, complaint, council, kept, stage

from heard.casework.writing import writing
from heard.figures.ask import ask
from heard.reporting.annual import annual_report
from heard.reporting.frames import frames_of_council
from heard.representations.models import Stage

pytestmark = pytest.mark.django_db


def figures(measure: str) -> int:
    frames = frames_of_council(today=date(2026, 11, 22))
    return int(ask(frames, measure, period="2026-27").total.value or 0)


def test_a_stage_passed_by_without_an_answer_is_neither_open_nor_concluded():
    council()
    kept(complaint("C1", stages=(stage(),), payments=()), complaint("C2", payments=()))
    assert (figures("open"), figures("concluded"), figures("ended_without_answer")) == (1, 1, 0)

    with writing("test_rows", by="amina", at=NOW, reference="C1") as line:
        row = Stage.objects.get(representation__reference="C1")
        line.change(row, ended_on=date(2026, 5, 1), ended_because="passed_by")

    assert (figures("stage_started"), figures("open"), figures("concluded")) == (2, 0, 1)
    assert figures("ended_without_answer") == 1
    answer = ask(frames_of_council(today=date(2026, 11, 22)), "outcomes", period="2026-27", by=["outcome"])
    assert {cell.by["outcome"]: cell.value for cell in answer.cells if cell.value} == {
        "Upheld": 1,
        "Ended without an answer": 1,
    }


def test_the_annual_report_reconciles_when_a_stage_ended_without_an_answer():
    council()
    kept(complaint("C1", stages=(stage(),), payments=()), complaint("C2", payments=()))
    with writing("test_rows", by="amina", at=NOW, reference="C1") as line:
        row = Stage.objects.get(representation__reference="C1")
        line.change(row, ended_on=date(2026, 5, 1), ended_because="joined")
    day = date(2026, 11, 22)

    report = annual_report(frames_of_council(today=day), period="2026-27", today=day, at=NOW)

    in_time = next(one for one in report.tables if one.id == "in-time")
    assert "Ended without an answer" in in_time.columns
