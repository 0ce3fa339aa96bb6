"""Lists of one row a stage: rows brought together by their reference, or by a link to the earlier row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from heard.casework.history import HistoryRecord, HistoryStage
from heard.importing.judge_complaints import record_of
from heard.importing.judge_ending import Facts
from heard.importing.judge_sheet import Sheet, named, problem_in

ORDER = {"concern": 0, "informal": 0, "enquiry": 0, "other": 0, "stage_1": 1, "stage_2": 2, "stage_3": 3}


def records_of(sheet: Sheet, rows: list[tuple[Facts, str]]) -> Iterator[HistoryRecord]:
    """The cases of a list of one row a stage; a row whose earlier row is not in the list stands alone."""
    for group in _by_case(rows):
        group.sort(key=lambda pair: (ORDER[pair[0].stage or "other"], pair[0].row.number))
        _refuse_repeats(sheet, group)
        made = [(facts, record_of(sheet, facts, reference)) for facts, reference in group]
        whole = [(facts, record) for facts, record in made if record is not None]
        if len(whole) == len(made):
            record = _together(sheet, whole)
            if record is not None:
                yield record


def _by_case(rows: list[tuple[Facts, str]]) -> list[list[tuple[Facts, str]]]:
    """Rows of one case together: the same reference, or a chain of links from the later row to the earlier."""
    earlier_of: dict[str, str] = {}
    present = {_plain(reference) for _, reference in rows}
    for facts, reference in rows:
        link = _plain(facts.said.get("earlier_reference", ""))
        if link in present and link != _plain(reference):
            earlier_of.setdefault(_plain(reference), link)
    groups: dict[str, list[tuple[Facts, str]]] = {}
    for facts, reference in rows:
        groups.setdefault(_first_of(_plain(reference), earlier_of), []).append((facts, reference))
    return list(groups.values())


def _plain(reference: str) -> str:
    return reference.casefold().replace(" ", "")


def _first_of(reference: str, earlier_of: dict[str, str]) -> str:
    seen = {reference}
    while reference in earlier_of and earlier_of[reference] not in seen:
        reference = earlier_of[reference]
        seen.add(reference)
    return min(seen) if earlier_of.get(reference) in seen else reference


def _refuse_repeats(sheet: Sheet, group: list[tuple[Facts, str]]) -> None:
    first: dict[str, Facts] = {}
    for facts, reference in group:
        if not facts.stage or facts.problems:
            continue
        before = first.setdefault(facts.stage, facts)
        if before is not facts:
            why = f"Row {before.row.number} is already {named(facts.stage).lower()} of this case."
            then = f"Delete one of the two, or give {reference} a reference or stage of its own."
            facts.problems.append(problem_in(sheet, facts.row, "reference", why, then))


def _together(sheet: Sheet, made: list[tuple[Facts, HistoryRecord]]) -> HistoryRecord | None:
    """One case from its rows: who and what from the earliest that says it, a stage from each row."""
    _, first = made[0]
    stages: list[HistoryStage] = []
    for _, record in made:
        own = "" if record.reference == first.reference else record.reference
        stages += [replace(stage, reference=own) for stage in record.stages]
    if not _follow_on(sheet, made):
        return None
    rest = [record for _, record in made[1:]]
    said_later = {
        name: next((value for one in rest if (value := getattr(one, name))), getattr(first, name))
        for name in (
            "channel",
            "complainant",
            "complainant_name",
            "advocate_provider",
            "team",
            "service",
            "joint_with",
        )
        if not getattr(first, name)
    }
    return replace(
        first,
        **said_later,
        advocate=_helped([record.advocate for _, record in made]),
        received_on=min(record.received_on for _, record in made),
        natures=tuple(dict.fromkeys(nature for _, record in made for nature in record.natures)),
        words=_joined([record.words for _, record in made]),
        notes=_joined([record.notes for _, record in made]),
        stages=tuple(stages),
        payments=tuple(one for _, record in made for one in record.payments),
        other=_others([record for _, record in made]),
        earlier_reference=first.earlier_reference,
    )


def _follow_on(sheet: Sheet, made: list[tuple[Facts, HistoryRecord]]) -> bool:
    """Whether each later stage began after the one before; where not, its row has a problem."""
    right = True
    for (before, earlier), (after, later) in zip(made, made[1:], strict=False):
        if (
            not (earlier.stages and later.stages)
            or later.stages[0].started_on >= earlier.stages[0].started_on
        ):
            continue
        right = False
        why = f"{named(after.stage)} began before {named(before.stage).lower()} did, in row {before.row.number}."
        name = "started_on" if "started_on" in after.said else "received_on"
        after.problems.append(problem_in(sheet, after.row, name, why, "Correct whichever day is wrong."))
    return right


def _helped(said: list[bool | None]) -> bool | None:
    known = [one for one in said if one is not None]
    return any(known) if known else None


def _joined(texts: list[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _others(records: list[HistoryRecord]) -> dict[str, str]:
    kept: dict[str, str] = {}
    for record in records:
        for heading, text in record.other.items():
            if kept.setdefault(heading, text) != text:
                kept[f"{heading} (row {record.row})"] = text
    return kept
