"""Everything on record about somebody, put together: their cases whole, where others mention them, papers and letters.

It is collected again as often as needed; what was decided about words that are still there stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.looking import NotYours
from heard.casework.new_details import NotOnRecord
from heard.casework.performing import day_of
from heard.casework.permissions import Level
from heard.casework.retention_tables import belongings_of
from heard.casework.subject_access_clock import running
from heard.casework.subject_access_finding import (
    Found,
    cases_of,
    mentions,
    names_of,
    rows_that_mention,
)
from heard.casework.subject_access_marking import propose_spans
from heard.casework.subject_access_papers import Read, papers_in, read_letters, read_papers
from heard.casework.subject_access_seeing import NO_REQUEST, file_requests
from heard.casework.subject_access_text import Named, named, record_in_words, row_in_words
from heard.casework.writing import Line, writing
from heard.people.models import Member
from heard.representations.models import Document, FilePiece, FileRequest, FileSearch, Representation

Kind = FilePiece.Kind
WHERE = "This system: cases, people, letters and papers"


@dataclass(frozen=True, slots=True)
class Collected:
    """What one collection found: cases that are theirs, cases that mention them, papers, and pieces that are new."""

    cases: int
    mentioned_in: int
    papers: int
    new: int


def collect_file(*, member: Member, at: datetime, request: int, every_paper: bool = False) -> Collected:
    """Collect everything on record about the person of a request, and propose what may be somebody else's.

    The papers read are those of cases that are theirs or mention them; with `every_paper`, of every case there is,
    which takes long. The search is recorded. Raises NotAllowed, NotYours, NotNow.
    """
    row = running(member, request, at)
    own = cases_of(row.person)
    names, on = names_of(row), day_of(at)
    found = rows_that_mention(row.person, names, [one.pk for one in own])
    others = list(Representation.objects.filter(pk__in=[case for case in found if case]).order_by("pk"))
    papers = [*read_papers(list(papers_in(own)), member, on=on), *read_letters(own)]
    asked = Representation.objects.exclude(pk__in=[one.pk for one in own]) if every_paper else others
    papers += _that_mention(asked, names, member, on)
    with writing("collect_file", by=member.account.username, at=at, reference=row.reference) as line:
        before = set(row.pieces.values_list("source", flat=True))
        for piece in (*_of_record(row, own, others, found), *(_of_paper(row, one) for one in papers)):
            _keep(line, row, piece)
        line.change(row, collected_at=at)
        propose_spans(line, row, at=at)
        after = set(row.pieces.values_list("source", flat=True))
        result = Collected(len(own), len(others), len(papers), len(after - before))
        line.add(_search(row, names, result, member, on, every_paper=every_paper))
    return result


def collect_named(*, reference: str, sign_in_name: str, at: datetime) -> Collected:
    """Collect a file by the number of its request, as a member of the office, with the papers of every case read.

    Raises NotOnRecord for nobody of that name, NotAllowed, NotYours, NotNow.
    """
    member = Member.objects.filter(account__username=sign_in_name, account__is_active=True).first()
    if member is None:
        raise NotOnRecord(f"Nobody signs in as {sign_in_name}. Check the name.")
    row = file_requests(member, on=day_of(at)).filter(reference=reference).first()
    if row is None:
        raise NotYours(NO_REQUEST)
    return collect_file(member=member, at=at, request=row.pk, every_paper=True)


def _of_record(
    row: FileRequest, own: Iterable[Representation], others: Iterable[Representation], found: Found
) -> Iterator[FilePiece]:
    names = named()
    held = "\n\n".join(
        [
            row_in_words(row.person, names),
            record_in_words(found.get(None, {}), names),
        ]
    )
    yield FilePiece(
        request=row, source="person", kind=Kind.PERSON, title="What is held of the person", words=held.strip()
    )
    for case in own:
        yield _of_case(row, case, names)
    for case in others:
        words = record_in_words(found[case.pk], names)
        if words:
            yield FilePiece(
                request=row,
                representation=case,
                source=f"mention:{case.pk}",
                kind=Kind.MENTION,
                title=f"Where case {case.reference} mentions the person",
                level=Level.S3,
                words=words,
            )


def _of_case(row: FileRequest, case: Representation, names: Named) -> FilePiece:
    return FilePiece(
        request=row,
        representation=case,
        source=f"case:{case.pk}",
        kind=Kind.RECORD,
        title=f"The record of case {case.reference}",
        level=Level.S3,
        words=record_in_words(
            {model: list(rows.values()) for model, rows in belongings_of(case).rows.items()}, names
        ),
    )


def _of_paper(row: FileRequest, read: Read) -> FilePiece:
    return FilePiece(
        request=row,
        representation_id=read.case,
        document=read.document,
        source=read.source,
        kind=Kind.PAPER if read.document else Kind.LETTER,
        title=read.title[:300],
        level=read.level,
        words=read.words,
        unread=",".join(map(str, read.unread))[:500],
        trouble=read.trouble[:500],
    )


def _that_mention(cases: Iterable[Representation], names: list[str], member: Member, on: date) -> list[Read]:
    """Of the papers of cases that are not the person's own, those that name them; what cannot be read is not theirs."""
    rows: list[Document] = list(papers_in(cases))
    return [one for one in read_papers(rows, member, on=on) if mentions(f"{one.title}\n{one.words}", names)]


def _keep(line: Line, row: FileRequest, piece: FilePiece) -> None:
    there = row.pieces.filter(source=piece.source).first()
    if there is None:
        line.add(piece)
        return
    new = {name: getattr(piece, name) for name in ("words", "title", "unread", "trouble", "level")}
    changed = {name: value for name, value in new.items() if getattr(there, name) != value}
    if changed:
        line.change(there, **changed)


def _search(
    row: FileRequest, names: list[str], found: Collected, member: Member, on: date, *, every_paper: bool
) -> FileSearch:
    papers = "papers of every case" if every_paper else "papers of cases that are theirs or mention them"
    return FileSearch(
        request=row,
        place=WHERE,
        how=f"By name ({', '.join(names)}) and as a party, in every table that holds words, and in {papers}.",
        found=f"Cases of theirs: {found.cases}. Cases that mention them: {found.mentioned_in}. Papers: {found.papers}.",
        searched_on=on,
        by=member.account.username,
    )
