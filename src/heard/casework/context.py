"""The figures a council types in to set its own beside."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from heard.casework.writing import writing
from heard.representations.models import ContextFigure


class AlreadyThere(Exception):
    """This figure already has a value of that day."""


def context_figures() -> QuerySet[ContextFigure]:
    """Every context figure, by name and day."""
    return ContextFigure.objects.order_by("name", "as_at")


def add_context_figure(
    *,
    name: str,
    value: Decimal | int,
    as_at: date,
    source: str,
    by: str,
    at: datetime,
    taken_on: date | None = None,
) -> ContextFigure:
    """Type in a figure with the day it speaks of and where it comes from. Raises AlreadyThere."""
    if ContextFigure.objects.filter(name=name, as_at=as_at).exists():
        raise AlreadyThere(f"“{name}” already has a value of {as_at:%d %B %Y}. Change that one instead.")
    figure = ContextFigure(name=name, value=Decimal(value), as_at=as_at, source=source, taken_on=taken_on)
    with writing("add_context_figure", by=by, at=at, done_on=as_at) as line:
        line.add(figure)
    return figure


def change_context_figure(
    number: int, *, value: Decimal, source: str, by: str, at: datetime
) -> ContextFigure:
    """Give a context figure another value. Raises ContextFigure.DoesNotExist."""
    figure = ContextFigure.objects.get(pk=number)
    with writing("change_context_figure", by=by, at=at, done_on=figure.as_at) as line:
        line.change(figure, value=Decimal(value), source=source)
    return figure
