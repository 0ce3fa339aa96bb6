"""Accounts with the framework's own mark of power: Heard gives none, so whoever has it got it past the office."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from heard.casework.writing import writing


def superusers() -> list[str]:
    """The sign-in names of open accounts that are marked as superuser or staff. In a sound installation there is none.

    No page gives anything for the mark; another program on the same database might.
    """
    return list(_marked().values_list("username", flat=True))


def end_superusers(*, by: str, at: datetime) -> list[str]:
    """Take the mark from every account that has it, each with its line in the ledger. Returns whose it was."""
    ended = []
    for account in _marked():
        with writing("end_superuser", by=by, at=at, reference=f"account-{account.pk}") as line:
            line.change(account, is_superuser=False, is_staff=False)
        ended.append(account.username)
    return ended


def _marked() -> QuerySet[User]:
    return User.objects.filter(Q(is_superuser=True) | Q(is_staff=True), is_active=True).order_by("username")
