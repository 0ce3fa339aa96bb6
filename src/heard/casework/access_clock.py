"""The day and the instant at which leave to see is asked for. The only room in the office that reads a clock.

A path that gives no day must not see what ended yesterday, so the database's own clock answers there: one clock for
every server, which nobody at a desk can turn. Acts never ask it: their days are typed, their instant is given to them.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import DateField, DateTimeField, Value
from django.db.models.functions import Now, TruncDate


def day_asked(on: date | None) -> Any:
    """A day as the database takes it: the one given, or today by its own clock, as it is here."""
    return Value(on, output_field=DateField()) if on else TruncDate(Now())


def instant_asked(at: datetime | None) -> Any:
    """An instant as the database takes it: the one given, or now by its own clock."""
    return Value(at, output_field=DateTimeField()) if at else Now()
