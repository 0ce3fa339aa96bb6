"""Dip samples: so many cases or files looked at for one question, how many were right, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.access_seeing import readable
from heard.casework.identities import must_tell_nobody
from heard.casework.learning import cases_read
from heard.casework.learning_read import learning_numbered
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.on_record import listed, services
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.outcomes.models import Action, DipSample, DipSampleCase
from heard.people.models import Member
from heard.representations.models import Representation


@dataclass(frozen=True, slots=True)
class Follows:
    """What follows from a sample: a promise or a learning point by its number, and the day to look again."""

    action: int | None = None
    learning: int | None = None
    again_on: date | None = None


def record_dip_sample(
    *,
    member: Member,
    at: datetime,
    asked: str,
    looked_on: date,
    looked_by: str,
    looked_at: int,
    as_should_be: int,
    found: str,
    service: str = "",
    cases: tuple[str, ...] = (),
    follows: Follows = Follows(),  # noqa: B008  # frozen
    before: int | None = None,
) -> DipSample:
    """Record a sample: what was asked, by whom, of how many, how many were right, what was found and what follows.

    `cases` are references where the sample names them; `before` is the sample that this one looks at again.
    Raises NotAllowed, NotInTheList, NotOnRecord or DoesNotFit.
    """
    demand(member, Act.KEEP_LEARNING)
    _must_fit((asked, looked_by, found), looked_on, day_of(at), (as_should_be, looked_at), follows)
    named = _named(member, cases, looked_at)
    must_tell_nobody((asked, found), in_house=True)
    row = DipSample(
        asked=asked.strip(),
        service=listed(services(), service, "services") if service else None,
        looked_on=looked_on, looked_by=looked_by.strip(), looked_at=looked_at,
        as_should_be=as_should_be, found=found.strip(),
        again_on=follows.again_on,
        learning=learning_numbered(member, follows.learning) if follows.learning else None,
        action=_promise(member, follows.action) if follows.action else None,
        follows=_before(before) if before else None,
    )  # fmt: skip
    with writing("record_dip_sample", by=member.account.username, at=at, done_on=looked_on) as line:
        line.add(row)
        for one in named:
            line.add(DipSampleCase(sample=row, representation=one))
    return row


def _must_fit(
    said: tuple[str, ...], looked_on: date, today: date, right: tuple[int, int], follows: Follows
) -> None:
    """Refuse a sample that says too little, of a day to come, or with more right than were looked at."""
    if not all(one.strip() for one in said):
        raise DoesNotFit("Say what was asked, who looked, and what was found.")
    if looked_on > today:
        raise DoesNotFit(f"{in_words(looked_on)} has not come yet. Record a sample once it was looked at.")
    as_should_be, looked_at = right
    if not 0 <= as_should_be <= looked_at or not looked_at:
        raise DoesNotFit(f"{as_should_be} of {looked_at} cannot have been as they should be. Check both.")
    if follows.again_on is not None and follows.again_on <= looked_on:
        raise DoesNotFit(f"It was looked at on {in_words(looked_on)}: look again on a later day.")


def _promise(member: Member, number: int) -> Action:
    row = Action.objects.filter(pk=number, representation__in=readable(member)).first()
    if row is None:
        raise NotOnRecord(f"There is no promise {number}. See the list of promises.")
    return row


def _before(number: int) -> DipSample:
    row = DipSample.objects.filter(pk=number).first()
    if row is None:
        raise NotOnRecord(f"There is no sample {number}. See those that were taken.")
    if DipSample.objects.filter(follows=row).exists():
        raise DoesNotFit("That sample was looked at again already. Name the latest one.")
    return row


def _named(member: Member, references: tuple[str, ...], looked_at: int) -> list[Representation]:
    named = cases_read(member, references)
    if len(named) > looked_at:
        raise DoesNotFit(f"{len(named)} cases are named and only {looked_at} were looked at. Check both.")
    return named
