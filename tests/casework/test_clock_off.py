"""Clocks that disagree by more than five seconds are told of; no due day hangs on them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.casework.making import NOW, council

from heard.casework import clock_off
from heard.casework.clock_off import seconds_off, what_is_wrong

pytestmark = pytest.mark.django_db


class Database:
    """A database whose own clock shows what it was told to."""

    def __init__(self, vendor: str, shows: object = None) -> None:
        self.vendor, self.shows = vendor, shows

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def execute(self, statement):
        assert statement == clock_off.DATABASE_SAYS

    def fetchone(self):
        return (self.shows,)


@pytest.fixture(autouse=True)
def _ledger():
    council()


def test_a_clock_that_was_set_back_is_told_of_and_one_that_goes_on_is_not(monkeypatch):
    monkeypatch.setattr(clock_off, "connection", Database("sqlite"))
    assert seconds_off(NOW) == 0
    assert what_is_wrong(NOW + timedelta(days=400)) == ""
    assert what_is_wrong(NOW - timedelta(seconds=5)) == ""

    assert seconds_off(NOW - timedelta(hours=3)) == 3 * 3600
    assert "10,800 seconds apart" in what_is_wrong(NOW - timedelta(hours=3))


def test_the_databases_own_clock_counts_whichever_is_ahead(monkeypatch):
    at = NOW + timedelta(days=1)
    for apart, told in ((6, True), (-6, True), (5, False), (0, False)):
        monkeypatch.setattr(clock_off, "connection", Database("postgresql", at + timedelta(seconds=apart)))
        assert bool(what_is_wrong(at)) is told
