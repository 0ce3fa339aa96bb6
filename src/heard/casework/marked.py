"""Training: an installation with invented people, which says so on all that it shows, makes and sends."""

from __future__ import annotations

import json

from django.conf import settings
from django.core.mail import EmailMessage

from heard.ledger.models import Entry
from heard.people.models import Council

TRAINING = "TRAINING: invented people, nothing here is real"
WORD = TRAINING.partition(":")[0]
# Names that are kept for examples and lead nowhere (RFC 2606, RFC 6761).
NOWHERE = ("example", "test", "invalid", "localhost", "example.com", "example.net", "example.org")


class CouldReachSomebody(ValueError):
    """An e-mail of a training installation to an address that could be somebody's. Nothing was sent."""


def is_training() -> bool:
    """Whether this installation holds invented people alone."""
    return Council.objects.filter(is_demo=True).exists()


def marked(words: str) -> str:
    """What a file or an e-mail is called: as it is, and in training with that word before it."""
    return f"{WORD}. {words}" if is_training() else words


def leads_nowhere(address: str) -> bool:
    """Whether an e-mail address is one that nobody can have."""
    domain = address.strip().rpartition("@")[2].lower().rstrip(">. ")
    return any(domain == one or domain.endswith(f".{one}") for one in NOWHERE)


def outgoing(
    subject: str, words: str, to: str, *, headers: dict[str, str] | None = None, reply_to: str = ""
) -> EmailMessage:
    """An e-mail ready to be sent. In training it says so, and goes to nobody who could exist: CouldReachSomebody."""
    if is_training():
        if not leads_nowhere(to):
            raise CouldReachSomebody(
                f"This is a training installation, and {to} could be somebody's address. Nothing was sent. Give the "
                "person an address that ends in .example."
            )
        subject, words = f"{WORD}. {subject}", f"{TRAINING}.\n\n{words}"
    return EmailMessage(subject, words, to=[to], headers=headers, reply_to=[reply_to] if reply_to else None)


def live_connections() -> list[str]:
    """The settings that tie this installation to people and systems that are real, by name."""
    given = (
        ("HEARD_EMAIL_HOST", settings.EMAIL_HOST),
        ("HEARD_MAIL_IMAP", settings.HEARD_MAIL["imap"]),
        ("HEARD_MAIL_ADDRESS", settings.HEARD_MAIL["address"]),
        ("HEARD_OIDC_ISSUER", settings.HEARD_DIRECTORY["issuer"]),
        ("HEARD_FILES", settings.HEARD_FILES),
    )
    return [name for name, value in given if value]


def against_training() -> list[str]:
    """Why this installation must not be used for training as it stands, each with what to do. Empty if it is live."""
    if not is_training():
        return []
    why = []
    if names := live_connections():
        why.append(
            f"This is a training installation, and {', '.join(names)} would tie it to people or systems that are real. "
            f"Take {'it' if len(names) == 1 else 'them'} out of the environment and start again."
        )
    if was_opened_live():
        why.append(
            "This installation was opened for a real council and has been switched to training behind Heard's back: "
            "there anybody comes in without a password. Set it back in the database, find out who did it "
            "(heard audit verify), and make training data in another folder: HEARD_DATA=./training heard demo."
        )
    return why


def was_opened_live() -> bool:
    """Whether the ledger says that this installation was opened for a real council."""
    said = Entry.objects.filter(act="open_installation").values_list("said", flat=True).first()
    return said is not None and json.loads(said).get("demo") is False
