"""The papers of a case at its pages: what kind of file one is by its content, adding, opening and releasing it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework import filing
from heard.casework.access import Eyes
from heard.casework.changed import names_behind
from heard.casework.court_papers import signs_of_court
from heard.casework.filing_opened import file_opened
from heard.casework.grants_reading import papers_open_to, papers_seen
from heard.casework.looking import NotYours, visible_to
from heard.casework.looking_over import opened_for_office
from heard.casework.performing import NotNow
from heard.casework.permissions import Act, Level, right_of
from heard.casework.permissions_kinds import Scope
from heard.casework.releasing import refuse_what_tells_more
from heard.casework.room_for_files import demand_room
from heard.casework.virus_scanner import has_scanner
from heard.casework.words_of_papers import words_of
from heard.casework.words_on_files import FORMS
from heard.files.kinds import BY_MEDIA_TYPE
from heard.files.opening import Opened
from heard.ledger.models import Entry
from heard.people.models import Member
from heard.representations.models import Document, Representation

NO_PAPER = "We cannot find that paper on this case. Choose one from its papers."
KINDS = {
    "complaint": "The complaint as it came",
    "evidence": "Something that shows what happened",
    "file_record": "From the child’s file",
    "statement": "A statement",
    "meeting": "A note of a meeting or interview",
    "report": "A report",
    "letter_in": "A letter that came in",
    "consent": "Consent or authority",
    "recording": "A recording or picture",
    "advice": "Legal advice",
    "court": "A paper from court",
    "other": "Something else",
}
SEALED_KINDS = frozenset({"court", "advice"})
# It reads as if it came from a family court, and nobody has said yet what it is: sealed until somebody does.
SET_ASIDE = "set_aside"
LEVELS = {
    Level.S2: "Those who read the case",
    Level.S3: "The complaints team and those who decide",
    Level.S4: "Nobody until two people open it (sealed)",
}
TAKEN = FORMS
# What became of what a file says of itself, where there is something to know.
OF_ITSELF: dict[str, str] = {
    Document.OfItself.TAKEN_OFF: "Taken off: who made it, when, where and with what. The file as it came is sealed",
    Document.OfItself.NOT_SURE: "Could not be taken off for sure: it may say who made it and where. Do not pass it on",
    Document.OfItself.SEALED: "Still there: this is the file as it came",
}
ONLY_A_FILE_NAME = re.compile(r"^(scan|img|image|doc|document|file|photo|dsc)?[\s_-]*\d*(\.\w{2,5})?$", re.I)
ENDING = re.compile(r"\.\w{2,5}$")


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """One paper as a list shows it."""

    number: int
    title: str
    kind: str
    who_may: str
    release: str
    copy_of: str
    of_itself: str
    scan: str
    is_held_back: bool
    size: str
    added_by: str
    added_at: datetime


def type_of(content: bytes, name: str = "") -> tuple[str, str]:
    """What a file is by what stands in it: its media type and the usual ending of its name. Raises NotNow."""
    kind = opened_for_office(name, content).kind
    return kind.media_type, kind.ending


def add_paper(
    *,
    reference: str,
    title: str,
    kind: str,
    level: int,
    content: bytes,
    by: str,
    at: datetime,
    copy_of: int | None = None,
    opened: Opened | None = None,
) -> Document:
    """Add a paper to a case under a name that says what it is. A paper from court, or advice, is sealed at once.

    One that reads as if it came from a family court is set aside, sealed, until somebody says what it is
    (`setting_aside`). `copy_of` is the number of the paper that it is a working copy of; `opened` is the file looked
    over before, where it was. The row returned is what people open. Raises NotNow, NoSuchCase.
    """
    _must_say(title.strip(), kind)
    opened = opened or opened_for_office("", content)
    original = Document.objects.filter(pk=copy_of).first() if copy_of else None
    _must_be_new(reference, content)
    demand_room(reference, len(content))
    wanted = Level.S4 if kind in SEALED_KINDS else Level(level)
    aside = wanted < Level.S4 and _reads_as_from_court(content, opened.kind.media_type, title, original)
    return file_opened(
        reference=reference,
        title=ENDING.sub("", title.strip()),
        kind=SET_ASIDE if aside else kind,
        kind_as_said=kind,
        level=Level.S4 if aside else wanted,
        content=content,
        opened=opened,
        by=by,
        at=at,
        copy_of=original,
    )


def _must_say(title: str, kind: str) -> None:
    if ONLY_A_FILE_NAME.match(title):
        raise NotNow(f"“{title}” does not say what the paper is. Give it a name people will know it by.")
    if kind not in KINDS:
        raise NotNow(f"Say what kind of paper it is: {', '.join(KINDS.values())}.")


def papers_of(eyes: Eyes, case: Representation, *, on: date) -> list[PaperSeen]:
    """The papers of a case that somebody may open, newest first."""
    rows = list(papers_open_to(eyes, case, on=on).select_related("copy_of").order_by("-added_at", "-pk"))
    names = names_behind({row.added_by for row in rows})
    return [_seen(row, names) for row in rows]


def paper_for(member: Member | None, case: Representation, number: int, *, on: date) -> Document:
    """One paper of a case, if this person may open it now. Raises NotYours, the same where there is none."""
    row = (
        papers_seen(member, case, on=on).filter(pk=number).select_related("copy_of", "representation").first()
    )
    if row is None:
        raise NotYours(NO_PAPER)
    return row


def open_paper(member: Member | None, number: int, *, on: date) -> Document:
    """A paper by its number alone, if this person sees its case and may open it now. Raises NotYours."""
    row = Document.objects.filter(pk=number, representation__in=visible_to(member)).first()
    if row is None:
        raise NotYours(NO_PAPER)
    return paper_for(member, row.representation, number, on=on)


def may_take_away(member: Member | None) -> bool:
    """Whether they may save a paper: those let in from outside read theirs where they are shown to them."""
    right = right_of(member, Act.SEE_CASES)
    return right is not None and right.scope is not Scope.GRANTED


def seen_as(row: Document) -> PaperSeen:
    """One paper as its page shows it."""
    return _seen(row, names_behind({row.added_by}))


def propose(*, paper: int, by: str, at: datetime) -> None:
    """Propose a working copy for release. Raises NotNow."""
    filing.propose_release(document=_paper(paper), by=by, at=at)


def approve(*, paper: int, level: int, by: str, at: datetime) -> None:
    """Approve a proposed copy for release, as somebody other than who proposed it. Raises NotNow."""
    row = _paper(paper)
    if proposed_by(row) == by:
        raise NotNow("You proposed this paper for release. Somebody else approves it.")
    refuse_what_tells_more(row)
    filing.approve_release(document=row, level=Level(level), by=by, at=at)


def proposed_by(row: Document) -> str:
    """Who last proposed a paper for release, or nothing."""
    reference = row.representation.reference
    entries = Entry.objects.filter(act="propose_release", reference=reference).order_by("-sequence")
    return next((one.by for one in entries if json.loads(one.said).get("paper") == row.pk), "")


def file_name_of(row: Document) -> str:
    """The name a paper is saved under: its title in plain letters, with the ending of what it is."""
    plain = re.sub(r"[^\w .-]+", " ", row.title).strip()[:80] or f"paper {row.pk}"
    return f"{plain}.{_ending(row.media_type)}"


def _ending(media_type: str) -> str:
    known = BY_MEDIA_TYPE.get(media_type)
    return known.ending if known else "bin"


def _seen(row: Document, names: dict[str, str]) -> PaperSeen:
    return PaperSeen(
        number=row.pk,
        title=row.title,
        kind=KINDS.get(row.kind, row.kind.replace("_", " ").capitalize()),
        who_may=LEVELS.get(Level(row.level), Level(row.level).words),
        release="" if filing.is_whole(row) else row.get_redaction_display(),
        copy_of=row.copy_of.title if row.copy_of and not filing.is_whole(row) else "",
        of_itself=OF_ITSELF.get(row.says_of_itself, ""),
        scan=_scan_of(row),
        is_held_back=bool(filing.held_back(row)),
        size=f"{max(round(row.size / 1024), 1):,} kB" if row.size < 2**20 else f"{row.size / 2**20:.1f} MB",
        added_by=names.get(row.added_by, row.added_by),
        added_at=row.added_at,
    )


def _scan_of(row: Document) -> str:
    if row.scan == Document.Scan.WAITING and not has_scanner():
        return "Not scanned: this installation has no scanner"
    return str(row.get_scan_display())


def _paper(number: int) -> Document:
    row = Document.objects.filter(pk=number).select_related("representation").first()
    if row is None:
        raise NotNow(NO_PAPER)
    return row


def _reads_as_from_court(content: bytes, media_type: str, title: str, original: Document | None) -> bool:
    """A copy of a paper that reads so itself and lies open is not asked about again: somebody has said what it is."""
    if not signs_of_court(words_of(content, media_type), title):
        return False
    if original is None or original.level >= Level.S4:
        return True
    return not signs_of_court(words_of(filing.read_paper(original), original.media_type), original.title)


def _must_be_new(reference: str, content: bytes) -> None:
    digest = filing.digest_of(content)
    there = Document.objects.filter(representation__reference=reference, digest=digest).first()
    if there is not None:
        raise NotNow(f"This very file is on the case already, as “{there.title}”.")
