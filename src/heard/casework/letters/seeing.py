"""The letters of a case and of somebody's work, for pages: drafts and issued letters, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from heard.casework.access_seeing import readable
from heard.casework.letters.arriving import PostTakes, Received, receipt_of
from heard.casework.letters.drafting import NoSuchDraft
from heard.casework.letters.kinds import kind_of
from heard.casework.letters.stepping import UNSENT, Standing
from heard.representations.models import Letter, LetterDraft, Posting, Representation

if TYPE_CHECKING:
    from heard.people.models import Member

NEXT = {
    Standing.DRAFTED: "Check it",
    Standing.CHANGED: "Check it",
    Standing.CHECKED: "Sign it off",
    Standing.SIGNED_OFF: "Issue it",
    Standing.FROM_BEFORE: "Record how and when it was sent, with its evidence",
}


@dataclass(frozen=True, slots=True)
class DraftSeen:
    """A letter that is not issued yet: what it is, to whom, where it stands and what comes next."""

    draft: int
    version: int
    reference: str
    kind: str
    title: str
    to: str
    audience: str
    act: str
    owed_on: date
    standing: str
    next: str


@dataclass(frozen=True, slots=True)
class LetterSeen:
    """A letter as issued: to whom, by which way, when it was sent and when it arrived, assumed days said to be so."""

    letter: int
    kind: str
    title: str
    to: str
    audience: str
    issued_on: date
    issued_by: str
    is_from_elsewhere: bool
    evidence: str
    way: str
    sent_on: date | None
    received: Received
    failed_because: str = ""


@dataclass(frozen=True, slots=True)
class LettersSeen:
    """The letters of one case."""

    drafts: tuple[DraftSeen, ...]
    issued: tuple[LetterSeen, ...]
    withdrawn: tuple[DraftSeen, ...]


def letters_of(reference: str) -> LettersSeen:
    """Every letter of a case, drafts and issued ones, oldest first. Whoever asks: a page asks `parts_seen` first."""
    drafts = LetterDraft.objects.filter(representation__reference=reference).exclude(standing=Standing.ISSUED)
    letters = Letter.objects.filter(representation__reference=reference).select_related("to", "posting")
    takes = PostTakes()
    seen = [_draft(row) for row in drafts.select_related("representation", "to").order_by("owed_on", "pk")]
    return LettersSeen(
        drafts=tuple(one for one in seen if one.standing != Standing.WITHDRAWN),
        issued=tuple(_letter(row, takes) for row in letters.order_by("issued_on", "pk")),
        withdrawn=tuple(one for one in seen if one.standing == Standing.WITHDRAWN),
    )


def letter_on(case: Representation, number: int) -> tuple[Letter, LetterSeen]:
    """One issued letter of a case, and how it stands with the post. Raises NoSuchDraft, also for another case's."""
    rows = Letter.objects.filter(pk=number, representation=case)
    row = rows.select_related("representation", "to", "stage", "posting").first()
    if row is None:
        raise NoSuchDraft(f"There is no letter {number} on this case. Choose one from its letters.")
    return row, _letter(row, PostTakes())


def drafts_waiting(
    member: Member | None, *, standing: str | None = None, limit: int | None = None
) -> list[DraftSeen]:
    """The letters this person may read that wait to be written, checked, signed or issued, the longest owed first."""
    places = UNSENT if standing is None else (standing,)
    rows = LetterDraft.objects.filter(standing__in=places, representation__in=readable(member))
    return [
        _draft(row) for row in rows.select_related("representation", "to").order_by("owed_on", "pk")[:limit]
    ]


def _draft(row: LetterDraft) -> DraftSeen:
    return DraftSeen(
        draft=row.pk,
        version=row.version,
        reference=row.representation.reference,
        kind=row.kind,
        title=kind_of(row.kind).words,
        to=row.to.name if row.to else "",
        audience=row.audience,
        act=row.act,
        owed_on=row.owed_on,
        standing=row.standing,
        next=NEXT.get(Standing(row.standing), ""),
    )


def _letter(row: Letter, takes: PostTakes) -> LetterSeen:
    posting = getattr(row, "posting", None) or Posting()
    return LetterSeen(
        letter=row.pk,
        kind=row.kind,
        title=row.title,
        to=row.to.name if row.to else "",
        audience=row.audience,
        issued_on=row.issued_on,
        issued_by=row.issued_by,
        is_from_elsewhere=row.is_from_elsewhere,
        evidence=row.evidence,
        way=posting.way,
        sent_on=posting.sent_on,
        received=receipt_of(posting, takes),
        failed_because=posting.failed_because,
    )
