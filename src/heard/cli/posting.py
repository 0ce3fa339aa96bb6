"""`heard post` and `heard search`: what goes out each morning by e-mail, and the words to search by held to account."""

from __future__ import annotations

import argparse
from datetime import date
from email.utils import parseaddr
from typing import Any

from heard.cli.law import day, today
from heard.cli.one_at_a_time import one_at_a_time
from heard.cli.running import now, open_database
from heard.cli.saying import say_json


def add_commands(commands: Any) -> None:
    """post, search."""
    post = commands.add_parser(
        "post", help="tell each person by e-mail how much is due, without a name or a word"
    )
    post.add_argument("--on", metavar="DATE", help="the day (today, unless given)")
    post.add_argument("--json", action="store_true")
    post.set_defaults(run=send_post)
    search = commands.add_parser(
        "search", help="hold the words to search by against the record, or make them anew"
    )
    search.add_argument("what", choices=["check", "mend"])
    search.add_argument("--json", action="store_true")
    search.set_defaults(run=see_to_search)


@one_at_a_time("post")
def send_post(given: argparse.Namespace) -> int:
    """Lay out the day's messages and send what waits. Safe to run twice. Exit 1 where an e-mail was not taken."""
    open_database()
    from django.conf import settings

    from heard.casework import daily_messages

    on = day(given.on, "--on") if given.on else today()
    daily_messages.lay_out(on=on, at=now())
    sent, left_out, failed = 0, 0, 0
    for message in daily_messages.to_send(on=on):
        left_out += len(message.left_out)
        if message.rows and not _sent(message, settings.HEARD_ADDRESS):
            failed += 1
            continue
        sent += bool(message.rows)
        daily_messages.mark_sent(message, at=now())
    pages, failed = _tell_of_pages(on, settings.HEARD_ADDRESS, failed)
    told = {"on": on, "sent": sent, "left_out": left_out, "pages": pages, "failed": failed}
    if given.json:
        say_json(told)
    else:
        print(
            f"{sent} sent, {left_out} left out because they may not be seen any more, {pages} told of pages they asked "
            f"for, {failed} not taken."
        )
    return 1 if failed else 0


def _tell_of_pages(on: date, address: str, failed: int) -> tuple[int, int]:
    """Tell those who asked that their dashboards are there: how many were told, and how many were not taken so far."""
    from heard.casework import subscriptions

    told = 0
    for message in subscriptions.to_tell(on=on):
        words = subscriptions.subject_of(message), subscriptions.text_of(message, address=address)
        if message.due and not _taken(message.member, *words, number=f"pages {on}"):
            failed += 1
            continue
        told += bool(message.due)
        if message.due or message.gone:
            subscriptions.mark_told(message, on=on, at=now())
    return told, failed


def _sent(message: Any, address: str) -> bool:
    from heard.casework.daily_messages import subject_of, text_of

    day = message.rows[0].day
    return _taken(message.member, subject_of(message), text_of(message, address=address), number=f"due {day}")


def _taken(member: Any, subject: str, text: str, *, number: str) -> bool:
    """Whether the mail server took it. One that fails stays in the queue and goes with the next run.

    `number` is what it is sent for: sent again, because nobody knows whether it arrived, it is the same e-mail.
    """
    from smtplib import SMTPException

    from heard.casework.marked import outgoing

    headers = {"Message-ID": _message_id(f"{number} {member.pk}")}
    try:
        return bool(outgoing(subject, text, member.account.email, headers=headers).send())
    except (OSError, SMTPException, ValueError):  # The last is said of an address that is none.
        return False


def _message_id(number: str) -> str:
    from django.conf import settings

    from heard.casework.sealing import tag

    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{tag('message', number)[:32]}@{host}>"


def see_to_search(given: argparse.Namespace) -> int:
    """Check: exit 1 names each case whose words to search by are not its record's. Mend makes them all anew."""
    open_database()
    from heard.casework.finding_cases_index import check_searchable, make_all_anew

    if given.what == "mend":
        made = make_all_anew()
        say_json({"cases": made}) if given.json else print(f"The words of {made:,} cases were made anew.")
        return 0
    faults = list(check_searchable())
    if given.json:
        say_json(
            {"sound": not faults, "faults": [{"reference": one.reference, "why": one.why} for one in faults]}
        )
    else:
        for one in faults:
            print(f"FAULT {one.why}")
        print(
            "Mend them with: heard search mend."
            if faults
            else "Every case is found by the words of its record."
        )
    return 1 if faults else 0
