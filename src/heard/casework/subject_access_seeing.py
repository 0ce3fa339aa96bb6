"""Which requests for a file exist for somebody: none that holds a case which does not exist for them."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from heard.casework.access_seeing import visible
from heard.casework.looking import NotYours
from heard.casework.permissions import Act, demand
from heard.people.models import Member
from heard.representations.models import (
    DataComplaint,
    FileCopy,
    FilePiece,
    FileRequest,
    FileSpan,
    Party,
    Representation,
)

NO_REQUEST = "We cannot find that request. Choose one from the list."


def file_requests(member: Member | None, *, on: date) -> QuerySet[FileRequest]:
    """The requests for a file that are there for this person. Raises NotAllowed.

    One about somebody who stands in a case that is not there for them, or whose file holds one, is not there either:
    it is for somebody else of the office, and they are not told that there is such a case.
    """
    who = demand(member, Act.ANSWER_FILES)
    hidden = _hidden(who, on)
    stands_in = Party.objects.filter(person=OuterRef("person"), representation__in=hidden)
    holds = FilePiece.objects.filter(request=OuterRef("pk"), representation__in=hidden)
    rows = FileRequest.objects.select_related("person", "asker")
    return rows.filter(~Exists(stands_in) & ~Exists(holds))


def file_request_for(member: Member | None, number: int, *, on: date) -> FileRequest:
    """One request, if it is there for this person. Raises NotAllowed or NotYours."""
    row = file_requests(member, on=on).filter(pk=number).prefetch_related("pauses").first()
    if row is None:
        raise NotYours(NO_REQUEST)
    return row


def piece_for(member: Member | None, number: int, *, on: date) -> FilePiece:
    """One piece of a file, if its request is there for this person. Raises NotAllowed or NotYours."""
    there = file_requests(member, on=on)
    rows = FilePiece.objects.select_related("request__person", "representation", "document")
    row = rows.filter(pk=number, request__in=there).first()
    if row is None:
        raise NotYours(NO_REQUEST)
    return row


def span_for(member: Member | None, number: int, *, on: date) -> FileSpan:
    """One span, if its request is there for this person. Raises NotAllowed or NotYours."""
    there = file_requests(member, on=on)
    row = (
        FileSpan.objects.select_related("piece__request").filter(pk=number, piece__request__in=there).first()
    )
    if row is None:
        raise NotYours(NO_REQUEST)
    return row


def copy_for(member: Member | None, number: int, *, on: date) -> FileCopy:
    """One copy of a file, if its request is there for this person. Raises NotAllowed or NotYours."""
    there = file_requests(member, on=on)
    row = FileCopy.objects.select_related("request__person", "request__asker").filter(
        pk=number, request__in=there
    ).first()  # fmt: skip
    if row is None:
        raise NotYours(NO_REQUEST)
    return row


def data_complaints(member: Member | None, *, on: date) -> QuerySet[DataComplaint]:
    """The complaints about data that are there for this person, as with requests for a file. Raises NotAllowed."""
    who = demand(member, Act.ANSWER_FILES)
    hidden = _hidden(who, on)
    stands_in = Party.objects.filter(person=OuterRef("person"), representation__in=hidden)
    of_hidden = hidden.filter(reference=OuterRef("case_reference"))
    rows = DataComplaint.objects.select_related("person", "file_request")
    return rows.filter(~Exists(stands_in) & ~Exists(of_hidden))


def data_complaint_for(member: Member | None, number: int, *, on: date) -> DataComplaint:
    """One complaint about data, if it is there for this person. Raises NotAllowed or NotYours."""
    row = data_complaints(member, on=on).filter(pk=number).first()
    if row is None:
        raise NotYours("We cannot find that complaint. Choose one from the list.")
    return row


def _hidden(member: Member, on: date) -> QuerySet[Representation]:
    """The cases that are not there for somebody whose role would reach every case."""
    return Representation.objects.exclude(pk__in=visible(member, on).values("pk"))
