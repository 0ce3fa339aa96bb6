"""The list of cases, narrowed in many ways and paged by the row it stopped at: page 4,000 costs what page 1 does.

What is narrowed to, how it is sorted and where a page begins are plain text: an address, and what a filter saves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from heard.casework.access_assigning import TAKES_CASES
from heard.casework.access_clock import day_asked
from heard.casework.access_seeing import in_force
from heard.casework.acts import CLOSED_STATES, OPEN_STATES, WITHDRAWN_STATES
from heard.casework.clocks import clocks_of_council
from heard.casework.finding_cases import FoundCase, found_cases, matching
from heard.casework.looking import PAGE, visible_to
from heard.casework.looking_at_work_stages import holder_of
from heard.casework.permissions import Act, demand
from heard.casework.reading_words import reference_key, sought
from heard.law.clock import SOON
from heard.people.models import Member, Service, Team, Term
from heard.representations.models import Assignment, Representation, RepresentationNature, Stage
from heard.representations.models.representation import REFERENCE_KEY

Cases = QuerySet[Representation]
COUNTED = 10_000
STANDINGS = {"open": OPEN_STATES, "closed": CLOSED_STATES, "withdrawn": WITHDRAWN_STATES}
SORTS = {"newest": "Newest first", "oldest": "Oldest first", "reference": "By reference"}
COLOURS = {"late": "Late", "today": "Due today", "soon": "Due soon", "fine": "Due later"}
TIMES = {"late": "Open and late", "in_time": "Open and in time"}
WHO = {"child": "A child or young person", "adult": "An adult"}
# The columns by which each order is kept; the number makes every place in the list one place.
KEYS = {"newest": ("-received_on", "-pk"), "oldest": ("received_on", "pk"), "reference": ("reference",)}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list of cases is narrowed to, in plain text; what is empty narrows nothing."""

    words: str = ""
    state: str = ""
    kind: str = ""
    stage: str = ""
    team: str = ""
    service: str = ""
    holder: str = ""
    colour: str = ""
    time: str = ""
    procedure: str = ""
    since: str = ""
    until: str = ""
    theme: str = ""
    complainant: str = ""
    sort: str = "newest"


NAMES = tuple(one.name for one in fields(Narrowed))


@dataclass(frozen=True, slots=True)
class CaseList:
    """A page of cases, how many there are in all (`more`: more than are counted), and where the next pages begin."""

    cases: tuple[FoundCase, ...]
    total: int
    more: bool
    later: str = ""
    earlier: str = ""


def narrowed(said: Mapping[str, str]) -> Narrowed:
    """What somebody asked for, taken from an address or a saved filter; what is unknown is left out."""
    known = {name: str(said.get(name) or "")[:200] for name in NAMES}
    return replace(Narrowed(**known), sort=known["sort"] if known["sort"] in SORTS else "newest")


def case_list(
    member: Member | None, wanted: Narrowed, *, today: date, after: str = "", before: str = ""
) -> CaseList:
    """A page of the cases this person may see, narrowed and sorted. Raises NotAllowed.

    `after` and `before` are the marks of a page: it begins after, or ends before, the case they name.
    """
    demand(member, Act.SEE_CASES)
    if member is None:
        return CaseList((), 0, more=False)
    found = cases_narrowed(member, wanted, today=today)
    total = found.order_by()[: COUNTED + 1].count()
    keys, back = KEYS[wanted.sort], bool(before) and not after
    rows = list(_page(found, keys, before if back else after, back)[: PAGE + 1])
    over, rows = len(rows) > PAGE, rows[:PAGE]
    rows = rows[::-1] if back else rows
    goes_on, came_from = (True, over) if back else (over, bool(after))
    return CaseList(
        cases=tuple(found_cases(member, rows)),
        total=min(total, COUNTED),
        more=total > COUNTED,
        later=_mark(rows[-1], keys) if rows and goes_on else "",
        earlier=_mark(rows[0], keys) if rows and came_from else "",
    )


def choices() -> Mapping[str, list[tuple[str, str]]]:
    """What the list can be narrowed to of the council's own: teams, services, themes and people. One statement."""
    asked = [
        Team.objects.order_by().values_list(Value("team"), "position", "label", "label"),
        Service.objects.order_by().values_list(Value("service"), "position", "label", "label"),
        Term.objects.filter(list="nature")
        .order_by()
        .values_list(Value("theme"), "position", "label", "label"),
        Member.objects.filter(role__in=TAKES_CASES, account__is_active=True)
        .order_by()
        .values_list(Value("holder"), Value(0), "account__first_name", Cast("pk", CharField())),
    ]
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in ("team", "service", "theme", "holder")}
    for name, _, words, value in sorted(asked[0].union(*asked[1:], all=True)):
        found[name].append((value, words))
    return found


def cases_narrowed(member: Member, wanted: Narrowed, *, today: date) -> Cases:
    """Every case this person may see that fits, in no order."""
    found = _with_words(member, wanted.words)
    for name, column in (("kind", "kind"), ("procedure", "procedure"), ("team", "team__label")):
        if value := getattr(wanted, name):
            found = found.filter(**{column: value})
    if wanted.service:
        found = found.filter(Q(service__label=wanted.service) | Q(team__service__label=wanted.service))
    if wanted.state:
        found = found.filter(state__in=STANDINGS.get(wanted.state, ()))
    for bound, value in (("gte", _day(wanted.since)), ("lte", _day(wanted.until))):
        if value is not None:
            found = found.filter(**{f"received_on__{bound}": value})
    return _by_rows(found, wanted, today)


def _with_words(member: Member, words: str) -> Cases:
    seen = visible_to(member)
    if not words.strip():
        return seen
    key, wanted = reference_key(words), sought(words)
    if len(key) > 2 and any(one.isdigit() for one in key):
        referred = seen.annotate(key=REFERENCE_KEY).filter(key__startswith=key)
        if referred.exists():
            return referred
    return matching(member, wanted) if wanted else seen.none()


def _by_rows(found: Cases, wanted: Narrowed, today: date) -> Cases:
    """Narrowed by what stands in other tables: stages, people who have it, themes, who complained."""
    stages = Stage.objects.filter(representation=OuterRef("pk"))
    running = stages.filter(answered_on=None, ended_on=None, withdrawn_on=None)
    if wanted.stage:
        found = found.filter(Exists(stages.filter(stage=wanted.stage)))
    if wanted.colour or wanted.time:
        found = found.filter(state__in=OPEN_STATES).filter(
            Exists(running.filter(_due(wanted.colour, wanted.time, today)))
        )
    if wanted.holder:
        given = Assignment.objects.filter(in_force(day_asked(None)), representation=OuterRef("pk"))
        nobody = wanted.holder == "nobody"
        found = found.filter(
            ~Exists(given) if nobody else Exists(given.filter(member_id=_number(wanted.holder)))
        )
    if wanted.theme:
        natures = RepresentationNature.objects.filter(representation=OuterRef("pk"), term__label=wanted.theme)
        found = found.filter(Exists(natures))
    if wanted.complainant in WHO:
        child = Q(complainant_kind__means="child")
        found = found.filter(child if wanted.complainant == "child" else ~child)
    return found


def _due(colour: str, time: str, today: date) -> Q:
    """An open stage by its colour or by being late, found by the day kept for finding."""
    soon = clocks_of_council().calendar.by_law.after(today, SOON)
    asked = Q()
    if colour in COLOURS:
        asked &= {
            "late": Q(due_on_hint__lt=today),
            "today": Q(due_on_hint=today),
            "soon": Q(due_on_hint__gt=today, due_on_hint__lte=soon),
            "fine": Q(due_on_hint__isnull=True) | Q(due_on_hint__gt=soon),
        }[colour]
    if time in TIMES:
        late = Q(due_on_hint__lt=today)
        asked &= late if time == "late" else ~late | Q(due_on_hint__isnull=True)
    return asked


def _page(found: Cases, keys: Sequence[str], mark: str, back: bool) -> QuerySet[Any]:
    wide = found.select_related("team", "kind_term", "complainant_kind").annotate(holder=holder_of("pk"))
    order = [_turned(key) for key in keys] if back else list(keys)
    at = _read_mark(mark, keys)
    return wide.defer("words", "notes").filter(_beyond(order, at) if at else Q()).order_by(*order)


def _beyond(order: Sequence[str], at: Sequence[Any]) -> Q:
    """After a place in an order: the first column is beyond it, or the same and the next one is."""
    asked, same = Q(), Q()
    for key, value in zip(order, at, strict=True):
        name, further = key.lstrip("-"), "lt" if key.startswith("-") else "gt"
        asked |= same & Q(**{f"{name}__{further}": value})
        same &= Q(**{name: value})
    first, closed = order[0].lstrip("-"), "lte" if order[0].startswith("-") else "gte"
    # Said once more of the first column alone, so that its index is entered at the place.
    return Q(**{f"{first}__{closed}": at[0]}) & asked


def _turned(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


def _mark(row: Any, keys: Sequence[str]) -> str:
    return row.reference if len(keys) == 1 else f"{row.received_on.isoformat()}.{row.pk}"


def _read_mark(mark: str, keys: Sequence[str]) -> tuple[Any, ...]:
    if not mark:
        return ()
    if len(keys) == 1:
        return (mark[:80],)
    day, _, number = mark.partition(".")
    began = _day(day)
    return (began, int(number)) if began and number.isdecimal() and len(number) < 19 else ()


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 10 else 0
