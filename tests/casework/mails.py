"""E-mails as servers hand them over: genuine ones, and those that only look it."""

from __future__ import annotations

import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage
from itertools import count
from typing import Any

from heard.casework.mail_addresses import reply_address
from heard.casework.mail_arriving import TakenIn, take_in
from heard.casework.writing import writing
from heard.people.models import Contact
from heard.representations.models import Party, Representation

SERVER = "mx.ashmere.gov.uk"
OURS = "complaints@ashmere.gov.uk"
MAIL = {
    "address": OURS,
    "server": SERVER,
    "imap": "",
    "password_file": "",
    "token_file": "",
    "taken_in": "Heard",
}
CAME = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NUMBERS = count(1)
MALIKS = "malik.thornbeck@example.org"


def proof(domain: str = "example.org", *, server: str = SERVER, result: str = "pass") -> str:
    """What a mail server writes of a mail it looked into."""
    found = f"spf=pass smtp.mailfrom={domain}; dkim=pass header.d={domain}"
    return f"{server}; {found}; dmarc={result} (p=none) header.from={domain}"


def mail(
    *,
    sender: str = f"Malik Thornbeck <{MALIKS}>",
    to: str = OURS,
    subject: str = "My complaint",
    words: str = "Nobody has rung me back yet.",
    number: str | None = None,
    proofs: tuple[str, ...] = (proof(),),
    files: tuple[tuple[str, str, bytes], ...] = (),
    **headers: str,
) -> bytes:
    """One e-mail, with a number of its own. `proofs` are the results headers as they stand in it, the topmost first."""
    number = f"<{next(NUMBERS)}@example.org>" if number is None else number
    made = EmailMessage(policy=email.policy.SMTP)
    made["Received"] = f"from mail.example.org by {SERVER}; Fri, 20 Nov 2026 08:30:00 +0000"
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Date"] = "Fri, 20 Nov 2026 08:29:00 +0000"
    if number:
        made["Message-ID"] = number
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(words)
    for name, kind, content in files:
        main, _, sub = kind.partition("/")
        made.add_attachment(content, maintype=main, subtype=sub, filename=name)
    top = "".join(f"Authentication-Results: {one}\r\n" for one in proofs).encode()
    return top + made.as_bytes()


def has_address(case: Representation, address: str = MALIKS, *, is_safe: bool | None = True) -> Party:
    """Put an address of the first complainant of a case on record."""
    party = Party.objects.filter(representation=case, part="complainant").order_by("pk")[0]
    with writing("test_rows", by="amina", at=NOW) as line:
        line.add(Contact(person=party.person, way="email", value=address, is_safe=is_safe))
    return party


def to_reply(party: Party) -> str:
    """The address by which somebody answers on a case."""
    return reply_address(party.representation, party.person)


def arrived(raw: bytes, **when: Any) -> TakenIn:
    """One e-mail taken in."""
    return take_in(raw, **{"received_at": CAME, "at": NOW, **when})
