"""Policies, forms and templates that were changed because of a complaint: from what, to what, and traced to it."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework.identities import must_tell_nobody
from heard.casework.learning import cases_read
from heard.casework.learning_read import learning_numbered
from heard.casework.new_details import DoesNotFit
from heard.casework.on_record import one_of
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.outcomes.models import PaperChanged
from heard.people.models import Member


def record_changed_paper(
    *,
    member: Member,
    at: datetime,
    kind: str,
    title: str,
    was: str,
    became: str,
    changed_on: date,
    changed_by: str,
    learning: int | None = None,
    case: str = "",
) -> PaperChanged:
    """Record that a policy, form or template was changed, and because of which learning point or case.

    Raises NotAllowed, NotInTheList, NotOnRecord, or DoesNotFit where nothing changed or nothing led to it.
    """
    demand(member, Act.KEEP_LEARNING)
    one_of(PaperChanged.Kind.values, kind, "kind of paper")
    _must_fit((title, was, became, changed_by), changed_on, day_of(at))
    must_tell_nobody((title, was, became), in_house=True)
    found = cases_read(member, [case])
    point = learning_numbered(member, learning) if learning else None
    if point is None and not found:
        raise DoesNotFit("Say because of what it was changed: a learning point, a case, or both.")
    row = PaperChanged(
        kind=kind,
        title=title.strip(),
        was=was.strip(),
        became=became.strip(),
        changed_on=changed_on,
        changed_by=changed_by.strip(),
        learning=point,
        representation=found[0] if found else None,
    )
    with writing("record_changed_paper", by=member.account.username, at=at, done_on=changed_on) as line:
        line.add(row)
    return row


def _must_fit(said: tuple[str, str, str, str], changed_on: date, today: date) -> None:
    _, was, became, _ = said
    if not all(one.strip() for one in said):
        raise DoesNotFit("Say what was changed, what it said, what it says now, and who changed it.")
    if " ".join(was.split()) == " ".join(became.split()):
        raise DoesNotFit("It says now what it said before. Write what is different.")
    if changed_on > today:
        raise DoesNotFit(f"{in_words(changed_on)} has not come yet. Give the day on which it was changed.")
