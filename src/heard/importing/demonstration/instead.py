"""Other surnames for invented people who turn out to be called like somebody real, wherever their name stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar, cast

Thing = TypeVar("Thing")
NOBODY: Mapping[str, str] = MappingProxyType({})
_instead: ContextVar[Mapping[str, str]] = ContextVar("surnames_instead", default=NOBODY)


@contextmanager
def surnames_instead(others: Mapping[str, str]) -> Iterator[None]:
    """While this stands, each surname that is a key is told as its value."""
    kept = _instead.set({old.lower(): new for old, new in others.items()})
    try:
        yield
    finally:
        _instead.reset(kept)


def instead(thing: Thing) -> Thing:
    """Words, or facts that hold words, with other surnames in the place of those that somebody real has."""
    others = _instead.get()
    if not others:
        return thing
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, others))})\b", re.IGNORECASE)
    return cast(Thing, _told(thing, pattern, others))


def _told(thing: object, pattern: re.Pattern[str], others: Mapping[str, str]) -> object:
    if isinstance(thing, str):
        return pattern.sub(lambda found: _cased(found[0], others[found[0].lower()]), thing)
    if isinstance(thing, Mapping):
        return {name: _told(one, pattern, others) for name, one in thing.items()}
    if isinstance(thing, list | tuple):
        told = [_told(one, pattern, others) for one in thing]
        made: Any = type(thing)
        return made(*told) if hasattr(thing, "_fields") else made(told)
    if is_dataclass(thing) and not isinstance(thing, type):
        was = {one.name: getattr(thing, one.name) for one in fields(thing) if one.init}
        now = {name: _told(one, pattern, others) for name, one in was.items()}
        changed = {name: one for name, one in now.items() if one != was[name]}
        return replace(thing, **changed) if changed else thing
    return thing


def _cased(was: str, now: str) -> str:
    """In small letters where it stood in small letters, as in an e-mail address."""
    return now.lower() if was.islower() else now
