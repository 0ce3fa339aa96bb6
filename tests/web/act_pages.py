"""Opening and sending the pages of acts in tests: the office of the demonstration and one living case."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from tests.casework import living
from tests.web import small_council

from heard.people.models import Member
from heard.web import entering


def office() -> dict[str, Member]:
    """The council of the living cases, with one member in each role."""
    living.council()
    return small_council.members()


def signed_in(member: Member) -> Client:
    """A browser in which this member has come in with a second factor, just now."""
    client = Client()
    client.force_login(member.account)
    session, seconds = client.session, entering.now().timestamp()
    session.update(
        {
            entering.BEGAN: seconds,
            entering.SEEN: seconds,
            entering.PROVED: seconds,
            entering.STRENGTH: entering.FACTOR,
        }
    )
    session.save()
    return client


def hidden(page: str, name: str) -> str:
    """What a page sends along in a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, f"the page sends no {name} along"
    return found[1]


def day(name: str, year: int, month: int, day_: int) -> dict[str, str]:
    """The three boxes of a date."""
    return {f"{name}-day": str(day_), f"{name}-month": str(month), f"{name}-year": str(year)}


def opened(client: Client, address: str) -> dict[str, str]:
    """What the page of an act sends along, once it is opened."""
    page = client.get(address).content.decode()
    return {"seen": hidden(page, "seen"), "once": hidden(page, "once")}


def sent(client: Client, address: str, **answers: Any) -> Any:
    """Open the page of an act, fill it in, confirm it, and give the last answer."""
    return client.post(address, {**opened(client, address), **answers, "confirmed": "yes"})


__all__ = ["day", "hidden", "office", "opened", "sent", "signed_in"]
