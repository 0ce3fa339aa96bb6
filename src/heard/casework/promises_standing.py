"""On whose list a promise stands: its owner's, its manager's and the director's, or whoever is in their place.

Nothing owed is on nobody's list. Whoever left, or may not know of a case, is replaced: by whoever has the case, and
where nobody has it by the first in a line of roles who may know of it. Walls and restrictions hold on every list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from heard.casework.access_assigning import OWNING
from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import in_force, of_seen, readable, restricted, visible, walled_off
from heard.casework.office_asking import leads_anything
from heard.casework.permissions import Act, Level, Role, Scope, right_of
from heard.outcomes.models import Action, Remedy, Source
from heard.people.models import Absence, Member, OfficePost
from heard.representations.models import Assignment, OmbudsmanRecommendation, Restriction, Wall

Rows = QuerySet[Any, Any]
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


REMEDY = "remedy"
# Under which name each kind holds the case it is about, and the day on which it was kept.
CASE_OF = {"action": "representation", REMEDY: "representation", "ombudsman": "case__about"}
KEPT_ON = {"action": "done_on", REMEDY: "done_on", "ombudsman": "accepted_on"}


def rows_of() -> Mapping[str, Rows]:
    """Everything owed, by kind: agreed actions, remedies with a day, and recommendations of the Ombudsman."""
    return {
        "action": Action.objects.order_by(),
        REMEDY: Remedy.objects.order_by().filter(due_on__isnull=False),
        "ombudsman": OmbudsmanRecommendation.objects.order_by(),
    }


def of_service(kind: str, service: Any, name: str = "label") -> Q:
    """The rows of a kind that one service owes: its own service, else that of the case, else that of the case's team.

    `service` is a label, or a question for several with `name` ending in `__in`.
    """
    case = CASE_OF[kind]
    own = {"action": "service", REMEDY: "", "ombudsman": "case__service"}[kind]
    ways = [*([own] if own else []), f"{case}__service", f"{case}__team__service"]
    found = Q(pk__in=())
    for place, way in enumerate(ways):
        none_before = Q(**{f"{before}__isnull": True for before in ways[:place]})
        found |= none_before & Q(**{f"{way}__{name}": service})
    return found


def by_service(kind: str, rows: Rows) -> Rows:
    """The rows of a kind, each with the label of the service that owes it as `owing`; empty where there is none."""
    case = CASE_OF[kind]
    own = {"action": ("service__label",), REMEDY: (), "ombudsman": ("case__service__label",)}[kind]
    label = Coalesce(*own, f"{case}__service__label", f"{case}__team__service__label", Value(""))
    found: Rows = rows.annotate(owing=label)
    return found


def of_source(kind: str, source: str) -> Q:
    """The rows of a kind that come from somebody; where that was not said, from whoever reports at the stage."""
    if kind != "action":
        return Q() if source == {REMEDY: REMEDY, "ombudsman": Source.OMBUDSMAN.value}[kind] else Q(pk__in=())
    asked_at = {Source.INVESTIGATOR.value: "stage_2", Source.PANEL.value: "stage_3"}.get(source)
    by_stage = Q(source="", recommendation__stage__stage=asked_at) if asked_at else Q(pk__in=())
    return Q(source=source) | by_stage


@dataclass
class Standing:
    """What one member's lists are made of on a day."""

    member: Member
    day_on: date

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

    def reads(self, cases: set[int], *, level: Level = Level.S2) -> set[int]:
        """Of these cases those whose words this member reads; at level 3 those that they read in full."""
        found = readable(self.member, self.day_on, level=level).filter(pk__in=cases)
        return set(found.values_list("pk", flat=True))

    def sees(self, cases: set[int]) -> set[int]:
        """Of these cases those that exist for this member."""
        return set(visible(self.member, self.day_on).filter(pk__in=cases).values_list("pk", flat=True))

    def _all(self, about: str, kind: str) -> Q:
        return of_seen(about, self.member, self.day_on, level=Level.S2)

    def _mine(self, about: str, kind: str) -> Q:
        """One's own, those of whoever one stands in for, and those left to one as their owner cannot have them."""
        unwalled = ~Q(**{f"{about}__in": walled_off(self.member, self.day)})
        whose = Q(pk__in=())
        if kind != "remedy":
            covered = _away(self.day).filter(deputy_id=self.member.pk).values("member__person_id")
            whose = Q(owner_id=self.member.person_id or 0) | Q(owner_id__in=covered)
        left = self._in_place(about) & (Q() if kind == "remedy" else self._orphaned(about))
        return unwalled & (whose | left) & self._works_here

    def _managed(self, about: str, kind: str) -> Q:
        """Of the services and teams one leads, of the people below one; the complaints manager's of every case."""
        seen = of_seen(about, self.member, self.day_on)
        place = self._in_place(about) & self._hidden_from(about, Role.COMPLAINTS_MANAGER) & self._works_here
        if self.member.role == Role.COMPLAINTS_MANAGER:
            return seen | place
        posts = OfficePost.objects.filter(in_force(self.day), person__member=self.member.pk)
        service = posts.filter(service__isnull=False).order_by().values("service_id")
        team = posts.filter(team__isnull=False).order_by().values("team_id")
        lead = of_service(kind, service, "in") | Q(**{f"{about}__team_id__in": team})
        if self.member.team_id:
            lead |= Q(**{f"{about}__team_id": self.member.team_id})
        below = Q(pk__in=()) if kind == "remedy" else Q(owner_id__in=self._below())
        open_here = ~Q(**{f"{about}__in": walled_off(self.member, self.day)})
        open_here &= ~Q(**{f"{about}__in": restricted(self.day)})
        return (seen & lead) | (open_here & below & self._works_here) | place

    def _director(self, about: str, kind: str) -> Q:
        """Everything the director sees; what no director sees stands with whoever is in their place."""
        seen = of_seen(about, self.member, self.day_on)
        place = self._in_place(about) & self._hidden_from(about, Role.DIRECTOR) & self._works_here
        return seen | place if self.member.role == Role.DIRECTOR else place

    @cached_property
    def _works_here(self) -> Q:
        return Q(Exists(_here(self.day).filter(pk=self.member.pk)))

    def _below(self) -> Any:
        """The people whose work one leads: who answers to one, or works in a team or service that one leads."""
        posts = OfficePost.objects.filter(in_force(self.day)).order_by()
        led = posts.filter(person__member=self.member.pk, leads=True)
        service = led.filter(team=None, service__isnull=False).values("service_id")
        under = Q(team_id__in=led.filter(team__isnull=False).values("team_id"))
        under |= Q(service_id__in=service) | Q(team__service_id__in=service)
        under |= Q(answers_to__member=self.member.pk)
        return posts.filter(under).values("person_id")

    def _orphaned(self, about: str) -> Q:
        """Nobody owns it, or its owner left, never signs in, or is behind a wall of that case."""
        able = _here(self.day).filter(person__isnull=False).order_by().values("person_id")
        walled = _walls(self.day).filter(
            representation_id=OuterRef(f"{about}_id"), person_id=OuterRef("owner_id")
        )
        return Q(owner_id__isnull=True) | ~Q(owner_id__in=able) | Q(Exists(walled))

    def _in_place(self, about: str) -> Q:
        """The cases one has; and those nobody has, where one is the first in the line who may know of them."""
        away = _away(self.day).filter(deputy_id=self.member.pk).values("member_id")
        held = Assignment.objects.filter(in_force(self.day), part__in=OWNING).order_by()
        mine = held.filter(Q(member_id=self.member.pk) | Q(member_id__in=away))
        found = Q(**{f"{about}__in": mine.values("representation_id")})
        if self.member.role in LINE:
            before = LINE[: LINE.index(Role(self.member.role))]
            unheld = ~Q(**{f"{about}__in": _with_somebody(held, self.day)})
            found |= unheld & ~Q(Exists(_knowing(before, self.day, about)))
        return found & ~Q(**{f"{about}__in": walled_off(self.member, self.day)})

    def _hidden_from(self, about: str, role: str) -> Q:
        """The cases that nobody of a role sees: all are behind a wall, it is kept to others, or nobody has the role."""
        kept = Restriction.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=self.day),
            representation_id=OuterRef(OuterRef(f"{about}_id")),
        )
        given = Assignment.objects.filter(
            in_force(self.day),
            representation_id=OuterRef(OuterRef(f"{about}_id")),
            member_id=OuterRef("pk"),
        )
        seeing = _knowing((role,), self.day, about).filter(Exists(given) | ~Exists(kept))
        return ~Q(Exists(seeing))


def _here(day: Any) -> QuerySet[Member]:
    """Who may act on a day."""
    return Member.objects.filter(in_force(day), account__is_active=True)


def _knowing(roles: Sequence[str], day: Any, about: str) -> QuerySet[Member]:
    """Who of these roles works here and is behind no wall of the case that the row outside is about."""
    walled = _walls(day).filter(
        representation_id=OuterRef(OuterRef(f"{about}_id")), person_id=OuterRef("person_id")
    )
    return _here(day).filter(~Exists(walled), role__in=list(roles))


def _with_somebody(held: QuerySet[Assignment], day: Any) -> Any:
    """The cases that somebody has who works here and is behind no wall of them."""
    walled = _walls(day).filter(
        representation_id=OuterRef("representation_id"), person_id=OuterRef("member__person_id")
    )
    works = _here(day).order_by().values("pk")
    return held.filter(~Exists(walled), member_id__in=works).values("representation_id")


_LEADERS = (Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE)


def _walls(day: Any) -> QuerySet[Wall]:
    """The walls that stand on a day."""
    standing = Wall.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    return standing.filter(Q(lifted_from__isnull=True) | Q(lifted_from__gt=day) | Q(lifted_until__lt=day))


def _away(day: Any) -> QuerySet[Absence]:
    away = Absence.objects.filter(Q(last_on__isnull=True) | Q(last_on__gte=day), begins_on__lte=day)
    return away.order_by()
