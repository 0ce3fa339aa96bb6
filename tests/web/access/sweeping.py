"""One round over every address there is, by whoever may open it: what each answer carried, changed and let through."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client
from tests.casework import living, offices
from tests.casework.making import complaint, kept
from tests.casework.test_audit import fill_learning, fill_outcomes
from tests.web.access.addresses import ANYBODY, ONESELF, TABLE, address, parts_of
from tests.web.access.everything import Everything, everything
from tests.web.access.hostile import FULL, QUERIES, SCRIPTS, filled_with_scripts
from tests.web.access.looking import browser

from heard.casework.codes import Reader
from heard.casework.permissions import MAY, Role
from heard.ledger.models import Entry
from heard.representations.models import Representation
from heard.web import entering
from heard.web.middleware import HEADERS
from heard.web.public.coming_back import READS

HTML = "text/html"
# Words that are kept as we wrote them: inside a page of ours, or inside a record that a quotation mark would break.
WRAPPED = frozenset({"letter", "handed_in", "second", "half_typed"})
Asks = Callable[[str], HttpResponseBase]


@dataclass
class Swept:
    """What a round found, by what was looked for; `tried` counts the answers."""

    tried: int = 0
    opened: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    bare: dict[str, set[str]] = field(default_factory=dict)
    kept_by_browsers: set[str] = field(default_factory=set)
    wrote: set[str] = field(default_factory=set)
    taken_without_token: dict[str, int] = field(default_factory=dict)
    pages: dict[str, bytes] = field(default_factory=dict)

    def look_at(self, name: str, answer: HttpResponseBase) -> None:
        """Note what an answer lacks, and whether it broke."""
        self.tried += 1
        if missing := lacking(answer):
            self.bare[name] = missing
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            self.kept_by_browsers.add(name)
        if answer.status_code >= 500:
            self.broken.add(name)
        if answer.status_code == 200:
            self.opened.add(name)
            if answer.headers.get("Content-Type", "").startswith(HTML) and not answer.streaming:
                self.pages[name] = answer.content  # type: ignore[attr-defined]


def lacking(answer: HttpResponseBase) -> set[str]:
    """The headers of the house that an answer does not carry."""
    return {name for name in (*HEADERS, "X-Frame-Options") if name not in answer.headers}


def hostile_office() -> Everything:
    """An office whose every word would run, if a page let it."""
    made = offices.an_office()
    kept(complaint("C1"), complaint("C2"))
    fill_outcomes()
    fill_learning()
    all_ = _with_scripts(made)
    offices.grant(
        all_.case, made["investigating_officer"], all_.rows["paper_2"], by=made["complaints_manager"]
    )
    filled_with_scripts(0)
    return all_


class _Scripted(Everything):
    def word(self, name: str) -> str:
        """A word of its own, with something behind it that would run."""
        said = SCRIPTS[len(self.words) % len(SCRIPTS)][:60]
        return self.words.setdefault(name, "zqplain" if name in WRAPPED else said)


def _with_scripts(made: offices.Office) -> Everything:
    from tests.web.access import everything as module

    usual, module.Everything = module.Everything, _Scripted  # type: ignore[misc]
    try:
        return everything(made)
    finally:
        module.Everything = usual  # type: ignore[misc]


class Browsers(dict[str, Client]):
    """A browser of everybody, once somebody asks for it: a role, somebody let in, or whoever came back by a code."""

    def __init__(self, all_: Everything) -> None:
        self.all_ = all_

    def __missing__(self, role: str) -> Client:
        if role == ANYBODY:
            client = Client()
            session = client.session
            reader = Reader(self.all_.case.pk, living.person(self.all_.case))
            session[READS] = {**asdict(reader), "at": int(entering.now().timestamp())}
            session.save()
        else:
            client = browser(self.all_.made[role])
        if role == "investigating_officer":
            client.post(f"/my-cases/{self.all_.case.reference}/declare/", {"link": "none"})
        client.raise_request_exception = False
        return self.setdefault(role, client)


def who_opens(name: str) -> Iterator[str]:
    """Whoever may open an address; the manager and somebody from outside before others."""
    who = TABLE[name].who
    if who == ANYBODY:
        yield ANYBODY
        return
    first = (
        ("investigating_officer", "complaints_manager")
        if name.startswith("guest")
        else ("complaints_manager",)
    )
    for role in (*first, *map(str, Role)):
        if who == ONESELF or who in MAY[Role(role)]:
            yield role
            if not FULL:
                return


def sweep(all_: Everything, names: list[str] | None = None) -> Swept:
    """Ask for every address by every role that may open it (in a small run by one), then send to it without a token."""
    found, browsers, parts = Swept(), Browsers(all_), parts_of(all_)
    for name in names or list(TABLE):
        where = address(name, parts)
        for role in who_opens(name):
            _ask(found, name, browsers, role, where)
        _send(found, name, where, browsers[next(who_opens(name))])
    return found


def _ask(found: Swept, name: str, browsers: Browsers, role: str, where: str) -> None:
    client = browsers[role]
    cookies, before = client.cookies.copy(), _last_line()
    found.look_at(name, client.get(where))
    client.cookies = cookies
    if _last_line() != before:
        found.wrote.add(name)


def _send(found: Swept, name: str, where: str, client: Client) -> None:
    forged = Client(enforce_csrf_checks=True, raise_request_exception=False)
    forged.cookies = client.cookies.copy()
    before = _last_line()
    for method in (forged.post, forged.put, forged.patch, forged.delete) if FULL else (forged.post,):
        answer = method(where)
        found.look_at(f"{name} refused", answer)
        refused = (403,) if method == forged.post else (403, 405)
        if answer.status_code not in refused or _last_line() != before:
            found.taken_without_token[name] = answer.status_code


def _last_line() -> int:
    return Entry.objects.order_by("-sequence").values_list("sequence", flat=True)[0]


def strange_requests(all_: Everything, most: int) -> Iterator[tuple[str, str, int, bytes]]:
    """Requests as nobody means them, over every address: their method, address, status and answer."""
    chance, parts, browsers = random.Random(22), parts_of(all_), Browsers(all_)
    for number, name in enumerate(_shuffled(chance)[:most]):
        client = browsers[next(who_opens(name))]
        cookies = client.cookies.copy()
        method = chance.choice(("GET", "GET", "HEAD", "POST", "OPTIONS", "PUT", "TRACE"))
        where = _bent(address(name, parts), chance) if number % 3 == 0 else address(name, parts)
        odd = {chance.choice(NAMES): chance.choice((*QUERIES, *SCRIPTS)) for _ in range(4)}
        sent: dict[str, Any] = {"data": odd} if method in ("GET", "HEAD", "POST") else {}
        answer = getattr(client, method.lower())(where, **sent)
        client.cookies = cookies
        said = b"" if answer.streaming else answer.content
        yield method, where, answer.status_code, said


NAMES = (
    "page", "q", "who", "view", "team", "sort", "order", "period", "from", "to", "next", "version", "once", "person",
    "reference", "form", "state", "stage", "kind", "year", "step", "confirmed", "words", "amount", "day",
)  # fmt: skip


def _shuffled(chance: random.Random) -> list[str]:
    names = [one for one in TABLE for _ in range(10 if FULL else 1)]
    chance.shuffle(names)
    return names


def _bent(where: str, chance: random.Random) -> str:
    return where + chance.choice(
        ("..", "%00", "%ff", "9" * 30, "//zq.example", "%2e%2e/", ";x=1", "é", "%", "?%00=%00")
    )


def lists_asked(all_: Everything) -> Iterator[tuple[str, int]]:
    """Every list, each of its questions answered with words meant for the database: address and status."""
    browsers, parts = Browsers(all_), parts_of(all_)
    chance = random.Random(7)
    names = [one for one, row in TABLE.items() if not row.parts and row.who != ANYBODY]
    for name in names:
        client = browsers[next(who_opens(name))]
        for said in QUERIES if FULL else chance.sample(QUERIES, 1):
            answer = client.get(address(name, parts), dict.fromkeys(NAMES, said))
            yield f"{name} {said}", answer.status_code


def rows() -> tuple[int, int]:
    """How many cases and lines of the ledger there are."""
    return Representation.objects.count(), Entry.objects.count()


def is_debugging() -> bool:
    """Whether pages of errors would tell how they came about."""
    return bool(settings.DEBUG)
