"""Correcting the record: what it was, what it became, who and why stay on record, and a clock is judged again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from heard.casework.clocks import clocks_of_council
from heard.casework.intake_clocks import hint, is_open, note_change
from heard.casework.intake_receiving import keep_natures, machine_day, refuse_after_the_machine
from heard.casework.parties import must_say
from heard.casework.performing import Doing, NotNow, day_of, performing
from heard.casework.points import point_of
from heard.casework.stage_days import dates_on_record
from heard.law.procedure import Act
from heard.law.timeliness import Timeliness
from heard.law.working_days import in_words
from heard.people.models import Team, Term
from heard.representations.models import Representation, RepresentationNature, Stage

CASE = ("received_on", "words", "notes", "channel", "team")
# What it is about: none, one or several labels of the council's list, written with a semicolon between them.
NATURES = "natures"
STAGE = (
    "started_on",
    "acknowledged_on",
    "statement_agreed_on",
    "panel_met_on",
    "report_sent_on",
    "answered_on",
    "withdrawn_on",
)
POINT = ("words", "agreed_words", "outcome_wanted", "arose_on")
NEVER_EMPTY = ("received_on", "started_on", "words")
# The days of what only an act does: a correction mends one that is on record, and neither does it nor undoes it.
DONE_BY_ACTS = ("statement_agreed_on", "panel_met_on", "report_sent_on", "answered_on", "withdrawn_on")


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a value was and became, and for each stage whose verdict it changed: its code, before and after."""

    what: str
    was: str
    became: str
    judged: tuple[tuple[str, Timeliness, Timeliness], ...] = ()


def correct(
    *,
    reference: str,
    by: str,
    at: datetime,
    corrected_on: date,
    what: str,
    became: str,
    why: str,
    evidence: str,
) -> Corrected:
    """Correct one value: of the case (received_on), of a stage (stage_1/answered_on) or of a point (point/2/arose_on).

    Days are written 2026-04-01, and nothing for none; what it is about (natures) as “Delay; Communication”. Both
    values stay on record with `why` and `evidence`, and every stage is judged again. Raises NotNow for what
    cannot be so.
    """
    with performing(Act.CORRECT, reference=reference, by=by, at=at, day=corrected_on, what=what) as doing:
        must_say(why, "why the record was wrong")
        must_say(evidence, "the evidence for the right value")
        if what == NATURES:
            return _correct_natures(doing, became, f"{why.strip()} Evidence: {evidence.strip()}")
        before = _verdicts(doing.case)
        row, name = _find(doing.case, what)
        was = getattr(row, name)
        value = _value(what, name, became)
        _refuse(doing, row, name, value)
        note_change(doing, what, was, value, f"{why.strip()} Evidence: {evidence.strip()}")
        doing.change(row, **{name: value})
        if name == "received_on":
            _move_first_stage(doing, was, value, why)
        _again(doing)
        return Corrected(what, _text(was), _text(value), _changed(before, _verdicts(doing.case)))


def _correct_natures(doing: Doing, became: str, why: str) -> Corrected:
    rows = list(RepresentationNature.objects.filter(representation=doing.case).select_related("term"))
    was = "; ".join(row.term.label for row in rows)
    labels = tuple(one.strip() for one in became.split(";") if one.strip())
    for row in rows:
        doing.line.remove(row)
    keep_natures(doing, labels)
    note_change(doing, NATURES, was, "; ".join(labels), why)
    return Corrected(NATURES, was, "; ".join(labels))


def _find(case: Representation, what: str) -> tuple[models.Model, str]:
    """The row and the field of a name such as stage_1/answered_on. Raises NotNow, listing what may be corrected."""
    where, _, name = what.rpartition("/")
    if not where and name in CASE:
        return case, name
    if where.startswith("point/") and name in POINT and where[6:].isdigit():
        return point_of(case, int(where[6:])), name
    stage = Stage.objects.filter(representation=case, stage=where).first() if name in STAGE else None
    if stage is not None:
        stage.representation = case
        return stage, name
    raise NotNow(
        f"“{what}” cannot be corrected. Of the case: {', '.join((*CASE, NATURES))}. Of a stage it has: stage_1/ and "
        f"one of {', '.join(STAGE)}. Of a point: point/1/ and one of {', '.join(POINT)}."
    )


def _value(what: str, name: str, said: str) -> Any:
    """What was said as the field holds it. Raises NotNow for a day that is none, or a label there is none of."""
    if name in ("channel", "team"):
        return _labelled(name, said)
    if not said.strip():
        if name in NEVER_EMPTY:
            raise NotNow(f"“{what}” cannot be left empty. Give the right value.")
        return None if name.endswith("_on") else ""
    if not name.endswith("_on"):
        return said
    try:
        return date.fromisoformat(said.strip())
    except ValueError as why:
        raise NotNow(f"“{said}” is not a day. Write it like this: 2026-04-01") from why


def _labelled(name: str, said: str) -> models.Model | None:
    if not said.strip():
        return None
    rows: dict[str, Callable[[], models.QuerySet[Any]]] = {
        "channel": lambda: Term.objects.filter(list=Term.List.CHANNEL),
        "team": Team.objects.all,
    }
    there = {row.label: row for row in rows[name]()}
    if said not in there:
        raise NotNow(f"“{said}” is no {name} of the council. There are: {', '.join(there) or 'none'}.")
    found: models.Model = there[said]
    return found


def _refuse(doing: Doing, row: models.Model, name: str, value: Any) -> None:
    """Refuse a day that has not come, or that the other days contradict. Raises NotNow."""
    if isinstance(row, Stage) and name in DONE_BY_ACTS:
        _refuse_doing(row, name, value)
    if not isinstance(value, date):
        return
    if value > day_of(doing.line.at):
        raise NotNow(f"{in_words(value)} has not come yet. Give the day on which it happened.")
    if isinstance(row, Stage):
        _refuse_of_stage(row, name, value)
    if name == "received_on":
        refuse_after_the_machine(value, machine_day(doing.case))
        _refuse_after_its_acts(doing.case, value)


def _refuse_doing(stage: Stage, name: str, value: Any) -> None:
    """Refuse to answer, withdraw or carry on a stage, or to take that back, by correcting a day. Raises NotNow."""
    on_record, what = getattr(stage, name), name.removesuffix("_on").replace("_", " ")
    if on_record is None and value is not None and is_open(stage):
        raise NotNow(
            f"{stage.get_stage_display()} has no day on record to correct here ({what}). If it was done, record it as "
            "what it is, with what belongs to it."
        )
    if on_record is not None and value is None:
        raise NotNow(
            f"{stage.get_stage_display()} is on record with this ({what}) on {in_words(on_record)}. Give the right "
            "day; to take it back, reopen or reinstate the case."
        )


def _refuse_of_stage(stage: Stage, name: str, value: date) -> None:
    if value < stage.representation.received_on:
        received = in_words(stage.representation.received_on)
        raise NotNow(
            f"It was received on {received}; nothing was done before. Correct the day of receipt first."
        )
    ends = [day for day in (stage.answered_on, stage.withdrawn_on) if day]
    if name == "started_on" and any(day < value for day in ends):
        raise NotNow(
            f"{stage.get_stage_display()} ended on {in_words(min(ends))} and cannot begin after that."
        )
    if name != "started_on" and value < stage.started_on:
        raise NotNow(f"{stage.get_stage_display()} began on {in_words(stage.started_on)}. Check the day.")
    if (name, stage.withdrawn_on is None) == ("answered_on", False):
        raise NotNow(f"{stage.get_stage_display()} was withdrawn, and so has no answer.")
    if (name, stage.answered_on is None) == ("withdrawn_on", False):
        raise NotNow(f"{stage.get_stage_display()} was answered, and so was not withdrawn.")


def _refuse_after_its_acts(case: Representation, value: date) -> None:
    for stage in Stage.objects.filter(representation=case):
        moved = stage.started_on == case.received_on
        ends = [day for day in (stage.answered_on, stage.withdrawn_on, stage.ended_on) if day]
        days = ends if moved else [stage.started_on, *ends]
        if any(day < value for day in days):
            raise NotNow(
                f"{case.reference} cannot have been received on {in_words(value)}: {stage.get_stage_display()} had an "
                f"act of {in_words(min(days))}. Check both days."
            )


def _move_first_stage(doing: Doing, was: date, became: date, why: str) -> None:
    """A first stage that counted from receipt counts from the true day of receipt, back as well as forward (T8)."""
    for stage in Stage.objects.filter(representation=doing.case, started_on=was):
        if stage.stage in ("stage_1", "concern", "informal"):
            note_change(doing, f"{stage.stage}/started_on", was, became, why)
            doing.change(stage, started_on=became)


def _again(doing: Doing) -> None:
    for stage in Stage.objects.filter(representation=doing.case):
        if is_open(stage):
            hint(doing, stage)


def _verdicts(case: Representation) -> dict[str, Timeliness]:
    clocks = clocks_of_council()
    stages = Stage.objects.filter(representation=case).select_related("representation")
    return {one.stage: clocks.judge(dates_on_record(one), one.withdrawn_on).timeliness for one in stages}


def _changed(
    before: dict[str, Timeliness], after: dict[str, Timeliness]
) -> tuple[tuple[str, Timeliness, Timeliness], ...]:
    return tuple((code, was, after[code]) for code, was in before.items() if after[code] != was)


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
