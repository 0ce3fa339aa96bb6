"""Being told each week or month that a dashboard, the pack or the list for a meeting is there: a link, no figure.

Each is laid out anew on its day and sent with the morning's post. Whoever has left, or may not open the page any more,
is sent nothing: their subscription is ended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from heard.casework.new_details import DoesNotFit, NotOnRecord
from heard.casework.office_asking import at_work
from heard.casework.on_record import one_of
from heard.casework.performing import day_of
from heard.casework.permissions import Act, demand, may
from heard.casework.writing import writing
from heard.people.models import Member
from heard.representations.models import Subscription

BY = "subscriptions"
MOST = 20


@dataclass(frozen=True, slots=True)
class Page:
    """A page that can be asked for: its words, where it stands, and what somebody must be able to do to open it."""

    title: str
    address: str
    needs: Act = Act.SEE_FIGURES


PAGES = {
    "how": Page("How we are doing", "/dashboards/"),
    "on-time": Page("On time", "/dashboards/on-time/"),
    "changed": Page("What it is about and what we changed", "/dashboards/changed/"),
    "voices": Page("Children’s voices", "/dashboards/voices/"),
    "found": Page("What we found", "/dashboards/found/"),
    "ombudsman": Page("The Ombudsman", "/dashboards/ombudsman/"),
    "pack": Page("Scrutiny pack", "/dashboards/pack/"),
    "data-quality": Page("Data quality", "/dashboards/data-quality/"),
    "meeting": Page("List for a meeting: late, due today, soon and later", "/work/meeting/", Act.SEE_CASES),
}


@dataclass(frozen=True, slots=True)
class ToTell:
    """One e-mail: to whom, and of which pages. `gone` are those that are to be ended instead."""

    member: Member
    due: tuple[Subscription, ...]
    gone: tuple[Subscription, ...]


def subscriptions_of(member: Member) -> QuerySet[Subscription]:
    """What a member is told of now."""
    return Subscription.objects.filter(member=member, ended_on=None)


def pages_for(member: Member) -> dict[str, Page]:
    """The pages a member may ask to be told of."""
    return {name: page for name, page in PAGES.items() if may(member, page.needs)}


def subscribe(*, member: Member, what: str, how_often: str, part: str = "", at: datetime) -> Subscription:
    """Ask to be told of a page. Raises NotAllowed, NotInTheList, or DoesNotFit where it is asked for already."""
    one_of(PAGES, what, "page")
    one_of(Subscription.HowOften.values, how_often, "time to be told")
    demand(member, PAGES[what].needs)
    mine = subscriptions_of(member)
    if mine.filter(what=what, how_often=how_often, part=part).exists():
        raise DoesNotFit("You are told of this page at that time already. End that first, or choose another.")
    if mine.count() >= MOST or len(part) > 200:
        raise DoesNotFit(f"You are told of {MOST} pages, which is the most. End one first.")
    row = Subscription(member=member, what=what, how_often=how_often, part=part, asked_on=day_of(at))
    with writing("subscribe", by=member.account.username, at=at) as line:
        line.add(row)
    return row


def end_subscription(*, member: Member, number: int, at: datetime) -> None:
    """Not be told any more. Raises NotOnRecord where it is not one's own or was ended."""
    row = own_subscription(member, number)
    with writing("end_subscription", by=member.account.username, at=at) as line:
        line.change(row, ended_on=day_of(at))


def own_subscription(member: Member, number: int) -> Subscription:
    """One of a member's own. Raises NotOnRecord."""
    row = subscriptions_of(member).filter(pk=number).first()
    if row is None:
        raise NotOnRecord("You are not told of any such page. See the list of those that you are told of.")
    return row


def to_tell(*, on: date) -> Iterator[ToTell]:
    """Who is to be told today, each asked anew whether they are still here and may still open the page."""
    rows = Subscription.objects.filter(ended_on=None).order_by("member_id", "what", "pk")
    waiting: dict[int, list[Subscription]] = {}
    for row in rows:
        if _last_day(row.how_often, on) > (row.told_on or row.asked_on):
            waiting.setdefault(row.member_id, []).append(row)
    there = {one.pk: one for one in at_work(on).filter(pk__in=waiting)}
    for number, mine in waiting.items():
        yield _now(there.get(number), mine)


def _last_day(how_often: str, on: date) -> date:
    """The latest day by then on which somebody is told: a Monday, or the first of a month."""
    if how_often == Subscription.HowOften.MONTHLY:
        return on.replace(day=1)
    return on - timedelta(days=on.weekday())


def _now(member: Member | None, rows: Sequence[Subscription]) -> ToTell:
    if member is None:
        return ToTell(rows[0].member, (), tuple(rows))
    open_to = pages_for(member)
    due = tuple(row for row in rows if row.what in open_to and member.account.email)
    return ToTell(member, due, tuple(row for row in rows if row.what not in open_to))


def mark_told(message: ToTell, *, on: date, at: datetime) -> None:
    """Keep that a message went out, and end what may not be sent any more."""
    with writing("send_subscription", by=BY, at=at, things=len(message.due)) as line:
        for row in message.due:
            line.change(row, told_on=on)
        for row in message.gone:
            line.change(row, ended_on=on)


def subject_of(message: ToTell) -> str:
    """The subject: that something is there, and nothing of what it says."""
    many = len(message.due)
    return f"{many} page{'' if many == 1 else 's'} you asked for {'is' if many == 1 else 'are'} ready"


def text_of(message: ToTell, *, address: str) -> str:
    """The words: which page, and where to sign in for it; no figure, no team and no name."""
    here = address.rstrip("/")
    lines = [f"{PAGES[row.what].title}: {here}/dashboards/sent/{row.pk}/" for row in message.due]
    return "\n".join([*lines, "", f"To be told no more: {here}/dashboards/sent/", ""])
