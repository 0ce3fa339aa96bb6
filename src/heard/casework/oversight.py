"""The monthly look at everything overdue and soon due: by a named senior person, with a note and what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q, Value

from heard.casework.access_seeing import visible
from heard.casework.looking_at_promises import SOON, Found, late, owed, soon
from heard.casework.new_details import DoesNotFit, NotInTheList
from heard.casework.office_asking import leads_anything
from heard.casework.on_record import listed, services
from heard.casework.parties import must_say
from heard.casework.performing import day_of
from heard.casework.permissions import Act, Role, demand
from heard.casework.promises import ACTION
from heard.casework.promises_owing import KEPT_ON, Rows, by_service, of_service, owing_of
from heard.casework.writing import writing
from heard.law.working_days import in_words
from heard.outcomes.models import Oversight, PromiseReopened
from heard.people.models import Member, OfficePost, Service
from heard.representations.models import Decision

EVERY = timedelta(days=35)
BEFORE_THE_FIRST = timedelta(days=30)
NO_SERVICE = "No service"
LOOKS_READ = 60
WHOLE = (Role.DIRECTOR, Role.COMPLAINTS_MANAGER)


@dataclass(frozen=True, slots=True)
class ServiceOwes:
    """How much one service owes: overdue, and due within thirty days."""

    service: str
    overdue: int
    soon: int
    newly_late: int


@dataclass(frozen=True, slots=True)
class Looked:
    """One look: on which day, by whom, at which service (empty: every one), what there was, and what was decided."""

    on: date
    name: str
    role: str
    service: str
    overdue: int
    soon: int
    note: str
    decisions: str


@dataclass(frozen=True, slots=True)
class OversightSeen:
    """What there is to look over: by service, what changed since the last look, and the looks before.

    `late_by` is how many days too long nobody has looked at the whole; None while it is in time.
    """

    rows: tuple[ServiceOwes, ...]
    since: date
    changed: Mapping[str, int]
    looks: tuple[Looked, ...]
    last_on: date | None
    late_by: int | None
    may_record: bool
    services: tuple[str, ...]


def oversight_seen(member: Member, *, today: date) -> OversightSeen:
    """Everything overdue and due in thirty days that somebody has before them, by service. Raises NotAllowed."""
    demand(member, Act.OVERSEE_PROMISES)
    rows = _before(member, today)
    looks = list(Oversight.objects.select_related("service").order_by("-looked_on", "-pk")[:LOOKS_READ])
    of_the_whole = [one.looked_on for one in looks if one.service_id is None]
    last = max(of_the_whole, default=None)
    since = last or today - BEFORE_THE_FIRST
    by_each, counted = _by_service(rows, since, today)
    return OversightSeen(
        rows=by_each,
        since=since,
        changed=_changed(member, rows, counted, since, today),
        looks=tuple(_look(one) for one in looks[:12]),
        last_on=last,
        late_by=late_by(last, today),
        may_record=member.role in (*WHOLE, Role.HEAD_OF_SERVICE),
        services=tuple(_may_look_at(member, today)),
    )


def look_over_promises(
    *, member: Member, note: str, at: datetime, decisions: str = "", service: str = ""
) -> Oversight:
    """Record that a senior person looked over everything overdue and soon due, with a note and what was decided.

    A head of service looks at their own service; the director and the complaints manager at one or at all. Raises
    NotAllowed, NotNow without a note, NotInTheList, DoesNotFit where somebody looked at the same today.
    """
    demand(member, Act.OVERSEE_PROMISES)
    today = day_of(at)
    must_say(note, "a note of what was seen")
    where = _service(member, service, today)
    name = member.account.first_name or member.account.username
    if Oversight.objects.filter(looked_on=today, service=where, name=name, who_id=member.person_id).exists():
        raise DoesNotFit("Your look of today is on record already.")
    rows = _before(member, today)
    if where is not None:
        owing = owing_of([where.pk])
        rows = {kind: some.filter(of_service(kind, owing)) for kind, some in rows.items()}
    row = Oversight(
        looked_on=today, who_id=member.person_id, name=name,
        role=member.role, service=where, overdue=_count(late(rows, today)), due_soon=_count(soon(rows, today)),
        note=note.strip(), decisions=decisions.strip(), at=at,
    )  # fmt: skip
    with writing("look_over_promises", by=member.account.username, at=at, done_on=today) as line:
        line.add(row)
    return row


def last_look(today: date) -> tuple[date | None, int | None]:
    """The day of the last look at everything, and by how many days the next is late; None while it is in time."""
    last = Oversight.objects.filter(service=None, looked_on__lte=today).order_by("-looked_on").first()
    return (last.looked_on, late_by(last.looked_on, today)) if last else (None, late_by(None, today))


def late_by(last: date | None, today: date) -> int | None:
    """By how many days a look is late: after 35 days, and from the first day on where there never was one."""
    if last is None:
        return 0
    return (today - last - EVERY).days if today - last > EVERY else None


def overseen_words(today: date) -> str:
    """When everything was last looked over, in a sentence, and that it is late where it is."""
    return words_of_look(*last_look(today))


def words_of_look(last: date | None, late_days: int | None) -> str:
    """The same of a look that was read already: its day, and by how many days the next is late."""
    if last is None:
        return "Nobody has looked over all of it yet. This is late."
    words = f"Last looked over on {in_words(last)}."
    return words if late_days is None else f"{words} The next look is {late_days} {_days(late_days)} late."


def _days(number: int) -> str:
    return "day" if number == 1 else "days"


def _before(member: Member, today: date) -> Found:
    whose = "director" if member.role == Role.DIRECTOR else "managed"
    return owed(member, whose, today)


def _service(member: Member, service: str, today: date) -> Service | None:
    may = _may_look_at(member, today)
    if not service and member.role in WHOLE:
        return None
    if not service and len(may) == 1:
        service = may[0]
    if service not in may:
        raise NotInTheList(f"Choose the service you looked at. These are yours: {', '.join(may) or 'none'}.")
    return listed(services(), service, "services")


def _may_look_at(member: Member, today: date) -> list[str]:
    if member.role in WHOLE:
        return list(services())
    if member.role != Role.HEAD_OF_SERVICE or not leads_anything(member.person_id or 0, today):
        return []
    held = OfficePost.objects.filter(person__member=member.pk, service__isnull=False, begins_on__lte=today)
    rows = held.filter(Q(ends_on=None) | Q(ends_on__gt=today))
    return sorted(set(rows.values_list("service__label", flat=True)))


def _by_service(rows: Found, since: date, today: date) -> tuple[tuple[ServiceOwes, ...], Counter[str]]:
    """How much each service owes; and of all of them how much became late, was kept and kept late since a day.

    One statement counts every kind.
    """
    each = [_counted(kind, by_service(kind, some), since, today) for kind, some in rows.items()]
    counts: dict[str, Counter[str]] = {name: Counter() for name in COUNTED}
    for one in each[0].union(*each[1:], all=True):
        for name in COUNTED:
            counts[name][one["owing"] or NO_SERVICE] += one[name]
    late, due, new = counts["late"], counts["soon"], counts["new"]
    names = sorted(+late | +due, key=lambda one: (-late[one], one == NO_SERVICE, one))
    seen = tuple(ServiceOwes(one, late[one], due[one], new[one]) for one in names)
    return seen, Counter({name: counts[name].total() for name in COUNTED})


COUNTED = ("late", "soon", "new", "kept", "kept_late", "promised")


def _counted(kind: str, rows: Rows, since: date, today: date) -> Rows:
    """By service: late, due soon and newly late; and since a day what was kept, kept late and promised."""
    kept_on = KEPT_ON[kind]
    still, kept = Q(**{kept_on: None}), Q(**{f"{kept_on}__gte": since})
    is_late = still & Q(due_on__lt=today)
    # Only of what somebody promised, and neither gave nor was asked for, is it known on which day.
    promised = Q(agreed_on__gte=since) if kind == ACTION else None
    found: Rows = (
        rows.filter(still | kept if promised is None else still | kept | promised)
        .order_by()
        .values("owing")
        .annotate(
            late=Count("pk", filter=is_late),
            soon=Count("pk", filter=still & Q(due_on__gte=today, due_on__lte=today + SOON)),
            new=Count("pk", filter=is_late & Q(due_on__gte=since)),
            kept=Count("pk", filter=kept),
            kept_late=Count("pk", filter=kept & Q(**{f"{kept_on}__gt": F("due_on")})),
            promised=Value(0) if promised is None else Count("pk", filter=promised),
        )
    )
    return found


def _changed(member: Member, rows: Found, counted: Counter[str], since: date, today: date) -> dict[str, int]:
    """What changed since the last look, among what this person has before them."""
    varied = Decision.objects.filter(
        about="action", answer="varied", decided_on__gte=since, representation__in=visible(member, today)
    )
    reopened = PromiseReopened.objects.filter(action__in=rows[ACTION], reopened_on__gte=since)
    return {
        "became late": counted["new"],
        "kept": counted["kept"],
        "kept late": counted["kept_late"],
        "promised": counted["promised"],
        "opened again": reopened.count(),
        "given another day or owner": varied.count(),
    }


def _count(rows: Found) -> int:
    return sum(some.count() for some in rows.values())


def _look(one: Oversight) -> Looked:
    role = Role(one.role).label if one.role in Role.values else one.role
    service = one.service.label if one.service else ""
    return Looked(
        one.looked_on, one.name, str(role), service, one.overdue, one.due_soon, one.note, one.decisions
    )
