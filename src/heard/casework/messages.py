"""Messages to and from the people of a case, and the office's own notes. What goes out and what stays in never meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.changed import names_behind
from heard.casework.letters.kept import as_html
from heard.casework.letters.merging import Block
from heard.casework.letters.protecting import in_words_of, leaks_in
from heard.casework.letters.reading import Reading, reading_of
from heard.casework.mail_addresses import reply_addresses
from heard.casework.new_details import fitting
from heard.casework.parties import must_say, somebody_in
from heard.casework.performing import NoSuchCase, NotNow, day_of, performing
from heard.casework.readers import is_under_age
from heard.casework.writing import writing
from heard.law.procedure import Act
from heard.people.models import Contact, Person
from heard.representations.models import ContactAttempt, Message, OfficeNote, Representation

LONGEST = 5000
WAYS = {"email": "e-mail", "text": "text message", "page": "their own page"}


class NotPlain(NotNow):
    """A message is hard to read for whom it is for; it goes out only with a reason."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that passed between the office and somebody: a message, a call, a visit, or an attempt at one."""

    what: str
    person: str
    day: date
    by: str
    words: str
    was_safe: bool | None = None
    although: str = ""
    # Where their answer to an e-mail of ours joins the case.
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """One note of the office for itself."""

    words: str
    by: str
    at: datetime


def send_message(
    *,
    reference: str,
    person: int,
    way: str,
    words: str,
    by: str,
    at: datetime,
    value: str = "",
    although: str = "",
) -> Message:
    """Put on record what is sent to somebody on the case today, word for word.

    Their own page shows it; an e-mail or a text is sent by whoever writes it. It must be plain for them, or say why
    not (`although`), go by a way that they did not call unsafe, and tell nothing that is kept from them. Raises NotNow.
    """
    day = day_of(at)
    with performing(Act.RECORD_CONTACT, reference=reference, by=by, at=at, day=day, message=way) as doing:
        must_say(words, "what the message says")
        who = somebody_in(doing.case, person).person
        _must_go(doing.case, who, way, value, words)
        _must_be_plain(who, words, day, although)
        row = Message(
            representation=doing.case,
            person=who,
            direction=Message.Direction.OUT,
            way=way,
            value=fitting(value, 300),
            words=words.strip(),
            although=fitting(although, 500),
            said_on=day,
            by=by,
            at=at,
        )
        doing.add(row)
        return row


def keep_note(*, reference: str, words: str, by: str, at: datetime) -> OfficeNote:
    """Keep a note of the office for itself on a case. It is sent to nobody. Raises NotNow, NoSuchCase."""
    case = Representation.objects.filter(reference=reference).first()
    if case is None:
        raise NoSuchCase(f"There is no case {reference}. Check the number.")
    must_say(words, "the note")
    row = OfficeNote(representation=case, words=words.strip(), by=by, at=at)
    with writing("keep_note", by=by, at=at, reference=reference, done_on=day_of(at)) as line:
        line.add(row)
    return row


def how_plain(person: int, words: str, *, on: date) -> Reading:
    """How hard a message is for somebody: a child's measure for a child, else an adult's."""
    return _reading(Person.objects.get(pk=person), words, on)


def passed_on(case: Representation) -> list[Said]:
    """Whatever passed between the office and the people of a case besides letters, newest first."""
    rows = list(Message.objects.filter(representation=case).select_related("person"))
    tried = ContactAttempt.objects.filter(representation=case).select_related("person")
    names = names_behind({one.by for one in rows})
    sent = [one for one in rows if one.direction == Message.Direction.OUT and one.way == "email"]
    replies = reply_addresses((case.pk, one.person_id) for one in sent)
    for_sent = {one.pk: replies.get((case.pk, one.person_id), "") for one in sent}
    found = [_message(one, names, for_sent.get(one.pk, "")) for one in rows] + [
        _contact(one) for one in tried
    ]
    return sorted(found, key=lambda one: one.day, reverse=True)


def notes_of(case: Representation) -> list[Noted]:
    """The office's own notes on a case, newest first."""
    rows = list(OfficeNote.objects.filter(representation=case).order_by("-pk"))
    names = names_behind({one.by for one in rows})
    return [Noted(one.words, names.get(one.by, one.by), one.at) for one in rows]


def _message(one: Message, names: dict[str, str], reply_to: str) -> Said:
    to_or_from = "to" if one.direction == Message.Direction.OUT else "from"
    what = f"Message {to_or_from} them by {WAYS.get(one.way, one.way)}"
    return Said(
        what, one.person.name, one.said_on, names.get(one.by, one.by), one.words, None, one.although, reply_to
    )


def _contact(one: ContactAttempt) -> Said:
    what = one.way[:1].upper() + one.way[1:] + ("" if one.reached else ": not reached")
    return Said(what, one.person.name if one.person else "", one.tried_on, "", one.words, one.was_safe)


def _way(way: str) -> str:
    if way not in WAYS:
        raise NotNow(f"Say by which way it went: {', '.join(WAYS.values())}.")
    return way


def _must_go(case: Representation, who: Person, way: str, value: str, words: str) -> None:
    if len(words) > LONGEST:
        raise NotNow(f"A message has {LONGEST:,} letters at most. Write a letter instead.")
    unsafe = Contact.objects.filter(person=who, is_safe=False)
    by_way = (
        unsafe.filter(value=value.strip()) if value.strip() else unsafe.filter(way__iexact=WAYS[_way(way)])
    )
    if by_way.exists():
        raise NotNow(f"{who.name} said that this way is not safe. Choose another, or ask them which is.")
    found = leaks_in(
        case, who, as_html("", [Block("paragraph", line) for line in words.splitlines() if line])
    )
    if found:
        raise NotNow(in_words_of(found).replace("This letter", "This message"))


def _must_be_plain(who: Person, words: str, day: date, although: str) -> None:
    read = _reading(who, words, day)
    if read.is_plain or although.strip():
        return
    found = [f"“{word}” is a word we never say." for word in read.never_said]
    found += [f"This sentence is too long: “{said}”" for said in read.too_long]
    if read.grade > read.hardest:
        found.insert(0, f"It reads at grade {read.grade:.1f}; {read.hardest} is the most for them.")
    raise NotPlain(f"{' '.join(found)} Change that, or say why it stays.")


def _reading(who: Person, words: str, day: date) -> Reading:
    return reading_of(words, "child" if is_under_age(who, day) else "adult")
