"""What committees and partners asked: meetings, what was raised at them, the answers and the figures they gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.appointments import person_numbered
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.on_record import listed, one_of, services, terms_of
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.plans import demand_own_or_keep, must_be_written
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.outcomes.models import AdvocacyContract, FigureTold, Matter, Meeting
from heard.people.models import Member, Term


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A question, a resolution or something agreed: who raised it, the number of who sees to it, and by when."""

    kind: str
    words: str
    owner: int
    due_on: date
    asked_by: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as an answer gives it: its measure, how it was narrowed (as its address says), and what it said."""

    measure: str
    asked: str
    words: str


def record_meeting(
    *,
    member: Member,
    at: datetime,
    kind: str,
    held_on: date,
    with_whom: str = "",
    provider: str = "",
    about: str = "",
    papers: str = "",
) -> Meeting:
    """Put a meeting on record: of a committee, or with an advocacy provider of the council's list or another partner.

    Raises NotAllowed, NotInTheList, or DoesNotFit where nobody is named or the day has not come.
    """
    demand(member, Act.KEEP_PLANS)
    one_of(Meeting.Kind.values, kind, "kind of meeting")
    if held_on > day_of(at):
        raise DoesNotFit(f"{in_words(held_on)} has not come yet. Put the meeting on record once it was held.")
    term = None
    if kind == Meeting.Kind.ADVOCACY_PROVIDER:
        term = listed(terms_of(Term.List.ADVOCATE_PROVIDER), provider, "advocacy providers")
    name = term.label if term else must_be_written(with_whom, "which committee or partner it was")
    row = Meeting(
        kind=kind, with_whom=name, provider=term, held_on=held_on, about=about.strip(), papers=papers.strip()
    )
    with writing("record_meeting", by=member.account.username, at=at, done_on=held_on) as line:
        line.add(row)
    return row


def record_matter(*, member: Member, at: datetime, meeting: int, matter: NewMatter) -> Matter:
    """Put on record what a meeting asked, resolved or agreed, with who sees to it and by when.

    Raises NotAllowed, NotOnRecord, NotInTheList or DoesNotFit.
    """
    demand(member, Act.KEEP_PLANS)
    there = Meeting.objects.filter(pk=meeting).first()
    if there is None:
        raise NotOnRecord("There is no such meeting. Put it on record first.")
    one_of(Matter.Kind.values, matter.kind, "kind of matter")
    if matter.due_on < there.held_on:
        raise DoesNotFit(f"The meeting was on {in_words(there.held_on)}; nothing it asked is due before.")
    row = Matter(
        meeting=there,
        number=1 + max(there.matters.values_list("number", flat=True), default=0),
        kind=matter.kind,
        words=must_be_written(matter.words, "what was asked, resolved or agreed"),
        asked_by=matter.asked_by.strip(),
        owner=person_numbered(matter.owner),
        service=listed(services(), matter.service, "services") if matter.service else None,
        due_on=matter.due_on,
    )
    with writing("record_matter", by=member.account.username, at=at, done_on=there.held_on) as line:
        line.add(row)
    return row


def answer_matter(
    *,
    member: Member,
    at: datetime,
    matter: int,
    answered_on: date,
    answer: str,
    answered_by: str,
    figures: Sequence[Told] = (),
) -> Matter:
    """Record the answer to what a meeting raised, and the figures it gave as they were on that day.

    Whoever owns it may answer, and whoever keeps plans. Raises NotAllowed, NotOnRecord or DoesNotFit.
    """
    row = matter_numbered(matter)
    demand_own_or_keep(member, row)
    if row.answered_on is not None:
        raise DoesNotFit(
            f"It was answered on {in_words(row.answered_on)}. What is new is a matter of its own."
        )
    if not row.meeting.held_on <= answered_on <= day_of(at):
        raise DoesNotFit(f"The answer is of a day from {in_words(row.meeting.held_on)} until today.")
    with writing("answer_matter", by=member.account.username, at=at, done_on=answered_on) as line:
        line.change(
            row,
            answer=must_be_written(answer, "what was answered"),
            answered_on=answered_on,
            answered_by=must_be_written(answered_by, "who answered"),
        )
        for one in figures:
            line.add(
                FigureTold(
                    matter=row, measure=one.measure, asked=one.asked, words=one.words, told_on=answered_on
                )
            )
    return row


def record_advocacy_contract(
    *, member: Member, at: datetime, provider: str, begins_on: date, words: str, ends_on: date | None = None
) -> AdvocacyContract:
    """Record the contract with an advocacy provider: what it covers, from when and until when.

    Raises NotAllowed, NotInTheList, or DoesNotFit where it runs beside another with the same provider.
    """
    demand(member, Act.KEEP_PLANS)
    term = listed(terms_of(Term.List.ADVOCATE_PROVIDER), provider, "advocacy providers")
    if ends_on is not None and ends_on < begins_on:
        raise DoesNotFit(f"It begins on {in_words(begins_on)} and cannot end before. Check the days.")
    beside = AdvocacyContract.objects.filter(provider=term).exclude(ends_on__lt=begins_on)
    beside = beside.filter(begins_on__lte=ends_on) if ends_on else beside
    if (other := beside.first()) is not None:
        raise DoesNotFit(
            f"A contract with {term.label} runs from {in_words(other.begins_on)}. End that one first."
        )
    row = AdvocacyContract(
        provider=term,
        begins_on=begins_on,
        ends_on=ends_on,
        words=must_be_written(words, "what the contract covers"),
    )
    with writing(
        "record_advocacy_contract", by=member.account.username, at=at, done_on=min(begins_on, day_of(at))
    ) as line:
        line.add(row)
    return row


def end_advocacy_contract(*, member: Member, at: datetime, contract: int, ends_on: date) -> AdvocacyContract:
    """Say on which day a contract with an advocacy provider ends. Raises NotAllowed, NotOnRecord or DoesNotFit."""
    demand(member, Act.KEEP_PLANS)
    row = AdvocacyContract.objects.filter(pk=contract).first()
    if row is None:
        raise NotOnRecord("There is no such contract. Choose it from the list.")
    if ends_on < row.begins_on:
        raise DoesNotFit(f"It began on {in_words(row.begins_on)} and cannot end before. Check the day.")
    with writing(
        "end_advocacy_contract", by=member.account.username, at=at, done_on=min(ends_on, day_of(at))
    ) as line:
        line.change(row, ends_on=ends_on)
    return row


def matter_numbered(number: int) -> Matter:
    """What was raised at a meeting, by its number. Raises NotOnRecord."""
    row = Matter.objects.select_related("meeting", "owner", "service").filter(pk=number).first()
    if row is None:
        raise NotOnRecord("There is no such matter. Choose it from its meeting.")
    return row
