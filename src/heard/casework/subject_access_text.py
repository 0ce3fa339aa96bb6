"""The record of a case as words that a person can read: every row of every table, each value under its name.

What a table holds is read from its columns, so that a new table and a new column are in the file by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from html import unescape
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import models

from heard.casework.data_map import data_map
from heard.casework.data_rights_disputed import Mark, marks_of
from heard.casework.performing import day_of
from heard.casework.recognising import plain_of
from heard.law.working_days import in_words
from heard.people.models import Council, Member, Person, Service, Team, Term
from heard.representations.models import Disputed, Element, Representation

Model = type[models.Model]
# What holds nothing of its own: words to search by, what was sealed or typed and not sent, codes, what is hidden where,
# what this request itself found. Papers and letters are pieces of their own. A sheet's row stands in the tables.
LEFT_OUT = frozenset(
    {
        "ledger.Draft", "ledger.ImportedRow", "ledger.Submission", "outcomes.LegalHold", "outcomes.SuggestedCase",
        "representations.Bundle",
        "representations.BundlePaper", "representations.Code", "representations.DailyMessage",
        "representations.DataComplaint", "representations.Document", "representations.FileCopy",
        "representations.FilePause", "representations.FilePiece", "representations.FileRequest",
        "representations.FileSearch", "representations.FileSpan", "representations.GrantedDocument",
        "representations.HiddenWords", "representations.Hiding", "representations.IssuedFile",
        "representations.SearchedWords", "representations.SecondPerson", "representations.WayBack",
    }
)  # fmt: skip
# Columns for the machine: digests, places in the store, keys, what was sealed.
FOR_THE_MACHINE = frozenset(
    {"digest", "path", "media_type", "key", "number_digest", "fingerprint", "content_digest", "token", "was_sealed",
     "tag", "state", "due_on_hint", "previous", "content_type"}
)  # fmt: skip
# What stands on the pages that are made of a text, a Word file or a mail.
PAGES_SAY = (
    "The words of a text, page, Word file, set out anew no picture goes along Reference Letter yes "
    "Disputed What the person says"
)
MARKS = re.compile(r"</?[a-zA-Z][^<>]*>")
SEALED = "gAAAA"  # how everything begins that is sealed


@dataclass(frozen=True)
class Named:
    """What rows point at, by number, in words: people, labels, teams, services and accounts."""

    by_model: Mapping[Model, Mapping[int, str]] = field(default_factory=dict)

    def words(self, model: Any, number: int | None) -> str:
        """The name of what a row points at; nothing where it is no name of anything."""
        return self.by_model.get(model, {}).get(number or 0, "")


def named(persons: Iterable[int] | None = None) -> Named:
    """The names of the council's lists, of its staff and of these persons. Five statements."""
    people = Person.objects.all() if persons is None else Person.objects.filter(pk__in=list(persons))
    staff = Member.objects.select_related("account")
    accounts = {one.pk: one.account.get_full_name() or one.account.get_username() for one in staff}
    return Named(
        {
            Person: dict(people.values_list("pk", "name")),
            Term: dict(Term.objects.values_list("pk", "label")),
            Team: dict(Team.objects.values_list("pk", "label")),
            Service: dict(Service.objects.values_list("pk", "label")),
            Member: accounts,
        }
    )


def record_in_words(rows: Mapping[Model, Sequence[models.Model]], names: Named) -> str:
    """The rows of a case as text: each table under what it is for, each row a paragraph."""
    return "\n\n".join(_tables(rows, names))


def row_in_words(row: models.Model, names: Named) -> str:
    """One row, each of its values under its name on a line of its own; nothing where it says nothing."""
    said = (_value(row, column, names) for column in _columns(type(row)))
    return "\n".join(f"{label}: {words}" for label, words in said if words)


def text_columns(model: Model) -> tuple[str, ...]:
    """The columns of a table in which words stand that somebody wrote."""
    return tuple(
        one.name
        for one in _columns(model)
        if isinstance(one, models.CharField | models.TextField) and not one.choices
    )


def holds_words(model: Model) -> bool:
    """Whether rows of this table are part of somebody's file."""
    return model._meta.label not in LEFT_OUT and model not in (Council, User, Person)


def told_of(model: Model) -> str:
    """What a table is for, in the words that stand beside it."""
    return _about().get((model._meta.app_label, model.__name__), str(model._meta.verbose_name_plural))


@cache
def our_words() -> frozenset[str]:
    """The words that this program itself puts into the record: names of tables and columns, and what is ticked."""
    said = [PAGES_SAY]
    for model in apps.get_models():
        if not model.__module__.startswith("heard."):
            continue
        said.append(told_of(model))
        for one in model._meta.concrete_fields:
            said.append(one.name.replace("_", " "))
            said += [str(label) for _, label in one.choices or ()]
    return frozenset(plain_of(word) for text in said for word in re.findall(r"[^\W_’']+", text))


@cache
def _about() -> dict[tuple[str, str], str]:
    return {(one.room, one.table): one.about for one in data_map()}


def _tables(rows: Mapping[Model, Sequence[models.Model]], names: Named) -> Iterator[str]:
    marks = _marks(rows)
    for model, some in rows.items():
        if not holds_words(model):
            continue
        said = [words for row in some if (words := _with_marks(row_in_words(row, names), marks))]
        if said:
            yield f"[{told_of(model)}]"
            yield from said


def _marks(rows: Mapping[Model, Sequence[models.Model]]) -> list[Mark]:
    """The statements that stand beside words of these rows."""
    found = [rows.get(model, ()) for model in (Disputed, Representation, Element)]
    return marks_of(*found)  # type: ignore[arg-type]  # each holds the rows of its own table


def _with_marks(words: str, marks: Iterable[Mark]) -> str:
    """A row with, under the words that somebody disputes, the mark and their statement."""
    lines = words.split("\n")
    return "\n".join([*lines, *(mark.said for mark in marks if mark.is_quoted_in(words))])


def _columns(model: Model) -> tuple[models.Field[Any, Any], ...]:
    return tuple(
        one
        for one in model._meta.concrete_fields
        if not one.primary_key and one.name not in FOR_THE_MACHINE and not one.name.endswith("_digest")
    )


def _value(row: models.Model, column: models.Field[Any, Any], names: Named) -> tuple[str, str]:
    label = column.name.replace("_", " ").capitalize()
    value = row.__dict__.get(column.attname)
    if value in (None, "", False):
        return label, ""
    if column.related_model is not None:
        return label, names.words(column.related_model, value)
    if column.choices:
        return label, str(getattr(row, f"get_{column.name}_display")())
    if isinstance(value, datetime):
        return label, in_words(day_of(value))
    if isinstance(value, date):
        return label, in_words(value)
    words = "yes" if value is True else str(value)
    return label, "" if words.startswith(SEALED) else _without_marks(words)


def _without_marks(words: str) -> str:
    """Words that are kept as a page, such as a letter's, without the marks that make it one."""
    if "</" not in words:
        return words
    return re.sub(r"[ \t]*\n\s*", "\n", unescape(MARKS.sub("\n", words))).strip()
