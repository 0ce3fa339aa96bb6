"""How one stage ended as its row tells it: answered, withdrawn or open, and whether its days can follow one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from heard.casework.history import HistoryStage
from heard.importing.judge_rows import Said
from heard.importing.judge_sheet import Sheet, problem_in
from heard.importing.judgement import Problem
from heard.importing.layout import Row

# What cannot come before what: the later day, the earlier, and how it is said.
IN_ORDER = (
    ("acknowledged_on", "started_on", "It was acknowledged before it was received."),
    ("statement_agreed_on", "started_on", "The statement was agreed before the stage began."),
    ("extended_to", "started_on", "Time was extended to a day before the stage began."),
    ("panel_met_on", "started_on", "The panel met before it was asked for."),
    ("report_sent_on", "started_on", "The report was sent before the stage began."),
    ("report_sent_on", "panel_met_on", "The report was sent before the panel met."),
    ("answered_on", "started_on", "It was answered before it began."),
    ("withdrawn_on", "started_on", "It was withdrawn before it began."),
)


@dataclass(slots=True)
class Facts:
    """What one row says, settled: its kind, the stage of its own columns, when it was received."""

    row: Row
    said: Said
    kind: str = ""
    kind_label: str = ""
    stage: str = ""
    received_on: date | None = None
    problems: list[Problem] = field(default_factory=list)


def ending_of(sheet: Sheet, facts: Facts, prefix: str) -> tuple[str, date | None, date | None]:
    """The outcome, the day of the answer and the day of withdrawal, one of the two at most.

    The day a case was closed, beside one for the answer, says when it was withdrawn and nothing else.
    """
    said = facts.said
    outcome: str = said.get(f"{prefix}outcome", "")
    means = sheet.means("outcome", outcome)
    answered, withdrawn = said.get(f"{prefix}answered_on"), said.get(f"{prefix}withdrawn_on")
    status = "" if prefix else said.get("status", "")
    if means == "withdrawn" or withdrawn or (status == "withdrawn" and not outcome):
        answered, withdrawn = None, withdrawn or answered or said.get(f"{prefix}closed_on")
        if withdrawn is None:
            _lacks_day(sheet, facts, prefix, "It is withdrawn, but no day says when.")
    elif means == "open":
        if answered:
            _contradicts(sheet, facts, prefix, outcome)
        outcome = ""
    elif answered is None and (outcome or status == "closed"):
        what = f"the outcome “{outcome}”" if outcome else "the status closed"
        _lacks_day(sheet, facts, prefix, f"It has {what}, but no day on which it was answered.")
    return outcome, answered, withdrawn


def _lacks_day(sheet: Sheet, facts: Facts, prefix: str, why: str) -> None:
    name = f"{prefix}answered_on" if sheet.has(f"{prefix}answered_on") else f"{prefix}outcome"
    if any(problem.column == sheet.heading(name) for problem in facts.problems):
        return
    facts.problems.append(
        problem_in(sheet, facts.row, name, why, "Type that day, or clear the outcome if it is open.")
    )


def _contradicts(sheet: Sheet, facts: Facts, prefix: str, outcome: str) -> None:
    why = f"It says “{outcome}”, and yet it has a day on which it was answered."
    then = "Type the outcome, or clear the day of the answer."
    facts.problems.append(problem_in(sheet, facts.row, f"{prefix}outcome", why, then))


def check_order(sheet: Sheet, facts: Facts, prefix: str, stage: HistoryStage) -> None:
    """Add to the row's problems each day of a stage that comes before a day it must follow."""
    for later, earlier, why in IN_ORDER:
        after, before = getattr(stage, later), getattr(stage, earlier)
        if after is None or before is None or after >= before:
            continue
        if later == "acknowledged_on" and facts.received_on and after >= facts.received_on:
            continue  # acknowledged on receipt, though the stage's own clock began later
        name = f"{prefix}{later}" if sheet.has(f"{prefix}{later}") else f"{prefix}answered_on"
        then = f"The earlier day is {before.day} {before:%B %Y}. Correct whichever is wrong."
        facts.problems.append(problem_in(sheet, facts.row, name, why, then))
