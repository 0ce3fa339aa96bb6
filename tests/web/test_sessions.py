"""What is known of a browser, kept while its row is taken away, or the database is."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import OperationalError

from heard.people.models import SignedIn
from heard.people.sessions import SessionStore


def away(*said: object, **more: object) -> None:
    raise OperationalError("the connection is lost")


def kept(monkeypatch: pytest.MonkeyPatch, kind: type[DatabaseStore]) -> DatabaseStore:
    monkeypatch.setattr(kind, "get_model_class", classmethod(lambda cls: SignedIn))
    store = kind()
    store["seen"] = 1.0
    store.save()
    store["seen"] = 2.0
    return store


@pytest.mark.django_db
def test_a_database_that_goes_away_is_called_so_and_not_a_browser_that_was_signed_out(monkeypatch):
    """The control is Django's own: it calls both the same, and the page answers that what was sent was wrong (400)."""
    ours, theirs = kept(monkeypatch, SessionStore), kept(monkeypatch, DatabaseStore)
    monkeypatch.setattr(SignedIn, "save", away)

    with pytest.raises(OperationalError):
        ours.save()
    with pytest.raises(UpdateError):
        theirs.save()


@pytest.mark.django_db
def test_a_browser_that_was_signed_out_meanwhile_is_not_signed_in_again(monkeypatch):
    store = kept(monkeypatch, SessionStore)
    SignedIn.objects.all().delete()

    with pytest.raises(UpdateError):
        store.save()
