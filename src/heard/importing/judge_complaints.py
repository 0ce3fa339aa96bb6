"""One row of a list of complaints, concerns, comments and enquiries: what it is, and the stages it tells of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from heard.casework.history import HistoryPayment, HistoryRecord, HistoryStage
from heard.importing.fields import LATER_STAGES, stage_and_name
from heard.importing.judge_ending import Facts, check_order, ending_of
from heard.importing.judge_money import payment
from heard.importing.judge_rows import Said, other_cells, read_row
from heard.importing.judge_sheet import NUMBERED, Sheet, named, problem_in
from heard.importing.layout import Row
from heard.importing.meanings import procedure_of

STAGE_OF_KIND = {"concern": "concern", "informal_complaint": "informal"}
KIND_OF_STAGE = {"concern": "concern", "informal": "informal_complaint"}
WITHOUT_STAGES = frozenset({"compliment", "comment", "suggestion"})


def facts_of(sheet: Sheet, row: Row) -> Facts:
    """Read one row and settle its kind and stage."""
    said, problems = read_row(sheet, row)
    facts = Facts(row, said, problems=problems)
    bad = {problem.column for problem in problems}
    if sheet.has("reference") and "reference" not in said:
        facts.problems.append(
            problem_in(
                sheet, row, "reference", "It has no reference.", "Give the case a reference of its own."
            )
        )
    _settle_kind(sheet, facts, bad)
    facts.received_on = said.get("received_on") or said.get("started_on")
    if facts.received_on is None and sheet.heading("received_on", "started_on") not in bad:
        name = "received_on" if sheet.has("received_on") else "started_on"
        facts.problems.append(
            problem_in(sheet, row, name, "It has no day on which it was received.", "Type the day.")
        )
    return facts


def _settle_kind(sheet: Sheet, facts: Facts, bad: set[str]) -> None:
    said = facts.said
    facts.kind_label, kind, kind_stage = said.get("kind", ("", "", ""))
    stage = said.get("stage") or kind_stage
    if not kind:
        kind = KIND_OF_STAGE.get(stage) or sheet.default_kind
    if not stage and procedure_of(kind) == "none":
        stage = STAGE_OF_KIND.get(kind, "other")
    if not stage and sheet.heading("stage") not in bad:
        stage = "" if sheet.has("stage") else sheet.default_stage
        if not stage:
            facts.problems.append(
                problem_in(sheet, facts.row, "stage", "It does not say its stage.", "Write 1, 2 or 3.")
            )
    stage = _own_of(sheet, facts, stage)
    if stage and not _agree(kind, stage):
        why = f"The kind is {kind.replace('_', ' ')}, and that has no {stage.replace('_', ' ')}."
        facts.problems.append(
            problem_in(sheet, facts.row, "stage", why, "Correct the kind or the stage, whichever is wrong.")
        )
    facts.kind, facts.stage = (
        kind,
        stage if kind in STAGE_OF_KIND or procedure_of(kind) != "none" else "other",
    )


def _own_of(sheet: Sheet, facts: Facts, stage: str) -> str:
    """The stage that the row's plain columns tell of: where stage 2 has columns of its own, "stage 2" says only
    how far the case has come, and the plain columns are those of stage 1."""
    if stage not in LATER_STAGES or stage not in sheet.staged:
        return stage
    if not any(name in facts.said for name in sheet.staged[stage]):
        why = f"It says {named(stage).lower()}, and the columns of {named(stage).lower()} are blank."
        then = "Type the day on which that stage was asked for, or correct the stage."
        facts.problems.append(problem_in(sheet, facts.row, "stage", why, then))
    return "stage_1"


def _agree(kind: str, stage: str) -> bool:
    if procedure_of(kind) != "none":
        return stage in NUMBERED
    return kind not in STAGE_OF_KIND or stage == STAGE_OF_KIND[kind]


def record_of(sheet: Sheet, facts: Facts, reference: str) -> HistoryRecord | None:
    """The record that one row makes with the stages in its columns, or None where it must be mended."""
    stages = tuple(stages_of(sheet, facts))
    if facts.problems or facts.received_on is None:
        return None
    said = facts.said
    return HistoryRecord(
        row=facts.row.number,
        reference=reference,
        kind=facts.kind,
        kind_label=facts.kind_label,
        procedure=procedure_of(facts.kind),
        received_on=facts.received_on,
        channel=said.get("channel", ""),
        complainant=said.get("complainant", ""),
        complainant_name=said.get("complainant_name", ""),
        advocate=_advocate(sheet, said),
        advocate_provider=said.get("advocate_provider", ""),
        team=said.get("team", ""),
        service=said.get("service", ""),
        natures=said.get("nature", ()),
        words="\n".join(said.get("words", ())),
        notes="\n".join(said.get("notes", ())),
        earlier_reference=said.get("earlier_reference", ""),
        joint_with=said.get("joint_with", ""),
        stages=stages,
        payments=payments_of(sheet, facts),
        other=_others(sheet, facts),
    )


def _advocate(sheet: Sheet, said: Said) -> bool | None:
    if "advocate" not in said and not sheet.has("advocate") and said.get("advocate_provider"):
        return True
    helped: bool | None = said.get("advocate")
    return helped


def _others(sheet: Sheet, facts: Facts) -> dict[str, str]:
    kept = other_cells(sheet, facts.row)
    if "payment_detail" in facts.said and "payment_amount" not in facts.said:
        kept[sheet.heading("payment_detail")] = "; ".join(facts.said["payment_detail"])
    closed = [name for name in facts.said if stage_and_name(name)[1] == "closed_on"]
    return kept | {sheet.heading(name): facts.said[name].isoformat() for name in closed}


def payments_of(sheet: Sheet, facts: Facts) -> tuple[HistoryPayment, ...]:
    """Money that the row says was paid."""
    said = facts.said
    if "payment_amount" not in said:
        return ()
    detail = "; ".join(said.get("payment_detail", ()))
    # A sheet that says only what each sum was for prints them by that.
    kind = said.get("payment_kind") or detail[:200] or sheet.mapping.settings.get("payment_kind", "")
    return (payment(said["payment_amount"], kind, detail, said.get("paid_on")),)


def stages_of(sheet: Sheet, facts: Facts) -> Iterator[HistoryStage]:
    """The stages one row tells of, each checked against itself and against the one before."""
    own = _own_stage(sheet, facts)
    made = [own] if own else []
    for stage in LATER_STAGES:
        if any(name in facts.said for name in sheet.staged.get(stage, ())):
            later = _later_stage(sheet, facts, stage)
            if later:
                made.append(later)
    for earlier, later in zip(made, made[1:], strict=False):
        if later.started_on < earlier.started_on:
            facts.problems.append(
                problem_in(
                    sheet,
                    facts.row,
                    f"{later.stage}.started_on",
                    f"{named(later.stage)} began before {named(earlier.stage).lower()} did.",
                    "Correct whichever day is wrong.",
                )
            )
    yield from made


def _own_stage(sheet: Sheet, facts: Facts) -> HistoryStage | None:
    if facts.kind in WITHOUT_STAGES and "answered_on" not in facts.said:
        return None
    started = facts.said.get("started_on") or facts.received_on
    return stage_from(sheet, facts, "", facts.stage, started) if started and facts.stage else None


def _later_stage(sheet: Sheet, facts: Facts, stage: str) -> HistoryStage | None:
    started = facts.said.get(f"{stage}.started_on")
    if started is None:
        if any(problem.column == sheet.heading(f"{stage}.started_on") for problem in facts.problems):
            return None
        facts.problems.append(
            problem_in(
                sheet,
                facts.row,
                f"{stage}.started_on"
                if sheet.has(f"{stage}.started_on")
                else _first_said(sheet, facts, stage),
                f"{named(stage)} has entries, but no day on which it was asked for.",
                "Type that day, or clear the other cells of the stage.",
            )
        )
        return None
    return stage_from(sheet, facts, f"{stage}.", stage, started)


def _first_said(sheet: Sheet, facts: Facts, stage: str) -> str:
    return next(name for name in sheet.staged.get(stage, ()) if name in facts.said)


def stage_from(sheet: Sheet, facts: Facts, prefix: str, stage: str, started: date) -> HistoryStage:
    """One stage from the columns that begin with `prefix`; what is wrong with it goes to the row's problems."""
    said = facts.said
    outcome, answered, withdrawn = ending_of(sheet, facts, prefix)
    made = HistoryStage(
        stage=stage,
        started_on=started,
        acknowledged_on=said.get(f"{prefix}acknowledged_on"),
        statement_agreed_on=said.get(f"{prefix}statement_agreed_on"),
        extended_to=said.get(f"{prefix}extended_to"),
        extended=said.get(f"{prefix}extended"),
        extension_recorded=prefix.rstrip(".") in sheet.with_extensions,
        panel_met_on=said.get(f"{prefix}panel_met_on"),
        report_sent_on=said.get(f"{prefix}report_sent_on"),
        answered_on=answered,
        withdrawn_on=withdrawn,
        outcome=outcome,
        with_action=said.get(f"{prefix}with_action"),
        manager=said.get(f"{prefix}manager", ""),
        claimed_working_days=said.get(f"{prefix}working_days", ""),
        claimed_due_on=said.get(f"{prefix}due_on", ""),
        claimed_due_on_latest=said.get(f"{prefix}due_on_latest", ""),
        claimed_in_time=said.get(f"{prefix}in_time", ""),
        claimed_band=said.get(f"{prefix}band", ""),
        row=facts.row.number,
    )
    check_order(sheet, facts, prefix, made)
    return made
