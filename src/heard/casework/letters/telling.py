"""Telling somebody: the letter that an act owes, written, kept and put out for posting, all under that act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from heard.casework.letters.about import who_is_told
from heard.casework.letters.arriving import way_of
from heard.casework.letters.composing import Asked, audience_of, compose, must_be_on_the_case, stage_of
from heard.casework.letters.kept import as_html, digest_of
from heard.casework.letters.kinds import kind_of
from heard.casework.letters.merging import AUDIENCES, Block, CannotTell
from heard.casework.performing import Doing, day_of
from heard.law.working_days import in_words
from heard.people.models import Person
from heard.representations.models import Letter, LetterDraft, Posting, Stage

OVER = (LetterDraft.Standing.ISSUED, LetterDraft.Standing.WITHDRAWN)


class LetterOfAnotherDay(CannotTell):
    """A letter would carry a day that is not the day on which it is written."""


@dataclass(frozen=True, slots=True)
class SentElsewhere:
    """A letter that was sent before, or outside Heard: when, how, what it said and what shows it."""

    sent_on: date
    evidence: str
    title: str = ""
    words: str = ""
    way: str = ""
    received_on: date | None = None


def issue(
    doing: Doing, asked: Asked, facts: Mapping[str, object], elsewhere: SentElsewhere | None = None
) -> Letter:
    """Issue what is asked today under an act, or record it as sent elsewhere. Raises CannotTell."""
    letter = _record(doing, asked, elsewhere) if elsewhere is not None else _write(doing, asked, facts)
    _settle_draft(doing, letter)
    return letter


def _write(doing: Doing, asked: Asked, facts: Mapping[str, object]) -> Letter:
    _must_be_of_today(doing)
    made = compose(doing.case, asked, on=doing.day, by=doing.line.by, facts=facts)
    letter = Letter(
        representation=doing.case,
        stage=made.about.stage,
        kind=asked.kind,
        audience=made.about.audience,
        to=made.about.to,
        title=made.title,
        body=made.body,
        issued_on=doing.day,
        issued_by=doing.line.by,
    )
    return _keep(doing, letter, Posting(way=made.about.way))


def record_letter_from_elsewhere(
    doing: Doing,
    kind: str,
    sent: SentElsewhere,
    *,
    to: Person | None = None,
    audience: str | None = None,
    stage: Stage | None = None,
) -> Letter:
    """Put on record a letter sent before or outside Heard, as such and with its evidence. Raises CannotTell."""
    return _record(doing, Asked(kind, to, audience, stage), sent)


def _record(doing: Doing, asked: Asked, sent: SentElsewhere) -> Letter:
    the_kind = kind_of(asked.kind)
    person = asked.to or who_is_told(doing.case)
    must_be_on_the_case(doing.case, person)
    audience = audience_of(doing.case, asked, person, sent.sent_on)
    _must_be_shown(doing, sent, audience)
    title = sent.title.strip() or the_kind.words
    blocks = [Block("paragraph", " ".join(line.split())) for line in sent.words.splitlines() if line.strip()]
    letter = Letter(
        representation=doing.case,
        stage=asked.stage or stage_of(doing.case, the_kind),
        kind=asked.kind,
        audience=audience,
        to=person,
        title=title,
        body=as_html(title, blocks) if blocks else "",
        issued_on=sent.sent_on,
        issued_by=doing.line.by,
        is_from_elsewhere=True,
        evidence=sent.evidence.strip(),
    )
    posting = Posting(way=way_of(sent.way), sent_on=sent.sent_on, received_on=sent.received_on)
    return _keep(doing, letter, posting)


def _keep(doing: Doing, letter: Letter, posting: Posting) -> Letter:
    letter.content_digest = digest_of(letter)
    doing.add(letter)
    posting.letter = letter
    doing.add(posting)
    return letter


def _settle_draft(doing: Doing, letter: Letter) -> None:
    """A letter written at once pays for the oldest draft of its kind to the same person."""
    drafts = LetterDraft.objects.filter(representation=doing.case, kind=letter.kind, to=letter.to)
    unsent = drafts.exclude(standing__in=OVER).filter(owed_on__lte=letter.issued_on)
    row = unsent.order_by("owed_on", "pk").first()
    if row is not None:
        doing.change(row, standing=LetterDraft.Standing.ISSUED, letter=letter)


def _must_be_of_today(doing: Doing) -> None:
    today = day_of(doing.line.at)
    if doing.day != today:
        raise LetterOfAnotherDay(
            f"A letter carries the day on which it is written, {in_words(today)}, and cannot be dated "
            f"{in_words(doing.day)}. If it was sent then, record it as sent elsewhere, with its evidence."
        )


def _must_be_shown(doing: Doing, sent: SentElsewhere, audience: str) -> None:
    if not sent.evidence.strip():
        raise CannotTell(
            "A letter sent elsewhere needs its evidence: say where it is kept and what shows the day."
        )
    if sent.sent_on > day_of(doing.line.at):
        raise CannotTell(
            f"{in_words(sent.sent_on)} has not come yet. Give the day on which the letter was sent."
        )
    if sent.sent_on < doing.case.received_on:
        raise CannotTell(
            f"{doing.case.reference} was received on {in_words(doing.case.received_on)}; no letter was sent on it "
            f"on {in_words(sent.sent_on)}. Correct one of the two days."
        )
    if sent.received_on is not None and sent.received_on < sent.sent_on:
        raise CannotTell("A letter cannot arrive before it is sent. Correct one of the two days.")
    if audience not in AUDIENCES:
        raise CannotTell(f"There is no reader “{audience}”. There are: {', '.join(AUDIENCES)}.")
