"""The dated facts of a case, each as a sentence: what the rows say happened, and on which day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from heard.casework.commitments import key_of
from heard.casework.stage_days import corporate_stages
from heard.casework.story_later import LATER
from heard.casework.story_panel import attendance_facts, panel_facts, submission_facts
from heard.casework.story_telling import Fact, because, dated, named, on_point
from heard.casework.story_words import sentence
from heard.law.working_days import in_words
from heard.outcomes.models import Finding
from heard.representations.models import (
    Advocacy,
    Appointment,
    ContactAttempt,
    Decision,
    Dissatisfaction,
    Extension,
    Hold,
    Panel,
    PanelAttendance,
    PanelSubmission,
    Report,
    Representation,
    Stage,
    Wording,
)

Rows = Callable[[Representation], Any]
Tell = Callable[[Any], Iterator[Fact]]
Tables = tuple[tuple[tuple[Any, ...], Tell], ...]
HELD = {
    "proceedings": "Held for proceedings",
    "advocate": "Waiting for an advocate (the days go on counting)",
    "complainant_asked": "Waiting at the complainant’s wish (the days go on counting)",
}
STANDINGS = {
    "drafted": "drafted",
    "agreed": "agreed",
    "settled": "settled after the chance to comment",
    "amended": "amended",
}


def tables_of(case: Representation) -> Tables:
    """Every row of every table of a case, each table with how it is told. One statement a table."""
    return tuple((tuple(rows(case)), tell) for rows, tell in (*_TABLES, *LATER))


def facts_of(case: Representation, tables: Tables | None = None) -> Iterator[Fact]:
    """Every dated fact of a case, table by table; of `tables`, where they were read already."""
    yield from _case(case)
    for rows, tell in tables_of(case) if tables is None else tables:
        for row in rows:
            yield from tell(row)


def rows_of_case(case: Representation, tables: Tables | None = None) -> Iterator[Any]:
    """Every row that a story of this case is told from: the case itself, and each row of each of its tables."""
    yield case
    for rows, _ in tables_of(case) if tables is None else tables:
        yield from rows
    yield from case.elements.all()
    yield from case.parties.all()


def _case(case: Representation) -> Iterator[Fact]:
    how = f" by {case.channel.label.lower()}" if case.channel else ""
    words = f"It reached the council{how}."
    yield Fact(case.received_on, words, key_of(case), received_on=case.received_on, field="received_on")


def _stage(row: Stage) -> Iterator[Fact]:
    name, field = row.get_stage_display(), f"{row.stage}/"
    yield from dated(
        row,
        ("started_on", f"{name} began: day 0 of its clock."),
        ("acknowledged_on", f"{name} was acknowledged."),
        ("statement_sent_on", "The draft statement of complaint was sent."),
        ("statement_agreed_on", "The statement of complaint was agreed."),
        ("panel_met_on", "The panel met."),
        ("report_sent_on", "The panel’s report was sent."),
        ("right_told_on", _right_told(row)),
        field=field,
    )
    found = f" Outcome: {row.outcome.label}." if row.outcome else ""
    yield from dated(
        row, ("answered_on", f"{name} was answered.{found}"), why=row.resolution_terms, field=field
    )
    yield from dated(row, ("withdrawn_on", f"{name} was withdrawn."), field=field)
    ended = f"{name} ended without an answer of its own: {named(row.ended_because)}."
    yield from dated(row, ("ended_on", ended), field=field)


def _right_told(row: Stage) -> str:
    """What an answer told them they may do next: after the last stage that is to go to the Ombudsman."""
    case = row.representation
    is_last = row.stage == ("stage_3" if case.procedure == "children_act" else "stage_2")
    if is_last or (case.procedure == "corporate" and corporate_stages(case) == 1):
        return "How to go to the Ombudsman was told."
    return "The right to go on was told."


def _extension(row: Extension) -> Iterator[Fact]:
    name = row.stage.get_stage_display()
    words = f"{name} was extended to {in_words(row.extended_to)}."
    agreed = {True: "The complainant agreed.", False: "The complainant did not agree."}
    why = because(row.reason, agreed.get(row.was_agreed, "") if row.was_agreed is not None else "")
    for fact in dated(
        row, ("decided_on", words), ("told_on", "The complainant was told of the new day."), why=why
    ):
        yield fact if fact.field != "decided_on" else _by(fact, row.decided_by)


def _by(fact: Fact, who: str) -> Fact:
    return Fact(
        fact.happened_on, fact.words, fact.key, fact.why, who, received_on=fact.received_on, field=fact.field
    )


def _hold(row: Hold) -> Iterator[Fact]:
    words = HELD.get(row.basis, f"Held: {named(row.basis)}")
    why = because(row.proceedings, row.prejudice, f"Evidence: {row.evidence}" if row.evidence else "")
    yield from dated(
        row,
        ("from_on", f"{words}{on_point(row)}."),
        ("told_on", "The complainant was told of the wait."),
        ("until_on", f"The wait ended{on_point(row)}."),
        why=why,
    )


# What a decision is about, where its code alone does not say it to a reader.
ABOUT = {
    "acknowledgement": "the acknowledgement",
    "answer": "the answer",
    "closing": "closing it",
    "eligibility": "whether it is accepted",
    "freeze": "a freeze",
    "going_on_from_before": "going on with what was brought in",
    "interest": "sufficient interest",
    "late_request_stage_2": "the late request for Stage 2",
    "late_request_stage_3": "the late request for Stage 3",
    "limit": "a limit on contact",
    "more_time": "more time",
    "panel_date": "the day of the panel",
    "paper_set_aside": "a paper that reads as if it came from court",
    "procedure": "which procedure is used",
    "refusal": "a refusal",
    "refusal_ended": "the refusal",
    "reopening": "opening it again",
    "safeguarding": "safeguarding",
    "withdrawal": "the withdrawal",
}
# What is kept as a decision and is a thing done: its reason says how.
DONE = {
    "acknowledgement": "The acknowledgement was sent: {}",
    "sharing": "It was shared with {}",
    "thanks": "They were thanked: {}",
}


def _decision(row: Decision) -> Iterator[Fact]:
    if row.about in DONE:
        words = DONE[row.about].format(sentence(row.reason))
        yield from (_by(fact, row.decided_by) for fact in dated(row, ("decided_on", words)))
        return
    ground, about = f" ({named(row.ground)})" if row.ground else "", ABOUT.get(row.about, named(row.about))
    same = " They were told on that day." if row.told_on == row.decided_on else ""
    words = f"Decided{on_point(row)} about {about}: {named(row.answer)}{ground}.{same}"
    why = because(row.reason, f"Evidence: {row.evidence}" if row.evidence else "")
    told, ended = f"They were told of the decision about {about}.", f"What was decided about {about} ended."
    found = dated(row, ("decided_on", words), ("told_on", told), ("ended_on", ended), why=why)
    seconded = f" and {row.seconded_by}" if row.seconded_by else ""
    for fact in found:
        if fact.field == "decided_on":
            yield _by(fact, f"{row.decided_by}{seconded}")
        elif not (same and fact.field == "told_on"):
            yield fact


def _finding(row: Finding) -> Iterator[Fact]:
    words = f"{row.get_step_display()} found on point {row.element.number}: {row.finding.label}."
    yield from dated(row, ("found_on", words), why=row.reason)


def _wording(row: Wording) -> Iterator[Fact]:
    words = f"Point {row.element.number} of the statement was {STANDINGS[row.standing]}: “{row.words}”"
    yield from dated(row, ("since", words), why=row.because)


def _appointment(row: Appointment) -> Iterator[Fact]:
    who, part = row.person.name, named(row.part)
    yield from dated(
        row,
        ("appointed_on", f"{who} was appointed as {part}."),
        ("declared_on", f"{who} declared: {_declared(row.declared)}."),
        why=row.appointed_because,
    )
    yield from dated(row, ("ended_on", f"{who} ceased to be {part}."), why=row.ended_because)


def _declared(said: str) -> str:
    """What somebody declared that could stand in the way; what they said no to is left out."""
    parts = [part.strip() for part in said.split(";")]
    kept = [part for part in parts if part and part.rpartition(":")[2].strip() not in ("no", "none", "")]
    return "; ".join(kept) or "nothing that stands in the way"


def _report(row: Report) -> Iterator[Fact]:
    who = row.appointment.person.name
    revised = "revised report" if row.is_revised else "report"
    words = f"The {revised} of {who}, {named(row.appointment.part)}, was received."
    yield Fact(row.received_on, words, key_of(row), received_on=row.received_on)


def _dissatisfaction(row: Dissatisfaction) -> Iterator[Fact]:
    yield from dated(row, ("said_on", f"Words of dissatisfaction: “{row.words}”"))
    meant = {True: "a request to go on", False: "no request to go on", None: "not decided yet"}[
        row.is_request
    ]
    for fact in dated(row, ("decided_on", f"Those words were taken as {meant}."), why=row.reason):
        yield _by(fact, row.decided_by)


def _advocacy(row: Advocacy) -> Iterator[Fact]:
    right = "as a right" if row.as_a_right else "as information"
    provider = f", {row.provider.label}" if row.provider else ""
    yield from dated(row, ("offered_on", f"Advocacy was offered {right}."))
    yield from dated(
        row,
        ("answered_on", f"Advocacy was {row.answer or 'answered'}{provider}."),
        ("referred_on", "The advocacy provider was asked."),
        ("first_contact_on", "The advocate first spoke with them."),
        ("ended_on", "The advocate’s part ended."),
        why=row.declined_because,
    )


def _contact(row: ContactAttempt) -> Iterator[Fact]:
    reached = "reached them" if row.reached else "did not reach them"
    yield from dated(row, ("tried_on", f"A contact by {named(row.way)} {reached}."), why=row.words)


def _attendances(case: Representation) -> Any:
    rows = PanelAttendance.objects.filter(panel__stage__representation=case)
    return rows.select_related("person", "panel__stage").order_by("pk")


_TABLES: tuple[tuple[Rows, Tell], ...] = (
    (lambda case: case.stages.select_related("outcome", "representation"), _stage),
    (lambda case: Extension.objects.filter(stage__representation=case).select_related("stage"), _extension),
    (lambda case: case.holds.select_related("element"), _hold),
    (lambda case: case.decisions.select_related("element"), _decision),
    (
        lambda case: (
            Finding.objects.filter(element__representation=case)
            .select_related("element", "finding")
            .order_by("element__number", "pk")
        ),
        _finding,
    ),
    (lambda case: Wording.objects.filter(element__representation=case).select_related("element"), _wording),
    (lambda case: case.appointments.select_related("person"), _appointment),
    (
        lambda case: Report.objects.filter(appointment__representation=case).select_related(
            "appointment__person"
        ),
        _report,
    ),
    (lambda case: Panel.objects.filter(stage__representation=case).select_related("stage"), panel_facts),
    (_attendances, attendance_facts),
    (
        lambda case: PanelSubmission.objects.filter(panel__stage__representation=case).select_related(
            "panel__stage"
        ),
        submission_facts,
    ),
    (lambda case: case.dissatisfactions.all(), _dissatisfaction),
    (lambda case: case.advocacy.select_related("provider").order_by("pk"), _advocacy),
    (lambda case: case.contact_attempts.all(), _contact),
)
