"""Which tables hold the rows of one case, found by the links between tables, so that a new table cannot be forgotten.

From a case the links are followed down: whatever points at a row that goes, goes with it, unless it stands in `LET_GO`.
A link that neither goes by itself nor is named here stops everything: erasing must not guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import CASCADE, SET_NULL, Q

from heard.casework.data_map import data_map
from heard.ledger.models import Correction, Draft, ImportedRow, Submission
from heard.people.models import Person
from heard.representations.models import (
    AdvocacyReferral,
    FileCopy,
    FilePiece,
    OmbudsmanCase,
    Representation,
    SecondPerson,
)

Model = type[models.Model]
OMBUDSMAN = "ombudsman"
AT_ONCE = 500
# Links that protect what they point at, and whose rows nevertheless go with it.
GOES = frozenset(
    {
        "ledger.ImportedRow.replaces",
        "outcomes.DipSampleCase.representation",
        "outcomes.LearningCase.representation",
        "outcomes.ProposedPayment.payment",
        "representations.AdvocacyReferral.became",
        "representations.ArrivedMail.message",
        "representations.ArrivedMail.representation",
        "representations.BundlePaper.document",
        "representations.OmbudsmanCase.about",
    }
)
# Links of rows that stay without what they pointed at: they are of another case, or of none.
LET_GO = frozenset(
    {
        "outcomes.Action.recommendation",
        "outcomes.DipSample.action",
        "outcomes.LearningPoint.representation",
        "outcomes.LegalHold.representation",
        "outcomes.LegalHold.person",
        "outcomes.PaperChanged.representation",
        "outcomes.Payment.ombudsman_case",
        "outcomes.PromiseReopened.word",
        "outcomes.ProposedPayment.ombudsman_recommendation",
        "outcomes.ProposedPayment.recommendation",
        "outcomes.Recommendation.element",
        "outcomes.TrainingNeed.representation",
        "outcomes.YouSaid.asked",
        "representations.DataRequest.person",
        "representations.Bundle.document",
        "representations.InterviewNote.paper",
        "representations.MailAttachment.document",
        "representations.DataComplaint.file_request",
        "representations.OmbudsmanCase.decided_with",
        "representations.Representation.earlier",
    }
)
# Tables that name a case by its number in words, and hold something of it. Entries and looks outlive the case.
BY_REFERENCE: tuple[Model, ...] = (Correction, SecondPerson, ImportedRow, Submission)


class NotInTheMap(Exception):
    """A table points at what would be erased, and nothing says what becomes of its rows; the message names it."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A link from a table to another: what becomes of its rows when what they point at goes.

    `is_known` is false where nothing says it: no row may then be there.
    """

    name: str
    model: Model
    field: str
    lets_go: bool
    is_known: bool = True

    def refuse_unknown(self) -> None:
        """Raise NotInTheMap where nothing says what becomes of the rows."""
        if not self.is_known:
            raise NotInTheMap(
                f"{self.name} points at what would be erased, and nothing says whether its rows go with it or stay. "
                "Name it in GOES or in LET_GO of casework/retention_tables.py."
            )


@dataclass
class Belongings:
    """All rows of a case by table, the rows that stay and forget it, and the persons it spoke of."""

    rows: dict[Model, dict[Any, models.Model]] = field(default_factory=dict)
    let_go: dict[tuple[Model, Any], set[str]] = field(default_factory=dict)
    persons: set[int] = field(default_factory=set)
    references: set[str] = field(default_factory=set)

    def has(self, row: models.Model) -> bool:
        """Whether a row goes."""
        return row.pk in self.rows.get(type(row), {})

    def all(self) -> Iterator[models.Model]:
        """Every row that goes."""
        for rows in self.rows.values():
            yield from rows.values()


def belongings_of(start: models.Model) -> Belongings:
    """Every row that goes with a case (or with another row, such as a request for an advocate). Raises NotInTheMap."""
    found = Belongings()
    _take(found, type(start), [start])
    # A file that went out holds what its cases held, and goes with the first of them.
    requests = {getattr(row, "request_id") for row in found.rows.get(FilePiece, {}).values()}  # noqa: B009
    _take(found, FileCopy, list(FileCopy.objects.filter(request__in=requests)) if requests else [])
    for reference, kind in _references(found):
        found.references.add(reference)
        for model in BY_REFERENCE:
            _take(found, model, list(model._default_manager.filter(_named(model, reference, kind))))
        _take(found, Draft, _drafts_of(reference))
    for key in [key for key in found.let_go if key[1] in found.rows.get(key[0], {})]:
        del found.let_go[key]
    return found


@cache
def edges_to(model: Model) -> tuple[Edge, ...]:
    """The links that point at a table, and what becomes of each."""
    return tuple(_edge(one) for one in model._meta.get_fields(include_hidden=True) if _points_here(one))


def tables_of_a_case() -> dict[Model, str]:
    """Every table that may hold rows of a case, and by which link or column. Raises NotInTheMap."""
    found: dict[Model, str] = {Representation: "itself"}
    queue: list[Model] = [Representation]
    while queue:
        for edge in edges_to(queue.pop()):
            edge.refuse_unknown()
            if not edge.lets_go and edge.model not in found:
                found[edge.model] = edge.name
                queue.append(edge.model)
    found.update(dict.fromkeys(BY_REFERENCE, "its reference"))
    found[Draft] = "the page it was typed into"
    return found


def tables_by_note() -> set[Model]:
    """Every table whose own note says that it is kept with a representation, or with what belongs to one."""
    kept = {
        note.table: note.retention for note in data_map() if note.erased_by.startswith("casework.retention")
    }
    return {
        model
        for model in apps.get_models()
        if model.__module__.startswith("heard.") and kept.get(model.__name__, "").startswith("with ")
    }


def orphans(persons: set[int]) -> list[Person]:
    """Of these persons, those in whom nothing on record has an interest any more."""
    held: set[int] = set()
    for edge in (one for one in Person._meta.get_fields(include_hidden=True) if _points_here(one)):
        link: Any = edge
        if link.field.remote_field.on_delete in (CASCADE, SET_NULL):
            continue
        rows = link.related_model._default_manager.filter(**{f"{link.field.name}__in": persons - held})
        held.update(rows.values_list(link.field.attname, flat=True))
    return list(Person.objects.filter(pk__in=persons - held).order_by("pk"))


def _take(found: Belongings, model: Model, rows: Sequence[models.Model]) -> None:
    there = found.rows.setdefault(model, {})
    new = [row for row in rows if row.pk not in there]
    if not new:
        return
    there.update({row.pk: row for row in new})
    _note_persons(found, model, new)
    for edge in edges_to(model):
        pointing: list[models.Model] = []
        for start in range(0, len(new), AT_ONCE):
            some = [row.pk for row in new[start : start + AT_ONCE]]
            pointing += edge.model._default_manager.filter(**{f"{edge.field}__in": some})
        if edge.lets_go:
            for row in pointing:
                found.let_go.setdefault((edge.model, row.pk), set()).add(edge.field)
        elif pointing:
            edge.refuse_unknown()
            _take(found, edge.model, pointing)


def _note_persons(found: Belongings, model: Model, rows: Sequence[models.Model]) -> None:
    if model is Person:
        return
    names = [one.attname for one in model._meta.concrete_fields if one.related_model is Person]
    found.persons |= {who for row in rows for name in names if (who := getattr(row, name)) is not None}


def _points_here(one: Any) -> bool:
    return bool(one.auto_created and not one.concrete and (one.one_to_many or one.one_to_one))


def _edge(link: Any) -> Edge:
    table: Model = link.related_model
    name = f"{table._meta.label}.{link.field.name}"
    if name in LET_GO:
        return Edge(name, table, link.field.name, lets_go=True)
    is_known = name in GOES or link.field.remote_field.on_delete is CASCADE
    return Edge(name, table, link.field.name, lets_go=False, is_known=is_known)


def _references(found: Belongings) -> list[tuple[str, str]]:
    named = ((Representation, ""), (AdvocacyReferral, ""), (OmbudsmanCase, OMBUDSMAN))
    return [
        (str(getattr(row, "reference")), kind)  # noqa: B009
        for model, kind in named
        for row in found.rows.get(model, {}).values()
    ]


def _named(model: Model, reference: str, kind: str) -> Q:
    """Rows that name a case. Sheets of the Ombudsman's cases and of ours number theirs apart."""
    same = Q(reference=reference)
    if model is not ImportedRow:
        return same
    return same & (Q(list_kind=OMBUDSMAN) if kind == OMBUDSMAN else ~Q(list_kind=OMBUDSMAN))


def _drafts_of(reference: str) -> list[Draft]:
    """What somebody typed into a page of this case and has not sent."""
    near = Draft.objects.filter(page__contains=f"/{reference}")
    return [one for one in near if f"/{reference}/" in f"{one.page.split('?')[0].rstrip('/')}/"]
