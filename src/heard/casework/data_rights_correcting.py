"""Putting right what a person asked: the old value sealed and the new one shown, or their own statement beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import models

from heard.casework import four_eyes, sealing
from heard.casework.data_rights import cases_of, must_be_granted
from heard.casework.data_rights_disputed import OF_CASE, OF_POINT, called_on_case
from heard.casework.new_details import DoesNotFit, NotOnRecord, fitting
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand
from heard.casework.plans import must_be_written
from heard.casework.points import points_of
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.ledger.models import Correction
from heard.people.models import Contact, Member, Person
from heard.representations.models import (
    DataRequest,
    Disputed,
    Element,
    Representation,
    SecondPerson,
    ValueCorrected,
)

OPEN_OLD = "open_old_value"
OF_PERSON = {
    "name": "Name",
    "born_on": "Date of birth",
    "file_number": "Number of the child’s file",
    "ward": "Ward",
}
OF_THEM = "person/"
NEVER_EMPTY = ("words", "name", "value")


def correctable_of(request: DataRequest) -> list[tuple[str, str]]:
    """What can be corrected on a request: the words of each of its cases, and the person's own details."""
    person = request.person
    return [*_of_cases(request), *(_of_the_person(person) if person else ())]


def disputable_of(request: DataRequest) -> list[tuple[str, str]]:
    """The words that the person can dispute: those of each case that the request is about."""
    return list(_of_cases(request))


def correct_value(
    *,
    member: Member,
    at: datetime,
    request: DataRequest,
    what: str,
    became: str,
    corrected_on: date,
    why: str,
) -> ValueCorrected:
    """Put one value right, as a request that was granted asks. The old value is sealed, never thrown away.

    `what` is one of `correctable_of`; a day is written 2026-04-01. Days that clocks count from are corrected on the
    case itself, by two. Raises NotAllowed, DoesNotFit, NotOnRecord.
    """
    demand(member, Act.KEEP_DATA_RIGHTS)
    must_be_granted(request, DataRequest.Kind.CORRECT)
    if corrected_on > day_of(at):
        raise DoesNotFit(f"{in_words(corrected_on)} has not come yet. Give the day it was corrected.")
    reason = must_be_written(why, "why the record was wrong, and what shows it", most=500)
    case, row, name = _found(request, what)
    value = _value(name, became)
    was = getattr(row, name)
    if value == was:
        raise DoesNotFit("That is what stands there already. Write what it is to become.")
    by, reference = member.account.username, case.reference if case else request.reference
    kept = ValueCorrected(
        request=request,
        representation=case,
        what=_place(case, what),
        was_sealed=sealing.seal(_text(was)),
        became=_text(value),
        why=reason,
        corrected_on=corrected_on,
    )
    with writing("correct_for_person", by=by, at=at, reference=reference, done_on=corrected_on) as line:
        line.change(row, **{name: value})
        line.add(kept)
        line.add(_told_in_history(kept, by, at, reference, request))
    return kept


def ask_to_open_old(*, member: Member, at: datetime, value: ValueCorrected, because: str) -> SecondPerson:
    """Ask to read a value as it was before it was corrected; a second person has to agree. Raises NotAllowed."""
    demand(member, Act.KEEP_DATA_RIGHTS)
    must_be_written(because, "why the old value has to be read")
    return four_eyes.ask(
        act=OPEN_OLD, reference=_reference_of(value), content=_content(value, because), by=member, at=at
    )


def open_old(*, member: Member, at: datetime, value: ValueCorrected, agreed: int, because: str) -> str:
    """The old value, once, as two persons agreed; the ledger says that it was read. Raises NotAgreed, SealBroken."""
    demand(member, Act.KEEP_DATA_RIGHTS)
    reference, by = _reference_of(value), member.account.username
    with writing(OPEN_OLD, by=by, at=at, reference=reference, value=value.pk) as line:
        content = _content(value, because)
        four_eyes.use(line, number=agreed, act=OPEN_OLD, reference=reference, content=content)
    return sealing.unseal(value.was_sealed)


def dispute_words(
    *, member: Member, at: datetime, request: DataRequest, what: str, statement: str, stated_on: date
) -> Disputed:
    """Set the person's own statement beside words that they dispute, wherever those are shown.

    It needs no decision: it changes nothing and takes nothing away. Raises NotAllowed, DoesNotFit, NotOnRecord.
    """
    demand(member, Act.KEEP_DATA_RIGHTS)
    if stated_on > day_of(at):
        raise DoesNotFit(f"{in_words(stated_on)} has not come yet. Give the day of their statement.")
    case, _, name = _found(request, what)
    if case is None:
        raise NotOnRecord("A statement is set beside words of a case. Choose which.")
    row = Disputed(
        request=request,
        representation=case,
        what=_place(case, what),
        statement=must_be_written(statement, "their statement, in their own words"),
        stated_on=stated_on,
    )
    by = member.account.username
    with writing(
        "dispute_words", by=by, at=at, reference=case.reference, done_on=stated_on, what=name
    ) as line:
        line.add(row)
    return row


def end_dispute(*, member: Member, at: datetime, dispute: Disputed, ended_on: date, because: str) -> None:
    """Take the mark away: it was settled, or the person takes their statement back. Raises DoesNotFit."""
    demand(member, Act.KEEP_DATA_RIGHTS)
    if dispute.ended_on is not None:
        raise DoesNotFit(f"It ended on {in_words(dispute.ended_on)} already.")
    if not dispute.stated_on <= ended_on <= day_of(at):
        raise DoesNotFit("Give a day between that of the statement and today.")
    why = must_be_written(because, "why the mark is taken away", most=500)
    by, reference = member.account.username, dispute.representation.reference
    with writing("end_dispute", by=by, at=at, reference=reference, done_on=ended_on) as line:
        line.change(dispute, ended_on=ended_on, ended_because=why)


def called(what: str) -> str:
    """What is corrected or disputed, in words and without the words themselves."""
    if what.startswith(OF_THEM):
        return OF_PERSON.get(what.removeprefix(OF_THEM), "A way to reach them")
    return called_on_case(what)


def _of_cases(request: DataRequest) -> Iterator[tuple[str, str]]:
    for case in cases_of(request):
        names = [name for name in OF_CASE if getattr(case, name)]
        names += [
            f"point/{one.number}/{name}" for one in points_of(case) for name in OF_POINT if getattr(one, name)
        ]
        for name in names:
            yield f"{case.reference}/{name}", f"{case.reference}: {called_on_case(name)}"


def _of_the_person(person: Person) -> Iterator[tuple[str, str]]:
    for name, words in OF_PERSON.items():
        yield f"{OF_THEM}{name}", words
    for one in Contact.objects.filter(person=person).order_by("pk"):
        yield f"{OF_THEM}contact/{one.pk}", f"How to reach them: {one.way}"


def row_of(request: DataRequest, what: str) -> tuple[models.Model, str]:
    """The row and the field of a code of `correctable_of`. Raises NotOnRecord."""
    _, row, name = _found(request, what)
    return row, name


def _found(request: DataRequest, what: str) -> tuple[Representation | None, models.Model, str]:
    if what not in {code for code, _ in correctable_of(request)}:
        raise NotOnRecord("That does not stand on a case of this request. Choose it from the list.")
    if what.startswith(OF_THEM):
        rest = what.removeprefix(OF_THEM)
        if rest.startswith("contact/"):
            return None, Contact.objects.get(pk=int(rest[8:]), person=request.person), "value"
        assert request.person is not None  # nothing of a person is offered without one
        return None, request.person, rest
    case = next(one for one in cases_of(request) if what.startswith(f"{one.reference}/"))
    name = what.removeprefix(f"{case.reference}/")
    if not name.startswith("point/"):
        return case, case, name
    number, _, field = name.removeprefix("point/").partition("/")
    return case, Element.objects.get(representation=case, number=int(number)), field


def _place(case: Representation | None, what: str) -> str:
    return (what.removeprefix(f"{case.reference}/") if case else what)[:80]


def _value(name: str, said: str) -> object:
    if not said.strip():
        if name in NEVER_EMPTY:
            raise DoesNotFit("It cannot be left empty. Write what it is to become.")
        return None if name == "born_on" else ""
    if name != "born_on":
        return said.strip()
    try:
        return date.fromisoformat(said.strip())
    except ValueError as why:
        raise DoesNotFit(f"“{said}” is not a day. Write it like this: 2012-04-01") from why


def _told_in_history(
    kept: ValueCorrected, by: str, at: datetime, reference: str, request: DataRequest
) -> Correction:
    """The history of the case says that it was corrected, and neither what it was nor what it became."""
    why = f"Corrected at the person’s request ({request.reference}). The old value is sealed."
    return Correction(at=at, by=by, reference=reference, what=kept.what, was="sealed", became="", why=why)


def _reference_of(value: ValueCorrected) -> str:
    return value.representation.reference if value.representation else value.request.reference


def _content(value: ValueCorrected, because: str) -> dict[str, object]:
    return {"value": value.pk, "what": called(value.what), "because": fitting(because, 500)}


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
