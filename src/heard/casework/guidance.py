"""Guidance that people of the office read and sign: sent to whom, signed by whom, and who is chased by the night."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q

from heard.casework.identities import must_tell_nobody
from heard.casework.learning_read import learning_numbered
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.office_asking import at_work
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.outcomes.models import Guidance, GuidanceReader
from heard.people.models import Member

CHASED_EVERY = timedelta(days=7)


def issue_guidance(
    *,
    member: Member,
    at: datetime,
    title: str,
    words: str,
    read_by: date,
    roles: tuple[str, ...] = (),
    teams: tuple[str, ...] = (),
    learning: int | None = None,
) -> Guidance:
    """Send guidance to everybody at work in these roles and teams, to be read and signed by a day.

    Raises NotAllowed, NotOnRecord, or DoesNotFit where nobody would get it or somebody could be known by it.
    """
    demand(member, Act.KEEP_LEARNING)
    row = learning_numbered(member, learning) if learning else None
    if not title.strip() or not words.strip():
        raise DoesNotFit("Guidance has a title and words. Write both.")
    if read_by < day_of(at):
        raise DoesNotFit(f"{in_words(read_by)} has gone by. Give a day by which people can have read it.")
    must_tell_nobody((title, words), in_house=True)
    readers = _readers(roles, teams, day_of(at))
    note = Guidance(
        learning=row,
        title=title.strip(),
        words=words.strip(),
        issued_on=day_of(at),
        issued_by=member.account.username,
        read_by=read_by,
    )
    with writing("issue_guidance", by=member.account.username, at=at, readers=len(readers)) as line:
        line.add(note)
        for one in readers:
            line.add(GuidanceReader(guidance=note, member=one))
    return note


def _readers(roles: tuple[str, ...], teams: tuple[str, ...], on: date) -> list[Member]:
    meant = at_work(on).filter(Q(role__in=roles) | Q(team__label__in=teams), is_outside=False)
    readers = list(meant.order_by("pk").distinct())
    if not readers:
        raise DoesNotFit("Nobody at work has such a role or is in such a team. Pick others.")
    return readers


def sign_as_read(*, member: Member, at: datetime, guidance: int) -> GuidanceReader:
    """Sign that one has read guidance that was sent to one. Raises NotAllowed, NotOnRecord."""
    demand(member, Act.SEE_LEARNING)
    row = GuidanceReader.objects.filter(guidance_id=guidance, member=member).first()
    if row is None:
        raise NotOnRecord(f"No guidance {guidance} was sent to you. See what you have to read.")
    if row.signed_on is None:
        with writing("sign_as_read", by=member.account.username, at=at, done_on=day_of(at)) as line:
            line.change(row, signed_on=day_of(at))
    return row


def chase_readers(*, on: date, by: str, at: datetime) -> int:
    """Chase whoever has not signed by the day, a week apart each time; leavers are left alone. Returns how many."""
    here = at_work(on).order_by().values("pk")
    late = GuidanceReader.objects.filter(signed_on=None, guidance__read_by__lt=on, member__in=here)
    rows = list(late.filter(Q(chased_on=None) | Q(chased_on__lte=on - CHASED_EVERY)).order_by("pk"))
    if rows:
        with writing("chase_readers", by=by, at=at, done_on=on, readers=len(rows)) as line:
            for row in rows:
                line.change(row, chased_on=on, chased_times=row.chased_times + 1)
    return len(rows)
