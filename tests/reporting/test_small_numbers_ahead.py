"""The set of numbers for those who see figures only is made before they ask, and nobody waits for the next one."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from tests.casework.making import NOW, council

from heard.casework import accounts
from heard.reporting import small_numbers

DAY = date(2026, 11, 22)


@pytest.fixture
def office(monkeypatch):
    """An office of which only the ledger's last line, the hour and who may sign in are known."""
    at = SimpleNamespace(newest="a", hour=0.0, made=[], guarded=True, day=DAY)
    monkeypatch.setattr(small_numbers, "_kept", {})
    monkeypatch.setattr(small_numbers, "_looked", [])
    monkeypatch.setattr(small_numbers, "time", SimpleNamespace(monotonic=lambda: at.hour))
    monkeypatch.setattr(small_numbers, "newest_of_figures", lambda: at.newest)
    monkeypatch.setattr(small_numbers, "is_on_record", lambda digest: True)
    monkeypatch.setattr(small_numbers, "_asked", lambda today: (today, 5, ()))
    monkeypatch.setattr(small_numbers, "snapshot_now", lambda today, as_at: SimpleNamespace(kept={}))
    monkeypatch.setattr(small_numbers, "guard_on", lambda *said: at.made.append(at.newest) or at.newest)
    monkeypatch.setattr(small_numbers, "anybody_is_guarded", lambda: at.guarded)
    return at


def test_the_first_to_ask_finds_it_made_and_without_reading_ahead_makes_it_themselves(office):
    small_numbers.make_ahead(DAY)
    assert (office.made, small_numbers.guard_now(DAY), office.made) == (["a"], "a", ["a"])

    small_numbers._kept.clear()
    assert (small_numbers.guard_now(DAY), office.made) == ("a", ["a", "a"])


def test_the_next_one_is_made_while_the_last_still_holds_and_only_where_somebody_asks_for_it(office):
    small_numbers.make_ahead(DAY)
    office.newest, office.hour = "b", small_numbers.MADE_AFTER + 1
    small_numbers.make_ahead(DAY)
    assert office.made == ["a"]  # Nobody has asked since.

    assert small_numbers.guard_now(DAY) == "a"
    small_numbers.make_ahead(DAY)
    assert (office.made, small_numbers.guard_now(DAY)) == (["a", "b"], "b")

    office.hour += 10 * small_numbers.KEPT_FOR
    small_numbers.make_ahead(DAY)
    assert (office.made, small_numbers.guard_now(DAY)) == (["a", "b"], "b")  # Nothing was written.
    small_numbers.make_ahead(date(2026, 11, 23))
    assert office.made == ["a", "b", "b"]  # A new day.


def test_it_is_made_for_nobody_where_everybody_sees_true_figures(office):
    office.guarded = False
    small_numbers.make_ahead(DAY)
    assert office.made == []


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "is_guarded"), [("elected_member", True), ("complaints_officer", False)])
def test_an_elected_member_is_shown_such_a_set_and_an_officer_is_not(role, is_guarded):
    council()
    accounts.add_member(sign_in_name="ed", full_name="Ed", role=role, by="amina", at=NOW)

    assert small_numbers.anybody_is_guarded() is is_guarded
