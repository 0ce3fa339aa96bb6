"""What is kept for a short time by the schedule and hangs on no case: who looked, files with a virus, mail set aside.

A person or the scanner has judged each already; the night throws it away when its line in the schedule is over. Without
a signed-off line for files and mail nothing goes. What a hold reaches stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import models

from heard.casework import looks
from heard.casework.nightly_ladder import looks_kept_on
from heard.casework.retention import keep_totals
from heard.casework.retention_erasing import erase_rows
from heard.casework.retention_holds import What, hold_the_holds, holds_of, standing
from heard.casework.retention_schedule import schedule_on
from heard.casework.writing import writing
from heard.law.retention import later
from heard.ledger.models import Look, LookBatch, LookToGoOver
from heard.representations.models import ArrivedMail, Document, MailMatch

REJECTED, LOOKS = "rejected_uploads", "looks"


@dataclass(frozen=True, slots=True)
class Short:
    """What a night threw away: looks (their month totals stay), and files with a virus or mail set aside."""

    looks: int = 0
    rejected: int = 0


def drop_what_is_over(*, on: date, by: str, at: datetime) -> Short:
    """Throw away what was kept for a short time and is over. Done twice, the second time finds nothing."""
    return Short(looks=_drop_looks(on, by, at), rejected=_drop_rejected(on, by, at))


def looks_until(on: date) -> datetime | None:
    """Looks before this instant are over: by the schedule's line, or the council's number of days without one."""
    line = schedule_on(on).get(LOOKS)
    if line is None:
        return _midnight(on - timedelta(days=looks_kept_on(on)))
    return None if line.length is None else _before(on, line.length, line.unit)


def _drop_looks(on: date, by: str, at: datetime) -> int:
    before = looks_until(on)
    if before is None or standing(on).filter(what=What.EVERYTHING).exists():
        return 0
    over = LookBatch.objects.filter(last_look_at__lt=before, pruned_at=None)
    if not over.exists():
        return 0
    with writing("prune_looks", by=by, at=at, done_on=on) as line:
        totals: Counter[tuple[date, str, str]] = Counter()
        rows = Look.objects.filter(batch__in=over).values_list("at", "role", "refused").order_by()
        for when, role, refused in rows.iterator(chunk_size=5000):
            what = f"{role or 'nobody'}{' refused' if refused else ''}"
            totals[(when.date().replace(day=1), "look", what[:40])] += 1
        keep_totals(line, totals)
        for row in LookToGoOver.objects.filter(last_at__lt=before):
            line.remove(row)
        return looks.prune(before, at)


def _drop_rejected(on: date, by: str, at: datetime) -> int:
    line_of = schedule_on(on).get(REJECTED)
    if line_of is None or line_of.length is None:
        return 0
    before = _before(on, line_of.length, line_of.unit)
    if not _rejected(before, on):
        return 0
    with writing("drop_rejected", by=by, at=at, done_on=on) as line:
        hold_the_holds()
        rows = _rejected(before, on)
        erase_rows(line, rows)
    return len(rows)


def _rejected(before: datetime, on: date) -> list[models.Model]:
    """Papers in which a virus was found and mail that somebody set aside, both long enough ago and not held."""
    held = standing(on)
    if held.filter(what=What.EVERYTHING).exists():
        return []
    papers = list(Document.objects.filter(scan=Document.Scan.FOUND, scanned_at__lt=before, copies=None))
    mails = list(ArrivedMail.objects.filter(standing=ArrivedMail.Standing.SET_ASIDE, settled_at__lt=before))
    matched = _matched(mail.pk for mail in mails)
    kept = holds_of([*(one.representation_id for one in papers), *matched.values()], on=on)
    return [
        *(one for one in papers if one.representation_id not in kept or not kept[one.representation_id]),
        *(one for one in mails if not kept.get(matched.get(one.pk, 0))),
    ]


def _matched(mails: Iterable[int]) -> dict[int, int]:
    return dict(MailMatch.objects.filter(mail__in=list(mails)).values_list("mail_id", "representation_id"))


def _before(on: date, length: int, unit: str) -> datetime:
    """The instant before which a period is over on a day."""
    if unit == "days":
        return _midnight(on - timedelta(days=length))
    day = on - timedelta(days=round(length * (365.25 if unit == "years" else 30.4375)) + 2)
    while later(day + timedelta(days=1), length, unit) <= on:
        day += timedelta(days=1)
    return _midnight(day)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
