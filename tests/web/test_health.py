"""Whether it is well is said to anybody in two words; its numbers only to who brings the key."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from tests.web import small_council
from tests.web.small_council import signed_in

pytestmark = pytest.mark.django_db


def test_it_says_whether_the_database_answers_and_nothing_else(monkeypatch):
    well = Client().get("/health/")
    assert (well.status_code, well.content) == (200, b"ok\n")
    assert "Set-Cookie" not in well.headers
    assert well.headers["Cache-Control"] == "no-store"

    def refuse(*words):
        raise DatabaseError("refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    ill = Client().get("/health/")
    assert (ill.status_code, ill.content) == (503, b"no database\n")
    assert Client().post("/health/").status_code in (403, 405)


def test_the_numbers_are_not_there_but_for_the_key(settings):
    small_council.found()
    members = small_council.members()
    settings.HEARD_METRICS_KEY = ""
    assert Client().get("/metrics/", headers={"Authorization": "Bearer "}).status_code == 404
    settings.HEARD_METRICS_KEY = "a long key"
    for said in ("", "Bearer", "Bearer a long keys", "Basic a long key", "Bearer é"):
        assert (
            signed_in(members["administrator"]).get("/metrics/", headers={"Authorization": said}).status_code
            == 404
        )

    told = Client().get("/metrics/", headers={"Authorization": "Bearer a long key"})
    assert (told.status_code, told.headers["Content-Type"][:25]) == (200, "text/plain; version=0.0.4")
    assert b"heard_ledger_entries " in told.content
    assert b"amina" not in told.content.lower()
