"""Letting people in: once, by a link of their own, and never above oneself."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from tests.casework.making import LATER, NOW, council

from heard.casework import accounts
from heard.casework.audit import verify
from heard.casework.writing import writing
from heard.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _installation():
    council()


def somebody(name: str = "rafe", role: str = "complaints_officer"):
    return accounts.add_member(sign_in_name=name, full_name="Rafe", role=role, by="amina", at=NOW)


def test_a_link_is_spent_once_the_password_is_chosen():
    member = somebody()
    number, token = accounts.invitation(member)

    accounts.choose_password(accounts.member_of_link(number, token), "three unlikely words here", at=LATER)

    with pytest.raises(accounts.LinkIsSpent):
        accounts.member_of_link(number, token)
    assert verify().whole


def test_of_two_who_use_one_link_at_once_the_second_is_refused():
    number, token = accounts.invitation(somebody())
    first, second = (accounts.member_of_link(number, token) for _ in range(2))
    accounts.choose_password(first, "three unlikely words here", at=LATER, token=token)

    with pytest.raises(accounts.LinkIsSpent):
        accounts.choose_password(second, "three other words of mine", at=LATER, token=token)
    assert User.objects.get(pk=second.account_id).check_password("three unlikely words here")


def test_a_link_that_was_sent_on_is_refused_fifty_times_and_any_after_three_days(monkeypatch):
    """T77."""
    member, made = somebody(), default_token_generator._now()
    number, token = accounts.invitation(member)
    for hours, opens in ((71, True), (73, False), (0, True)):
        day = made + timedelta(hours=hours)
        monkeypatch.setattr(type(default_token_generator), "_now", lambda _, day=day: day)
        with nullcontext() if opens else pytest.raises(accounts.LinkIsSpent):
            assert accounts.member_of_link(number, token) == member

    accounts.choose_password(member, "three unlikely words here", at=LATER)
    for _ in range(50):
        with pytest.raises(accounts.LinkIsSpent):
            accounts.member_of_link(number, token)


@pytest.mark.parametrize(("number", "token"), [("", ""), ("MQ", "x"), ("%%", "x-y"), ("OTk5", "abc-def")])
def test_a_link_that_was_never_ours_is_refused(number, token):
    with pytest.raises(accounts.LinkIsSpent):
        accounts.member_of_link(number, token)


def test_two_people_cannot_sign_in_under_one_name():
    somebody()

    with pytest.raises(accounts.NameTaken, match="already signs in as rafe"):
        somebody()


def test_a_fresh_link_made_from_a_page_is_on_the_ledger():
    accounts.issue_link(somebody(), by="amina", at=LATER)

    assert Entry.objects.filter(act="issue_link", by="amina").count() == 1


@pytest.mark.parametrize("role", sorted(accounts.POWERFUL - {"administrator"}))
def test_nobody_becomes_somebody_powerful_who_was_here_through_a_page(role):
    director = somebody("sunniva", role)
    accounts.issue_link(director, by="amina", at=LATER)  # The first one lets them in.
    with writing("test_rows", by="sunniva", at=LATER) as line:
        line.change(director.account, last_login=LATER)

    with pytest.raises(accounts.NotByPage, match="whoever runs the server"):
        accounts.issue_link(director, by="amina", at=LATER)
    accounts.issue_link(director, by="amina", at=LATER, at_the_server=True)


def test_nobody_becomes_the_administrator_through_a_page():
    administrator = somebody("sunniva", "administrator")

    with pytest.raises(accounts.NotByPage, match="heard invite"):
        accounts.issue_link(administrator, by="amina", at=LATER)

    assert not Entry.objects.filter(act="issue_link").exists()


def test_somebody_whose_account_is_closed_is_nobody():
    from heard.casework.looking import member_for

    member = somebody()
    member.account.is_active = False

    assert member_for(member.account) is None
