"""The record as lines of text, the same on every database: each table in its order, each row by its number."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

# What Django makes anew by itself or Heard gives to nobody; who is signed in, which ends with the old machine; and
# what somebody at the door has not sent, which is gone within the hour and would not be in a backup.
LEFT_OUT = frozenset(
    {
        "contenttypes.ContentType",
        "auth.Permission",
        "auth.Group",
        "auth.Group_permissions",
        "auth.User_groups",
        "auth.User_user_permissions",
        "people.SignedIn",
        "representations.Doorstep",
        "representations.DoorstepFile",
    }
)
AT_ONCE = 2000
LAST_NUMBER_SQLITE = "SELECT seq FROM sqlite_sequence WHERE name = %s"
SET_NUMBER_SQLITE = "UPDATE sqlite_sequence SET seq = %s WHERE name = %s"
ADD_NUMBER_SQLITE = "INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)"
LAST_NUMBER_POSTGRESQL = "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)"
SET_NUMBER_POSTGRESQL = "SELECT setval(pg_get_serial_sequence(%s, %s), %s)"

Model = type[models.Model]


@dataclass(frozen=True, slots=True)
class TableSum:
    """A table in three numbers: its rows, the digest of all of them in their order, and the last number it gave out."""

    rows: int
    digest: str
    last_number: int


class Summing:
    """Adds up the lines of one table as they go by."""

    def __init__(self) -> None:
        self.rows = 0
        self._digest = hashlib.sha256()

    def add(self, lines: Iterable[str]) -> None:
        """Take some more lines in, in their order."""
        for line in lines:
            self.rows += 1
            self._digest.update(hashlib.sha256(line.encode()).digest())

    def sum(self, last_number: int) -> TableSum:
        """What has gone by."""
        return TableSum(self.rows, self._digest.hexdigest(), last_number)


def tables() -> dict[str, Model]:
    """Every table that a backup holds, by its name, those first that others point at where that can be."""
    found = apps.get_models(include_auto_created=True)
    return {one._meta.label: one for one in found if one._meta.managed and one._meta.label not in LEFT_OUT}


def lines_of(model: Model) -> Iterator[list[str]]:
    """The rows of a table as lines, some at a time, by their numbers."""
    names = [field.attname for field in model._meta.concrete_fields]
    some: list[str] = []
    for row in model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=AT_ONCE):
        some.append(_line(row))
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def put(model: Model, lines: Iterable[str]) -> None:
    """Write lines back as rows, under the numbers they had. Links are asked for once all tables are there."""
    fields = model._meta.concrete_fields
    rows = [
        model(
            **{
                field.attname: _value(field, said)
                for field, said in zip(fields, json.loads(line), strict=True)
            }
        )
        for line in lines
    ]
    model._base_manager.bulk_create(rows, batch_size=AT_ONCE)


def sum_of(model: Model) -> TableSum:
    """A table as it stands in the database now."""
    summing = Summing()
    for some in lines_of(model):
        summing.add(some)
    return summing.sum(last_number(model))


def last_number(model: Model) -> int:
    """The last number that the database gave to a row of its own accord, 0 where it gives none or has given none."""
    if model._meta.auto_field is None:
        return 0
    table, column = model._meta.db_table, model._meta.auto_field.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(LAST_NUMBER_POSTGRESQL, [f'"{table}"', column])
        else:
            cursor.execute(LAST_NUMBER_SQLITE, [table])
        row = cursor.fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def go_on_from(model: Model, number: int) -> None:
    """Let the next row of a table come after a number, so that none is ever given twice."""
    if model._meta.auto_field is None or not number:
        return
    table, column = model._meta.db_table, model._meta.auto_field.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(SET_NUMBER_POSTGRESQL, [f'"{table}"', column, number])
            return
        cursor.execute(SET_NUMBER_SQLITE, [number, table])
        if not cursor.rowcount:
            cursor.execute(ADD_NUMBER_SQLITE, [number, table])


def begin_numbers_anew() -> None:
    """Let every table give out its numbers from the first again: what a restore that failed had moved."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables().values())):
            cursor.execute(statement)


def _line(row: tuple[Any, ...]) -> str:
    return json.dumps([_plain(value) for value in row], separators=(",", ":"), sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def _value(field: models.Field[Any, Any], said: Any) -> Any:
    if isinstance(field, models.BinaryField) and said is not None:
        return base64.b64decode(said)
    if isinstance(field, models.DateTimeField | models.DateField | models.DecimalField):
        return field.to_python(said)
    return said
