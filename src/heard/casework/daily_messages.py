"""Each morning, to each person by e-mail: which of their cases have something due, by reference and number alone.

The rows are laid out first and sent after; whether somebody may still see a case is asked again as each goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.calendar_links import due_days
from heard.casework.looking import visible_to
from heard.casework.office_asking import at_work
from heard.casework.permissions import Act, may
from heard.casework.writing import writing
from heard.people.models import Member
from heard.representations.models import DailyMessage, Representation

BY = "daily messages"


@dataclass(frozen=True, slots=True)
class ToSend:
    """One e-mail: to whom, and of which cases how many things are due. `left_out` are those they may not see now."""

    member: Member
    cases: tuple[tuple[str, int], ...]
    rows: tuple[DailyMessage, ...]
    left_out: tuple[DailyMessage, ...]


def lay_out(*, on: date, at: datetime) -> int:
    """Lay out the messages of a day: what is late or due that day. Safe to run twice. Returns how many."""
    there = set(DailyMessage.objects.filter(day=on).values_list("member_id", flat=True))
    laid = 0
    for member in at_work(on).exclude(account__email=""):
        if member.pk in there or not may(member, Act.SEE_CASES):
            continue
        laid += _lay_out_one(member, on, at)
    return laid


def to_send(*, on: date) -> Iterator[ToSend]:
    """What waits to go out of a day, person by person, each asked anew whether it may: leavers get nothing."""
    rows = DailyMessage.objects.filter(day=on, sent_at=None, left_out=False).select_related("representation")
    waiting: dict[int, list[DailyMessage]] = {}
    for row in rows.order_by("member_id", "representation__reference"):
        waiting.setdefault(row.member_id, []).append(row)
    for number, mine in waiting.items():
        yield _now(at_work(on).filter(pk=number).first(), mine)


def mark_sent(message: ToSend, *, at: datetime) -> None:
    """Keep that a message went out, and what was left out of it."""
    with writing("send_daily_message", by=BY, at=at, things=len(message.rows)) as line:
        for row in message.rows:
            line.change(row, sent_at=at)
        for row in message.left_out:
            line.change(row, left_out=True)


def subject_of(message: ToSend) -> str:
    """The subject: how many, nothing else."""
    number = sum(things for _, things in message.cases)
    return f"{number} thing{'' if number == 1 else 's'} due"


def text_of(message: ToSend, *, address: str) -> str:
    """The words: references and numbers, and where to sign in."""
    lines = [f"{reference}: {things} due" for reference, things in message.cases]
    return "\n".join([*lines, "", f"Sign in to see what: {address}", ""])


def _now(member: Member | None, rows: Sequence[DailyMessage]) -> ToSend:
    if member is None:
        return ToSend(rows[0].member, (), (), tuple(rows))
    numbers = [row.representation_id for row in rows]
    seen = set(visible_to(member).filter(pk__in=numbers).values_list("pk", flat=True))
    going = tuple(row for row in rows if row.representation_id in seen)
    cases = tuple((row.representation.reference, row.things) for row in going)
    return ToSend(member, cases, going, tuple(row for row in rows if row.representation_id not in seen))


def _lay_out_one(member: Member, on: date, at: datetime) -> int:
    counted = Counter(one.reference for one in due_days(member, today=on) if one.on <= on)
    cases = {one.reference: one for one in Representation.objects.filter(reference__in=counted)}
    if not cases:
        return 0
    with writing("lay_out_daily_message", by=BY, at=at, things=len(cases)) as line:
        for reference, number in sorted(counted.items()):
            if reference in cases:
                line.add(DailyMessage(member=member, representation=cases[reference], day=on, things=number))
    return len(cases)
