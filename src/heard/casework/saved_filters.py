"""Filters of the list of cases that somebody keeps for themselves under a name."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from heard.casework.writing import writing
from heard.people.models import Member
from heard.representations.models import SavedFilter

MOST = 30


class NotSaved(Exception):
    """The filter is not kept; the message says why and what to do."""


def saved_filters(member: Member) -> QuerySet[SavedFilter]:
    """The filters a member keeps, by name."""
    return SavedFilter.objects.filter(member=member).order_by("name")


def save_filter(*, member: Member, name: str, chosen: str, at: datetime) -> SavedFilter:
    """Keep a filter under a name; the same name again keeps what is chosen now. Raises NotSaved."""
    words = " ".join(name.split())
    if not words or len(words) > 60:
        raise NotSaved("Give the filter a name of up to 60 letters.")
    if not chosen or len(chosen) > 1000:
        raise NotSaved("Nothing is chosen, or too much. Choose what the list is narrowed to, then save it.")
    mine = saved_filters(member)
    there = mine.filter(name=words).first()
    if there is None and mine.count() >= MOST:
        raise NotSaved(f"You have {MOST} saved filters. Take one away first.")
    with writing("save_filter", by=member.account.username, at=at) as line:
        if there is not None:
            line.change(there, chosen=chosen)
            return there
        row = SavedFilter(member=member, name=words, chosen=chosen)
        line.add(row)
    return row


def drop_filter(*, member: Member, number: int, at: datetime) -> bool:
    """Take one of a member's own filters away; False where there is none of that number."""
    row = saved_filters(member).filter(pk=number).first()
    if row is None:
        return False
    with writing("drop_filter", by=member.account.username, at=at) as line:
        line.remove(row)
    return True
