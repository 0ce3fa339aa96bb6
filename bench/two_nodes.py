"""Two nodes behind nginx, PgBouncer and one database, each in a network namespace; one node is killed meanwhile.

    ./drills two-nodes [--cases 20000] [--people 64] [--seconds 180] [--own-folders]

64 people work as in `./drills load`; in the middle all of one node is killed (SIGKILL) and begun again later. What was
acknowledged is noted outside both. Then what one node was given is asked of the other: who is signed in, words kept of
a session that ended, a paper, a sheet that waits; and both do the night at once. `--own-folders` is the control: nodes
with folders of their own and no bucket, on which the paper cannot be opened on the other.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import people
from namespaces import HUB, NET, ROOMS, namespaces
from servers import TOP, Node, PgBouncer, Place, Postgres, folder_of_ours, killed, listens, missing, until

PROXY = (f"{NET}.1", 8080)
KEY, FILES_KEY = "two-nodes-" + "k" * 50, "f" * 40


def proxy(folder: Path) -> subprocess.Popen[bytes]:
    """nginx as `deploy/nginx.conf` sets it, but for TLS, with both nodes behind it."""
    said = (TOP / "deploy" / "nginx.conf").read_text()
    upstream = re.search(r"^upstream heard \{.*?^\}\n", said, re.M | re.S)
    served = said[said.rindex("server {") :]
    assert upstream is not None
    nodes = "".join(
        f"    server {NET}.{ROOMS[one]}:8000 max_fails=3 fail_timeout=5s;\n" for one in ("heard-a", "heard-b")
    )
    behind = re.sub(r"^.*server [\d.]+:\d+.*\n", "", upstream[0], flags=re.M).replace("{\n", "{\n" + nodes, 1)
    served = re.sub(r"^ *(listen|ssl_\w+|server_name|error_log) .*\n", "", served, flags=re.M)
    served = served.replace("{\n", f"{{\n    listen {PROXY[0]}:{PROXY[1]};\n", 1)
    served = served.replace("root /etc/heard;", f"root {TOP / 'deploy'};")
    top = f"daemon off;\nworker_processes 1;\nuser root;\npid {folder}/pid;\nerror_log {folder}/log;\n"
    (folder / "nginx.conf").write_text(f"{top}events {{}}\nhttp {{\n{behind}\n{served}\n}}\n")
    running = Place().begin(["nginx", "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    until(lambda: listens(*PROXY), 10)
    return running


def worked(nodes: list[Node], count: int, seconds: float) -> tuple[people.Told, float, float]:
    """People at work through the proxy while the second node is killed and begun again."""
    told, over, cases = people.Told(), threading.Event(), people.cases_to_open()
    together = [
        people.Person(PROXY, one, cases, told, over=over, forgiving=True) for one in people.signed_in(count)
    ]
    for one in together:
        one.start()
    time.sleep(seconds / 2)
    until(lambda: len(told.wrote) > 0, 300)
    at = time.monotonic()
    nodes[1].kill()
    time.sleep(seconds / 4)
    again = nodes[1].begin()
    time.sleep(seconds / 4)
    over.set()
    for one in together:
        one.join(120)
    return told, at, again


class Browser(people.Person):
    """One browser that asks one node and then the other."""

    def __init__(self, cookies: dict[str, str]) -> None:
        super().__init__(("", 0), cookies, [], people.Told(), over=threading.Event())

    def at_node(self, node: Node, address: str, body: str = "") -> tuple[int, str, str]:
        """One request to one node."""
        self.at, self.connection = (node.place.host, node.port), None
        return self._ask("POST" if body else "GET", address, body)


def shared(nodes: list[Node], database: str) -> dict[str, bool]:
    """What one node was given, asked of the other."""
    one, other = nodes
    browser = Browser(people.signed_in(1)[0])
    found = {
        "signed in on both": browser.at_node(one, "/work/")[0] == browser.at_node(other, "/work/")[0] == 200
    }
    found["a paper filed on one opens on the other"] = _paper(browser, one, other)
    found["a sheet chosen on one is looked at on the other"] = _sheet(browser, one, other)
    found["words kept on one are given back on the other"] = _kept(browser, one, other)
    return found


def _paper(browser: Browser, one: Node, other: Node) -> bool:
    from heard.representations.models import Document

    case = people.cases_to_open(1)[0]
    script = (
        "import django; django.setup(); from datetime import datetime, UTC;"
        "from heard.casework.filing import file_paper;"
        "from heard.casework.permissions import Level;"
        f"file_paper(reference={case!r}, title='A note', kind='other', level=Level.S1, content=b'A note.',"
        "media_type='text/plain', by='drill', at=datetime.now(UTC))"
    )
    done = one.place.begin([sys.executable, "-c", script], env=one.environment(), stderr=subprocess.PIPE)
    _, why = done.communicate()
    if done.returncode:
        raise SystemExit(why.decode()[-600:])
    number = Document.objects.get(representation__reference=case, title="A note").pk
    leads_to = browser.at_node(one, f"/cases/{case}/papers/{number}/open/")[2]
    status, page, _ = browser.at_node(other, leads_to)
    return status == 200 and page == "A note."


def _sheet(browser: Browser, one: Node, other: Node) -> bool:
    token = people.TOKEN.search(browser.at_node(one, "/imports/")[1])
    assert token is not None
    mark, lines = "----drill", []
    for name, value in (("csrfmiddlewaretoken", token[1]), ("as_", "auto")):
        lines.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n')
    sheet = "Reference,Date received,Type\r\nOLD-1,01/03/2024,Complaint\r\n"
    lines.append(f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="old.csv"\r\n')
    body = "".join(lines) + f"Content-Type: text/csv\r\n\r\n{sheet}\r\n--{mark}--\r\n"
    import http.client

    asked = http.client.HTTPConnection(one.place.host, one.port, timeout=60)
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    headers = {
        "Host": "localhost",
        "Cookie": cookies,
        "Content-Type": f"multipart/form-data; boundary={mark}",
    }
    asked.request("POST", "/imports/", body.encode(), headers)
    leads_to = asked.getresponse().getheader("Location") or ""
    return "/waiting/" in leads_to and browser.at_node(other, leads_to)[0] == 200


def _kept(browser: Browser, one: Node, other: Node) -> bool:
    """A session ends while somebody writes on one node; they come in again on the other, and their words are there."""
    from importlib import import_module

    from django.conf import settings

    page = browser.at_node(one, "/cases/new/")[1]
    token = people.TOKEN.search(page)
    assert token is not None
    row = import_module(settings.SESSION_ENGINE).SessionStore(browser.cookies["sessionid"])
    row["seen"] = row.get("seen", time.time()) - 3600
    row.save()
    words = "What she said on the telephone this morning, word for word."
    browser.at_node(one, "/cases/new/", urlencode({"words": words, "csrfmiddlewaretoken": token[1]}))
    token = people.TOKEN.search(browser.at_node(other, "/")[1])
    said = {"as": "complaints-manager", "csrfmiddlewaretoken": token[1] if token else ""}
    _enter_as_before(browser, row, other, said)
    return words in browser.at_node(other, "/sign-in/kept/")[1]


def _enter_as_before(browser: Browser, row: Any, node: Node, said: dict[str, str]) -> None:
    from django.contrib.auth import SESSION_KEY
    from django.contrib.auth.models import User

    said["as"] = User.objects.get(pk=row[SESSION_KEY]).username
    browser.at_node(node, "/demonstration/enter/", urlencode(said))


def night_on_both(nodes: list[Node]) -> dict[str, int]:
    """Both do the same night at once: how often each thing was noticed, and how many lines the ledger got for it."""
    from django.db.models import Count

    from heard.representations.models import Notice

    both = [node.heard("night", "--on", "2026-11-23") for node in nodes]
    said = [(one.communicate(), one.returncode) for one in both]
    broken = [err.decode()[-300:] for (_, err), code in said if code not in (0, 1) or b"Traceback" in err]
    for one in broken:
        print(f"  {one}", file=sys.stderr)
    twice = Notice.objects.values("representation", "stage", "what", "clock", "about_on", "for_role")
    elsewhere = sum(b"being done elsewhere" in out for (out, _), _ in said)
    return {
        "noticed by the night": Notice.objects.count(),
        "noticed twice": twice.annotate(times=Count("pk")).filter(times__gt=1).count(),
        "nights that left it to the other": elsewhere,
        "nights that broke": len(broken),
    }


def drill(given: argparse.Namespace) -> int:
    """Inside the hub: begin everything, let people work, kill, ask, and count."""
    with folder_of_ours() as folder:
        rooms = {room: Place(f"{NET}.{number}", room) for room, number in ROOMS.items()}
        postgres = Postgres(folder / "postgres", rooms["heard-db"])
        data = {one: folder / (one if given.own_folders else "shared") for one in ("heard-a", "heard-b")}
        for one in {*data.values(), folder / "nginx"}:
            one.mkdir(exist_ok=True)
        os.environ["HEARD_SECRET_KEY"] = KEY
        os.environ["HEARD_PROXIES"] = "1"
        postgres.make()
        pooler = PgBouncer(postgres, folder / "pgbouncer")
        nodes, before = [], None
        try:
            people.django_ready(postgres.url, folder / "shared" if not given.own_folders else data["heard-a"])
            people.made_up(given.cases, given.live)
            pooler.begin()
            nodes = [Node(rooms[one], workers=1, data=str(data[one]), database=pooler.url) for one in data]
            for node in nodes:
                node.begin()
            before = proxy(folder / "nginx")
            return _told(nodes, given)
        finally:
            for node in nodes:
                node.kill()
            killed(before)
            pooler.stop()
            postgres.stop()


def _told(nodes: list[Node], given: argparse.Namespace) -> int:
    told, at, again = worked(nodes, given.people, given.seconds)
    late = [one for one in told.broken if not at - 60 <= one <= at + 6]
    became = people.what_became(told)
    print(f"{datetime.now(UTC):%d %B %Y}, load {os.getloadavg()[0]:.1f}: {given.people} people, {given.cases:,} cases; "
          f"the node answered again after {again:.1f} s")  # fmt: skip
    print(
        f"  read {len(told.read)}: p50 {people.part(told.read, 0.5):.0f} ms, p95 {people.part(told.read, 0.95):.0f} ms"
    )
    middle, slow = people.part(told.wrote, 0.5), people.part(told.wrote, 0.95)
    print(f"  wrote {len(told.wrote)}: p50 {middle:.0f} ms, p95 {slow:.0f} ms")
    print(
        f"  broken off by the kill and asked again: {len(told.broken)}, of which begun later than that: {len(late)}"
    )
    print(f"  answered otherwise: {len(told.wrong)} {told.wrong[:3] or ''}")
    for what, number in became.items():
        print(f"  {what}: {number}")
    asked, tonight = shared(nodes, ""), night_on_both(nodes)
    for what, value in {**asked, **tonight}.items():
        print(f"  {what}: {'yes' if value is True else 'NO' if value is False else value}", flush=True)
    bad = bool(
        late
        or told.wrong
        or any(list(became.values())[1:])
        or tonight["noticed twice"]
        or tonight["nights that broke"]
    )
    if given.own_folders:
        return int(asked["a paper filed on one opens on the other"])
    return int(bad or not all(asked.values()) or not became["acknowledged"])


def main() -> int:
    """Make the namespaces and go into them. Ends with 1 where it did not go as it has to."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--cases", type=int, default=20_000)
    asked.add_argument("--live", type=int, default=1_000)
    asked.add_argument("--people", type=int, default=64)
    asked.add_argument("--seconds", type=float, default=180)
    asked.add_argument("--own-folders", action="store_true")
    asked.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.inside:
        return drill(given)
    if gone := missing("ip", "nginx", "pgbouncer", "setpriv"):
        raise SystemExit(
            f"Not here: {', '.join(gone)}. An administrator can run: apt-get install iproute2 nginx pgbouncer"
        )
    if os.geteuid() != 0:
        raise SystemExit("Network namespaces are made by root alone: run this drill as root.")
    with namespaces():
        command = ["ip", "netns", "exec", HUB, sys.executable, *sys.argv, "--inside"]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
