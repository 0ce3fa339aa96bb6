"""Short e-mails that say nothing of any case: that there is something, and where to come in. Sent after the answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.db import connections

from heard.casework.marked import CouldReachSomebody, outgoing


def can_send() -> bool:
    """Whether this installation was told which mail server to use."""
    return bool(settings.EMAIL_HOST)


def whole_address(path: str) -> str:
    """A page's address as it stands in an e-mail."""
    return str(settings.HEARD_ADDRESS).rstrip("/") + path


def send(to: str, subject: str, words: str, *, reply_to: str = "") -> None:
    """Send a short e-mail. A server that does not take it stops nothing: whoever waits for it asks again.

    `reply_to` is the address by which an answer finds its case; it is in the header alone and names nobody.
    """
    with suppress(CouldReachSomebody):
        outgoing(subject, words, to, reply_to=reply_to).send(fail_silently=True)


def later(do: Callable[..., object], *said: object) -> threading.Thread:
    """Do something after whoever asked was answered: how long it takes would tell what we know of them."""

    def go() -> None:
        try:
            do(*said)
        finally:
            connections.close_all()

    doing = threading.Thread(target=go)
    doing.start()
    return doing
