"""Opening a case that is not one's own, for a child's safety: one case, sixty minutes, read only, and reviewed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from heard.casework.access import NO_SUCH_CASE, demand_can
from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import walled_off
from heard.casework.four_eyes import is_in
from heard.casework.looking import NotYours
from heard.casework.office_asking import line_above
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import Act, NotAllowed, Role, demand
from heard.casework.walls_routing import alert
from heard.casework.writing import writing
from heard.law.working_days import ENGLAND
from heard.people.models import Member
from heard.representations.models import GlassBroken, Representation

FOR = timedelta(minutes=60)
FEWEST = 30
REVIEWED_WITHIN = 2  # working days
SHOWN_AFTER = 5  # days


def break_glass(
    *, reference: str, member: Member, reason: str, words: str, at: datetime, fresh: bool
) -> GlassBroken:
    """Open one case for sixty minutes, to read only; information governance is told at once and reviews it.

    `reason` is safety or absence; `words` say why in 30 characters or more; `fresh` that they have just proved who they
    are. What is sealed stays sealed, and a wall stands. Raises NotYours, NeedsFresh, NotAllowed, NotNow.
    """
    case = Representation.objects.filter(reference=reference).first()
    demand(member, Act.BREAK_GLASS)
    if case is None:
        raise NotYours(NO_SUCH_CASE)
    demand_can(member, Act.BREAK_GLASS, case, on=day_of(at), at=at, fresh=fresh)
    _refuse_words(reason, words)
    day = day_of(at)
    row = GlassBroken(
        representation=case, member=member, reason=reason, words=words.strip(), began_at=at, ends_at=at + FOR
    )
    with writing("break_glass", by=member.account.username, at=at, reference=reference, done_on=day) as line:
        line.add(row)
        alert(line, case, f"glass_broken_{row.pk}", day, Role.INFORMATION_GOVERNANCE)
    return row


def review_glass(*, number: int, verdict: str, words: str, by: Member, at: datetime) -> GlassBroken:
    """Review such an opening: justified, not justified or a breach, in words. By somebody unconnected with either.

    Raises NotAllowed, NotNow.
    """
    row = to_review(by).filter(pk=number).first()
    if row is None:
        raise NotNow("No opening of this number waits for review. See the list of those that do.")
    if verdict not in GlassBroken.Verdict.values or not words.strip():
        raise NotNow(f"Say which it was ({', '.join(GlassBroken.Verdict.values)}) and why, in words.")
    if _connected(by, row, day_of(at)):
        raise NotAllowed("You are connected with who opened it or with the case. Somebody else reviews it.")
    reference = row.representation.reference
    with writing("review_glass", by=by.account.username, at=at, reference=reference, verdict=verdict) as line:
        line.change(
            row, verdict=verdict, reviewed_by=by.account.username, reviewed_at=at, review_words=words.strip()
        )
    return row


def to_review(member: Member | None) -> QuerySet[GlassBroken]:
    """The openings that nobody has reviewed yet, the oldest first; none behind a wall. Raises NotAllowed."""
    who = demand(member, Act.REVIEW_GLASS)
    waiting = GlassBroken.objects.select_related("representation", "member__account").filter(verdict="")
    return waiting.exclude(representation__in=walled_off(who, day_asked(None)))


def review_by(row: GlassBroken) -> date:
    """The day by which an opening is reviewed: two working days after it."""
    return ENGLAND.after(day_of(row.began_at), REVIEWED_WITHIN)


def overdue(at: datetime) -> QuerySet[GlassBroken]:
    """The openings unreviewed after five days: the manager's and the director's pages show how many."""
    return GlassBroken.objects.filter(verdict="", began_at__lt=at - timedelta(days=SHOWN_AFTER))


def _refuse_words(reason: str, words: str) -> None:
    if reason not in GlassBroken.Reason.values:
        raise NotNow(f"Choose the reason: {', '.join(GlassBroken.Reason.values)}.")
    if len(" ".join(words.split())) < FEWEST:
        raise NotNow(f"Say in {FEWEST} characters or more why you need to read this case now.")


def _connected(by: Member, row: GlassBroken, on: date) -> bool:
    if by.pk == row.member_id or is_in(by, row.representation):
        return True
    if by.person_id is None or row.member.person_id is None:
        return False
    return by.person_id in line_above(row.member.person_id, on) or row.member.person_id in line_above(
        by.person_id, on
    )
