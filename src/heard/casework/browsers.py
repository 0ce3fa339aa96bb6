"""Where somebody is signed in, and signing them out there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.office_asking import at_work
from heard.casework.sealing import tag
from heard.casework.writing import writing
from heard.people.models import Member, SignedIn


@dataclass(frozen=True, slots=True)
class Browser:
    """One browser in which a member is signed in. `name` is how a page asks for it; it opens nothing."""

    name: str
    device: str
    began_at: datetime | None
    seen_at: datetime | None
    is_this: bool


def browsers_of(member: Member, *, this: str, at: datetime) -> list[Browser]:
    """Where a member is signed in, the newest first; `this` is the key of the browser that asks."""
    rows = SignedIn.objects.filter(account_id=member.account_id, expire_date__gt=at).order_by("-seen_at")
    return [
        Browser(_name(one), one.device, one.began_at, one.seen_at, one.session_key == this) for one in rows
    ]


def sign_out_of(member: Member, names: frozenset[str], *, by: str, at: datetime) -> int:
    """Sign a member out of the browsers of these names; how many there were."""
    rows = [one for one in SignedIn.objects.filter(account_id=member.account_id) if _name(one) in names]
    return _end(member, rows, by=by, at=at)


def sign_out_everywhere(member: Member, *, by: str, at: datetime, but: str = "") -> int:
    """Sign a member out of every browser, that of the key `but` apart; how many there were."""
    rows = SignedIn.objects.filter(account_id=member.account_id).exclude(session_key=but)
    return _end(member, list(rows), by=by, at=at)


def _end(member: Member, rows: list[SignedIn], *, by: str, at: datetime) -> int:
    with writing("sign_out_browsers", by=by, at=at, reference=f"member-{member.pk}", browsers=len(rows)):
        SignedIn.objects.filter(pk__in=[one.pk for one in rows]).delete()
    return len(rows)


def forget_old(*, at: datetime) -> int:
    """Throw away what is kept of browsers whose day is over. How many there were."""
    return SignedIn.objects.filter(expire_date__lt=at).delete()[0]


def forget_leavers(*, on: date) -> int:
    """Sign out everybody whose last day has passed or whose account is closed. How many browsers there were."""
    here = at_work(on).values("account_id")
    return SignedIn.objects.exclude(account_id=None).exclude(account_id__in=here).delete()[0]


def _name(row: SignedIn) -> str:
    return tag("browser", row.session_key)[:24]
