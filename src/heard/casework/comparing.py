"""What a sheet adds, changes and no longer holds, compared with what was kept from its earlier version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from heard.casework.council import renamed_labels
from heard.casework.history import HistoryOmbudsman, HistoryRecord
from heard.casework.history_text import (
    History,
    differences,
    digest_of,
    reference_of,
    to_text,
    with_labels_of_today,
)
from heard.law.working_days import in_words
from heard.ledger.models import Entry, ImportedRow
from heard.outcomes.models import Tombstone
from heard.representations.models import OmbudsmanCase, Representation

CHUNK = 800
IMPORT_ACTS = (
    "record_history",
    "change_history",
    "remove_history",
    "undo_import",
    "restore_history",
    "sweep_walls",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One record that the sheet now tells otherwise: (what, was, became) for each thing that changed."""

    reference: str
    row: int
    what: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One record that cannot be kept as the sheet says, and why."""

    reference: str
    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A sheet beside what is kept: references added, the same, changed, gone and held, and what stands in the way."""

    added: tuple[str, ...]
    same: tuple[str, ...]
    changed: tuple[Change, ...]
    gone: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    # Rows of cases that were erased: they stay out, and keep back none of the others.
    held: tuple[Conflict, ...] = ()

    @property
    def changes_nothing(self) -> bool:
        """Whether keeping this sheet would write nothing."""
        return not (self.added or self.changed or self.gone)


def list_kind_of(list_kind: str) -> str:
    """Complaints and compliments share one register, so a reference stands once in both."""
    return "complaints" if list_kind == "compliments" else list_kind


def compare(records: Sequence[History], *, list_kind: str) -> Comparison:
    """Hold a sheet's records beside what earlier imports kept under the same references, and beside what was erased."""
    held = erased_among(records)
    out = {one.reference for one in held}
    records = [one for one in records if reference_of(one) not in out]
    return replace(_compare(records, list_kind), held=held)


def erased_among(records: Sequence[History]) -> tuple[Conflict, ...]:
    """The records of cases that were erased, and those about one: an erased case does not come back with a sheet."""
    about = {_about(one) for one in records} - {""}
    stones = {
        stone.reference: stone
        for some in in_chunks(sorted(about))
        for stone in Tombstone.objects.filter(reference__in=some)
    }
    return tuple(
        Conflict(reference_of(one), one.row, _why_held(stones[_about(one)], reference_of(one)))
        for one in records
        if _about(one) in stones
    )


def _about(one: History) -> str:
    """The case that a record is, or is about."""
    if isinstance(one, HistoryOmbudsman):
        return one.about_reference
    return one.reference if isinstance(one, HistoryRecord) else ""


def _why_held(stone: Tombstone, reference: str) -> str:
    what = "This case" if stone.reference == reference else f"The case {stone.reference}, which it is about,"
    return (
        f"{what} was erased on {in_words(stone.erased_on)} ({stone.get_because_display().lower()}), so this row is "
        "left out. Take it out of your list too, and wherever else it stands: what was erased must not go on elsewhere."
    )


def _compare(records: Sequence[History], list_kind: str) -> Comparison:
    kept = {row.reference: row for row in _current(list_kind, [reference_of(one) for one in records])}
    taken = _taken(list_kind, [reference_of(one) for one in records if reference_of(one) not in kept])
    touched = touched_since_import([row.reference for row in kept.values()])
    renamed = renamed_labels()
    added, same, changed, conflicts = [], [], [], []
    for one in records:
        reference, text = reference_of(one), to_text(one)
        row = kept.get(reference)
        if row is None and reference in taken:
            conflicts.append(
                Conflict(reference, one.row, "This reference already belongs to a case in Heard.")
            )
        elif row is None:
            added.append(reference)
        elif row.digest == digest_of(text) or (was := with_labels_of_today(row.content, renamed)) == text:
            same.append(reference)
        elif reference in touched:
            conflicts.append(Conflict(reference, one.row, "The case has been worked on in Heard since."))
        else:
            changed.append(Change(reference, one.row, tuple(differences(was, text))))
    gone = _gone(list_kind, kept.values(), {reference_of(one) for one in records})
    return Comparison(tuple(added), tuple(same), tuple(changed), gone, tuple(conflicts))


def in_chunks(items: Sequence[str], size: int = CHUNK) -> Iterator[Sequence[str]]:
    """A long list cut into pieces that a database takes in one question."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _current(list_kind: str, references: Sequence[str]) -> Iterator[ImportedRow]:
    for some in in_chunks(references):
        yield from ImportedRow.objects.filter(
            list_kind=list_kind_of(list_kind), reference__in=some, is_current=True
        )


def _taken(list_kind: str, references: Sequence[str]) -> set[str]:
    model = {"ombudsman": OmbudsmanCase, "context": None}.get(list_kind, Representation)
    if model is None:
        return set()
    return {
        reference
        for some in in_chunks(references)
        for reference in model._default_manager.filter(reference__in=some).values_list("reference", flat=True)
    }


def touched_since_import(references: Sequence[str]) -> set[str]:
    """The references on which something other than an import has been done."""
    return {
        reference
        for some in in_chunks(references)
        for reference in Entry.objects.filter(reference__in=some)
        .exclude(act__in=IMPORT_ACTS)
        .values_list("reference", flat=True)
    }


def _gone(list_kind: str, kept: Iterable[ImportedRow], here: set[str]) -> tuple[str, ...]:
    runs = {row.run_id for row in kept}
    rows = ImportedRow.objects.filter(list_kind=list_kind_of(list_kind), is_current=True, run_id__in=runs)
    return tuple(
        reference
        for reference in rows.order_by("pk").values_list("reference", flat=True)
        if reference not in here
    )
