"""The controls of the drills: the same pages with one guard off. Served as `door_controls:too_early()`."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import replace
from typing import Any

from heard.config.wsgi import application

from heard.web.public import child  # isort: skip  once Django is set up

A_MOMENT = 0.2
take_in = child.take_in


def too_early() -> Any:
    """Pages that say “sent” first and keep it a moment later, in a thread of their own."""

    def later(told: Any, *, at: Any, then: Any) -> Any:
        def keep() -> None:
            time.sleep(A_MOMENT)
            take_in(told, at=at)

        threading.Thread(target=keep).start()
        taken = child.TakenIn("", "0" * 16, "", at.date(), None)
        then(taken)
        return taken

    child.take_in = later
    return application


def forgetful() -> Any:
    """Pages that do not know a form again: each press brings a token of its own."""

    def again(told: Any, **more: Any) -> Any:
        return take_in(replace(told, once=secrets.token_urlsafe(24)), **more)

    child.take_in = again
    return application
