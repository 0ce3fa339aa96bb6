"""The columns of a sheet that hold labels: every spelling of a list settled at once, over all its columns."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from heard.casework.history import KINDS
from heard.importing.judge_cells import LONGEST_LABEL, BadCell, Reader, not_too_long
from heard.importing.judge_sheet import Column, Sheet
from heard.importing.labels import Asked, Label, Question, Spellings, read_spellings
from heard.importing.meanings import kind_and_stage, meaning_of, stage_of
from heard.importing.words import as_text, as_told, same_words, says_nothing

WITHIN = re.compile(r"\s*[/,]\s*")
SEVERAL = re.compile(r"\s*[;|\n]\s*")


def read_list(sheet: Sheet, list_name: str) -> None:
    columns = [column for column in sheet.columns if column.label_list == list_name]
    if list_name == "stage":
        for column in columns:
            column.read = lambda cell: _read_stage(sheet, as_text(cell))
        return
    answers, meanings = _said_of(sheet, list_name)
    counts = _counted(sheet, columns)
    apart = _several_in_one(counts, sheet.labels.of(list_name), answers)
    if apart:
        for column in columns:
            column.apart = apart if column.holds == "labels" else {}
        sheet.notes.append(_said_apart(columns, apart))
        counts = _counted(sheet, columns)
    found = read_spellings(list_name, counts, sheet.labels.of(list_name), answers, meanings)
    sheet.spellings[list_name] = found
    sheet.notes += found.notes
    for column in columns:
        column.read = _label_reader(column, found)


def _counted(sheet: Sheet, columns: Sequence[Column]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for column in columns:
        for cell, times in Counter(row.cells[column.index] for row in sheet.rows).items():
            for spelling in _spellings_in(column, cell):
                counts[spelling] += times
    return counts


def _several_in_one(
    counts: Counter[str], known: Sequence[Label], answers: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Spellings like "Delay / Contact" of which each part stands alone elsewhere; "Assessment/Planning" is one."""
    listed = {same_words(label.text) for label in known}
    alone = {same_words(one) for one in counts if not WITHIN.search(one)} | listed
    alone |= {same_words(one) for one in answers}
    apart = {}
    for spelling in counts:
        parts = tuple(part.strip() for part in WITHIN.split(spelling))
        whole = spelling in answers or same_words(spelling) in listed
        if len(parts) > 1 and not whole and all(part and same_words(part) in alone for part in parts):
            apart[spelling] = parts
    return apart


def _said_apart(columns: Sequence[Column], apart: Mapping[str, tuple[str, ...]]) -> str:
    some = "; ".join(
        f"“{said}” as {' and '.join(f'“{part}”' for part in parts)}"
        for said, parts in list(apart.items())[:4]
    )
    more = f"; and {len(apart) - 4:,} more" if len(apart) > 4 else ""
    return (
        f"Read as several in “{columns[0].heading}”, because each stands alone in other rows: {some}{more}."
    )


def _said_of(sheet: Sheet, list_name: str) -> tuple[dict[str, str], dict[str, str]]:
    """What a person has said of a list's spellings and meanings. A kind answered by its code alone stays its own
    label: "Rep" = "comment" under [values.kind] says what it means, not how it is printed."""
    answers, meanings = (
        dict(sheet.mapping.answers(list_name)),
        dict(sheet.mapping.meanings.get(list_name, {})),
    )
    if list_name == "kind":
        for spelling in [said for said, label in answers.items() if label in KINDS]:
            meanings.setdefault(spelling, answers.pop(spelling))
    return answers, meanings


def _spellings_in(column: Column, cell: Any) -> list[str]:
    text = as_told(cell) if column.holds == "labels" else as_text(cell)
    parts = SEVERAL.split(text) if column.holds == "labels" else [text]
    if column.holds == "kind":
        parts = [kind_and_stage(text)[0]]
    found = [said for part in parts if not says_nothing(said := as_text(part))]
    return [one for said in found for one in column.apart.get(said, (said,))] if column.apart else found


def _label_reader(column: Column, found: Spellings) -> Reader:
    if column.holds == "kind":
        return lambda cell: _read_kind(as_text(cell), found)
    return lambda cell: _read_labels(column, cell, found)


def _read_labels(column: Column, cell: Any, found: Spellings) -> Any:
    labels = tuple(found.label_of[said] for said in _spellings_in(column, cell))
    longest = max(labels, key=len, default="")
    if len(longest) > LONGEST_LABEL:
        return not_too_long(longest, LONGEST_LABEL)
    return labels if column.holds == "labels" else longest


def _read_kind(text: str, found: Spellings) -> tuple[str, str, str] | str | BadCell:
    """A kind cell as (label, common meaning, stage it names)."""
    if len(text) > LONGEST_LABEL:
        return not_too_long(text, LONGEST_LABEL)
    said, stage = kind_and_stage(text)
    label = "" if says_nothing(said) else found.label_of.get(said, said)
    return label, found.means.get(label, ""), stage


def _read_stage(sheet: Sheet, text: str) -> str | BadCell:
    if says_nothing(text):
        return ""
    label = sheet.mapping.answers("stage").get(text, text)
    known = {one.text: one.means for one in sheet.labels.of("stage")}
    meanings = sheet.mapping.meanings.get("stage", {})
    stage = (
        meanings.get(label)
        or known.get(label)
        or stage_of(label.replace("_", " "))
        or meaning_of("stage", label)
    )
    return stage or BadCell(
        "No stage is known by that word.",
        "Write 1, 2, 3, Concern or Informal, or say which it is in the mapping under [values.stage], such as "
        f"“{text}” = “Stage 2”.",
    )


def questions_of(sheet: Sheet) -> list[Question]:
    """Every spelling a person must answer for, with the rows it stands in."""
    asked = [(name, one) for name, found in sheet.spellings.items() for one in found.asked]
    asked += [("kind", one) for one in _kinds_without_meaning(sheet)]
    if not asked:
        return []
    wanted = {(name, said): one for name, one in asked for said in one.spellings}
    rows: dict[Asked, list[int]] = defaultdict(list)
    for column in sheet.columns:
        if column.label_list in sheet.spellings:
            asked_by: dict[Any, list[Asked]] = {}
            for row in sheet.rows:
                cell = row.cells[column.index]
                if cell not in asked_by:
                    pairs = ((column.label_list, said) for said in _spellings_in(column, cell))
                    asked_by[cell] = [wanted[pair] for pair in pairs if pair in wanted]
                for one in asked_by[cell]:
                    rows[one].append(row.number)
    return [Question(name, one.spelling, tuple(rows[one]), one.suggestions, one.why) for name, one in asked]


def _kinds_without_meaning(sheet: Sheet) -> list[Asked]:
    found = sheet.spellings.get("kind")
    if found is None:
        return []
    already = {said for one in found.asked for said in one.spellings}
    why = "No kind of feedback is known by that word: say it in the mapping under [meanings.kind]."
    return [
        Asked(label, tuple(said for said, to in found.label_of.items() if to == label), (), why)
        for label, means in found.means.items()
        if not means and label not in already
    ]
