"""Nobody is a superuser of the framework: none is made, one made past the office is found, and nothing is served."""

from __future__ import annotations

import os

import pytest
from django.contrib.auth.models import User
from tests.cli.speaking import heard

from heard.casework.audit import verify

pytestmark = pytest.mark.django_db


def test_an_installation_has_no_superuser_and_says_so(council):
    assert heard("superusers").out == "No account is a superuser.\n"
    assert heard("superusers", "--json").json == {"superusers": [], "ended": []}


@pytest.mark.parametrize("mark", ["is_superuser", "is_staff"])
def test_one_made_past_the_office_is_found_nothing_is_served_and_the_mark_is_taken_away(
    council, mark, monkeypatch
):
    served = []
    monkeypatch.setattr(os, "execvp", lambda *words: served.append(words))
    User.objects.create(username="sam", **{mark: True})

    assert not verify().whole  # The ledger knows of no such account.
    found = heard("superusers", "--json")
    assert (found.code, found.json["superusers"]) == (1, ["sam"])
    refused = heard("serve")
    assert (refused.code, served) == (1, [])
    assert "sam is marked as a superuser" in refused.err

    assert "Ended: sam." in heard("superusers", "--end").out
    assert heard("superusers").code == 0
    heard("serve")
    assert len(served) == 1
