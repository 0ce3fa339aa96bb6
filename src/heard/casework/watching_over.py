"""Going over looks: what waits for whom, and the verdict of somebody unconnected with who looked and with the cases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import walled_off
from heard.casework.changed import names_behind
from heard.casework.office_asking import lines_above
from heard.casework.performing import NotNow, day_of
from heard.casework.permissions import Act, NotAllowed, demand
from heard.casework.watching_kinds import SAMPLE
from heard.casework.watching_words import WORDS, PatternWords
from heard.casework.writing import writing
from heard.ledger.models import LookToGoOver
from heard.people.models import Member
from heard.representations.models import Appointment, Assignment, Party, Representation

NONE_WAITS = "Nothing of this number waits for you. See the list of looks to go over."
CONNECTED = "You are connected with who looked or with one of the cases. Somebody else goes over it."
Verdict = LookToGoOver.Verdict


@dataclass(frozen=True, slots=True)
class ToGoOver:
    """Looks to go over as they are shown: the row, who looked, and the pattern in words."""

    row: LookToGoOver
    name: str
    role: str
    words: PatternWords
    late: bool

    @property
    def cases(self) -> tuple[str, ...]:
        """The references of the cases it is about."""
        return tuple(self.row.cases.splitlines())

    @property
    def listed(self) -> str:
        """The same in one line."""
        return ", ".join(self.cases)


@dataclass(frozen=True, slots=True)
class Apart:
    """How somebody is connected: cases they have a part in, those walled off from them, and their line both ways."""

    account: str
    parts: frozenset[str]
    walled: frozenset[str]
    line: frozenset[str]

    def hidden(self, row: LookToGoOver) -> bool:
        """Whether it is not there for them: their own looks, or a case behind a wall."""
        return row.by == self.account or bool(self.walled & set(row.cases.splitlines()))

    def connected(self, row: LookToGoOver) -> bool:
        """Whether they may not judge it: who looked stands in their line, or they have a part in a case of it."""
        return row.by in self.line or bool(self.parts & set(row.cases.splitlines()))


def to_go_over(member: Member | None, *, on: date, sample: bool | None = None) -> list[ToGoOver]:
    """What waits for somebody, the first due first; `sample` says which alone is wanted. Raises NotAllowed.

    Their own looks, looks in their own line and at cases they have a part in or are walled off from are not among them.
    """
    who = demand(member, Act.GO_OVER_LOOKS)
    rows = _waiting(sample)
    apart = _apart(who, {row.by for row in rows}, on)
    return _shown([one for one in rows if not apart.hidden(one) and not apart.connected(one)], on)


def one_to_go_over(member: Member | None, number: int, *, on: date) -> ToGoOver:
    """One of them. Raises NotAllowed, and NotNow where nothing of this number waits for them."""
    found = next((one for one in to_go_over(member, on=on) if one.row.pk == number), None)
    if found is None:
        raise NotNow(NONE_WAITS)
    return found


def waiting_for_others(member: Member | None, *, on: date) -> int:
    """How many wait that this person may not go over: connected or their own. Raises NotAllowed."""
    mine = len(to_go_over(member, on=on))
    return LookToGoOver.objects.filter(verdict="").count() - mine


def go_over_looks(
    *, numbers: Collection[int], verdict: str, words: str, by: Member, at: datetime
) -> list[LookToGoOver]:
    """Say of looks whether they were justified, not justified or a breach, and why; several at once if all are alike.

    Only what was drawn by lot and is linked with its case is gone over together. Raises NotAllowed, NotNow.
    """
    demand(by, Act.GO_OVER_LOOKS)
    rows = list(LookToGoOver.objects.filter(pk__in=numbers, verdict="").order_by("pk"))
    apart = _apart(by, {row.by for row in rows}, day_of(at))
    if not rows or len(rows) < len(set(numbers)) or any(apart.hidden(row) for row in rows):
        raise NotNow(NONE_WAITS)
    if any(apart.connected(row) for row in rows):
        raise NotAllowed(CONNECTED)
    _refuse_words(rows, verdict, words)
    reference = rows[0].reference if len(rows) == 1 else ""
    with writing(
        "go_over_looks",
        by=by.account.username,
        at=at,
        reference=reference,
        done_on=day_of(at),
        verdict=verdict,
    ) as line:
        for row in rows:
            line.change(
                row, verdict=verdict, words=words.strip(), gone_over_by=by.account.username, gone_over_at=at
            )
    return rows


def gone_over(member: Member | None, *, most: int, on: date) -> list[ToGoOver]:
    """What was gone over last, each with its verdict; never one's own looks, nor behind a wall. Raises NotAllowed."""
    who = demand(member, Act.GO_OVER_LOOKS)
    rows = list(LookToGoOver.objects.exclude(verdict="").order_by("-gone_over_at", "-pk")[: most * 2])
    apart = _apart(who, (), on)
    return _shown([row for row in rows if not apart.hidden(row)][:most], on)


def how_they_ended(since: date) -> Mapping[str, int]:
    """How many were found since a day and how they ended: waiting, justified, not justified, a breach; and in time."""
    rows = LookToGoOver.objects.filter(found_on__gte=since).values_list("verdict", "due_on", "gone_over_at")
    counted = dict.fromkeys(("found", "waiting", "in_time", *Verdict.values), 0)
    for verdict, due, at in rows:
        counted["found"] += 1
        counted[verdict or "waiting"] += 1
        counted["in_time"] += at is not None and day_of(at) <= due
    return counted


def _refuse_words(rows: Sequence[LookToGoOver], verdict: str, words: str) -> None:
    if verdict not in Verdict.values or not words.strip():
        raise NotNow(f"Say which it was ({', '.join(Verdict.values)}) and why, in words.")
    if len(rows) > 1 and any(row.pattern != SAMPLE or not row.link for row in rows):
        raise NotNow(
            "Only looks drawn by lot that something on record explains are gone over together. Do these singly."
        )


def _waiting(sample: bool | None) -> list[LookToGoOver]:
    rows = LookToGoOver.objects.filter(verdict="").order_by("due_on", "pk")
    if sample is not None:
        rows = rows.filter(pattern=SAMPLE) if sample else rows.exclude(pattern=SAMPLE)
    return list(rows)


def _shown(rows: Sequence[LookToGoOver], on: date) -> list[ToGoOver]:
    names, roles = names_behind({row.by for row in rows}), dict(Member.Role.choices)
    return [
        ToGoOver(
            row=row,
            name=names.get(row.by, row.by),
            role=str(roles.get(row.role, row.role)),
            words=WORDS[row.pattern],
            late=not row.verdict and row.due_on < on,
        )
        for row in rows
    ]


def _apart(who: Member, others: Iterable[str], on: date) -> Apart:
    walled = Representation.objects.filter(pk__in=walled_off(who, day_asked(on)))
    return Apart(
        who.account.username,
        frozenset(_parts(who)),
        frozenset(walled.values_list("reference", flat=True)),
        frozenset(_in_line(who, set(others), on)),
    )


def _parts(who: Member) -> Iterator[str]:
    """The cases somebody has or had a part in, given to them or as somebody named in it."""
    case = "representation__reference"
    yield from Assignment.objects.filter(member=who).order_by().values_list(case, flat=True)
    if who.person_id is not None:
        yield from Party.objects.filter(person=who.person_id).order_by().values_list(case, flat=True)
        yield from Appointment.objects.filter(person=who.person_id).order_by().values_list(case, flat=True)


def _in_line(who: Member, others: Collection[str], on: date) -> Iterator[str]:
    """Those of the others who stand above somebody or below them."""
    if who.person_id is None:
        return
    held = Member.objects.filter(account__username__in=others, person__isnull=False)
    people = {int(person): str(by) for by, person in held.values_list("account__username", "person_id")}
    lines = lines_above({who.person_id, *people}, on)
    for person, by in people.items():
        if person in lines[who.person_id] or who.person_id in lines[person]:
            yield by
