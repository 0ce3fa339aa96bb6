"""A row's fingerprint: what the ledger keeps of a row instead of the row's words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import models

# Django's own sign-in writes the first two, each use of a factor the others; the rest is ours to answer for.
UNCOMMITTED = {"auth.User": {"last_login", "date_joined"}, "people.Factor": {"used_at", "used_count"}}
ROOMS = ("people", "ledger", "representations", "outcomes")
SELF_PROVING = ("ledger.Entry", "ledger.Salt", "ledger.Look", "ledger.LookBatch")
# What is typed and not sent yet, which forms were sent, who is signed in, codes that nobody has, what failed beside the
# pages: no part of the record.
# Counts of what people said of themselves lie beside no act, so that nobody can tell whose they were.
# The words to search by are made of the record over again, and checked against it by the night. So is what a reading of
# the words suggests as a theme: what a person makes of it is on record.
NO_RECORD = (
    "ledger.Draft",
    "ledger.JobTried",
    "ledger.Submission",
    "people.SignedIn",
    "people.FailedGuess",
    "representations.SearchedWords",
    "representations.Doorstep",
    "representations.DoorstepFile",
    "representations.ReadyCode",
    "representations.WayBack",
    "representations.AboutPeople",
    "outcomes.ThemeSuggestion",
    "outcomes.SuggestedCase",
    "outcomes.FileLeft",
)


NOTHING = "\x00nothing"
# Columns that came to a table that held rows already. They enter a fingerprint only once they hold something, and
# then by name: so a row from before the upgrade still has the fingerprint that the ledger kept of it.
ADDED_LATER: dict[str, frozenset[str]] = {
    "outcomes.Action": frozenset({"service", "cost", "source"}),
    "outcomes.Recommendation": frozenset({"source"}),
    "representations.Bundle": frozenset({"ombudsman_case"}),
    "representations.OmbudsmanRecommendation": frozenset({"service"}),
    "representations.Party": frozenset({"employment"}),
}


def committed_models() -> Iterator[type[models.Model]]:
    """Every table whose rows the ledger answers for: ours, and the accounts of those who may sign in."""
    yield User
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            if model._meta.label not in (*SELF_PROVING, *NO_RECORD):
                yield model


def key_of(row: models.Model) -> str:
    """How the ledger names a row: its table and its number."""
    return f"{row._meta.label_lower}:{row.pk}"


def fingerprint(row: models.Model, salt: str) -> str:
    """The salted fingerprint of every value of a row. The salt can be destroyed; the ledger then says nothing."""
    values = (write(row) for write in _writers(type(row)))
    said = "\x1f".join([salt, *(value for value in values if value is not NOTHING)])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def _writers(model: type[models.Model]) -> tuple[Callable[[models.Model], str], ...]:
    left_out = UNCOMMITTED.get(model._meta.label, set())
    later = ADDED_LATER.get(model._meta.label, frozenset())
    fields = [field for field in model._meta.concrete_fields if field.name not in left_out]
    first = [_writer(field) for field in fields if field.name not in later]
    return (*first, *(_writer_of_later(field) for field in fields if field.name in later))


def _writer_of_later(field: models.Field[Any, Any]) -> Callable[[models.Model], str]:
    name, empty, written = field.attname, field.get_default(), _writer(field)

    def write(row: models.Model) -> str:
        value = row.__dict__[name]
        return NOTHING if value is None or value == empty else f"{name}={written(row)}"

    return write


def _writer(field: models.Field[Any, Any]) -> Callable[[models.Model], str]:
    name, places = field.attname, getattr(field, "decimal_places", None)

    def write(row: models.Model) -> str:
        value = row.__dict__[name]
        if value is None:
            return "\x00"
        if type(value) is str:
            return value
        if isinstance(value, bool):
            return "1" if value else "0"
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat()
        if places is not None:
            return str(Decimal(value).quantize(Decimal(1).scaleb(-places)))
        return str(value)

    return write
