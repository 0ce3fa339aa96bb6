"""What is written to the log: one line of JSON each, of fields named here and no others, and never anybody's words.

A message is printed only as it stands in our own code, with whole numbers and the few words of `WORDS` filled in;
whatever else was to be filled in becomes “…”. Of an error its class and where it happened are kept, not what it said:
an error of a database quotes what somebody wrote.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any

# Everything a line may hold. `request` is drawn by lot for each request, and stands on the page of an error.
FIELDS = ("at", "level", "logger", "event", "method", "route", "status", "ms", "request", "error", "where")
GIVEN = ("method", "route", "status", "ms")
# Loggers whose messages are written in code as they are printed; the words of libraries may quote what they read.
OURS, WITH_GAPS = "heard", ("gunicorn",)
# What our own messages may be filled in with besides whole numbers: how somebody came in, and why they went.
WORDS = frozenset(
    {
        *("password", "factor", "directory", "demonstration", "passkey", "codes", "recovery"),
        *("closed", "idle", "long", "signed out"),
    }
)
WITHHELD, FRAMES = "\N{HORIZONTAL ELLIPSIS}", 6
PACKAGE = Path(__file__).resolve().parent.parent
REQUEST: ContextVar[str] = ContextVar("request", default="")


class Lines(logging.Formatter):
    """Writes a record as one line of JSON; nothing in it can begin another line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. A field that says nothing is left out."""
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": event_of(record),
            "request": REQUEST.get(),
            **{name: getattr(record, name, None) for name in GIVEN},
            **_fault(record.exc_info),
        }
        return json.dumps({name: said[name] for name in FIELDS if said.get(name) not in (None, "")})


def event_of(record: logging.LogRecord) -> str:
    """The message as our code has it, with what may be filled in; empty of a library whose words may quote somebody."""
    room = record.name.partition(".")[0]
    if room != OURS and not (room in WITH_GAPS and record.args):
        return ""
    args = record.args if isinstance(record.args, tuple) else ()
    try:
        return str(record.msg) % tuple(_safe(one) for one in args) if args else str(record.msg)
    except (TypeError, ValueError):
        return str(record.msg)


def _safe(one: object) -> object:
    if isinstance(one, Enum):
        return one.value
    return one if isinstance(one, int) or (isinstance(one, str) and one in WORDS) else WITHHELD


def _fault(said: Any) -> dict[str, Any]:
    if not said or said[0] is None:
        return {}
    classes: list[str] = []
    error = said[1]
    while error is not None and len(classes) < FRAMES:
        classes.append(f"{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or error.__context__
    frames = traceback.extract_tb(said[2])[-FRAMES:]
    return {"error": classes, "where": [f"{_file(one.filename)}:{one.lineno} {one.name}" for one in frames]}


def _file(name: str) -> str:
    path = Path(name)
    return str(path.relative_to(PACKAGE)) if path.is_relative_to(PACKAGE) else path.name


def keep_faults_wordless() -> None:
    """Let an error that nothing caught, in a command or a thread, end as one of these lines, not in its own words."""

    def of_program(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            _say(kind, error, trace)

    def of_thread(given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            _say(given.exc_type, given.exc_value, given.exc_traceback)

    sys.excepthook, threading.excepthook = of_program, of_thread


def _say(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    said = ("heard.fault", logging.CRITICAL, "", 0, "stopped by a fault", None, (kind, error, trace))
    print(Lines().format(logging.LogRecord(*said)), file=sys.stderr)
