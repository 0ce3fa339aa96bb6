"""`heard mail`: the mailbox that families write to is read once; each mail is on record before it leaves its place."""

from __future__ import annotations

import argparse
import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heard.cli.law import today
from heard.cli.one_at_a_time import one_at_a_time
from heard.cli.running import BY, now, open_database, refuse_training_as_it_stands
from heard.cli.saying import Refusal, say_json

if TYPE_CHECKING:
    from heard.cli.mailboxes import Came

log = logging.getLogger(__name__)


def add_commands(commands: Any) -> None:
    """mail."""
    mail = commands.add_parser("mail", help="take in what families wrote by e-mail; safe to run twice")
    mail.add_argument(
        "--maildir", metavar="FOLDER", help="a maildir, in the place of the mailbox that is set"
    )
    mail.add_argument("--json", action="store_true")
    mail.set_defaults(run=take_mail_in)


@one_at_a_time("mail")
def take_mail_in(given: argparse.Namespace) -> int:
    """Take in every mail that waits. Exit 1 where one could not be: it stays where it is and is tried again."""
    open_database()
    if not given.maildir:
        refuse_training_as_it_stands()
    from heard.casework.arriving_files import make_ready
    from heard.casework.looking_at_mail import seen_by_nobody, waiting_in_all
    from heard.cli.mailboxes import MailboxRefused

    counts: Counter[str] = Counter()
    try:
        for came in _mailbox(given.maildir):
            counts[_taken(came)] += 1
    except MailboxRefused as why:
        raise Refusal([str(why)], usage=False, **dict(counts)) from why
    make_ready(by=BY, at=now())
    unseen = seen_by_nobody(on=today())
    told = {name: counts[name] for name in ("joined", "held", "again", "failed")}
    told |= {"waiting": waiting_in_all(), "seen_by_nobody": len(unseen)}
    say_json(told) if given.json else _say(told)
    return 1 if told["failed"] or unseen else 0


def _mailbox(maildir: str | None) -> Iterator[Came]:
    from django.conf import settings

    from heard.cli.mailboxes import in_mailbox, in_maildir

    if maildir:
        return in_maildir(Path(maildir))
    kept = settings.HEARD_MAIL
    secret, token = kept["password_file"], kept["token_file"]
    return in_mailbox(kept["imap"], _secret(token or secret), token=bool(token), taken_in=kept["taken_in"])


def _secret(file: str) -> str:
    """What the mailbox is opened with, out of a file that only this installation reads."""
    try:
        return Path(file).read_text("utf-8").strip() if file else ""
    except OSError as why:
        raise Refusal([f"The file with the mailbox's password cannot be read: {why}."]) from why


def _taken(came: Came) -> str:
    """What became of one mail. Whatever goes wrong with it, the next one is read, and it stays where it is."""
    from hashlib import sha256

    from heard.casework.jobs import attempt
    from heard.casework.mail_arriving import take_in

    def taken() -> str:
        return take_in(came.raw, received_at=came.received_at, at=now()).became

    try:
        became = attempt("take in a mail", sha256(came.raw).hexdigest(), taken, at=now(), failed="failed")
    except Exception:
        log.exception("the mail at %s was not taken in and stays where it is", came.where)
        return "failed"
    if became == "failed":
        log.error("the mail at %s was not taken in and stays where it is", came.where)
        return became
    came.taken_in()
    return became


def _say(told: dict[str, int]) -> None:
    print(
        f"{told['joined']} put on their cases, {told['held']} held for somebody, {told['again']} here already, "
        f"{told['failed']} not taken in. {told['waiting']} wait in all."
    )
    if told["seen_by_nobody"]:
        print(
            f"FAULT {told['seen_by_nobody']} wait that nobody at work may see: each is about a case kept from all who "
            "see to e-mail. Let somebody in who may, or lift a wall."
        )
