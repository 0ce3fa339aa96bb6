"""What on record links the people of the office with cases: parts they have, posts they hold, acts they did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from heard.casework.permissions import Level, Scope, reading
from heard.ledger.models import Entry
from heard.people.models import Absence, Member, OfficePost, Team
from heard.representations.models import Appointment, Assignment, GlassBroken, Grant

LONDON = ZoneInfo("Europe/London")
ACTED_WITHIN = timedelta(days=7)
HAS_IT, PART, LET_IN, TEAM, ACTED, EMERGENCY = (
    "has the case, or stands in for who has it",
    "has a part in it",
    "is let in from outside",
    "it is of their team or service",
    "acted on it within a week",
    "opened it in an emergency, which is reviewed by itself",
)
Key = tuple[str, str]


@dataclass(frozen=True)
class Links:
    """What on record links people with cases: parts by days, posts, and acts. A key is an account and a reference."""

    parts: Mapping[Key, list[tuple[str, date | None, date | None]]]
    acts: Mapping[Key, list[date]]
    teams: Mapping[str, Collection[int]]
    of_team: Mapping[str, int | None]

    def of(self, by: str, reference: str, day: date) -> str:
        """What links somebody with a case on a day, in words; empty where nothing does."""
        for words, begins, ends in self.parts.get((by, reference), ()):
            if (begins is None or begins <= day) and (ends is None or day <= ends + ACTED_WITHIN):
                return words
        if self.of_team.get(reference) in self.teams.get(by, ()):
            return TEAM
        near = any(abs(day - acted) <= ACTED_WITHIN for acted in self.acts.get((by, reference), ()))
        return ACTED if near else ""


def links_since(of_team: Mapping[str, int | None], since: date) -> Links:
    """What links people with cases, with acts from a day on. `of_team` are the cases there are, with their teams."""
    parts: dict[Key, list[tuple[str, date | None, date | None]]] = defaultdict(list)
    for words, by, reference, begins, ends in _parts():
        parts[by, reference].append((words, begins, ends))
    acts: dict[Key, list[date]] = defaultdict(list)
    from_at = datetime.combine(since - ACTED_WITHIN, time(), LONDON)
    lines = Entry.objects.filter(at__gte=from_at).order_by()
    for by, reference, at in lines.exclude(reference="").values_list("by", "reference", "at").iterator():
        acts[by, reference].append(at.astimezone(LONDON).date())
    return Links(parts, acts, _teams_of_people(), of_team)


def _parts() -> Iterator[tuple[str, str, str, date | None, date | None]]:
    """Everybody's part in a case: the words, the account, the reference, from when and until when."""
    deputies = _deputies()
    case, who = "representation__reference", "member__account__username"
    for row in Assignment.objects.order_by().values_list(who, case, "begins_on", "ends_on", "member_id"):
        by, reference, begins, ends, member = row
        yield HAS_IT, by, reference, begins, ends
        for deputy, first, last in deputies.get(member, ()):
            yield HAS_IT, deputy, reference, first, last
    for by, reference, begins, ends in Grant.objects.order_by().values_list(
        who, case, "begins_on", "ends_on"
    ):
        yield LET_IN, by, reference, begins, ends
    for by, reference, at in GlassBroken.objects.order_by().values_list(who, case, "began_at"):
        yield EMERGENCY, by, reference, at.date(), at.date() - ACTED_WITHIN
    held = Appointment.objects.filter(person__member__isnull=False).order_by()
    yield from (
        (PART, by, reference, begins, ends)
        for by, reference, begins, ends in held.values_list(
            "person__member__account__username", case, "appointed_on", "ended_on"
        )
    )


def _deputies() -> dict[int, list[tuple[str, date, date | None]]]:
    found: dict[int, list[tuple[str, date, date | None]]] = defaultdict(list)
    away = Absence.objects.exclude(deputy=None).order_by()
    for member, by, first, last in away.values_list(
        "member_id", "deputy__account__username", "begins_on", "last_on"
    ):
        found[member].append((by, first, last))
    return found


def _teams_of_people() -> dict[str, set[int]]:
    """The teams whose cases are anybody's daily work: those of roles that reach a team or a service, and no more."""
    found: dict[str, set[int]] = defaultdict(set)
    for one in Member.objects.select_related("account", "team"):
        if reading(one.role, Level.S1) & {Scope.TEAM, Scope.SERVICE} and one.team_id is not None:
            found[one.account.username].add(one.team_id)
    services = _teams_of_services()
    posts = OfficePost.objects.filter(leads=True, person__member__isnull=False)
    for by, team, service in posts.values_list("person__member__account__username", "team_id", "service_id"):
        found[by] |= {team} if team else set()
        found[by] |= services.get(service, set()) if not team else set()
    return found


def _teams_of_services() -> dict[int | None, set[int]]:
    found: dict[int | None, set[int]] = defaultdict(set)
    for team, service in Team.objects.order_by().values_list("pk", "service_id"):
        found[service].add(team)
    return found
