"""How learning is spread: in which way, on which day, with which teams, services and partners; and good practice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from heard.casework.identities import must_tell_nobody
from heard.casework.learning_read import learning_numbered
from heard.casework.new_details import DoesNotFit, NotInTheList, NotOnRecord
from heard.casework.on_record import listed, one_of, services
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.outcomes.models import GoodPractice, Partner, SharedWith, Sharing
from heard.people.models import Member, Team

MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class With:
    """With whom something is shared: labels of teams, services and partners."""

    teams: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()


def share_learning(
    *, member: Member, at: datetime, learning: int, way: str, shared_on: date, to: With, words: str = ""
) -> Sharing:
    """Record that a learning point was shared: in which way, on which day, and with whom.

    Raises NotAllowed, NotOnRecord, NotInTheList, or DoesNotFit where nobody is named or the day cannot be.
    """
    demand(member, Act.KEEP_LEARNING)
    row = learning_numbered(member, learning)
    one_of(Sharing.Way.values, way, "way of sharing")
    if not row.learned_on <= shared_on <= day_of(at):
        raise DoesNotFit(
            f"It was learnt on {in_words(row.learned_on)} and is shared between that day and today. Check the day."
        )
    whom = list(_whom(to))
    if not whom:
        raise DoesNotFit("Pick at least one team, service or partner with whom it was shared.")
    sharing = Sharing(
        learning=row, way=way, shared_on=shared_on, words=words.strip(), said_by=member.account.username
    )
    with writing("share_learning", by=member.account.username, at=at, done_on=shared_on, way=way) as line:
        line.add(sharing)
        for one in whom:
            line.add(SharedWith(sharing=sharing, **one))
    return sharing


def add_partner(*, member: Member, at: datetime, label: str) -> Partner:
    """Put a partner on the list of those learning is shared with. Raises NotAllowed, DoesNotFit if it is there."""
    demand(member, Act.KEEP_LEARNING)
    said = " ".join(label.split())
    if not said:
        raise DoesNotFit("Enter what the partner is called.")
    there = next((one for one in Partner.objects.all() if one.label.casefold() == said.casefold()), None)
    if there is not None and there.ended_on is None:
        raise DoesNotFit(f"“{there.label}” stands on the list already.")
    row = there or Partner(label=said)
    with writing("add_partner", by=member.account.username, at=at) as line:
        if there is None:
            line.add(row)
        else:
            line.change(row, ended_on=None)
    return row


def end_partner(*, member: Member, at: datetime, partner: str) -> Partner:
    """Take a partner off the list; what was shared with them stays. Raises NotAllowed, NotInTheList."""
    demand(member, Act.KEEP_LEARNING)
    row = listed_partner(partner)
    with writing("end_partner", by=member.account.username, at=at, done_on=day_of(at)) as line:
        line.change(row, ended_on=day_of(at))
    return row


def partners() -> list[str]:
    """The partners on the list, by name."""
    return list(Partner.objects.filter(ended_on=None).values_list("label", flat=True))


def listed_partner(label: str) -> Partner:
    """The partner of this name. Raises NotInTheList."""
    row = Partner.objects.filter(label=label, ended_on=None).first()
    if row is None:
        raise NotInTheList(
            f"“{label}” is not among the partners. There are: {', '.join(partners()) or 'none'}."
        )
    return row


def release_practice(
    *, member: Member, at: datetime, title: str, words: str, learning: int | None = None, no_names: str = ""
) -> GoodPractice:
    """Release a short note of good practice to everybody at work, once nobody can be known by it.

    `no_names` lists words that look like a name or a place and are none. Raises NotAllowed, DoesNotFit, NotOnRecord.
    """
    demand(member, Act.KEEP_LEARNING)
    row = learning_numbered(member, learning) if learning else None
    if not title.strip() or not words.strip():
        raise DoesNotFit("A note of good practice has a title and words. Write both.")
    if len(words.split()) > MOST_WORDS:
        raise DoesNotFit(
            f"It has {len(words.split())} words. {MOST_WORDS} is the most: people read it between visits."
        )
    must_tell_nobody((title, words), no_names=no_names)
    note = GoodPractice(
        learning=row,
        title=title.strip(),
        words=words.strip(),
        no_names=no_names.strip(),
        released_on=day_of(at),
        released_by=member.account.username,
    )
    with writing("release_practice", by=member.account.username, at=at, done_on=day_of(at)) as line:
        line.add(note)
    return note


def take_back_practice(*, member: Member, at: datetime, note: int) -> GoodPractice:
    """Take a note of good practice back. Raises NotAllowed, NotOnRecord."""
    demand(member, Act.KEEP_LEARNING)
    row = GoodPractice.objects.filter(pk=note, taken_back_on=None).first()
    if row is None:
        raise NotOnRecord(f"There is no note {note} of good practice that is released.")
    with writing("take_back_practice", by=member.account.username, at=at, done_on=day_of(at)) as line:
        line.change(row, taken_back_on=day_of(at))
    return row


def _whom(to: With) -> Iterator[Mapping[str, Any]]:
    teams = {one.label: one for one in Team.objects.filter(label__in=to.teams)}
    for label in dict.fromkeys(to.teams):
        if label not in teams:
            raise NotInTheList(f"“{label}” is not among the council’s teams. Pick one listed.")
        yield {"team": teams[label], "label": label}
    known = services() if to.services else {}
    for label in dict.fromkeys(to.services):
        yield {"service": listed(known, label, "services"), "label": label}
    for label in dict.fromkeys(to.partners):
        yield {"partner": listed_partner(label), "label": label}
