"""Who has which access, gone over once a quarter: each kept or ended, signed and dated, and how late that is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from heard.casework.council import in_one_transaction
from heard.casework.new_details import fitting
from heard.casework.office_leaving import staff_leaves
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import TABLE, Act, NotAllowed, Scope, demand
from heard.casework.writing import writing
from heard.people.models import AccessReviewed, DirectoryLink, Factor, Member, OfficePost
from heard.representations.models import GlassBroken, Grant, Wall

DORMANT = timedelta(days=60)
OF_GLASS = timedelta(days=92)
DUE_WITHIN = 28  # days of the quarter
LEFT, GONE_QUIET, NO_FACTOR, NEVER, POST_OVER = (
    "Left, and the account still works",
    "Has not signed in for 60 days or more",
    "No second factor",
    "Never signed in",
    "Their post is over",
)
Verdict = AccessReviewed.Verdict


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One member's access as it stands on a day, what to look at, and whether it was gone over in the quarter."""

    member: Member
    name: str
    reach: str
    rights: int
    factors: tuple[str, ...]
    last_on: date | None
    grants: int
    walls_lifted: int
    glass: int
    strikes: tuple[str, ...]
    reviewed: AccessReviewed | None

    @property
    def number(self) -> int:
        """The number of the member."""
        return self.member.pk


@dataclass(frozen=True, slots=True)
class AccessSeen:
    """The report of a quarter: everybody who can sign in, how many were gone over, by when it is due, and how late."""

    quarter: date
    due_on: date
    lines: tuple[AccessLine, ...]
    late_by: int

    @property
    def reviewed(self) -> int:
        """How many were gone over in the quarter."""
        return sum(one.reviewed is not None for one in self.lines)

    @property
    def striking(self) -> tuple[AccessLine, ...]:
        """Those with something to look at."""
        return tuple(one for one in self.lines if one.strikes)


def quarter_of(on: date) -> date:
    """The first day of the quarter of a day: of January, April, July or October."""
    return date(on.year, (on.month - 1) // 3 * 3 + 1, 1)


def access_on(member: Member | None, *, on: date) -> AccessSeen:
    """Who has which access on a day, those with something to look at first. Raises NotAllowed.

    A quarter's review is due within its first 28 days; `late_by` counts the days after that while anybody is left.
    """
    demand(member, Act.REVIEW_ACCESS)
    quarter = quarter_of(on)
    lines = sorted(_lines(on, quarter), key=lambda one: (one.reviewed is not None, not one.strikes, one.name))
    due = quarter + timedelta(days=DUE_WITHIN - 1)
    left = any(one.reviewed is None for one in lines)
    return AccessSeen(quarter, due, tuple(lines), max((on - due).days, 0) if left else 0)


def review_access(
    *, number: int, verdict: str, words: str, by: Member, at: datetime, to: Member | None = None
) -> AccessReviewed:
    """Say that somebody keeps their access, or end it today: then they may do nothing and what they had is given on.

    Nobody goes over their own. Raises NotAllowed, NotNow, NotInOffice.
    """
    demand(by, Act.REVIEW_ACCESS)
    on = day_of(at)
    member = (
        Member.objects.select_related("account", "team").filter(pk=number, account__is_active=True).first()
    )
    if member is None:
        raise NotNow("Nobody of this number can sign in. See the list of those who can.")
    if member.pk == by.pk:
        raise NotAllowed("Nobody goes over their own access. Somebody else has to.")
    if verdict not in Verdict.values:
        raise NotNow(f"Say whether it is {' or '.join(Verdict.values)}.")
    if verdict == Verdict.ENDED and not words.strip():
        raise NotNow("Say why their access ends.")
    row = AccessReviewed(
        member=member, quarter=quarter_of(on), role=member.role, team=member.team.label if member.team else "",
        verdict=verdict, words=fitting(words, 500), by=by.account.username, at=at,
    )  # fmt: skip
    with in_one_transaction():
        if verdict == Verdict.ENDED:
            staff_leaves(
                member=member, by=by.account.username, at=at, leaves_on=on, because=words.strip(), to=to
            )
        with writing(
            "review_access", by=by.account.username, at=at, done_on=on, member=number, verdict=verdict
        ) as line:
            line.add(row)
    return row


def _lines(on: date, quarter: date) -> Iterator[AccessLine]:
    members = list(Member.objects.select_related("account", "team", "person").filter(account__is_active=True))
    factors, grants, lifted, glass, over = _factors(), _grants(on), _lifted(on), _glass(on), _posts_over(on)
    reviewed = {(one.member_id, one.role): one for one in AccessReviewed.objects.filter(quarter=quarter)}
    for one in members:
        last = one.account.last_login
        last_on = day_of(last) if last else None
        there = tuple(sorted(factors.get(one.pk, ())))
        yield AccessLine(
            member=one,
            name=one.account.get_full_name() or one.account.username,
            reach=_reach(one.role),
            rights=len(TABLE.get(one.role, {})),
            factors=there,
            last_on=last_on,
            grants=grants[one.pk],
            walls_lifted=lifted[one.person_id or 0],
            glass=glass[one.pk],
            strikes=tuple(_strikes(one, last_on, there, on, one.person_id in over)),
            reviewed=reviewed.get((one.pk, one.role)),
        )


def _strikes(
    one: Member, last_on: date | None, factors: Iterable[str], on: date, post_over: bool
) -> Iterator[str]:
    if one.ends_on is not None and one.ends_on <= on:
        yield LEFT
    if post_over:
        yield POST_OVER
    if last_on is None:
        yield NEVER
    elif on - last_on >= DORMANT:
        yield GONE_QUIET
    if not factors:
        yield NO_FACTOR


def _reach(role: str) -> str:
    """The widest reach of a role's rights to see cases, in words."""
    right = TABLE.get(role, {}).get(Act.SEE_CASES)
    return str(right.scope.value if right else Scope.OWN.value)


def _factors() -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    labels = dict(Factor.Kind.choices)
    for member, kind in Factor.objects.exclude(kind=Factor.Kind.RECOVERY).values_list("member_id", "kind"):
        found[member].add(str(labels[kind]))
    for member in DirectoryLink.objects.values_list("member_id", flat=True):
        found[member].add("The council’s directory")
    return found


def _grants(on: date) -> Counter[int]:
    running = Grant.objects.filter(begins_on__lte=on, ends_on__gte=on, ended_at=None)
    return Counter(running.values_list("member_id", flat=True))


def _lifted(on: date) -> Counter[int]:
    open_now = Wall.objects.filter(ended_on=None, lifted_from__lte=on, lifted_until__gte=on)
    return Counter(open_now.values_list("person_id", flat=True))


def _glass(on: date) -> Counter[int]:
    rows = GlassBroken.objects.values_list("member_id", "began_at")
    return Counter(member for member, at in rows if day_of(at) > on - OF_GLASS)


def _posts_over(on: date) -> set[int]:
    """The persons who held posts, all of which are over."""
    held = Q(ends_on=None) | Q(ends_on__gt=on)
    standing = set(OfficePost.objects.filter(held).values_list("person_id", flat=True))
    return set(OfficePost.objects.order_by().values_list("person_id", flat=True)) - standing
