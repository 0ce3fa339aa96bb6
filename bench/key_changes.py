"""Change the installation's keys while people send and staff work: nobody notices, and the ledger proves whole.

    ./drills keys [--changes 3] [--visitors 8] [--at-once]

Eight visitors go the whole way through the children's door again and again, and three of the office stay signed in and
open pages, while the key is prepared, changed and renewed by the commands of the manual, and the pages are told to load
anew each time. The key that signs checkpoints hands over to another at each change. With `--at-once` a new key is
just put in the place of the old one: the control, in which people are signed out and words cannot be read.
"""

from __future__ import annotations

import os
import secrets
import signal
import sys
import threading
import time
from pathlib import Path

from door_kills import BROKE, VISITORS, Ledger, codes_that_fail, on_record, tell
from killing import Place, asked, faults, told
from visitors import Served, Visitor, installation

STAFF, A_MOMENT = 3, 1.0


def cookies_of_staff() -> list[str]:
    """The cookies of so many browsers in which the manager has signed in with a second factor."""
    from django.conf import settings
    from tests.web.act_pages import signed_in

    from heard.people.models import Member

    member = Member.objects.select_related("account").get(account__username="amina")
    return [signed_in(member).cookies[settings.SESSION_COOKIE_NAME].value for _ in range(STAFF)]


class People:
    """Visitors who send, staff who look, and what went wrong for them."""

    def __init__(self, port: int, visitors: int) -> None:
        from django.conf import settings

        self.port, self.over, self.ledger = port, threading.Event(), Ledger()
        self.signed_out = self.pages = 0
        name = settings.SESSION_COOKIE_NAME
        self.threads = [threading.Thread(target=self._send, args=(one,)) for one in range(visitors)]
        self.threads += [
            threading.Thread(target=self._look, args=(f"{name}={one}",)) for one in cookies_of_staff()
        ]
        for one in self.threads:
            one.start()

    def end(self) -> None:
        """Go home."""
        self.over.set()
        for one in self.threads:
            one.join()

    def _send(self, name: int) -> None:
        number = 0
        while not self.over.is_set():
            number += 1
            try:
                tell(self.port, f"Words {name}-{number} that must not be lost.", self.ledger)
            except (*BROKE, SystemExit) as why:
                self.ledger.odd.append(str(why))

    def _look(self, cookie: str) -> None:
        visitor = Visitor(self.port)
        visitor.cookies.load(cookie)
        while not self.over.is_set():
            try:
                status, *_ = visitor.ask("GET", "/work/")
            except BROKE:
                continue  # A worker that ends closes a connection that rests; a browser asks again.
            self.pages += 1
            self.signed_out += status != 200
            time.sleep(0.2)


def workers(served: Served) -> set[str]:
    """The processes that serve now."""
    assert served.running is not None
    number = served.running.pid
    return set(Path(f"/proc/{number}/task/{number}/children").read_text().split())


def load_anew(served: Served) -> None:
    """Tell the pages to load anew, as `systemctl reload` does, and wait until no worker of before is left."""
    assert served.running is not None
    before = workers(served)
    os.kill(served.running.pid, signal.SIGHUP)
    until = time.monotonic() + 120
    while (before & workers(served) or not workers(served)) and time.monotonic() < until:
        time.sleep(0.1)


def change(place: Place, served: Served, at_once: bool) -> int:
    """One change of the key. Gives how many commands failed."""
    if at_once:
        (place.data / "secret_key").write_text(secrets.token_urlsafe(50))
        load_anew(served)
        return 0
    failed = 0
    for step in ("prepare", "change", "renew"):
        failed += place.ask("keys", step)[0] != 0
        load_anew(served)
        time.sleep(A_MOMENT)
    return failed


def hand_over(place: Place, number: int) -> int:
    """A checkpoint, and the hand-over to a new key. Gives how many commands failed."""
    keys, folder = place.data / "keys", place.data / "checkpoints"
    keys.mkdir(exist_ok=True)
    failed = 0
    if number == 0:
        failed += place.ask("checkpoint", keys / "0", "--make-key", "heard.drill")[0]
    failed += place.ask("checkpoint", keys / str(number + 1), "--make-key", "heard.drill")[0]
    following = ("--key", keys / str(number), "--next-key", keys / str(number + 1))
    return failed + place.ask("checkpoint", folder, *following)[0]


def main() -> int:
    """Make an installation, change its keys, and count. Ends with 1 where it did not go as it has to."""
    given = asked(__doc__, "at-once", changes=3, visitors=VISITORS)
    with installation(200, slow=False) as database:
        place = Place(Path(os.environ["HEARD_DATA"]), os.environ.get("HEARD_DATABASE_URL", ""))
        served = Served()
        served.begin()
        try:
            people = People(served.port, given.visitors)
            failed = 0
            for number in range(given.changes):
                time.sleep(A_MOMENT)
                failed += hand_over(place, number)
                failed += change(place, served, given.control)
            people.end()
            there = on_record()
            found = {
                "changes": given.changes,
                "sent": len(people.ledger.acknowledged),
                "pages opened by staff": people.pages,
                "commands that failed": failed,
                "staff signed out": people.signed_out,
                "sendings that failed": len(people.ledger.odd),
                "acknowledged and not on record": sum(not there[one] for one in people.ledger.acknowledged),
                "on record twice": sum(number > 1 for number in there.values()),
                "codes that do not open their words": len(codes_that_fail(served.port, people.ledger)),
            }
            code, said = place.ask("keys", "show")
            found["seals that no key opens, or that need an earlier one"] = said["broken"] + said["sealed"]
            held = place.ask("audit", "verify", "--checkpoints", place.data / "checkpoints")
            found["faults of ledger and checkpoints"] = len(held[1]["faults"]) + faults()
        finally:
            served.kill()
    harm = tuple(found)[3:]
    return told(f"{database}: keys changed under load.", found, harm=harm, control=given.control)


if __name__ == "__main__":
    sys.exit(main())
