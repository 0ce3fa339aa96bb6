"""From a file to kept records: read, judge, compare, keep. Pages and the command line both come through here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from heard.casework.comparing import Comparison, compare
from heard.casework.council import listed_labels
from heard.casework.receive import SheetBroughtIn, record_history
from heard.importing.judge import Judgement, judge
from heard.importing.labels import CouncilLabels, Label, Question
from heard.importing.layout import Table, find_table
from heard.importing.mapping import SheetMapping, mapping_text
from heard.importing.read import Refused, read_file
from heard.importing.suggest import Suggestion, completed, suggest
from heard.ledger.models import ImportRun


@dataclass(frozen=True)
class Look:
    """One list of a file, judged and compared but not kept: what a person is shown before deciding."""

    file_name: str
    file_digest: str
    table: Table
    suggestion: Suggestion
    mapping: SheetMapping
    judgement: Judgement
    comparison: Comparison | None

    @property
    def can_be_kept(self) -> bool:
        """Whether nothing stands in the way of keeping the list."""
        return self.judgement.ok and self.comparison is not None and not self.comparison.conflicts


def council_labels() -> CouncilLabels:
    """The council's lists as judging needs them."""
    lists: dict[str, list[Label]] = {}
    for one in listed_labels():
        lists.setdefault(one.list, []).append(Label(one.text, one.means, one.also))
    return CouncilLabels({name: tuple(labels) for name, labels in lists.items()})


def look(
    path: Path,
    *,
    today: date,
    name: str | None = None,
    as_: str = "auto",
    mapping: SheetMapping | None = None,
) -> list[Look]:
    """Read a file and judge each list in it. Nothing is written. Raises Refused."""
    digest = _digest(path)
    tables = _tables(path, name or path.name)
    return [
        look_at_table(
            table,
            name=name or path.name,
            labels=council_labels(),
            today=today,
            digest=digest,
            as_=as_,
            mapping=mapping,
        )
        for table in tables
    ]


def keep(
    looked: Look,
    *,
    by: str,
    at: datetime,
    remove_gone: bool = False,
    into_demo: bool = False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> tuple[ImportRun | None, Comparison]:
    """Keep a judged list. All of it is kept or nothing is. Raises NothingKept."""
    judgement = looked.judgement
    sheet = SheetBroughtIn(
        file_name=looked.file_name,
        file_digest=looked.file_digest,
        list_kind=looked.mapping.as_,
        records=judgement.records,
        meanings=_meanings(judgement),
        answers=looked.mapping.values,
        mapping=mapping_text(looked.mapping),
        rows_ignored=len(judgement.ignored) + len(judgement.duplicates),
    )
    return record_history(
        sheet, by=by, at=at, remove_gone=remove_gone, into_demo=into_demo, progress=progress
    )


def look_at_table(
    table: Table,
    *,
    name: str,
    labels: CouncilLabels,
    today: date,
    digest: str = "",
    as_: str = "auto",
    mapping: SheetMapping | None = None,
) -> Look:
    """Judge one list and compare it with what is kept. Nothing is written."""
    suggestion = suggest(table, labels, as_=as_)
    chosen = completed(mapping, suggestion) if mapping else suggestion.mapping
    judgement = judge(table, chosen, labels, today=today)
    comparison = compare(judgement.records, list_kind=chosen.as_) if judgement.ok else None
    return Look(name, digest, table, suggestion, chosen, judgement, comparison)


def _tables(path: Path, name: str) -> list[Table]:
    sheets = [sheet for sheet in read_file(path, name=name) if any(any(row) for row in sheet.rows)]
    if not sheets:
        raise Refused(f"{name} holds nothing. Choose the file that holds the list, and try again.")
    if len(sheets) == 1:
        return [find_table(sheets[0])]
    tables = []
    for sheet in sheets:
        try:
            tables.append(find_table(sheet))
        except Refused:
            continue  # a workbook often carries a notes sheet beside its lists
    if not tables:
        raise Refused(
            f"None of the {len(sheets)} sheets in {name} has a row of headings with a list beneath it."
        )
    return tables


def _meanings(judgement: Judgement) -> Mapping[str, Mapping[str, str]]:
    return {
        list_: {label: means for label, _, means in labels} for list_, labels in judgement.new_labels.items()
    }


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def reasons_against(looked: Look) -> Sequence[str]:
    """Why a judged list cannot be kept as it is, one sentence each, row and column named."""
    judgement = looked.judgement
    found: list[str] = []
    found += [str(one) for one in judgement.problems]
    found += [_asked(question) for question in judgement.questions]
    for conflict in looked.comparison.conflicts if looked.comparison else ():
        found.append(f"Row {conflict.row}, {conflict.reference}: {conflict.why}")
    return found


def _asked(question: Question) -> str:
    likely = " or ".join(f"“{one}”" for one in question.suggestions[:3])
    mean = (
        f"does “{question.spelling}” mean {likely}?" if likely else f"what does “{question.spelling}” mean?"
    )
    return f"In the list of {question.list}, {mean} {question.why}"
