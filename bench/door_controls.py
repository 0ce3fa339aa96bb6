"""The controls of the drills: the same pages with one guard off. Served as `door_controls:too_early()`."""

from __future__ import annotations

import secrets
import sys
import threading
import time
from dataclasses import replace
from typing import Any

from heard.config.wsgi import application

from heard.web.desk import asking  # isort: skip  once Django is set up
from heard.web.desk.acts import view  # isort: skip
from heard.web.public import child  # isort: skip

A_MOMENT = 0.2
take_in, carry_out, written_once = child.take_in, view.carry_out, asking.written_once


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


def forgetful_desk() -> Any:
    """Pages of staff that do not know a form again, nor that the case went on meanwhile."""

    def again(**said: Any) -> Any:
        return carry_out(**{**said, "once": secrets.token_urlsafe(24), "seen": sys.maxsize})

    def written_again(**said: Any) -> Any:
        return written_once(**{**said, "once": secrets.token_urlsafe(24)})

    view.carry_out, asking.written_once = again, written_again
    return application
