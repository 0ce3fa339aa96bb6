"""Telling somebody: the letter that an act owes, written, kept and put out for posting, all under that act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from heard.casework.letters.about import About, is_a_child, who_is_told
from heard.casework.letters.arriving import way_of
from heard.casework.letters.fields import check_given, looked_up
from heard.casework.letters.kept import as_html, digest_of
from heard.casework.letters.kinds import LetterKind, kind_of
from heard.casework.letters.merging import AUDIENCES, Block, CannotTell, Wording, merge, wording
from heard.casework.performing import Doing
from heard.law.working_days import in_words
from heard.people.models import Contact, Person
from heard.representations.models import Appointment, Letter, Posting, Representation, Stage

LONDON = ZoneInfo("Europe/London")


class LetterOfAnotherDay(CannotTell):
    """A letter would carry a day that is not the day on which it is written."""


class NotOnThisCase(CannotTell):
    """The letter would go to somebody who has no part in the case."""


@dataclass(frozen=True, slots=True)
class SentElsewhere:
    """A letter that was sent before, or outside Heard: when, how, what it said and what shows it."""

    sent_on: date
    evidence: str
    title: str = ""
    words: str = ""
    way: str = ""
    received_on: date | None = None


def tell(
    doing: Doing,
    kind: str,
    *,
    to: Person | None = None,
    audience: str | None = None,
    stage: Stage | None = None,
    way: str = "",
    elsewhere: SentElsewhere | None = None,
    **facts: object,
) -> Letter:
    """Write the letter an act owes, keep it as issued today and put it out for posting.

    `to` is the complainant unless somebody else on the case is named; `audience` (adult, child, easy) is a child's for
    a child unless it is chosen. `facts` are what the act itself says, by the names in `fields.GIVEN`; all else is
    looked up. With `elsewhere` the letter is recorded as already sent. Raises CannotTell, which names what is missing.
    """
    person = to or who_is_told(doing.case)
    the_kind = kind_of(kind)
    chosen = audience or ("child" if is_a_child(doing.case, person, doing.day) else "adult")
    if elsewhere is not None:
        return record_letter_from_elsewhere(doing, kind, elsewhere, to=person, audience=chosen, stage=stage)
    _must_be_of_today(doing)
    _must_be_on_the_case(doing.case, person)
    words = wording(kind, chosen)
    about = About(
        case=doing.case,
        kind=kind,
        stage=stage or _stage_of(doing.case, the_kind),
        to=person,
        audience=words.audience,
        on=doing.day,
        by=doing.line.by,
        way=way_of(way) or safe_way(person),
        given=check_given(facts),
    )
    title, blocks = written(words, about)
    return _keep(doing, about, title, as_html(title, blocks))


def written(words: Wording, about: About) -> tuple[str, list[Block]]:
    """The title and blocks of a letter, with the opening and closing that every letter has."""
    look_up = looked_up(about)
    title, blocks = merge(words, look_up)
    opening = merge(wording("_opening", words.audience), look_up)[1]
    closing = merge(wording("_closing", words.audience), look_up)[1]
    return title, [*opening, *blocks, *closing]


def record_letter_from_elsewhere(
    doing: Doing,
    kind: str,
    sent: SentElsewhere,
    *,
    to: Person | None = None,
    audience: str = "adult",
    stage: Stage | None = None,
) -> Letter:
    """Put on record a letter sent before or outside Heard, as such and with its evidence. Raises CannotTell."""
    the_kind = kind_of(kind)
    _must_be_shown(doing, sent, audience)
    person = to or who_is_told(doing.case)
    _must_be_on_the_case(doing.case, person)
    title = sent.title.strip() or the_kind.words
    blocks = [Block("paragraph", " ".join(line.split())) for line in sent.words.splitlines() if line.strip()]
    letter = Letter(
        representation=doing.case,
        stage=stage or _stage_of(doing.case, the_kind),
        kind=kind,
        audience=audience,
        to=person,
        title=title,
        body=as_html(title, blocks) if blocks else "",
        issued_on=sent.sent_on,
        issued_by=doing.line.by,
        is_from_elsewhere=True,
        evidence=sent.evidence.strip(),
    )
    letter.content_digest = digest_of(letter)
    doing.add(letter)
    doing.add(
        Posting(letter=letter, way=way_of(sent.way), sent_on=sent.sent_on, received_on=sent.received_on)
    )
    return letter


def safe_way(person: Person | None) -> str:
    """How a letter reaches somebody by a way that is safe, else by one not known to be unsafe, else nothing."""
    if person is None:
        return ""
    ways = [(row.is_safe, way_of(row.way)) for row in Contact.objects.filter(person=person).order_by("pk")]
    usable = [(safe is not True, way) for safe, way in ways if way and safe is not False]
    return min(usable, key=lambda one: one[0])[1] if usable else ""


def _must_be_of_today(doing: Doing) -> None:
    today = doing.line.at.astimezone(LONDON).date()
    if doing.day != today:
        raise LetterOfAnotherDay(
            f"A letter carries the day on which it is written, {in_words(today)}, and cannot be dated "
            f"{in_words(doing.day)}. If it was sent then, record it as sent elsewhere, with its evidence."
        )


def _must_be_on_the_case(case: Representation, person: Person | None) -> None:
    if person is None or case.parties.filter(person=person).exists():
        return
    if not Appointment.objects.filter(representation=case, person=person).exists():
        raise NotOnThisCase(
            f"{person.name} has no part in {case.reference}. Add them to the case first, then write to them."
        )


def _must_be_shown(doing: Doing, sent: SentElsewhere, audience: str) -> None:
    if not sent.evidence.strip():
        raise CannotTell(
            "A letter sent elsewhere needs its evidence: say where it is kept and what shows the day."
        )
    if sent.sent_on > doing.line.at.astimezone(LONDON).date():
        raise CannotTell(
            f"{in_words(sent.sent_on)} has not come yet. Give the day on which the letter was sent."
        )
    if sent.received_on is not None and sent.received_on < sent.sent_on:
        raise CannotTell("A letter cannot arrive before it is sent. Correct one of the two days.")
    if audience not in AUDIENCES:
        raise CannotTell(f"There is no reader “{audience}”. There are: {', '.join(AUDIENCES)}.")


def _stage_of(case: Representation, kind: LetterKind) -> Stage | None:
    stages = Stage.objects.filter(representation=case)
    if kind.stage:
        return stages.filter(stage=kind.stage).first()
    return stages.order_by("-started_on", "-pk").first()


def _keep(doing: Doing, about: About, title: str, body: str) -> Letter:
    letter = Letter(
        representation=about.case,
        stage=about.stage,
        kind=about.kind,
        audience=about.audience,
        to=about.to,
        title=title,
        body=body,
        issued_on=about.on,
        issued_by=about.by,
    )
    letter.content_digest = digest_of(letter)
    doing.add(letter)
    doing.add(Posting(letter=letter, way=about.way))
    return letter
