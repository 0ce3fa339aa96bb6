"""Every page of an act: those of each module of this package that has `PAGES`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from heard.law.procedure import Act
from heard.web.desk import acts
from heard.web.desk.acts.page import ActPage

# What no page of a case does, and why.
WITHOUT_A_PAGE: Mapping[Act, str] = {
    Act.RECEIVE: "it has the page of a new case, and there is no case yet on which to do it",
    Act.APPROVE_PAYMENT: "it has the page of the payment, where whoever approves need not read the case",
    Act.REFUSE_PAYMENT: "it has the page of the payment, where whoever approves need not read the case",
    Act.BRING_IN_OPEN: "an import does it when it keeps a past case",
    Act.BRING_IN_CLOSED: "an import does it when it keeps a past case",
    Act.BRING_IN_WITHDRAWN: "an import does it when it keeps a past case",
}


class TwoPagesAtOneAddress(ValueError):
    """Two pages of acts end in the same address."""


@cache
def pages() -> Mapping[str, ActPage]:
    """Every page by the end of its address. Raises TwoPagesAtOneAddress."""
    found: dict[str, ActPage] = {}
    for page in _every():
        if page.address in found:
            raise TwoPagesAtOneAddress(f"Two pages end in “{page.address}”. Give one of them another slug.")
        found[page.address] = page
    return found


def pages_of(act: Act) -> list[ActPage]:
    """The pages on which an act is done; most have one."""
    return [page for page in pages().values() if page.act is act]


def _every() -> Iterator[ActPage]:
    for module in sorted(one.name for one in iter_modules(acts.__path__)):
        yield from getattr(import_module(f"{acts.__name__}.{module}"), "PAGES", ())
