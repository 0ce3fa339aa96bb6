"""People of the office at their desks over HTTP: they look at lists and cases, think, and put new cases on record.

Of a hundred things 55 are lists, 35 are cases and 10 are new cases, the form before each not counted. What was
acknowledged is noted here, outside whatever is being harmed.
"""

from __future__ import annotations

import http.client
import random
import re
import secrets
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LISTS = (
    ("/work/?view=mine", 20), ("/work/?view=all", 8), ("/work/?view=all&stage=stage_1&team=Team+07", 8),
    ("/cases/?state=open&team=Team+07", 8), ("/cases/", 6), ("/find/?words=contact", 3),
    ("/find/?words=quillfeather", 2),
)  # fmt: skip
BROKE = (OSError, http.client.HTTPException)
TRIES, A_MOMENT = 60, 0.25


@dataclass
class Told:
    """What all of them met: how long each thing took, what went wrong, and what was acknowledged."""

    read: list[float] = field(default_factory=list)
    wrote: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    broken: list[float] = field(default_factory=list)
    acknowledged: dict[str, str] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)


class Person(threading.Thread):
    """Somebody who works for a while. `forgiving` asks again where a connection broke or the pages said 502 to 504."""

    patience = 60.0

    def __init__(
        self, at: tuple[str, int], cookies: dict[str, str], cases: list[str], told: Told, *, over: threading.Event,
        thinks: tuple[float, float] = (4, 10), forgiving: bool = False, mix: tuple[int, int, int] = (55, 35, 10),
    ) -> None:  # fmt: skip
        super().__init__(daemon=True)
        self.at, self.cookies, self.cases, self.told, self.over = at, dict(cookies), cases, told, over
        self.thinks, self.forgiving, self.mix = thinks, forgiving, mix
        self.draw = random.Random(secrets.randbits(32))
        self.connection: http.client.HTTPConnection | None = None

    def run(self) -> None:
        """Look, think, write, until it is over."""
        self.over.wait(self.draw.uniform(0, self.thinks[1]))
        while not self.over.is_set():
            what = self.draw.choices(("list", "case", "write"), self.mix)[0]
            if what == "write":
                self.write()
            elif what == "case":
                self.look(f"/cases/{self.draw.choice(self.cases)}/")
            else:
                ways, weights = zip(*LISTS, strict=True)
                self.look(self.draw.choices(ways, weights)[0])
            self.over.wait(self.draw.uniform(*self.thinks))

    def look(self, address: str) -> str:
        """Open a page."""
        status, page, _ = self.asked("GET", address, "", self.told.read)
        if status != 200:
            found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.S)
            self.told.wrong.append(f"{status} {address} {found[1].strip() if found else page[:80]}")
        return page

    def write(self) -> None:
        """Put a new case on record; the words are told apart by a number of their own."""
        if not (found := TOKEN.search(self.look("/cases/new/"))):
            return
        words, day = (
            f"Nobody rang back {secrets.token_hex(8)}.",
            {"received_on-day": "20", "received_on-month": "11"},
        )
        said = {
            "words": words, "kind": "statutory_complaint", "channel": "Letter", **day, "received_on-year": "2026",
            "name": "", "confirmed": "1", "once": secrets.token_hex(12), "csrfmiddlewaretoken": found[1],
        }  # fmt: skip
        self.told.sent.add(words)
        status, _, leads_to = self.asked("POST", "/cases/new/", urlencode(said), self.told.wrote)
        if status == 302 and leads_to.startswith("/cases/"):
            self.told.acknowledged[words] = leads_to
        else:
            self.told.wrong.append(f"{status} POST {leads_to}")

    def asked(self, method: str, address: str, body: str, took: list[float]) -> tuple[int, str, str]:
        """One thing, asked again where that is forgiven. The seconds are of the try that was answered."""
        for _ in range(TRIES):
            began = time.monotonic()
            try:
                status, page, leads_to = self._ask(method, address, body)
            except BROKE as why:
                self.told.broken.append(began)
                if not self.forgiving:
                    return 0, "", type(why).__name__
            else:
                if not (self.forgiving and status in (502, 503, 504)):
                    took.append(time.monotonic() - began)
                    return status, page, leads_to
                self.told.broken.append(began)
            time.sleep(A_MOMENT)
        return 0, "", "gave up"

    def _ask(self, method: str, address: str, body: str) -> tuple[int, str, str]:
        if self.connection is None:
            self.connection = http.client.HTTPConnection(*self.at, timeout=self.patience)
        headers = {
            "Host": "localhost",
            "Cookie": "; ".join(f"{name}={one}" for name, one in self.cookies.items()),
        }
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, address, body or None, headers)
            answer = self.connection.getresponse()
            page = answer.read().decode("utf-8", "replace")
        except http.client.RemoteDisconnected:
            self.connection.close()
            self.connection = None
            if method != "GET":
                raise
            # A connection that was kept too long was closed before the question came: every browser asks again.
            return self._ask(method, address, body)
        except BROKE:
            self.connection.close()
            self.connection = None
            raise
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        if answer.will_close:
            self.connection.close()
            self.connection = None
        return answer.status, page, answer.getheader("Location") or ""


def signed_in(count: int) -> list[dict[str, str]]:
    """Cookies of so many browsers, of the officers and managers in turn."""
    from django.test import Client

    from heard.casework.looking import members

    wanted = ("complaints-officer", "complaints-manager")
    there = [one for one in members() if one.account.username.startswith(wanted)]
    found = []
    for number in range(count):
        client = Client()
        client.force_login(there[number % len(there)].account)
        found.append({"sessionid": client.cookies["sessionid"].value})
    return found


def cases_to_open(count: int = 400) -> list[str]:
    """References of open cases that a complaints manager and every officer may read."""
    from heard.casework.looking import members
    from heard.casework.looking_at_lists import cases_narrowed, narrowed

    sys.path.insert(0, str(Path(__file__).parent))
    import desk_made

    seen: set[str] | None = None
    for name in ("complaints-manager", "complaints-officer-3"):
        member = next(one for one in members() if one.account.username == name)
        rows = cases_narrowed(member, narrowed({"state": "open"}), today=desk_made.ON)
        here = set(rows.values_list("reference", flat=True)[: count * 3])
        seen = here if seen is None else seen & here
    return sorted(seen or ())[:count]


def part(values: list[float], share: float) -> float:
    """The value below which a share of them lies, in milliseconds."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] * 1000 if values else 0.0


def on_record() -> dict[str, int]:
    """How often each of the words stands on record."""
    from collections import Counter

    from heard.representations.models import Representation

    rows = Representation.objects.filter(words__startswith="Nobody rang back ")
    return dict(Counter(rows.values_list("words", flat=True)))


def what_became(told: Told) -> dict[str, int]:
    """Acknowledged and lost, on record twice, and faults of the ledger (the made-up rows never went through it)."""
    from django.db import connection

    from heard.casework.audit import verify

    connection.close()  # What was killed took ours with it.
    # Nor did the person whom the made-up manager was told to be.
    made_up = ("row added", "row edited people.Member")
    there = on_record()
    faults = [one for one in verify().faults if not f"{one.kind} {one.where}".startswith(made_up)]
    for one in faults[:5]:
        print(f"  {one.kind}, {one.where}: {one.why}", file=sys.stderr)
    return {
        "acknowledged": len(told.acknowledged),
        "acknowledged and not on record": sum(1 for one in told.acknowledged if not there.get(one)),
        "on record twice": sum(1 for number in there.values() if number > 1),
        "faults of the ledger": len(faults),
    }


def django_ready(database: str, data: Path) -> Any:
    """Point Django of this process at a database."""
    import os

    os.environ.update(
        HEARD_DATA=str(data), HEARD_DATABASE_URL=database, DJANGO_SETTINGS_MODULE="heard.config.settings",
        HEARD_HOSTS="*", HEARD_FREE_SPACE="0",
    )  # fmt: skip
    sys.path.insert(0, str(Path(__file__).parent))
    import django

    django.setup()


def made_up(cases: int, live: int) -> None:
    """Tables and a made-up council in the database that Django was pointed at."""
    import desk_made
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    desk_made.make_council(
        cases, live=live, note=lambda said: print(f"  {said}", file=sys.stderr, flush=True)
    )
    connection.close()
