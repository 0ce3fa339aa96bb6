"""A council's own words of a letter: checked before they are in force, dated, and put back where that is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.letters.checking import RIGHTS
from heard.casework.letters.facts_of_days import DAYS
from heard.casework.letters.fields import GIVEN, every_field
from heard.casework.letters.kept import as_html
from heard.casework.letters.kinds import KINDS, kind_of
from heard.casework.letters.merging import (
    AUDIENCES,
    CONDITION,
    FIELD,
    CannotTell,
    NoSuchWording,
    Wording,
    fields_of,
    lines_of,
    merge,
    needed,
    wording,
)
from heard.casework.letters.own_words_kept import made_of, own_on
from heard.casework.letters.reading import Reading, reading_of
from heard.casework.new_details import fitting
from heard.casework.performing import day_of
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.representations.models import LetterWords

LISTS = frozenset({"points", "statement", "findings", "actions", "panel", "refusals", "enclosed"})
A_DAY = date(2026, 12, 4)
A_NAME = "Jo"


class NotFit(CannotTell):
    """Words that cannot be in force; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Template:
    """The words of one letter for one reader as they are in force on a day, and how hard they read."""

    kind: str
    title: str
    audience: str
    is_own: bool
    since: date | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class Dated:
    """The words from one day on: whose change, when and why; empty words are those that came with Heard."""

    begins_on: date
    title: str
    words: str
    reason: str
    by: str


def templates(*, on: date) -> list[Template]:
    """Every letter for every reader it has words for, as in force on a day."""
    own, since = own_on(on), dict(_since(on))
    found = []
    for kind in KINDS:
        for audience in AUDIENCES:
            try:
                words = wording(kind.code, audience, own)
            except NoSuchWording:
                continue
            if words.audience == audience:
                key = (kind.code, audience)
                is_own = bool(own.get(key))
                read = reading_of(as_read(words), audience)
                found.append(Template(kind.code, kind.words, audience, is_own, since.get(key), read))
    return found


def words_in_force(kind: str, audience: str, *, on: date) -> Wording:
    """The words of one letter for one reader on a day. Raises NoSuchWording."""
    return wording(kind_of(kind).code, audience, own_on(on))


def dated_words(kind: str, audience: str) -> list[Dated]:
    """What a council changed in one letter for one reader, the newest first."""
    rows = LetterWords.objects.filter(kind=kind, audience=audience).order_by("-begins_on", "-pk")
    return [Dated(row.begins_on, row.title, row.words, row.reason, row.by) for row in rows]


def change_words(
    *, kind: str, audience: str, title: str, words: str, begins_on: date, reason: str, by: str, at: datetime
) -> LetterWords:
    """Put a council's own words of a letter in force from a day, today or later. Letters issued stay as they are.

    They are held to the facts there are, to the rights the letter must give, and to how their reader reads. Raises
    NotFit, listing what to mend.
    """
    must_be_fit(kind, audience, title, words)
    return _keep(kind, audience, title, words, begins_on, reason, by, at)


def put_back(*, kind: str, audience: str, begins_on: date, reason: str, by: str, at: datetime) -> LetterWords:
    """Go back to the words that came with Heard, from a day. Raises NotFit."""
    return _keep(kind, audience, "", "", begins_on, reason, by, at)


def must_be_fit(kind: str, audience: str, title: str, words: str) -> None:
    """Refuse words that may not be in force. Raises NotFit."""
    found = list(faults_of(kind, audience, title, words))
    if found:
        raise NotFit(" ".join(found))


def faults_of(kind: str, audience: str, title: str, words: str) -> Iterator[str]:
    """What is wrong with words for a letter: fields, rights left out, and how they read."""
    if not title.strip() or not words.strip():
        yield "A letter has a title and says something. Write both."
        return
    one = made_of(kind, audience, title, words)
    try:
        named = fields_of(one)
    except NoSuchWording:
        yield "A line that begins with + brings in a shared part, and there is none of that name."
        return
    unknown = sorted(named - set(every_field()))
    if unknown:
        yield f"There is no field “{', '.join(unknown)}”. There are: {', '.join(every_field())}."
        return
    said = set(FIELD.findall("\n".join(lines_of(one))))
    for name in sorted(_must_say(kind, audience) - said):
        yield f"The letter must give “{name.replace('_', ' ')}”. Put {{{name}}} back."
    yield from _hard(reading_of(as_read(one), audience))


def try_print(kind: str, audience: str, title: str, words: str) -> str:
    """The letter as HTML with invented facts in the place of real ones, every line that can stand in it shown."""
    one = made_of(kind, audience, title, words)
    name, blocks = merge(one, _sample, needed)
    opening = merge(wording("_opening", one.audience), _sample)[1]
    closing = merge(wording("_closing", one.audience), _sample)[1]
    return as_html(name, [*opening, *blocks, *closing])


def as_read(one: Wording) -> str:
    """A wording as somebody would read it: a day where a day stands, a short name elsewhere; headings left out."""
    said = [CONDITION.sub(r"\3", line).removeprefix("- ") for line in lines_of(one)]
    read = [line for line in said if not FIELD.fullmatch(line) and not line.startswith("# ")]
    return "\n".join(FIELD.sub(_put, line) for line in read)


def _put(match: re.Match[str]) -> str:
    return in_words(A_DAY) if _is_day(match[1]) else A_NAME


def _is_day(name: str) -> bool:
    return name in DAYS or name.endswith("_on") or date in GIVEN.get(name, ())


def _sample(name: str) -> str | tuple[str, ...]:
    if _is_day(name):
        return in_words(A_DAY)
    if name in LISTS:
        return ("The first, invented.", "The second, invented.")
    return f"[{name.replace('_', ' ')}]"


def _must_say(kind: str, audience: str) -> set[str]:
    """The days and rights that the words which came with Heard give."""
    return set(FIELD.findall("\n".join(lines_of(wording(kind, audience))))) & RIGHTS


def _hard(read: Reading) -> Iterator[str]:
    if read.grade > read.hardest:
        yield f"It reads at grade {read.grade:.1f}; {read.hardest} is the most for them. Use shorter words."
    for said in read.too_long:
        yield f"This sentence has more than {read.longest} words: “{said}”."
    for word in read.never_said:
        yield f"It says “{word}”, which no letter of ours says."


def _keep(
    kind: str, audience: str, title: str, words: str, begins_on: date, reason: str, by: str, at: datetime
) -> LetterWords:
    if begins_on < day_of(at):
        raise NotFit("Words begin today or later: letters of the past stay as they went out.")
    if not reason.strip():
        raise NotFit("Say why the words are changed.")
    row = LetterWords(
        kind=kind_of(kind).code,
        audience=audience,
        title=fitting(title, 300),
        words=words.strip(),
        begins_on=begins_on,
        reason=fitting(reason, 500),
        by=by,
        at=at,
    )
    with writing(
        "change_letter_words", by=by, at=at, done_on=begins_on, letter=kind, reader=audience
    ) as line:
        line.add(row)
    return row


def _since(on: date) -> Iterator[tuple[tuple[str, str], date]]:
    for row in LetterWords.objects.filter(begins_on__lte=on).order_by("begins_on", "pk"):
        yield (row.kind, row.audience), row.begins_on
