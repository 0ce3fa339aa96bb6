"""The control of the drill: pages that say “sent” first and keep it a moment later, in a thread of their own."""

from __future__ import annotations

import threading
import time
from typing import Any

from heard.config.wsgi import application as as_it_is

from heard.web.public import child  # isort: skip  once Django is set up

A_MOMENT = 0.2
keeps = child.take_in


def take_in_later(told: Any, *, at: Any, then: Any) -> Any:
    """Say that it was taken in, and take it in afterwards."""
    taken = child.TakenIn("", "0" * 16, "", at.date(), None)

    def keep() -> None:
        time.sleep(A_MOMENT)
        keeps(told, at=at)

    threading.Thread(target=keep).start()
    then(taken)
    return taken


child.take_in = take_in_later
application = as_it_is
