"""What stands in an address never adds a recipient or a header to a mail that goes out, nor stops the others."""

from __future__ import annotations

import smtplib
from datetime import date
from email import message_from_bytes
from types import SimpleNamespace
from typing import Any

import pytest

from heard.cli.posting import _sent

pytestmark = pytest.mark.django_db
SEPARATORS = ("\n", "\r\n", "\r", "\r\n\r\n", "\n ", "\x00", "\x0b", "\u2028", ",", ";", " ", "%0a")
TAILS = ("Bcc: x@evil.example", "To: x@evil.example", "x@evil.example", "<x@evil.example>", "Subject: y\n\nx")
PAYLOADS = [f"amina@example.org{one}{tail}" for one in SEPARATORS for tail in TAILS]


class Server:
    """A mail server that takes whatever it is handed, and notes it."""

    took: list[tuple[list[str], bytes]] = []  # noqa: RUF012 (one server for a test)

    def __init__(self, *_: Any, **__: Any) -> None:
        self.took.clear()

    def sendmail(self, _: str, to: list[str], said: bytes, *__: Any) -> None:
        self.took.append((to, said))

    def __getattr__(self, _: str) -> Any:
        return lambda *_, **__: None


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    monkeypatch.setattr(smtplib, "SMTP", Server)
    return Server


def message(address: str, pk: int = 1, day: date = date(2026, 11, 20)) -> Any:
    """One person's daily message, as `heard post` sends it."""
    member = SimpleNamespace(account=SimpleNamespace(email=address), pk=pk)
    return SimpleNamespace(
        member=member, cases=[("CR-2026-0001", 2)], rows=(SimpleNamespace(day=day),), left_out=()
    )


def test_sixty_addresses_built_to_add_a_header_or_a_recipient_add_none(server):
    assert len(PAYLOADS) >= 50
    for payload in PAYLOADS:
        taken = _sent(message(payload), "https://heard.example/")
        said = [message_from_bytes(one) for _, one in server.took] if taken else []
        to = [one for recipients, _ in server.took for one in recipients] if taken else []

        assert len(to) <= 1, repr(payload)
        assert all(one["Bcc"] is None and len(one.get_all("To")) == 1 for one in said), repr(payload)


def test_a_plain_address_is_written_to(server):
    assert _sent(message("amina@example.org"), "https://heard.example/")
    assert server.took[0][0] == ["amina@example.org"]


def test_sent_again_it_is_the_same_mail_and_every_other_is_another(server):
    def number(**of: Any) -> str:
        assert _sent(message("amina@example.org", **of), "https://heard.example/")
        return str(message_from_bytes(server.took[0][1])["Message-ID"])

    assert number() == number()
    assert len({number(), number(pk=2), number(day=date(2026, 11, 21))}) == 3
