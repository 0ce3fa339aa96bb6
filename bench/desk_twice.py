"""Press buttons of staff two to five times at once, and once more after: done once, and each press gets the one answer.

    ./drills desk-twice [--forms 500] [--forgetful]

The buttons: a case taken into Stage 1, something done differently for somebody, a letter that went out, and a meeting
of a committee, one after the other. With `--forgetful` the pages do not know a form again: the control.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count, cycle, islice
from typing import Any

from killing import asked, faults, told
from visitors import PAGES, Served, Visitor, tables

MOST = 5
FORGETFUL = "door_controls:forgetful_desk()"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
NUMBERS = count(1)
Button = Callable[[], tuple[str, dict[str, str]]]


def day(name: str, when: date) -> dict[str, str]:
    """The three boxes of a date."""
    return {f"{name}-day": str(when.day), f"{name}-month": str(when.month), f"{name}-year": str(when.year)}


def taken_in() -> tuple[str, dict[str, str]]:
    """A complaint is taken into Stage 1."""
    from tests.casework.living import DECIDED, received

    answers = {**day("decided_on", date(2026, 4, 2)), **DECIDED, "confirmed": "yes"}
    return f"/cases/{received().reference}/do/accept/", answers


def done_differently() -> tuple[str, dict[str, str]]:
    """Something is done differently for somebody."""
    from tests.casework.living import DECIDED, at_stage_1

    answers = {**day("day", date(2026, 4, 9)), **DECIDED, "what": "Large print.", "confirmed": "yes"}
    return f"/cases/{at_stage_1().reference}/do/record-adjustment/", answers


def went_out() -> tuple[str, dict[str, str]]:
    """A letter went out."""
    from act_kills import letters
    from tests.casework.living import NOW

    _, make, _, issue, _ = next(letters())
    letter = issue(reference=make().reference, by="amina", at=NOW)
    return f"/post/{letter.pk}/sent/", {**day("sent_on", NOW.date()), "way": "post"}


def met() -> tuple[str, dict[str, str]]:
    """A meeting of a committee is put on record."""
    about = {"kind": "committee", "with_whom": f"Scrutiny {next(NUMBERS)}", "about": "Lateness."}
    return "/committees/new/", {**about, **day("held_on", date(2026, 4, 9))}


BUTTONS: tuple[Button, ...] = (taken_in, done_differently, went_out, met)


class Browser:
    """A browser with so many tabs, in which the manager has signed in."""

    def __init__(self, port: int) -> None:
        self.tabs = [Visitor(port) for _ in range(MOST)]

    def sign_in(self) -> None:
        """Come in anew, with a second factor."""
        from django.conf import settings
        from tests.web.act_pages import signed_in

        from heard.people.models import Member

        manager = Member.objects.select_related("account").get(role="complaints_manager")
        name = settings.SESSION_COOKIE_NAME
        for tab in self.tabs:
            tab.cookies.load(f"{name}={signed_in(manager).cookies[name].value}")

    def press(self, button: Button, times: int) -> set[tuple[int, str]]:
        """Open one form, fill it in, press its button so often at once, and once more after. Gives the answers."""
        address, answers = button()
        for tab in self.tabs:
            tab.connection.close()  # The server closes what rests; the next request opens another.
        form = {**dict(HIDDEN.findall(self.tabs[0].ask("GET", address)[1])), **answers}
        for tab in self.tabs[1:]:
            tab.cookies.load("; ".join(f"{name}={one.value}" for name, one in self.tabs[0].cookies.items()))
        with ThreadPoolExecutor(MOST) as hands:
            got = list(hands.map(lambda tab: tab.ask("POST", address, form), self.tabs[:times]))
        got.append(self.tabs[0].ask("POST", address, form))  # They went back, and pressed again.
        return {(status, leads_to) for status, _, leads_to in got}


def written() -> Counter[str]:
    """How often each act stands in the ledger."""
    from heard.ledger.models import Entry

    return Counter(Entry.objects.values_list("act", flat=True))


def drill(browser: Browser, forms: int) -> dict[str, Any]:
    """Each button pressed once, to see what it does, and then all of them in turn, several times at once."""
    found: Counter[str] = Counter()
    unbroken = {button: pressed(browser, button, 0)[0] for button in BUTTONS}
    for button in islice(cycle(BUTTONS), forms):
        times = random.randint(2, MOST)
        grown, answers = pressed(browser, button, times)
        name = (button.__doc__ or "").rstrip(".")
        found["presses"] += times + 1
        found["done more than once, or not at all"] += grown != unbroken[button]
        found["not one answer, or another"] += len(answers) != 1 or {status for status, _ in answers} != {302}
        if grown != unbroken[button] or {status for status, _ in answers} != {302}:
            found[f"of them: {name}"] += 1
    wanted = ("presses", "done more than once, or not at all", "not one answer, or another")
    return {**dict.fromkeys(wanted, 0), **found, "faults found by audit verify": faults()}


def pressed(browser: Browser, button: Button, times: int) -> tuple[Counter[str], set[tuple[int, str]]]:
    """What pressing a button so often at once added to the ledger, and what was answered."""
    ready = button()
    if next(NUMBERS) % 50 == 1:
        browser.sign_in()
    before = written()
    answers = browser.press(lambda: ready, times)
    return written() - before, answers


def main() -> int:
    """Make an office, press, and count. Ends with 1 where it did not go as it has to."""
    given = asked(__doc__, "forgetful", forms=500)
    random.seed(1)
    with tables() as database:
        from tests.web.act_pages import office

        office()
        served = Served(FORGETFUL if given.control else PAGES)
        served.begin()
        try:
            found = drill(Browser(served.port), given.forms)
        finally:
            served.kill()
    twice = ("done more than once, or not at all",)
    harm = twice if given.control else (*twice, "not one answer, or another", "faults found by audit verify")
    title = f"{database}: {given.forms} forms of staff, pressed two to {MOST} times at once."
    return told(title, found, harm=harm, control=given.control)


if __name__ == "__main__":
    sys.exit(main())
