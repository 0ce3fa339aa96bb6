"""The shorter lists: compliments, Ombudsman cases, and the context figures a council types in."""

from __future__ import annotations

from collections.abc import Sequence

from heard.casework.history import HistoryContext, HistoryOmbudsman, HistoryRecord
from heard.importing.judge_rows import Said, other_cells, read_row
from heard.importing.judge_sheet import Sheet, problem_in
from heard.importing.judgement import Problem
from heard.importing.layout import Row
from heard.importing.meanings import INVESTIGATED


def compliment(sheet: Sheet, row: Row, reference: str) -> tuple[HistoryRecord | None, list[Problem]]:
    """A compliment from its row, or what must be mended."""
    said, problems = read_row(sheet, row)
    problems += lacking(sheet, row, said, problems, ("received_on",))
    if problems:
        return None, problems
    return HistoryRecord(
        row=row.number,
        reference=reference,
        kind="compliment",
        procedure="none",
        received_on=said["received_on"],
        channel=said.get("channel", ""),
        complainant=said.get("complainant", ""),
        complainant_name=said.get("complainant_name", ""),
        team=said.get("team", ""),
        service=said.get("service", ""),
        natures=said.get("category", ()),
        words="\n".join(said.get("words", ())),
        notes="\n".join(said.get("notes", ())),
        other=other_cells(sheet, row),
    ), []


def ombudsman_case(sheet: Sheet, row: Row, reference: str) -> tuple[HistoryOmbudsman | None, list[Problem]]:
    """A case with the Ombudsman from its row, or what must be mended."""
    said, problems = read_row(sheet, row)
    problems += lacking(sheet, row, said, problems, ("received_on",))
    problems += _decided_too_soon(sheet, row, said)
    if problems:
        return None, problems
    return HistoryOmbudsman(
        row=row.number,
        reference=reference,
        received_on=said["received_on"],
        service=said.get("service", ""),
        investigated=_investigated(sheet, said),
        decision=said.get("decision", ""),
        decided_on=said.get("decided_on"),
        about_reference=said.get("about_reference", ""),
        notes="\n".join(said.get("notes", ())),
        other=other_cells(sheet, row),
    ), []


def _investigated(sheet: Sheet, said: Said) -> bool | None:
    """What the sheet says; without such a column, what the words of the decision themselves say."""
    if sheet.has("investigated"):
        told: bool | None = said.get("investigated")
        return told
    return INVESTIGATED.get(sheet.means("decision", said.get("decision", "")))


def _decided_too_soon(sheet: Sheet, row: Row, said: Said) -> list[Problem]:
    decided, received = said.get("decided_on"), said.get("received_on")
    if decided is None or received is None or decided >= received:
        return []
    why = f"It was decided before it was received, on {received.day} {received:%B %Y}."
    return [problem_in(sheet, row, "decided_on", why, "Correct whichever day is wrong.")]


def context_figure(sheet: Sheet, row: Row) -> tuple[HistoryContext | None, list[Problem]]:
    """A context figure from its row, or what must be mended."""
    said, problems = read_row(sheet, row)
    problems += lacking(sheet, row, said, problems, ("name", "value", "as_at"))
    if problems:
        return None, problems
    return HistoryContext(
        row=row.number,
        name=said["name"],
        value=said["value"],
        as_at=said["as_at"],
        source=said.get("source", ""),
        taken_on=said.get("taken_on"),
    ), []


LACKING = {
    "received_on": ("It has no day on which it was received.", "Type the day."),
    "name": ("The figure has no name.", "Say what is counted, such as “Children in need”."),
    "value": ("The figure is missing.", "Type the figure, or delete the row."),
    "as_at": ("It does not say which day the figure is for.", "Type the day, such as 31/03/2021."),
    "reference": ("It has no reference.", "Give it a reference of its own."),
}


def lacking(
    sheet: Sheet, row: Row, said: Said, problems: Sequence[Problem], names: Sequence[str]
) -> list[Problem]:
    """What a row must say and does not, apart from cells already found wrong."""
    bad = {problem.column for problem in problems}
    wanted = (*names, "reference") if sheet.has("reference") else names
    return [
        problem_in(sheet, row, name, *LACKING[name])
        for name in wanted
        if name not in said and sheet.heading(name) not in bad
    ]
