"""The link by which somebody first signs in leads to where the pages are served."""

from __future__ import annotations

import pytest
from tests.cli.speaking import heard

pytestmark = pytest.mark.django_db


@pytest.mark.once
def test_an_invitation_leads_to_the_address_of_the_installation_and_to_this_machine_where_it_has_none(
    council, monkeypatch
):
    monkeypatch.delenv("HEARD_ADDRESS", raising=False)
    trial = heard("invite", "amina", "--role", "complaints_officer").out
    monkeypatch.setenv("HEARD_ADDRESS", "https://heard.northmoor.example/")
    real = heard("invite", "amina", "--role", "complaints_officer").out

    assert "http://127.0.0.1:8000/choose-password/" in trial
    assert "https://heard.northmoor.example/choose-password/" in real
