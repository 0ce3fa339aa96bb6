"""Whose data stand in somebody's file: proposed by the scanners, withheld at once where protected, decided by a person.

Professionals acting in their role are not proposed: their names are not withheld unless somebody marks them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from heard.casework.exemptions import PROTECTED
from heard.casework.letters.leaks import Kept, find_leaks
from heard.casework.letters.protecting import kept_from, people_of
from heard.casework.recognising import HINT, IN_WORDS, NAME, Known, Mark, marks_in, parts_of, plain_of
from heard.casework.recognising_known import known_of_office, parts_of_way
from heard.casework.subject_access_text import our_words
from heard.casework.writing import Line
from heard.files.finding_words import compact, spans_of
from heard.people.models import Contact, Person
from heard.representations.models import (
    Appointment,
    FilePiece,
    FileRequest,
    FileSpan,
    Party,
    Representation,
)

Standing, Whose = FileSpan.Standing, FileSpan.Whose
IN_ROLE = (
    Party.Part.WORKER, Party.Part.MANAGER, Party.Part.ADVOCATE, Party.Part.INVESTIGATOR, Party.Part.INDEPENDENT,
    Party.Part.PANEL_CHAIR, Party.Part.PANELLIST,
)  # fmt: skip
# What the form of writing alone proposes. A day, an age or a number of a case is nobody else's by itself.
BY_FORM = frozenset(
    {"e-mail", "telephone", "postcode", "place", "title", "initials", "first name", "capital letter"}
)
WIDEST = 8
HIDDEN_AT_ONCE = "Protected on the case, and hidden without being asked."


@dataclass(frozen=True)
class Reader:
    """What is known of one case when its words are gone through for whoever will read the file.

    `theirs` are names and ways of the person and of who asks, `in_role` names of professionals: neither is proposed.
    """

    known: tuple[Known, ...]
    kept: tuple[Kept, ...]
    has: tuple[str, ...]
    theirs: frozenset[str]
    in_role: frozenset[str]
    ways: tuple[str, ...] = field(default=())


def propose_spans(line: Line, request: FileRequest, *, at: datetime) -> None:
    """Propose, for each piece, the words that may be somebody else's; what was decided before stands.

    What is protected is withheld at once, in whatever form it is written.
    """
    reader = reader_of(request)
    for piece in request.pieces.all():
        there = {compact(one.words) for one in piece.spans.all() if one.words}
        for span in spans_in(piece, reader, line.by, at):
            if compact(span.words) not in there:
                there.add(compact(span.words))
                line.add(span)


def spans_in(piece: FilePiece, reader: Reader, by: str, at: datetime) -> Iterator[FileSpan]:
    """The spans that the scanners see in a piece, each words once: those protected first, withheld."""
    seen: set[str] = set()
    protected, asked = [], []
    for mark in marks_in(piece.words, reader.known):
        if compact(mark.words) in seen or not compact(mark.words):
            continue
        seen.add(compact(mark.words))
        if _is_protected(mark.words, reader):
            protected.append(mark.words)
        elif _is_asked(mark, reader):
            asked.append(mark)
    protected += _left_over(piece.words, protected, reader)
    for words in protected:
        yield FileSpan(
            piece=piece, words=words, whose=Whose.OTHER, standing=Standing.WITHHELD, found_as="protected",
            is_protected=True, code=PROTECTED, reason=HIDDEN_AT_ONCE, decided_by=by, decided_at=at,
        )  # fmt: skip
    for mark in asked:
        yield FileSpan(
            piece=piece,
            words=mark.words,
            whose=Whose.OTHER,
            found_as=IN_WORDS.get(mark.what, mark.what)[:120],
        )


def reader_of(request: FileRequest) -> Reader:
    """What is known to whoever goes through this file: what one case of it protects is protected in every piece."""
    own = (request.person, request.asker)
    cases = list(Representation.objects.filter(file_pieces__request=request).distinct().order_by("pk"))
    people = {
        one.pk: one for one in Person.objects.filter(pk__in={who for one in cases for who in people_of(one)})
    }
    in_role = _in_role(cases)
    others = [one for one in people.values() if one not in own]
    kept, has = _kept_of(request, cases)
    known = [Known(one.name, NAME, of_case=True) for one in others if one.pk not in in_role]
    known += [Known(one.file_number, "number", of_case=True) for one in others if one.file_number]
    known += [way for one in kept for way in _ways(one)]
    office = [one.words for one in known_of_office() if one.what == NAME]
    names = [*office, *(one.name for one in people.values() if one.pk in in_role)]
    family = frozenset(part for one in known if one.what == NAME for part in parts_of(one.words))
    return Reader(
        known=tuple(known),
        kept=tuple(kept),
        has=tuple(has),
        theirs=frozenset(
            part
            for said in (*(one.name for one in own), *request.names.splitlines())
            for part in parts_of(said)
        ),
        in_role=frozenset(part for name in names for part in parts_of(name)) - family,
        ways=tuple(Contact.objects.filter(person__in=own).values_list("value", flat=True)),
    )


def _kept_of(request: FileRequest, cases: Sequence[Representation]) -> tuple[list[Kept], list[str]]:
    """What is protected on any of the cases, of everybody but who reads; and what the reader has already.

    Where a parent asks for a child, what is protected of the child is kept too: they may not know it.
    """
    kept: dict[Kept, None] = {}
    has: dict[str, None] = {}
    for case in cases:
        of_case, known = kept_from(case, request.asker)
        kept |= dict.fromkeys(one for one in of_case if one.is_protected)
        has |= dict.fromkeys(known)
    return list(kept), list(has)


def _ways(one: Kept) -> Iterator[Known]:
    yield Known(one.words, NAME if one.what == NAME else "place", of_case=True)
    if one.what != NAME:
        yield from parts_of_way(one.words)


def _in_role(cases: Sequence[Representation]) -> set[int]:
    """Those who stand in these cases only as professionals."""
    parties = Party.objects.filter(representation__in=cases)
    appointed = Appointment.objects.filter(representation__in=cases).values_list("person_id", flat=True)
    family = parties.exclude(part__in=IN_ROLE).values_list("person_id", flat=True)
    return {*parties.filter(part__in=IN_ROLE).values_list("person_id", flat=True), *appointed} - set(family)


def _is_protected(words: str, reader: Reader) -> bool:
    return bool(find_leaks(reader.kept, {"": words}, known=reader.has)) if reader.kept else False


def _is_asked(mark: Mark, reader: Reader) -> bool:
    """Whether a mark is somebody's other than the person's, who asks, and professionals in their role."""
    known = {plain_of(one.words) for one in reader.known}
    if mark.what not in BY_FORM and mark.what != NAME and plain_of(mark.words) not in known:
        return False
    if (mark.what == HINT and plain_of(mark.words) in our_words()) or (
        mark.what == "place" and "\n" in mark.words
    ):
        return False
    parts = parts_of(mark.words) - {"mrs", "mr", "ms", "miss", "dr"}
    if parts and parts <= reader.theirs | reader.in_role:
        return False
    own = [compact(one) for one in reader.ways]
    return not any(compact(mark.words) in one for one in own)


def _left_over(text: str, found: Sequence[str], reader: Reader) -> Iterator[str]:
    """What is protected and written in a form that no mark caught: the fewest words that say it."""
    for one in reader.kept:
        for _ in range(WIDEST):
            rest = without(text, found)
            if not find_leaks([one], {"": rest}, known=reader.has):
                break
            words = _fewest(rest, one, reader)
            if words is None:
                break
            found = [*found, words]
            yield words


def _fewest(text: str, one: Kept, reader: Reader) -> str | None:
    tokens = text.split()
    for many in range(1, WIDEST + 1):
        for start in range(len(tokens) - many + 1):
            words = " ".join(tokens[start : start + many])
            if find_leaks([one], {"": words}, known=reader.has):
                return words
    return None


def without(text: str, words: Iterable[str]) -> str:
    """A text with a sign in place of words wherever they stand."""
    out, at = [], 0
    for one in spans_of(text, [each for each in words if each]):
        if one.start >= at:
            out += [text[at : one.start], " ■ "]
            at = one.end
    return "".join([*out, text[at:]])
