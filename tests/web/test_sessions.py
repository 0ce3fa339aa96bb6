"""What is known of a browser, kept while its row is taken away, or the database is."""

from __future__ import annotations

import pytest
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.exception import convert_exception_to_response
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from heard.people.models import SignedIn
from heard.people.sessions import SessionStore
from heard.web import errors

pytestmark = pytest.mark.django_db


def answered(happens: object) -> HttpResponse:
    """What somebody is answered whose browser is to be noted once their page is made, and this happens meanwhile."""
    store = SessionStore()
    store["seen"] = 1.0
    store.save()

    def view(request: HttpRequest) -> HttpResponse:
        request.session["seen"] = 2.0
        happens()  # type: ignore[operator]
        return HttpResponse("made")

    request = RequestFactory().get("/work/")
    request.COOKIES["sessionid"] = str(store.session_key)
    return convert_exception_to_response(SessionMiddleware(view))(request)  # type: ignore[return-value]


def goes_away(monkeypatch: pytest.MonkeyPatch) -> HttpResponse:
    def away(*said: object, **more: object) -> None:
        raise OperationalError("the connection is lost")

    return answered(lambda: monkeypatch.setattr(SignedIn, "save", away))


def test_a_database_that_goes_away_then_is_called_so_and_nobody_is_told_that_they_sent_something_wrong(
    monkeypatch,
):
    answer = goes_away(monkeypatch)

    assert answer.status_code == 503
    assert "We cannot reach our records" in answer.content.decode()


def test_asked_no_further_django_takes_it_for_something_wrong_that_was_sent(monkeypatch):
    """The control."""
    monkeypatch.setattr(errors, "_went_away", lambda exception: False)

    assert goes_away(monkeypatch).status_code == 400


def test_a_browser_that_was_signed_out_meanwhile_is_still_told_so():
    assert answered(lambda: SignedIn.objects.all().delete()).status_code == 400
