"""Requests of people for what is held about them: logged with their authority, with a clock that can stand still.

A request never pauses a complaint: nothing here touches the clock of a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from heard.casework.access_seeing import visible
from heard.casework.intake_references import next_reference
from heard.casework.looking import NotYours
from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.on_record import one_of
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.plans import must_be_written
from heard.casework.retention_holds import About, hold_within
from heard.casework.subject_access_clock import from_receipt_to_today, running
from heard.casework.subject_access_seeing import file_requests
from heard.casework.writing import Line, writing
from heard.law.working_days import in_words
from heard.outcomes.models import LegalHold
from heard.people.models import Member, Person
from heard.representations.models import FileRequest, FileSearch, Representation

Authority = FileRequest.Authority
Ended = FileRequest.Ended
HOLD = LegalHold.Source.SUBJECT_ACCESS
HELD_AFTER, LOOKED_AT = timedelta(days=183), timedelta(days=120)
FOR_ANOTHER = frozenset({Authority.PARENT, Authority.AGENT, Authority.APPOINTED})


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came: about whom, who asks, with which authority and what shows it, and what they want.

    `asker` is the number of a person on record, or `asker_name` the name of somebody who is not. `childs_wish` is what
    the child wants, where somebody asks for a child.
    """

    person: int
    authority: str
    wanted: str
    way: str
    received_on: date
    asker: int | None = None
    asker_name: str = ""
    authority_shown: str = ""
    childs_wish: str = ""
    names: str = ""
    case_reference: str = ""


def log_file_request(*, member: Member, at: datetime, asked: Asked) -> FileRequest:
    """Put a request for a file on record, on the day it came. Raises NotAllowed, NotOnRecord, NotInTheList, DoesNotFit.

    A parent who asks for themselves is not one who asks for a child: then the child's data are somebody else's. Nothing
    of the file is erased while the request runs.
    """
    demand(member, Act.ANSWER_FILES)
    one_of(Authority.values, asked.authority, "authority to ask")
    if asked.received_on > day_of(at):
        raise DoesNotFit(f"{in_words(asked.received_on)} has not come yet. Give the day on which it came.")
    person = person_to_ask_for(member, asked.person, on=day_of(at))
    _must_show_authority(asked)
    by = member.account.get_username()
    with writing("log_file_request", by=by, at=at, done_on=asked.received_on) as line:
        asker = person if asked.authority not in FOR_ANOTHER else _asker(asked, person)
        if asker.pk is None:
            line.add(asker)
        row = FileRequest(
            reference=next_reference(asked.received_on.year, "FILE", FileRequest),
            person=person,
            asker=asker,
            authority=asked.authority,
            authority_shown=asked.authority_shown.strip(),
            childs_wish=asked.childs_wish.strip(),
            names=asked.names.strip(),
            wanted=must_be_written(asked.wanted, "what they ask for"),
            way=must_be_written(asked.way, "how the request came"),
            received_on=asked.received_on,
            case_reference=_reference(asked.case_reference, member, day_of(at)),
            recorded_by=by,
            recorded_at=at,
        )
        line.add(row)
        line.reference = row.reference
        _hold(line, row, at)
    return row


def record_file_search(
    *, member: Member, at: datetime, request: int, place: str, how: str, found: str, searched_on: date
) -> FileSearch:
    """Record where somebody looked, how, and what was found: a search has to be reasonable and proportionate.

    Raises NotYours, NotNow, DoesNotFit.
    """
    row = running(member, request, at)
    from_receipt_to_today(row, searched_on, at)
    search = FileSearch(
        request=row,
        place=must_be_written(place, "where you looked", most=200),
        how=must_be_written(how, "how you looked"),
        found=must_be_written(found, "what was found, also where that is nothing"),
        searched_on=searched_on,
        by=member.account.username,
    )
    with writing(
        "record_file_search", by=member.account.username, at=at, reference=row.reference, done_on=searched_on
    ) as line:
        line.add(search)
    return search


def end_file_request(
    *, member: Member, at: datetime, request: int, ended: str, because: str, ended_on: date
) -> FileRequest:
    """Record that a request was taken back, or refused with the reason and the right to complain told.

    Raises NotYours, NotNow, NotInTheList, DoesNotFit.
    """
    row = running(member, request, at)
    one_of((Ended.WITHDRAWN, Ended.REFUSED), ended, "end of a request without a file")
    from_receipt_to_today(row, ended_on, at)
    with writing(
        "end_file_request", by=member.account.username, at=at, reference=row.reference, done_on=ended_on
    ) as line:
        why = must_be_written(because, "why it ends without a file, as the person was told")
        line.change(row, ended=ended, ended_on=ended_on, ended_because=why)
        let_hold_end(line, row, ended_on)
    return row


def let_hold_end(line: Line, row: FileRequest, ended_on: date) -> None:
    """Let the holds of a request end half a year after it was answered, so that a complaint finds the file."""
    for hold in LegalHold.objects.filter(source=HOLD, because__startswith=row.reference, ends_on=None):
        line.change(hold, ends_on=ended_on + HELD_AFTER)


def people_called(member: Member, words: str, *, on: date, most: int = 25) -> list[Person]:
    """Persons on record whose names hold these words, whose requests this person could answer. Raises NotAllowed."""
    found = _people_there(member, on)
    for one in words.split():
        found = found.filter(name__icontains=one)
    return list(found.order_by("name", "pk")[:most]) if words.split() else []


def person_to_ask_for(member: Member, number: int, *, on: date) -> Person:
    """Somebody on record whose request this person could answer. Raises NotAllowed or NotYours."""
    found = _people_there(member, on).filter(pk=number).first()
    if found is None:
        raise NotYours("We cannot find that person. Search for them by name.")
    return found


def _people_there(member: Member, on: date) -> QuerySet[Person]:
    hidden = Representation.objects.exclude(pk__in=visible(demand(member, Act.ANSWER_FILES), on).values("pk"))
    return Person.objects.exclude(parts__representation__in=hidden)


def _hold(line: Line, row: FileRequest, at: datetime) -> None:
    because = f"{row.reference}: somebody asked for this file, and it is not answered yet"
    review = day_of(at) + LOOKED_AT
    hold_within(line, about=About(person=row.person), source=HOLD, because=because, review_on=review)


def _person(number: int) -> Person:
    found = Person.objects.filter(pk=number).first()
    if found is None:
        raise NotOnRecord("Nobody of that number is on record. Search for them by name first.")
    return found


def _asker(asked: Asked, person: Person) -> Person:
    if asked.asker is not None:
        found = _person(asked.asker)
        if found.pk == person.pk:
            raise DoesNotFit("Somebody who asks for another is not that person. Choose who asks.")
        return found
    return Person(name=must_be_written(asked.asker_name, "the name of who asks", most=200))


def _must_show_authority(asked: Asked) -> None:
    if asked.authority not in FOR_ANOTHER:
        return
    must_be_written(
        asked.authority_shown, "what shows that they may ask for the person, such as an order or signed words"
    )
    if asked.authority == Authority.PARENT:
        must_be_written(
            asked.childs_wish,
            "what the child wants, or why they are too young to be asked: a child who understands decides themselves",
        )


def _reference(said: str, member: Member, on: date) -> str:
    wanted = said.strip()
    if wanted and not visible(member, on).filter(reference=wanted).exists():
        raise NotOnRecord(f"There is no case {wanted}. Check the number, or leave it empty.")
    return wanted


def running_requests(member: Member, *, on: date) -> list[FileRequest]:
    """The requests that are not answered yet, the oldest first."""
    return list(file_requests(member, on=on).filter(ended_on=None).prefetch_related("pauses"))
