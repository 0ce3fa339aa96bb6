"""From a file to kept records: read, judge, compare, keep. Pages and the command line both come through here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from heard.casework.comparing import Change, Comparison, Conflict, compare
from heard.casework.labels_merging import labels_to_read
from heard.casework.receive import SheetBroughtIn, record_history
from heard.importing.judge import Judgement, judge
from heard.importing.labels import CouncilLabels, Label, Question
from heard.importing.layout import Table
from heard.importing.lists_in_file import fits, held_together, lists_in, sheets_of, with_new
from heard.importing.mapping import SheetMapping, mapping_text
from heard.importing.read import read_file
from heard.importing.suggest import Suggestion, completed, suggest
from heard.ledger.models import ImportRun

FAR_APART = 180  # days
TELLING = frozenset({"team", "service", "natures", "complainant", "complainant_name", "words", "kind"})
OTHER_CASE = (
    "A case with this reference is kept already. It was received on {was}, so this is probably another case, and "
    "nothing is written over the first. Give it a reference of its own, such as 2024/1. If it is the same case, take "
    "the earlier import back first (heard imports, heard undo)."
)


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
    for one in labels_to_read():
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
    called = name or path.name
    tables, left_out = lists_in(sheets_of(called, read_file(path, name=called)), called, as_=as_)
    looks: list[Look] = []
    labels, digest = council_labels(), _digest(path)
    for table in tables:
        said = mapping if len(tables) == 1 or fits(mapping, table, labels) else None
        looked = look_at_table(
            table, name=called, labels=labels, today=today, digest=digest, as_=as_, mapping=said
        )
        looks.append(looked)
        labels = with_new(labels, looked.judgement)
    judged = held_together(tables, [looked.judgement for looked in looks])
    judged[0] = replace(judged[0], notes=(*left_out, *judged[0].notes))
    return [replace(looked, judgement=one) for looked, one in zip(looks, judged, strict=True)]


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
    if chosen is suggestion.mapping or not (mapping and mapping.columns):
        judgement = replace(judgement, assumed=(*judgement.assumed, *suggestion.questions))
    comparison = _compared(judgement) if judgement.ok else None
    return Look(name, digest, table, suggestion, chosen, judgement, comparison)


def _compared(judgement: Judgement) -> Comparison:
    comparison = compare(judgement.records, list_kind=judgement.as_)
    far = {change.reference: days for change in comparison.changed if (days := _moved_far(change))}
    many = len(far) > 1 and 2 * len(far) >= len(comparison.changed) + len(comparison.same)
    others = [
        Conflict(change.reference, change.row, OTHER_CASE.format(was=far[change.reference][0]))
        for change in comparison.changed
        if change.reference in far and (many or any(what in TELLING for what, _, _ in change.what))
    ]
    return replace(comparison, conflicts=(*comparison.conflicts, *others))


def _moved_far(change: Change) -> tuple[str, str] | None:
    """When a case was received and when it is now said to have been, where that is far apart.

    A year mistyped and put right moves the days of one case and nothing else; a list of another year whose numbers
    begin again moves them all, and says other things of each.
    """
    days = next(((was, became) for what, was, became in change.what if what == "received_on"), None)
    if days is None or not all(days):
        return None
    apart = abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days)
    return days if apart > FAR_APART else None


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
