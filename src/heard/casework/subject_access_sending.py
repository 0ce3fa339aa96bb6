"""A file on its way out: approved by somebody who decided nothing of it, bound to exactly what they read, and sent."""

from __future__ import annotations

from datetime import date, datetime

from heard.casework import filing
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import Act, NotAllowed, demand
from heard.casework.plans import must_be_written
from heard.casework.subject_access import Ended, let_hold_end
from heard.casework.subject_access_clock import from_receipt_to_today, running
from heard.casework.subject_access_seeing import copy_for
from heard.casework.writing import writing
from heard.people.models import Member
from heard.representations.models import FileCopy, FilePiece, FileSpan

CHANGED = (
    "What was decided is not what this copy was made of. Make it again, so that it is read as it goes out."
)


def approve_file(*, member: Member, at: datetime, copy: int, read: str) -> FileCopy:
    """Approve a file that somebody else made, as one who decided nothing of it; `read` is the digest of what was read.

    Raises NotAllowed, NotYours, or NotNow where something was decided since, or the file is not what was read.
    """
    demand(member, Act.APPROVE_FILES)
    row = _newest(member, copy, at)
    if wrote_it(member, row):
        raise NotAllowed("You made this file, or decided what is in it, so somebody else approves it.")
    if row.digest != read or decided_since(row):
        raise NotNow(CHANGED)
    filing.read_kept(row.digest, "The file")
    by = member.account.username
    with writing("approve_file", by=by, at=at, reference=row.request.reference, digest=row.digest) as line:
        line.change(row, approved_by=by, approved_at=at, sent_back_because="")
    return row


def send_file_back(*, member: Member, at: datetime, copy: int, because: str) -> FileCopy:
    """Send a file back to be gone through again, with the reason. Raises NotAllowed, NotYours, NotNow, DoesNotFit."""
    demand(member, Act.APPROVE_FILES)
    row = _newest(member, copy, at)
    by = member.account.username
    with writing("send_file_back", by=by, at=at, reference=row.request.reference) as line:
        why = must_be_written(because, "why it goes back")
        line.change(row, sent_back_because=why, approved_by="", approved_at=None)
    return row


def send_file(
    *, member: Member, at: datetime, copy: int, sent_on: date, sent_to: str, sent_way: str
) -> FileCopy:
    """Record that an approved file went: on which day, to which checked address, and how. The request ends with it.

    Raises NotAllowed, NotYours, NotNow where it is not approved or is not as it was, DoesNotFit.
    """
    row = _newest(member, copy, at)
    if not row.approved_by:
        raise NotNow("Nobody has approved this file. Somebody who decided nothing of it reads it first.")
    if decided_since(row):
        raise NotNow(CHANGED)
    from_receipt_to_today(row.request, sent_on, at)
    filing.read_kept(row.digest, "The file")
    by = member.account.username
    with writing("send_file", by=by, at=at, reference=row.request.reference, done_on=sent_on) as line:
        line.change(
            row,
            sent_on=sent_on,
            sent_to=must_be_written(sent_to, "to whom and to which address it went", most=300),
            sent_way=must_be_written(sent_way, "how it went", most=40),
        )
        line.change(row.request, ended=Ended.SENT, ended_on=sent_on)
        let_hold_end(line, row.request, sent_on)
    return row


def file_of(member: Member | None, copy: int, *, on: date) -> tuple[FileCopy, bytes]:
    """A file as it was made, held against its digest. Raises NotAllowed, NotYours, NotAsFiled."""
    row = copy_for(member, copy, on=on)
    return row, filing.read_kept(row.digest, "The file")


def wrote_it(member: Member, row: FileCopy) -> bool:
    """Whether somebody made a file or decided anything in it, under this account or another of the same person."""
    pieces = FilePiece.objects.filter(request=row.request_id)
    spans = FileSpan.objects.filter(piece__request=row.request_id)
    wrote = {
        row.made_by,
        *pieces.values_list("decided_by", flat=True),
        *spans.values_list("decided_by", flat=True),
    }
    if member.account.username in wrote:
        return True
    people = Member.objects.filter(account__username__in=wrote, person__isnull=False)
    return member.person_id in set(people.values_list("person_id", flat=True))


def decided_since(row: FileCopy) -> bool:
    """Whether anything was decided or collected after this file was made."""
    pieces = FilePiece.objects.filter(request=row.request_id, decided_at__gt=row.made_at)
    spans = FileSpan.objects.filter(piece__request=row.request_id, decided_at__gt=row.made_at)
    collected = row.request.collected_at
    return pieces.exists() or spans.exists() or (collected is not None and collected > row.made_at)


def _newest(member: Member, copy: int, at: datetime) -> FileCopy:
    row = copy_for(member, copy, on=day_of(at))
    running(member, row.request_id, at)
    if row.request.copies.filter(version__gt=row.version).exists():
        raise NotNow("A newer version was made since. Read that one.")
    return row
