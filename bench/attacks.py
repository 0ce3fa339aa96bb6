"""Do tools made to break into web pages get into these?

    ./drills attack [--pages 12] [--minutes 4] [--unsafe]

The demonstration council is loaded into a folder of its own and served on this machine alone. sqlmap asks addresses
with questions, as an officer and as anybody, and forms at the public's doors, with the form's token. Wapiti walks the
pages and tries what it knows. Nothing else is asked: what would ask a server of the tool's makers is left out.
`--unsafe` is the control: the same tools against a page that is open on purpose have to find it. FOLDER holds both.
"""

from __future__ import annotations

import argparse
import http.server
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from visitors import Served, Visitor

# Addresses with questions of the office, and what an officer types there.
ASKED = (
    "find/?words=moved&page=1", "cases/?page=1&state=open&team=1&who=all&order=due", "work/?view=mine&page=1",
    "themes/?service=1&year=2025-26", "mail/?view=waiting&page=1", "notices/?for=manager", "costs/?year=2025-26",
    "promises/?kind=all&page=1", "payments/?view=waiting&page=1", "learning/?words=late&page=1",
    "compliments/?page=1&words=kind", "training/?page=1", "ombudsman/?page=1&state=open", "bench/?words=a",
    "report/?as_at=2026-03-31", "figures/?measure=received&by=team&period=2025-26", "work/meeting/?team=1",
    "settings/days/?days=10&from=2026-01-05", "cases/saved/?name=mine", "you-said/?page=1",
)  # fmt: skip
AT_THE_DOOR = (
    "sign-in/?next=/work/",
    "tell/?language=cy",
    "complain/?language=cy",
    "code/?next=x",
    "help/?words=x",
)
# Forms that anybody may send, by address: the step of its question and what is typed there.
SENT_AT_THE_DOOR = (
    ("sign-in/", "name=amina&password=long-enough-to-be-one"), ("code/", "code=1234567812345678"),
    ("tell/words/", "words=Nobody+told+me"), ("tell/name/", "name=Kayla"), ("complain/about/", "words=late"),
    ("thanks/", "words=kind"),
)  # fmt: skip
TRIES = (
    "sql", "xss", "permanentxss", "exec", "file", "redirect", "crlf", "csrf", "http_headers", "csp", "methods",
    "htaccess",
)  # fmt: skip
NEVER = ("sign-out/", "demonstration/enter/", "leave/", "settings/", "imports/")
INJECTABLE = re.compile(r"^Parameter: (.+)$", re.M)
QUESTIONS = re.compile(r"testing if (?:\w+ )?parameter '([^']+)'")


@dataclass
class Found:
    """What a tool asked and what it found."""

    tool: str
    where: str
    asked: int = 0
    seconds: float = 0.0
    holes: list[str] = field(default_factory=list)


@contextmanager
def demonstration() -> Iterator[Served]:
    """The demonstration council, served."""
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {
            "HEARD_DATA": data,
            "DJANGO_SETTINGS_MODULE": "heard.config.settings",
            "HEARD_FREE_SPACE": "0",
        }
        os.environ.pop("HEARD_DATABASE_URL", None)
        subprocess.run([sys.executable, "-m", "heard.cli", "demo"], check=True, capture_output=True)
        served = Served()
        try:
            served.begin()
            yield served
        finally:
            served.kill()


def officer(port: int) -> str:
    """The cookies of somebody who came in as a complaints officer of the demonstration."""
    visitor = Visitor(port)
    said = {"as": "demo-complaints-officer", "csrfmiddlewaretoken": visitor.token("/")}
    status, _, leads_to = visitor.ask("POST", "/demonstration/enter/", said)
    if status != 302 or "work" not in leads_to:
        raise SystemExit(f"The demonstration let nobody in: {status} {leads_to}")
    return "; ".join(f"{name}={one.value}" for name, one in visitor.cookies.items())


def at_a_form(port: int, address: str, sent: str) -> dict[str, str]:
    """What a form sends with its token, and the cookies that belong to the token."""
    visitor = Visitor(port)
    token = visitor.token(f"/{address}")
    cookies = "; ".join(f"{name}={one.value}" for name, one in visitor.cookies.items())
    return {"cookies": cookies, "sent": f"{sent}&csrfmiddlewaretoken={token}"}


def answers(port: int, address: str, cookies: str) -> bool:
    """Whether an address opens to whoever has these cookies: one that does not is no page to attack."""
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/{address}", headers={"Cookie": cookies})
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return bool(answer.url.endswith(address))
    except urllib.error.HTTPError:
        return False


def with_sqlmap(tools: Path, address: str, *, cookies: str = "", sent: str = "") -> Found:
    """Ask one address about every one of its questions, by every way that needs no waiting."""
    with tempfile.TemporaryDirectory() as out:
        command = [
            str(tools / "sqlmap"),
            "-u",
            address,
            "--batch",
            "--level=1",
            "--risk=1",
            "--technique=BEU",
        ]
        command += ["--output-dir", out, "--disable-coloring", "--flush-session", "--timeout=20"]
        command += ["--param-exclude=csrfmiddlewaretoken", "--ignore-code=404,403,405"]
        if cookies:
            command += ["--cookie", cookies, "--drop-set-cookie", "--skip=User-Agent,Referer,Host,Cookie"]
        command += ["--data", sent, "--method=POST"] if sent else []
        began = time.monotonic()
        said = subprocess.run(command, capture_output=True, text=True, timeout=1800).stdout
    asked = len(set(QUESTIONS.findall(said)))
    holes = sorted(set(INJECTABLE.findall(said)))
    where = urlsplit(address).path
    return Found("sqlmap", where, asked, time.monotonic() - began, [f"{where}: {one}" for one in holes])


def with_wapiti(tools: Path, base: str, minutes: int, *, cookies: str = "") -> Found:
    """Walk the pages and try what Wapiti knows on all it found, for so many minutes at most."""
    with tempfile.TemporaryDirectory() as out:
        kept = f"--flush-session --store-session {out} --store-config {out} -f json -o {out}/told.json"
        most = f"--max-scan-time {minutes * 30} --max-attack-time {minutes * 6} --tasks 2 -S normal --no-bugreport"
        command = [str(tools / "wapiti"), "-u", base, "-m", ",".join(TRIES), *kept.split(), *most.split()]
        for one in NEVER:
            command += ["-x", f"{base}{one}*"]
        command += ["-C", cookies, "--drop-set-cookie"] if cookies else []
        began = time.monotonic()
        subprocess.run(command, capture_output=True, timeout=minutes * 240 + 120)
        told = json.loads(Path(out, "told.json").read_text("utf-8"))
    holes = [
        f"{kind}: {one['method']} {one['path']} {one.get('parameter') or ''} {one['info'][:90]}"
        for kind, those in told["vulnerabilities"].items()
        for one in those
    ]
    seconds, where = time.monotonic() - began, "as an officer" if cookies else "as anybody"
    return Found("wapiti", where, told["infos"]["crawled_pages_nbr"], seconds, sorted(set(holes)))


class Open(http.server.BaseHTTPRequestHandler):
    """A page that is open on purpose: it puts together what it asks the database, and shows words as they came."""

    def do_GET(self) -> None:
        """Answer."""
        said = parse_qs(urlsplit(self.path).query).get("words", [""])[0]
        table = sqlite3.connect(":memory:")
        table.executescript("CREATE TABLE said (words); INSERT INTO said VALUES ('late'), ('kind')")
        try:
            rows = table.execute(f"SELECT words FROM said WHERE words = '{said}'").fetchall()  # noqa: S608
            status, told = 200, f"{said} {rows}"
        except sqlite3.Error as why:
            status, told = 500, f"sqlite3.OperationalError: {why}"
        page = f'<html><body><a href="/?words=late">late</a> <p>{told}</p></body></html>'.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def control(tools: Path) -> list[Found]:
    """Both tools against the page that is open on purpose."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Open)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    found = [with_sqlmap(tools, f"{base}?words=late"), with_wapiti(tools, base, 1)]
    server.shutdown()
    return found


def attack(tools: Path, pages: int, minutes: int) -> Iterator[Found]:
    """Everything, on the demonstration."""
    with demonstration() as served:
        base = f"http://127.0.0.1:{served.port}/"
        cookies = officer(served.port)
        there = [one for one in ASKED if answers(served.port, one, cookies)]
        for one in random.Random(8).sample(there, min(pages, len(there))):
            yield with_sqlmap(tools, base + one, cookies=cookies)
        for one in AT_THE_DOOR:
            yield with_sqlmap(tools, base + one)
        for one, sent in SENT_AT_THE_DOOR:
            yield with_sqlmap(tools, base + one, **at_a_form(served.port, one, sent))
        if minutes:
            yield with_wapiti(tools, base, minutes)
            yield with_wapiti(tools, base, minutes, cookies=officer(served.port))


def main() -> int:
    """Attack. Exit 1 where something was found or a tool asked nothing; of the control where nothing was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tools", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--minutes", type=int, default=4)
    parser.add_argument("--unsafe", action="store_true")
    given = parser.parse_args()
    # Told to stop, it still stops the pages that it serves.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    told = control(given.tools) if given.unsafe else attack(given.tools, given.pages, given.minutes)
    good = True
    for one in told:
        print(
            f"{one.tool} {one.where}: {one.asked} asked, {one.seconds:.0f} s, holes {len(one.holes)}",
            flush=True,
        )
        for hole in one.holes:
            print(f"  {hole}", flush=True)
        good &= bool(one.holes) if given.unsafe else bool(one.asked and not one.holes)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
