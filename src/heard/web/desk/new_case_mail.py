"""A new case made of an e-mail: what the e-mail answers of the questions, and putting both on record together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from heard.casework import choosing
from heard.casework.looking_at_mail import waiting_mail
from heard.casework.mail_joining import case_from_mail
from heard.casework.performing import day_of
from heard.casework.taking_down import take_down
from heard.web.seeing import member_of


def mail_of(request: HttpRequest) -> int | None:
    """The number of the e-mail that the case is made of, if it is of one."""
    return request.resolver_match.kwargs.get("number") if request.resolver_match else None


def as_mailed(request: HttpRequest) -> dict[str, Any]:
    """What an e-mail answers: its words, the day our server got it, and who says that they wrote it."""
    number = mail_of(request)
    if number is None:
        return {}
    row = waiting_mail(member_of(request), number).row
    name = row.sender_shown.partition("<")[0].strip(' "') if "<" in row.sender_shown else ""
    return {
        "words": row.words,
        "channel": next((label for label, means in choosing.meanings("channel") if means == "email"), ""),
        "received_on": day_of(row.received_at),
        "name": name[:150],
        "email": row.sender,
    }


def made_of(request: HttpRequest) -> Callable[..., object]:
    """What puts the answers on record: with the e-mail they come from, if this person still sees it waiting."""
    number, member = mail_of(request), member_of(request)
    if number is None:
        return take_down
    mail: int = number

    def of_mail(**said: Any) -> object:
        waiting_mail(member, mail)
        return case_from_mail(mail=mail, **said)

    return of_mail
