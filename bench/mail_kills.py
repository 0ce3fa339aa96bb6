"""Kill what sends the morning's e-mails, around the moment at which the mail server takes one: none lost, and one that
went twice is the same e-mail.

    ./drills mail-kills [--kills 100] [--forgetful]

It is killed at moments of its statements and just before and just after the mail server accepted: half of the kills
are of the last kind, where nobody can know whether it arrived. The next run goes to its end. With `--forgetful` it
is noted as sent before it is sent: the control, which has to lose some.
"""

from __future__ import annotations

import random
import smtplib
import sys
import time
from collections import Counter
from contextlib import redirect_stdout
from datetime import date, timedelta
from io import StringIO
from typing import Any

from killing import asked, die, faults, in_a_child, killed_at, moments_in, told
from mail_sink import Sink
from visitors import tables

READERS = ("complaints_manager", "complaints_officer", "team_manager")
FIRST, A_WHILE = date(2026, 11, 23), 30


def make_office() -> int:
    """An office in which everybody with an address has something late each day. Gives how many they are."""
    from tests.casework.offices import NOW, a_case, an_office, give

    from heard.casework.accounts import set_email

    made = an_office()
    for role in READERS:
        set_email(made[role], f"{role.replace('_', '.')}@example.org", by="amina", at=NOW)
        give(a_case(made), made[role])
    return len(READERS)


def post(day: date) -> None:
    """The morning's post, as the timer runs it: again where the database has not noticed yet that one died."""
    from heard.cli import main

    until = time.monotonic() + A_WHILE
    while True:
        with redirect_stdout(StringIO()) as said:
            code = main(["post", "--on", day.isoformat(), "--json"])
        if code == 0 and "at_it_elsewhere" in said.getvalue() and time.monotonic() < until:
            time.sleep(0.05)
            continue
        if code != 0:
            raise SystemExit(f"The post was refused: {said.getvalue()}")
        return


def killed_around_sending(day: date, before: int, after: int) -> bool:
    """Die instead of the so-manieth sending, or right after the server accepted so many."""
    send, counts = smtplib.SMTP.sendmail, Counter[str]()

    def sendmail(server: Any, *said: Any, **more: Any) -> Any:
        counts["before"] += 1
        if counts["before"] == before:
            die()
        refused = send(server, *said, **more)
        counts["after"] += 1
        if counts["after"] == after:
            die()
        return refused

    def dying() -> None:
        smtplib.SMTP.sendmail = sendmail  # type: ignore[method-assign]
        post(day)

    return in_a_child(dying) < 0


def forgetful() -> None:
    """Note first that it was sent, and send it then."""
    from heard.casework import daily_messages
    from heard.cli import posting

    mark, sent = daily_messages.mark_sent, posting._sent

    def noted_first(message: Any, address: str) -> bool:
        mark(message, at=posting.now())
        return bool(sent(message, address))

    posting._sent = noted_first
    daily_messages.mark_sent = lambda *_, **__: None


def drill(kills: int, sink: Sink) -> dict[str, Any]:
    """Every morning another day: killed once, then run to its end."""
    readers = make_office()
    moments = moments_in(lambda: post(FIRST))
    found: Counter[str] = Counter()
    for number in range(kills):
        day, start = FIRST + timedelta(days=7 * (number + 1)), len(sink.took)
        if number % 4 == 0:
            found["killed"] += killed_around_sending(day, random.randint(1, readers), 0)
        elif number % 2:
            found["killed"] += killed_around_sending(day, 0, random.randint(1, readers))
        else:
            found["killed"] += killed_at(random.randrange(moments), lambda day=day: post(day))
        if in_a_child(lambda day=day: post(day)) != 0:
            found["refused to go on"] += 1
        _count(Counter((one.to, one.number) for one in sink.took[start:]), readers, found)
    wanted = ("killed", "e-mails", "lost", "sent twice", "sent twice as another e-mail", "refused to go on")
    return {one: found[one] for one in wanted} | {"faults found by audit verify": faults()}


def _count(took: Counter[tuple[str, str]], readers: int, found: Counter[str]) -> None:
    found["e-mails"] += len(took)
    found["lost"] += readers - len({to for to, _ in took})
    found["sent twice"] += sum(times - 1 for times in took.values())
    found["sent twice as another e-mail"] += len(took) - len({to for to, _ in took})


def main() -> int:
    """Make an office and a mail server, kill the post, and count. Ends with 1 where it did not go as it has to."""
    given = asked(__doc__, "forgetful", kills=100)
    random.seed(1)
    with tables() as database, Sink() as sink:
        from django.conf import settings

        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", sink.port, False
        if given.control:
            forgetful()
        found = drill(given.kills, sink)
    harm = ("lost", "sent twice as another e-mail", "refused to go on", "faults found by audit verify")
    return told(f"{database}: {given.kills} kills of the post.", found, harm=harm, control=given.control)


if __name__ == "__main__":
    sys.exit(main())
