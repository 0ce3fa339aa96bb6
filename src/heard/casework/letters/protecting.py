"""What must be kept from whom on a case, and the scan of a finished letter against it."""

from __future__ import annotations

from datetime import datetime

from heard.casework.letters.files import texts_of_docx, texts_of_html
from heard.casework.letters.leaks import Kept, Leak, find_leaks
from heard.casework.letters.merging import CannotTell
from heard.casework.looking import council
from heard.casework.new_details import fitting
from heard.casework.performing import NoSuchCase, day_of
from heard.casework.writing import writing
from heard.people.models import Contact, Person
from heard.representations.models import Appointment, Party, Protection, Representation

FAMILY = (Party.Part.COMPLAINANT, Party.Part.CHILD)
HOW_TO_REACH = ("post", "letter", "address", "email", "e-mail", "telephone", "phone", "mobile", "text", "sms")


class TellsTooMuch(CannotTell):
    """The letter would tell its reader what must be kept from them, such as how to reach somebody else on the case."""


def protect_words(
    *, reference: str, person: int, what: str, words: str, reason: str, by: str, at: datetime
) -> Protection:
    """Keep words about somebody on a case, such as a school or a name, out of every letter to anybody else.

    `what` is one of `Protection.What`. Raises CannotTell or NoSuchCase.
    """
    case = Representation.objects.filter(reference=reference).first()
    if case is None:
        raise NoSuchCase(f"There is no case {reference}. Check the number.")
    if what not in Protection.What.values:
        raise CannotTell(f"“{what}” cannot be protected. These can: {', '.join(Protection.What.values)}.")
    if person not in people_of(case):
        raise CannotTell(f"Person {person} has no part in {reference}. Add them to the case first.")
    if not words.strip() or not reason.strip():
        raise CannotTell("Write the words that must be kept, and why.")
    row = Protection(
        representation=case,
        person_id=person,
        what=what,
        words=words.strip(),
        reason=fitting(reason, 500),
        since=day_of(at),
    )
    with writing("protect_words", by=by, at=at, reference=reference, done_on=day_of(at), what=what) as line:
        line.add(row)
    return row


def people_of(case: Representation) -> set[int]:
    """The numbers of everybody with a part in a case, or appointed to one."""
    parties = Party.objects.filter(representation=case).values_list("person_id", flat=True)
    return {*parties, *Appointment.objects.filter(representation=case).values_list("person_id", flat=True)}


def kept_from(case: Representation, reader: Person | None) -> tuple[list[Kept], list[str]]:
    """What must be kept from one reader on a case, and what they have already; always the same few statements.

    Of family, how to reach them betrays a protected place; so does whatever somebody protected.
    """
    family = set(
        Party.objects.filter(representation=case, part__in=FAMILY).values_list("person_id", flat=True)
    )
    contacts = list(
        Contact.objects.filter(person__in=people_of(case)).select_related("person").order_by("pk")
    )
    number = reader.pk if reader else 0
    known = [row.value for row in contacts if row.person_id == number]
    there = council()
    kept = [
        Kept(row.person.name, row.way.lower(), row.value, row.person_id in family)
        for row in contacts
        if row.person_id != number
    ]
    protected = (
        Protection.objects.filter(representation=case, lifted_on=None)
        .exclude(person_id=number)
        .select_related("person")
    )
    kept += [Kept(row.person.name, row.what, row.words, True) for row in protected]
    of_council = [there.contact, *there.address.splitlines()] if there else [""]
    return kept, [*known, *of_council]


def has_protected_place(case: Representation, reader: Person | None) -> bool:
    """Whether somebody else on the case has what is protected, or a way that is not safe to use."""
    number = reader.pk if reader else 0
    if Protection.objects.filter(representation=case, lifted_on=None).exclude(person_id=number).exists():
        return True
    unsafe = Contact.objects.filter(person__parts__representation=case, is_safe=False)
    return unsafe.exclude(person_id=number).exists()


def leaks_in(
    case: Representation, reader: Person | None, html: str, docx: bytes | None = None, *, file_name: str = ""
) -> list[Leak]:
    """What a finished letter tells its reader that must be kept from them, page and DOCX read back.

    Raises CannotRead.
    """
    kept, known = kept_from(case, reader)
    texts = texts_of_html(html)
    if docx is not None:
        texts |= texts_of_docx(docx)
    if file_name:
        texts["in the name of the file"] = file_name
    return find_leaks(kept, texts, known=known)


def must_not_betray(case: Representation, reader: Person | None, html: str) -> None:
    """Refuse a letter that tells what must be kept from its reader. Raises TellsTooMuch."""
    found = leaks_in(case, reader, html)
    if found:
        raise TellsTooMuch(in_words_of(found))


def in_words_of(found: list[Leak]) -> str:
    """What was found and where, and what to do."""
    first = found[0].kept
    if first.what in HOW_TO_REACH:
        lead = f"This letter would show how to reach {first.whose} ({first.what})."
    else:
        lead = f"This letter would tell what is protected of {first.whose} ({first.what})."
    listed = "; ".join(leak.said for leak in found)
    return f"{lead} Found: {listed}. Take that out, then send it."
