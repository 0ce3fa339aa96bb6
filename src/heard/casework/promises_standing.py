"""On whose list a promise stands: its owner's, its manager's and the director's, or whoever is in their place.

Nothing owed is on nobody's list. Whoever left, or may not know of a case, is replaced: by whoever has the case, and
where nobody has it by the first in a line of roles who may know of it. Walls and restrictions hold on every list.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, When

from heard.casework.access_assigning import OWNING
from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import (
    WAYS,
    Places,
    in_force,
    reached,
    scopes_of,
    ways_of,
)
from heard.casework.office_asking import leads_anything
from heard.casework.permissions import Act, Level, Role, Scope, right_of
from heard.casework.promises_known import EVERY, NONE, WhoKnows, here, walls
from heard.casework.promises_owing import CASE_OF, REMEDY, Owing, of_service, owing_of
from heard.people.models import Absence, Member, OfficePost
from heard.representations.models import Assignment, Representation

# Who takes the place of somebody whom nobody else replaces, in this order.
LINE = (
    Role.COMPLAINTS_MANAGER,
    Role.COMPLAINTS_OFFICER,
    Role.DIRECTOR,
    Role.HEAD_OF_SERVICE,
    Role.LEGAL,
    Role.INFORMATION_GOVERNANCE,
)
LISTS = ("all", "mine", "managed", "director")


@dataclass
class Standing:
    """What one member's lists are made of on a day."""

    member: Member
    day_on: date
    _by_name: dict[str, list[int]] = field(default_factory=dict, init=False)

    @cached_property
    def day(self) -> Any:
        """The day as the database takes it."""
        return day_asked(self.day_on)

    def of(self, whose: str, kind: str) -> Q:
        """Which rows of a kind stand on one of this member's lists: `all`, `mine`, `managed` or `director`."""
        about = CASE_OF[kind]
        build = {"mine": self._mine, "managed": self._managed, "director": self._director}.get(
            whose, self._all
        )
        found = build(about, kind)
        everything = right_of(self.member, Act.SEE_CASES)
        if kind == "ombudsman" and whose != "mine" and everything and everything.scope is Scope.ALL:
            return found | Q(**{f"{about}__isnull": True})
        return found

    def has_list(self, whose: str) -> bool:
        """Whether this member has such a list: of a manager, of the director, or as one who may be in their place."""
        if whose in ("all", "mine") or self.member.role in LINE:
            return True
        leads = leads_anything(self.member.person_id or 0, self.day_on)
        return whose == "managed" and (self.member.role in _LEADERS or leads)

    def known(self, cases: set[int], *levels: Level | None) -> list[set[int]]:
        """Of these cases those whose words this member reads at each level; at None those that exist for them."""
        if self._works_here is NONE or not cases:
            return [set() for _ in levels]
        hidden = {level: self._hidden_at(level) for level in levels}
        asked = {f"at_{level}": level for level, some in hidden.items() if some is None}
        found: dict[Level | None, set[int]] = {
            level: cases.difference(some) for level, some in hidden.items() if some is not None
        }
        if asked:
            there = {name: _is_so(self._reached(level, "pk")) for name, level in asked.items()}
            rows = Representation.objects.order_by().filter(pk__in=cases.difference(self._walled_off))
            answers = list(rows.annotate(**there).values("pk", *there))
            found |= {level: {one["pk"] for one in answers if one[name]} for name, level in asked.items()}
        return [found[level] for level in levels]

    def _all(self, about: str, kind: str) -> Q:
        return self._seen(about, Level.S2)

    def _mine(self, about: str, kind: str) -> Q:
        """One's own, those of whoever one stands in for, and those left to one as their owner cannot have them."""
        if kind == REMEDY:
            return self._works_here & self._in_place(about)
        left = self._has(about) & self._orphaned(about)
        return self._works_here & self._unwalled(about) & (Q(owner_id__in=self._persons) | left)

    def _managed(self, about: str, kind: str) -> Q:
        """Of the services and teams one leads, of the people below one; the complaints manager's of every case."""
        seen, place = self._seen(about), self._in_place_of(Role.COMPLAINTS_MANAGER, about)
        if self.member.role == Role.COMPLAINTS_MANAGER:
            return seen | place
        lead = of_service(kind, self._led) | Q(**{f"{about}__team_id__in": self._led_teams})
        below = NONE if kind == REMEDY else Q(owner_id__in=self._below)
        open_here = self._unwalled(about) & ~Q(**{f"{about}__in": self._known.kept})
        return (seen & lead) | (open_here & below & self._works_here) | place

    def _director(self, about: str, kind: str) -> Q:
        """Everything the director sees; what no director sees stands with whoever is in their place."""
        place = self._in_place_of(Role.DIRECTOR, about)
        return self._seen(about) | place if self.member.role == Role.DIRECTOR else place

    def _in_place_of(self, role: Role, about: str) -> Q:
        """The cases nobody of a role sees, where one is in their place. They are few, so they are read once."""
        unseen = self._known.unseen_by(role)
        if unseen is None or self._works_here is NONE:
            return self._works_here & self._in_place(about)
        return Q(**{f"{about}__in": [case for case in unseen if self._stands_in_for(case)]})

    def _stands_in_for(self, case: int) -> bool:
        """Whether one has a case that is not there for everybody, or is the first in the line while nobody has it."""
        if case in self._walled_off:
            return False
        if not self._mine_to_do.isdisjoint(self._known.owners_of(case)):
            return True
        unknown = self._unknown_before
        is_left = unknown is None or case in unknown
        return is_left and not self._known.is_with_somebody(case)

    def _seen(self, about: str, level: Level | None = None) -> Q:
        """The cases there are for this member; of whoever reaches every case all but the few that are hidden."""
        hidden = self._hidden_at(level)
        if hidden is None:
            return self._works_here & self._unwalled(about) & self._reached(level, about)
        return self._works_here & ~Q(**{f"{about}__in": hidden})

    def _reached(self, level: Level | None, about: str) -> Q:
        """The cases a member reaches who does not reach every one, walls aside: what decides it is read once."""
        if right_of(self.member, Act.SEE_CASES) is None:
            return NONE
        scopes = scopes_of(self.member, level)
        return reached(about, scopes, self._places, named=self._names(scopes), kept=self._known.kept)

    def _names(self, scopes: frozenset[Scope]) -> list[int]:
        return [case for way in ways_of(scopes) for case in self._named(way)]

    def _named(self, way: str) -> list[int]:
        """The cases this member reaches by name in one way: most have only one way in which they do."""
        if way not in self._by_name:
            self._by_name[way] = [case for (case,) in WAYS[way](self.member, self.day)]
        return self._by_name[way]

    @cached_property
    def _places(self) -> Places:
        return Places(services=self._led.services, teams_of_services=self._led.teams, teams=self._led_teams)

    def _unwalled(self, about: str) -> Q:
        return ~Q(**{f"{about}__in": self._walled_off})

    @cached_property
    def _known(self) -> WhoKnows:
        return WhoKnows(self.day, self._working)

    def _hidden_at(self, level: Level | None) -> set[int] | None:
        """The cases hidden from a member who reaches every other at a level; None where they do not."""
        scopes = scopes_of(self.member, level)
        if Scope.ALL not in scopes or right_of(self.member, Act.SEE_CASES) is None:
            return None
        ways = set(ways_of(scopes))
        named = {case for way in ways - {"given"} for case in self._named(way)} if self._known.kept else set()
        if "given" in ways:
            named |= self._known.held_by(self._mine_to_do)
        return self._known.kept.difference(named).union(self._walled_off)

    @cached_property
    def _works_here(self) -> Q:
        return EVERY if self.member.pk in (member for member, _, _ in self._working) else NONE

    @cached_property
    def _persons(self) -> list[int]:
        """Oneself, and those for whom one stands in."""
        return [
            one for one in (self.member.person_id, *(person for _, person in self._away)) if one is not None
        ]

    @cached_property
    def _posts(self) -> list[tuple[int | None, int | None, bool]]:
        """The service, the team and whether one leads it, of each post one has."""
        posts = OfficePost.objects.filter(in_force(self.day), person__member=self.member.pk).order_by()
        return list(posts.values_list("service_id", "team_id", "leads"))

    @cached_property
    def _led(self) -> Owing:
        return owing_of(service for service, _, _ in self._posts if service is not None)

    @property
    def _led_teams(self) -> list[int]:
        teams = (self.member.team_id, *(team for _, team, _ in self._posts))
        return [team for team in teams if team is not None]

    @cached_property
    def _below(self) -> list[int]:
        """The people whose work one leads: who answers to one, or works in a team or service that one leads."""
        services = [service for service, team, leads in self._posts if leads and team is None and service]
        under = Q(team_id__in=[team for _, team, leads in self._posts if leads and team is not None])
        under |= Q(service_id__in=services) | Q(team__service_id__in=services)
        under |= Q(answers_to__member=self.member.pk)
        posts = OfficePost.objects.filter(in_force(self.day)).order_by().filter(under)
        return list(posts.values_list("person_id", flat=True))

    def _orphaned(self, about: str) -> Q:
        """Nobody owns it, or its owner left, never signs in, or is behind a wall of that case."""
        able = [person for _, _, person in self._working if person is not None]
        walled = walls(self.day).filter(
            representation_id=OuterRef(f"{about}_id"), person_id=OuterRef("owner_id")
        )
        apart = Q(**{f"{about}__in": self._known.walled}) & Q(Exists(walled))
        return Q(owner_id__isnull=True) | ~Q(owner_id__in=able) | apart

    def _in_place(self, about: str) -> Q:
        """The cases one has, or is in the place of whoever would have them, and from which no wall keeps one."""
        return self._has(about) & self._unwalled(about)

    def _has(self, about: str) -> Q:
        """The cases one has; and those nobody has, where one is the first in the line who may know of them."""
        held = Assignment.objects.filter(in_force(self.day), part__in=OWNING).order_by()
        mine = held.filter(member_id__in=self._mine_to_do)
        found = Q(**{f"{about}__in": mine.values("representation_id")})
        unknown = self._unknown_before
        if unknown == set():
            return found
        able = held.filter(member_id__in=[member for member, _, _ in self._working])
        with_somebody = able.exclude(pk__in=self._known.held_behind_walls).values("representation_id")
        left = EVERY if unknown is None else Q(**{f"{about}__in": unknown})
        return found | (~Q(**{f"{about}__in": with_somebody}) & left)

    @cached_property
    def _unknown_before(self) -> set[int] | None:
        """The cases nobody before one in the line may know of; None for every case, where there is nobody."""
        if self.member.role not in LINE:
            return set()
        return self._known.unknown_to(LINE[: LINE.index(Role(self.member.role))])

    @cached_property
    def _mine_to_do(self) -> set[int]:
        return {self.member.pk, *(member for member, _ in self._away)}

    @cached_property
    def _walled_off(self) -> list[int]:
        return self._known.walled_off(self.member.person_id)

    @cached_property
    def _working(self) -> list[tuple[int, str, int | None]]:
        """Everybody who may act: number, role and person."""
        return list(here(self.day).order_by().values_list("pk", "role", "person_id"))

    @cached_property
    def _away(self) -> list[tuple[int, int | None]]:
        """Those for whom one stands in, as member and person."""
        away = Absence.objects.filter(
            Q(last_on__isnull=True) | Q(last_on__gte=self.day), begins_on__lte=self.day
        )
        mine = away.filter(deputy_id=self.member.pk).order_by()
        return list(mine.values_list("member_id", "member__person_id"))


_LEADERS = (Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE)


def _is_so(asked: Q) -> Case:
    return Case(When(asked, then=True), default=False)
