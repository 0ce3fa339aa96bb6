"""Where mails come from: a mailbox on a server, over TLS alone, or a folder in the form of a maildir.

A mail leaves its place only when it is told that it was taken in. Whatever stops between, it is there the next time.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SECONDS = 60
SEEN = ":2,S"
NO_ADDRESS = "Say where the mailbox is: HEARD_MAIL_IMAP=imaps://NAME@SERVER/INBOX, or --maildir FOLDER."


class MailboxRefused(Exception):
    """The mailbox cannot be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Came:
    """One mail as it lies there: where, its bytes, when our server got it, and how to say that it was taken in."""

    where: str
    raw: bytes
    received_at: datetime
    taken_in: Callable[[], None]


def in_maildir(folder: Path) -> Iterator[Came]:
    """The mails of a maildir that nobody has taken in, the oldest first. Raises MailboxRefused."""
    new, cur = folder / "new", folder / "cur"
    if not new.is_dir() or not cur.is_dir():
        raise MailboxRefused(f"{folder} is no maildir: it has no folders named new and cur. Check the path.")
    found = [*new.iterdir(), *(one for one in cur.iterdir() if "S" not in one.name.partition(":2,")[2])]
    files = [one for one in found if one.is_file() and not one.is_symlink() and not one.name.startswith(".")]
    for one in sorted(files, key=lambda one: (one.stat().st_mtime, one.name)):
        came = datetime.fromtimestamp(one.stat().st_mtime, UTC)
        yield Came(one.name, one.read_bytes(), came, lambda one=one: _seen(one, cur))  # type: ignore[misc]


def in_mailbox(address: str, secret: str, *, token: bool, taken_in: str) -> Iterator[Came]:
    """The mails of a mailbox on a server; each moves to the folder `taken_in` when it was. Raises MailboxRefused.

    `secret` is the password, or with `token` a bearer token.
    """
    with _opened(address, secret, token) as server:
        moves = _how_to_move(server)
        server.create(_quoted(taken_in))  # It says no where there is one already, which is as good.
        for number in _numbers(server):
            raw, came = _fetched(server, number)
            yield Came(number, raw, came, lambda number=number: moves(server, number, taken_in))  # type: ignore[misc]


def _seen(one: Path, cur: Path) -> None:
    one.rename(cur / f"{one.name.partition(':2,')[0]}{SEEN}")


@contextmanager
def _opened(address: str, secret: str, token: bool) -> Iterator[imaplib.IMAP4]:
    parts = urlsplit(address)
    if parts.scheme != "imaps" or not parts.hostname or not parts.username:
        raise MailboxRefused(NO_ADDRESS)
    name, folder = unquote(parts.username), unquote(parts.path.strip("/")) or "INBOX"
    try:
        server = imaplib.IMAP4_SSL(
            parts.hostname, parts.port or 993, ssl_context=ssl.create_default_context(), timeout=SECONDS
        )
        try:
            _signed_in(server, name, secret, token)
            _done(server.select(_quoted(folder)), f"open the folder {folder}")
            yield server
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                server.logout()
    except imaplib.IMAP4.error as why:
        raise MailboxRefused(f"The mail server refused: {why}. Nothing that lies there is lost.") from why
    except OSError as why:
        raise MailboxRefused(f"The mail server {parts.hostname} cannot be reached: {why}.") from why


def _signed_in(server: imaplib.IMAP4, name: str, secret: str, token: bool) -> None:
    if token:
        said = f"user={name}\x01auth=Bearer {secret}\x01\x01".encode()
        server.authenticate("XOAUTH2", lambda _: said)
    else:
        server.login(name, secret)


def _how_to_move(server: imaplib.IMAP4) -> Callable[[imaplib.IMAP4, str, str], None]:
    known = set(server.capabilities)
    if "MOVE" in known:
        return _move
    if "UIDPLUS" in known:
        return _copy_and_take_away
    raise MailboxRefused(
        "This mail server can move no single mail (neither MOVE nor UIDPLUS). Let it deliver into a maildir instead."
    )


def _move(server: imaplib.IMAP4, number: str, to: str) -> None:
    _done(server.uid("MOVE", number, _quoted(to)), f"move a mail to {to}")


def _copy_and_take_away(server: imaplib.IMAP4, number: str, to: str) -> None:
    _done(server.uid("COPY", number, _quoted(to)), f"copy a mail to {to}")
    _done(server.uid("STORE", number, "+FLAGS.SILENT", r"(\Deleted)"), "mark a mail as moved")
    _done(server.uid("EXPUNGE", number), "take a moved mail out of its old folder")


def _numbers(server: imaplib.IMAP4) -> list[str]:
    """Every mail there is, whether somebody has read it elsewhere or not."""
    found = _done(server.uid("SEARCH", "ALL"), "list what lies there")
    return str(found[0] or b"", "ascii").split() if found else []


def _fetched(server: imaplib.IMAP4, number: str) -> tuple[bytes, datetime]:
    found = _done(server.uid("FETCH", number, "(INTERNALDATE BODY.PEEK[])"), "hand a mail over")
    for one in found:
        if isinstance(one, tuple):
            return one[1], _came(one[0])
    raise MailboxRefused(f"The mail server lists mail {number} and does not hand it over. Try again.")


def _came(said: bytes) -> datetime:
    found = re.search(rb'INTERNALDATE "([^"]+)"', said)
    if found is None:
        raise MailboxRefused(
            "The mail server does not say when it got a mail. Let it deliver into a maildir instead."
        )
    return parsedate_to_datetime(found[1].decode("ascii").strip().replace("-", " ", 2))


def _done(answer: tuple[str, list[Any]], what: str) -> list[Any]:
    if answer[0] != "OK":
        raise MailboxRefused(
            f"The mail server would not {what}. Nothing is lost: it is tried again next time."
        )
    return answer[1]


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
